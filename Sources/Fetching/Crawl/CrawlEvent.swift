/// What became of one request, once it is on the disk.
package struct CrawlEvent: Sendable {
  /// The page's address.
  package var url: String
  /// How it ended.
  package var outcome: Outcome
  /// The HTTP status, where there was an answer.
  package var status: Int?
  /// Bytes of the body on the wire.
  package var byteCount: Int
  /// From the start of the request to its end.
  package var milliseconds: Int
  /// 1 for the first try.
  package var attempt: Int
  /// Whether it will be tried again.
  package var isRetried: Bool
  /// The response or revisit record.
  package var recordID: String?
  /// Whether it was a request for robots.txt.
  package var isRobots: Bool
}

/// How far a crawl is, for the live line.
package struct CrawlSnapshot: Sendable {
  /// Pages finished in this run.
  package var pages = 0
  /// Of these, those that failed.
  package var errors = 0
  /// Pages that wait.
  package var waiting = 0
  /// Requests under way.
  package var active = 0
  /// Body bytes received in this run.
  package var byteCount = 0
  /// Since the run started.
  package var elapsed: Duration = .zero
  /// What each host is doing.
  package var hosts: [HostState] = []

  /// One host.
  package struct HostState: Sendable, Equatable {
    /// Scheme, host and port.
    package var name: String
    /// Pages that wait.
    package var waiting: Int
    /// Requests under way.
    package var active: Int
    /// Pages finished in this run.
    package var pages: Int
    /// Of these, those that failed.
    package var errors: Int
    /// Time between two starts.
    package var delay: Duration
    /// Why the host is left alone; nil where it is not.
    package var held: Outcome?
  }

  /// Time left at the rate so far; nil where nothing tells.
  package var timeLeft: Duration? {
    pages > 0 ? elapsed * (Double(waiting) / Double(pages)) : nil
  }
}

/// How a run ended.
package struct CrawlReport: Sendable {
  /// Why a run stopped with pages waiting.
  package enum Stop: String, Sendable {
    /// Nothing is left that may be fetched.
    case finished
    /// A limit on pages, bytes or time.
    case pages, bytes, time
    /// The user asked for it.
    case interrupted
  }

  /// Why it ended.
  package var stop: Stop
  /// The state at the end.
  package var last: CrawlSnapshot
  /// Requests of this run by outcome, retries included.
  package var outcomes: [Outcome: Int]
  /// Pages that stay failed.
  package var failed: Int
  /// Ads written in this run.
  package var documents: Int

  /// Whether pages wait because of a limit, or because a site asked to be left alone.
  package var isLimited: Bool {
    let heldHosts = last.hosts.contains { host in
      host.held.map { $0 != .hostDown } ?? false
    }
    return stop == .pages || stop == .bytes || stop == .time || heldHosts
  }
}

/// Hears of a crawl as it goes on; called by the thread that runs it.
package protocol CrawlObserver: AnyObject {
  /// A request has ended.
  func note(_ event: CrawlEvent)
  /// Called a few times a second.
  func show(_ snapshot: CrawlSnapshot)
}
