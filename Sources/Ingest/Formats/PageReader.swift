internal import Model

/// One HTML page.
final class PageReader: ChunkReader {
  private let lines: LineReader
  private let limits: IngestLimits
  private var builder: BatchBuilder
  private var isAtEnd = false

  init(_ stream: any ByteStream, source: BatchSource, limits: IngestLimits) {
    lines = LineReader(stream, limit: limits.recordBytes)
    self.limits = limits
    builder = BatchBuilder(source: source, byteLimit: limits.chunkBytes)
  }

  func next() throws(StreamError) -> InputChunk? {
    if isAtEnd { return nil }
    isAtEnd = true
    let (bytes, byteCount) = try lines.rest()
    builder.byteCount = byteCount
    if byteCount > limits.recordBytes {
      builder.reject(
        .tooLong, detail: "longer than \(limits.recordBytes) bytes", position: 1, byteOffset: 0,
        byteCount: byteCount, raw: bytes)
    } else {
      let limits = limits
      builder.add(
        UnreadRecords.Record(bytes: bytes, content: bytes.indices, position: 1, byteOffset: 0) {
          page in
          [
            Result { () throws(ContentError) in
              try BatchBuilder.Parts(page: page, charset: nil, url: nil, date: nil, limits: limits)
            }
          ]
        })
    }
    return builder.take()
  }
}

extension BatchBuilder.Parts {
  /// What an HTML page says.
  ///
  /// - Parameters:
  ///   - charset: as the server named it.
  ///   - url: where the page was found; the page's own address counts only without it.
  ///   - date: stands in where the page has no date.
  init(
    page bytes: [UInt8], charset: String?, url: [UInt8]?, date: Instant?, limits: IngestLimits
  ) throws(ContentError) {
    let page = try HTMLText(limits).read(bytes, charset: charset)
    guard !page.title.isEmpty || !page.text.isEmpty else {
      throw ContentError(reason: .noText, detail: "a page without any text")
    }
    self.init()
    title = page.title
    text = page.text
    self.url = url ?? page.canonicalURL.map { Array($0.utf8) }
    posted = page.posted.flatMap { DateText.instant(written: Array($0.utf8), order: nil) } ?? date
    hasUnreadDate = posted == nil && page.posted?.isEmpty == false
  }
}
