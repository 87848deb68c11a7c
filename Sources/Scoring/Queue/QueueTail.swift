internal import Model
internal import RulePacks

/// Writes what follows the rank in a line of the queue. Immutable, shared between threads.
struct QueueTail: Sendable {
  private let scorer: Scorer
  private let explanation: Explanation
  /// By number.
  private let families: [String]
  private let composites: [String]

  init(_ scorer: Scorer) {
    self.scorer = scorer
    explanation = Explanation(scorer)
    families = scorer.table.families.map(\.id)
    composites = scorer.table.composites.map(\.id)
  }

  /// - Parameters:
  ///   - links: what the item's links add.
  ///   - writeLinks: appends the value of `links`.
  func write(
    _ outline: ScoreOutline, links: [LinkContribution], fingerprint: UInt64,
    to json: inout JSONBuffer, writeLinks: (inout JSONBuffer) -> Void
  ) {
    let score = scorer.score(outline, links: links)
    json.raw(",\"band\":\"")
    json.raw(utf8: score.band.name)
    json.raw("\",\"score\":")
    json.points(score.total)
    json.raw(",\"contributions\":[")
    for (number, contribution) in score.contributions.enumerated() {
      json.raw(number > 0 ? ",{\"of\":\"" : "{\"of\":\"")
      switch contribution.part {
      case .family(let number):
        json.raw("family ")
        json.part(families[number])
      case .composite(let number):
        json.raw("composite ")
        json.part(composites[number])
      case .link(let number):
        json.raw("link ")
        json.part(links[number].id)
      }
      json.raw("\",\"points\":")
      json.points(contribution.points)
      json.raw("}")
    }
    json.raw("],\"families\":[")
    for (number, sum) in outline.sums.enumerated() {
      if number > 0 { json.raw(",") }
      json.string(families[sum.family])
    }
    json.raw("],\"links\":")
    writeLinks(&json)
    json.raw(",\"why\":")
    explanation.write(outline, links: links, to: &json)
    json.raw(",\"fingerprint\":\"")
    json.hex(fingerprint)
    json.raw("\"}")
  }
}
