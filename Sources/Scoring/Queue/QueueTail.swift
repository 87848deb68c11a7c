internal import Model

/// Writes what follows the rank in a line of the queue.
enum QueueTail {
  /// - Parameter links: the value of `links`, as JSON.
  static func write(
    _ score: Score, links: [UInt8], fingerprint: UInt64, to json: inout JSONBuffer
  ) {
    json.raw(",\"band\":\"")
    json.raw(score.band.name.utf8)
    json.raw("\",\"score\":")
    json.raw(score.total.description.utf8)
    json.raw(",\"contributions\":[")
    for (number, contribution) in score.contributions.enumerated() {
      json.raw(number > 0 ? ",{\"of\":" : "{\"of\":")
      json.string(contribution.of)
      json.raw(",\"points\":")
      json.raw(contribution.points.description.utf8)
      json.raw("}")
    }
    json.raw("],\"families\":[")
    for (number, family) in score.families.enumerated() {
      if number > 0 { json.raw(",") }
      json.string(family)
    }
    json.raw("],\"links\":")
    json.raw(links)
    json.raw(",\"why\":")
    json.string(score.why)
    json.raw(",\"fingerprint\":\"")
    json.hex(fingerprint)
    json.raw("\"}")
  }
}
