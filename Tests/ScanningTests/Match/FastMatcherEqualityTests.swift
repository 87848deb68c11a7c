import Generated
import Foundation
import Model
import RulePacks
import Testing

@testable import Scanning

/// The fast matcher reports what the reference reports, match by match.
@Suite struct FastMatcherEqualityTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func expectEqual(
    _ patterns: [String], _ texts: [[UInt8]], limits: PlanLimits = PlanLimits(),
    fields: (Int) -> FieldSet = { _ in .all }, atLeast matchCount: Int = 1
  ) throws {
    let differences = try MatcherComparison.differences(
      patterns, texts, limits: limits, fields: fields)
    for difference in differences.prefix(3) {
      Issue.record(
        """
        \(difference.pattern) on \(difference.text.prefix(300)): expected \
        \(difference.expected.map { "\($0.start)-\($0.end)" }.prefix(9)), \
        found \(difference.found.map { "\($0.start)-\($0.end)" }.prefix(9))
        """)
    }
    let book = MatcherComparison.book(patterns, fields: fields)
    let found = MatcherComparison.run(try FastMatcher(book, limits: limits), texts)
    #expect(found.matches.count >= matchCount)
  }

  private static func shippedPatterns() throws -> [String] {
    let library = try RuleLibrary.load(
      RuleLibrary.Request(paths: [root.appending(path: "Rules").path]))
    return library.book.rules.compactMap {
      if case .pattern(let pattern) = $0.subject { pattern } else { nil }
    }
  }

  @Test func `the shipped rules on their own examples, run together and broken up`() throws {
    let library = try RuleLibrary.load(
      RuleLibrary.Request(paths: [Self.root.appending(path: "Rules").path]))
    var generator = SeededGenerator(seed: 1)
    let examples = library.book.rules.flatMap { $0.examples + $0.counterexamples }
      .compactMap { MarkedText($0)?.text }
    let texts = (0..<250).map { _ in
      let count = Int.random(in: 1...6, using: &generator)
      let joined = (0..<count).map { _ in
        let example = examples.randomElement(using: &generator) ?? ""
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: return example.uppercased()
        case 1: return "🍒" + example + "é"
        case 2: return String(example.dropLast(Int.random(in: 0...10, using: &generator)))
        default: return example
        }
      }.joined(separator: [" ", "\n", "é", ""].randomElement(using: &generator) ?? "")
      return Array(joined.utf8)
    }
    try Self.expectEqual(try Self.shippedPatterns(), texts, atLeast: 300)
  }

  @Test func `generated rules on generated ads of several scripts`() throws {
    var generator = GeneratedRules(seed: 2)
    let patterns = (0..<2000).map { _ in generator.next() }
    let texts = (0..<60).map { _ in generator.text() }
    try Self.expectEqual(patterns, texts, atLeast: 300)
  }

  @Test(
    .enabled(
      "real ads are not at hand",
      { FileManager.default.fileExists(atPath: realAds.path) }))
  func `the shipped rules and generated ones on real ads`() throws {
    var texts: [[UInt8]] = []
    for line in try String(contentsOf: Self.realAds, encoding: .utf8).split(separator: "\n") {
      guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      else { continue }
      texts += ["title", "body"].map { Array((object[$0] as? String ?? "").utf8) }
    }
    var generator = GeneratedRules(seed: 3)
    let patterns = try Self.shippedPatterns() + (0..<100).map { _ in generator.next() }
    try Self.expectEqual(patterns, Array(texts.prefix(120)), atLeast: 1)
  }

  private static let realAds = root.deletingLastPathComponent()
    .appending(path: "shared/real/job-ads.jsonl")

  @Test func `matches at both ends, in empty and in very short texts`() throws {
    let texts = ["", "a", "é", "new", "new in town", "in town new", "\n", "new\n", "\nnew", "🌹"]
      .map { Array($0.utf8) }
    try Self.expectEqual(
      [
        "new", "\\bnew\\b", "^new", "new$", "\\Anew\\z", "in town", "a", "é", "🌹", "(?m)^new$", ".",
      ],
      texts, limits: .none, atLeast: 20)
  }

  @Test func `a short run between gaps is found whatever stands before it`() throws {
    let texts = ["a\nSEÑORITA, É o", "xs fill fill é "].map { Array($0.utf8) }
    try Self.expectEqual(
      ["(?s)\\ns[^.]{0,9}é\\b", "\\bxs[^.]{0,20}é\\b"], texts, limits: .none, atLeast: 2)
  }

  @Test func `many small texts fill several batches`() throws {
    let texts = (0..<9000).map { Array("new in town \($0)".utf8.prefix($0 % 17)) }
    try Self.expectEqual(["\\bnew in\\b", "town\\s\\d", "(?<=new )in"], texts, atLeast: 9000)
  }

  @Test func `a text longer than a batch, with matches all over it`() throws {
    var generator = SeededGenerator(seed: 5)
    let pieces = ["new in town ", "é", "🌹 passport held ", "filler words go here. ", "\n"]
    var text: [UInt8] = []
    while text.count < 700_000 {
      text += Array((pieces.randomElement(using: &generator) ?? "").utf8)
    }
    let short = Array("new in town".utf8)
    try Self.expectEqual(
      ["\\bnew in town\\b", "passport\\s(?:held|kept)", "🌹\\s\\w+", "é.{0,3}new", "\\w+ here\\."],
      [short, text, short], atLeast: 10_000)
  }

  @Test func `more starts than can wait for a companion`() throws {
    let starts = String(repeating: "2 é and ", count: 40_000)
    let texts = ["", " 2 ladies", "2 ladies "].flatMap {
      [starts + $0, $0 + starts, "2 big ladies"]
    }
    try Self.expectEqual(
      ["\\b\\d\\s(?:\\w+\\s)?ladies\\b"], texts.map { Array($0.utf8) }, limits: .none, atLeast: 6)
  }

  @Test func `rules read only their own fields`() throws {
    let texts = ["new here", "new there", "new 🌹", "new 🌹"].map { Array($0.utf8) }
    try Self.expectEqual(
      ["\\bnew\\b", "\\bnew\\b", "🌹", "e"], texts,
      fields: { [.title, .text, .title, .text][$0] }, atLeast: 4)
  }

  /// Without memory of earlier attempts each of these would take a step for every pair of letters.
  @Test(arguments: ["a+b", "a(?:aa)+c", "\\w+@", "(?:a|é)*aab\\d"])
  func `a long run of one letter takes no time that grows with its square`(pattern: String) throws {
    let text = [UInt8](repeating: 0x61, count: 300_000) + Array("é ".utf8)
    let list = MatcherComparison.run(
      try FastMatcher(MatcherComparison.book([pattern]), limits: .none), [text])
    #expect(list.matches.isEmpty)
  }

  @Test func `a rule that PCRE2 stops keeps what it found before`() throws {
    let patterns = ["(?=(?:a+)+b)a|passport"]
    let text = Array(("passport " + String(repeating: "a", count: 3000) + " passport").utf8)
    let book = MatcherComparison.book(patterns)
    let expected = MatcherComparison.run(try ReferenceMatcher(book), [text])
    let found = MatcherComparison.run(try FastMatcher(book, limits: .none), [text])
    #expect(expected.incomplete.map(\.rule.cause) == [.matchLimit])
    #expect(found.incomplete == expected.incomplete)
    #expect(found.matches == expected.matches)
  }
}
