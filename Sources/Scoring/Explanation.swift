internal import Model
internal import RulePacks

/// Says in one plain sentence what an item's score rests on.
struct Explanation: Sendable {
  /// How many indicators are named before the rest is only counted.
  private static let namedCount = 4

  private let table: ScoringTable
  /// By number.
  private let ruleNames: [String]
  /// Number of the family that the law puts first; nil where no rule belongs to it.
  private let minorFamily: Int?

  init(_ scorer: Scorer) {
    table = scorer.table
    ruleNames = scorer.book.rules.map(\.name)
    minorFamily = scorer.minorFamily
  }

  /// Appends the sentence as a string: the heaviest rule of each family, heaviest family first, then
  /// what they amount to together, then what links the item to others, then how much is not known.
  func write(_ outline: ScoreOutline, links: [LinkContribution], to json: inout JSONBuffer) {
    json.raw("\"")
    if outline.sums.isEmpty { json.raw("No indicators") }
    let ordered = outline.sums.sorted {
      $0.points != $1.points ? $0.points > $1.points : $0.family < $1.family
    }
    for (number, sum) in ordered.prefix(Self.namedCount).enumerated() {
      if number > 0 { json.raw(", ") }
      write(ruleNames[sum.heaviest], sum.points, to: &json)
    }
    if ordered.count > Self.namedCount {
      let rest = ordered.count - Self.namedCount
      json.raw(", ")
      json.integer(rest)
      json.raw(rest == 1 ? " more family" : " more families")
    }
    for (place, number) in outline.holding.enumerated() {
      json.raw(place > 0 ? ", " : "; together: ")
      write(table.composites[number].name, table.composites[number].points, to: &json)
    }
    for (place, link) in links.enumerated() {
      json.raw(place > 0 ? ", " : "; linked: ")
      write(link.reason.words, link.points, to: &json)
    }
    if outline.sums.contains(where: { $0.family == minorFamily }) {
      json.raw("; an age below 18 or in doubt goes first by law")
    }
    if outline.incompleteCount > 0 {
      json.raw("; ")
      json.integer(outline.incompleteCount)
      json.raw(outline.incompleteCount == 1 ? " rule" : " rules")
      json.raw(" could not be finished on this text")
    }
    json.raw(".\"")
  }

  private func write(_ name: String, _ points: Points, to json: inout JSONBuffer) {
    json.part(name)
    json.raw(" (")
    json.points(points)
    json.raw(")")
  }
}
