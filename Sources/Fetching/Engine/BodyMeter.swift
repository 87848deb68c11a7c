/// Counts a body as it comes, on the wire and decoded, and says when it is too much.
///
/// libcurl's own size limit sees neither chunked bodies nor what a small body inflates to.
struct BodyMeter {
  /// Bytes as they came.
  private(set) var wireBytes = 0
  /// Bytes without transfer and content coding.
  private(set) var decodedBytes = 0
  private let limits: TransferLimits
  private var dechunker: Dechunker?
  private var inflater: Inflater?

  /// - Parameters:
  ///   - isChunked: whether the body comes in chunks.
  ///   - codings: content codings. Where they are not one of gzip and deflate the content is not
  ///     decoded, by anyone: what counts is what comes.
  init(isChunked: Bool, codings: [String], limits: TransferLimits) {
    self.limits = limits
    dechunker = isChunked ? Dechunker() : nil
    inflater = codings.count == 1 ? Inflater.Coding(codings[0]).map(Inflater.init) : nil
  }

  /// Counts `bytes`; an outcome where the transfer has to stop.
  mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome? {
    wireBytes += bytes.count
    guard wireBytes <= limits.wireBytes else { return .wireLimit }
    guard dechunker != nil else { return countContent(bytes) }
    var outcome: Outcome?
    // Taken out so that the closure may change the rest of the meter.
    var chunks = dechunker
    let isSound = chunks?.decode(bytes) { content in
      if outcome == nil { outcome = countContent(content) }
    }
    dechunker = chunks
    return isSound == true ? outcome : .badChunk
  }

  private mutating func countContent(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome? {
    guard let inflater else {
      decodedBytes += bytes.count
      return decodedBytes <= limits.decodedBytes ? nil : .decodedLimit
    }
    var outcome: Outcome?
    let (limits, wire, before) = (self.limits, wireBytes, decodedBytes)
    var total = before
    let isSound = inflater.inflate(bytes) { block in
      total += block.count
      if total > limits.decodedBytes {
        outcome = .decodedLimit
      } else if total > limits.ratioFloorBytes, total / limits.ratio > wire {
        outcome = .ratioLimit
      }
      return outcome == nil
    }
    decodedBytes = total
    return isSound ? outcome : .badCoding
  }
}
