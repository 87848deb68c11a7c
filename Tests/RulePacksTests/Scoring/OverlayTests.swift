import Foundation
import Model
import Testing

@testable import RulePacks

@Suite struct OverlayTests {
  private func table(_ overlays: [String]) throws -> ScoringTable {
    let folder = try TemporaryFolder()
    let paths = try overlays.enumerated().map { try folder.write($1, "site-\($0).yml") }
    let request = RuleLibrary.Request(paths: [Repository.rules], overlays: paths)
    return try RuleLibrary.load(request).scoring
  }

  @Test func `an overlay changes numbers and nothing else`() throws {
    let before = try table([])
    let after = try table([
      """
      overlay: site
      format: 1
      weights: {trust.discreet: 0.5}
      caps: {trust: 1}
      points: {composite.front: 0.25}
      bands: {medium: 5, high: 9, urgent: 15}
      """
    ])
    let library = try RuleLibrary.load(RuleLibrary.Request(paths: [Repository.rules]))
    let rule = try #require(library.book.index(ofRule: "trust.discreet"))
    var expected = before
    expected.weights[Int(rule.rawValue)] = Points(0.5)
    let trust = try #require(expected.families.firstIndex { $0.id == "trust" })
    expected.families[trust].cap = Points(1)
    let front = try #require(expected.composites.firstIndex { $0.id == "composite.front" })
    expected.composites[front].points = Points(0.25)
    expected.bands = ScoringTable.Bands(medium: Points(5), high: Points(9), urgent: Points(15))
    expected.changes = after.changes
    #expect(after == expected)
    #expect(after.changes.isEmpty, "nothing weighs more")
  }

  @Test func `later overlays win`() throws {
    let table = try table([
      "overlay: a\nformat: 1\ncaps: {trust: 1}\n", "overlay: b\nformat: 1\ncaps: {trust: 2}\n",
    ])
    #expect(table.families.first { $0.id == "trust" }?.cap == Points(2))
  }

  @Test(arguments: [
    "weights: {movement.new: 1}", "caps: {origin: 2}", "caps: {movement: 1}", "caps: {trust: -1}",
    "bands: {medium: 9}", "weights: {nothing.here: 1}", "rules: []",
  ])
  func `an overlay cannot lift what may not weigh`(line: String) throws {
    let folder = try TemporaryFolder()
    let real = LockFileTests.pack
    try folder.write(real, "packs/real.yml")
    let origin = real.replacingOccurrences(of: "trust.real", with: "origin.offered")
    try folder.write(origin, "packs/origin.yml")
    let movement = real.replacingOccurrences(of: "trust.real", with: "movement.new")
      .replacingOccurrences(of: "weight: 1", with: "weight: 0")
      .replacingOccurrences(of: "{grade: A, ", with: "{grade: R, note: Reversed, ")
    try folder.write(movement, "packs/movement.yml")
    try folder.write(
      """
      format: 1
      version: 1.0.0
      families:
        trust: {cap: 2, grade: A}
        origin: {cap: 1, grade: A, bands: false}
        movement: {cap: 0, grade: R}
      bands: {medium: 4, high: 8, urgent: 14}
      """, "scoring.yml")
    _ = try RuleLibrary.load(RuleLibrary.Request(paths: [folder.path]))
    let site = try folder.write("overlay: site\nformat: 1\n\(line)\n", "site.yaml")
    #expect(throws: RulePackError.self) {
      try RuleLibrary.load(RuleLibrary.Request(paths: [folder.path], overlays: [site]))
    }
  }
}
