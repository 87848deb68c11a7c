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
  /// How many rules could not be finished, so that nobody knows whether they match.
  var incompleteCount = 0

  /// Nothing matched.
  init() {}
}

/// One thing about an item's links that adds to its score.
struct LinkContribution: Equatable {
  /// The signal's id.
  var id: String
  var points: Points
  var reason: Reason

  /// What was seen. Words are made of it only for what is shown.
  enum Reason: Equatable {
    /// The most places of one contact, and the days in which they were seen.
    case places(contact: String, places: Int, days: Int)
    case names(contact: String, Int)
    case workAndSex(contact: String)
    case wordingOfContacts(UInt32)
    case wordingInPlaces(UInt32)
    case numberElsewhere

    /// For people: `the same number in 4 places within 9 days`.
    var words: String {
      switch self {
      case .places(let contact, let places, let days):
        "the same \(contact) in \(places) places "
          + (days == 1 ? "on one day" : "within \(days) days")
      case .names(let contact, let count): "the same \(contact) with \(count) names"
      case .workAndSex(let contact):
        "the same \(contact) in ads for work and in commercial-sex ads"
      case .wordingOfContacts(let count): "the same wording under \(count) unconnected contacts"
      case .wordingInPlaces(let count): "the same wording in \(count) places"
      case .numberElsewhere: "a number issued in another state"
      }
    }
  }
}
