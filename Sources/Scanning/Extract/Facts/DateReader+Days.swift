/// Days of a month, in words and digits.
extension DateReader {
  /// "Feb 3", "Feb. 3rd - 6th", "February 3 to Feb 6", "February 3, 2011".
  func monthThenDay(at index: Int) -> Int? {
    let hasDot = field.isSymbol(index + 1, ".")
    let day = hasDot ? index + 2 : index + 1
    // "moving in June. 28, quiet": only a short form has a dot before its day.
    let isSentenceEnd =
      hasDot && !field.isGlued(day)
      && (field.source.tokens[index].byteCount >= 4 && !field.isWord(index, "sept")
        || field.isWord(index, "may"))
    guard !field.startsLine(day), isDay(day), !isSentenceEnd,
      field.source.tokens[day].isAfterSpace || day == index + 2
    else { return nil }
    let first = ordinalEnd(day)
    return withYear(dayRangeEnd(first) ?? first)
  }

  /// The last token of the second end of "3 - 6", "3rd to Feb 6" behind a month.
  private func dayRangeEnd(_ first: Int) -> Int? {
    let link = first + 1
    guard
      field.isSymbol(link, "-") || !parts(link).isDisjoint(with: .to) || field.isSymbol(link, "&")
    else { return nil }
    var next = link + 1
    if field.isWord(next, "the") { next += 1 }
    if field.has(next, .month) { next = field.isSymbol(next + 1, ".") ? next + 2 : next + 1 }
    guard isDay(next) else { return nil }
    return ordinalEnd(next)
  }

  /// "March 2026", "marzo de 2026"
  func monthOfYear(at index: Int) -> Int? {
    var next =
      field.isSymbol(index + 1, ".") || field.isSymbol(index + 1, ",") ? index + 2 : index + 1
    if field.isWord(next, "de") || field.isWord(next, "of") { next += 1 }
    return next < field.count && !field.isGlued(next) && isYear(next) ? next : nil
  }

  /// "3 February", "3rd of February 2011", "3-6 February", "3 al 6 de febrero", "1. Mai".
  func dayThenMonth(at index: Int) -> Int? {
    guard index < field.count, isDay(index), !field.isGlued(index) || !field.isLetters(index - 1)
    else { return nil }
    var next = ordinalEnd(index) + 1
    if field.isSymbol(next, "-") || !parts(next).isDisjoint(with: .to) {
      let second = parts(next + 1).contains(.article) ? next + 2 : next + 1
      if isDay(second) { next = ordinalEnd(second) + 1 }
    }
    if field.isWord(next, "of") || field.isWord(next, "de") || field.isWord(next, "di")
      || field.isSymbol(next, ".") && field.has(next + 1, .month)
      || field.isSymbol(next, "-") && field.isGlued(next) && field.isGlued(next + 1)
    {
      next += 1
    }
    guard next < field.count, field.has(next, .month), !field.startsLine(next),
      !field.isWord(next, "may") || !field.isLetters(next + 1),
      !field.isWord(next, "mar") || field.isCleanRight(next + 1),
      !field.isWord(next, "mars")
        || !field.isWord(next + 1, "bar") && !field.isWord(next + 1, "bars")
    else { return nil }
    return withYear(next)
  }

  /// "02/03/2011", "2011-02-06", "3.2.2011", "2/3-2/6".
  func numeric(at index: Int) -> Int? {
    guard index + 4 < field.count, !field.isGlued(index) || !field.isLetters(index - 1),
      let (second, separator) = joined(index), let (third, other) = joined(second)
    else { return nil }
    let tokens = field.source.tokens
    let values = (tokens[index].key, tokens[second].key, tokens[third].key)
    if separator == other {
      guard joined(third) == nil, separator == 0x2F || separator == 0x2D || separator == 0x2E else {
        return nil
      }
      if isYear(index), (1...12).contains(values.1), (1...31).contains(values.2) { return third }
      let isShort = separator == 0x2F && tokens[third].byteCount == 2
      guard (1...31).contains(values.0), (1...31).contains(values.1),
        min(values.0, values.1) <= 12, isYear(third) || isShort
      else { return nil }
      return third
    }
    // A range of two short dates.
    guard separator == 0x2F, other == 0x2D, let (fourth, last) = joined(third), last == 0x2F,
      joined(fourth) == nil, (1...31).contains(values.0), (1...31).contains(values.1),
      (1...31).contains(values.2), (1...31).contains(tokens[fourth].key)
    else { return nil }
    return fourth
  }

  /// "2/3", which is a date only behind "until" or in a range.
  func slashed(_ index: Int) -> Int? {
    guard let (second, separator) = joined(index), separator == 0x2F, joined(second) == nil,
      (1...12).contains(field.source.tokens[index].key),
      (1...31).contains(field.source.tokens[second].key), !field.isMeasured(second)
    else { return nil }
    return second
  }

  /// "27.12.", which is a date only behind "until" or in a range.
  func dotted(_ index: Int) -> Int? {
    guard let (second, separator) = joined(index), separator == 0x2E,
      field.isSymbol(second + 1, "."), field.isGlued(second + 1), joined(second) == nil,
      isDay(index), isDay(second), field.source.tokens[second].key <= 12
    else { return nil }
    return second + 1
  }

  /// Whether a short date is written as none but dates are: "21/06".
  func isPadded(_ first: Int, _ last: Int) -> Bool {
    let tokens = field.source.tokens
    guard tokens[first].byteCount == 2, tokens[last].byteCount == 2 else { return false }
    return [first, last].contains { field.source.bytes[Int(tokens[$0].start)] == 0x30 }
  }

  /// Whether the number at token `index` is one that things are parted in.
  func isFraction(_ index: Int) -> Bool {
    [2, 3, 4, 8, 16, 32, 64].contains(field.source.tokens[index].key)
  }

  /// The digits joined to those at `index` by a symbol, and the symbol.
  private func joined(_ index: Int) -> (index: Int, symbol: UInt64)? {
    guard index + 2 < field.count, field.isGlued(index + 1), field.isGlued(index + 2),
      field.source.tokens[index + 1].kind == .symbol, field.isDigits(index + 2)
    else { return nil }
    return (index + 2, field.source.tokens[index + 1].key)
  }

  func isDay(_ index: Int) -> Bool {
    field.isDigits(index) && field.source.tokens[index].byteCount <= 2
      && (1...31).contains(field.source.tokens[index].key)
  }

  private func isYear(_ index: Int) -> Bool {
    field.isDigits(index) && field.source.tokens[index].byteCount == 4
      && (1900...2099).contains(field.source.tokens[index].key)
  }

  /// The ordinal ending behind the day at `index`, else the day.
  private func ordinalEnd(_ index: Int) -> Int {
    (field.has(index + 1, .ordinal) || parts(index + 1).contains(.ordinal))
      && field.isGlued(index + 1)
      ? index + 1 : index
  }

  /// The last token of "5th"; nil without the ending.
  func ordinal(_ index: Int) -> Int? {
    guard isDay(index), field.has(index + 1, .ordinal), field.isGlued(index + 1),
      !field.isMeasured(index + 1)
    else { return nil }
    // "2nd floor", "1st class"
    return field.isCleanRight(index + 2) || field.has(index + 2, [.to, .until, .and, .clauseEnd])
      || field.isSymbol(index + 2, "-") ? index + 1 : nil
  }

  private func withYear(_ last: Int) -> Int {
    var next = last + 1
    if field.isSymbol(next, ",") || field.isWord(next, "de") || field.isWord(next, "del")
      || field.isSymbol(next, "-") && field.isGlued(next)
    {
      next += 1
    }
    return isYear(next) && !field.startsLine(next) ? next : last
  }
}
