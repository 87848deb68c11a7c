import Generated
import Testing

@testable import Scanning

@Suite struct LazyAutomatonTests {
  /// The end of the match of `pattern` from the start of `text` on, by stepping through states.
  private func end(_ pattern: String, _ text: String) throws -> Int? {
    let registry = KindRegistry()
    let parsed = try PatternParser.parse(pattern, registry: registry, cases: CaseVariants())
    let program = try #require(MatchProgram(parsed.node, registry: registry))
    let automaton = LazyAutomaton(program)
    let classes = program.classes
    var state = automaton.start(after: Int(classes.edge))
    var end: Int?
    for (place, scalar) in (Array(text.unicodeScalars).map(Optional.some) + [nil]).enumerated() {
      if state == LazyAutomaton.dead { break }
      var symbolClass = Int(classes.edge)
      if let scalar {
        symbolClass =
          scalar.isASCII
          ? Int(classes.table[Int(scalar.value)])
          : Int(
            classes.exceptions.first { $0.scalar == scalar.value }?.symbolClass
              ?? classes.table[128 + Int(registry.kind(of: scalar.value))])
      }
      let next = automaton.transition(from: state, on: symbolClass)
      if next & LazyAutomaton.matchFlag != 0 { end = place }
      state = next & LazyAutomaton.stateMask
    }
    return end
  }

  @Test func `a step keeps what stands in it apart, up to the longest program`() {
    let last = UInt16(MatchProgram.stepLimit)
    for operation in [MatchProgram.Operation.symbol, .split, .assertion, .jump, .match] {
      var step = MatchProgram.Step(operation: operation, first: last)
      step.second = last
      #expect(step.operation == operation && step.first == last && step.second == last)
      step.first = 1
      #expect(step.operation == operation && step.first == 1 && step.second == last)
      step.second = 0
      #expect(step.operation == operation && step.first == 1 && step.second == 0)
    }
  }

  @Test(arguments: [
    ("a|ab", "ab", 1), ("ab|a", "ab", 2), ("a+?", "aaa", 1), ("a+", "aaa", 3),
    ("a{2,4}?b", "aaab", 4),
    ("(?:a|ab)(?:c|bcd)", "abcd", 4), ("\\ba\\b", "a b", 1), ("a\\b", "ab", nil),
    ("é+x", "ÉéX", 3), ("\\w+", "naïve é", 5), ("a(?!b)", "ab", nil), ("a(?!b)", "ac", 1),
    ("a\\z", "a", 1), ("a\\z", "ab", nil), (".{2}", "🌹é", 2), ("[^a]+", "bé🌹a", 3),
    ("x*?y", "xxy", 3), ("(?m)a$", "a\nb", 1),
  ])
  func `the end is the one PCRE2 prefers`(pattern: String, text: String, expected: Int?) throws {
    #expect(try end(pattern, text) == expected)
  }

  @Test func `a table that is full is emptied and filled again`() throws {
    // The states of this pattern tell apart which of the last 13 letters were a.
    let pattern = "(?:a|b)*a(?:a|b){12}c"
    var generator = SeededGenerator(seed: 9)
    let letters = (0..<40_000).map { _ in Bool.random(using: &generator) ? "a" : "b" }.joined()
    let tail = "a" + String(repeating: "b", count: 12) + "c"
    #expect(try end(pattern, letters + tail) == letters.count + tail.count)
  }
}
