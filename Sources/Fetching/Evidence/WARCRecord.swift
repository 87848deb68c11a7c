internal import Model

/// One record of a WARC file. Source: ISO 28500:2017 (WARC 1.1).
struct WARCRecord {
  /// The kinds that are written.
  enum Kind: String {
    case warcinfo, request, response, revisit, metadata, resource
  }

  var kind: Kind
  /// `urn:uuid:…`.
  var id = WARCRecord.newID()
  /// As `WARC-Date` has it.
  var date: String
  var target: String?
  var contentType: String
  /// Further header fields, in order.
  var fields: [(String, String)] = []
  /// The block: what stands before the payload, then the payload.
  var head: [UInt8] = []
  var body: BodyStore?
  /// Digest of the payload where the record has one.
  var payloadDigest: [UInt8]?

  /// A random UUID. Source: RFC 9562, section 5.4. Foundation's opens a file for each.
  static func newID() -> String {
    var generator = SystemRandomNumberGenerator()
    let high = generator.next() & ~0xF000 | 0x4000
    let low = generator.next() & ~(0b11 << 62) | 0b10 << 62
    let digits = Array((Hex.text(high) + Hex.text(low)).utf8)
    var id = Array("urn:uuid:".utf8)
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { id.append(0x2D) }
      id.append(digit)
    }
    return String(decoding: id, as: UTF8.self)
  }

  /// A block of `name: value` lines.
  static func lines(_ fields: [(String, String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (name, value) in fields { append(name, oneLine(value), to: &bytes) }
    return bytes
  }

  /// Text that cannot start a new header line.
  static func oneLine(_ text: String) -> String {
    text.utf8.contains { $0 < 0x20 || $0 == 0x7F }
      ? String(
        String.UnicodeScalarView(
          text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
      : text
  }

  /// The header with its blank line.
  func header(length: Int, blockDigest: [UInt8]) -> [UInt8] {
    var bytes = Array("WARC/1.1\r\n".utf8)
    bytes.reserveCapacity(1024)
    Self.append("WARC-Type", kind.rawValue, to: &bytes)
    Self.append("WARC-Record-ID", "<\(id)>", to: &bytes)
    Self.append("WARC-Date", date, to: &bytes)
    if let target { Self.append("WARC-Target-URI", target, to: &bytes) }
    for (name, value) in fields { Self.append(name, Self.oneLine(value), to: &bytes) }
    Self.append("WARC-Block-Digest", SHA256.label(blockDigest), to: &bytes)
    if let payloadDigest {
      Self.append("WARC-Payload-Digest", SHA256.label(payloadDigest), to: &bytes)
    }
    Self.append("Content-Type", contentType, to: &bytes)
    Self.append("Content-Length", String(length), to: &bytes)
    bytes += [0x0D, 0x0A]
    return bytes
  }

  private static func append(_ name: String, _ value: String, to bytes: inout [UInt8]) {
    bytes += name.utf8
    bytes += [0x3A, 0x20]
    bytes += value.utf8
    bytes += [0x0D, 0x0A]
  }
}
