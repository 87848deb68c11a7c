internal import Foundation

/// Logistic regression on yes-or-no features, with bounds on every coefficient and a quadratic
/// penalty on its distance from where it starts.
///
/// Minimises -log likelihood + penalty / 2 * sum (b - start)^2 within the bounds, which is convex:
/// cyclic coordinate descent with clipped Newton steps finds the one minimum.
struct ConstrainedLogistic {
  /// A feature's coefficient: where it starts and how far it may go.
  struct Bound: Sendable, Equatable {
    var start: Double
    var low: Double
    var high: Double
  }

  /// One labelled item.
  struct Example: Sendable {
    /// Indices of the features it has, each once.
    var features: [Int]
    /// A known part of its log-odds.
    var offset: Double
    var isRelevant: Bool
    /// How often it counts; 0 leaves it out.
    var weight: Double
  }

  private(set) var intercept: Double
  private(set) var coefficients: [Double]

  private static let mostSweeps = 200
  private static let tolerance = 1e-7

  /// Fits.
  ///
  /// - Parameters:
  ///   - intercept: where the intercept starts; it carries no penalty.
  ///   - penalty: above 0; the larger, the closer coefficients stay to their start.
  init(_ examples: [Example], bounds: [Bound], intercept: Double, penalty: Double) {
    self.intercept = intercept
    coefficients = bounds.map(\.start)
    var members = [[Int]](repeating: [], count: bounds.count)
    for (number, example) in examples.enumerated() where example.weight > 0 {
      for feature in example.features { members[feature].append(number) }
    }
    var odds = examples.map { example in
      intercept + example.offset + example.features.reduce(0) { $0 + bounds[$1].start }
    }
    let all = examples.indices.filter { examples[$0].weight > 0 }
    for _ in 0..<Self.mostSweeps {
      var largest = abs(step(examples, all, &odds) { $0 / max($1, 1e-9) })
      for (feature, bound) in bounds.enumerated() where !members[feature].isEmpty {
        let old = coefficients[feature]
        let change = step(examples, members[feature], &odds) { gradient, curvature in
          let wanted =
            old + (gradient - penalty * (old - bound.start)) / max(curvature + penalty, 1e-9)
          return min(bound.high, max(bound.low, wanted)) - old
        }
        coefficients[feature] += change
        largest = max(largest, abs(change))
      }
      if largest < Self.tolerance { break }
    }
    // The intercept's part of every step is in `odds`; it is read off one example.
    if let first = all.first {
      self.intercept =
        odds[first] - examples[first].offset
        - examples[first].features.reduce(0) { $0 + coefficients[$1] }
    }
  }

  /// The probability for an item with `features` and a known part `offset`.
  func probability(features: [Int], offset: Double) -> Double {
    let odds = intercept + offset + features.reduce(0) { $0 + coefficients[$1] }
    return 1 / (1 + exp(-odds))
  }

  /// Moves the log-odds of `members` by what `change` makes of gradient and curvature there.
  private func step(
    _ examples: [Example], _ members: [Int], _ odds: inout [Double],
    _ change: (_ gradient: Double, _ curvature: Double) -> Double
  ) -> Double {
    var gradient = 0.0
    var curvature = 0.0
    for member in members {
      let probability = 1 / (1 + exp(-odds[member]))
      let weight = examples[member].weight
      gradient += weight * ((examples[member].isRelevant ? 1 : 0) - probability)
      curvature += weight * probability * (1 - probability)
    }
    // Newton steps may overshoot far from the minimum.
    let change = min(2, max(-2, change(gradient, curvature)))
    for member in members { odds[member] += change }
    return change
  }
}
