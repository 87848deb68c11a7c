internal import Foundation
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
  var date: Instant
  var target: String?
  var contentType: String
  /// Further header fields, in order.
  var fields: [(String, String)] = []
  /// The block: what stands before the payload, then the payload.
  var head: [UInt8] = []
  var body: BodyStore?
  /// Digest of the payload where the record has one.
  var payloadDigest: [UInt8]?

  static func newID() -> String { "urn:uuid:" + UUID().uuidString.lowercased() }

  /// A block of `name: value` lines.
  static func lines(_ fields: [(String, String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (name, value) in fields { bytes += "\(name): \(oneLine(value))\r\n".utf8 }
    return bytes
  }

  /// Text that cannot start a new header line.
  static func oneLine(_ text: String) -> String {
    text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
      ? String(
        String.UnicodeScalarView(
          text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
      : text
  }

  /// The header with its blank line.
  func header(length: Int, blockDigest: [UInt8]) -> [UInt8] {
    var text = "WARC/1.1\r\nWARC-Type: \(kind.rawValue)\r\nWARC-Record-ID: <\(id)>\r\n"
    text += "WARC-Date: \(date)\r\n"
    if let target { text += "WARC-Target-URI: \(target)\r\n" }
    for (name, value) in fields { text += "\(name): \(Self.oneLine(value))\r\n" }
    text += "WARC-Block-Digest: \(SHA256.label(blockDigest))\r\n"
    if let payloadDigest { text += "WARC-Payload-Digest: \(SHA256.label(payloadDigest))\r\n" }
    text += "Content-Type: \(contentType)\r\nContent-Length: \(length)\r\n\r\n"
    return Array(text.utf8)
  }
}
