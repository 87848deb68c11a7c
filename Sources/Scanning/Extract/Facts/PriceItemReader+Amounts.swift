/// Amounts with a currency before them, and what pay and discounts say of an amount.
extension PriceItemReader {
  /// "$80", "$$ 80", "US$ 80", "USD 80".
  mutating func readPrefixed(at index: Int) -> Int? {
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

  func isMillions(_ last: Int) -> Bool {
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

  mutating func appendAmount(
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
      if item.currency < 0 || Currency.isLoose(item.currency) && suffix.currency >= 0 {
        item.currency = suffix.currency
      }
      item.strength = max(item.strength, suffix.strength)
    }
    append(item)
    return item.last
  }
}
