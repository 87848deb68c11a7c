internal import Model

/// Cuts a field into amounts and durations, in order, with what stands between them.
struct PriceItemReader {
  /// Bare numbers that can be an amount, in hundredths.
  private static let bareAmounts = 20_00...20_000_00
  /// Those that can be one behind a word such as "salary".
  private static let cuedAmounts = 20_00...10_000_000_00
  /// Those that can be one before "per hour".
  private static let wages = 7_00...10_000_000_00

  private static let starts: FactWord.Roles = [
    .duration, .half, .full, .quick, .hour, .night, .period, .currency,
  ]

  /// How many tokens from a number its price may reach.
  private static let reach = 16

  let field: FactField
  var items: [PriceItem]
  var line = 0
  var gap = PriceItem(kind: .amount, first: 0, last: 0)
  /// Whether a word such as "rates" governs the next bare number.
  var isCued = false

  /// - Parameter items: memory to fill; emptied.
  init(field: FactField, items: [PriceItem]) {
    self.field = field
    self.items = items
    self.items.removeAll(keepingCapacity: true)
  }

  /// Hands over what was read.
  mutating func take(_ items: inout [PriceItem]) { swap(&items, &self.items) }

  /// Reads the field into `items`, as far as something in it may make prices of numbers.
  mutating func read() {
    var next = 0
    var end = 0
    for window in field.moneyWindows {
      if window.firstToken > end { skip() }
      read(window.firstToken..<window.tokenEnd, &next)
      end = window.tokenEnd
    }
  }

  /// - Parameter next: the first number that a token read from now on may belong to.
  private mutating func read(_ tokens: Range<Int>, _ next: inout Int) {
    var index = tokens.lowerBound
    while index < tokens.upperBound {
      while next < field.quantities.count, field.quantities[next].last + Self.reach < index {
        next += 1
      }
      guard next < field.quantities.count else { return }
      let start = field.quantities[next].first - Self.reach
      if index < start {
        index = start
        skip()
      }
      if field.startsLine(index), index > 0 { line += 1 }
      if let end = readItem(at: index) {
        index = end + 1
      } else {
        pass(index)
        index += 1
      }
    }
  }

  /// Passes over text so far from any number that nothing in it is a price.
  private mutating func skip() {
    line += 1
    gap.wordsBefore += Self.reach
    isCued = false
  }

  private mutating func readItem(at index: Int) -> Int? {
    let token = field.source.tokens[index]
    switch token.kind {
    case .digits: return readNumber(at: index)
    case .symbol, .picture:
      return Currency.number(ofSign: token.key) == nil ? nil : readPrefixed(at: index)
    case .letters:
      if token.number.isNumber || field.has(index, .compound),
        let end = readNumber(at: index)
      {
        return end
      }
      // What starts an item plays one of these parts, or has a symbol joined to it: "h/r", "us$".
      if !field.has(index, Self.starts), !field.marks(index, .mark),
        !field.isGlued(index + 1) || field.source.tokens[index + 1].kind != .symbol
      {
        return nil
      }
      if let end = readPeriod(at: index) { return end }
      if field.isFree(index, index), let end = readDuration(at: index) { return end }
      return readPrefixed(at: index)
    }
  }

  /// Counts a token that is no part of an item.
  private mutating func pass(_ index: Int) {
    let token = field.source.tokens[index]
    switch token.kind {
    case .symbol:
      gap.symbolsBefore += 1
      gap.symbolBefore = UInt8(truncatingIfNeeded: token.key)
      if token.key == 0x2C || token.key == 0x3B || token.key == 0x7C || token.key == 0x21 {
        gap.isParted = true
      }
    case .picture: gap.symbolsBefore += 1
    case .digits:
      gap.wordsBefore += 2
      isCued = false
    case .letters:
      if field.isWord(index, "for") || field.has(index, .per) || field.isWord(index, "an") {
        gap.isLinked = true
      }
      if field.has(index, [.filler, .visit, .codeWord, .priceCue, .per, .to, .from]) {
        gap.fillersBefore += 1
      } else {
        gap.wordsBefore += 1
        isCued = false
      }
      if field.has(index, .priceCue) { isCued = true }
    }
  }

  mutating func append(_ item: PriceItem) {
    var item = item
    item.line = line
    item.fillersBefore = gap.fillersBefore
    item.wordsBefore = gap.wordsBefore
    item.symbolsBefore = gap.symbolsBefore
    item.symbolBefore = gap.symbolBefore
    item.isParted = gap.isParted
    item.isLinked = gap.isLinked
    if item.kind == .amount, let before = items.last, before.kind == .amount,
      gap.wordsBefore == 0, before.line == line
    {
      let isHyphen = gap.symbolsBefore == 1 && gap.symbolBefore == 0x2D && gap.fillersBefore == 0
      let isTo = gap.symbolsBefore == 0 && gap.fillersBefore == 1
      let isFall = item.cents < before.cents && !field.isGlued(item.first)
      if isHyphen && !isFall || isTo && field.has(item.first - 1, .to) {
        items[items.count - 1].startsRange = true
      }
    }
    items.append(item)
    gap = PriceItem(kind: .amount, first: 0, last: 0)
  }

  // MARK: Amounts

  /// "$80", "$$ 80", "US$ 80", "USD 80".
  private mutating func readPrefixed(at index: Int) -> Int? {
    guard let (currency, next) = field.currencyPrefix(at: index), !field.startsLine(next),
      let number = field.quantity(at: next)
    else { return nil }
    let quantity = field.quantities[number]
    guard field.isFree(quantity.first, quantity.last),
      !isMillions(quantity.last), !isMillionsRange(quantity.last)
    else { return nil }
    if isDiscount(quantity.last) {
      gap.wordsBefore += 1
      return quantity.last
    }
    return appendAmount(quantity, from: index, currency: currency, strength: .marked)
  }

  /// "$20 off first visit", "a $10 discount": what is taken off a price is none.
  private func isDiscount(_ last: Int) -> Bool {
    guard field.isLetters(last + 1), !field.startsLine(last + 1) else { return false }
    if field.isWord(last + 1, "discount") { return true }
    guard field.isWord(last + 1, "off") else { return false }
    for word: WordKey in ["season", "street", "peak", "campus", "the", "hwy", "exit"]
    where field.isWord(last + 2, word) { return false }
    return true
  }

  /// The period that a word right before token `first` says of the pay that follows: "时薪 25", "weekly
  /// pay of $800", "sueldo mensual: 9,000".
  private func cuedPeriod(before first: Int) -> Int? {
    var cue = field.isSymbol(first - 1, ":") ? first - 2 : first - 1
    if field.has(cue, .be) || field.isWord(cue, "of") || field.isWord(cue, "de") { cue -= 1 }
    guard field.isLetters(cue), field.isOneLine(cue, first) else { return nil }
    if field.has(cue, .priceCue), !field.has(cue, .period), field.words[cue].value > 0 {
      return Int(field.words[cue].value) - 1
    }
    // "Weekly rate $240, daily $49, …"
    if cue == first - 1, field.has(cue, .period), isAdverb(cue), field.isSymbol(first, "$"),
      field.isCleanLeft(cue), field.isCleanRight(first + 2)
    {
      return items.last?.last == cue ? nil : Int(field.words[cue].value)
    }
    guard cue > 0, field.isOneLine(cue - 1, cue) else { return nil }
    for (pay, period) in [(cue, cue - 1), (cue - 1, cue)]
    where field.has(period, .period) && isAdverb(period) && isPay(pay) {
      // "$900 monthly rent $500 deposit"
      return items.last?.last == period ? nil : Int(field.words[period].value)
    }
    return nil
  }

  /// Whether token `index` names what is paid by the period: "specials" are not.
  private func isPay(_ index: Int) -> Bool {
    for word: WordKey in [
      "pay", "salary", "wage", "wages", "rent", "rate", "fee", "income", "sueldo", "salario",
      "pago", "renta",
    ] where field.isWord(index, word) { return true }
    return false
  }

  private func isMillions(_ last: Int) -> Bool {
    if field.has(last + 1, .million) { return true }
    guard field.isGlued(last + 1) else { return false }
    return field.isWord(last + 1, "m") || field.isWord(last + 1, "mm")
      || field.isWord(last + 1, "b")
  }

  /// "$10-20 million"
  private func isMillionsRange(_ last: Int) -> Bool {
    guard field.isSymbol(last + 1, "-") || field.has(last + 1, .to),
      let number = field.quantity(at: last + 2) ?? field.quantity(at: last + 3)
    else { return false }
    return isMillions(field.quantities[number].last)
  }

  private mutating func appendAmount(
    _ quantity: Quantity, from first: Int, currency: Int, strength: PriceItem.Strength
  ) -> Int {
    var item = PriceItem(kind: .amount, first: first, last: quantity.last)
    item.cents = quantity.cents
    item.currency = currency
    item.strength = strength
    item.isGrouped = quantity.isGrouped
    if let period = cuedPeriod(before: first) {
      item.period = period
      item.strength = max(strength, .cued)
    }
    if let suffix = field.currencySuffix(behind: item.last) {
      if field.isWord(suffix.last, "만원") || field.isWord(suffix.last, "万元") {
        item.cents *= 10_000
      }
      item.last = suffix.last
      // "$800 MXN": the sign is that of many dollars and pesos.
      if item.currency < 0 || item.currency == 0 && suffix.currency > 0 {
        item.currency = suffix.currency
      }
      item.strength = max(item.strength, suffix.strength)
    }
    append(item)
    return item.last
  }

  // MARK: Numbers

  /// An amount or a counted duration that starts with the number at `index`.
  private mutating func readNumber(at index: Int) -> Int? {
    guard let number = field.quantity(at: index) else { return nil }
    let quantity = field.quantities[number]
    if field.has(quantity.last + 1, .hour), isClosing(quantity) || isOpening(quantity) {
      gap.wordsBefore += 2
      return quantity.last + 1
    }
    guard field.isFree(quantity.first, quantity.last),
      quantity.joinBefore != 0x3A, quantity.joinAfter != 0x3A, quantity.joinBefore != 0x2E,
      quantity.joinAfter != 0x2E, !isLabel(quantity), !isAlways(quantity)
    else {
      gap.wordsBefore += 2
      return quantity.last
    }
    if let end = readListedDurations(from: number) ?? readBareLadder(from: number)
      ?? readJoinedDurations(from: number)
      ?? readDurationRange(from: number) ?? readImpliedMinutes(number)
    {
      return end
    }
    if let duration = counted(quantity) {
      if duration.isOffered { append(duration.item) } else { gap.wordsBefore += 2 }
      return duration.item.last
    }
    if let suffix = field.currencySuffix(behind: quantity.last), suffix.strength > .bare,
      !isMillions(quantity.last)
    {
      return appendAmount(quantity, from: quantity.first, currency: -1, strength: .bare)
    }
    guard isBareAmount(quantity) || endsRange(quantity) else {
      gap.wordsBefore += 1
      isCued = false
      return quantity.last
    }
    let end = appendAmount(
      quantity, from: quantity.first, currency: -1,
      strength: isCued || isUsual(quantity) || isSpecial(quantity) || isAdded(quantity)
        ? .cued : .bare)
    return end
  }

  /// "24/7"
  private func isAlways(_ quantity: Quantity) -> Bool {
    quantity.cents == 24_00 && quantity.joinAfter == 0x2F
      && field.isDigits(quantity.last + 2) && field.source.tokens[quantity.last + 2].key == 7
  }

  /// "lun a sáb 10 a 20 h", "from 9 to 21h": the hour at which something closes.
  private func isClosing(_ quantity: Quantity) -> Bool {
    guard quantity.cents <= 24_00, quantity.cents > 12_00, isUpTo(quantity.first - 1) else {
      return false
    }
    let unit = quantity.first - 2
    guard let number = field.quantity(at: field.has(unit, .hour) ? unit - 1 : unit) else {
      return false
    }
    return field.quantities[number].cents < quantity.cents
  }

  /// "das 10h às 20h": the hour at which something opens, behind which that at which it closes stands.
  private func isOpening(_ quantity: Quantity) -> Bool {
    let unit = quantity.last + 1
    guard isUpTo(unit + 1), field.has(unit + 3, .hour),
      let number = field.quantity(at: unit + 2)
    else { return false }
    return isClosing(field.quantities[number])
  }

  private func isUpTo(_ index: Int) -> Bool {
    field.has(index, .to) || field.isWord(index, "às") || field.isWord(index, "as")
  }

  /// "Only $40 … Regular 50.", behind another price.
  private func isUsual(_ quantity: Quantity) -> Bool {
    guard !items.isEmpty, field.isCleanRight(quantity.last + 1),
      field.isOneLine(max(quantity.first - 1, 0), quantity.first)
    else { return false }
    for word: WordKey in ["regular", "normally", "usually", "reg"]
    where field.isWord(quantity.first - 1, word) { return true }
    return false
  }

  /// "Outcall add 40.", behind a price.
  private func isAdded(_ quantity: Quantity) -> Bool {
    guard !items.isEmpty, field.isCleanRight(quantity.last + 1), quantity.cents % 500 == 0 else {
      return false
    }
    let visit = quantity.first - 2
    return (field.isWord(visit + 1, "add") || field.isWord(visit + 1, "plus"))
      && (field.isWord(visit, "outcall") || field.isWord(visit, "outcalls"))
      && field.isOneLine(visit, quantity.first)
  }

  /// "60 special", "50 special till noon"
  private func isSpecial(_ quantity: Quantity) -> Bool {
    let next = quantity.last + 1
    guard field.isWord(next, "special"), !field.startsLine(next), field.isCleanLeft(quantity.first),
      quantity.cents % 500 == 0
    else { return false }
    return field.isCleanRight(next + 1) || field.has(next + 1, [.until, .nearDay])
  }

  /// Whether letters before the number make it part of a name ("Food52") or a label ("room 120").
  private func isLabel(_ quantity: Quantity) -> Bool {
    let before = quantity.first - 1
    guard before >= 0, !field.startsLine(quantity.first) else { return false }
    // "#5", "room # 100"; but not in "##2145550142## 100 donation"
    if field.isSymbol(before, "#") {
      return field.isGlued(quantity.first) || !field.isSymbol(before - 1, "#")
    }
    guard field.isLetters(before) else { return false }
    if field.isGlued(quantity.first) {
      // Scripts without spaces: "时薪25元".
      if field.source.bytes[Int(field.source.tokens[before].start)] >= 0xE3 { return false }
      // "ONLY60 roses"
      if let suffix = field.currencySuffix(behind: quantity.last), suffix.strength > .bare {
        return false
      }
      return !field.has(before, [.duration, .hour, .half, .minute, .codeWord, .currency, .full])
    }
    return field.has(before, .numbered)
  }

  /// The last token of the number to which the one that ends at token `last` is a lower end.
  private func rangeEnd(behind last: Int) -> Int? {
    guard field.isSymbol(last + 1, "-") || field.has(last + 1, .to),
      let number = field.quantity(at: last + 2)
    else { return nil }
    return field.quantities[number].last
  }

  private func isHourly(_ last: Int) -> Bool {
    (field.isSymbol(last + 1, "/") || field.has(last + 1, [.per, .article]))
      && field.has(last + 2, .hour)
  }

  private func isPayInCents(_ quantity: Quantity) -> Bool {
    quantity.isFraction && quantity.cents < 100_00 && quantity.cents % 5 == 0
      && field.source.tokens[quantity.last].byteCount == 2
  }

  /// "$10-15": the lower end says that the upper one is money too.
  private func endsRange(_ quantity: Quantity) -> Bool {
    guard let before = items.last, before.kind == .amount, before.strength == .marked,
      gap.wordsBefore == 0, gap.fillersBefore == 0, quantity.cents > before.cents
    else { return false }
    return gap.symbolsBefore == 1 && gap.symbolBefore == 0x2D
  }

  private func isBareAmount(_ quantity: Quantity) -> Bool {
    let last = rangeEnd(behind: quantity.last) ?? quantity.last
    // "nights 13.50/hr": nothing else has hundredths by the hour.
    let isWage =
      isHourly(last) && (isCued || !field.isSymbol(last + 1, "/") || isPayInCents(quantity))
    let limit = isWage ? Self.wages : isCued ? Self.cuedAmounts : Self.bareAmounts
    guard limit.contains(quantity.cents) || quantity.isGrouped && quantity.cents > 0
    else { return false }
    if !isCued, !quantity.isSpelled, field.source.tokens[quantity.first].byteCount > 5 {
      return false
    }
    let next = quantity.last + 1
    guard next < field.count, !field.startsLine(next) else { return true }
    let token = field.source.tokens[next]
    // "60'hh" is no height.
    if token.kind == .symbol,
      token.key == 0x25 || token.key == 0x22
        || token.key == 0x27 && !(field.isGlued(next + 1) && field.has(next + 1, .duration))
    {
      return false
    }
    if token.kind == .symbol, token.key == 0x2B { return isLeast(quantity) }
    return !field.has(
      next,
      [
        .feet, .centimetre, .metre, .poundWeight, .kilogram, .otherUnit, .ordinal, .million,
        .experience, .year, .yearsOld, .month,
      ])
      && !(field.isGlued(next) && field.isLetters(next)
        && !field.has(next, [.duration, .hour, .half, .quick, .minute])
        && !field.isWord(next, "r") && !(isCued && isVisit(next)))
  }

  /// "rates: 120incall/140outcall"
  private func isVisit(_ index: Int) -> Bool {
    for word: WordKey in ["incall", "incalls", "outcall", "outcalls"]
    where field.isWord(index, word) { return true }
    return false
  }

  /// "30 min 100+": the least for what stands right before; "100+ reviews" counts something.
  private func isLeast(_ quantity: Quantity) -> Bool {
    guard let before = items.last, before.kind == .duration, gap.wordsBefore == 0,
      quantity.cents >= 50_00
    else { return false }
    let next = quantity.last + 2
    return field.startsLine(next) || !field.isLetters(next)
  }
}
