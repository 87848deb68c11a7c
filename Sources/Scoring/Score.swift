package import Model

/// What an item's findings amount to, and how that came about, in numbers.
package struct Score: Sendable, Equatable {
  /// What points come from.
  package enum Part: Sendable, Equatable {
    /// Index into the families of the scoring table.
    case family(Int)
    /// Index into its composites.
    case composite(Int)
    /// Index into the links that were given.
    case link(Int)
  }

  /// One part of a score.
  package struct Contribution: Sendable, Equatable {
    package var part: Part
    /// May be zero (context only) or negative (reassuring).
    package var points: Points
  }

  /// The sum of the contributions.
  package var total: Points
  /// Families by id, then composites in the order of the table, then links. Families that add
  /// nothing are in it too, with no points.
  package var contributions: [Contribution]
  /// How soon a person should look.
  package var band: Band
}
