/// A half-open range of byte offsets into `DocumentBatch.bytes`.
package struct ByteRange: Hashable, Sendable {
  /// Offset of the first byte.
  package var start: UInt32
  /// Offset one past the last byte.
  package var end: UInt32

  /// - Precondition: both fit 32 bits and `start <= end`.
  package init(_ start: Int, _ end: Int) {
    precondition(start <= end, "range ends before it starts")
    self.start = UInt32(start)
    self.end = UInt32(end)
  }

  /// Length in bytes.
  package var byteCount: Int { Int(end - start) }

  /// The same offsets as `Int`s, for slicing arrays.
  package var range: Range<Int> { Int(start)..<Int(end) }
}

/// One ad or other short text, as ranges into the bytes of its batch.
///
/// All text is valid UTF-8: readers replace what is not with U+FFFD. What a record did not say is
/// nil, never a default.
package struct Document: Sendable {
  /// The record's own id, or one made from its place; never empty.
  package var id: ByteRange
  /// The heading; empty where there is none.
  package var title: ByteRange
  /// The body; empty where there is none.
  package var text: ByteRange
  /// The page's address.
  package var url: ByteRange?
  /// When the ad was posted, as far as the record tells.
  package var posted: Instant?
  /// Whether the record holds something in place of a date that is none.
  package var hasUnreadDate: Bool
  /// Where the ad says it is, such as "Dallas, TX".
  package var place: ByteRange?
  /// The record's other fields: the members of a JSON object without its braces, as valid JSON
  /// (`"category":"jobs","price":3`); nil where there are none.
  package var extra: ByteRange?
  /// Index into `DocumentBatch.sources`.
  package var sourceIndex: Int
  /// 1-based line or record number; which of them it is, the batch's source says.
  package var position: Int
  /// The record's own id in its container (`WARC-Record-ID`).
  package var recordID: ByteRange?
  /// Bytes that were not UTF-8 and were replaced.
  package var repaired: Bool

  /// Takes the parts as they are.
  package init(
    id: ByteRange, title: ByteRange, text: ByteRange, url: ByteRange? = nil,
    posted: Instant? = nil, hasUnreadDate: Bool = false, place: ByteRange? = nil,
    extra: ByteRange? = nil, sourceIndex: Int,
    position: Int, recordID: ByteRange? = nil, repaired: Bool = false
  ) {
    self.id = id
    self.title = title
    self.text = text
    self.url = url
    self.posted = posted
    self.hasUnreadDate = hasUnreadDate
    self.place = place
    self.extra = extra
    self.sourceIndex = sourceIndex
    self.position = position
    self.recordID = recordID
    self.repaired = repaired
  }

  /// The bytes of `field` within the batch.
  package func range(of field: Field) -> ByteRange { field == .title ? title : text }
}

/// A file, or a file inside an archive, that documents of a batch come from.
package struct BatchSource: Hashable, Sendable {
  /// How `Document.position` counts in this source.
  package enum Counting: Sendable, Hashable {
    /// 1-based lines.
    case lines
    /// 1-based records.
    case records
  }

  /// The input as named by the user, or the file found below a folder; `-` for standard input.
  package var path: String
  /// The file inside an archive, where there is one.
  package var member: String?
  /// What positions count.
  package var counting: Counting

  /// Takes the parts as they are.
  package init(path: String, member: String? = nil, counting: Counting = .lines) {
    self.path = path
    self.member = member
    self.counting = counting
  }

  /// The full source of the record at `position`.
  package func source(position: Int, recordID: String? = nil) -> Source {
    Source(
      path: path, member: member, line: counting == .lines ? position : nil,
      record: counting == .records ? position : nil, recordID: recordID)
  }
}

/// Documents that are read, scanned and written together, in input order.
///
/// Their fields lie in one buffer, so that a batch costs a few allocations however many documents
/// it has. At most 4 GiB.
package struct DocumentBatch: Sendable {
  /// The bytes of all fields; documents point into it. Order and gaps have no meaning.
  package var bytes: [UInt8]
  /// In input order.
  package var documents: [Document]
  /// Records that could not be read, in input order.
  package var rejects: [RejectedRecord]
  /// What `Document.sourceIndex` points into.
  package var sources: [BatchSource]
  /// What each line of the input became, in order; empty for formats that are not read by lines.
  package var lines: [LineOutcome]

  /// What a line of input became.
  package enum LineOutcome: Sendable {
    /// The next of `documents`.
    case document
    /// The next of `rejects`.
    case reject
    /// Nothing: it holds no record.
    case blank
  }

  /// An empty batch.
  package init() {
    bytes = []
    documents = []
    rejects = []
    sources = []
    lines = []
  }

  /// The text of `range`, as a new string.
  package func string(_ range: ByteRange) -> String {
    String(decoding: bytes[range.range], as: UTF8.self)
  }

  /// The full source of `document`.
  package func source(of document: Document) -> Source {
    sources[document.sourceIndex].source(
      position: document.position, recordID: document.recordID.map(string))
  }
}
