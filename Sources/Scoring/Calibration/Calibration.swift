internal import Foundation
package import RulePacks
internal import Model

/// Weights that labels speak for, kept as near the shipped ones as the labels allow.
///
/// A logistic regression on which rules matched, each weight bound to the sign it has and to its
/// family's cap, pulled towards the shipped weight by a penalty that cross-validation chooses.
/// Rules of grade N and R, families that never move a band, composites and links keep their
/// points. Deterministic: folds and resamples follow from the ids.
package struct Calibration: Sendable {
  /// The fewest labels of either kind that weights are proposed from.
  package static let leastPerLabel = 40
  /// The fewest labelled items in which a rule must have matched for its weight to move.
  package static let leastPerRule = 10
  /// Proposed weights are multiples of one over this.
  static let stepsAPoint = 20.0
  private static let foldCount = 5
  private static let resampleCount = 200
  private static let penalties: [Double] = [1000, 300, 100, 30, 10, 3, 1]

  /// A rule whose weight the labels speak of.
  package struct Proposal: Sendable, Equatable {
    /// The rule's id.
    package var rule: String
    /// Labelled items in which it matched, and how many of them are relevant.
    package var precision: Proportion
    /// The weight it has.
    package var shipped: Double
    /// The weight that is proposed.
    package var proposed: Double
    /// 95 % interval of the proposal over resampled labels.
    package var low: Double
    /// Upper end of the interval.
    package var high: Double
  }

  /// How well scores order items that the weights were not fitted on.
  package struct Quality: Sendable {
    /// See `RankingMetrics`.
    package var averagePrecision: Double?
    /// See `RankingMetrics`.
    package var rocArea: Double?
  }

  /// By id.
  package let proposals: [Proposal]
  /// With the weights as they are.
  package let shipped: Quality
  /// With weights fitted on the other folds.
  package let crossValidated: Quality
  /// The penalty that cross-validation chose.
  package let penalty: Double
  /// Labelled items that were used.
  package let count: Int
  /// Of them, the relevant ones.
  package let relevantCount: Int
  /// Items whose families have other points in the queue than these rules and weights give them.
  package let strangeCount: Int

  /// Fits.
  ///
  /// - Parameter evaluation: judged items with their labels, of a queue made with `library`.
  package init(_ evaluation: Evaluation, library: RuleLibrary) throws(ScoringError) {
    let relevantCount = evaluation.relevant.count { $0 }
    let otherCount = evaluation.relevant.count - relevantCount
    guard min(relevantCount, otherCount) >= Self.leastPerLabel else {
      throw .tooFewLabels(
        relevant: relevantCount, other: otherCount, needed: Self.leastPerLabel)
    }
    let data = CalibrationData(evaluation, library: library, leastPerRule: Self.leastPerRule)
    guard !data.rules.isEmpty else {
      throw .noRuleOftenEnough(needed: Self.leastPerRule)
    }
    let folds = evaluation.items.map { Int(Self.hash($0.id) % UInt64(Self.foldCount)) }
    let penalty = Self.choosePenalty(data, folds)
    let whole = data.fit(penalty: penalty, weights: nil)
    let spread = Self.resampledWeights(data, penalty)
    proposals = data.rules.indices.map { feature in
      let rule = data.rules[feature]
      let values = spread.map { $0[feature] }.sorted()
      return Proposal(
        rule: rule.id, precision: rule.precision, shipped: rule.shipped,
        proposed: Self.proposal(whole[feature], shipped: rule.shipped),
        low: values[Int(0.025 * Double(values.count))],
        high: values[values.count - 1 - Int(0.025 * Double(values.count))])
    }
    let labels = evaluation.items.map(\.label)
    func quality(_ scores: [Double]) -> Quality {
      let metrics = RankingMetrics(scores: scores, labels: labels, relevant: evaluation.relevant)
      return Quality(averagePrecision: metrics.averagePrecision, rocArea: metrics.rocArea)
    }
    shipped = quality(data.scores(data.rules.map(\.shipped)))
    var scores = [Double](repeating: 0, count: folds.count)
    for fold in 0..<Self.foldCount {
      let fitted = data.fit(penalty: penalty, weights: folds.map { $0 == fold ? 0 : 1 })
      let all = data.scores(fitted)
      for index in folds.indices where folds[index] == fold { scores[index] = all[index] }
    }
    crossValidated = quality(scores)
    self.penalty = penalty
    count = evaluation.items.count
    self.relevantCount = relevantCount
    strangeCount = data.strangeCount
  }

  /// The largest penalty whose loss is within one standard error of the least: labels must speak
  /// clearly before weights move.
  private static func choosePenalty(_ data: CalibrationData, _ folds: [Int]) -> Double {
    var losses: [(penalty: Double, mean: Double, error: Double)] = []
    for penalty in penalties {
      var perItem: [Double] = []
      for fold in 0..<foldCount {
        perItem += data.losses(
          penalty: penalty, weights: folds.map { $0 == fold ? 0 : 1 },
          on: folds.indices.filter { folds[$0] == fold })
      }
      let mean = perItem.reduce(0, +) / Double(perItem.count)
      let variance =
        perItem.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(perItem.count - 1)
      losses.append((penalty, mean, (variance / Double(perItem.count)).squareRoot()))
    }
    guard let best = losses.min(by: { $0.mean < $1.mean }) else { return penalties[0] }
    return losses.first { $0.mean <= best.mean + best.error }?.penalty ?? best.penalty
  }

  private static func resampledWeights(
    _ data: CalibrationData, _ penalty: Double
  ) -> [[Double]] {
    var state: UInt64 = 0x5EA2C4_11647
    return (0..<resampleCount).map { _ in
      var weights = [Double](repeating: 0, count: data.count)
      for _ in 0..<data.count {
        state = next(state)
        weights[Int((state >> 33) % UInt64(data.count))] += 1
      }
      return data.fit(penalty: penalty, weights: weights)
    }
  }

  /// Knuth's MMIX linear congruential generator; the high bits are used.
  private static func next(_ state: UInt64) -> UInt64 {
    state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
  }

  /// FNV-1a.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } >> 7
  }

  /// The fitted weight on the grid of proposals; the shipped one where it is as near as the grid
  /// tells, for it may lie beside the grid.
  static func proposal(_ fitted: Double, shipped: Double) -> Double {
    // Divided, so that 0.7 is the double that 0.7 is elsewhere: 14 times 0.05 is not.
    func rounded(_ weight: Double) -> Double { (weight * stepsAPoint).rounded() / stepsAPoint }
    return rounded(fitted) == rounded(shipped) ? shipped : rounded(fitted)
  }
}
