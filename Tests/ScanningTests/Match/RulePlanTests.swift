import Model
import Testing

@testable import Scanning

@Suite struct RulePlanTests {
  private func plan(_ pattern: String) throws -> RulePlan {
    try Self.plan(pattern, rule: RuleIndex(0))
  }

  static func plan(_ pattern: String, rule: RuleIndex) throws -> RulePlan {
    let reading = PatternReading()
    let read = reading.read(pattern, checked: try CompiledPattern(pattern))
    return try RulePlanner(registry: reading.registry, limits: PlanLimits())
      .plan(read, rule: rule, fields: .all)
  }

  @Test(arguments: [
    ("\\bpassports?\\b", RulePlan.Method.automaton, []),
    ("\\bpassport\\b(?! photo)", .automatonThenPattern, ["look-ahead"]),
    ("🌹", .automaton, []),
    ("(?:\\w+\\s)*passport", .patternWhereWindow, ["no window tells where a match starts"]),
    ("a\\Kb", .patternEverywhere, ["the engine does not know \\K"]),
    ("(?:passport)?", .patternEverywhere, ["the pattern may match without any text"]),
    (".", .patternEverywhere, ["no rare run of four symbols is part of every match"]),
  ])
  func `a rule is matched the cheapest exact way`(
    pattern: String, method: RulePlan.Method, reasons: [String]
  ) throws {
    let plan = try plan(pattern)
    #expect(plan.method == method)
    #expect(plan.reasons == reasons)
  }

  @Test func `the matcher names the rules that run on every text`() throws {
    let matcher = try FastMatcher(MatcherComparison.book(["\\bpassport\\b", "(?R)?a", "."]))
    #expect(matcher.unfilteredRules.map(\.rule) == [RuleIndex(1), RuleIndex(2)])
  }

  @Test func `an explanation names runs, distances and sizes`() throws {
    let matcher = try FastMatcher(MatcherComparison.book(["\\bqx \\d{2}\\b"]))
    let explanation = try #require(matcher.explanation(of: RuleIndex(0)))
    #expect(explanation.reasons.isEmpty)
    #expect(explanation.factors.map(\.symbols) == [" qx "] || explanation.factors.count == 1)
    #expect(explanation.factors.allSatisfy { $0.keyCount == 1 && $0.distances.count == 1 })
    #expect(explanation.programSteps > 5 && explanation.tableByteCount > 256)
  }
}

@Suite struct HitListTests {
  private func flush(_ hits: HitList) throws -> MatchList {
    let plan = try RulePlanTests.plan("x", rule: RuleIndex(4))
    var list = MatchList()
    hits.flush(text: 7, rules: [plan, plan], into: &list)
    return list
  }

  @Test func `overlaps and repeats are dropped, whatever the order they came in`() throws {
    let hits = HitList()
    for (start, end) in [(9, 12), (4, 8), (2, 6), (4, 8), (6, 7), (2, 6)] {
      hits.add(rule: 1, start: start, end: end)
    }
    let list = try flush(hits)
    #expect(list.matches.map(\.span) == [ByteSpan(2, 6), ByteSpan(6, 7), ByteSpan(9, 12)])
    #expect(list.matches.allSatisfy { $0.text == 7 && $0.rule == RuleIndex(4) })
    #expect(hits.count == 0)
  }

  @Test func `a stop ends its rule unless a match passes over it`() throws {
    let hits = HitList()
    hits.add(rule: 0, start: 0, end: 5)
    hits.addStop(rule: 0, start: 3, cause: .matchLimit)
    hits.addStop(rule: 0, start: 6, cause: .depthLimit)
    hits.add(rule: 0, start: 8, end: 9)
    hits.add(rule: 1, start: 8, end: 9)
    let list = try flush(hits)
    #expect(list.matches.map(\.span) == [ByteSpan(0, 5), ByteSpan(8, 9)])
    #expect(list.incomplete.map(\.rule.cause) == [.depthLimit])
  }

  @Test func `long lists are ordered as short ones are`() throws {
    let hits = HitList()
    for start in (0..<500).reversed() { hits.add(rule: 1, start: start * 2, end: start * 2 + 2) }
    #expect(try flush(hits).matches.map(\.span.start) == (0..<500).map { UInt32($0 * 2) })
  }
}

@Suite struct MatchBatchTests {
  @Test func `folding keeps one symbol a code point, and the way back`() throws {
    let registry = KindRegistry()
    let kinds = KindCache(
      registry.questions, marks: MarkTable([[Mark(scalar: 0x1F339, low: 0, high: 0)]]))
    let batch = MatchBatch(kinds: kinds)
    let texts = ["Ab_9 é!٢", "", String(repeating: "x", count: 40) + "🌹y", "-"]
    for (number, text) in texts.enumerated() where !text.isEmpty {
      Array(text.utf8).withUnsafeBufferPointer { bytes in
        guard let start = bytes.baseAddress else { return }
        batch.add(TextSlice(start: start, byteCount: bytes.count, field: .text), number: number)
      }
    }
    let folded = String(
      decoding: UnsafeBufferPointer(start: batch.view.folded, count: batch.view.foldedCount),
      as: UTF8.self)
    #expect(folded == " ab_0 | 0 " + String(repeating: "x", count: 40) + " y   ")
    #expect(batch.textCount == 3 && batch.shiftCount == 3 && batch.markCount == 1)
    #expect(batch.view.shifts[0].folded == 6 && batch.view.shifts[0].extra == 1)
    #expect(batch.view.shifts[2].extra == 5)
    #expect(batch.view.texts[1].foldedStart == 10 && batch.view.texts[1].number == 2)
    #expect(batch.view.raw[Int(batch.view.texts[1].end)] == 0xFF)
    batch.removeAll()
    #expect(batch.textCount == 0 && batch.foldedCount == 1)
  }
}
