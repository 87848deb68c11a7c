internal import Foundation

/// One estimated coefficient with its standard error.
package struct Coefficient: Sendable, Equatable, Codable {
  /// The estimate.
  package var estimate: Double
  /// Its standard error, in the same unit.
  package var standardError: Double
  /// Degrees of freedom of its t distribution; infinite for the normal distribution.
  package var degrees: Double

  init(estimate: Double, standardError: Double, degrees: Double = .infinity) {
    self.estimate = estimate
    self.standardError = standardError
    self.degrees = degrees
  }

  /// The estimate in standard errors.
  package var statistic: Double { standardError > 0 ? estimate / standardError : 0 }

  /// Chance of an estimate at least as far from zero, if the truth were zero.
  package var p: Double { Distributions.studentTwoSided(statistic, degrees: degrees) }

  /// The interval that holds the truth in 95 of 100 repetitions.
  package var interval: Interval {
    let reach = Distributions.studentInterval(0.95, degrees: degrees) * standardError
    return Interval(low: estimate - reach, high: estimate + reach)
  }
}

/// A closed range of plausible values.
package struct Interval: Sendable, Equatable, Codable {
  /// The lower end.
  package var low: Double
  /// The upper end; not below the lower one.
  package var high: Double

  init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// Whether the value lies inside.
  func contains(_ value: Double) -> Bool { low <= value && value <= high }

  /// The same range on the scale of ratios.
  var exponential: Interval { Interval(low: exp(low), high: exp(high)) }
}
