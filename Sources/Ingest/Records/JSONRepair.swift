internal import CSimdJSON

/// Mends the two faults that make JSON text unreadable as Unicode: bytes that are not UTF-8, and
/// escapes of lone surrogates. Each becomes U+FFFD; everything else stays as it is.
enum JSONRepair {
  /// Parses one JSON text, mended where that is needed: Unicode as above, and numbers that are too
  /// large become strings of their digits.
  ///
  /// - Parameters:
  ///   - json: with the padding behind it that the parser may read.
  ///   - scratch: memory for mended copies, which is not needed any more afterwards.
  /// - Returns: what the parser says of it, and whether Unicode was replaced.
  static func parse(
    _ json: UnsafeBufferPointer<UInt8>, with parser: OpaquePointer, scratch: inout [UInt8],
    into root: inout sj_element
  ) -> (status: sj_status, isRepaired: Bool) {
    var status = sj_parse(parser, json.baseAddress, json.count, &root)
    var (isRepaired, isQuoted) = (false, false)
    func again(_ mend: (UnsafeBufferPointer<UInt8>) -> [UInt8]) -> sj_status {
      let padding = Int(sj_padding)
      scratch =
        isRepaired || isQuoted
        ? scratch.withUnsafeBufferPointer {
          mend(UnsafeBufferPointer(rebasing: $0.dropLast(padding)))
        } : mend(json)
      let count = scratch.count
      scratch += [UInt8](repeating: 0x20, count: padding)
      return scratch.withUnsafeBufferPointer { sj_parse(parser, $0.baseAddress, count, &root) }
    }
    // Each fault may stand behind the other, and the parser tells of the first.
    while true {
      if !isRepaired, status == sj_bad_utf8 || status == sj_bad_string {
        status = again(repaired)
        isRepaired = true
      } else if !isQuoted, status == sj_bad_number {
        status = again { JSONNumbers.quotingLarge($0) }
        isQuoted = true
      } else {
        return (status, isRepaired)
      }
    }
  }

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
