internal import Model

/// What a document's matches amount to, without words: a score in a few numbers.
package struct ScoreOutline: Sendable, Equatable {
  /// One family that matched.
  struct FamilySum: Equatable {
    /// Index into the table's families.
    var family: Int
    /// Capped.
    var points: Points
    /// Number of the rule with the most weight; of equals the first.
    var heaviest: Int
  }

  /// Families by id.
  var sums: [FamilySum] = []
  /// Numbers of the composites that hold, ascending.
  var holding: [Int] = []

  /// Nothing matched.
  init() {}
}

/// One thing about an item's links that adds to its score.
struct LinkContribution: Equatable {
  /// The signal's id.
  var id: String
  var points: Points
  /// What was seen, for people: `the same phone number in 4 places within 9 days`.
  var words: String
}
