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
  var offset = 0
  let headCount: Int
  let tailCount: Int

  /// A file that items come from, shared between their keys.
  package final class Origin: Sendable {
    let source: BatchSource

    /// Takes the file as it is.
    package init(_ source: BatchSource) { self.source = source }
  }

  /// - Parameters:
  ///   - headCount: length of the findings record without its closing brace.
  ///   - tailCount: length of what follows the rank.
  package init(
    band: Band, score: Points, fingerprint: UInt64, id: String, origin: Origin, position: Int,
    headCount: Int, tailCount: Int
  ) {
    priority = Self.priority(band: band, score: score)
    self.fingerprint = fingerprint
    self.id = id
    self.origin = origin
    self.position = position
    self.headCount = headCount
    self.tailCount = tailCount
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
