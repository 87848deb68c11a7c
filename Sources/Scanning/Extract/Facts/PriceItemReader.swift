internal import Model

/// Cuts a field into amounts and durations, in order, with what stands between them.
struct PriceItemReader {
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
}
