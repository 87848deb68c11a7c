internal import Foundation

/// A share with its Wilson score interval.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
/// JASA 22 (1927). Holds for small counts and for shares near 0 and 1.
package struct Proportion: Sendable, Equatable {
  /// How many of `count`.
  package let hits: Int
  /// Of how many; 0 gives the whole range as interval.
  package let count: Int
  /// Lower end of the 95 % interval.
  package let low: Double
  /// Upper end of the 95 % interval.
  package let high: Double

  /// The two-sided 95 % point of the normal distribution.
  private static let z = 1.959963984540054

  /// - Precondition: `0 <= hits <= count`.
  package init(_ hits: Int, of count: Int) {
    precondition(hits >= 0 && hits <= count, "more hits than trials")
    self.hits = hits
    self.count = count
    guard count > 0 else {
      (low, high) = (0, 1)
      return
    }
    let n = Double(count)
    let share = Double(hits) / n
    let square = Self.z * Self.z
    let centre = (share + square / (2 * n)) / (1 + square / n)
    let half =
      Self.z / (1 + square / n) * (share * (1 - share) / n + square / (4 * n * n)).squareRoot()
    low = max(0, centre - half)
    high = min(1, centre + half)
  }

  /// The share itself; nil of nothing.
  package var share: Double? { count == 0 ? nil : Double(hits) / Double(count) }
}
