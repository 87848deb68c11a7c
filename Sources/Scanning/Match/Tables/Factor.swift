/// One of the windows by which a rule's matches are found.
struct Factor: Sendable {
  /// The four sets of symbols.
  var window: Window
  /// Where a match can start, counted in code points back from the window, and what else must
  /// stand round it.
  var places: [Place]

  /// How windows lie to matches.
  struct Place: Hashable, Sendable {
    /// The match starts at least this many code points before the window; -1: one behind its first
    /// symbol, which is context.
    var low: Int
    /// And at most this many; nil: without end.
    var high: Int?
    /// Where the eight symbols to compare start, counted from the window.
    var checkOffset: Int
    /// Which bytes of those eight count: 0xFF or 0.
    var checkMask: UInt64
    /// What they must be.
    var checkValue: UInt64
  }
}

/// The factors of one rule.
struct FactorChoice: Sendable {
  var factors: [Factor]
  /// Expected windows a code point.
  var expected: Double
  /// Expected places a code point at which a match may start.
  var expectedStarts: Double
  /// What they cost together: the measure by which they were chosen.
  var cost: Double
  /// Windows of which every match holds one somewhere: the starts that `factors` name are worth
  /// trying only in texts that hold one. Empty where that would spare too little.
  var companions: [Factor] = []
}
