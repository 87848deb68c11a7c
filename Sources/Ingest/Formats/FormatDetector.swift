internal import CSimdJSON

/// Tells from a file's first bytes how its records are laid out.
enum FormatDetector {
  /// How much of a file is looked at.
  static let byteCount = 1 << 16

  /// The format of data that starts with `start`; nil for data that is no text.
  ///
  /// - Parameters:
  ///   - name: the file's name; its ending helps where the content leaves it open.
  ///   - mapping: names the columns of tables, or says that there are some.
  static func format(
    _ start: ArraySlice<UInt8>, name: String, mapping: FieldMapping
  ) -> InputFormat? {
    if start.starts(with: Array("WARC/".utf8)) { return .warc }
    let text = withoutMark(start)
    let ending = name.lowercased().split(separator: ".").last.map(String.init) ?? ""
    if text.first == 0x7B { return .jsonl }
    if isBinary(start) { return nil }
    if let separator = statedSeparator(text) { return separator == 0x09 ? .tsv : .csv }
    if ArrayStream.layout(text) != nil || ["jsonl", "ndjson"].contains(ending) { return .jsonl }
    if FeedItems.begin(text) { return .feed }
    if HTMLText.isHTML(text) || ["html", "htm", "xhtml"].contains(ending) { return .html }
    let isTabbed = isTable(text, 0x09, mapping)
    if ending == "csv" { return isTabbed && !isTable(text, 0x2C, mapping) ? .tsv : .csv }
    if ending == "tsv" || ending == "tab" || isTabbed { return .tsv }
    return [0x2C, 0x3B].contains { isTable(text, $0, mapping) } ? .csv : .text
  }

  /// What stands between the cells of a table in CSV that starts with `start`: a comma, or the
  /// semicolon that spreadsheets write where the comma is the decimal point.
  static func separator(_ start: ArraySlice<UInt8>, mapping: FieldMapping) -> UInt8 {
    let text = withoutMark(start)
    if let stated = statedSeparator(text) { return stated }
    return !isTable(text, 0x2C, mapping) && isTable(text, 0x3B, mapping) ? 0x3B : 0x2C
  }

  /// What stands between cells as a spreadsheet says it, in a line before the header: `sep=;`.
  static func statedSeparator(_ text: ArraySlice<UInt8>) -> UInt8? {
    let line = text.prefix { $0 != 0x0A }
    let count = line.last == 0x0D ? line.count - 1 : line.count
    guard count == 5, line.starts(with: Array("sep=".utf8)), line.endIndex < text.endIndex else {
      return nil
    }
    return line[line.startIndex + 4]
  }

  /// From the first character that is neither a byte order mark nor white space.
  private static func withoutMark(_ start: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    start.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
  }

  /// The names in the header of a table that starts with `start`, as `TableColumns.plain` gives them.
  static func header(_ start: ArraySlice<UInt8>, separator: UInt8) -> [String] {
    var text = withoutMark(start)
    if statedSeparator(text) != nil { text = text.drop { $0 != 0x0A }.dropFirst() }
    return names(text.prefix { $0 != 0x0A }, separator)
  }

  private static func names(_ line: ArraySlice<UInt8>, _ separator: UInt8) -> [String] {
    line.split(separator: separator, omittingEmptySubsequences: false).map {
      TableColumns.plain(String(decoding: $0.filter { $0 != 0x22 }, as: UTF8.self))
    }
  }

  /// The fields of the first complete records of JSON lines, `most` of them at most, by record; those
  /// of an object in a record also as dotted paths.
  static func fields(_ start: ArraySlice<UInt8>, most: Int) -> [Set<String>] {
    guard let parser = sj_parser_new(IngestLimits().jsonDepth) else { return [] }
    defer { sj_parser_free(parser) }
    var records: [Set<String>] = []
    for line in start.split(separator: 0x0A, maxSplits: 16).prefix(16) where records.count < most {
      var root = sj_element()
      guard line.parse(with: parser, into: &root) == sj_ok, sj_type_of(root) == sj_object
      else { continue }
      records.append(fields(of: root))
    }
    return records
  }

  /// The fields of an object, and as dotted paths those of the objects in it.
  ///
  /// - Parameter leavingOutInner: whether fields that hold lists or objects do not count themselves.
  static func fields(of object: sj_element, leavingOutInner: Bool = false) -> Set<String> {
    var fields: Set<String> = []
    var members = sj_begin(object)
    var key = sj_string()
    var value = sj_element()
    while sj_next_member(&members, &key, &value) != 0 {
      let name = String(decoding: key.buffer, as: UTF8.self)
      let type = sj_type_of(value)
      if !leavingOutInner || type != sj_array && type != sj_object { fields.insert(name) }
      guard type == sj_object else { continue }
      var inside = sj_begin(value)
      while sj_next_member(&inside, &key, &value) != 0 {
        fields.insert("\(name).\(String(decoding: key.buffer, as: UTF8.self))")
      }
    }
    return fields
  }

  /// A file that holds no text; or many control characters; or some of them, and much that is not UTF-8.
  ///
  /// Random bytes are one tenth control characters. Text in any charset has none to speak of, and
  /// hostile text that is sprinkled with them is UTF-8 otherwise.
  private static func isBinary(_ start: ArraySlice<UInt8>) -> Bool {
    if KnownFile.detail(start) != nil { return true }
    let sample = start.prefix(4096)
    let controls = sample.count { $0 < 0x09 || (0x0E...0x1F).contains($0) && $0 != 0x1B }
    let faults = String(decoding: sample, as: UTF8.self).unicodeScalars.count { $0 == "\u{FFFD}" }
    return controls * 10 > sample.count * 3
      || controls * 50 > sample.count && faults * 10 > sample.count
  }

  /// Whether the first line looks like the header of a table: short cells, some of them with names
  /// that the mapping uses or that dumps give to a part of a document. One such name is enough
  /// where the next line has as many cells.
  private static func isTable(
    _ text: ArraySlice<UInt8>, _ separator: UInt8, _ mapping: FieldMapping
  ) -> Bool {
    let lines = text.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: true)
    guard let line = lines.first, line.count < 4096 else { return false }
    let cells = line.split(separator: separator, omittingEmptySubsequences: false)
    guard cells.count > 1 else { return false }
    if mapping.usesColumnNumbers { return true }
    guard cells.allSatisfy({ $0.count <= 64 }) else { return false }
    let known = Set(Profile.generic.names.values.joined().map { $0.lowercased() })
      .union(mapping.fields.values.joined().map { $0.lowercased() })
    let knownCount = names(line, separator).count(where: known.contains)
    guard knownCount == 1 else { return knownCount > 1 }
    return lines.count == 1 || cellCount(lines[1], separator) == cells.count
  }

  /// How many cells a line has; separators in quotes do not count.
  private static func cellCount(_ line: ArraySlice<UInt8>, _ separator: UInt8) -> Int {
    var isQuoted = false
    return 1
      + line.count { byte in
        if byte == 0x22 { isQuoted.toggle() }
        return byte == separator && !isQuoted
      }
  }
}
