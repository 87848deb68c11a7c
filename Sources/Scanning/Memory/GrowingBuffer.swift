/// A list of trivial values whose memory is kept when it is emptied.
///
/// Not thread-safe: each worker has its own.
final class GrowingBuffer<Element: BitwiseCopyable> {
  private var memory = WorkBuffer<Element>()
  /// How many elements there are.
  private(set) var count = 0

  /// Valid until the next change of the list.
  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: start, count: count) }

  /// The first element; valid as long as `elements`.
  var start: UnsafeMutablePointer<Element> { memory.start }

  func removeAll() { count = 0 }

  /// Forgets all elements from `count` on.
  func shorten(to count: Int) { self.count = min(count, self.count) }

  @inline(__always)
  func append(_ element: Element) {
    if count == memory.capacity { memory.reserve(count + 1, keeping: count) }
    // In bounds: count < capacity holds after growing.
    (memory.start + count).initialize(to: element)
    count += 1
  }

  /// Makes room for exactly `count` elements, for the caller to initialise; those before are lost.
  func resize(to count: Int) -> UnsafeMutablePointer<Element> {
    memory.reserve(count)
    self.count = count
    return memory.start
  }
}
