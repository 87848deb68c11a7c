/// Numbers as a JSON text writes them: what a parser makes of them has 64 bits, and keeps neither
/// longer ones nor how a fraction was written.
enum JSONNumbers {
  /// The text with all numbers in quotes that no 64 bits can hold, so that a parser can read it and
  /// their digits are kept.
  static func quotingLarge(_ json: some Collection<UInt8>) -> [UInt8] {
    quoting(json) { !$0.fitsParser }
  }

  /// The text with all numbers in quotes that have a fraction or an exponent.
  static func quotingFractions(_ json: some Collection<UInt8>) -> [UInt8] {
    quoting(json) { !$0.isInteger }
  }

  /// One number of the JSON grammar. Source: RFC 8259, section 6.
  private struct Number {
    let bytes: ArraySlice<UInt8>
    /// Whether it has neither a fraction nor an exponent.
    let isInteger: Bool

    var fitsParser: Bool {
      let text = String(decoding: bytes, as: UTF8.self)
      if isInteger { return Int64(text) != nil || UInt64(text) != nil }
      return Double(text)?.isFinite ?? true
    }

    /// Takes the number that starts at `start`; nil where what stands there is none.
    init?(_ json: [UInt8], at start: Int) {
      var end = start
      func digits() -> Int {
        let first = end
        while end < json.count, (0x30...0x39).contains(json[end]) { end += 1 }
        return end - first
      }
      func skip(_ marks: UInt8...) -> Bool {
        guard end < json.count, marks.contains(json[end]) else { return false }
        end += 1
        return true
      }
      _ = skip(0x2D)
      let first = end
      let count = digits()
      guard count == 1 || count > 1 && json[first] != 0x30 else { return nil }
      var isInteger = true
      if skip(0x2E) {
        isInteger = false
        guard digits() > 0 else { return nil }
      }
      if skip(0x65, 0x45) {
        isInteger = false
        _ = skip(0x2B, 0x2D)
        guard digits() > 0 else { return nil }
      }
      bytes = json[start..<end]
      self.isInteger = isInteger
    }
  }

  private static func quoting(
    _ json: some Collection<UInt8>, where isMeant: (Number) -> Bool
  ) -> [UInt8] {
    let json = Array(json)
    var result: [UInt8] = []
    result.reserveCapacity(json.count + 2)
    var offset = 0
    var isInString = false
    while offset < json.count {
      let byte = json[offset]
      if isInString, byte == 0x5C, offset + 1 < json.count {
        result += json[offset..<offset + 2]
        offset += 2
        continue
      }
      if byte == 0x22 { isInString.toggle() }
      guard !isInString, byte == 0x2D || (0x30...0x39).contains(byte) else {
        result.append(byte)
        offset += 1
        continue
      }
      // What only looks like a number is kept as it is, to its end.
      let number = Number(json, at: offset)
      let end = number?.bytes.endIndex ?? offset + 1
      let isWhole = end == json.count || !isPartOfNumber(json[end])
      if let number, isWhole, isMeant(number) {
        result.append(0x22)
        result += number.bytes
        result.append(0x22)
        offset = end
      } else {
        repeat {
          result.append(json[offset])
          offset += 1
        } while offset < json.count && isPartOfNumber(json[offset])
      }
    }
    return result
  }

  private static func isPartOfNumber(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x65, 0x45].contains(byte)
  }
}
