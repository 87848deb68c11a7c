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
    /// Looked at and found to be no number of interest: an order number, a postal code.
    case other
  }

  /// Bytes and what they were read as.
  struct Claim {
    var span: ByteSpan
    var reading: Reading
  }

  /// By start. Claims may overlap.
  private(set) var claims: [Claim] = []
  private var longest = 0

  /// Forgets everything, keeping the memory.
  mutating func removeAll() {
    claims.removeAll(keepingCapacity: true)
    longest = 0
  }

  /// Takes `range` for `reading`.
  mutating func claim(_ range: Range<Int>, as reading: Reading) {
    let claim = Claim(span: ByteSpan(range.lowerBound, range.upperBound), reading: reading)
    claims.insert(claim, at: firstIndex(startingAtOrAfter: claim.span.start))
    longest = max(longest, range.count)
  }

  /// The claim that shares at least one byte with `range`; nil if none does. Of several the last
  /// to start.
  func claim(overlapping range: Range<Int>) -> Claim? {
    let span = ByteSpan(range.lowerBound, range.upperBound)
    var index = firstIndex(startingAtOrAfter: span.end)
    while index > 0 {
      index -= 1
      if claims[index].span.overlaps(span) { return claims[index] }
      // No claim that starts before this one is long enough to reach the range.
      if Int(claims[index].span.start) + longest <= range.lowerBound { return nil }
    }
    return nil
  }

  /// Whether no claim shares a byte with `range`.
  func isFree(_ range: Range<Int>) -> Bool {
    claims.isEmpty || claim(overlapping: range) == nil
  }

  /// Whether no claim shares a byte with `token`.
  func isFree(_ token: Token) -> Bool { isFree(token.range) }

  private func firstIndex(startingAtOrAfter offset: UInt32) -> Int {
    var (low, high) = (0, claims.count)
    while low < high {
      let middle = (low + high) / 2
      if claims[middle].span.start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
