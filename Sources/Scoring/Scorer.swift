package import Model
package import RulePacks

/// Turns the matches of one document into a score.
///
/// Score = sum over families of the weights of their matched rules, each rule once, at most the
/// family's cap either way, plus the points of the composites that hold. Immutable and shared
/// between workers.
package struct Scorer: Sendable {
  private let book: RuleBook
  private let table: ScoringTable
  private let familyNames: [String]
  private let compositeNames: [String]

  /// - Parameter table: resolved for the same `book`.
  package init(_ book: RuleBook, _ table: ScoringTable) {
    self.book = book
    self.table = table
    familyNames = table.families.map { "family \($0.id)" }
    compositeNames = table.composites.map { "composite \($0.id)" }
  }

  /// The most points any document can have, for checks.
  package var bands: ScoringTable.Bands { table.bands }

  /// Points and band alone: what decides whether an item can enter a full queue.
  package func rank(_ matches: [Match]) -> (band: Band, total: Points) {
    let sums = familySums(matches)
    let holding = compositesHolding(matches)
    return summarise(sums, holding)
  }

  /// The whole score.
  ///
  /// - Parameter matches: ordered by rule.
  package func score(_ matches: [Match]) -> Score {
    let sums = familySums(matches)
    let holding = compositesHolding(matches)
    let (band, total) = summarise(sums, holding)
    var contributions = sums.map {
      Score.Contribution(of: familyNames[$0.family], points: $0.points)
    }
    for number in holding {
      contributions.append(
        Score.Contribution(of: compositeNames[number], points: table.composites[number].points))
    }
    return Score(
      total: total, contributions: contributions, band: band,
      families: sums.map { table.families[$0.family].id },
      why: Explanation(book: book, table: table).sentence(
        matches: matches, sums: sums, holding: holding, band: band))
  }

  /// One family that matched.
  struct FamilySum {
    /// Index into the table's families.
    var family: Int
    var points: Points
  }

  /// Families with a match, by id, each with its capped points.
  private func familySums(_ matches: [Match]) -> [FamilySum] {
    var sums: [FamilySum] = []
    var previous: RuleIndex?
    for match in matches where match.rule != previous {
      previous = match.rule
      let number = Int(match.rule.rawValue)
      let family = table.familyOfRule[number]
      if let place = sums.firstIndex(where: { $0.family == family }) {
        sums[place].points += table.weights[number]
      } else {
        sums.append(FamilySum(family: family, points: table.weights[number]))
      }
    }
    for place in sums.indices {
      let cap = table.families[sums[place].family].cap
      sums[place].points = max(Points.zero - cap, min(cap, sums[place].points))
    }
    sums.sort { $0.family < $1.family }
    return sums
  }

  private func summarise(_ sums: [FamilySum], _ holding: [Int]) -> (band: Band, total: Points) {
    var total = Points.zero
    var counted = Points.zero
    var isMinor = false
    for sum in sums {
      let family = table.families[sum.family]
      total += sum.points
      if family.countsForBands { counted += sum.points }
      if family.id == ScoringTable.minorFamily { isMinor = true }
    }
    for number in holding {
      total += table.composites[number].points
      counted += table.composites[number].points
    }
    if isMinor { return (.urgent, total) }
    let bands = table.bands
    let band: Band =
      counted >= bands.urgent
      ? .urgent : counted >= bands.high ? .high : counted >= bands.medium ? .medium : .low
    return (band, total)
  }

  /// Numbers of the composites that hold, ascending.
  private func compositesHolding(_ matches: [Match]) -> [Int] {
    guard !matches.isEmpty, !table.composites.isEmpty else { return [] }
    var holding: [Int] = []
    for (number, composite) in table.composites.enumerated() {
      let holds =
        if let bytes = composite.withinBytes {
          Evidence.windows(of: matches, bytes: bytes).contains {
            Evidence(matches: $0, holding: holding, table: table).satisfies(composite.condition)
          }
        } else {
          Evidence(matches: matches[...], holding: holding, table: table)
            .satisfies(composite.condition)
        }
      if holds { holding.append(number) }
    }
    return holding
  }
}

/// What conditions are judged on.
private struct Evidence {
  var matches: ArraySlice<Match>
  var holding: [Int]
  var table: ScoringTable

  func satisfies(_ condition: ScoringTable.Condition) -> Bool {
    switch condition {
    case .rule(let rule): matches.contains { $0.rule == rule }
    case .family(let family):
      matches.contains { table.familyOfRule[Int($0.rule.rawValue)] == family }
    case .composite(let number): holding.contains(number)
    case .all(let parts): parts.allSatisfy(satisfies)
    case .any(let parts): parts.contains(where: satisfies)
    case .none(let parts): !parts.contains(where: satisfies)
    case .atLeast(let count, let parts): parts.count(where: satisfies) >= count
    }
  }

  /// For each match, the matches of its field that lie in the `bytes` bytes from its start on.
  static func windows(of matches: [Match], bytes: Int) -> [ArraySlice<Match>] {
    matches.map { first in
      matches.filter {
        $0.field == first.field && $0.span.start >= first.span.start
          && Int($0.span.end) <= Int(first.span.start) + bytes
      }[...]
    }
  }
}
