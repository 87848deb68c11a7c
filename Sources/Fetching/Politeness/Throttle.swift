/// When the next request to one host may start.
///
/// Times are durations since any fixed point, so that tests bring their own clock. The delay
/// follows the server's latency: it moves half way to what would keep `concurrency` requests under
/// way, never below what the user and robots.txt ask for, and errors never shorten it. Source:
/// Scrapy's AutoThrottle extension, for the rule.
package struct Throttle: Sendable {
  /// What the user asks for.
  package struct Settings: Sendable, Equatable {
    /// Least time between two starts.
    package var delay: Duration
    /// Most that latency can make of it.
    package var longestDelay: Duration
    /// Most requests under way.
    package var concurrency: Int
    /// Whether the delay follows the latency.
    package var isAdaptive: Bool

    /// Takes the parts as they are.
    package init(delay: Duration, longestDelay: Duration, concurrency: Int, isAdaptive: Bool) {
      self.delay = delay
      self.longestDelay = longestDelay
      self.concurrency = concurrency
      self.isAdaptive = isAdaptive
    }
  }

  private let settings: Settings
  private var least: Duration
  /// Time between two starts as things stand.
  package private(set) var delay: Duration
  /// Requests under way.
  package private(set) var active = 0
  private var next: Duration = .zero
  private var pausedUntil: Duration = .zero

  /// A host nothing is known of.
  package init(_ settings: Settings) {
    self.settings = settings
    least = settings.delay
    delay = settings.delay
  }

  /// Honours a `Crawl-delay`: one request at a time and no less than this between starts.
  package mutating func require(crawlDelay: Duration) {
    least = max(settings.delay, crawlDelay)
    delay = max(delay, least)
  }

  /// When the next request may start; nil while as many are under way as are allowed.
  package var nextStart: Duration? {
    let limit = least > settings.delay ? 1 : settings.concurrency
    return active < limit ? max(next, pausedUntil) : nil
  }

  /// Whether a request may start at `now`.
  package func mayStart(at now: Duration) -> Bool { nextStart.map { $0 <= now } ?? false }

  /// Counts a request that starts.
  package mutating func start(at now: Duration) {
    active += 1
    next = now + delay
  }

  /// Counts a request that has ended, `latency` after it started.
  package mutating func finish(at now: Duration, latency: Duration, isError: Bool) {
    active -= 1
    guard settings.isAdaptive else { return }
    let target = latency / settings.concurrency
    let moved = min(max((delay + target) / 2, target, least), max(settings.longestDelay, least))
    if isError && moved < delay { return }
    delay = moved
  }

  /// Lets nothing start before `time`.
  package mutating func pause(until time: Duration) { pausedUntil = max(pausedUntil, time) }
}
