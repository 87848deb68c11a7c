internal import Model

/// Reads telephone numbers, plain and hidden.
///
/// A number is read from atoms: runs of digits, number words in English and Spanish with the
/// misspellings ads use, also letter by letter ("f i v e"), words such as "double five", and letters
/// that look like digits beside digits. Between atoms may stand symbols, white space, emoji, a few joining words ("then",
/// "dash"), and letters as noise. North American numbers must fit their plan (area code, exchange);
/// others need `+`, 00, 011, a messenger link or their country's name, or a trunk 0 in a document whose
/// places are all in one country.
///
/// Precision goes before recall. A reading costs by what it asks the reader to overlook: unusual
/// separators, line ends, joining words, digit groups across the ends of area code or exchange.
/// It is taken up to a limit that is higher behind a word that announces a number ("call"), and
/// other words between its parts are allowed only there. Digits are never read where
/// - a currency sign, a unit (`hr`, `lbs`, `yrs`), a percent sign, or a time, date, height, size,
///   decimal or network address claims them;
/// - a word announces another number (order, reference, postal code, id);
/// - they are a list of round or rising amounts (price ladders), years, or counting;
/// - more digits are joined to them in the same way (card and serial numbers), or they stand in a
///   hash, an e-mail address, or a file name in a link.
/// What this gives up: numbers of fewer than ten digits, ten digits in odd groups that nothing
/// announces, numbers with ordinary sentences between their parts, and words on keys other than
/// behind a toll-free area code.
struct PhoneExtractor: Sendable {
  private let parts: PhoneParts

  /// - Parameter numbers: the words that the tokens were marked with.
  init(numbers: NumberWords, platforms: PlatformNames) {
    parts = PhoneParts(numbers: numbers, platforms: platforms)
  }

  /// Appends the numbers of `field`, and a fact for every one that plain reading would have missed.
  func extract(from field: FieldTokens, scratch: PhoneScratch, into found: inout Extraction) {
    scratch.phones.removeAll(keepingCapacity: true)
    // One reader for all windows: their tokens are in order, and no run goes on from one to the next.
    var reader: PhoneRunReader?
    for window in field.windows where window.mayHoldPhone {
      guard let tokens = tokensWithDigits(field, window) else { continue }
      if reader == nil {
        reader = PhoneRunReader(field, claims: found.claims, parts: parts, scratch: scratch)
      }
      reader?.read(tokens)
    }
    for phone in scratch.phones {
      found.add(
        .phone(e164: "+\(phone.number)", obscured: phone.isObscured), phone.range, in: field,
        as: .phone)
      if phone.isObscured { found.add(.phoneObscured, phone.range, in: field) }
    }
  }

  /// Appends the numbers with a trunk 0 that the places of the document give a country, once all its
  /// fields are read.
  ///
  /// - Parameter first: the index of its first identifier.
  func conclude(scratch: PhoneScratch, from first: Int, into found: inout Extraction) {
    guard !scratch.national.isEmpty else { return }
    NationalNumbers.add(scratch.national, plan: parts.plan, from: first, to: &found)
    scratch.national.removeAll(keepingCapacity: true)
  }

  /// From the first to the last digit of `window`, with what may belong to them; nil where no seven
  /// digits stand so near each other that they may be one number, counting the most that words can
  /// spell.
  private func tokensWithDigits(_ field: FieldTokens, _ window: TextWindow) -> Range<Int>? {
    var digits = 0
    // Where the digits counted start, and the last that counts.
    var first = window.firstToken
    var last = -1
    var hasEnough = false
    // Words since the last digit that may not stand in a number.
    var others = 0
    var index = window.firstToken
    while index < window.tokenEnd {
      defer { index += 1 }
      let token = field.tokens[index]
      switch token.kind {
      case .digits:
        if digits == 0, !hasEnough { first = index }
        digits += token.byteCount
        others = 0
        last = index
      case .letters:
        if token.byteCount == 1, let word = parts.spelled.word(at: index, field) {
          if digits == 0, !hasEnough { first = index }
          digits += 1
          others = 0
          index = word.last
          last = index
          break
        }
        let added = self.digits(of: index, field, window, isAmongDigits: digits > 0)
        if digits == 0, added > 0, !hasEnough { first = index }
        digits += added
        if added > 0 {
          others = 0
          last = index
        } else if digits > 0, !isGluedToDigits(index, field),
          parts.words.role(of: token, in: field.bytes) == nil
        {
          others += 1
          // As the reader of runs ends them.
          if others > 2 { digits = 0 }
        }
      case .symbol, .picture: break
      }
      if digits >= 7 { hasEnough = true }
    }
    guard hasEnough else { return nil }
    // Signs, letters that look like digits and parts of words stand at most so far outside.
    return max(first - 6, window.firstToken)..<min(last + 7, window.tokenEnd)
  }

  private func isGluedToDigits(_ index: Int, _ field: FieldTokens) -> Bool {
    field.isGlued(index) && field.tokens[index - 1].kind == .digits
      || field.isGlued(index + 1) && field.tokens[index + 1].kind == .digits
  }

  /// The most digits that the letters at `index` can spell.
  @inline(__always)
  private func digits(
    of index: Int, _ field: FieldTokens, _ window: TextWindow, isAmongDigits: Bool
  ) -> Int {
    let token = field.tokens[index]
    if token.number.isNumber { return 3 }
    if isAmongDigits, token.byteCount <= 4,
      parts.lookAlikes.digits(of: token, in: field.bytes) != nil
    {
      return token.byteCount
    }
    // Capitals behind "800-".
    if isAmongDigits, token.flags.contains(.startsCapital), field.isSymbol(index - 1, "-"),
      field.isGlued(index), token.byteCount >= 3
    {
      return min(token.byteCount, 7)
    }
    // Several words without a space: at most one digit for three letters.
    guard token.byteCount >= 6, window.hints.contains(.numberWords),
      parts.lookAlikes.numbers.pairs.mayStart(token.key),
      parts.lookAlikes.numbers.startsNumber(field.bytes + Int(token.start), token.byteCount)
    else { return 0 }
    return token.byteCount / 3
  }
}
