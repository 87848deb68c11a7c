internal import Dispatch
internal import Synchronization

/// Work on the elements of a list by all processors at once.
enum ParallelMap {
  /// What `transform` makes of each element, in their order.
  static func results<Element: Sendable, Output: Sendable, Failure: Error>(
    of elements: [Element], _ transform: @Sendable (Element) throws(Failure) -> Output
  ) -> [Result<Output, Failure>] {
    let results = Mutex([Result<Output, Failure>?](repeating: nil, count: elements.count))
    DispatchQueue.concurrentPerform(iterations: elements.count) { number in
      let result: Result<Output, Failure>
      do throws(Failure) {
        result = .success(try transform(elements[number]))
      } catch {
        result = .failure(error)
      }
      results.withLock { $0[number] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}
