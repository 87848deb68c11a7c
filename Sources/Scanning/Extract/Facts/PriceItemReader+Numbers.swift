/// Numbers without a sign: which of them are amounts or durations, and which are something else.
extension PriceItemReader {
  /// Bare numbers that can be an amount, in hundredths.
  private static let bareAmounts = 20_00...20_000_00
  /// Those that can be one behind a word such as "salary".
  private static let cuedAmounts = 20_00...10_000_000_00
  /// Those that can be one before "per hour".
  private static let wages = 7_00...10_000_000_00

  /// An amount or a counted duration that starts with the number at `index`.
  mutating func readNumber(at index: Int) -> Int? {
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
        || isByHead(quantity)
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

  /// "two ladies $300, one lady 180", behind another price.
  private func isByHead(_ quantity: Quantity) -> Bool {
    let (noun, count) = (quantity.first - 1, quantity.first - 2)
    guard !items.isEmpty, count >= 0, quantity.cents >= 60_00, quantity.cents % 500 == 0,
      field.isCleanRight(quantity.last + 1), field.has(noun, [.person, .persons]),
      field.isOneLine(count, quantity.first)
    else { return false }
    return field.isWord(count, "both")
      || field.quantity(at: count).map { field.quantities[$0].cents <= 4_00 } ?? false
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
