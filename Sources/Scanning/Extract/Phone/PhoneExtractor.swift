internal import Model

/// Reads telephone numbers, plain and hidden.
///
/// A number is read from atoms: runs of digits, number words in English and Spanish with the
/// misspellings ads use, words such as "double five", and letters that look like digits beside
/// digits. Between atoms may stand symbols, white space, emoji, a few joining words ("then",
/// "dash"), and letters as noise. North American numbers must fit their plan (area code, exchange);
/// others need `+`, 00, 011, a messenger link or their country's name.
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
/// announces, and numbers with ordinary sentences between their parts.
struct PhoneExtractor: Sendable {
  private let parts: PhoneParts

  /// - Parameter numbers: the words that the tokens were marked with.
  init(numbers: NumberWords) { parts = PhoneParts(numbers: numbers) }

  /// Appends the numbers of `field`, and a fact for every one that plain reading would have missed.
  func extract(from field: FieldTokens, scratch: PhoneScratch, into found: inout Extraction) {
    guard hasEnoughDigits(field) else { return }
    scratch.phones.removeAll(keepingCapacity: true)
    var reader = PhoneRunReader(field, claims: found.claims, parts: parts, scratch: scratch)
    reader.read()
    for phone in scratch.phones {
      found.add(
        .phone(e164: "+\(phone.number)", obscured: phone.isObscured), phone.range, in: field,
        as: .phone)
      if phone.isObscured { found.add(.phoneObscured, phone.range, in: field) }
    }
  }

  /// Whether some stretch without a gap holds seven digits, counting the most that words can spell.
  private func hasEnoughDigits(_ field: FieldTokens) -> Bool {
    var digits = 0
    for token in field.tokens {
      if token.flags.contains(.afterGap) { digits = 0 }
      switch token.kind {
      case .digits: digits += token.byteCount
      case .letters:
        if token.number.isNumber {
          digits += 3
        } else if digits > 0, token.byteCount <= 4,
          parts.lookAlikes.digits(of: token, in: field.bytes) != nil
        {
          digits += token.byteCount
        } else if token.byteCount >= 6, field.hints.contains(.numberWords),
          parts.lookAlikes.numbers.pairs.mayStart(token.key)
        {
          // Several words without a space: at most one digit for three letters.
          let start = field.bytes + Int(token.start)
          if parts.lookAlikes.numbers.startsNumber(start, token.byteCount) {
            digits += token.byteCount / 3
          }
        }
      case .symbol, .picture: break
      }
      if digits >= 7 { return true }
    }
    return false
  }
}
