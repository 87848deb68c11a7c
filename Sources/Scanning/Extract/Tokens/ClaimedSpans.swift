internal import Model

/// Which bytes of a normalised text an extractor has read as what, so that the next one does not
/// read them as something else: the digits of a telephone number are no price.
struct ClaimedSpans {
  /// What the bytes were read as.
  enum Reading: UInt8 {
    case link
    case email
    case handle
    case wallet
    case payment
    case phone
    case age
    case clientAge
    case price
    case measure
    case date
    case name
    case place
    /// Looked at and found to be no number of interest: an order number, a postal code.
    case other
  }

  private var claims: [(span: ByteSpan, reading: Reading)] = []

  /// Forgets everything, keeping the memory.
  mutating func removeAll() { claims.removeAll(keepingCapacity: true) }

  /// Takes `range` for `reading`.
  mutating func claim(_ range: Range<Int>, as reading: Reading) {
    claims.append((ByteSpan(range.lowerBound, range.upperBound), reading))
  }

  /// What shares at least one byte with `range`; nil if nothing does. Of several the first claimed.
  func reading(overlapping range: Range<Int>) -> Reading? {
    let span = ByteSpan(range.lowerBound, range.upperBound)
    for claim in claims where claim.span.overlaps(span) { return claim.reading }
    return nil
  }

  /// Whether no claim shares a byte with `range`.
  func isFree(_ range: Range<Int>) -> Bool { reading(overlapping: range) == nil }

  /// Whether no claim shares a byte with `token`.
  func isFree(_ token: Token) -> Bool { isFree(token.range) }
}
