internal import Foundation
internal import Model

/// Time for the crawl: a steady clock for waiting, the calendar for evidence.
struct CrawlClock: Sendable {
  private let start = ContinuousClock.now

  /// Time since the clock was made.
  var now: Duration { ContinuousClock.now - start }

  /// The time of day, to the millisecond.
  var instant: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
