/// Memory that is filled once and then only read: a table without the checks of an array, for loops
/// that look into it at every word.
// @unchecked Sendable: nothing is written after init returns, and elements are Sendable.
final class FixedBuffer<Element: Sendable>: @unchecked Sendable {
  /// The first element; valid as long as the buffer.
  let start: UnsafePointer<Element>
  let count: Int

  init(_ elements: [Element]) {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
    for (index, element) in elements.enumerated() {
      (memory + index).initialize(to: element)
    }
    start = UnsafePointer(memory)
    count = elements.count
  }

  deinit {
    let memory = UnsafeMutablePointer(mutating: start)
    memory.deinitialize(count: count)
    memory.deallocate()
  }
}

extension FixedBuffer<UInt64> {
  /// Whether bit `number` is set; `number` is below 64 times the count.
  @inline(__always)
  func hasBit(_ number: Int) -> Bool { start[number >> 6] & (1 << UInt64(number & 63)) != 0 }
}
