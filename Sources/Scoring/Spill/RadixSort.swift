/// Sorts large arrays of numbers in a few passes over memory.
enum RadixSort {
  private static let digitBits = 11
  private static let digitCount = 1 << digitBits

  /// Sorts `keys` by their high 32 bits; of equal ones the order stays.
  ///
  /// - Parameter spare: memory of the same size, for use again.
  static func byHighHalf(_ keys: inout [UInt64], _ spare: inout [UInt64]) {
    if spare.count != keys.count { spare = [UInt64](repeating: 0, count: keys.count) }
    for shift in stride(from: 32, to: 64, by: digitBits) {
      var starts = [Int](repeating: 0, count: digitCount)
      for key in keys { starts[digit(key, shift)] += 1 }
      var sum = 0
      for place in 0..<digitCount {
        let count = starts[place]
        starts[place] = sum
        sum += count
      }
      starts.withUnsafeMutableBufferPointer { starts in
        spare.withUnsafeMutableBufferPointer { spare in
          for key in keys {
            let place = digit(key, shift)
            spare[starts[place]] = key
            starts[place] += 1
          }
        }
      }
      swap(&keys, &spare)
    }
  }

  @inline(__always)
  private static func digit(_ key: UInt64, _ shift: Int) -> Int {
    Int(truncatingIfNeeded: (key >> UInt64(shift)) & UInt64(digitCount - 1))
  }
}
