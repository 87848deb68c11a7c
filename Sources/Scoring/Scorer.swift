package import Model
package import RulePacks

/// Turns the matches of one document, and what links it to others, into a score.
///
/// Score = sum over families of the weights of their matched rules, each rule once, at most the
/// family's cap either way, plus the points of the composites that hold, plus those of links.
/// Immutable and shared between workers.
package struct Scorer: Sendable {
  let book: RuleBook
  let table: ScoringTable
  private let needs: CompositeNeeds
  /// Number of the family that the law puts first; nil where no rule belongs to it.
  let minorFamily: Int?

  /// - Parameter table: resolved for the same `book`.
  package init(_ book: RuleBook, _ table: ScoringTable) {
    self.book = book
    self.table = table
    needs = CompositeNeeds(table)
    minorFamily = table.families.firstIndex { $0.id == ScoringTable.minorFamily }
  }

  /// The score of a document that is linked to no other.
  ///
  /// - Parameter matches: ordered by rule.
  package func score(_ matches: [Match]) -> Score { score(outline(matches), links: []) }

  /// The same in numbers only.
  ///
  /// - Parameter matches: ordered by rule.
  package func outline(_ matches: [Match]) -> ScoreOutline {
    var outline = ScoreOutline()
    if matches.isEmpty { return outline }
    outline.sums = familySums(matches)
    outline.holding = compositesHolding(matches, in: outline.sums)
    return outline
  }

  /// The whole score.
  func score(_ outline: ScoreOutline, links: [LinkContribution]) -> Score {
    var contributions: [Score.Contribution] = []
    contributions.reserveCapacity(outline.sums.count + outline.holding.count + links.count)
    for sum in outline.sums {
      contributions.append(Score.Contribution(part: .family(sum.family), points: sum.points))
    }
    for number in outline.holding {
      contributions.append(
        Score.Contribution(part: .composite(number), points: table.composites[number].points))
    }
    for (number, link) in links.enumerated() {
      contributions.append(Score.Contribution(part: .link(number), points: link.points))
    }
    let totals = totals(outline)
    let linked = links.reduce(Points.zero) { $0 + $1.points }
    return Score(
      total: totals.total + linked, contributions: contributions,
      band: band(counted: totals.counted + linked, isMinor: totals.isMinor))
  }

  /// What an outline adds up to: all points, those that count for bands, and whether the law puts
  /// the document first.
  func totals(_ outline: ScoreOutline) -> (total: Points, counted: Points, isMinor: Bool) {
    var total = Points.zero
    var counted = Points.zero
    var isMinor = false
    for sum in outline.sums {
      total += sum.points
      if table.families[sum.family].countsForBands { counted += sum.points }
      if sum.family == minorFamily { isMinor = true }
    }
    for number in outline.holding {
      total += table.composites[number].points
      counted += table.composites[number].points
    }
    return (total, counted, isMinor)
  }

  /// The band of a document with so many points that count.
  func band(counted: Points, isMinor: Bool) -> Band {
    if isMinor { return .urgent }
    let bands = table.bands
    return counted >= bands.urgent
      ? .urgent : counted >= bands.high ? .high : counted >= bands.medium ? .medium : .low
  }

  /// The place in the queue's order of an ad to which links add `points`.
  func priority(of ad: AdRecord, with points: Points) -> Int64 {
    QueueKey.priority(
      band: band(of: ad, with: points), score: Points(thousandths: Int(ad.total)) + points)
  }

  /// The band of an ad to which links add `points`.
  func band(of ad: AdRecord, with points: Points) -> Band {
    band(
      counted: Points(thousandths: Int(ad.counted)) + points, isMinor: ad.flags.contains(.minor))
  }

  /// Families with a match, by id, each with its capped points.
  private func familySums(_ matches: [Match]) -> [ScoreOutline.FamilySum] {
    var sums: [ScoreOutline.FamilySum] = []
    sums.reserveCapacity(min(matches.count, 8))
    var previous: RuleIndex?
    for match in matches where match.rule != previous {
      previous = match.rule
      let number = Int(match.rule.rawValue)
      let family = table.familyOfRule[number]
      if let place = sums.firstIndex(where: { $0.family == family }) {
        sums[place].points += table.weights[number]
        // Rules come in order: of equal weights the first stays.
        if table.weights[number] > table.weights[sums[place].heaviest] {
          sums[place].heaviest = number
        }
      } else {
        sums.append(
          ScoreOutline.FamilySum(
            family: family, points: table.weights[number], heaviest: number))
      }
    }
    for place in sums.indices {
      let cap = table.families[sums[place].family].cap
      sums[place].points = max(Points.zero - cap, min(cap, sums[place].points))
    }
    sums.sort { $0.family < $1.family }
    return sums
  }

  /// Numbers of the composites that hold, ascending.
  private func compositesHolding(_ matches: [Match], in sums: [ScoreOutline.FamilySum]) -> [Int] {
    let families = sums.reduce(UInt64(0)) { $0 | CompositeNeeds.bit(of: $1.family) }
    var holding: [Int] = []
    needs.forEachPossible(families) { number in
      let composite = table.composites[number]
      let holds =
        if let bytes = composite.withinBytes {
          Evidence.windows(of: matches, bytes: bytes).contains {
            Evidence(matches: $0, holding: holding, familyOfRule: table.familyOfRule)
              .satisfies(composite.condition)
          }
        } else {
          Evidence(matches: matches[...], holding: holding, familyOfRule: table.familyOfRule)
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
  var familyOfRule: [Int]

  func satisfies(_ condition: ScoringTable.Condition) -> Bool {
    switch condition {
    case .rule(let rule): matches.contains { $0.rule == rule }
    case .family(let family):
      matches.contains { familyOfRule[Int($0.rule.rawValue)] == family }
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
