internal import Foundation
internal import Model
internal import RulePacks

/// Judged items as a regression sees them.
struct CalibrationData {
  /// A rule whose weight may move.
  struct RuleFeature {
    var id: String
    var family: Int
    var shipped: Double
    var cap: Double
    var precision: Proportion
  }

  /// By id.
  let rules: [RuleFeature]
  /// Labelled items.
  var count: Int { items.count }
  /// Items whose families have other points in the queue than the library gives them.
  let strangeCount: Int

  private let items: [Item]
  private let table: ScoringTable
  /// Log-odds a point of the shipped score is worth, and the log-odds of no points.
  private let slope: Double
  private let intercept: Double

  private struct Item {
    /// Indices into `rules`.
    var features: [Int]
    /// Points of matched rules that keep their weight, by family.
    var fixed: [(family: Int, points: Double)]
    /// Points of composites and links.
    var other: Double
    var isRelevant: Bool
  }

  init(_ evaluation: Evaluation, library: RuleLibrary, leastPerRule: Int) {
    let book = library.book
    table = library.scoring
    var features: [RuleFeature] = []
    var featureOfRule: [String: Int] = [:]
    for group in evaluation.rules where group.precision.count >= leastPerRule {
      guard let index = book.index(ofRule: group.name) else { continue }
      let rule = book[index]
      let family = table.familyOfRule[Int(index.rawValue)]
      let grade = rule.evidence.grade
      let isFree =
        rule.scored && grade != .n && grade != .r && table.families[family].countsForBands
        && table.families[family].id != ScoringTable.minorFamily
      guard isFree else { continue }
      featureOfRule[group.name] = features.count
      features.append(
        RuleFeature(
          id: group.name, family: family,
          shipped: table.weights[Int(index.rawValue)].value,
          cap: table.families[family].cap.value,
          precision: group.precision))
    }
    rules = features
    let table = table
    items = zip(evaluation.items, evaluation.relevant).map { item, isRelevant in
      var fixed: [(family: Int, points: Double)] = []
      for id in item.rules where featureOfRule[id] == nil {
        guard let index = book.index(ofRule: id) else { continue }
        fixed.append(
          (
            table.familyOfRule[Int(index.rawValue)],
            table.weights[Int(index.rawValue)].value
          ))
      }
      let inFamilies = item.families.reduce(Points.zero) { $0 + $1.points }
      return Item(
        features: item.rules.compactMap { featureOfRule[$0] }, fixed: fixed,
        other: (item.score - inFamilies).value, isRelevant: isRelevant)
    }
    strangeCount = evaluation.items.count { item in
      Self.points(item, book, table) != item.families.reduce(.zero) { $0 + $1.points }
    }
    let line = Self.line(evaluation)
    (slope, intercept) = line
  }

  /// What the families of an item are worth together; nil where a rule is not there.
  private static func points(
    _ item: JudgedItem, _ book: RuleBook, _ table: ScoringTable
  ) -> Points? {
    var sums: [Int: Points] = [:]
    for id in Set(item.rules) {
      guard let index = book.index(ofRule: id) else { return nil }
      let number = Int(index.rawValue)
      sums[table.familyOfRule[number], default: .zero] += table.weights[number]
    }
    return sums.reduce(.zero) { total, sum in
      let cap = table.families[sum.key].cap
      return total + max(Points.zero - cap, min(cap, sum.value))
    }
  }

  /// Fitted weights, in points, in the order of `rules`.
  ///
  /// - Parameter weights: how often each item counts; nil counts each once.
  func fit(penalty: Double, weights: [Double]?) -> [Double] {
    regression(penalty, weights).coefficients.map { $0 / slope }
  }

  /// The log loss of each item in `indices` under weights fitted with `weights`.
  func losses(penalty: Double, weights: [Double], on indices: [Int]) -> [Double] {
    let fitted = regression(penalty, weights)
    return indices.map { index in
      let probability = fitted.probability(
        features: items[index].features, offset: offset(items[index]))
      let ofLabel = items[index].isRelevant ? probability : 1 - probability
      return -log(max(ofLabel, 1e-12))
    }
  }

  /// The score of every item under `weights`, with the families' caps.
  func scores(_ weights: [Double]) -> [Double] {
    items.map { item in
      var sums: [Int: Double] = [:]
      for feature in item.features { sums[rules[feature].family, default: 0] += weights[feature] }
      for part in item.fixed { sums[part.family, default: 0] += part.points }
      return sums.sorted { $0.key < $1.key }.reduce(item.other) { total, sum in
        let cap = table.families[sum.key].cap.value
        return total + max(-cap, min(cap, sum.value))
      }
    }
  }

  private func offset(_ item: Item) -> Double {
    slope * item.fixed.reduce(item.other) { $0 + $1.points }
  }

  private func regression(_ penalty: Double, _ weights: [Double]?) -> ConstrainedLogistic {
    ConstrainedLogistic(
      items.indices.map { index in
        ConstrainedLogistic.Example(
          features: items[index].features, offset: offset(items[index]),
          isRelevant: items[index].isRelevant, weight: weights?[index] ?? 1)
      },
      bounds: rules.map { rule in
        ConstrainedLogistic.Bound(
          start: slope * rule.shipped, low: rule.shipped < 0 ? -slope * rule.cap : 0,
          high: rule.shipped < 0 ? 0 : slope * rule.cap)
      },
      intercept: intercept, penalty: penalty)
  }

  /// A logistic line through the shipped scores: Newton's method, two unknowns.
  private static func line(_ evaluation: Evaluation) -> (slope: Double, intercept: Double) {
    let scores = evaluation.items.map { $0.score.value }
    var (slope, intercept) = (0.0, 0.0)
    for _ in 0..<50 {
      // A little penalty keeps labels that the score separates wholly from running away.
      var (g0, g1, h00, h01, h11) = (0.0, -0.01 * slope, 1e-6, 0.0, 0.01)
      for (score, isRelevant) in zip(scores, evaluation.relevant) {
        let probability = 1 / (1 + exp(-(intercept + slope * score)))
        let (residual, spread) = (
          (isRelevant ? 1 : 0) - probability, probability * (1 - probability)
        )
        g0 += residual
        g1 += residual * score
        h00 += spread
        h01 += spread * score
        h11 += spread * score * score
      }
      let determinant = h00 * h11 - h01 * h01
      let (d0, d1) = ((g0 * h11 - g1 * h01) / determinant, (g1 * h00 - g0 * h01) / determinant)
      intercept += min(2, max(-2, d0))
      slope += min(2, max(-2, d1))
      if abs(d0) + abs(d1) < 1e-10 { break }
    }
    // Labels that contradict the score leave no scale to speak in; a small one is taken.
    return (max(slope, 0.05), intercept)
  }
}
