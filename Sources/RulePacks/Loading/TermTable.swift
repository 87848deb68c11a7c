internal import Foundation
internal import Model

/// Reads a word list as a pack: one row a term, `.csv` with commas, or with semicolons and decimal
/// commas as spreadsheets of many countries write it, or `.tsv` with tabs.
///
/// Columns, in any order: `term`, `family`, `weight`, `grade` and `source` in every row; `language`,
/// `name`, `description`, `note`, `version` and `id` where wanted. A row is a rule that matches the
/// term as whole words, in any case, whatever the white space in it. Source: Rules/README.md,
/// "Word lists".
struct TermTable {
  private static let required = ["term", "family", "weight", "grade", "source"]
  private static let columns =
    required + ["language", "name", "description", "note", "version", "id"]

  let problems: ProblemList

  /// Whether `path` names a word list.
  static func isTable(_ path: String) -> Bool { path.hasSuffix(".csv") || path.hasSuffix(".tsv") }

  /// The pack in the file of which `bytes` are the content, or nil if it could not be read; nil where
  /// there is none. Rows with problems are left out.
  func read(_ bytes: [UInt8]?, path: String) -> RulePack? {
    let place = SourceLocation(file: path, line: 1, column: 1)
    guard let bytes else {
      problems.add(
        .unreadable(reason: "no such file, a folder, or no permission to read it"), at: place)
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      problems.add(.notTable(reason: "not UTF-8"), at: place)
      return nil
    }
    return read(text, file: path)
  }

  /// The pack in `text`, the content of `file`.
  func read(_ text: String, file: String) -> RulePack? {
    let separator = Self.separator(of: text, file: file)
    let table = TableText(text, file: file, separator: separator, problems: problems)
    guard let header = table.rows.first else {
      if problems.errors.isEmpty {
        problems.add(
          .notTable(reason: "the file is empty"),
          at: SourceLocation(file: file, line: 1, column: 1))
      }
      return nil
    }
    guard hasKnownColumns(header, file: file) else { return nil }
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    var pack = RulePack(name: name, language: "und", rules: [], file: file)
    var languages: Set<String> = []
    for row in table.rows.dropFirst() {
      if row.count != header.count {
        problems.add(
          .notTable(reason: "\(row.count) cells, but \(header.count) columns"),
          at: row[0].location)
        continue
      }
      let cells = Dictionary(
        zip(header.map(\.text), row), uniquingKeysWith: { first, _ in first })
      let place = row[0].location
      guard let rule = rule(Row(cells: cells, location: place, hasDecimalComma: separator == ";"))
      else { continue }
      for source in rule.evidence.sources { pack.sources[source] = source }
      if let language = cells["language"]?.text, !language.isEmpty { languages.insert(language) }
      pack.rules.append(rule)
    }
    if let language = languages.first { pack.language = languages.count == 1 ? language : "mul" }
    return pack
  }

  private static func separator(of text: String, file: String) -> Character {
    if file.hasSuffix(".tsv") { return "\t" }
    let header = text.prefix { !$0.isNewline }
    return header.contains(";") && !header.contains(",") ? ";" : ","
  }

  private func hasKnownColumns(_ header: [TableText.Cell], file: String) -> Bool {
    var isKnown = true
    for (number, cell) in header.enumerated() {
      if !Self.columns.contains(cell.text) {
        problems.add(.unknownField(cell.text, known: Self.columns), at: cell.location)
        isKnown = false
      } else if header[..<number].contains(where: { $0.text == cell.text }) {
        problems.add(.duplicateField(cell.text), at: cell.location)
        isKnown = false
      }
    }
    for name in Self.required where !header.contains(where: { $0.text == name }) {
      problems.add(.missingField(name), at: SourceLocation(file: file, line: 1, column: 1))
      isKnown = false
    }
    return isKnown
  }

  private struct Row {
    var cells: [String: TableText.Cell]
    var location: SourceLocation
    /// Whether numbers may be written 1,5.
    var hasDecimalComma: Bool

    /// The cell's number; nil where it is none.
    func number(_ column: String) -> Double? {
      let text = text(column) ?? ""
      return Double(hasDecimalComma ? text.replacing(",", with: ".") : text)
    }

    /// The cell's text without white space around it; nil where it is empty or not there.
    func text(_ column: String) -> String? {
      let text = cells[column]?.text.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
      return text.isEmpty ? nil : text
    }

    func location(_ column: String) -> SourceLocation { cells[column]?.location ?? location }
  }

  private func rule(_ row: Row) -> Rule? {
    let before = problems.errors.count
    for name in Self.required where row.text(name) == nil {
      problems.add(.missingField(name), at: row.location(name))
    }
    guard let term = row.text("term"), let family = row.text("family"),
      let source = row.text("source")
    else { return nil }
    let id = row.text("id") ?? "\(family).\(Self.slug(term, family: family))"
    if !PackReader.isID(id) {
      problems.add(.badID(id), at: row.location(row.text("id") == nil ? "family" : "id"), rule: id)
    } else if !id.hasPrefix(family + ".") {
      problems.add(
        .wrongType(field: "id", expected: "'\(family).<slug>'"), at: row.location("id"), rule: id)
    }
    let grade = row.text("grade").flatMap(Grade.init(rawValue:))
    if grade == nil && row.text("grade") != nil {
      problems.add(
        .wrongType(field: "grade", expected: "A, B, C, N or R"), at: row.location("grade"),
        rule: id)
    }
    let weight = row.number("weight")
    if row.text("weight") != nil && weight.map({ !$0.isFinite || abs($0) >= 1e9 }) ?? true {
      problems.add(
        .wrongType(field: "weight", expected: "a number"), at: row.location("weight"), rule: id)
    }
    if grade == .n || grade == .r, let grade {
      if weight != 0 {
        problems.add(
          .gradeWeight(
            reason: "grade \(grade.rawValue) has shown no effect; its weight must be 0"),
          at: row.location("weight"), rule: id)
      }
      if row.text("note") == nil {
        problems.add(.missingField("note"), at: row.location("note"), rule: id)
      }
    }
    let version = row.text("version").map(Int.init) ?? 1
    if version.map({ $0 < 1 }) ?? true {
      problems.add(
        .wrongType(field: "version", expected: "1 or more"), at: row.location("version"), rule: id)
    }
    guard problems.errors.count == before, let grade, let weight, let version else { return nil }
    return Rule(
      id: id, name: row.text("name") ?? "\"\(term)\"", version: version,
      description: row.text("description")
        ?? "The term \"\(term)\" of a word list. A term alone has innocent uses.",
      evidence: Rule.Evidence(grade: grade, sources: [source], note: row.text("note")),
      subject: .pattern(Self.pattern(term)), weight: Points(weight), examples: ["⟦\(term)⟧"],
      location: row.location, subjectLocation: row.location("term"))
  }

  /// A pattern that matches `term` as whole words, with any white space between them.
  ///
  /// Texts are matched after normalising, so the term is taken in that form: compatibility forms
  /// and typographic quotes and dashes folded.
  static func pattern(_ term: String) -> String {
    var pattern = ""
    var previous: UnicodeScalar?
    let term = String(
      String.UnicodeScalarView(
        term.precomposedStringWithCompatibilityMapping.unicodeScalars.map(folded)))
    for scalar in term.unicodeScalars {
      if scalar.properties.isWhitespace {
        if previous.map({ !$0.properties.isWhitespace }) ?? true { pattern += #"\s+"# }
      } else {
        if scalar.isASCII && !isWord(scalar) { pattern += #"\"# }
        pattern.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    if let first = term.unicodeScalars.first, hasWordEdges(first) { pattern = #"\b"# + pattern }
    if let last = term.unicodeScalars.last, hasWordEdges(last) { pattern += #"\b"# }
    return pattern
  }

  private static func folded(_ scalar: UnicodeScalar) -> UnicodeScalar {
    switch scalar {
    case "\u{2018}", "\u{2019}", "\u{02BC}": "'"
    case "\u{201C}", "\u{201D}", "\u{00AB}", "\u{00BB}": "\""
    case "\u{2010}"..."\u{2015}": "-"
    default: scalar
    }
  }

  private static func isWord(_ scalar: UnicodeScalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
      || scalar.properties.generalCategory == .decimalNumber
  }

  /// False for punctuation and signs, and for scripts that write no space between words.
  private static func hasWordEdges(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF,
      0x2_0000...0x3_FFFF:
      false
    default: isWord(scalar)
    }
  }

  /// `term-` and the term's own letters; a hash where they are not ASCII or too many.
  private static func slug(_ term: String, family: String) -> String {
    let words = term.lowercased().split { !($0.isLetter || $0.isNumber) }
    let slug = "term-" + words.joined(separator: "-")
    let isPlain = slug.utf8.allSatisfy { $0 < 0x80 } && !words.isEmpty
    if isPlain && family.utf8.count + 1 + slug.utf8.count <= 48 { return slug }
    return "term-" + ContentHash.hex(Array(term.utf8)).prefix(10)
  }
}
