import Testing

@testable import RulePacks

@Suite struct RuleListGoldenTests {
  @Test func `the list of shipped rules shows every change in review`() throws {
    let library = try RuleLibrary.load(RuleLibrary.Request(paths: [Repository.rules]))
    try expectGolden(RuleListing.json(library), "rules-list.json")
  }
}
