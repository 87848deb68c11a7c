package import Model

/// A piece of input on its way to a worker.
package struct InputChunk: Sendable {
  /// What the piece holds.
  enum Content: Sendable {
    /// Whole lines of JSON, not parsed yet.
    case lines(JSONLines)
    /// Pages and the like, found but not read yet.
    case unread(UnreadRecords)
    /// Documents that the reader has parsed already.
    case documents(DocumentBatch)
  }

  var content: Content
  /// Bytes of input, after decompression, that the piece was made from.
  package var byteCount: Int

  /// The lines as they were read, of a piece that nothing was made of yet; nil of others.
  package var lines: ArraySlice<UInt8>? {
    guard case .lines(let lines) = content, lines.rejects.isEmpty else { return nil }
    return lines.bytes[..<lines.byteCount]
  }

  /// The piece's documents and rejects.
  ///
  /// - Parameter parser: the calling worker's own.
  package func parse(with parser: DocumentParser) -> DocumentBatch {
    switch content {
    case .lines(let lines): parser.parse(lines)
    case .unread(let records): records.read()
    case .documents(let batch): batch
    }
  }
}

extension InputChunk {
  /// Takes whole lines of JSON that were read before.
  package init(lines: [UInt8]) {
    byteCount = lines.count
    content = .lines(
      JSONLines(
        bytes: lines.paddedForJSON, byteCount: lines.count,
        source: BatchSource(path: "-"), firstLine: 1, firstOffset: 0,
        selectors: FieldSelectors(mapping: FieldMapping(), profile: .generic), takesSource: false))
  }
}

/// Whole lines of JSON, with what is needed to say where each stood.
struct JSONLines: Sendable {
  /// The lines, then padding that the parser may read.
  var bytes: [UInt8]
  /// How many of the bytes are lines.
  var byteCount: Int
  /// Where they come from.
  var source: BatchSource
  /// 1-based number of the first line.
  var firstLine: Int
  /// Offset of the first line in its file, after decompression.
  var firstOffset: Int
  /// Which fields hold what.
  var selectors: FieldSelectors
  /// Whether a record's own `source` is taken over.
  var takesSource: Bool
  /// What may help where a record has no text, for people.
  var hint: String? = nil
  /// Lines among these that are no records, blanked out; in order.
  var rejects: [RejectedRecord] = []
}
