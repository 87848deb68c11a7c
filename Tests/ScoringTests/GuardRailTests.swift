import Foundation
import Model
import RulePacks
import Testing

@testable import Scoring

/// What the shipped weights, caps, composites and bands may never do, over all families.
@Suite struct GuardRailTests {
  static let library = Result {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try RuleLibrary.load(
      RuleLibrary.Request(paths: [root.appendingPathComponent("Rules").path]))
  }

  let library: RuleLibrary
  let scorer: Scorer

  init() throws {
    library = try Self.library.get()
    scorer = Scorer(library.book, library.scoring)
  }

  /// One match a rule, in order, each in its own bytes.
  private func matches(_ rules: [Int]) -> [Match] {
    rules.sorted().enumerated().map { place, rule in
      Match(
        rule: RuleIndex(UInt16(rule)), field: .text, span: ByteSpan(place * 10, place * 10 + 5))
    }
  }

  private func family(_ rule: Int) -> ScoringTable.Family {
    library.scoring.families[library.scoring.familyOfRule[rule]]
  }

  /// Numbers of the family's rules that do not take points away.
  private func rules(of family: Int) -> [Int] {
    library.book.rules.indices.filter {
      library.scoring.familyOfRule[$0] == family && library.scoring.weights[$0] >= .zero
    }
  }

  @Test func `a single indicator stays low, an age below eighteen goes to the top`() {
    for rule in library.book.rules.indices {
      let expected: Band = family(rule).id == "age.minor" ? .urgent : .low
      #expect(scorer.score(matches([rule])).band == expected, "\(library.book.rules[rule].id)")
    }
  }

  @Test func `all indicators of one family together stay low`() {
    for (number, family) in library.scoring.families.enumerated() where family.id != "age.minor" {
      #expect(scorer.score(matches(rules(of: number))).band == .low, "\(family.id)")
    }
  }

  @Test func `any two families with all their indicators pass medium at most`() {
    let families = library.scoring.families
    for first in families.indices {
      for second in families.indices where second > first {
        let pair = [families[first].id, families[second].id]
        let score = scorer.score(matches(rules(of: first) + rules(of: second)))
        let expected: ClosedRange<Band> =
          pair.contains("age.minor") ? .urgent ... .urgent : .low ... .medium
        #expect(expected.contains(score.band), "\(pair): \(score.total)")
      }
    }
  }

  @Test func `a pair with a family that may not weigh stays low`() {
    let families = library.scoring.families
    for first in families.indices where families[first].id != "age.minor" {
      for second in families.indices
      where families[second].cap == .zero || !families[second].countsForBands {
        let score = scorer.score(matches(rules(of: first) + rules(of: second)))
        #expect(score.band == .low, "\(families[first].id) \(families[second].id)")
      }
    }
  }

  /// Sets of up to twelve rules from a fixed seed.
  private func samples(_ count: Int) -> [[Int]] {
    var state: UInt64 = 20_261_124
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    return (0..<count).map { _ in
      Array(Set((0...next(12)).map { _ in next(library.book.rules.count) }))
    }
  }

  @Test func `rules of grade N and R change neither band nor score`() {
    for sample in samples(400) {
      let weighty = sample.filter {
        let grade = library.book.rules[$0].evidence.grade
        return grade != .n && grade != .r
      }
      let (all, some) = (scorer.score(matches(sample)), scorer.score(matches(weighty)))
      #expect(all.band == some.band && all.total == some.total)
    }
  }

  @Test func `origin never changes a band, and the score by its cap at most`() {
    for sample in samples(400) {
      let origins = library.book.rules.indices.filter { family($0).id == "origin" }
      let without = sample.filter { family($0).id != "origin" }
      let score = scorer.score(matches(without))
      let with = scorer.score(matches(without + origins))
      #expect(with.band == score.band)
      #expect(with.total - score.total == Points(1))
      for origin in origins {
        #expect(scorer.score(matches(without + [origin])).band == score.band)
      }
    }
  }

  @Test func `one more indicator never lowers a score, unless it reassures`() {
    for sample in samples(400) {
      guard let rule = sample.first, library.scoring.weights[rule] >= .zero else { continue }
      let fewer = scorer.score(matches(Array(sample.dropFirst())))
      let more = scorer.score(matches(sample))
      #expect(more.total >= fewer.total && more.band >= fewer.band)
    }
  }

  @Test func `contributions add up to the score`() {
    for sample in samples(400) {
      let score = scorer.score(matches(sample))
      #expect(score.contributions.reduce(Points.zero) { $0 + $1.points } == score.total)
    }
  }

  @Test func `no composite is without its examples`() {
    for composite in library.scoring.composites {
      #expect(!composite.examples.isEmpty && !composite.counterexamples.isEmpty, "\(composite.id)")
      #expect(composite.points > .zero, "\(composite.id)")
    }
  }
}
