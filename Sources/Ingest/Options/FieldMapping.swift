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

/// Names that a kind of dump gives to the parts of a document.
///
/// Sources: Memex CDR schema 2.0 and 3.1 (`memex-explorer`, `cdr-schema`), Elasticsearch's
/// scroll format, and the names that classified-ad dumps commonly use.
package enum Profile: String, Sendable, CaseIterable {
  /// Memex Common Data Repository, schema 2: millisecond epochs.
  case cdr2
  /// Memex Common Data Repository, schema 3.1: ISO dates.
  case cdr3
  /// Elasticsearch dump: the record is under `_source`.
  case es
  /// Any of the usual names.
  case generic

  private static let usual: [FieldTarget: [String]] = [
    .id: ["id", "_id", "doc_id", "ad_id", "adid", "post_id", "uid", "uuid", "key"],
    .title: ["title", "subject", "heading", "headline", "name"],
    .text: [
      "text", "body", "description", "content", "extracted_text", "raw_text", "ad_text", "post",
      "message", "raw_content", "html",
    ],
    .url: ["url", "link", "uri", "page", "permalink"],
    .posted: [
      "posted", "posted_at", "date", "posttime", "post_date", "postdate", "date_posted",
      "datePosted", "published", "created", "created_at", "timestamp", "timestamp_crawl", "time",
    ],
    .place: ["place", "location", "city", "region", "area"],
  ]

  /// Names by part; the first that a record has is taken.
  var names: [FieldTarget: [String]] {
    switch self {
    case .generic: return Self.usual
    case .es:
      var names = Self.usual.mapValues { $0.map { "_source." + $0 } }
      names[.id] = ["_id"] + (names[.id] ?? [])
      return names
    case .cdr2, .cdr3:
      let metadata = ["extracted_metadata.", "extraction."]
      return [
        .id: ["_id", "doc_id", "id", "obj_id"],
        .title: ["title"] + metadata.map { $0 + "title" },
        .text: ["extracted_text", "text", "raw_content"],
        .url: ["url", "obj_original_url"],
        .posted: metadata.map { $0 + "posted" }
          + (self == .cdr2
            ? ["timestamp", "crawl_time"] : ["timestamp_crawl", "timestamp", "timestamp_index"]),
        .place: ["place", "location"] + metadata.map { $0 + "location" },
      ]
    }
  }

  /// The profile that a record with these top-level fields follows.
  static func detect(keys: Set<String>) -> Profile {
    if keys.contains("_source") { return .es }
    if keys.contains("timestamp_crawl") || (keys.contains("doc_id") && keys.contains("raw_content"))
    {
      return .cdr3
    }
    if keys.contains("crawl_data") || keys.contains("extracted_metadata")
      || (keys.contains("raw_content") && keys.contains("team"))
    {
      return .cdr2
    }
    return .generic
  }
}
