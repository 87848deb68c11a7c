internal import Model
internal import RulePacks

/// Says in one plain sentence what an item's score rests on.
struct Explanation {
  let book: RuleBook
  let table: ScoringTable

  /// How many indicators are named before the rest is only counted.
  private static let namedCount = 4

  /// The heaviest rule of each family, heaviest family first, then what they amount to together.
  func sentence(
    matches: [Match], sums: [Scorer.FamilySum], holding: [Int], band: Band
  ) -> String {
    if sums.isEmpty { return "No indicators." }
    let ordered = sums.sorted {
      $0.points != $1.points ? $0.points > $1.points : $0.family < $1.family
    }
    var parts = ordered.prefix(Self.namedCount).map { sum in
      "\(heaviestRule(of: sum.family, matches).name) (\(sum.points))"
    }
    if ordered.count > Self.namedCount {
      let rest = ordered.count - Self.namedCount
      parts.append("\(rest) more \(rest == 1 ? "family" : "families")")
    }
    var sentence = parts.joined(separator: ", ")
    if !holding.isEmpty {
      let together = holding.map {
        "\(table.composites[$0].name) (\(table.composites[$0].points))"
      }
      sentence += "; together: " + together.joined(separator: ", ")
    }
    let isMinor = sums.contains { table.families[$0.family].id == ScoringTable.minorFamily }
    if isMinor { sentence += "; an age below 18 or in doubt goes first by law" }
    return sentence + "."
  }

  private func heaviestRule(of family: Int, _ matches: [Match]) -> Rule {
    let rules = matches.map(\.rule).filter { table.familyOfRule[Int($0.rawValue)] == family }
    let heaviest = rules.max {
      let (left, right) = (table.weights[Int($0.rawValue)], table.weights[Int($1.rawValue)])
      return left != right ? left < right : $0 > $1
    }
    return book[heaviest ?? RuleIndex(0)]
  }
}
