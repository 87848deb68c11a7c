internal import Model

/// Scored items of one batch on their way to a `QueueBuilder`: keys, and lines end to end.
package struct QueueItems: Sendable {
  /// One an item.
  package private(set) var keys: [QueueKey] = []
  /// For each key its head, then its tail.
  package var bytes: [UInt8] { lines.bytes }
  private var lines = JSONBuffer()

  /// No items.
  package init() {}

  /// Adds an item.
  ///
  /// - Parameter finding: its line of findings, an object without its closing brace.
  package mutating func append(
    finding: some Collection<UInt8>, score: Score, fingerprint: UInt64, id: String,
    origin: QueueKey.Origin, position: Int
  ) {
    let start = lines.bytes.count
    lines.raw(finding)
    let headEnd = lines.bytes.count
    writeTail(score, fingerprint)
    keys.append(
      QueueKey(
        band: score.band, score: score.total, fingerprint: fingerprint, id: id, origin: origin,
        position: position, headCount: headEnd - start, tailCount: lines.bytes.count - headEnd))
  }

  /// What follows the rank in a line of the queue.
  private mutating func writeTail(_ score: Score, _ fingerprint: UInt64) {
    lines.raw(",\"band\":\"")
    lines.raw(score.band.name.utf8)
    lines.raw("\",\"score\":")
    lines.raw(score.total.description.utf8)
    lines.raw(",\"contributions\":[")
    for (number, contribution) in score.contributions.enumerated() {
      lines.raw(number > 0 ? ",{\"of\":" : "{\"of\":")
      lines.string(contribution.of)
      lines.raw(",\"points\":")
      lines.raw(contribution.points.description.utf8)
      lines.raw("}")
    }
    lines.raw("],\"families\":[")
    for (number, family) in score.families.enumerated() {
      if number > 0 { lines.raw(",") }
      lines.string(family)
    }
    lines.raw("],\"links\":null,\"why\":")
    lines.string(score.why)
    lines.raw(",\"fingerprint\":\"")
    lines.raw(Hex.text(fingerprint).utf8)
    lines.raw("\"}")
  }
}
