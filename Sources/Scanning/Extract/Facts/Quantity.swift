/// A number in a text, in digits or in words.
struct Quantity: Sendable {
  /// Its tokens.
  var first: Int
  var last: Int
  /// Hundredths: 8050 for "80.50".
  var cents: Int
  /// Whether it has digits behind a decimal point, or is a fraction.
  var isFraction: Bool
  /// Whether words spell it.
  var isSpelled: Bool
  /// Whether it is written with `k` or with thousands grouped.
  var isGrouped: Bool
  /// The symbol that joins it, without spaces, to a number before and behind; 0 where there is none.
  var joinBefore: UInt8
  var joinAfter: UInt8

  /// The number where it is whole.
  var whole: Int? { isFraction || cents % 100 != 0 ? nil : cents / 100 }

  /// Whether a number stands right before or behind, joined by a symbol: a date, a measure, a
  /// telephone number.
  var isJoined: Bool { joinBefore != 0 || joinAfter != 0 }
}

/// Reads numbers from tokens.
struct QuantityReader {
  /// The largest number read; what is longer is an identifier of some sort.
  private static let limit: UInt64 = 99_999_999

  let field: FieldTokens
  let words: UnsafeBufferPointer<FactWord>

  /// The number that starts at token `index`; nil if none does.
  func read(at index: Int) -> Quantity? {
    let token = field.tokens[index]
    var quantity: Quantity?
    if token.kind == .digits {
      quantity = digits(at: index)
    } else if token.kind == .letters {
      quantity = spelled(at: index)
    }
    guard var result = quantity else { return nil }
    result.joinBefore = join(before: result.first)
    result.joinAfter = join(behind: result.last)
    return result
  }

  /// "0491": a zero before two digits or more is that of a telephone number or another code.
  private func isCode(_ token: Token) -> Bool {
    token.byteCount >= 3 && field.bytes[Int(token.start)] == 0x30
  }

  private func digits(at index: Int) -> Quantity? {
    let tokens = field.tokens
    var value = tokens[index].key
    guard value <= Self.limit, tokens[index].byteCount <= 8, !isCode(tokens[index]) else {
      return nil
    }
    var last = index
    var isGrouped = false
    while tokens[index].byteCount <= 3, value > 0, value < 1_000_000,
      let next = gluedDigits(behind: last, ",", byteCount: 3)
        ?? gluedDigits(behind: last, ".", byteCount: 3)
    {
      value = value * 1000 + tokens[next].key
      last = next
      isGrouped = true
    }
    if last == index, let (whole, end) = lakhs(from: index) {
      return made(index, end, Int(whole) * 100, isGrouped: true)
    }
    if last == index, let whole = spacedThousands(from: index) {
      return made(index, index + 1, whole * 100, isGrouped: true)
    }
    // "1oo": letters that look like zeros.
    if let zeros = zeros(behind: last), value > 0, value < 1000 {
      for _ in 0..<zeros { value *= 10 }
      last += 1
    }
    var cents = Int(value) * 100
    if isBehindPoint(index), last == index, value == 5, tokens[index].byteCount == 1 {
      return made(index, index, 50, isFraction: true)
    }
    var isFraction = false
    if let next = decimals(behind: last) {
      cents += Int(tokens[next].key) * (tokens[next].byteCount == 1 ? 10 : 1)
      isFraction = cents % 100 != 0
      last = next
    } else if let end = half(at: index) {
      return made(index, end, 50, isFraction: true)
    } else if value <= 12, last == index, index + 1 < tokens.count, tokens[index + 1].isAfterSpace,
      tokens[index + 1].kind == .digits, let end = half(at: index + 1)
    {
      return made(index, end, cents + 50, isFraction: true)
    }
    if cents < 1_000_000, field.isWord(last + 1, "k"), field.isGlued(last + 1) {
      cents *= 1000
      last += 1
      isGrouped = true
      isFraction = cents % 100 != 0
    }
    return made(index, last, cents, isFraction: isFraction, isGrouped: isGrouped)
  }

  /// "1,15,000": thousands in threes and all above in twos, as India groups them; and the last token.
  private func lakhs(from index: Int) -> (value: UInt64, last: Int)? {
    guard field.tokens[index].byteCount <= 2, field.tokens[index].key > 0 else { return nil }
    var (value, last) = (field.tokens[index].key, index)
    while value < Self.limit / 1000, let next = gluedDigits(behind: last, ",", byteCount: 2) {
      value = value * 100 + field.tokens[next].key
      last = next
    }
    guard last > index, value <= Self.limit / 1000,
      let end = gluedDigits(behind: last, ",", byteCount: 3),
      gluedDigits(behind: end, ",") == nil
    else { return nil }
    return (value * 1000 + field.tokens[end].key, end)
  }

  /// The number whose thousands a space parts, where a currency says that it is one: "28 000 kr",
  /// "2 500 Kč". Behind more than one digit only round thousands: "80 120 €" are two amounts.
  private func spacedThousands(from index: Int) -> Int? {
    let (first, next) = (field.tokens[index], index + 1)
    guard first.byteCount <= 3, first.key > 0, next + 1 < field.tokens.count,
      field.tokens[next].kind == .digits, field.tokens[next].byteCount == 3,
      field.tokens[next].start == first.end + 1,
      !field.tokens[next].flags.contains(.lineStart),
      field.tokens[next].key == 0 || first.byteCount == 1 && field.tokens[next].key % 50 == 0,
      index == 0 || field.tokens[index - 1].kind != .digits && !field.isGlued(index),
      !field.tokens[next + 1].flags.contains(.lineStart),
      words[next + 1].roles.contains(.currency)
        || field.tokens[next + 1].kind != .letters
          && Currency.number(ofSign: field.tokens[next + 1].key) != nil
          && !field.isSymbol(next + 1, "$")
    else { return nil }
    return Int(first.key * 1000 + field.tokens[next].key)
  }

  /// How many letters O are glued behind token `index`, with nothing behind them; nil for none.
  private func zeros(behind index: Int) -> Int? {
    guard field.isGlued(index + 1), !field.isGlued(index + 2) || !isWordPart(index + 2) else {
      return nil
    }
    if field.isWord(index + 1, "o") { return 1 }
    if field.isWord(index + 1, "oo") { return 2 }
    return field.isWord(index + 1, "ooo") ? 3 : nil
  }

  private func isWordPart(_ index: Int) -> Bool {
    field.tokens[index].kind == .letters || field.tokens[index].kind == .digits
  }

  /// Whether token `index` follows a decimal point that no digit stands before: ".5".
  private func isBehindPoint(_ index: Int) -> Bool {
    guard field.isSymbol(index - 1, "."), field.isGlued(index) else { return false }
    return index == 1 || !field.isGlued(index - 1)
  }

  private func made(
    _ first: Int, _ last: Int, _ cents: Int, isFraction: Bool = false, isSpelled: Bool = false,
    isGrouped: Bool = false
  ) -> Quantity {
    Quantity(
      first: first, last: last, cents: cents, isFraction: isFraction, isSpelled: isSpelled,
      isGrouped: isGrouped, joinBefore: 0, joinAfter: 0)
  }

  /// The digits glued behind token `index` by `symbol`.
  private func gluedDigits(
    behind index: Int, _ symbol: Unicode.Scalar, byteCount: Int? = nil
  ) -> Int? {
    guard index + 2 < field.tokens.count, field.isSymbol(index + 1, symbol),
      field.isGlued(index + 1), field.isGlued(index + 2), field.tokens[index + 2].kind == .digits
    else { return nil }
    if let byteCount, field.tokens[index + 2].byteCount != byteCount { return nil }
    return index + 2
  }

  /// One or two digits behind a decimal point or comma, unless more points follow, as in a date.
  private func decimals(behind index: Int) -> Int? {
    guard let next = gluedDigits(behind: index, ".") ?? gluedDigits(behind: index, ","),
      field.tokens[next].byteCount <= 2, gluedDigits(behind: next, ".") == nil
    else { return nil }
    // "18,19" is a list; "1,63" and "99,50" are not.
    if field.isSymbol(index + 1, ","), field.tokens[next].byteCount == 1 { return nil }
    return next
  }

  /// The last token of `1/2` at `index`.
  private func half(at index: Int) -> Int? {
    guard field.tokens[index].key == 1, field.tokens[index].byteCount == 1,
      let end = gluedDigits(behind: index, "/"),
      field.tokens[end].key == 2, field.tokens[end].byteCount == 1,
      gluedDigits(behind: end, "/") == nil, join(before: index) == 0 || join(before: index) == 0x2D
    else { return nil }
    return end
  }

  private func spelled(at index: Int) -> Quantity? {
    if words[index].roles.contains(.compound) {
      let value = Int(words[index].value)
      let ones = value % 10 == 0 ? self.ones(behind: index) : nil
      return made(index, ones?.last ?? index, (value + (ones?.value ?? 0)) * 100, isSpelled: true)
    }
    guard starts(index) else { return nil }
    if let hidden = hiddenHundreds(at: index) { return hidden }
    var total = 0
    var last = index
    var next = index
    // Each turn takes one word; the parts of a number never grow, so it ends after a few.
    reading: while next < field.tokens.count {
      let word = field.tokens[next].number
      switch word.kind {
      case .digit:
        guard total == 0 || (total % 10 == 0 && total % 100 != 10) else { break reading }
        total += Int(word.value)
      case .teen:
        guard total % 100 == 0 else { break reading }
        total += Int(word.value)
      case .tens:
        // "one eighty"
        if (1...9).contains(total) { total *= 100 }
        guard total % 100 == 0 else { break reading }
        total += Int(word.value)
      case .hundred:
        guard total < 100 else { break reading }
        total = max(total, 1) * 100
      case .thousand:
        guard total < 1000 else { break reading }
        total = max(total, 1) * 1000
      case .none, .multiplier: break reading
      }
      last = next
      guard let following = following(next, after: word, total) else { break reading }
      next = following
    }
    return made(index, last, total * 100, isSpelled: true)
  }

  /// "one00", "two0O": a word for 1 to 9 with zeros, or letters O, joined to it.
  private func hiddenHundreds(at index: Int) -> Quantity? {
    let word = field.tokens[index].number
    guard word.kind == .digit, word.value > 0 else { return nil }
    var (last, zeros) = (index, 0)
    while field.isGlued(last + 1), isWordPart(last + 1), zeros < 3 {
      let token = field.tokens[last + 1]
      guard token.kind == .digits && token.key == 0 || token.isWord("o") || token.isWord("oo")
      else {
        return nil
      }
      zeros += token.byteCount
      last += 1
    }
    guard (2...3).contains(zeros), !field.isGlued(last + 1) || !isWordPart(last + 1) else {
      return nil
    }
    return made(index, last, Int(word.value) * (zeros == 2 ? 100_00 : 1000_00), isSpelled: true)
  }

  /// The word for 1 to 9 behind a round number of another language, past "et", "e" or a hyphen.
  private func ones(behind index: Int) -> (value: Int, last: Int)? {
    var next = index + 1
    if field.isSymbol(next, "-"), field.isGlued(next), field.isGlued(next + 1) {
      next += 1
      if field.isWord(next, "et"), field.isSymbol(next + 1, "-") { next += 2 }
    } else if next < field.tokens.count, words[next].roles.contains(.and) {
      next += 1
    }
    guard next < field.tokens.count, !field.tokens[next].flags.contains(.lineStart) else {
      return nil
    }
    return NumberNames.ones.value(of: field.tokens[next], in: field.bytes).map { ($0, next) }
  }

  /// The next word of the same number, past "and", "y" or a hyphen.
  private func following(_ index: Int, after word: NumberWord, _ total: Int) -> Int? {
    var next = index + 1
    if field.isSymbol(next, "-"), field.isGlued(next), field.isGlued(next + 1) {
      next += 1
    } else if next < field.tokens.count, words[next].roles.contains(.and),
      field.isWord(next, "y") || word.kind == .hundred
    {
      next += 1
    }
    guard next < field.tokens.count, starts(next) || isMisspelt(next, behind: word) else {
      return nil
    }
    switch (word.kind, field.tokens[next].number.kind) {
    case (.tens, .digit): return field.tokens[next].number.value > 0 ? next : nil
    case (.digit, .tens): return word.value > 0 && next == index + 1 ? next : nil
    case (.digit, .hundred), (.digit, .thousand), (.teen, .hundred), (.tens, .thousand),
      (.teen, .thousand), (.hundred, .thousand):
      return next
    case (.hundred, .teen), (.hundred, .tens), (.hundred, .digit): return next
    default: return nil
    }
  }

  /// Whether token `index` is a misspelt word for 1 to 9 right behind one for tens, where hardly
  /// anything else is meant; a usual word is one only before years: "twenty sevin", "twenty for y.o.".
  private func isMisspelt(_ index: Int, behind word: NumberWord) -> Bool {
    let token = field.tokens[index]
    guard word.kind == .tens, token.number.kind == .digit, token.number.language == .english else {
      return false
    }
    return token.number.trust == .misspelt
      || index + 1 < field.tokens.count
        && (!words[index + 1].roles.isDisjoint(with: [.yearsOld, .year])
          || field.isWord(index + 1, "y"))
  }

  /// Whether token `index` is a number word that stands by itself.
  private func starts(_ index: Int) -> Bool {
    let token = field.tokens[index]
    guard token.number.isNumber, token.number.kind != .multiplier,
      token.number.trust == .standard || token.number.kind == .tens,
      !field.isGlued(index) || field.tokens[index - 1].kind != .digits
    else { return false }
    return true
  }

  private func join(before first: Int) -> UInt8 {
    guard first >= 2, field.isGlued(first), field.isGlued(first - 1),
      field.tokens[first - 1].kind == .symbol, field.tokens[first - 2].kind == .digits
    else { return 0 }
    return UInt8(truncatingIfNeeded: field.tokens[first - 1].key)
  }

  private func join(behind last: Int) -> UInt8 {
    guard last + 2 < field.tokens.count, field.isGlued(last + 1), field.isGlued(last + 2),
      field.tokens[last + 1].kind == .symbol, field.tokens[last + 2].kind == .digits
    else { return 0 }
    return UInt8(truncatingIfNeeded: field.tokens[last + 1].key)
  }
}
