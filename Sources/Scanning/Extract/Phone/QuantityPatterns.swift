/// Tells digits that state a price, time, date, height, size or rate by the marks around them.
///
/// Patterns count only where they stand alone: in `21.45.55.01.42` no two groups are a decimal.
struct QuantityPatterns {
  let field: FieldTokens
  let words: PhoneWords

  /// What the digits at a token are.
  enum Verdict: Equatable {
    /// Nothing against a telephone number.
    case free
    /// A unit follows behind a space.
    case beforeUnit
    /// No part of a telephone number, up to and with token `last`.
    case quantity(last: Int)
  }

  /// The verdict on the digits of token `index`.
  func verdict(at index: Int) -> Verdict {
    let token = field.tokens[index]
    if token.byteCount <= 8 {
      if hasCurrency(before: index) { return .quantity(last: amountEnd(index)) }
      if let last = compound(at: index) { return .quantity(last: last) }
      if isGluedUnit(index + 1, behind: token) { return .quantity(last: index + 1) }
      // "80$", but not "214$555$0142"
      if field.isGlued(index + 1), isCurrency(index + 1) || field.isSymbol(index + 1, "%"),
        token.byteCount <= 5, !goesOn(index + 1)
      {
        return .quantity(last: index + 1)
      }
    }
    if token.byteCount <= 4, index + 1 < field.tokens.count, field.tokens[index + 1].isAfterSpace,
      words.role(of: field.tokens[index + 1], in: field.bytes) == .unit
    {
      return .beforeUnit
    }
    return .free
  }

  private func isDigits(_ index: Int, _ lengths: ClosedRange<Int>) -> Bool {
    index >= 0 && index < field.tokens.count && field.tokens[index].kind == .digits
      && lengths.contains(field.tokens[index].byteCount)
  }

  /// Whether a glued symbol and glued digits stand at `index`.
  private func joins(_ index: Int, _ lengths: ClosedRange<Int> = 1...20) -> Bool {
    field.isGlued(index) && field.isGlued(index + 1)
      && (field.tokens[index].kind == .symbol || field.tokens[index].kind == .picture)
      && isDigits(index + 1, lengths)
  }

  /// Whether digits or a number word are joined by a symbol to the front of the digits at `index`.
  private func isJoinedBefore(_ index: Int) -> Bool {
    index >= 2 && field.isGlued(index) && field.isGlued(index - 1) && isNumeral(index - 2)
      && field.tokens[index - 1].kind == .symbol
  }

  /// Whether a symbol and digits or a number word stand at `index` without white space.
  private func goesOn(_ index: Int) -> Bool {
    field.isGlued(index) && field.isGlued(index + 1) && isNumeral(index + 1)
      && (field.tokens[index].kind == .symbol || field.tokens[index].kind == .picture)
  }

  private func isNumeral(_ index: Int) -> Bool {
    isDigits(index, 1...20)
      || (index >= 0 && index < field.tokens.count && field.tokens[index].number.isNumber)
  }

  private func isCurrency(_ index: Int) -> Bool {
    guard index >= 0, index < field.tokens.count else { return false }
    let token = field.tokens[index]
    if token.isSymbol("$") { return true }
    return token.kind == .picture
      && (token.key == 0xA3 || token.key == 0xA5 || token.key == 0x20AC || token.key == 0x20B1
        || token.key == 0x20B9)
  }

  /// A currency sign right before the digits, which is not one of many signs between digits.
  private func hasCurrency(before index: Int) -> Bool {
    guard isCurrency(index - 1) else { return false }
    return
      !(field.isGlued(index) && index >= 2 && isDigits(index - 2, 1...20)
      && field.isGlued(index - 1))
  }

  /// The end of an amount of money that starts at `index`: thousands and cents belong to it.
  private func amountEnd(_ index: Int) -> Int {
    var last = index
    while joins(last + 1, 1...3), field.isSymbol(last + 1, ",") || field.isSymbol(last + 1, ".") {
      last += 2
    }
    return last
  }

  /// Letters right behind digits that are a unit: `80hh`, `23yrs`, `5th`. Units of one letter are
  /// none: they may be noise.
  private func isGluedUnit(_ index: Int, behind token: Token) -> Bool {
    guard field.isGlued(index), index < field.tokens.count, token.byteCount <= 5 else {
      return false
    }
    guard words.role(of: field.tokens[index], in: field.bytes) == .unit else { return false }
    return field.tokens[index].byteCount > 1
      && !(field.isGlued(index + 1) && isDigits(index + 1, 1...20))
  }

  /// The last token of a pattern of digits and symbols that starts at `index`.
  private func compound(at index: Int) -> Int? {
    guard !isJoinedBefore(index),
      !field.isGlued(index) || field.tokens[index - 1].kind != .letters
    else { return nil }
    return time(index) ?? ratio(index) ?? height(index) ?? date(index) ?? allDay(index) ?? measures(
      index)
      ?? thousands(index) ?? decimal(index) ?? address(index)
  }

  /// `10:30`, but not `214:555:0142`.
  private func time(_ index: Int) -> Int? {
    guard isDigits(index, 1...2), field.tokens[index].key < 25, field.isSymbol(index + 1, ":"),
      joins(index + 1, 2...2), field.tokens[index + 2].key < 60, !goesOn(index + 3)
    else {
      return nil
    }
    return index + 2
  }

  /// `2:1,` in a list of them.
  private func ratio(_ index: Int) -> Int? {
    guard isDigits(index, 1...2), field.isSymbol(index + 1, ":"), joins(index + 1, 1...2),
      !goesOn(index + 3), field.isSymbol(index + 3, ",")
    else { return nil }
    return index + 2
  }

  /// `5'4` and `5'4"`.
  private func height(_ index: Int) -> Int? {
    guard isDigits(index, 1...1), field.isSymbol(index + 1, "'"), field.isGlued(index + 1),
      isDigits(index + 2, 1...2), !joins(index + 3)
    else { return nil }
    return field.isSymbol(index + 3, "\"") || field.isSymbol(index + 3, "'") ? index + 3 : index + 2
  }

  /// `2/14/2015`, `2014-12-31`, `14.02.15`.
  private func date(_ index: Int) -> Int? {
    guard joins(index + 1), joins(index + 3), !goesOn(index + 5),
      field.tokens[index + 1].key == field.tokens[index + 3].key
    else { return nil }
    if isYear(index), isDay(index + 2), isDay(index + 4) { return index + 4 }
    if isDay(index), isDay(index + 2), isYear(index + 4) || isDigits(index + 4, 2...2),
      field.tokens[index].key <= 12 || field.tokens[index + 2].key <= 12
    {
      return index + 4
    }
    return nil
  }

  private func isYear(_ index: Int) -> Bool {
    isDigits(index, 4...4) && (1900...2099).contains(field.tokens[index].key)
  }

  private func isDay(_ index: Int) -> Bool {
    isDigits(index, 1...2) && (1...31).contains(field.tokens[index].key)
  }

  /// `24/7`, also with spaces or without a symbol.
  private func allDay(_ index: Int) -> Int? {
    guard isDigits(index, 2...2), field.tokens[index].key == 24 else { return nil }
    for last in [index + 1, index + 2] {
      guard isDigits(last, 1...1), field.tokens[last].key == 7 else { continue }
      if last == index + 2, field.tokens[index + 1].kind == .letters { continue }
      if goesOn(last + 1) { return nil }
      // Without its slash it may be the start of "24 7 1 …".
      if !field.isSymbol(index + 1, "/"), isDigits(last + 1, 1...1) { return nil }
      return last
    }
    return nil
  }

  /// `34-24-36` and `34C-24-36`.
  private func measures(_ index: Int) -> Int? {
    guard isDigits(index, 2...2), (28...60).contains(field.tokens[index].key) else { return nil }
    var next = index + 1
    if field.isGlued(next), next < field.tokens.count, field.tokens[next].kind == .letters,
      field.tokens[next].byteCount <= 3
    {
      next += 1
    }
    guard joins(next, 2...2), joins(next + 2, 2...2), !joins(next + 4),
      (18...50).contains(field.tokens[next + 1].key),
      (28...60).contains(field.tokens[next + 3].key)
    else { return nil }
    return next + 3
  }

  /// `25,000` and `1,250,000`.
  private func thousands(_ index: Int) -> Int? {
    guard isDigits(index, 1...3) else { return nil }
    var last = index
    while field.isSymbol(last + 1, ","), joins(last + 1) {
      guard isDigits(last + 2, 3...3) else { return nil }
      last += 2
    }
    return last > index ? last : nil
  }

  /// `3.5` and `12.50`.
  private func decimal(_ index: Int) -> Int? {
    guard isDigits(index, 1...2), field.isSymbol(index + 1, "."), joins(index + 1, 1...4),
      !goesOn(index + 3),
      field.tokens[index + 2].byteCount != 3 || field.tokens[index].byteCount == 1
    else { return nil }
    return index + 2
  }

  /// Four numbers up to 255 with dots, most of them with several digits: a network address.
  private func address(_ index: Int) -> Int? {
    var long = 0
    for part in 0..<4 {
      let token = index + 2 * part
      guard isDigits(token, 1...3), field.tokens[token].key < 256 else { return nil }
      if field.tokens[token].byteCount > 1 { long += 1 }
      if part < 3, !(joins(token + 1) && field.isSymbol(token + 1, ".")) { return nil }
    }
    return long < 2 || goesOn(index + 7) ? nil : index + 6
  }
}
