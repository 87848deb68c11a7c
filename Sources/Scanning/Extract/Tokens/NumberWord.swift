/// What a word says about a number.
struct NumberWord: Sendable, Equatable {
  /// How the word takes part in a number.
  enum Kind: UInt8, Sendable {
    /// It spells no number.
    case none
    /// 0 to 9.
    case digit
    /// 10 to 19, and the Spanish 21 to 29 that are one word.
    case teen
    /// 20, 30 … 90.
    case tens
    /// 100: multiplies what stands before it.
    case hundred
    /// 1000.
    case thousand
    /// "double" or "triple": repeats the digit that follows `value` times.
    case multiplier
  }

  /// How far the spelling alone tells that a number is meant.
  enum Trust: UInt8, Sendable, Comparable {
    /// A usual word that is a number only among others: "for", "to", "ate", "o".
    case onlyAmongOthers
    /// A spelling that few write by mistake: "fore", "sevin", "niner".
    case misspelt
    /// The spelling of the dictionary.
    case standard

    static func < (left: Trust, right: Trust) -> Bool { left.rawValue < right.rawValue }
  }

  /// The language of the word.
  enum Language: UInt8, Sendable {
    case english
    case spanish
  }

  var kind: Kind
  /// The number, or for a multiplier the count.
  var value: UInt16
  var trust: Trust
  var language: Language

  /// No number.
  static let none = NumberWord(kind: .none, value: 0, trust: .standard, language: .english)

  /// Whether the word spells a number or multiplies one.
  var isNumber: Bool { kind != .none }
}
