import Generated
import Testing

@testable import Fetching

struct BackoffTests {
  private let backoff = Backoff(first: .seconds(2), longest: .seconds(60), attemptLimit: 4)

  @Test func `waits double, with jitter, up to the longest`() {
    var generator = SeededGenerator(seed: 7)
    for (attempt, whole) in [(1, 2), (2, 4), (3, 8), (4, 16), (6, 60), (1000, 60)] {
      for _ in 0..<50 {
        let wait = backoff.wait(afterAttempt: attempt, using: &generator)
        #expect(wait >= .seconds(whole) / 2 && wait <= .seconds(whole))
      }
    }
  }

  @Test func `two waits are not in step`() {
    var generator = SeededGenerator(seed: 7)
    let waits = (0..<20).map { _ in backoff.wait(afterAttempt: 5, using: &generator) }
    #expect(Set(waits).count == 20)
  }
}
