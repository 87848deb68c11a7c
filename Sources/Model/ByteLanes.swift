/// Eight bytes in one word, for loops over text that look at eight at a time.
package enum ByteLanes {
  /// The high bit of every byte.
  package static var high: UInt64 { 0x8080_8080_8080_8080 }

  /// `byte` in every place.
  package static func all(_ byte: UInt8) -> UInt64 {
    UInt64(byte) &* 0x0101_0101_0101_0101
  }
}
