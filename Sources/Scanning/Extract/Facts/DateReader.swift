internal import Model

/// Tells where a date that holds the token asked for starts and ends.
///
/// A date is a day or a range of two, with what leads it: "from", "until". A day that is sure by itself
/// ("Feb 3", "tomorrow") needs no lead; a weekday, "the 5th" and "7/19" need one, or a second end.
struct DateReader {
  let field: FactField

  /// How surely a day is one.
  private enum Kind {
    /// A day of a month, a month of a year, or one counted from today.
    case full
    case weekday
    /// "5th"
    case ordinal
    /// "7/19", which may be a fraction.
    case short
    /// "3" before "and 6 March": no day alone.
    case bare
  }

  private struct Point {
    var last: Int
    var kind: Kind
  }

  /// The first and last token of the date whose first day starts at token `index`; nil if none does.
  ///
  /// - Parameter bound: what leads the date is not looked for before this token.
  func date(at index: Int, from bound: Int) -> (first: Int, last: Int)? {
    // "the 3rd through the 6th"
    if field.isWord(index, "the") {
      guard let first = ordinal(index + 1), let end = range(Point(last: first, kind: .ordinal))
      else { return nil }
      return (lead(before: index, bound, isRange: true) ?? index, end)
    }
    guard let point = point(at: index) else { return nil }
    if let end = range(point, isBetween: isBetween(index)) {
      return (lead(before: index, bound, isRange: true) ?? index, end)
    }
    let isWhole = point.kind == .full && isRange(index, point.last)
    let start = lead(before: index, bound, isRange: isWhole)
    switch point.kind {
    case .full: return isStreet(index) ? nil : (start ?? index, point.last)
    case .weekday, .ordinal, .short:
      guard let start, !parts(start).contains(.between) else { return nil }
      return (start, point.last)
    case .bare: return nil
    }
  }

  func parts(_ index: Int) -> DateWords.Parts {
    guard field.isLetters(index) else { return [] }
    return DateWords.table.value(of: field.source.tokens[index], in: field.source.bytes) ?? []
  }

  private func has(_ index: Int, _ some: DateWords.Parts) -> Bool {
    !parts(index).isDisjoint(with: some)
  }

  // MARK: What stands before a date

  /// The first token of "from", "until the" and the like before token `index`; nil if none stands there.
  ///
  /// - Parameter isRange: whether the date has two ends, so that "de" and "du" may lead it.
  private func lead(before index: Int, _ bound: Int, isRange: Bool) -> Int? {
    var at = index - 1
    guard at >= bound, field.isOneLine(max(at, 0), index) else { return nil }
    // "until the", "bis zum", "jusqu'à", "fino al"
    if has(at, .article), at > bound, field.isOneLine(at - 1, at),
      has(at - 1, [.from, .until, .of])
    {
      at -= 1
    }
    if has(at, [.from, .of]), at > bound, field.isWord(at - 1, "partir") {
      let start = at - 2
      return start >= bound && has(start, .to) ? start : at - 1
    }
    if isLinkWord(at), !has(at, [.from, .until]) || field.isWord(at, "a"), at > bound {
      let before = field.isSymbol(at - 1, "'") ? at - 2 : at - 1
      if before >= bound, field.isOneLine(before, at), has(before, .until) { return before }
    }
    if has(at, [.from, .until]) { return at }
    return isRange && has(at, .of) ? at : nil
  }

  private func isLinkWord(_ index: Int) -> Bool {
    has(index, .to) && !has(index, .until) || field.isWord(index, "zum")
      || field.isWord(index, "du")
  }

  private func isBetween(_ index: Int) -> Bool { has(index - 1, .between) }

  /// Whether the date at token `index` is the name of a street.
  private func isStreet(_ index: Int) -> Bool {
    var at = index - 1
    if field.isSymbol(at, ".") { at -= 1 }
    if has(at, [.of, .article]), !has(at, .street) { at -= 1 }
    return has(at, .street)
  }

  // MARK: One day

  private func point(at index: Int) -> Point? {
    if field.isDigits(index) {
      if let last = numeric(at: index) ?? dayThenMonth(at: index) {
        return Point(last: last, kind: .full)
      }
      if let last = slashed(index) {
        return Point(last: last, kind: isDue(index) || isPadded(index, last) ? .full : .short)
      }
      if let last = dotted(index) { return Point(last: last, kind: .short) }
      if let last = ordinal(index) { return Point(last: last, kind: .ordinal) }
      return isBetween(index) && isDay(index) ? Point(last: index, kind: .bare) : nil
    }
    guard index < field.count, field.isLetters(index) else { return nil }
    if field.has(index, .month), !isBehindDay(index),
      let last = monthThenDay(at: index) ?? monthOfYear(at: index)
    {
      return Point(last: last, kind: .full)
    }
    if field.has(index, .weekday) { return weekday(index) }
    let parts = parts(index)
    if parts.contains(.near) {
      return isTomorrow(index) ? Point(last: index, kind: .full) : nil
    }
    if parts.contains(.thisNext), let last = nextSpan(index) {
      return Point(last: last, kind: .full)
    }
    if parts.contains(.span), has(index + 1, .coming) || has(index + 2, .coming) {
      let isLong = field.isWord(index + 1, "que")
      guard isLong || has(index + 1, .coming) else { return nil }
      return Point(last: isLong ? index + 2 : index + 1, kind: .full)
    }
    if parts.contains(.looseDay) {
      let isNamed = field.isSymbol(index + 1, "-") && field.isWord(index + 2, "feira")
      return Point(last: isNamed ? index + 2 : index, kind: .weekday)
    }
    return parts.contains(.shortDay) ? Point(last: index, kind: .weekday) : nil
  }

  /// A weekday with the day of the month behind it: "Sunday, May 4th", "sabato 11".
  private func weekday(_ index: Int) -> Point {
    var next = index + 1
    if field.isSymbol(next, ".") || field.isSymbol(next, ",") { next += 1 }
    if has(next, .article), !field.startsLine(next) { next += 1 }
    guard next < field.count, !field.startsLine(next) else {
      return Point(last: index, kind: .weekday)
    }
    if field.has(next, .month), let last = monthThenDay(at: next) {
      return Point(last: last, kind: .full)
    }
    guard field.isDigits(next) else { return Point(last: index, kind: .weekday) }
    if let last = numeric(at: next) ?? dayThenMonth(at: next) ?? slashed(next) ?? ordinal(next) {
      return Point(last: last, kind: .full)
    }
    // "sabato 11 e domenica 12 aprile"
    if isDay(next), field.has(next + 1, .and), field.has(next + 2, .weekday),
      isDay(next + 3), let last = dayThenMonth(at: next + 3)
    {
      return Point(last: last, kind: .full)
    }
    return Point(last: index, kind: .weekday)
  }

  /// "this weekend", "next Friday", "este fin de semana".
  private func nextSpan(_ index: Int) -> Int? {
    var next = index + 1
    if has(next, .thisNext) { next += 1 }
    guard next < field.count, field.isOneLine(index, next) else { return nil }
    if field.isWord(next, "fin") || field.isWord(next, "fim") {
      return field.isWord(next + 1, "de") && has(next + 2, .span) ? next + 2 : nil
    }
    if field.isWord(next, "week"), field.isSymbol(next + 1, "-"), field.isWord(next + 2, "end") {
      return next + 2
    }
    return has(next, .span) || field.has(next, .weekday) ? next : nil
  }

  /// Whether a word for "tomorrow" at token `index` is no word for "morning".
  private func isTomorrow(_ index: Int) -> Bool {
    // "Tomorrow's Bakery"
    if field.isSymbol(index + 1, "'"), field.isGlued(index + 1) { return false }
    if field.isWord(index, "morgen") {
      return !field.source.tokens[index].flags.contains(.startsCapital)
    }
    guard field.isWord(index, "mañana") || field.isWord(index, "manana") else { return true }
    return !field.isWord(index - 1, "la") && !field.isWord(index - 1, "una")
      && !field.isWord(index - 1, "esta") && !field.isWord(index - 1, "cada")
      && !field.isWord(index - 1, "de")
  }

  /// "17. Juni": a month that has its day before it.
  private func isBehindDay(_ month: Int) -> Bool {
    isDay(field.isSymbol(month - 1, ".") ? month - 2 : month - 1)
      && field.isOneLine(month - 1, month)
  }

  /// Whether the word before token `index` says that something happens then: "by 6/30".
  private func isDue(_ index: Int) -> Bool {
    has(index - 1, .due) && field.isOneLine(index - 1, index)
  }

  // MARK: Ranges

  /// The last token of a range whose first end is `first`; nil if no second end follows.
  private func range(_ first: Point, isBetween: Bool = false) -> Int? {
    let link = field.isSymbol(first.last + 1, ".") ? first.last + 2 : first.last + 1
    let isDash = field.isSymbol(link, "-")
    guard link + 1 < field.count, field.isOneLine(first.last, link + 1),
      isDash || has(link, .to) || isBetween && field.has(link, .and)
    else { return nil }
    var next = link + 1
    if !isDash, has(next, .article) || has(next, .to) || field.isWord(next, "zum") { next += 1 }
    guard next < field.count, field.isOneLine(link, next), let second = point(at: next) else {
      return nil
    }
    switch (first.kind, second.kind) {
    case (.weekday, .weekday):
      return isPairOfDays(first.last, second.last, isDash: isDash) ? second.last : nil
    case (.full, .full), (.ordinal, .ordinal), (.ordinal, .full), (.bare, .full): return second.last
    case (.short, .short):
      return isFraction(first.last) && isFraction(second.last) || field.isMeasured(second.last)
        || has(second.last + 1, .span)
        ? nil : second.last
    default: return nil
    }
  }

  /// Whether two names of days are a range: short ones are with a dash between and not twice the same.
  private func isPairOfDays(_ first: Int, _ second: Int, isDash: Bool) -> Bool {
    let isShort = [first, second].contains {
      !field.has($0, .weekday) && !has($0, .looseDay) && has($0, .shortDay)
    }
    guard isShort else { return true }
    return isDash && field.source.tokens[first].key != field.source.tokens[second].key
  }

  /// Whether the date of tokens `first` to `last` has two ends itself: "3 al 6 de febrero".
  private func isRange(_ first: Int, _ last: Int) -> Bool {
    var at = first + 1
    while at < last {
      if has(at, .to) || field.isSymbol(at, "-"), isDay(at - 1) || isDay(at + 1) { return true }
      at += 1
    }
    return false
  }
}
