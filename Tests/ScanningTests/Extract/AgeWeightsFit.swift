import Foundation

@testable import Scanning

/// Fits `AgeWeights` to samples: logistic regression of three classes with weights kept small by their
/// squares, by the accelerated gradient method of Nesterov.
struct AgeWeightsFit {
  private static let squares = 2.0
  private static let steps = 500
  /// Samples that are no ages weigh more: an age that is none does more harm than one left unread.
  private static let weightOfNone = 2.0
  /// How often samples that are taken for ages wrongly are made to weigh more, and how much.
  private static let rounds = 3
  private static let growth = 3.0
  /// Features that stand in fewer samples have no weight.
  private static let leastCount = 3

  /// For each index into `AgeWeights.table` the points, in whole ones.
  private(set) var points: [(stated: Int, asked: Int)] = []
  private let samples: [AgeSample]
  /// Three for each index: none, stated, asked.
  private var weights: [Double]

  init(_ samples: [AgeSample], count: Int) {
    var counts = [Int](repeating: 0, count: count)
    for sample in samples { for feature in sample.features { counts[feature] += 1 } }
    self.samples = samples.map {
      var sample = $0
      sample.features.removeAll { counts[$0] < Self.leastCount }
      return sample
    }
    weights = [Double](repeating: 0, count: 3 * count)
    var importance = samples.map { $0.label == .none ? Self.weightOfNone : 1 }
    for round in 0..<Self.rounds {
      fit(importance)
      setPoints()
      guard round + 1 < Self.rounds else { break }
      for index in samples.indices where isTakenWrongly(self.samples[index]) {
        importance[index] *= Self.growth
      }
    }
  }

  /// Whether its points come close to making an age of the sample that it is not.
  private func isTakenWrongly(_ sample: AgeSample) -> Bool {
    var sum = AgeWeights.Points(stated: 4, asked: 4)
    for feature in sample.features {
      sum.add(.init(stated: Int32(points[feature].stated), asked: Int32(points[feature].asked)))
    }
    var sample = sample
    sample.points = sum
    return sample.decided != .none && sample.decided != sample.label
  }

  private mutating func setPoints() {
    func rounded(_ weight: Double) -> Int { Int(max(-127, min(127, (16 * weight).rounded()))) }
    points = stride(from: 0, to: weights.count, by: 3).map {
      (rounded(weights[$0 + 1] - weights[$0]), rounded(weights[$0 + 2] - weights[$0]))
    }
  }

  private mutating func fit(_ importance: [Double]) {
    let rate = 1 / (steepness(importance) + Self.squares)
    var (ahead, best, momentum) = (weights.map { _ in 0.0 }, weights.map { _ in 0.0 }, 1.0)
    for _ in 0..<Self.steps {
      var gradient = ahead.map { Self.squares * $0 }
      for (sample, weight) in zip(samples, importance) {
        var shares = (0..<3).map { kind in
          exp(sample.features.reduce(0) { $0 + ahead[3 * $1 + kind] })
        }
        let sum = shares.reduce(0, +)
        for kind in 0..<3 {
          shares[kind] = weight * (shares[kind] / sum - (kind == sample.label.rawValue ? 1 : 0))
        }
        for feature in sample.features {
          for kind in 0..<3 { gradient[3 * feature + kind] += shares[kind] }
        }
      }
      let next = (1 + (1 + 4 * momentum * momentum).squareRoot()) / 2
      for index in ahead.indices {
        let new = ahead[index] - rate * gradient[index]
        ahead[index] = new + (momentum - 1) / next * (new - best[index])
        best[index] = new
      }
      momentum = next
    }
    weights = best
  }

  /// A bound of how fast the gradient changes: half the largest eigenvalue of the samples' products.
  private func steepness(_ importance: [Double]) -> Double {
    var vector = [Double](repeating: 1, count: weights.count / 3)
    var value = 1.0
    for _ in 0..<20 {
      var next = vector.map { _ in 0.0 }
      for (sample, weight) in zip(samples, importance) {
        let sum = weight * sample.features.reduce(0) { $0 + vector[$1] }
        for feature in sample.features { next[feature] += sum }
      }
      value = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
      vector = next.map { $0 / value }
    }
    return 0.51 * value
  }
}
