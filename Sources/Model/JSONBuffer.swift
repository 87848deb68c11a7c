/// Bytes of JSON under construction.
///
/// Writes exactly what it is told, in that order, so that equal records are equal bytes. Text must
/// be valid UTF-8; it is written as it is, with only `"`, `\` and control characters escaped.
package struct JSONBuffer: Sendable {
  /// What has been written.
  package private(set) var bytes: [UInt8] = []

  /// An empty buffer.
  package init() {}

  /// Forgets everything, keeping the memory.
  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Makes room for `count` more bytes.
  package mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  /// Drops the last `count` bytes.
  package mutating func removeLast(_ count: Int = 1) { bytes.removeLast(count) }

  /// Appends bytes that are JSON already: punctuation, keys, numbers.
  package mutating func raw(_ json: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
  }

  /// Appends bytes that are JSON already.
  package mutating func raw(_ json: [UInt8]) { bytes.append(contentsOf: json) }

  /// Appends bytes that are JSON already.
  package mutating func raw(_ json: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: json) }

  /// Appends bytes that are JSON already.
  package mutating func raw(_ json: some Collection<UInt8>) { bytes.append(contentsOf: json) }

  /// Appends an integer.
  package mutating func integer(_ value: Int) {
    // Up to 19 digits and a sign.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var start = digits.count
      func put(_ byte: UInt8) {
        start -= 1
        digits.initializeElement(at: start, to: byte)
      }
      var rest = value.magnitude
      repeat {
        put(0x30 + UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
      } while rest > 0
      if value < 0 { put(0x2D) }
      bytes.append(contentsOf: UnsafeMutableBufferPointer(rebasing: digits[start...]))
    }
  }

  /// Appends two lower-case hexadecimal digits a byte, in order.
  package mutating func hex(_ data: UnsafeBufferPointer<UInt8>) {
    bytes.reserveCapacity(bytes.count + 2 * data.count)
    for byte in data {
      bytes.append(Hex.digit(byte >> 4))
      bytes.append(Hex.digit(byte & 0xF))
    }
  }

  /// Appends sixteen hexadecimal digits.
  package mutating func hex(_ value: UInt64) {
    withUnsafeBytes(of: value.bigEndian) { $0.withMemoryRebound(to: UInt8.self) { hex($0) } }
  }

  /// Appends a string, quoted and escaped.
  package mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string($0) }
  }

  /// Appends a string, quoted and escaped.
  ///
  /// - Parameter text: valid UTF-8; not retained.
  package mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.reserveCapacity(bytes.count + text.count + 2)
    bytes.append(0x22)
    guard let base = text.baseAddress else {
      bytes.append(0x22)
      return
    }
    var copied = 0
    var offset = 0
    let raw = UnsafeRawPointer(base)
    let (low, control) = (ByteLanes.all(0x7F), ByteLanes.all(0x60))
    let (quote, backslash) = (ByteLanes.all(0x22), ByteLanes.all(0x5C))
    while offset < text.count {
      // Eight bytes at a time while none of them needs an escape.
      if offset + 8 <= text.count {
        let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let (quoted, escaped) = (word ^ quote, word ^ backslash)
        let isControl = ~((word & low) &+ control) & ~word
        let isQuote = ~((quoted & low) &+ low) & ~quoted
        let isBackslash = ~((escaped & low) &+ low) & ~escaped
        if (isControl | isQuote | isBackslash) & ~low == 0 {
          offset += 8
          continue
        }
      }
      let byte = base[offset]
      if byte >= 0x20 && byte != 0x22 && byte != 0x5C {
        offset += 1
        continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<offset]))
      escape(byte)
      offset += 1
      copied = offset
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied...]))
    bytes.append(0x22)
  }

  /// Appends a string or `null`.
  package mutating func stringOrNull(_ text: String?) {
    if let text { string(text) } else { raw("null") }
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(0x5C)
    switch byte {
    case 0x22, 0x5C: bytes.append(byte)
    case 0x0A: bytes.append(0x6E)
    case 0x0D: bytes.append(0x72)
    case 0x09: bytes.append(0x74)
    default:
      raw("u00")
      bytes.append(Hex.digit(byte >> 4))
      bytes.append(Hex.digit(byte & 0xF))
    }
  }
}
