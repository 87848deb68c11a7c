import Foundation
import Model
import Testing

@testable import RulePacks

struct LinkReaderTests {
  /// Loads one rule with `links` in its scoring file, and an overlay if there is one.
  private func load(_ links: String, overlay: String? = nil) throws -> RuleLibrary {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let packs = folder.appending(path: "packs")
    try FileManager.default.createDirectory(at: packs, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let pack = """
      pack: test
      format: 1
      version: 1.0.0
      language: en
      sources: {s: "A source."}
      rules:
        - id: trust.real
          name: Real
          version: 1
          status: stable
          description: A word.
          evidence: {grade: A, sources: [s]}
          pattern: '\\breal\\b'
          weight: 1
          examples: ["⟦real⟧", "a ⟦real⟧ one"]
          counterexamples: [really, realm]
      """
    let scoring = """
      format: 1
      version: 1.0.0
      families: {trust: {cap: 2, grade: A}}
      bands: {medium: 4, high: 8, urgent: 13}
      links:
      \(links)
      """
    try Data(pack.utf8).write(to: packs.appending(path: "test.yml"))
    try Data(scoring.utf8).write(to: folder.appending(path: "scoring.yml"))
    var overlays: [String] = []
    if let overlay {
      let file = folder.appending(path: "site.yml")
      try Data("overlay: site\nformat: 1\n\(overlay)\n".utf8).write(to: file)
      overlays = [file.path]
    }
    return try RuleLibrary.load(.init(paths: [folder.path], overlays: overlays))
  }

  private let signal = """
      signals:
        - {id: movement.linked, measure: contact-places, at_least: 3, within_days: 7, points: 2,
           grade: B, note: A study.}
        - {id: movement.linked, measure: contact-places, at_least: 3, within_days: 30, points: 1,
           grade: B, note: A study.}
    """

  private func problems(_ links: String, overlay: String? = nil) -> [String] {
    do {
      _ = try load(links, overlay: overlay)
      return []
    } catch let error as RulePackError {
      return error.problems.map(\.code)
    } catch {
      return ["\(error)"]
    }
  }

  @Test func `all of the section is read`() throws {
    let links = try load(
      """
        cap: 5
        hubs: {unrelated: 100, anchored: 12, share: 0.2, share_from: 30}
        giants: {texts: 400, side: 20}
        templates: {similarity: 0.8}
        categories:
          labour: {words: [Job], families: []}
          sex: {words: [escort], families: [trust]}
      \(signal)
      """
    ).scoring.links
    #expect(links.cap == Points(5))
    #expect(links.hubs.unrelated == 100)
    #expect(links.hubs.anchored == 12)
    #expect(links.hubs.share == 0.2)
    #expect(links.hubs.shareFrom == 30)
    #expect(links.giants.texts == 400)
    #expect(links.giants.side == 20)
    #expect(links.similarity == 0.8)
    #expect(links.labour == LinkTable.Category(words: ["job"], families: []))
    #expect(links.sex == LinkTable.Category(words: ["escort"], families: [0]))
    #expect(
      links.signals.first
        == LinkTable.Signal(
          id: "movement.linked", measure: .contactPlaces, atLeast: 3, withinDays: 7,
          points: Points(2), grade: .b, note: "A study."))
    #expect(links.signals.count == 2)
  }

  @Test func `what cannot be meant is a problem`() {
    #expect(problems("  caps: 5") == ["unknown-field"])
    #expect(problems("  cap: -1") == ["wrong-type"])
    #expect(problems("  hubs: {share: 1.5}") == ["wrong-type"])
    #expect(problems("  giants: {texts: 65535}") == [])
    #expect(problems("  giants: {texts: 65536}") == ["wrong-type"])
    #expect(problems("  categories: {sex: {families: [nowhere]}}") == ["unresolved-name"])
    #expect(
      problems(
        "  signals: [{id: a.b, measure: contact-names, at_least: 3, points: 1, grade: R, note: x}]")
        == ["grade-weight"])
    #expect(
      problems(
        "  signals: [{id: a.b, measure: contact-names, at_least: 1, points: 1, grade: B, note: x}]")
        == ["wrong-type"])
    #expect(
      problems(
        "  signals: [{id: a.b, measure: hearsay, at_least: 2, points: 1, grade: B, note: x}]")
        == ["wrong-type"])
    #expect(
      problems(
        "  signals: [{id: a.b, measure: contact-places, at_least: 2, points: 1, grade: B, note: x}]"
      )
        == ["missing-field"])
  }

  @Test func `an overlay gives a signal other points in proportion`() throws {
    let links = try load(signal, overlay: "points: {movement.linked: 3}").scoring.links
    #expect(links.signals.map(\.points) == [Points(3), Points(1.5)])
    #expect(problems(signal, overlay: "points: {movement.linked: -1}") == ["grade-weight"])
    #expect(problems(signal, overlay: "points: {movement.other: 1}") == ["unresolved-name"])
  }
}
