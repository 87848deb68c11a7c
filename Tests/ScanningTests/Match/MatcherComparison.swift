import Model
import RulePacks

@testable import Scanning

/// Runs two matchers on the same texts and tells where they differ.
enum MatcherComparison {
  /// A rule book of nothing but patterns: rule `n` is the `n`th of them.
  static func book(_ patterns: [String], fields: (Int) -> FieldSet = { _ in .all }) -> RuleBook {
    let rules = patterns.enumerated().map { number, pattern in
      let digits = String(number)
      let name = String(repeating: "0", count: 5 - digits.count) + digits
      return Rule(id: "test.r\(name)", fields: fields(number), subject: .pattern(pattern))
    }
    return RuleBook(packs: [RulePack(name: "test", rules: rules)])
  }

  /// What `matcher` reports for `texts`, which are title and text in turn.
  static func run<Engine: Matcher>(_ matcher: Engine, _ texts: [[UInt8]]) -> MatchList {
    var list = MatchList()
    let bytes = texts.flatMap { $0 }
    bytes.withUnsafeBufferPointer { bytes in
      var slices: [TextSlice] = []
      var offset = 0
      for (number, text) in texts.enumerated() {
        guard let base = bytes.baseAddress else { continue }
        slices.append(
          TextSlice(
            start: base + offset, byteCount: text.count, field: number % 2 == 0 ? .text : .title))
        offset += text.count
      }
      slices.withUnsafeBufferPointer {
        matcher.match($0, scratch: matcher.makeScratch(), into: &list)
      }
    }
    return list
  }

  /// A rule and a text on which the matchers differ.
  struct Difference {
    var pattern: String
    var text: String
    var expected: [ByteSpan]
    var found: [ByteSpan]
  }

  /// Differences of the fast matcher from the reference, leaving out what PCRE2 gave up: before it
  /// has chosen windows for the texts, and after.
  static func differences(
    _ patterns: [String], _ texts: [[UInt8]], limits: PlanLimits = PlanLimits(),
    fields: (Int) -> FieldSet = { _ in .all }
  ) throws -> [Difference] {
    let book = book(patterns, fields: fields)
    let expected = run(try ReferenceMatcher(book), texts)
    let matcher = try FastMatcher(book, limits: limits)
    return (1...2).flatMap { _ in differences(run(matcher, texts), expected, patterns, texts) }
      .sorted { ($0.text.count, $0.pattern) < ($1.text.count, $1.pattern) }
  }

  private static func differences(
    _ found: MatchList, _ expected: MatchList, _ patterns: [String], _ texts: [[UInt8]]
  ) -> [Difference] {
    struct Key: Hashable {
      var text: UInt32
      var rule: RuleIndex
    }
    let stopped = Set(expected.incomplete.map { Key(text: $0.text, rule: $0.rule.rule) })
    func spans(_ list: MatchList) -> [Key: [ByteSpan]] {
      Dictionary(grouping: list.matches) { Key(text: $0.text, rule: $0.rule) }
        .mapValues { $0.map(\.span) }.filter { !stopped.contains($0.key) }
    }
    let (left, right) = (spans(expected), spans(found))
    var differences: [Difference] = []
    for key in Set(left.keys).union(right.keys) where left[key] != right[key] {
      differences.append(
        Difference(
          pattern: patterns[Int(key.rule.rawValue)],
          text: String(decoding: texts[Int(key.text)], as: UTF8.self),
          expected: left[key] ?? [], found: right[key] ?? []))
    }
    for stop in found.incomplete
    where !stopped.contains(Key(text: stop.text, rule: stop.rule.rule)) {
      differences.append(
        Difference(
          pattern: patterns[Int(stop.rule.rule.rawValue)] + " (stopped)",
          text: String(decoding: texts[Int(stop.text)], as: UTF8.self), expected: [], found: []))
    }
    if found.matches != found.matches.sorted() {
      differences.append(
        Difference(pattern: "(matches out of order)", text: "", expected: [], found: []))
    }
    return differences
  }
}
