/// A stretch of a text that extractors read, round at least one place where something starts.
struct TextWindow {
  /// Byte offsets in the normalised text.
  var lower: Int
  var upper: Int
  /// What starts in it.
  var hints: TextHints
  /// Whether all that starts in it is numbers that say nothing alone; see `LoneNumbers`.
  var isWeak = false
  /// The most digits that start in it, letters that look like digits aside, and in how many runs or
  /// words they stand.
  var digits = 0
  var runs = 0

  /// Whether digits may stand in it that are enough for a telephone number, a few of them as letters
  /// that look like digits.
  var mayHoldPhone: Bool { digits >= 7 || runs >= 3 || runs == 2 && digits >= 4 }

  /// Its tokens, once it is cut into them.
  var firstToken = 0
  var tokenEnd = 0

  /// Offsets as a range.
  var range: Range<Int> { lower..<upper }

  /// Whether one of `hints` starts in it.
  @inline(__always)
  func holds(_ hints: TextHints) -> Bool { !self.hints.isDisjoint(with: hints) }
}
