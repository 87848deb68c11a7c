/// How a file's records are laid out.
package enum InputFormat: String, Sendable, CaseIterable {
  /// One JSON object a line.
  case jsonl
  /// Comma-separated values, RFC 4180.
  case csv
  /// Tab-separated values.
  case tsv
  /// Plain text: one document a line, or a file.
  case text
  /// One HTML page.
  case html
  /// RSS or Atom: each item is a record.
  case feed
  /// WARC or WET records.
  case warc

  /// The format in words, for people and the manifest.
  package var name: String {
    switch self {
    case .jsonl: "JSON lines"
    case .csv: "CSV"
    case .tsv: "TSV"
    case .text: "plain text"
    case .html: "HTML"
    case .feed: "RSS or Atom feed"
    case .warc: "WARC"
    }
  }
}

/// How much of the input is held or expanded. Each limit ends in a reject, never in a crash.
package struct IngestLimits: Sendable, Equatable {
  /// The longest record, in bytes; longer ones are skipped and rejected.
  package var recordBytes = 16 << 20
  /// How far compressed data may grow beyond `expansionFloor`, as a ratio.
  package var expansionRatio = 1000
  /// Decoded bytes up to which the ratio is not looked at.
  package var expansionFloor = 64 << 20
  /// The deepest nesting of archives and compressions inside each other.
  package var packingDepth = 8
  /// The deepest nesting of HTML elements, and the most attributes of one. libxml2 searches both
  /// one by one.
  package var elementDepth = 2000, attributeCount = 1024
  /// The most elements in an item of a feed, of which a tree is made.
  package var elementCount = 50_000
  /// The deepest nesting of JSON. Fields are carried along into every output, and readers of JSON
  /// stop at 256 (jq 1.6), 512 (Foundation) or about 1,000 (Python).
  package var jsonDepth = 250
  /// Bytes of records that are handed to a worker at once.
  package var chunkBytes = 1 << 20

  /// The limits named above.
  package init() {}

  /// The limits on findings: a line holds all that was found in a record, which is up to 27 times
  /// the record where prices stand end to end, and the record's fields one level deeper.
  package static let findings = {
    var limits = IngestLimits()
    limits.recordBytes = 1 << 30
    limits.jsonDepth += 1
    return limits
  }()
}

/// What reading is told.
package struct IngestOptions: Sendable {
  /// Nil detects the format of each file from its content.
  package var format: InputFormat?
  /// Which fields hold what; empty leaves it to the profile.
  package var mapping = FieldMapping()
  /// Nil detects the profile of each file from its first record.
  package var profile: Profile?
  /// Where the records of JSON files stand; nil where each item of a file is one.
  package var records: RecordPath?
  /// How dates of three numbers are meant whose year comes last; nil reads none.
  package var dateOrder: DateOrder?
  /// Limits.
  package var limits = IngestLimits()
  /// Whether a `source` object in a JSON record names the record's source (for workers, which
  /// read what others have cut up).
  package var takesSource = false

  /// Detects everything.
  package init() {}

  /// For lines that `scan` or `worker` wrote.
  package static let findings = {
    var options = IngestOptions()
    options.format = .jsonl
    options.limits = .findings
    return options
  }()
}
