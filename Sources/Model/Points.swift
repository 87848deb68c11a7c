/// An amount of score, exact to a thousandth of a point.
///
/// Kept as an integer so that contributions add up to their score with no rounding, in any order.
/// Unitless: only the order of scores has a meaning.
package struct Points: Hashable, Comparable, Sendable {
  /// Thousandths of a point; may be negative.
  package let thousandths: Int

  /// Takes thousandths of a point.
  package init(thousandths: Int) { self.thousandths = thousandths }

  /// Rounds to the nearest thousandth.
  ///
  /// - Precondition: `points` is finite and below 10^12 in size.
  package init(_ points: Double) {
    self.thousandths = Int((points * 1000).rounded())
  }

  /// The amount as a number, for statistics; exact comparisons and sums stay with `Points`.
  package var value: Double { Double(thousandths) / 1000 }

  /// No points.
  package static let zero = Points(thousandths: 0)

  package static func < (left: Points, right: Points) -> Bool {
    left.thousandths < right.thousandths
  }

  package static func + (left: Points, right: Points) -> Points {
    Points(thousandths: left.thousandths + right.thousandths)
  }

  package static func - (left: Points, right: Points) -> Points {
    Points(thousandths: left.thousandths - right.thousandths)
  }

  package static func += (left: inout Points, right: Points) { left = left + right }
}

extension Points: CustomStringConvertible {
  /// Decimal with as few digits as needed: `1.5`, `-0.25`, `3`.
  package var description: String {
    var digits = DigitWriter()
    digits.write(self)
    return digits.text
  }
}
