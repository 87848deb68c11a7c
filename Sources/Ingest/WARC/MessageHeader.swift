/// Header lines of a WARC record or HTTP response. Source: RFC 9112, section 5.
struct MessageHeader: Sendable {
  /// The first line.
  let start: String
  private var values: [String: String] = [:]

  /// - Parameter bytes: a first line, then `Name: value` lines, up to a blank line or the end. Nil
  ///   where there is no first line.
  init?(_ bytes: ArraySlice<UInt8>) {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      $0.last == 0x0D ? $0.dropLast() : $0
    }
    guard let first = lines.first, !first.isEmpty else { return nil }
    start = String(decoding: first, as: UTF8.self)
    var name = ""
    for line in lines.dropFirst() {
      if line.isEmpty { break }
      if line.first == 0x20 || line.first == 0x09 {
        // A line that starts with white space continues the one before.
        values[name, default: ""] += " " + Self.trimmed(line)
        continue
      }
      guard let colon = line.firstIndex(of: 0x3A) else { continue }
      name = Self.trimmed(line[..<colon]).lowercased()
      let value = Self.trimmed(line[(colon + 1)...])
      if values[name] == nil { values[name] = value }
    }
  }

  /// The value of the first line with this name, which is given in lower case.
  subscript(name: String) -> String? { values[name] }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes = bytes.dropLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A media type with its charset, as in `text/html; charset=utf-8`.
struct MediaType {
  /// Type and subtype in lower case.
  let name: String
  /// The charset parameter.
  let charset: String?

  init(_ text: String) {
    let parts = text.utf8.split(separator: 0x3B)
    name = parts.first.map { Self.trimmed($0).lowercased() } ?? ""
    charset =
      parts.dropFirst().lazy.compactMap { part -> String? in
        let parameter = Self.trimmed(part)
        guard parameter.lowercased().hasPrefix("charset=") else { return nil }
        let value = parameter.utf8.dropFirst(8).drop(while: Self.isQuote)
        return String(value.prefix { !Self.isQuote($0) })
      }.first
  }

  /// Without white space at the ends.
  private static func trimmed(_ part: Substring.UTF8View) -> Substring {
    var part = part.drop { $0 <= 0x20 }
    while let last = part.last, last <= 0x20 { part.removeLast() }
    return Substring(part)
  }

  private static func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 }
}
