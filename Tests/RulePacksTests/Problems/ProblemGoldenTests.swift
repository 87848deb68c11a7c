import Foundation
import Model
import Testing

@testable import RulePacks

@Suite struct ProblemGoldenTests {
  /// One folder below `Golden/problems` each.
  static let cases: [String] = {
    let folder = Repository.golden.appendingPathComponent("problems").path
    return (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
  }()

  /// What loading and authoring say of a case.
  static func problems(of name: String) -> [RuleProblem] {
    let folder = Repository.golden.appendingPathComponent("problems/\(name)").path
    let overlay = folder + "/overlay.yml"
    let overlays = FileManager.default.fileExists(atPath: overlay) ? [overlay] : []
    let list = ProblemList()
    let request = RuleLibrary.Request(paths: [folder], overlays: overlays)
    if let library = RuleLibrary.load(request, problems: list, checksLocks: true) {
      for rule in library.book.rules { AuthoringCheck.run(rule, problems: list) }
    }
    return list.problems
  }

  @Test(arguments: cases)
  func `each kind of problem is told with its place and code`(name: String) throws {
    let prefix = Repository.golden.appendingPathComponent("problems/\(name)").path
    let text = Self.problems(of: name).map {
      $0.description.replacingOccurrences(of: prefix, with: name) + "\n"
    }.joined()
    try expectGolden(text, "problems/\(name)/expected.txt")
  }

  @Test func `every code that loading knows has a case`() {
    let seen = Set(Self.cases.flatMap(Self.problems).map(\.code))
    // Those that need the matcher are tested with it; a file that cannot be read, below.
    #expect(
      seen == [
        "not-yaml", "yaml-feature", "unsupported-format", "unknown-field", "missing-field",
        "duplicate-field", "wrong-type", "bad-id", "duplicate-id", "control-character",
        "pattern-style", "both-subjects", "bad-mark", "unresolved-source", "unresolved-name",
        "composite-cycle", "unused-helper", "grade-weight", "band-order", "rule-count",
        "version-not-bumped", "personal-data", "few-examples", "no-near-miss", "guard-rail",
        "not-table",
      ])
  }

  @Test func `a pack that is not there is unreadable`() {
    #expect(
      throws: RulePackError([
        RuleProblem(
          .unreadable(reason: "no such file, a folder, or no permission to read it"),
          at: SourceLocation(file: "/nowhere/pack.yml", line: 1, column: 1))
      ])
    ) {
      try RuleLibrary.load(RuleLibrary.Request(paths: ["/nowhere/pack.yml"]))
    }
  }
}
