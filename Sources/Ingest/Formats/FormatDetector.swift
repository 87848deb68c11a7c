internal import CSimdJSON

/// Tells from a file's first bytes how its records are laid out.
enum FormatDetector {
  /// How much of a file is looked at.
  static let byteCount = 1 << 16

  /// The format of data that starts with `start`; nil for data that is no text.
  ///
  /// - Parameter name: the file's name; its ending decides between plain text and tables only.
  static func format(_ start: ArraySlice<UInt8>, name: String) -> InputFormat? {
    if start.starts(with: Array("WARC/".utf8)) { return .warc }
    let isWide = start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
    if !isWide && isBinary(start) { return nil }
    let text = start.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    let ending = name.lowercased().split(separator: ".").last.map(String.init) ?? ""
    if text.first == 0x7B || ["jsonl", "ndjson"].contains(ending) { return .jsonl }
    if isWide || HTMLText.isHTML(text) || ["html", "htm", "xhtml"].contains(ending) {
      return .html
    }
    if ending == "csv" { return isTable(text, 0x09) && !isTable(text, 0x2C) ? .tsv : .csv }
    if ending == "tsv" || ending == "tab" { return .tsv }
    if isTable(text, 0x09) { return .tsv }
    if isTable(text, 0x2C) { return .csv }
    return .text
  }

  /// The profile of JSON lines: what the first complete record looks like.
  static func profile(_ start: ArraySlice<UInt8>) -> Profile {
    guard let parser = sj_parser_new() else { return .generic }
    defer { sj_parser_free(parser) }
    for line in start.split(separator: 0x0A).prefix(16) {
      let padded = Array(line) + [UInt8](repeating: 0x20, count: Int(sj_padding))
      var root = sj_element()
      guard sj_parse(parser, padded, line.count, &root) == sj_ok, sj_type_of(root) == sj_object
      else { continue }
      var keys: Set<String> = []
      var members = sj_begin(root)
      var key = sj_string()
      var value = sj_element()
      while sj_next_member(&members, &key, &value) != 0 {
        keys.insert(String(decoding: key.buffer, as: UTF8.self))
      }
      return Profile.detect(keys: keys)
    }
    return .generic
  }

  /// A tenth or more control characters, or a NUL near the start.
  private static func isBinary(_ start: ArraySlice<UInt8>) -> Bool {
    let sample = start.prefix(4096)
    let controls = sample.count { $0 < 0x09 || (0x0E...0x1F).contains($0) && $0 != 0x1B }
    return controls * 10 > sample.count || (sample.count { $0 == 0 } * 50 > sample.count)
  }

  /// Whether the first line looks like the header of a table: short cells, one of them with a name
  /// that dumps give to a part of a document.
  private static func isTable(_ text: ArraySlice<UInt8>, _ separator: UInt8) -> Bool {
    let line = text.prefix { $0 != 0x0A && $0 != 0x0D }
    guard line.count < 4096 else { return false }
    let cells = line.split(separator: separator, omittingEmptySubsequences: false)
    guard cells.count > 1, cells.allSatisfy({ $0.count <= 64 }) else { return false }
    let known = Set(Profile.generic.names.values.joined())
    return cells.contains { cell in
      known.contains(
        String(decoding: cell.filter { $0 != 0x22 }, as: UTF8.self).lowercased()
          .split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
  }
}
