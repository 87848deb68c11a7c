/// The place of a rule in the rule book: rules are numbered in the order of their ids.
package struct RuleIndex: Hashable, Comparable, Sendable {
  /// 0-based.
  package let rawValue: UInt16

  /// Takes the number as it is.
  package init(_ rawValue: UInt16) { self.rawValue = rawValue }

  package static func < (left: RuleIndex, right: RuleIndex) -> Bool {
    left.rawValue < right.rawValue
  }
}
