internal import Model

/// The ASCII letters that eight bytes of a text start with.
struct LetterBlock {
  /// How many there are, at most eight.
  let count: Int
  /// The letters in lower case, the first lowest; zeros behind them.
  let lowercased: UInt64
  /// Whether a byte of a character outside ASCII stands behind them, which may be a letter too.
  let goesOn: Bool
  private let letters: UInt64

  /// Reads the eight bytes from `start`.
  @inline(__always)
  init(_ start: UnsafePointer<UInt8>) {
    self.init(
      bytes: UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)))
  }

  /// - Parameter bytes: the first lowest.
  @inline(__always)
  init(bytes: UInt64) {
    // Without high bits no sum carries into the next byte.
    let low = (bytes | ByteLanes.all(0x20)) & ~ByteLanes.high
    let isLetter =
      (low &+ ByteLanes.all(0x80 - 0x61)) & ~(low &+ ByteLanes.all(0x7F - 0x7A)) & ~bytes
    let others = ~isLetter & ByteLanes.high
    count = others.trailingZeroBitCount / 8
    // All bits below the first other byte; a shift by 64 gives 0, so that eight letters have all.
    let mask = (UInt64(1) << UInt64(8 * count)) &- 1
    letters = bytes & mask
    lowercased = (bytes | ByteLanes.all(0x20)) & mask
    goesOn = bytes & others & (0 &- others) != 0
  }

  /// Whether one of the letters is a capital.
  @inline(__always)
  var hasCapital: Bool { letters ^ lowercased != 0 }
}
