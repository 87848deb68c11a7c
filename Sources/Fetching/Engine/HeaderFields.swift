/// The header of an HTTP response as it came, and its fields.
struct HeaderFields: Sendable {
  /// The status code.
  let status: Int
  /// The media type in lower case, without parameters; empty where there is none.
  let mediaType: String
  private let fields: [(name: String, value: String)]

  /// - Parameter bytes: status line and fields with their line ends; nil where the first line is no
  ///   status line.
  init?(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: 0x0A).map { $0.last == 0x0D ? $0.dropLast() : $0 }
    guard let first = lines.first, first.starts(with: Array("HTTP/".utf8)) else { return nil }
    let words = first.split(separator: 0x20, maxSplits: 2)
    guard words.count > 1, let status = Int(String(decoding: words[1], as: UTF8.self)),
      (100...999).contains(status)
    else { return nil }
    self.status = status
    var fields: [(name: String, value: String)] = []
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: 0x3A) else { continue }
      fields.append(
        (
          String(decoding: line[..<colon], as: UTF8.self).lowercased(),
          Self.trimmed(line[(colon + 1)...])
        ))
    }
    self.fields = fields
    let type = fields.first { $0.name == "content-type" }?.value ?? ""
    mediaType = String(
      decoding: type.utf8.prefix { $0 != 0x3B }.filter { $0 > 0x20 }, as: UTF8.self
    ).lowercased()
  }

  /// The value of the first field with this name, which is given in lower case.
  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// The charset parameter of the media type.
  var charset: String? {
    for part in (self["content-type"] ?? "").split(separator: ";").dropFirst() {
      let part = part.drop(while: \.isWhitespace)
      guard part.lowercased().hasPrefix("charset=") else { continue }
      let value = part.dropFirst(8).filter { $0 != "\"" && $0 != "'" && !$0.isWhitespace }
      return value.isEmpty ? nil : String(value)
    }
    return nil
  }

  /// The content codings in the order they were applied, in lower case.
  var contentCodings: [String] {
    fields.filter { $0.name == "content-encoding" }.flatMap { $0.value.split(separator: ",") }
      .map { $0.filter { !$0.isWhitespace }.lowercased() }.filter { $0 != "identity" && $0 != "" }
  }

  /// Whether the content can be read: not coded, or in one coding that is known here.
  var isReadable: Bool {
    let codings = contentCodings
    return codings.isEmpty || codings.count == 1 && Inflater.Coding(codings[0]) != nil
  }

  /// Whether the body is chunked.
  var isChunked: Bool {
    fields.contains {
      $0.name == "transfer-encoding" && $0.value.lowercased().hasSuffix("chunked")
    }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes = bytes.dropLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
