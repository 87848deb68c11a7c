internal import Dispatch
internal import Synchronization

/// Work on the elements of a list by all processors at once.
package enum ParallelMap {
  /// What `transform` makes of each element, in their order.
  package static func results<Element: Sendable, Output: Sendable>(
    of elements: [Element], _ transform: @Sendable (Element) -> Output
  ) -> [Output] {
    let results = Mutex([Output?](repeating: nil, count: elements.count))
    DispatchQueue.concurrentPerform(iterations: elements.count) { number in
      let output = transform(elements[number])
      results.withLock { $0[number] = output }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}
