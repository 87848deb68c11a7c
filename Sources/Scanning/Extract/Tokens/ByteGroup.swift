internal import Model

/// The classes of 64 bytes of a text, a bit for each byte, the first lowest.
struct ByteGroup {
  /// ASCII letters, and all bytes of characters outside ASCII.
  private(set) var letters: UInt64 = 0
  private(set) var digits: UInt64 = 0
  /// `$`, `.` and `@`, with a few other bytes.
  private(set) var symbols: UInt64 = 0
  /// Whether there is a byte of a character outside ASCII.
  private(set) var isWide = false

  /// Classes the bytes from `start` on; eight at a time, because the compiler (6.3) takes
  /// comparisons of `SIMD` vectors apart into bytes.
  @inline(__always)
  init(_ start: UnsafeRawPointer) {
    var wide: UInt64 = 0
    // Bit `part` of byte i of these is the class of byte 8 * part + i of the group.
    var (letterLanes, digitLanes, symbolLanes): (UInt64, UInt64, UInt64) = (0, 0, 0)
    for part in 0..<8 {
      let block = UInt64(
        littleEndian: start.loadUnaligned(fromByteOffset: 8 * part, as: UInt64.self))
      let low = block & ~ByteLanes.high
      let folded = low | ByteLanes.all(0x20)
      // Without high bits no sum carries into the next byte.
      let isLetter =
        (folded &+ ByteLanes.all(0x80 - 0x61)) & ~(folded &+ ByteLanes.all(0x7F - 0x7A)) | block
      let isDigit =
        (low &+ ByteLanes.all(0x80 - 0x30)) & ~(low &+ ByteLanes.all(0x7F - 0x39)) & ~block
      // A zero byte borrows from the one above it, which then counts too: readers look again.
      let symbol =
        Self.zeros(block ^ ByteLanes.all(0x24)) | Self.zeros(block ^ ByteLanes.all(0x2E))
        | Self.zeros(block ^ ByteLanes.all(0x40))
      wide |= block
      let shift = UInt64(7 - part)
      letterLanes |= (isLetter & ByteLanes.high) &>> shift
      digitLanes |= (isDigit & ByteLanes.high) &>> shift
      symbolLanes |= (symbol & ByteLanes.high) &>> shift
    }
    letters = Self.transpose(letterLanes)
    digits = Self.transpose(digitLanes)
    symbols = Self.transpose(symbolLanes)
    isWide = wide & ByteLanes.high != 0
  }

  /// The high bit of every zero byte, and of some above one.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- ByteLanes.all(0x01)) & ~word }

  /// Bit j of byte i becomes bit i of byte j. Source: H. S. Warren, Hacker's Delight, 7-3.
  @inline(__always)
  private static func transpose(_ square: UInt64) -> UInt64 {
    var result = square
    var swapped = (result ^ (result >> 7)) & 0x00AA_00AA_00AA_00AA
    result ^= swapped ^ (swapped << 7)
    swapped = (result ^ (result >> 14)) & 0x0000_CCCC_0000_CCCC
    result ^= swapped ^ (swapped << 14)
    swapped = (result ^ (result >> 28)) & 0x0000_0000_F0F0_F0F0
    return result ^ swapped ^ (swapped << 28)
  }
}
