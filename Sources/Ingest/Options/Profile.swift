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
      "text", "body", "description", "content", "extracted_text", "raw_text", "ad_text", "ad_body",
      "ad_description", "post", "post_body", "message", "full_text", "fulltext", "desc",
      "raw_content", "html",
    ],
    .url: ["url", "link", "uri", "page", "permalink"],
    .posted: [
      "posted", "posted_at", "date", "posttime", "post_date", "postdate", "date_posted",
      "datePosted", "published", "created", "created_at", "timestamp", "timestamp_crawl", "time",
    ],
    .place: ["place", "location", "city", "region", "area"],
  ]

  /// Names of fields that, where a record has one, stand behind the field of this name in its place:
  /// "Dallas, TX". The first that a record has is taken.
  func companions(of name: String) -> [String] {
    guard name == "city" || name.hasSuffix(".city") else { return [] }
    return ["state", "region", "province"].map { name.dropLast("city".count) + $0 }
  }

  /// The fields that are put together to the place of a record that has these fields; nil where one
  /// field is its place, or none.
  func joinedPlace(of fields: Set<String>) -> [String]? {
    guard let place = names[.place]?.first(where: fields.contains),
      let companion = companions(of: place).first(where: fields.contains)
    else { return nil }
    return [place, companion]
  }

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
