internal import Model

/// Collects documents that the reader parses itself, or records whose content workers read, into
/// batches of a handy size.
struct BatchBuilder {
  /// More documents than this are handed on.
  private static let documentLimit = 256

  let source: BatchSource
  private let byteLimit: Int
  private(set) var batch = DocumentBatch()
  private var unread: [UnreadRecords.Record] = []
  private var unreadByteCount = 0
  /// Input bytes behind the batch.
  var byteCount = 0

  init(source: BatchSource, byteLimit: Int) {
    self.source = source
    self.byteLimit = byteLimit
    batch.sources = [source]
  }

  /// Whether it is time to hand the batch on.
  var isFull: Bool {
    batch.documents.count + batch.rejects.count + unread.count >= Self.documentLimit
      || batch.bytes.count + unreadByteCount >= byteLimit
  }

  /// Parts of a document in any encoding; what is not UTF-8 is replaced.
  struct Parts {
    var id: [UInt8]?
    var title: [UInt8] = []
    var text: [UInt8] = []
    var url: [UInt8]?
    var posted: Instant?
    /// See `Document`.
    var hasUnreadDate = false
    var place: [UInt8]?
    /// Members of a JSON object, without braces.
    var extra: [UInt8]?
    var recordID: [UInt8]?
  }

  /// Adds a document.
  mutating func add(_ parts: Parts, position: Int) {
    var repaired = false
    func clean(_ bytes: [UInt8]) -> [UInt8] {
      if String(validating: bytes, as: UTF8.self) != nil { return bytes }
      repaired = true
      return Array(String(decoding: bytes, as: UTF8.self).utf8)
    }
    let id = clean(parts.id ?? Array(source.defaultID(position: position).utf8))
    let document = Document(
      id: batch.append(id), title: batch.append(clean(parts.title)),
      text: batch.append(clean(parts.text)), url: parts.url.map { batch.append(clean($0)) },
      posted: parts.posted, hasUnreadDate: parts.hasUnreadDate,
      place: parts.place.map { batch.append(clean($0)) },
      extra: parts.extra.map { batch.append(clean($0)) }, sourceIndex: 0, position: position,
      recordID: parts.recordID.map { batch.append(clean($0)) }, repaired: repaired)
    batch.documents.append(document)
    if repaired { batch.documents[batch.documents.count - 1].repaired = true }
  }

  /// Adds a record for a worker to read; documents may not be added beside it.
  mutating func add(_ record: UnreadRecords.Record) {
    unread.append(record)
    unreadByteCount += record.bytes.count
  }

  /// Adds a record that cannot be read.
  mutating func reject(
    _ reason: RejectedRecord.Reason, detail: String = "", position: Int, byteOffset: Int,
    byteCount: Int, raw: some Collection<UInt8>
  ) {
    batch.rejects.append(
      RejectedRecord(
        source: source.source(position: position), byteOffset: byteOffset, byteCount: byteCount,
        reason: reason, detail: detail, raw: raw))
  }

  /// Hands the batch on; nil where there is nothing in it.
  mutating func take() -> InputChunk? {
    defer {
      batch = DocumentBatch()
      batch.sources = [source]
      unread = []
      unreadByteCount = 0
      byteCount = 0
    }
    if !unread.isEmpty {
      let records = UnreadRecords(source: source, records: unread, rejects: batch.rejects)
      return InputChunk(content: .unread(records), byteCount: byteCount)
    }
    guard !batch.documents.isEmpty || !batch.rejects.isEmpty else { return nil }
    return InputChunk(content: .documents(batch), byteCount: byteCount)
  }
}
