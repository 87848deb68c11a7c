package import Model

/// What decides an item's place in the queue, and where the item's line is put aside.
package struct QueueKey: Sendable {
  /// Band, then score, in one number; higher comes first.
  package let priority: Int64
  /// Of the normalised text and the matched rules.
  package let fingerprint: UInt64
  /// The document's id.
  package let id: String
  /// The file it was read from.
  package let origin: Origin
  /// Its line or record there.
  package let position: Int
  /// Where its findings record lies, and how long it is without the closing brace.
  let headOffset: Int
  let headCount: Int
  /// Where what follows the rank lies.
  var tailOffset = 0
  var tailCount = 0

  /// A file that items come from, shared between their keys.
  package final class Origin: Sendable {
    let source: BatchSource

    /// Takes the file as it is.
    package init(_ source: BatchSource) { self.source = source }
  }

  /// - Parameters:
  ///   - headOffset: where the findings record lies among the lines put aside.
  ///   - headCount: its length without the closing brace.
  package init(
    priority: Int64, fingerprint: UInt64, id: String, origin: Origin, position: Int,
    headOffset: Int, headCount: Int
  ) {
    self.priority = priority
    self.fingerprint = fingerprint
    self.id = id
    self.origin = origin
    self.position = position
    self.headOffset = headOffset
    self.headCount = headCount
  }

  /// Band above score; scores below a trillion points either way cannot reach the band's bits.
  package static func priority(band: Band, score: Points) -> Int64 {
    Int64(band.rawValue) << 56 + Int64(score.thousandths)
  }
}

extension QueueKey: Comparable {
  /// The order of the queue: band, score, fingerprint, id, source.
  package static func < (left: QueueKey, right: QueueKey) -> Bool {
    if left.priority != right.priority { return left.priority > right.priority }
    if left.fingerprint != right.fingerprint { return left.fingerprint < right.fingerprint }
    if left.id != right.id { return left.id.utf8.lexicographicallyPrecedes(right.id.utf8) }
    return left.origin.source.source(position: left.position)
      < right.origin.source.source(position: right.position)
  }

  package static func == (left: QueueKey, right: QueueKey) -> Bool {
    !(left < right) && !(right < left)
  }
}
