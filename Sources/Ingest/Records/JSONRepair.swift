/// Mends the two faults that make JSON text unreadable as Unicode: bytes that are not UTF-8, and
/// escapes of lone surrogates. Each becomes U+FFFD; everything else stays as it is.
enum JSONRepair {
  static func repaired(_ line: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let text = Array(String(decoding: line, as: UTF8.self).utf8)
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var offset = 0
    while offset < text.count {
      guard text[offset] == 0x5C, offset + 1 < text.count else {
        result.append(text[offset])
        offset += 1
        continue
      }
      guard let unit = surrogate(text, offset) else {
        // Any other escape: both bytes, so that an escaped backslash hides nothing.
        result += text[offset..<offset + 2]
        offset += 2
        continue
      }
      let isPair =
        unit < 0xDC00 && surrogate(text, offset + 6).map { $0 >= 0xDC00 } ?? false
      if isPair {
        result += text[offset..<offset + 12]
        offset += 12
      } else {
        result += Array("\\ufffd".utf8)
        offset += 6
      }
    }
    return result
  }

  /// The surrogate that is escaped at `offset`; nil where something else stands.
  private static func surrogate(_ text: [UInt8], _ offset: Int) -> UInt32? {
    guard offset + 6 <= text.count, text[offset] == 0x5C, text[offset + 1] == 0x75,
      let unit = UInt32(
        String(decoding: text[offset + 2..<offset + 6], as: UTF8.self), radix: 16),
      (0xD800...0xDFFF).contains(unit)
    else { return nil }
    return unit
  }
}
