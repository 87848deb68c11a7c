/// A record that was read but not scanned. One line of `queue.rejects.jsonl`.
package struct RejectedRecord: Sendable, Hashable, Codable {
  /// Why a record was not scanned. The names are part of the file format.
  package enum Reason: String, Sendable, Hashable, CaseIterable, Codable {
    /// Longer than the limit on one record.
    case tooLong = "record too long"
    /// Not the JSON that the format asks for.
    case invalidJSON = "invalid JSON"
    /// A JSON value that is not an object.
    case notAnObject = "not a JSON object"
    /// None of the fields that hold text is there.
    case noText = "no text field"
    /// A JSON object without the list that is said to hold its records.
    case noRecords = "no list of records"
    /// A table whose header lacks a column that is asked for.
    case noColumn = "no such column"
    /// A quoted CSV field that never ends, or text after a closing quote.
    case invalidCSV = "invalid CSV"
    /// A row with more cells than the header has columns.
    case tooManyCells = "more cells than columns"
    /// A feed that cannot be read as XML, or an item of one.
    case invalidXML = "invalid XML"
    /// A WARC header that cannot be read.
    case invalidWARC = "invalid WARC record"
    /// A page that is not HTML or text, or that cannot be decoded.
    case undecodable = "undecodable content"
    /// Compressed data that ends early or is damaged.
    case damagedArchive = "damaged compressed data"
    /// Data that grew past the limit on expansion.
    case expansionLimit = "expansion limit reached"
    /// A file that is neither text nor a known format.
    case notText = "not text"
    /// A file that could not be opened or read.
    case unreadable = "unreadable file"
    /// The input ended inside the record.
    case truncated = "truncated record"
    /// A findings line that lacks what the queue needs.
    case invalidFinding = "invalid findings line"
  }

  /// The most raw bytes that are kept of one record.
  package static let rawByteLimit = 4096

  /// Where the record stood.
  package var source: Source
  /// Offset of the record's first byte in its file, after decompression.
  package var byteOffset: Int
  /// Length of the record in bytes, as far as it was seen.
  package var byteCount: Int
  /// Why it was not scanned.
  package var reason: Reason
  /// What exactly was wrong, without any text of the record; may be empty.
  package var detail: String
  /// The first bytes of the record, `rawByteLimit` at most; nil where they were withheld.
  package var raw: [UInt8]?

  /// Reason and detail in one line.
  package var why: String { detail.isEmpty ? reason.rawValue : "\(reason.rawValue) (\(detail))" }

  /// Keeps at most `rawByteLimit` bytes of `raw`.
  package init(
    source: Source, byteOffset: Int, byteCount: Int, reason: Reason, detail: String = "",
    raw: some Collection<UInt8>
  ) {
    self.source = source
    self.byteOffset = byteOffset
    self.byteCount = byteCount
    self.reason = reason
    self.detail = detail
    self.raw = Array(raw.prefix(Self.rawByteLimit))
  }
}
