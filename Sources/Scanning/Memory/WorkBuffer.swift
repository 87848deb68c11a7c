/// Memory that a worker keeps and enlarges, for loops that may not allocate.
///
/// Elements are plain values; what is beyond those written is not initialised.
struct WorkBuffer<Element: BitwiseCopyable>: ~Copyable {
  /// Moves when the buffer grows.
  private(set) var start: UnsafeMutablePointer<Element>
  /// For how many elements there is room.
  private(set) var capacity: Int

  init(capacity: Int = 64) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  /// Makes room for `count` elements, keeping the first `kept`.
  mutating func reserve(_ count: Int, keeping kept: Int = 0) {
    guard count > capacity else { return }
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: max(count, capacity * 2))
    larger.update(from: start, count: kept)
    start.deallocate()
    start = larger
    capacity = max(count, capacity * 2)
  }

  /// Gives memory beyond `limit` elements back; nothing is kept then.
  mutating func shrink(to limit: Int) {
    guard capacity > limit else { return }
    start.deallocate()
    start = .allocate(capacity: limit)
    capacity = limit
  }
}
