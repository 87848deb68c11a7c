/// Bodies without their transfer and content coding.
enum DecodedBody {
  /// The content of an answer, up to `limit` bytes; what a broken coding left behind is left out.
  static func bytes(_ exchange: Exchange, limit: Int) throws(FetchError) -> [UInt8] {
    guard let fields = exchange.fields else { return [] }
    let codings = fields.contentCodings
    if !fields.isChunked && codings.isEmpty { return try exchange.body.prefix(limit) }
    var result: [UInt8] = []
    var chunks = fields.isChunked ? Dechunker() : nil
    let inflater = codings.first.flatMap(Inflater.Coding.init).map(Inflater.init)
    func take(_ bytes: UnsafeBufferPointer<UInt8>) {
      guard let inflater else {
        result.append(contentsOf: bytes.prefix(limit - result.count))
        return
      }
      _ = inflater.inflate(bytes) { block in
        result.append(contentsOf: block.prefix(limit - result.count))
        return result.count < limit
      }
    }
    try exchange.body.forEachPiece { piece in
      if result.count >= limit { return }
      if chunks == nil { return take(piece) }
      _ = chunks?.decode(piece, sink: take)
    }
    return result
  }

  /// What a gzip file holds, up to `limit` bytes; the bytes themselves where it is none.
  static func gunzipped(_ bytes: [UInt8], limit: Int) -> [UInt8] {
    guard bytes.starts(with: [0x1F, 0x8B]) else { return bytes }
    var result: [UInt8] = []
    bytes.withUnsafeBufferPointer { buffer in
      _ = Inflater(.gzip).inflate(buffer) { block in
        result.append(contentsOf: block.prefix(limit - result.count))
        return result.count < limit
      }
    }
    return result
  }
}
