internal import Model

/// One host's pages and what keeps them waiting. Used by the thread that fetches.
final class HostQueue {
  /// What is known of robots.txt.
  enum Robots {
    case unknown
    case asked
    case known(RobotsRules, until: Duration)
  }

  let id: Int64
  /// Scheme, host and port.
  let name: String
  var throttle: Throttle
  var robots = Robots.unknown
  /// Failed requests for robots.txt.
  var robotsAttempts = 0
  /// When robots.txt may be asked for again.
  var robotsAt: Duration = .zero
  /// Pages loaded and not started, the next one last.
  private var loaded: [QueuedPage] = []
  /// Pages of the state file that are loaded, under way or not committed.
  private(set) var taken: Set<Int64> = []
  /// Pages that wait, those that are taken included.
  private(set) var waiting = 0
  /// When the state file may hold a page that is due.
  private(set) var refillAt: Duration = .zero
  /// Why the host is left alone in this run.
  var held: Outcome?
  var pages = 0
  var errors = 0
  /// Connections that failed one after another.
  var failuresInRow = 0
  /// Answers, one after another, that there are too many requests.
  var refusalsInRow = 0

  private static let loadLimit = 256

  init(id: Int64, name: String, waiting: Int, throttle: Throttle.Settings) {
    self.id = id
    self.name = name
    self.waiting = waiting
    self.throttle = Throttle(throttle)
  }

  /// Whether there is anything left to do for the host in this run.
  var isIdle: Bool { held != nil || waiting == 0 }

  /// Whether a page may be had at `now`.
  func hasPage(at now: Duration) -> Bool {
    !loaded.isEmpty || waiting > taken.count && refillAt <= now
  }

  /// When there may be something to start; nil where only a commit can tell.
  var nextChance: Duration? {
    if isIdle { return nil }
    guard let start = throttle.nextStart else { return nil }
    switch robots {
    case .asked: return nil
    case .unknown: return max(start, robotsAt)
    case .known: break
    }
    if !loaded.isEmpty { return start }
    return waiting > taken.count && refillAt < .seconds(1 << 40) ? max(start, refillAt) : nil
  }

  /// The next page; nil where none is due.
  func next(from frontier: Frontier, clock: CrawlClock) throws(FetchError) -> QueuedPage? {
    if loaded.isEmpty { try load(from: frontier, clock: clock) }
    return loaded.popLast()
  }

  private func load(from frontier: Frontier, clock: CrawlClock) throws(FetchError) {
    let now = clock.instant
    loaded = try frontier.waiting(
      origin: id, now: now, without: taken, limit: Self.loadLimit
    ).reversed()
    taken.formUnion(loaded.map(\.id))
    guard loaded.isEmpty else { return }
    // Nothing is due: the earliest retry says when to look again, or a commit does.
    let due = try frontier.nextDue(origin: id, without: taken)
    refillAt =
      due.map { clock.now + .milliseconds(max(1, $0.milliseconds - now.milliseconds)) }
      ?? .seconds(1 << 41)
  }

  /// Counts pages that were found.
  func add(_ count: Int) {
    waiting += count
    refillAt = .zero
  }

  /// Lets a page go that was committed.
  func release(_ id: Int64, retryAt: Duration?) {
    taken.remove(id)
    if let retryAt { refillAt = min(refillAt, retryAt) } else { waiting -= 1 }
  }

  var state: CrawlSnapshot.HostState {
    CrawlSnapshot.HostState(
      name: name, waiting: waiting, active: throttle.active, pages: pages, errors: errors,
      delay: throttle.delay, held: held)
  }
}
