internal import Foundation

/// Middle and spread that a few strange days cannot move.
enum Robust {
  /// The middle value, or the mean of the two middle ones; nil of nothing.
  static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }

  /// Median distance from the median, scaled so that it is the standard deviation of normal data.
  static func spread(_ values: [Double]) -> Double? {
    guard let middle = median(values) else { return nil }
    let scale = Distributions.normalQuantile(0.75)
    return median(values.map { abs($0 - middle) }).map { $0 / scale }
  }

  /// Distance of `value` from the median of `baseline`, in its robust spread; nil where that is 0.
  static func z(_ value: Double, baseline: [Double]) -> Double? {
    guard let middle = median(baseline), let spread = spread(baseline), spread > 0 else {
      return nil
    }
    return (value - middle) / spread
  }
}

/// The interval of a share. Source: Wilson 1927.
package enum Wilson {
  /// The 95 % interval of `successes` out of `trials`; nil of no trials.
  package static func interval(successes: Double, trials: Double) -> Interval? {
    guard trials > 0 else { return nil }
    let z = Distributions.normalQuantile(0.975)
    let share = successes / trials
    let size = 1 + z * z / trials
    let middle = (share + z * z / (2 * trials)) / size
    let reach =
      z / size * (share * (1 - share) / trials + z * z / (4 * trials * trials)).squareRoot()
    return Interval(low: max(0, middle - reach), high: min(1, middle + reach))
  }
}

/// A running sum that notices a lasting change. Source: Page 1954.
enum CumulativeSum {
  /// Where a change was noticed and where it seems to have begun; indices into the input.
  struct Change: Equatable {
    var began: Int
    var noticed: Int
    var isRise: Bool
  }

  /// The first change in `z`, which are deviations in standard errors, in order of time.
  ///
  /// - Parameters:
  ///   - slack: deviations below this do not add up.
  ///   - limit: the sum that counts as a change.
  static func change(_ z: [Double], slack: Double = 0.5, limit: Double = 5) -> Change? {
    var (up, down) = (0.0, 0.0)
    var (upStart, downStart) = (0, 0)
    for (index, value) in z.enumerated() {
      if up == 0 { upStart = index }
      if down == 0 { downStart = index }
      up = max(0, up + value - slack)
      down = max(0, down - value - slack)
      if up > limit { return Change(began: upStart, noticed: index, isRise: true) }
      if down > limit { return Change(began: downStart, noticed: index, isRise: false) }
    }
    return nil
  }
}
