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
  private var isCued = false

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
      if !field.has(index, Self.starts),
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
      if isHyphen || isTo && field.has(item.first - 1, .to) {
        items[items.count - 1].startsRange = true
      }
    }
    items.append(item)
    gap = PriceItem(kind: .amount, first: 0, last: 0)
  }

  // MARK: Amounts

  /// "$80", "$$ 80", "US$ 80", "USD 80".
  private mutating func readPrefixed(at index: Int) -> Int? {
    guard let (currency, next) = currencyPrefix(at: index), !field.startsLine(next),
      let number = field.quantity(at: next)
    else { return nil }
    let quantity = field.quantities[number]
    guard field.isFree(quantity.first, quantity.last),
      !isMillions(quantity.last), !isMillionsRange(quantity.last)
    else { return nil }
    return appendAmount(quantity, from: index, currency: currency, strength: .marked)
  }

  private func currencyPrefix(at index: Int) -> (currency: Int, next: Int)? {
    var next = index
    if field.isLetters(index) {
      if field.isSymbol(index + 1, "$"), field.isGlued(index + 1) {
        let word: Int? =
          field.isWord(index, "us") || field.isWord(index, "u") || field.isWord(index, "usd")
          ? 0
          : field.isWord(index, "c") || field.isWord(index, "ca") || field.isWord(index, "cad")
            ? 4
            : field.isWord(index, "a") || field.isWord(index, "au")
              ? 5 : field.isWord(index, "r") ? 6 : field.isWord(index, "mx") ? 3 : nil
        return word.map { ($0, index + 2) }
      }
      guard field.has(index, .currency) else { return nil }
      return (Int(field.words[index].value), index + 1)
    }
    guard let sign = Currency.number(ofSign: field.source.tokens[index].key) else { return nil }
    while next + 1 < field.count,
      field.source.tokens[next + 1].key == field.source.tokens[index].key,
      field.source.tokens[next + 1].kind == field.source.tokens[index].kind
    { next += 1 }
    return (sign, next + 1)
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
    if let suffix = suffix(behind: item.last) {
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

  /// A currency or code word behind a number.
  private func suffix(behind last: Int) -> (currency: Int, strength: PriceItem.Strength, last: Int)?
  {
    // "$1,500+ USD"
    let next = field.isSymbol(last + 1, "+") && field.has(last + 2, .currency) ? last + 2 : last + 1
    guard next < field.count, !field.startsLine(next) else { return nil }
    let token = field.source.tokens[next]
    if token.kind == .letters {
      if field.has(next, .currency) { return (Int(field.words[next].value), .marked, next) }
      if field.has(next, .codeWord) { return (-1, .marked, next) }
      if field.isWord(next, "in"), field.has(next + 1, .codeWord) { return (-1, .marked, next + 1) }
      if field.has(next, .pounds) { return (2, .bare, next) }
      if field.isGlued(next), field.isWord(next, "e") { return (1, .marked, next) }
      if field.isGlued(next), field.isWord(next, "r") { return (-1, .bare, next) }
      if field.isWord(next, "obo") || field.isWord(next, "ono") { return (-1, .cued, next) }
      // "150 US$"
      if field.isWord(next, "us"), field.isSymbol(next + 1, "$") { return (0, .marked, next + 1) }
      return nil
    }
    guard token.kind != .digits else { return nil }
    if Currency.isCodePicture(token.key) { return (-1, .marked, next) }
    guard let sign = Currency.number(ofSign: token.key) else { return nil }
    // "80 $120": the sign belongs to what follows.
    let behind = next + 1
    if field.quantity(at: behind) != nil, !field.startsLine(behind),
      !field.isGlued(next) || field.isGlued(behind)
    {
      return nil
    }
    return (sign, .marked, next)
  }

  // MARK: Numbers

  /// An amount or a counted duration that starts with the number at `index`.
  private mutating func readNumber(at index: Int) -> Int? {
    guard let number = field.quantity(at: index) else { return nil }
    let quantity = field.quantities[number]
    guard field.isFree(quantity.first, quantity.last),
      quantity.joinBefore != 0x3A, quantity.joinAfter != 0x3A, quantity.joinBefore != 0x2E,
      quantity.joinAfter != 0x2E, !isLabel(quantity)
    else {
      gap.wordsBefore += 2
      return quantity.last
    }
    if let end = readListedDurations(from: number) { return end }
    if let duration = counted(quantity) {
      if duration.isOffered { append(duration.item) } else { gap.wordsBefore += 2 }
      return duration.item.last
    }
    if let suffix = suffix(behind: quantity.last), suffix.strength > .bare,
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
      quantity, from: quantity.first, currency: -1, strength: isCued ? .cued : .bare)
    return end
  }

  /// Whether letters before the number make it part of a name ("Food52") or a label ("room 120").
  private func isLabel(_ quantity: Quantity) -> Bool {
    let before = quantity.first - 1
    guard before >= 0, !field.startsLine(quantity.first) else { return false }
    if field.isSymbol(before, "#") { return true }
    guard field.isLetters(before) else { return false }
    if field.isGlued(quantity.first) {
      return !field.has(before, [.duration, .hour, .half, .minute, .codeWord, .currency, .full])
    }
    return field.has(before, .numbered)
  }

  private func isHourly(_ last: Int) -> Bool {
    (field.isSymbol(last + 1, "/") || field.has(last + 1, [.per, .article]))
      && field.has(last + 2, .hour)
  }

  /// "$10-15": the lower end says that the upper one is money too.
  private func endsRange(_ quantity: Quantity) -> Bool {
    guard let before = items.last, before.kind == .amount, before.strength == .marked,
      gap.wordsBefore == 0, gap.fillersBefore == 0, quantity.cents > before.cents
    else { return false }
    return gap.symbolsBefore == 1 && gap.symbolBefore == 0x2D
  }

  private func isBareAmount(_ quantity: Quantity) -> Bool {
    let isWage = isHourly(quantity.last) && (isCued || !field.isSymbol(quantity.last + 1, "/"))
    let limit = isWage ? Self.wages : isCued ? Self.cuedAmounts : Self.bareAmounts
    guard limit.contains(quantity.cents) || quantity.isGrouped && quantity.cents > 0
    else { return false }
    if !isCued, !quantity.isSpelled, field.source.tokens[quantity.first].byteCount > 5 {
      return false
    }
    let next = quantity.last + 1
    guard next < field.count, !field.startsLine(next) else { return true }
    let token = field.source.tokens[next]
    if token.kind == .symbol, token.key == 0x25 || token.key == 0x27 || token.key == 0x22 {
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
        && !field.isWord(next, "r"))
  }

  /// "30 min 100+": the least for what stands right before; "100+ reviews" counts something.
  private func isLeast(_ quantity: Quantity) -> Bool {
    guard let before = items.last, before.kind == .duration, gap.wordsBefore == 0,
      quantity.cents >= 50_00
    else { return false }
    let next = quantity.last + 2
    return field.startsLine(next) || !field.isLetters(next)
  }

  /// "15/30/60 min": every number of the list takes its unit.
  private mutating func readListedDurations(from number: Int) -> Int? {
    guard field.quantities[number].joinBefore == 0, field.quantities[number].joinAfter == 0x2F
    else { return nil }
    var last = number
    while field.quantities[last].joinAfter == 0x2F, last + 1 < field.quantities.count,
      field.quantities[last + 1].joinBefore == 0x2F,
      field.quantities[last + 1].cents > field.quantities[last].cents
    { last += 1 }
    guard last > number, let end = counted(field.quantities[last]), end.isOffered,
      field.isFree(field.quantities[number].first, end.item.last)
    else { return nil }
    let scale = end.item.minutes * 100 / max(field.quantities[last].cents, 1)
    for index in number...last {
      var item = end.item
      item.first = field.quantities[index].first
      item.last = index == last ? end.item.last : field.quantities[index].last
      item.minutes = field.quantities[index].cents * scale / 100
      // Parted, so that they are no parts of one duration.
      gap.isParted = true
      append(item)
    }
    return end.item.last
  }

  /// "30 min", "1.5 hours", "2hrs", "1/2 hour"; not offered where it is a wait, a way or a shift.
  private func counted(_ quantity: Quantity) -> (item: PriceItem, isOffered: Bool)? {
    var unit = quantity.last + 1
    guard unit < field.count, !field.startsLine(unit) else { return nil }
    if field.isSymbol(unit, "-"), field.isGlued(unit), field.isGlued(unit + 1),
      field.has(unit + 1, [.minute, .hour])
    {
      unit += 1
    }
    var item = PriceItem(kind: .duration, first: quantity.first, last: unit)
    item.wording = .counted
    if field.has(unit, .minute)
      || field.isWord(unit, "m") && field.isGlued(unit) && quantity.cents % 500 == 0
        && quantity.cents >= 1000
    {
      guard let minutes = quantity.whole, (5...600).contains(minutes) else { return nil }
      item.minutes = minutes
      return (item, !isSchedule(behind: unit))
    }
    guard field.has(unit, .hour) else {
      guard quantity.isFraction, quantity.cents == 50 else { return nil }
      item.last = quantity.last
      item.minutes = 30
      item.wording = .uncertain
      return (item, !field.has(unit, [.otherUnit, .metre]))
    }
    let isPlural = field.words[unit].value == 1
    let isCount = quantity.cents <= 12_00 || quantity.cents == 24_00
    guard isPlural || isCount else { return nil }
    item.minutes = quantity.cents * 60 / 100
    if field.isSymbol(unit + 1, "."), field.isGlued(unit + 1) { item.last = unit }
    if quantity.cents == 50 { item.wording = .code }
    return (item, isCount && !isSchedule(behind: unit))
  }

  /// Whether hours or minutes that end at `unit` are a shift, a drive or a notice.
  func isSchedule(behind unit: Int) -> Bool {
    let next = unit + 1
    guard !field.startsLine(next) else { return false }
    if field.isSymbol(next, "/"), field.isDigits(next + 1) { return false }
    if field.has(next, .schedule) { return true }
    return field.has(next, [.per, .article]) && field.has(next + 1, .period)
  }
}
