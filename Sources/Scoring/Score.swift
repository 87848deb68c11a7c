package import Model

/// What an item's findings amount to, and how that came about.
package struct Score: Sendable, Equatable {
  /// One part of a score.
  package struct Contribution: Sendable, Equatable {
    /// `family age.youth`, `composite composite.youth-obscured` or `link …`.
    package var of: String
    /// May be zero (context only) or negative (reassuring).
    package var points: Points

    /// Takes the parts as they are.
    package init(of: String, points: Points) {
      self.of = of
      self.points = points
    }
  }

  /// The sum of the contributions.
  package var total: Points
  /// Families by id, then composites in the order of the table. Families that add nothing are in
  /// it too, with no points.
  package var contributions: [Contribution]
  /// How soon a person should look.
  package var band: Band
  /// Ids of the families with at least one indicator, by id.
  package var families: [String]
  /// One plain sentence: what was seen and what it weighs.
  package var why: String
}
