/// A short word in lower case, packed so that comparing two is comparing integers.
struct WordKey: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The first eight bytes, the first lowest; zeros behind a shorter word.
  let packed: UInt64
  /// Length of the whole word in bytes; at most 8 for a literal.
  let byteCount: Int

  /// - Precondition: `word` is in lower case and at most eight UTF-8 bytes long.
  @inline(__always)
  init(stringLiteral word: StaticString) {
    precondition(word.utf8CodeUnitCount <= 8, "word too long for a key")
    var packed: UInt64 = 0
    for index in 0..<word.utf8CodeUnitCount {
      packed |= UInt64(word.utf8Start[index]) << UInt64(8 * index)
    }
    self.packed = packed
    byteCount = word.utf8CodeUnitCount
  }

  /// The key of a word of `byteCount` bytes that start with `packed`.
  init(packed: UInt64, byteCount: Int) {
    self.packed = packed
    self.byteCount = byteCount
  }

  /// The key of bytes that are in lower case already.
  init(lowercased word: some Collection<UInt8>) {
    var packed: UInt64 = 0
    for (index, byte) in word.prefix(8).enumerated() {
      packed |= UInt64(byte) << UInt64(8 * index)
    }
    self.packed = packed
    byteCount = word.count
  }

  /// The first eight of `count` letters from `start` in lower case, the first lowest.
  static func pack(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    var packed: UInt64 = 0
    var previous: UInt8 = 0
    for index in 0..<min(count, 8) {
      let byte = LowerCase.byte(start[index], after: previous)
      packed |= UInt64(byte) << UInt64(8 * index)
      previous = start[index]
    }
    return packed
  }

  /// The hash of a word of `count` bytes by its first eight.
  @inline(__always)
  static func hash(_ packed: UInt64, _ count: Int) -> UInt32 {
    let mixed = (packed ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }
}

/// Lower case of single UTF-8 bytes, for ASCII and the accented letters of U+00C0 to U+00DE.
enum LowerCase {
  /// - Parameter previous: the byte before `byte`; 0 at a start.
  @inline(__always)
  static func byte(_ byte: UInt8, after previous: UInt8) -> UInt8 {
    if byte &- 0x41 < 26 { return byte | 0x20 }
    if previous == 0xC3 && byte &- 0x80 < 0x1F && byte != 0x97 { return byte | 0x20 }
    return byte
  }

  /// The bytes of `text` as those of texts are folded before they are looked up.
  static func bytes(_ text: String) -> [UInt8] {
    var previous: UInt8 = 0
    return text.utf8.map { byte in
      defer { previous = byte }
      return self.byte(byte, after: previous)
    }
  }
}
