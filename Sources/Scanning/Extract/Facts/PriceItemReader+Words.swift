/// Durations and periods of pay that words state by themselves.
extension PriceItemReader {
  /// "hh", "half hour", "an hour", "overnight", "quick visit".
  mutating func readDuration(at index: Int) -> Int? {
    let roles = field.roles(index)
    if roles.isDisjoint(with: [.duration, .half, .full, .quick, .hour, .night]) {
      return readLetteredDuration(at: index)
    }
    if field.isWord(index, "h"), let end = readLetteredDuration(at: index) { return end }
    var item = PriceItem(kind: .duration, first: index, last: index)
    if roles.contains(.duration) {
      item.minutes = Int(field.words[index].value)
      // "ss" is one only among others.
      item.wording = item.minutes < 0 ? .uncertain : .code
    } else if roles.contains(.half) {
      guard let end = halfEnd(index) else { return nil }
      item.last = end
      item.minutes = 30
      item.wording = .code
    } else if roles.contains(.full),
      field.has(index + 1, .hour) || field.has(index + 1, .night)
        || field.isWord(index + 1, "la") && field.has(index + 2, .night)
    {
      item.last = field.isWord(index + 1, "la") ? index + 2 : index + 1
      item.minutes = field.has(index + 1, .hour) ? 60 : -1
      item.wording = .code
    } else if field.isWord(index, "full"),
      let before = items.suffix(4).last(where: { $0.kind == .duration }),
      before.minutes == 30
    {
      item.minutes = 60
      item.wording = .code
    } else if roles.contains(.quick) {
      item.last = field.has(index + 1, .visit) ? index + 1 : index
      item.minutes = 15
      item.wording = item.last > index ? .code : .uncertain
    } else if roles.contains(.night), field.words[index].value == 1 {
      item.wording = .code
    } else if roles.contains(.hour) {
      return readHour(at: index)
    } else {
      return nil
    }
    guard !isSchedule(behind: item.last) else { return nil }
    append(item)
    return item.last
  }

  /// The last token of "half", "half hour", "half an hour"; nil where half of something else is meant.
  private func halfEnd(_ index: Int) -> Int? {
    var next = index + 1
    if field.isSymbol(next, "-") || field.isWord(next, "an") || field.isWord(next, "a") {
      next += 1
    }
    if field.has(next, .hour), !field.startsLine(next) { return next }
    guard field.isWord(index, "half") || field.isWord(index, "hlf") || field.isWord(index, "hf")
    else { return nil }
    return field.isCleanRight(index + 1) || field.isDigits(index + 1)
      || field.isSymbol(index + 1, "$")
      || field.isSymbol(index + 1, "(") || field.has(index + 1, [.codeWord, .and, .be])
      ? index : nil
  }

  private mutating func readHour(at index: Int) -> Int? {
    if let end = readNamedHours(at: index) { return end }
    // "180 h hr"
    if field.isWord(index, "h"), field.isWord(index + 1, "hr"), field.isOneLine(index, index + 1) {
      var half = PriceItem(kind: .duration, first: index, last: index + 1)
      half.minutes = 30
      half.wording = .code
      append(half)
      return half.last
    }
    // "business hours", "24 hrs" that no number takes; "$22/hr days" is pay for shifts.
    let isRate = field.isSymbol(index - 1, "/") && field.isGlued(index)
    guard field.words[index].value != 1, isRate || !isSchedule(behind: index) else { return nil }
    var item = PriceItem(kind: .duration, first: index, last: index)
    item.minutes = 60
    if field.words[index].value == 2 {
      item.rate = 2
    } else if field.isSymbol(index - 1, "/") {
      item.rate = 1
    } else if field.has(index - 1, .per) || isRateOfLanguage(index)
      || !field.isWord(index - 2, "for")
        && (field.isWord(index - 1, "an") || field.isWord(index - 1, "a")
          || field.isWord(index - 1, "la"))
    {
      // "an hour is 150" is a rung of a ladder.
      item.rate = field.has(index + 1, .be) ? 0 : 2
    }
    // "25 zł za godzinę" is pay, and a rung of a ladder beside others.
    if field.isWord(index - 1, "za") || field.isWord(index - 1, "за") { item.rate = 1 }
    if field.has(index + 1, .and) || field.isSymbol(index + 1, "&") {
      let next = field.isWord(index + 2, "a") ? index + 3 : index + 2
      if field.has(next, .half) {
        item.minutes = 90
        item.last = next
        item.rate = 0
      }
    }
    append(item)
    return item.last
  }

  /// "de l'heure", "all'ora", "pro Stunde", "в час": what other languages say for "an hour".
  private func isRateOfLanguage(_ index: Int) -> Bool {
    if field.isSymbol(index - 1, "'"), field.isGlued(index) {
      return field.isWord(index - 2, "l") || field.isWord(index - 2, "all")
    }
    for word: WordKey in ["pro", "par", "je", "die", "в"] where field.isWord(index - 1, word) {
      return true
    }
    return false
  }

  /// "два часа", "zwei Stunden": hours that a word of another language counts.
  private mutating func readNamedHours(at index: Int) -> Int? {
    guard index > 0, field.words[index].value == 1, field.isOneLine(index - 1, index),
      let count = NumberNames.ones.value(of: field.source.tokens[index - 1], in: field.source.bytes)
    else { return nil }
    var item = PriceItem(kind: .duration, first: index - 1, last: index)
    item.minutes = 60 * count
    item.wording = .counted
    // The number was passed as a word.
    gap.wordsBefore = max(0, gap.wordsBefore - 1)
    append(item)
    return index
  }

  /// "h/h", "h/r", "q.v.", "p/h", "1h" that stands for itself.
  private mutating func readLetteredDuration(at index: Int) -> Int? {
    guard field.isSymbol(index + 1, "/") || field.isSymbol(index + 1, "."),
      field.isGlued(index + 1), field.isGlued(index + 2),
      !field.isGlued(index + 3)
        || !field.isLetters(index + 3)
    else { return nil }
    var item = PriceItem(kind: .duration, first: index, last: index + 2)
    item.wording = .code
    if field.isWord(index, "h"), field.isWord(index + 2, "h") || field.isWord(index + 2, "hr") {
      item.minutes = 30
    } else if field.isWord(index, "h"), field.isWord(index + 2, "r") {
      item.minutes = 60
    } else if field.isWord(index, "q"), field.isWord(index + 2, "v") || field.isWord(index + 2, "k")
    {
      item.minutes = 15
    } else if field.isWord(index, "p"), field.isWord(index + 2, "h") {
      item.minutes = 60
      item.rate = 2
    } else {
      return nil
    }
    append(item)
    return item.last
  }

  /// "per week", "a month", "weekly" behind an amount, to which it is added.
  mutating func readPeriod(at index: Int) -> Int? {
    guard let before = items.last, before.kind == .amount, before.line == line, before.period < 0,
      gap.wordsBefore == linkCount(before: index), field.has(index, .period),
      !field.has(index + 1, .year)
    else { return nil }
    let isLinked =
      field.has(index - 1, .per) || field.isWord(index - 1, "a") || field.isWord(index - 1, "an")
      || field.isWord(index - 1, "al") || field.isWord(index - 1, "la")
      || field.isWord(index - 1, "el")
      || field.isSymbol(index - 1, "/") || gap.wordsBefore > 0
    let isBeside =
      gap.fillersBefore + gap.symbolsBefore == 0 && before.strength == .marked
      && before.cents >= 100_00 && field.isCleanRight(index + 1)
    guard isLinked || isBeside || isAdverb(index) && gap.fillersBefore + gap.symbolsBefore <= 1
    else {
      return nil
    }
    let last = items.count - 1
    // "20 a day" counts something; "500 a week" may be pay, "por 50 a la semana" is.
    if before.strength == .bare, !before.isGrouped, before.cents < 100_00,
      !field.isWord(before.first - 1, "por") || !field.isWord(index - 1, "la")
    {
      return nil
    }
    items[last].period = Int(field.words[index].value)
    items[last].strength = max(before.strength, .cued)
    items[last].last = index
    // "$2,000 semanales MXN"
    if field.has(index + 1, .currency), field.isLetters(index + 1), !field.startsLine(index + 1),
      Currency.isTold(items[last].currency, by: Int(field.words[index + 1].value))
    {
      items[last].currency = Int(field.words[index + 1].value)
      items[last].last = index + 1
      gap = PriceItem(kind: .amount, first: 0, last: 0)
      return index + 1
    }
    gap = PriceItem(kind: .amount, first: 0, last: 0)
    return index
  }

  /// How many words that only link an amount to a period of its language stand right before it:
  /// "brutto im Monat", "par mois", "в месяц".
  private func linkCount(before index: Int) -> Int {
    var count = 0
    while count < 3, field.isLetters(index - 1 - count), isLink(index - 1 - count) { count += 1 }
    return count
  }

  private func isLink(_ index: Int) -> Bool {
    for word: WordKey in ["im", "pro", "par", "i", "в", "pe", "na", "brutto", "netto", "bruto"]
    where field.isWord(index, word) { return !field.has(index, .filler) }
    return false
  }

  private static let nouns = WordTable(PayPeriod.nouns.map { ($0, true) })

  /// Whether the word says "per" itself: "weekly", "pcm".
  func isAdverb(_ index: Int) -> Bool {
    Self.nouns.value(of: field.source.tokens[index], in: field.source.bytes) == nil
  }
}
