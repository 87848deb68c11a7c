internal import Model

/// Reads dates and ranges of dates, as written: "till Sunday", "Feb 3-6", "this weekend".
struct DateExtractor: Sendable {
  /// The words that start a date without a digit, in lower case.
  static let startingWords =
    ["tonight", "tomorrow", "tonite"]
    + FactWords.all.filter { !$0.value.roles.isDisjoint(with: [.weekday, .until, .thisNext]) }
    .map(\.word)

  /// What must stand behind those that are none alone; see `Follower`.
  static let followers: [String: [String]] = {
    func starts(of roles: FactWord.Roles) -> [String] {
      let words = FactWords.all.filter { !$0.value.roles.isDisjoint(with: roles) }
      return Set(words.map { " " + String($0.word.unicodeScalars.prefix(3)) }).sorted()
    }
    let days = starts(of: [.weekday, .weekend])
    let ends = days + starts(of: .nearDay)
    let articles = FactWords.all.filter { $0.value.roles.contains(.article) }.map(\.word)
    let behindUntil =
      ends + (articles + ["this", "next"]).flatMap { word in days.map { " \(word)\($0)" } }
    let behindNext = days + [" week", " month", " semana"]
    let behindDay = ["-", ".-"] + starts(of: [.to, .until]).flatMap { [$0, "." + $0] }
    var followers: [String: [String]] = [:]
    for (word, value) in FactWords.all {
      if value.roles.contains(.until) { followers[word, default: []] += behindUntil }
      if value.roles.contains(.thisNext) { followers[word, default: []] += behindNext }
      if value.roles.contains(.weekday) { followers[word, default: []] += behindDay }
    }
    return followers
  }()

  /// Appends the dates of `field`; what is claimed already is left alone.
  func extract(from field: FactField, into found: inout Extraction) {
    let reader = DateReader(field: field)
    var next = 0
    for index in field.starters where index >= next {
      guard let last = reader.date(at: index), !field.hasGap(index, last) else { continue }
      if field.isFree(index, last) {
        let text = field.source.string(field.source.range(index, last))
        field.state(.date(text), index, last, in: &found)
      }
      next = last + 1
    }
  }
}

/// Tells where dates end; a date starts at the token asked for.
private struct DateReader {
  let field: FactField

  /// The last token of the date that starts at `index`; nil if none does.
  func date(at index: Int) -> Int? {
    if field.isDigits(index) {
      return numeric(at: index) ?? dayThenMonth(at: index) ?? ordinals(index)
    }
    let roles = field.roles(index)
    if roles.contains(.month), let end = monthThenDay(at: index) { return end }
    if roles.contains(.until), let end = point(at: index + 1, isAlone: true) { return end }
    if roles.contains(.from) || field.isWord(index, "del") {
      if let end = weekdays(at: index + 1) { return end }
      if let first = point(at: index + 1, isAlone: false), field.has(first + 1, [.to, .until]),
        let end = point(at: first + 2, isAlone: false)
      {
        return end
      }
      // "del 3 al 6 de febrero": the range is one date already.
      if field.isWord(index, "del"), let end = dayThenMonth(at: index + 1) { return end }
    }
    if roles.contains(.weekday), let end = weekdays(at: index) { return end }
    if roles.contains(.thisNext),
      field.has(index + 1, [.weekend, .weekday])
        || field.isWord(index + 1, "week") || field.isWord(index + 1, "month")
        || field.isWord(index + 1, "semana")
    {
      return index + 1
    }
    if field.isWord(index, "tonight") || field.isWord(index, "tomorrow")
      || field.isWord(index, "tonite")
    {
      return index
    }
    if field.isWord(index, "the") { return ordinals(index) }
    return nil
  }

  /// One day: a weekday, an ordinal, a date; with `isAlone` also "tomorrow".
  private func point(at index: Int, isAlone: Bool) -> Int? {
    guard index < field.count, !field.startsLine(index) else { return nil }
    if field.has(index, .weekday) { return index }
    if field.has(index, .month), let end = monthThenDay(at: index) { return end }
    if field.isDigits(index) {
      if let end = numeric(at: index) ?? dayThenMonth(at: index) ?? slashed(index) { return end }
      return ordinal(index)
    }
    if field.has(index, .article) || field.isWord(index, "this") || field.isWord(index, "next") {
      if field.has(index + 1, [.weekday, .weekend]) { return index + 1 }
      return field.isDigits(index + 1) ? ordinal(index + 1) ?? dayThenMonth(at: index + 1) : nil
    }
    return isAlone && field.has(index, .nearDay) ? index : nil
  }

  /// "Mon-Thu", "Monday to Thursday".
  private func weekdays(at index: Int) -> Int? {
    guard field.has(index, .weekday) else { return nil }
    let next = field.isSymbol(index + 1, ".") ? index + 2 : index + 1
    guard field.isSymbol(next, "-") || field.has(next, [.to, .until]),
      field.has(next + 1, .weekday)
    else { return nil }
    return next + 1
  }

  /// "Feb 3", "Feb. 3rd - 6th", "February 3 to Feb 6", "February 3, 2011".
  private func monthThenDay(at index: Int) -> Int? {
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
    if let end = rangeEnd(first) { return withYear(end) }
    return withYear(first)
  }

  private func rangeEnd(_ first: Int) -> Int? {
    let link = first + 1
    guard field.isSymbol(link, "-") || field.has(link, [.to, .until]) || field.isSymbol(link, "&")
    else { return nil }
    var next = link + 1
    if field.isWord(next, "the") { next += 1 }
    if field.has(next, .month) { next = field.isSymbol(next + 1, ".") ? next + 2 : next + 1 }
    guard isDay(next) else { return nil }
    return ordinalEnd(next)
  }

  /// "3 February", "3rd of February 2011", "3-6 February", "3 al 6 de febrero".
  private func dayThenMonth(at index: Int) -> Int? {
    guard index < field.count, isDay(index), !field.isGlued(index) || !field.isLetters(index - 1)
    else { return nil }
    var next = ordinalEnd(index) + 1
    if field.isSymbol(next, "-") || field.has(next, [.to, .until]), isDay(next + 1) {
      next = ordinalEnd(next + 1) + 1
    }
    if field.isWord(next, "of") || field.isWord(next, "de") { next += 1 }
    guard next < field.count, field.has(next, .month), !field.startsLine(next),
      !field.isWord(next, "may") || !field.isLetters(next + 1),
      !field.isWord(next, "mar") || field.isCleanRight(next + 1)
    else { return nil }
    return withYear(next)
  }

  /// "the 3rd through the 6th"
  private func ordinals(_ index: Int) -> Int? {
    let day = field.isWord(index, "the") ? index + 1 : index
    guard let first = ordinal(day),
      field.isSymbol(first + 1, "-") || field.has(first + 1, [.to, .until])
    else { return nil }
    let second = field.isWord(first + 2, "the") ? first + 3 : first + 2
    return ordinal(second)
  }

  /// "02/03/2011", "2011-02-06", "3.2.2011", "2/3-2/6".
  private func numeric(at index: Int) -> Int? {
    guard index + 4 < field.count, !field.isGlued(index) || !field.isLetters(index - 1),
      let (second, separator) = joined(index), let (third, other) = joined(second)
    else { return nil }
    let tokens = field.source.tokens
    let values = (tokens[index].key, tokens[second].key, tokens[third].key)
    if separator == other {
      guard joined(third) == nil, separator == 0x2F || separator == 0x2D || separator == 0x2E else {
        return nil
      }
      let isYear = { (value: UInt64) in (1900...2099).contains(value) }
      if isYear(values.0), (1...12).contains(values.1), (1...31).contains(values.2) {
        return third
      }
      let isShort = separator == 0x2F && field.source.tokens[third].byteCount == 2
      guard (1...31).contains(values.0), (1...31).contains(values.1),
        min(values.0, values.1) <= 12, isYear(values.2) || isShort
      else { return nil }
      return third
    }
    // A range of two short dates.
    guard separator == 0x2F, other == 0x2D, let (fourth, last) = joined(third), last == 0x2F,
      joined(fourth) == nil, (1...31).contains(values.0), (1...31).contains(values.1),
      (1...31).contains(values.2), (1...31).contains(field.source.tokens[fourth].key)
    else { return nil }
    return fourth
  }

  /// "2/3", which is a date only behind "until" or in a range.
  private func slashed(_ index: Int) -> Int? {
    guard let (second, separator) = joined(index), separator == 0x2F, joined(second) == nil,
      (1...12).contains(field.source.tokens[index].key),
      (1...31).contains(field.source.tokens[second].key)
    else { return nil }
    return second
  }

  /// The digits joined to those at `index` by a symbol, and the symbol.
  private func joined(_ index: Int) -> (index: Int, symbol: UInt64)? {
    guard index + 2 < field.count, field.isGlued(index + 1), field.isGlued(index + 2),
      field.source.tokens[index + 1].kind == .symbol, field.isDigits(index + 2)
    else { return nil }
    return (index + 2, field.source.tokens[index + 1].key)
  }

  private func isDay(_ index: Int) -> Bool {
    field.isDigits(index) && field.source.tokens[index].byteCount <= 2
      && (1...31).contains(field.source.tokens[index].key)
  }

  /// The ordinal ending behind the day at `index`, else the day.
  private func ordinalEnd(_ index: Int) -> Int {
    field.has(index + 1, .ordinal) && field.isGlued(index + 1) ? index + 1 : index
  }

  /// The last token of "5th"; nil without the ending.
  private func ordinal(_ index: Int) -> Int? {
    guard isDay(index), ordinalEnd(index) > index, !field.isMeasured(index + 1) else { return nil }
    // "2nd floor", "1st class"
    return field.isCleanRight(index + 2) || field.has(index + 2, [.to, .until, .and, .clauseEnd])
      || field.isSymbol(index + 2, "-") ? index + 1 : nil
  }

  private func withYear(_ last: Int) -> Int {
    let next = field.isSymbol(last + 1, ",") ? last + 2 : last + 1
    guard field.isDigits(next), !field.startsLine(next), field.source.tokens[next].byteCount == 4,
      (1900...2099).contains(field.source.tokens[next].key)
    else { return last }
    return next
  }
}
