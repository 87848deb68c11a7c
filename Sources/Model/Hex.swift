/// Bytes as lower-case hexadecimal text.
package enum Hex {
  /// Two digits a byte, in order.
  package static func text(_ bytes: some Collection<UInt8>) -> String {
    bytes.withContiguousStorageIfAvailable { text($0) }
      ?? Array(bytes).withUnsafeBufferPointer(text)
  }

  private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(unsafeUninitializedCapacity: bytes.count * 2) { digits in
      for place in 0..<bytes.count {
        digits[2 * place] = digit(bytes[place] >> 4)
        digits[2 * place + 1] = digit(bytes[place] & 0xF)
      }
      return bytes.count * 2
    }
  }

  /// Sixteen digits.
  package static func text(_ value: UInt64) -> String {
    withUnsafeBytes(of: value.bigEndian) { $0.withMemoryRebound(to: UInt8.self, text) }
  }

  /// The ASCII digit of a value from 0 to 15.
  package static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : 0x61 + value - 10
  }
}
