/// An amount or a duration, as the reader of prices meets them in a text.
struct PriceItem: Sendable {
  enum Kind: UInt8, Sendable {
    case amount
    case duration
  }

  /// How far the amount is known to be money.
  enum Strength: UInt8, Sendable, Comparable {
    /// A bare number.
    case bare
    /// A word such as "rates" stands before it, or a period of pay behind.
    case cued
    /// It has a currency or a code word.
    case marked

    static func < (left: Strength, right: Strength) -> Bool { left.rawValue < right.rawValue }
  }

  /// How a duration is worded.
  enum Wording: UInt8, Sendable {
    /// "hr", "hour".
    case plain
    /// With its count: "30 min", "2 hrs".
    case counted
    /// "hh", "qv", "half hour": words that ads use for what is sold.
    case code
    /// A usual word that is a duration only among others: "quick".
    case uncertain
  }

  var kind: Kind
  var first: Int
  var last: Int
  /// Hundredths, for amounts.
  var cents = 0
  /// Number in `Currency`, perhaps of a name of several; -1 where none is stated.
  var currency = -1
  var strength = Strength.bare
  var isGrouped = false
  /// Number in `PayPeriod.names`; -1 where none is stated.
  var period = -1
  /// Minutes, for durations; -1 where they are not stated.
  var minutes = -1
  var wording = Wording.plain
  /// Whether "per", "an" or "/" makes it a rate; 2 for words, 1 for "/".
  var rate = 0
  var line = 0
  /// Words between it and the item before: those that say nothing, and others.
  var fillersBefore = 0
  var wordsBefore = 0
  /// Symbols and pictures between it and the item before, and the last of the symbols.
  var symbolsBefore = 0
  var symbolBefore: UInt8 = 0
  /// Whether a comma or the like stands between it and the item before.
  var isParted = false
  /// Whether "for", "per" or "an" stands between it and the item before.
  var isLinked = false
  /// Whether it is the lower end of a range whose upper end is the next item.
  var startsRange = false
}
