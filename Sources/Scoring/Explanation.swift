internal import Model
internal import RulePacks

/// Says in one plain sentence what an item's score rests on.
struct Explanation {
  let book: RuleBook
  let table: ScoringTable

  /// How many indicators are named before the rest is only counted.
  private static let namedCount = 4

  /// The heaviest rule of each family, heaviest family first, then what they amount to together,
  /// then what links the item to others.
  func sentence(_ outline: ScoreOutline, links: [LinkContribution]) -> String {
    let ordered = outline.sums.sorted {
      $0.points != $1.points ? $0.points > $1.points : $0.family < $1.family
    }
    var parts = ordered.prefix(Self.namedCount).map { sum in
      "\(book[RuleIndex(UInt16(sum.heaviest))].name) (\(sum.points))"
    }
    if ordered.count > Self.namedCount {
      let rest = ordered.count - Self.namedCount
      parts.append("\(rest) more \(rest == 1 ? "family" : "families")")
    }
    var sentence = parts.isEmpty ? "No indicators" : parts.joined(separator: ", ")
    if !outline.holding.isEmpty {
      let together = outline.holding.map {
        "\(table.composites[$0].name) (\(table.composites[$0].points))"
      }
      sentence += "; together: " + together.joined(separator: ", ")
    }
    if !links.isEmpty {
      let linked = links.map { "\($0.reason.words) (\($0.points))" }
      sentence += "; linked: " + linked.joined(separator: ", ")
    }
    let isMinor = outline.sums.contains {
      table.families[$0.family].id == ScoringTable.minorFamily
    }
    if isMinor { sentence += "; an age below 18 or in doubt goes first by law" }
    return sentence + "."
  }
}
