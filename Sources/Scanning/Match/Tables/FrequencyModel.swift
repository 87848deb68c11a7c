/// How often each run of four folded symbols is to be expected, from a sample of text.
///
/// Counts of four are backed off to counts of three, so that a run the sample does not hold is rare
/// but not impossible.
///
/// Immutable, shared between workers. Runs are told apart by the numbers of their symbols, read as
/// one number to the base `FoldedAlphabet.count`, which is a power of two.
final class FrequencyModel: Sendable {
  private static let base = FoldedAlphabet.count
  private static let twoCount = base * base
  private static let threeCount = base * twoCount

  /// How often each run of four comes in the sample, in rows of those that start with the same
  /// three. The first row is that of all runs of three that never come: most of them.
  private let fours: [Float]
  /// By run of three: where its row starts in `fours`.
  private let rows: [Int32]
  /// How often each run of three comes.
  private let threes: [Float]
  /// By run of three: the share of what stands for the runs of four that start with it.
  private let shares: [Float]
  private let scale: Float

  /// - Parameter sample: folded bytes; at least four.
  init(_ sample: UnsafeBufferPointer<UInt8>) {
    var fours = [Float](repeating: 0, count: Self.base)
    var rows = [Int32](repeating: 0, count: Self.threeCount)
    var threes = [Float](repeating: 0, count: Self.threeCount)
    var twos = [Float](repeating: 0, count: Self.twoCount)
    let numbers = FoldedAlphabet.numbers
    // Runs of symbols so far, of which the last ones count.
    var run = 0
    for place in 0..<sample.count {
      let number = Int(numbers[Int(sample[place])])
      if place >= 3 {
        let three = run & (Self.threeCount - 1)
        if rows[three] == 0 {
          rows[three] = Int32(fours.count)
          fours += repeatElement(0, count: Self.base)
        }
        fours[Int(rows[three]) + number] += 1
      }
      run = run &* Self.base &+ number
      if place >= 2 { threes[run & (Self.threeCount - 1)] += 1 }
      if place >= 1 { twos[run & (Self.twoCount - 1)] += 1 }
    }
    shares = (0..<Self.threeCount).map {
      (threes[$0] + 0.02) / (twos[$0 & (Self.twoCount - 1)] + 1) * 0.2
    }
    scale = 1 / Float(max(sample.count, 1))
    self.fours = fours
    self.rows = rows
    self.threes = threes
  }

  /// Expected occurrences a code point of all runs that a window stands for.
  func expected(_ window: Window) -> Double {
    var total: Float = 0
    threes.withUnsafeBufferPointer { threes in
      Window.forEachNumber(window.first) { first in
        Window.forEachNumber(window.second) { second in
          Window.forEachNumber(window.third) { third in
            let start = (first * Self.base + second) * Self.base + third
            let end = (second * Self.base + third) * Self.base
            let (share, row) = (shares[start], Int(rows[start]))
            Window.forEachNumber(window.fourth) { fourth in
              total += (fours[row + fourth] * 0.8 + share * (threes[end + fourth] + 0.02)) * scale
            }
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
    Self.count(first) * Self.count(second) * Self.count(third) * Self.count(fourth)
  }

  /// How many symbols are in `mask`. Mostly one, which is told without counting.
  @inline(__always)
  private static func count(_ mask: UInt32) -> Int {
    mask != 0 && mask & (mask &- 1) == 0 ? 1 : mask.nonzeroBitCount
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
