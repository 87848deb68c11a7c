import Foundation
import Model
import Testing

@testable import RulePacks

@Suite struct LockFileTests {
  static let pack = """
    pack: case
    format: 1
    version: 1.0.0
    language: en
    sources: {nij: "A study"}
    rules:
      - id: trust.real
        name: Real pictures
        version: 1
        status: stable
        description: Says so. Sellers say so too.
        evidence: {grade: A, sources: [nij]}
        pattern: 'real pictures'
        weight: 1
        examples: ["My ⟦real pictures⟧.", "⟦Real pictures⟧."]
        counterexamples: ["Real photos.", "Pictures."]

    """

  /// Codes of all problems of the folder, with its lock.
  private func codes(_ folder: TemporaryFolder) -> [String] {
    let problems = ProblemList()
    _ = RuleLibrary.load(
      RuleLibrary.Request(paths: [folder.path]), problems: problems, checksLocks: true)
    return problems.problems.map(\.code)
  }

  private func locked() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.pack, "packs/case.yml")
    let made = try RuleLibrary.load(RuleLibrary.Request(paths: [folder.path]))
    try folder.write(LockFile(locking: made.book.rules).text, "packs.lock")
    return folder
  }

  @Test func `rules that are locked as they are have no problem`() throws {
    #expect(codes(try locked()) == [])
  }

  @Test(arguments: [
    ("pattern: 'real pictures'", "pattern: 'real pictures?'"), ("weight: 1", "weight: 1.25"),
    ("weight: 1", "weight: 1\n    fields: [title]"),
  ])
  func `a change of what a rule does needs a new version`(old: String, new: String) throws {
    let folder = try locked()
    try folder.write(Self.pack.replacingOccurrences(of: old, with: new), "packs/case.yml")
    #expect(codes(folder) == ["version-not-bumped"])
    #expect(throws: RulePackError.self) { try RuleLocking.lock(folder.path) }
  }

  @Test func `a change of words needs none`() throws {
    let folder = try locked()
    let pack = Self.pack.replacingOccurrences(of: "Says so.", with: "It says so.")
    try folder.write(pack, "packs/case.yml")
    #expect(codes(folder) == [])
  }

  @Test func `a change with a new version is locked by one line`() throws {
    let folder = try locked()
    let pack = Self.pack.replacingOccurrences(of: "version: 1\n", with: "version: 2\n")
      .replacingOccurrences(of: "weight: 1", with: "weight: 2")
    try folder.write(pack, "packs/case.yml")
    #expect(codes(folder) == ["version-not-bumped"])
    let result = try RuleLocking.lock(folder.path)
    #expect(result.changedCount == 2)
    #expect(codes(folder) == [])
  }

  @Test func `the shipped rules are locked`() {
    let problems = ProblemList()
    _ = RuleLibrary.load(
      RuleLibrary.Request(paths: [Repository.rules]), problems: problems, checksLocks: true)
    #expect(problems.problems.map(\.description) == [])
  }

  @Test func `an edit of any shipped rule without a new version is found`() throws {
    let library = try RuleLibrary.load(RuleLibrary.Request(paths: [Repository.rules]))
    let lock = LockFile(locking: library.book.rules)
    let edited = library.book.rules.map { rule in
      var rule = rule
      rule.weight = rule.weight + Points(0.25)
      return rule
    }
    let problems = ProblemList()
    lock.check(edited, file: "packs.lock", problems: problems)
    #expect(
      problems.problems.map(\.kind)
        == edited.map { .versionNotBumped(id: $0.id, version: $0.version) })
  }
}
