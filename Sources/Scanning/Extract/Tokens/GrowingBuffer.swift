/// A list of trivial values whose memory is kept when it is emptied.
///
/// Not thread-safe: each worker has its own.
final class GrowingBuffer<Element: BitwiseCopyable> {
  private var storage: UnsafeMutablePointer<Element>
  private var capacity = 64
  /// How many elements there are.
  private(set) var count = 0

  init() { storage = .allocate(capacity: capacity) }

  // Elements are trivial: nothing to deinitialise.
  deinit { storage.deallocate() }

  /// Valid until the next change of the list.
  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: storage, count: count) }

  /// The first element; valid as long as `elements`.
  var start: UnsafeMutablePointer<Element> { storage }

  func removeAll() { count = 0 }

  /// Forgets all elements from `count` on.
  func shorten(to count: Int) { self.count = min(count, self.count) }

  @inline(__always)
  func append(_ element: Element) {
    if count == capacity { grow() }
    // In bounds: count < capacity holds after growing.
    (storage + count).initialize(to: element)
    count += 1
  }

  /// Makes room for exactly `count` elements, for the caller to initialise; those before are lost.
  func resize(to count: Int) -> UnsafeMutablePointer<Element> {
    if count > capacity {
      storage.deallocate()
      while capacity < count { capacity *= 2 }
      storage = .allocate(capacity: capacity)
    }
    self.count = count
    return storage
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: storage, count: count)
    storage.deallocate()
    storage = larger
    capacity *= 2
  }
}
