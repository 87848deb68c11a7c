internal import Synchronization

/// A wish to stop, from any thread or signal handler's thread.
package final class StopFlag: Sendable {
  private let flag = Atomic(false)

  /// Not set.
  package init() {}

  /// Asks the crawl to commit what it has and end.
  package func set() { flag.store(true, ordering: .relaxed) }

  /// Whether it was asked to.
  package var isSet: Bool { flag.load(ordering: .relaxed) }
}
