/// The parts of a document that a mapping fills.
package enum FieldTarget: Int, CaseIterable, Sendable {
  case id, title, text, url, posted, place

  /// The name in `--map`.
  package var name: String { String(describing: self) }

  /// What stands between the texts of several fields.
  var joint: [UInt8] {
    switch self {
    case .posted: [0x20]
    case .place: [0x2C, 0x20]
    case .id, .title, .text, .url: [0x0A]
    }
  }

  /// Whether a field without text adds nothing, not even what stands between.
  var leavesOutEmpty: Bool { self == .posted || self == .place }
}

/// Which fields of a record hold which parts of a document.
///
/// Written `text=body,title=subject`: a value is a field name, a dotted path (`_source.body`), a
/// 1-based column number for tables without a header, or several of these joined with `+`
/// (`text=company+body`, `place=city+state`), whose texts are put together with what `joint` says
/// between.
package struct FieldMapping: Sendable, Equatable {
  /// Fields by part; joined in order.
  package private(set) var fields: [FieldTarget: [String]] = [:]

  /// Maps nothing.
  package init() {}

  /// Reads the argument of `--map`.
  package init(_ text: String) throws(IngestError) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else {
        throw .badMapping(text: text, reason: "'\(part)' is not part=field, such as text=body")
      }
      guard let target = FieldTarget.allCases.first(where: { $0.name == sides[0] }) else {
        let known = FieldTarget.allCases.map(\.name).joined(separator: ", ")
        throw .badMapping(text: text, reason: "'\(sides[0])' is not one of \(known)")
      }
      guard fields[target] == nil else {
        throw .badMapping(text: text, reason: "'\(sides[0])' is mapped twice")
      }
      let names = sides[1].split(separator: "+", omittingEmptySubsequences: false).map(String.init)
      guard names.allSatisfy({ !$0.isEmpty }) else {
        throw .badMapping(text: text, reason: "'\(sides[0])' has an empty field name")
      }
      fields[target] = names
    }
  }

  /// The fields, sorted, that none of the records has, each of which is given by its top-level
  /// fields.
  func names(notIn records: [Set<String>]) -> [String] {
    fields.values.joined().filter { name in
      let top = name.split(separator: ".").first.map(String.init) ?? name
      return !records.contains { $0.contains(name) || $0.contains(top) }
    }.sorted()
  }

  /// Whether nothing is mapped.
  package var isEmpty: Bool { fields.isEmpty }

  /// Whether all fields are column numbers, so that a table has no header.
  var usesColumnNumbers: Bool {
    !fields.isEmpty
      && fields.values.allSatisfy { $0.allSatisfy { Int($0).map { $0 > 0 } ?? false } }
  }
}
