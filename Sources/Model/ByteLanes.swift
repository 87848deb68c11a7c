/// Eight bytes in one word, for loops over text that look at eight at a time.
///
/// Public, because the compiler (6.3) calls `package` functions of another module even where they
/// are `@inlinable`; these stand in the innermost loops.
public enum ByteLanes {
  /// The high bit of every byte.
  @inlinable public static var high: UInt64 { 0x8080_8080_8080_8080 }

  /// `byte` in every place.
  @inlinable public static func all(_ byte: UInt8) -> UInt64 {
    UInt64(byte) &* 0x0101_0101_0101_0101
  }

  /// The high bit of every byte of `word` that is `byte`; of others nothing.
  ///
  /// - Parameter byte: below 0x80.
  @inlinable public static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let rest = word ^ all(byte)
    return ~((rest & ~high) &+ all(0x7F)) & ~rest & high
  }
}
