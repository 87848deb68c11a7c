internal import Dispatch
internal import Model
internal import Synchronization

/// Puts what was fetched on the disk, beside the thread that fetches: records, manifest and
/// documents first, then the state, in one commit a batch.
final class Archivist: Sendable {
  /// Work to be kept.
  enum Item: Sendable {
    /// A page that was asked for; with `retryAt` it stays queued.
    case exchange(QueuedPage, Exchange, retryAt: Instant?)
    /// A robots.txt that was asked for; `isFinal` keeps the answer for a day.
    case robots(origin: Int64, Exchange, isFinal: Bool)
    /// A page that is not asked for.
    case decision(QueuedPage, Outcome)
    /// A host that is left alone in this run.
    case hold(origin: Int64, Outcome)
    /// Pages found elsewhere than on pages.
    case found([FoundPage])
  }

  /// What a commit did.
  struct Committed: Sendable {
    struct Released: Sendable {
      var origin: Int64
      var id: Int64
      /// Set where the page stays queued.
      var retryAt: Instant?
      var isFailure: Bool
    }

    var released: [Released] = []
    /// Pages that are new, by origin.
    var found: [Int64: (name: String, count: Int)] = [:]
    var events: [CrawlEvent] = []
    var documents = 0
    /// Pages that are done, and bytes received for pages.
    var pages = 0
    var byteCount = 0
  }

  private struct Inbox {
    var items: [Item] = []
    var isRunning = false
    /// Items taken in and not committed.
    var pending = 0
    var committed: [Committed] = []
    var failure: FetchError?
  }

  private static let batchLimit = 128

  private let desk: Mutex<ArchiveDesk>
  private let inbox = Mutex(Inbox())
  private let queue = DispatchQueue(label: "archivist")
  private let wakeUp: CurlEngine.WakeUp

  init(_ desk: sending ArchiveDesk, wakeUp: CurlEngine.WakeUp) {
    self.desk = Mutex(desk)
    self.wakeUp = wakeUp
  }

  /// Items that are not on the disk yet.
  var pending: Int { inbox.withLock { $0.pending } }

  /// Takes an item in; what is taken in order is kept in order.
  func submit(_ item: Item) {
    let mustStart = inbox.withLock { inbox in
      inbox.items.append(item)
      inbox.pending += 1
      defer { inbox.isRunning = true }
      return !inbox.isRunning
    }
    if mustStart { queue.async { self.work() } }
  }

  /// What was committed since the last call.
  func takeCommitted() throws(FetchError) -> [Committed] {
    let (committed, failure) = inbox.withLock { inbox in
      defer { inbox.committed = [] }
      return (inbox.committed, inbox.failure)
    }
    if let failure { throw failure }
    return committed
  }

  /// Returns when no work is under way.
  func finish() { queue.sync {} }

  // One batch after another: while one is synced the next gathers, so that a slow disk makes
  // larger batches rather than a slower crawl.
  private func work() {
    while true {
      let batch = inbox.withLock { inbox in
        let batch = Array(inbox.items.prefix(Self.batchLimit))
        inbox.items.removeFirst(batch.count)
        if batch.isEmpty || inbox.failure != nil { inbox.isRunning = false }
        return inbox.isRunning ? batch : []
      }
      if batch.isEmpty { return }
      do throws(FetchError) {
        let committed = try desk.withLock { desk throws(FetchError) in try desk.keep(batch) }
        inbox.withLock { inbox in
          inbox.committed.append(committed)
          inbox.pending -= batch.count
        }
      } catch {
        inbox.withLock { $0.failure = error }
      }
      wakeUp()
    }
  }
}
