internal import Model

/// Reads prices with what they buy, pay and rent.
///
/// An amount is money if it has a currency or a code word ("roses"), if a word such as "rates"
/// governs it, or if it belongs to a ladder of amounts and durations. Minutes are given only where
/// they are stated: "hh" is 30 and "qv" 15, by usage; a night has none. An amount for an hour has 60
/// minutes; where it is worded as a rate ("per hour", "an hour", a lone "/hr") it has the period too.
struct PriceExtractor: Sendable {
  /// The furthest apart, in bytes, that the ends of a quoted ladder may be.
  private static let ladderLimit = 400

  /// Appends the prices of `field`; what is claimed already is left alone.
  ///
  /// - Parameter items: memory to use; contents have no meaning afterwards.
  func extract(
    from field: FactField, into found: inout Extraction, items scratch: inout [PriceItem]
  ) {
    // Moved, not copied: the memory goes to the reader and comes back.
    var items: [PriceItem] = []
    swap(&items, &scratch)
    var reader = PriceItemReader(field: field, items: items)
    items = []
    reader.read()
    reader.take(&items)
    Self.spread(&items, field)
    if items.contains(where: { $0.kind == .amount }) {
      add(PricePairing(items).pairs, items, field, &found)
    }
    swap(&items, &scratch)
  }

  /// Gives the parts of ranges and slashed lists what one of them states for all.
  private static func spread(_ items: inout [PriceItem], _ field: FactField) {
    guard items.count > 1 else { return }
    for index in items.indices.dropLast().reversed()
    where items[index].kind == .amount && items[index + 1].kind == .amount
      && isListed(items[index], items[index + 1], field)
    {
      let next = items[index + 1]
      items[index].strength = max(items[index].strength, next.strength)
      if Currency.isTold(items[index].currency, by: next.currency) {
        items[index].currency = next.currency
      }
      guard items[index].startsRange else { continue }
      if next.isGrouped, !items[index].isGrouped, items[index].cents < 1000_00 {
        items[index].cents *= 1000
        items[index].isGrouped = true
      }
      if items[index].period < 0 { items[index].period = next.period }
    }
    for index in items.indices.dropFirst()
    where items[index].kind == .amount && items[index - 1].kind == .amount
      && isListed(items[index - 1], items[index], field)
    {
      items[index].strength = max(items[index].strength, items[index - 1].strength)
      if Currency.isTold(items[index].currency, by: items[index - 1].currency) {
        items[index].currency = items[index - 1].currency
      }
      // "Annual salary 52,000 to 58,000"
      if items[index - 1].startsRange, items[index].period < 0 {
        items[index].period = items[index - 1].period
      }
    }
  }

  private static func isListed(
    _ left: PriceItem, _ right: PriceItem, _ field: FactField
  ) -> Bool {
    // "New in town, $80 - 24": what falls behind a hyphen between spaces is something else.
    if right.symbolBefore == 0x2D, right.cents < left.cents, !field.isGlued(right.first) {
      return false
    }
    return left.startsRange
      || left.line == right.line && right.wordsBefore == 0 && right.fillersBefore == 0
        && right.symbolsBefore == 1 && (right.symbolBefore == 0x2F || right.symbolBefore == 0x2D)
  }

  private func add(
    _ pairs: [PricePairing.Pair], _ items: [PriceItem], _ field: FactField,
    _ found: inout Extraction
  ) {
    let isLadder = Self.isLadder(pairs, items)
    let hasLoneRate = isLadder && Self.hasLoneRate(pairs, items)
    var ladder: (first: Int, last: Int, minutes: Int, differs: Bool)?
    for pair in pairs {
      let amount = items[pair.amount]
      let duration = pair.duration.map { items[$0] }
      guard amount.cents > 0, Self.isPrice(amount, duration, isLadder: isLadder, field) else {
        continue
      }
      // "$3,000 a month, 2 hrs daily": what a month is paid with is no length of its.
      let hasDuration =
        duration.map {
          (amount.period <= 0 || $0.rate > 0) && ($0.wording != .uncertain || isLadder)
        } ?? false
      var price = Identifier.Price(
        cents: amount.cents,
        currency: amount.currency < 0 ? nil : Currency.code(amount.currency), minutes: nil)
      if amount.period >= 0 { price.period = PayPeriod.names[amount.period] }
      if amount.period == 0 { price.minutes = 60 }
      var (first, last) = (amount.first, amount.last)
      if let duration, hasDuration {
        if duration.minutes >= 0 { price.minutes = duration.minutes }
        if duration.rate == 2 || duration.rate == 1 && (!isLadder || hasLoneRate) {
          price.period = PayPeriod.names[0]
        }
        if pair.isAdjacent {
          first = min(first, duration.first)
          last = max(last, duration.last)
        }
      }
      field.state(.price(price), first, last, in: &found)
      if Currency.isLoose(amount.currency) {
        found.loosePrices.append(
          LoosePrice(index: found.identifiers.count - 1, currency: amount.currency))
      }
      guard let minutes = price.minutes else { continue }
      guard let known = ladder else {
        ladder = (first, last, minutes, false)
        continue
      }
      ladder = (
        min(known.first, first), max(known.last, last), minutes,
        known.differs || known.minutes != minutes
      )
    }
    guard let ladder, ladder.differs, !Self.isForHire(ladder.first, field) else { return }
    var range = field.source.range(ladder.first, ladder.last)
    if range.count > Self.ladderLimit {
      range = field.source.range(ladder.last, ladder.last)
    }
    found.add(.priceLadder, range, in: field.source)
  }

  /// Whether two amounts are paired with different durations.
  private static func isLadder(_ pairs: [PricePairing.Pair], _ items: [PriceItem]) -> Bool {
    var known: Int?
    for pair in pairs {
      guard let duration = pair.duration.map({ items[$0] }) else { continue }
      if let known, known != duration.minutes { return true }
      known = duration.minutes
    }
    return false
  }

  /// "$35/hr, $60 for two hours": whether one duration of a ladder is a rate by its slash and all others
  /// are what somebody pays "for".
  private static func hasLoneRate(_ pairs: [PricePairing.Pair], _ items: [PriceItem]) -> Bool {
    var rates = 0
    for pair in pairs {
      guard let duration = pair.duration.map({ items[$0] }) else { continue }
      if duration.rate == 1 {
        rates += 1
      } else if !duration.isLinked || duration.first < items[pair.amount].first {
        return false
      }
    }
    return rates == 1
  }

  private static func isPrice(
    _ amount: PriceItem, _ duration: PriceItem?, isLadder: Bool, _ field: FactField
  ) -> Bool {
    if amount.strength > .bare { return true }
    guard let duration, duration.wording != .uncertain || isLadder else { return false }
    if isLadder || duration.wording == .code || duration.rate == 2 { return true }
    let later = duration.first > amount.first ? duration : amount
    if later.symbolsBefore > 0, [0x2F, 0x3A, 0x3D, 0x2D, 0x40].contains(later.symbolBefore) {
      return true
    }
    if later.isLinked { return duration.first > amount.first || amount.cents >= 50_00 }
    guard later.symbolsBefore == 0, later.wordsBefore == 0,
      amount.cents <= max(1000_00, duration.minutes * 10_00)
    else {
      return false
    }
    if duration.first > amount.first { return amount.cents >= 60_00 }
    return amount.cents >= 40_00 && amount.cents % 500 == 0
      && (field.isCleanRight(amount.last + 1) || field.isWord(amount.last + 1, "flat")
        || field.isWord(amount.last + 1, "cash") || field.isWord(amount.last + 1, "only")
        || field.isWord(amount.last + 1, "outcall") || field.isWord(amount.last + 1, "incall"))
  }
}
