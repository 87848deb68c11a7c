import Testing

@testable import Scanning

@Suite struct FactCaseTests {
  private func score(_ name: String, kinds: Set<String>? = nil) throws -> CaseScore {
    let score = CaseScore(try CaseFile(name), kinds: kinds) {
      Extracting.forms(title: $0, text: $1)
    }
    print(score.summary(name))
    for problem in score.problems { print(problem) }
    return score
  }

  @Test func `ages are read where they are stated and nowhere else`() throws {
    let score = try score("ages")
    #expect(score.total >= 120)
    #expect(score.precision >= 0.98 && score.recall >= 0.98)
    #expect(score.exactShare >= 0.97)
  }

  @Test func `prices keep the duration and the currency they are stated with`() throws {
    let score = try score("prices")
    #expect(score.total >= 120)
    #expect(score.precision >= 0.97 && score.recall >= 0.97)
    #expect(score.exactShare >= 0.95)
  }

  @Test func `names offered and places are read`() throws {
    let score = try score("names-places")
    #expect(score.total >= 60)
    #expect(score.precision >= 0.95 && score.recall >= 0.95)
  }

  @Test func `heights, weights and dates are read`() throws {
    let score = try score("measures-dates")
    #expect(score.total >= 60)
    #expect(score.precision >= 0.97 && score.recall >= 0.97)
  }
}
