internal import Model

/// Records of one source whose content workers read: what stands in pages takes longer to read than to
/// find.
struct UnreadRecords: Sendable {
  /// One record.
  struct Record: Sendable {
    /// The whole record, with its header if it has one.
    var bytes: [UInt8]
    /// Where in `bytes` the content stands.
    var content: Range<Int>
    /// Its number in the source.
    var position: Int
    /// Offset of its first byte in the source.
    var byteOffset: Int
    /// Makes documents of the content: one of a page, one of each item of a feed.
    var read: @Sendable ([UInt8]) -> [Result<BatchBuilder.Parts, ContentError>]
  }

  /// Where they come from.
  var source: BatchSource
  /// In input order.
  var records: [Record]
  /// Records among them that could not even be told apart.
  var rejects: [RejectedRecord]

  /// Reads all.
  func read() -> DocumentBatch {
    var builder = BatchBuilder(source: source, byteLimit: .max)
    for record in records {
      let results = record.read(Array(record.bytes[record.content]))
      for (number, result) in results.enumerated() {
        switch result {
        case .success(var parts):
          if number > 0, parts.id == nil {
            let id = source.defaultID(position: record.position)
            parts.id = Array("\(id)#\(number + 1)".utf8)
          }
          builder.add(parts, position: record.position)
        case .failure(let error):
          builder.reject(
            error.reason, detail: error.detail, position: record.position,
            byteOffset: record.byteOffset, byteCount: record.bytes.count, raw: record.bytes)
        }
      }
    }
    var batch = builder.batch
    batch.rejects = (batch.rejects + rejects).sorted { $0.byteOffset < $1.byteOffset }
    return batch
  }
}
