internal import Foundation

/// How well an order puts what reviewers found relevant first.
///
/// An order is given by scores, higher first. Equal scores are a tie: every measure is then the
/// mean over all orders of the tied items (average precision: one threshold a tie), as in
/// scikit-learn's `average_precision_score`, `roc_auc_score` and `ndcg_score`.
package struct RankingMetrics: Sendable, Equatable {
  /// Items with a score.
  package let count: Int
  /// Of them, those that are relevant.
  package let relevantCount: Int
  /// Area under the precision-recall curve by steps; nil without a relevant item.
  package let averagePrecision: Double?
  /// The chance that a relevant item stands above one that is not, ties counting half; nil where
  /// either kind is missing.
  package let rocArea: Double?
  /// Discounted cumulative gain over the best possible one, gain = label, discount = log2(1 + rank);
  /// nil where no label is above 0.
  package let ndcg: Double?

  /// Runs of equal score, best first: how many items, how many relevant, the sum of their labels.
  private let ties: [Tie]

  private struct Tie: Sendable, Equatable {
    var count: Int
    var relevant: Int
    var gain: Double
  }

  /// - Parameters:
  ///   - scores: one an item; finite.
  ///   - labels: 0 or more, one an item.
  ///   - relevant: whether the item counts as found, one an item.
  /// - Precondition: the three have the same length.
  package init(scores: [Double], labels: [Double], relevant: [Bool]) {
    precondition(
      scores.count == labels.count && labels.count == relevant.count, "one label an item")
    var ties: [Tie] = []
    var previous: Double?
    for index in scores.indices.sorted(by: { scores[$0] > scores[$1] }) {
      if scores[index] != previous { ties.append(Tie(count: 0, relevant: 0, gain: 0)) }
      previous = scores[index]
      ties[ties.count - 1].count += 1
      ties[ties.count - 1].relevant += relevant[index] ? 1 : 0
      ties[ties.count - 1].gain += labels[index]
    }
    self.ties = ties
    count = scores.count
    relevantCount = relevant.count { $0 }
    averagePrecision = Self.averagePrecision(ties, relevantCount)
    rocArea = Self.rocArea(ties, count: scores.count, relevant: relevantCount)
    ndcg = Self.ndcg(ties, labels)
  }

  /// The expected share of relevant items among the first `k`; among all where there are fewer.
  package func precision(at k: Int) -> Double? {
    let places = min(k, count)
    guard places > 0 else { return nil }
    return expectedRelevant(in: places) / Double(places)
  }

  /// The expected share of all relevant items that stand among the first `k`.
  package func recall(at k: Int) -> Double? {
    relevantCount == 0 ? nil : expectedRelevant(in: min(k, count)) / Double(relevantCount)
  }

  /// Precision in the first `k` over the share of relevant items altogether.
  package func lift(at k: Int) -> Double? {
    guard relevantCount > 0, let precision = precision(at: k) else { return nil }
    return precision / (Double(relevantCount) / Double(count))
  }

  /// Points of the precision-recall curve, one a tie, best first.
  package var curve: [(recall: Double, precision: Double)] {
    var seen = 0
    var found = 0
    return ties.map { tie in
      seen += tie.count
      found += tie.relevant
      return (Double(found) / Double(max(1, relevantCount)), Double(found) / Double(seen))
    }
  }

  private func expectedRelevant(in places: Int) -> Double {
    var left = places
    var found = 0.0
    for tie in ties {
      let taken = min(left, tie.count)
      found += Double(tie.relevant) * Double(taken) / Double(tie.count)
      left -= taken
      if left == 0 { break }
    }
    return found
  }

  private static func averagePrecision(_ ties: [Tie], _ relevant: Int) -> Double? {
    guard relevant > 0 else { return nil }
    var seen = 0
    var found = 0
    var sum = 0.0
    for tie in ties {
      seen += tie.count
      found += tie.relevant
      sum += Double(tie.relevant) * Double(found) / Double(seen)
    }
    return sum / Double(relevant)
  }

  private static func rocArea(_ ties: [Tie], count: Int, relevant: Int) -> Double? {
    let other = count - relevant
    guard relevant > 0, other > 0 else { return nil }
    var above = 0
    var pairs = 0.0
    for tie in ties {
      let notRelevant = tie.count - tie.relevant
      pairs += Double(notRelevant) * (Double(above) + Double(tie.relevant) / 2)
      above += tie.relevant
    }
    return pairs / (Double(relevant) * Double(other))
  }

  private static func ndcg(_ ties: [Tie], _ labels: [Double]) -> Double? {
    func discount(_ place: Int) -> Double { 1 / log2(Double(place) + 1) }
    let ideal = labels.sorted(by: >).enumerated().reduce(0) {
      $0 + $1.element * discount($1.offset + 1)
    }
    guard ideal > 0 else { return nil }
    var place = 1
    var sum = 0.0
    for tie in ties {
      let discounts = (place..<place + tie.count).reduce(0) { $0 + discount($1) }
      sum += tie.gain / Double(tie.count) * discounts
      place += tie.count
    }
    return sum / ideal
  }
}

/// What a random order gives on average over all orders.
package enum RandomOrder {
  /// The expected average precision with `relevant` of `count` items relevant.
  ///
  /// From E[r_j r_k] = R(R-1) / N(N-1) for two places and R/N for one: H/N + (R-1)/(N-1) (1 - H/N)
  /// with H the N-th harmonic number.
  package static func averagePrecision(relevant: Int, count: Int) -> Double? {
    guard relevant > 0 else { return nil }
    guard count > 1 else { return 1 }
    let harmonic = (1...count).reduce(0.0) { $0 + 1 / Double($1) } / Double(count)
    return harmonic + Double(relevant - 1) / Double(count - 1) * (1 - harmonic)
  }
}
