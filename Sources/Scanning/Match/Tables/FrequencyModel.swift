/// How often each run of four folded symbols is to be expected, from a sample of text.
///
/// Counts of four are backed off to counts of three, so that a run the sample does not hold is rare
/// but not impossible.
struct FrequencyModel: Sendable {
  /// Expected occurrences a code point, by the numbers of the four symbols read as one number to
  /// the base `FoldedAlphabet.count`.
  private let expected: [Float]

  /// - Parameter sample: folded bytes; at least four.
  init(_ sample: UnsafeBufferPointer<UInt8>) {
    let base = FoldedAlphabet.count
    var fours = [Float](repeating: 0, count: base * base * base * base)
    var threes = [Float](repeating: 0, count: base * base * base)
    var twos = [Float](repeating: 0, count: base * base)
    let numbers = FoldedAlphabet.numbers
    if sample.count >= 4 {
      var run = 0
      for (place, byte) in sample.enumerated() {
        run = (run * base + Int(numbers[Int(byte)])) % fours.count
        if place >= 3 { fours[run] += 1 }
        if place >= 2 { threes[run % threes.count] += 1 }
        if place >= 1 { twos[run % twos.count] += 1 }
      }
    }
    let scale = 1 / Float(max(sample.count, 1))
    for first in 0..<base * base * base {
      let shared = first % (base * base)
      let left = (threes[first] + 0.02) / (twos[shared] + 1) * 0.2
      let row = first * base
      for last in 0..<base {
        fours[row + last] =
          (fours[row + last] * 0.8 + left * (threes[shared * base + last] + 0.02)) * scale
      }
    }
    expected = fours
  }

  /// Expected occurrences a code point of all runs that a window stands for.
  func expected(_ window: Window) -> Double {
    let base = FoldedAlphabet.count
    var total: Float = 0
    expected.withUnsafeBufferPointer { expected in
      Window.forEachNumber(window.first) { first in
        Window.forEachNumber(window.second) { second in
          Window.forEachNumber(window.third) { third in
            let row = ((first * base + second) * base + third) * base
            Window.forEachNumber(window.fourth) { total += expected[row + $0] }
          }
        }
      }
    }
    return Double(total)
  }
}

/// Four sets of folded symbols, one behind the other, as masks.
struct Window: Hashable, Sendable {
  var first: UInt32
  var second: UInt32
  var third: UInt32
  var fourth: UInt32

  /// How many runs of four symbols it stands for.
  var keyCount: Int {
    first.nonzeroBitCount * second.nonzeroBitCount * third.nonzeroBitCount
      * fourth.nonzeroBitCount
  }

  /// Calls `body` with the number of each symbol in `mask`.
  @inline(__always)
  static func forEachNumber(_ mask: UInt32, _ body: (Int) -> Void) {
    var rest = mask
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
  }

  /// Calls `body` with each run, as the four bytes of a little-endian number.
  func forEachKey(_ body: (UInt32) -> Void) {
    let bytes = FoldedAlphabet.bytes
    Self.forEachNumber(first) { first in
      Self.forEachNumber(second) { second in
        Self.forEachNumber(third) { third in
          let start =
            UInt32(bytes[first]) | UInt32(bytes[second]) << 8 | UInt32(bytes[third]) << 16
          Self.forEachNumber(fourth) { body(start | UInt32(bytes[$0]) << 24) }
        }
      }
    }
  }
}
