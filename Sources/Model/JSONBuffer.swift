/// Bytes of JSON under construction.
///
/// Writes exactly what it is told, in that order, so that equal records are equal bytes. Text must
/// be valid UTF-8; it is written as it is, with only `"`, `\` and control characters escaped.
///
/// Owns its memory and is never copied: an array would ask at every comma whether it is shared.
package struct JSONBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// How many bytes have been written.
  package private(set) var count = 0

  /// An empty buffer.
  package init() {
    capacity = 64
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  /// What has been written, valid until the next change.
  package var written: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: start, count: count)
  }

  /// A copy of what has been written.
  package var bytes: [UInt8] { Array(written) }

  /// Forgets everything, keeping the memory.
  package mutating func removeAll() { count = 0 }

  /// Makes room for `count` more bytes.
  @inline(__always)
  package mutating func reserve(_ count: Int) {
    if capacity &- self.count < count { grow(by: count) }
  }

  @inline(never)
  private mutating func grow(by count: Int) {
    capacity = max(self.count + count, 2 * capacity)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: self.count)
    start.deallocate()
    start = larger
  }

  /// Drops the last `count` bytes.
  ///
  /// - Precondition: there are so many.
  package mutating func removeLast(_ count: Int = 1) {
    precondition(count <= self.count, "more bytes are dropped than were written")
    self.count -= count
  }

  /// Appends bytes that are JSON already: punctuation, keys, numbers.
  package mutating func raw(_ json: StaticString) {
    raw(UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
  }

  /// Appends bytes that are JSON already.
  package mutating func raw(_ json: [UInt8]) { json.withUnsafeBufferPointer { raw($0) } }

  /// Appends bytes that are JSON already.
  package mutating func raw(_ json: ArraySlice<UInt8>) { json.withUnsafeBufferPointer { raw($0) } }

  /// Appends bytes that are JSON already.
  package mutating func raw(_ json: UnsafeBufferPointer<UInt8>) {
    guard let base = json.baseAddress else { return }
    reserve(json.count)
    (start + count).update(from: base, count: json.count)
    count &+= json.count
  }

  /// Appends text that is JSON already.
  package mutating func raw(utf8 json: String) {
    var json = json
    json.withUTF8 { raw($0) }
  }

  /// Appends an integer.
  package mutating func integer(_ value: Int) {
    var digits = DigitWriter()
    digits.write(value)
    digits.withBytes { raw($0) }
  }

  /// Appends points as a number.
  package mutating func points(_ value: Points) {
    var digits = DigitWriter()
    digits.write(value)
    digits.withBytes { raw($0) }
  }

  /// Appends an instant in ISO 8601 as a string, or `null`.
  package mutating func instantOrNull(_ value: Instant?) {
    guard let value else { return raw("null") }
    var digits = DigitWriter()
    digits.write(value)
    put(0x22)
    digits.withBytes { raw($0) }
    put(0x22)
  }

  /// Appends two lower-case hexadecimal digits a byte, in order.
  package mutating func hex(_ data: UnsafeBufferPointer<UInt8>) {
    reserve(2 * data.count)
    for byte in data {
      put(Hex.digit(byte >> 4))
      put(Hex.digit(byte & 0xF))
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
    put(0x22)
    part(text)
    put(0x22)
  }

  /// Appends a string or `null`.
  package mutating func stringOrNull(_ text: String?) {
    if let text { string(text) } else { raw("null") }
  }

  /// Appends a part of a string: escaped, without quotes.
  package mutating func part(_ text: String) {
    var text = text
    text.withUTF8 { part($0) }
  }

  private mutating func part(_ text: UnsafeBufferPointer<UInt8>) {
    guard let base = text.baseAddress else { return }
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
      self.raw(UnsafeBufferPointer(rebasing: text[copied..<offset]))
      escape(byte)
      offset += 1
      copied = offset
    }
    self.raw(UnsafeBufferPointer(rebasing: text[copied...]))
  }

  private mutating func escape(_ byte: UInt8) {
    put(0x5C)
    switch byte {
    case 0x22, 0x5C: put(byte)
    case 0x0A: put(0x6E)
    case 0x0D: put(0x72)
    case 0x09: put(0x74)
    default:
      raw("u00")
      put(Hex.digit(byte >> 4))
      put(Hex.digit(byte & 0xF))
    }
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count &+= 1
  }
}
