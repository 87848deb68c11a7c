import Foundation
import Model
import Testing

@testable import Scanning

/// Random patterns on random texts, each rule through its windows however common they are.
///
/// `SEARCHLIGHT_FUZZ_SECONDS` makes it run that long, from seed `SEARCHLIGHT_FUZZ_SEED` on.
@Suite struct FastMatcherFuzzTests {
  private static let patternsPerRound = 40
  private static let textsPerRound = 120

  @Test func `random patterns on random texts match as PCRE2 alone does`() throws {
    let environment = ProcessInfo.processInfo.environment
    let seconds = environment["SEARCHLIGHT_FUZZ_SECONDS"].flatMap(Double.init)
    var seed = environment["SEARCHLIGHT_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
    let first = seed
    let start = ContinuousClock.now
    while true {
      try Self.round(seed)
      seed += 1
      if let seconds {
        guard ContinuousClock.now - start < .seconds(seconds) else { break }
      } else if seed == first + 12 {
        break
      }
    }
    if seconds != nil { print("fuzzed \(seed - first) rounds from seed \(first)") }
  }

  private static func round(_ seed: UInt64) throws {
    var patterns = RandomPatterns(seed: seed)
    var texts = RandomTexts(seed: seed &+ 1_000_000)
    let differences = try MatcherComparison.differences(
      (0..<patternsPerRound).map { _ in patterns.next() },
      (0..<textsPerRound).map { _ in texts.next() }, limits: .none)
    for difference in differences.prefix(5) {
      Issue.record(
        """
        seed \(seed): \(difference.pattern.debugDescription) on \(difference.text.debugDescription): \
        expected \(difference.expected.map { "\($0.start)-\($0.end)" }), \
        found \(difference.found.map { "\($0.start)-\($0.end)" })
        """)
    }
  }
}
