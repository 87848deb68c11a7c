internal import Dispatch
internal import Synchronization

/// Runs work on several threads and hands the results on in the order of their input.
package enum OrderedPool {
  /// How many items each worker may be ahead of the oldest unfinished one.
  private static let itemsAheadPerWorker = 4

  /// Takes items from `produce`, turns each into a result with `transform`, and gives the results
  /// to `consume` in the order in which their items were produced.
  ///
  /// At most four items a worker are in memory. After an error no new item is taken, results
  /// behind the failed item are dropped, and the first error is thrown.
  ///
  /// - Parameters:
  ///   - produce: called by one worker at a time; nil ends the run.
  ///   - makeState: called once a worker that has an item, for memory it reuses.
  ///   - transform: called by all workers at once.
  ///   - consume: called by one worker at a time.
  package static func run<Item: Sendable, State, Output: Sendable>(
    workers: Int,
    produce: @Sendable () throws -> Item?,
    makeState: @Sendable () -> State,
    transform: @Sendable (Item, State) throws -> Output,
    consume: @Sendable (Output) throws -> Void
  ) throws {
    let room = DispatchSemaphore(value: workers * itemsAheadPerWorker)
    let intake = Mutex(0)
    let outlet = Mutex(Outlet<Output>())
    let stopped = Atomic(false)

    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      var ownState: State?
      while true {
        room.wait()
        let taken = intake.withLock { next -> (number: Int, item: Result<Item, any Error>)? in
          if stopped.load(ordering: .acquiring) { return nil }
          do {
            guard let item = try produce() else { return nil }
            next += 1
            return (next - 1, .success(item))
          } catch {
            stopped.store(true, ordering: .releasing)
            next += 1
            return (next - 1, .failure(error))
          }
        }
        guard let taken else {
          // The others must wake up too, to see that there is nothing more.
          room.signal()
          return
        }
        let state = ownState ?? makeState()
        ownState = state
        let result = taken.item.flatMap { item in Result { try transform(item, state) } }
        outlet.withLock { outlet in
          outlet.ready[taken.number] = result
          while let next = outlet.ready.removeValue(forKey: outlet.next) {
            outlet.next += 1
            outlet.deliver(next, to: consume)
            if outlet.error != nil { stopped.store(true, ordering: .releasing) }
            room.signal()
          }
        }
      }
    }
    if let error = outlet.withLock({ $0.error }) { throw error }
  }

  /// Results that wait for an earlier one.
  private struct Outlet<Output: Sendable> {
    var next = 0
    var ready: [Int: Result<Output, any Error>] = [:]
    var error: (any Error)?

    mutating func deliver(
      _ result: Result<Output, any Error>, to consume: @Sendable (Output) throws -> Void
    ) {
      guard error == nil else { return }
      do { try consume(result.get()) } catch { self.error = error }
    }
  }
}
