internal import Model

/// A feed: each of its items is a document. Workers read them.
final class FeedReader: RecordReader {
  private var items: FeedItems
  private let options: IngestOptions
  var builder: BatchBuilder
  var state = RecordReaderState()

  init(_ stream: any ByteStream, source: BatchSource, options: IngestOptions) {
    items = FeedItems(stream, limit: options.limits.recordBytes)
    self.options = options
    var source = source
    source.counting = .records
    builder = BatchBuilder(source: source, byteLimit: options.limits.chunkBytes)
  }

  var window: StreamWindow { items.window }
  var position: Int { items.count + 1 }

  func readRecord() throws(StreamError) -> Bool {
    switch try items.next() {
    case .item(let bytes, let place):
      let (encoding, entities, options) = (items.encoding, items.entities, options)
      builder.add(
        UnreadRecords.Record(
          bytes: bytes, content: bytes.indices, position: place.number, byteOffset: place.byteOffset
        ) { [Self.document($0, encoding: encoding, entities: entities, options: options)] })
    case .fault(let error, let place, let byteCount, let raw):
      builder.reject(
        error.reason, detail: error.detail, position: place.number, byteOffset: place.byteOffset,
        byteCount: byteCount, raw: raw)
    case nil: return false
    }
    return true
  }
}

extension FeedReader {
  /// The documents of a feed that is in memory.
  ///
  /// - Parameter charset: as a server named it, which goes before what the feed says.
  static func documents(
    in feed: [UInt8], charset: String?, options: IngestOptions
  ) -> [Result<BatchBuilder.Parts, ContentError>] {
    var items = FeedItems(HeldStream(feed[...]), limit: options.limits.recordBytes)
    var documents: [Result<BatchBuilder.Parts, ContentError>] = []
    func told(_ error: ContentError, _ place: FeedItems.Place) -> ContentError {
      ContentError(reason: error.reason, detail: "item \(place.number): \(error.detail)")
    }
    do throws(StreamError) {
      while let found = try items.next() {
        switch found {
        case .item(let bytes, let place):
          let document = document(
            bytes, encoding: charset ?? items.encoding, entities: items.entities, options: options)
          documents.append(document.mapError { told($0, place) })
        case .fault(let error, let place, _, _): documents.append(.failure(told(error, place)))
        }
      }
    } catch {
      documents.append(.failure(ContentError(reason: .undecodable, detail: error.detail)))
    }
    return documents
  }

  private static func document(
    _ item: [UInt8], encoding: String?, entities: Set<String>, options: IngestOptions
  ) -> Result<BatchBuilder.Parts, ContentError> {
    Result { () throws(ContentError) in
      var item = try FeedItem(item, encoding: encoding, entities: entities, options: options)
      return try item.parts()
    }
  }
}
