/// A stretch of a text that extractors read, round at least one place where something starts.
struct TextWindow {
  /// Byte offsets in the normalised text.
  var lower: Int
  var upper: Int
  /// What starts in it.
  var hints: TextHints
  /// Whether all that starts in it is numbers that say nothing alone; see `LoneNumbers`.
  var isWeak = false
  /// How many digits start in it; words for numbers count as one, joined ones as a third of their
  /// letters.
  var digits = 0
  /// Its tokens, once it is cut into them.
  var firstToken = 0
  var tokenEnd = 0

  /// Offsets as a range.
  var range: Range<Int> { lower..<upper }

  /// Whether one of `hints` starts in it.
  @inline(__always)
  func holds(_ hints: TextHints) -> Bool { !self.hints.isDisjoint(with: hints) }
}
