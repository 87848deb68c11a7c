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
    /// Where among the identifiers found so far what was read stands; nil where it is none.
    var identifier: Int?
  }

  /// The claims up to where the last was taken, by start. Claims may overlap.
  private var before: [Claim] = []
  /// Those behind it, the last first: readers go through a text from its start to its end, so what
  /// they take stands near what they took before.
  private var after: [Claim] = []
  private var longest = 0

  /// How many there are.
  var count: Int { before.count + after.count }

  /// The claim that is `index`th by start.
  subscript(index: Int) -> Claim {
    index < before.count ? before[index] : after[count - 1 - index]
  }

  /// All, by start.
  var inOrder: some RandomAccessCollection<Claim> { (0..<count).lazy.map { self[$0] } }

  /// Forgets everything, keeping the memory.
  mutating func removeAll() {
    before.removeAll(keepingCapacity: true)
    after.removeAll(keepingCapacity: true)
    longest = 0
  }

  /// Takes `range` for `reading`, which is the identifier with the number `identifier` if it is one.
  mutating func claim(_ range: Range<Int>, as reading: Reading, identifier: Int? = nil) {
    let claim = Claim(
      span: ByteSpan(range.lowerBound, range.upperBound), reading: reading, identifier: identifier)
    while let next = after.last, next.span.start < claim.span.start {
      before.append(next)
      after.removeLast()
    }
    while let previous = before.last, previous.span.start >= claim.span.start {
      after.append(previous)
      before.removeLast()
    }
    before.append(claim)
    longest = max(longest, range.count)
  }

  /// The claim that shares at least one byte with `range`; nil if none does. Of several the last
  /// to start.
  func claim(overlapping range: Range<Int>) -> Claim? {
    let span = ByteSpan(range.lowerBound, range.upperBound)
    var index = firstIndex(startingAtOrAfter: span.end)
    while index > 0 {
      index -= 1
      let claim = self[index]
      if claim.span.overlaps(span) { return claim }
      // No claim that starts before this one is long enough to reach the range.
      if Int(claim.span.start) + longest <= range.lowerBound { return nil }
    }
    return nil
  }

  /// Whether no claim shares a byte with `range`.
  func isFree(_ range: Range<Int>) -> Bool {
    count == 0 || claim(overlapping: range) == nil
  }

  /// Whether no claim shares a byte with `token`.
  func isFree(_ token: Token) -> Bool { isFree(token.range) }

  private func firstIndex(startingAtOrAfter offset: UInt32) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].span.start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
