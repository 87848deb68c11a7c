/// Currencies and words for money before and behind numbers.
extension FactField {
  /// The currency that a sign or word at token `index` states, and the token behind it.
  func currencyPrefix(at index: Int) -> (currency: Int, next: Int)? {
    var next = index
    if isLetters(index) {
      if isSymbol(index + 1, "$"), isGlued(index + 1) {
        let word = Self.dollars.value(of: source.tokens[index], in: source.bytes)
        // "girl's$80" is no sum in Singapore.
        guard !isWord(index, "s") || isCapital(index) else { return nil }
        return word.map { (Int($0), index + 2) }
      }
      if source.tokens[index].byteCount == 2, isInsideName(currencyAt: index) { return nil }
      if isRupees(index) {
        let isAbbreviated = isSymbol(index + 1, ".") && isGlued(index + 1)
        return (Currency.rupee, isAbbreviated ? index + 2 : index + 1)
      }
      if has(index, .currency) { return (Int(words[index].value), index + 1) }
      return source.tokens[index].byteCount <= 3 ? abbreviation(at: index) : nil
    }
    guard let sign = Currency.number(ofSign: source.tokens[index].key) else { return nil }
    while next + 1 < count,
      source.tokens[next + 1].key == source.tokens[index].key,
      source.tokens[next + 1].kind == source.tokens[index].kind
    { next += 1 }
    return (sign, next + 1)
  }

  /// Letters before `$` with the dollars or pesos that they make of it.
  private static let dollars = WordTable<Int16>(
    [
      ("us", "USD"), ("u", "USD"), ("usd", "USD"), ("c", "CAD"), ("ca", "CAD"), ("cad", "CAD"),
      ("a", "AUD"), ("au", "AUD"), ("r", "BRL"), ("mx", "MXN"), ("s", "SGD"), ("hk", "HKD"),
      ("nz", "NZD"), ("rd", "DOP"),
    ].map { ($0.0, Int16(Currency.number($0.1))) })

  /// "S/ 1,200", and "RM 1,800", "SAR 1500 per month": in capitals, before thousands or pay, since rooms,
  /// a rescue and officers are meant elsewhere.
  private func abbreviation(at index: Int) -> (currency: Int, next: Int)? {
    guard isCapital(index), !isGlued(index) else { return nil }
    if isWord(index, "s"), isSymbol(index + 1, "/"), isGlued(index + 1) {
      let isDotted = isSymbol(index + 2, ".") && isGlued(index + 2)
      return (Self.soles, isDotted ? index + 3 : index + 2)
    }
    let code: String
    if isWord(index, "rm") {
      code = "MYR"
    } else if isWord(index, "sar") {
      code = "SAR"
    } else if isWord(index, "cop") {
      code = "COP"
    } else if isWord(index, "p") || isWord(index, "r"), isGlued(index + 1) {
      return paid(at: index)
    } else {
      return nil
    }
    guard let number = quantity(at: index + 1) else { return nil }
    let last = quantities[number].last
    let isPay =
      has(last + 1, .period)
      || (has(last + 1, [.per, .article]) || isSymbol(last + 1, "/"))
        && has(last + 2, [.period, .hour])
    return quantities[number].isGrouped || isPay ? (Currency.number(code), index + 1) : nil
  }

  /// "P500 1 hour", "P610 a day", "P2,800 per month", "1hr R900": pesos or rand, by a capital before what is
  /// paid for a time.
  private func paid(at index: Int) -> (currency: Int, next: Int)? {
    let isPeso = isWord(index, "p")
    // "Room R210 for 2 hours"
    guard !has(index - 1, .numbered), let number = quantity(at: index + 1),
      quantities[number].cents >= (isPeso ? 100_00 : 40_00)
    else { return nil }
    let next = quantities[number].last + 1
    let length = isWord(next, "for") ? next + 1 : next
    let isPaid =
      quantities[number].isGrouped || has(next, [.period, .duration])
      || has(index - 1, [.duration, .hour, .minute]) && isOneLine(index - 1, index)
      || (has(next, [.per, .article]) || isSymbol(next, "/")) && has(next + 1, [.period, .hour])
      || quantity(at: length).map { has(quantities[$0].last + 1, [.hour, .minute]) } ?? false
    return isPaid ? (Currency.number(isPeso ? "PHP" : "ZAR"), index + 1) : nil
  }

  private static let soles = Currency.number("PEN")

  /// Whether all letters of token `index` are capitals.
  private func isCapital(_ index: Int) -> Bool {
    source.tokens[index].range.allSatisfy { source.bytes[$0] &- 0x41 < 26 }
  }

  /// Countries as their money is called by them.
  private static let countries = WordTable<Int16>(
    [
      ("mexicanos", "MXN"), ("colombianos", "COP"), ("argentinos", "ARS"), ("chilenos", "CLP"),
      ("dominicanos", "DOP"), ("filipinos", "PHP"), ("americanos", "USD"),
      ("estadounidenses", "USD"), ("canadienses", "CAD"), ("australianos", "AUD"),
      ("canadian", "CAD"), ("australian", "AUD"), ("us", "USD"), ("american", "USD"),
      ("singapore", "SGD"), ("peruanos", "PEN"),
    ].map { ($0.0, Int16(Currency.number($0.1))) })

  private func country(_ index: Int) -> Int? {
    guard isLetters(index), !startsLine(index) else { return nil }
    return Self.countries.value(of: source.tokens[index], in: source.bytes).map { Int($0) }
  }

  /// "1200 soles al mes", "1200 nuevos soles", "1 hora 150 soles": soles are of shoes too.
  private func solesEnd(_ index: Int) -> Int? {
    if isWord(index, "nuevos"), isWord(index + 1, "soles") { return index + 1 }
    guard isWord(index, "soles") else { return nil }
    if has(index - 2, [.hour, .minute]), isOneLine(index - 2, index) { return index }
    return has(index + 1, [.per, .period]) || isWord(index + 1, "al") || isWord(index + 1, "la")
      || isWord(index + 1, "peruanos") ? index : nil
  }

  /// Whether the "e" glued behind a number makes an ordinal of it: "au 3e étage", "19e siècle".
  private func isFrenchOrdinal(_ last: Int) -> Bool {
    for word: WordKey in ["au", "le", "la", "du", "ce", "les"] where isWord(last - 1, word) {
      return true
    }
    // "Lyon 6e", "Paris 11e"
    if last > 0, source.tokens[last].key <= 20, isLetters(last - 1), !isGlued(last),
      source.tokens[last - 1].flags.contains(.startsCapital), roles(last - 1).isEmpty
    {
      return true
    }
    for word: WordKey in ["étage", "siècle", "rang", "arr", "année", "fois", "main"]
    where isWord(last + 2, word) { return true }
    return false
  }

  /// Whether the two letters at token `index` are a part of something longer, and so no currency
  /// before a number: "x/kr3b".
  private func isInsideName(currencyAt index: Int) -> Bool {
    isGlued(index) && !isSymbol(index - 1, "(")
      || goesOn(isDigits(index + 1) ? index + 1 : index, pastDigits: true)
  }

  /// The same behind the digits at token `last`: "a7kr+9".
  private func isInsideName(currencyBehind last: Int) -> Bool {
    isGlued(last) && isLetters(last - 1) || goesOn(last + 1, pastDigits: false)
  }

  /// Whether letters or a plus, or digits too, are glued behind token `index`.
  private func goesOn(_ index: Int, pastDigits: Bool) -> Bool {
    let next = index + 1
    return next < count && isGlued(next)
      && (isLetters(next) || isSymbol(next, "+")
        || !pastDigits && isDigits(next))
  }

  /// "Rs" or "rs": "RS" is mostly a model's name.
  @inline(__always)
  func isRupees(_ index: Int) -> Bool {
    isWord(index, "rs")
      && source.bytes[Int(source.tokens[index].start) + 1] == 0x73
  }

  /// A currency or code word behind a number.
  func currencySuffix(behind last: Int) -> (currency: Int, strength: PriceItem.Strength, last: Int)?
  {
    // "$1,500+ USD"
    let next = isSymbol(last + 1, "+") && has(last + 2, .currency) ? last + 2 : last + 1
    guard next < count, !startsLine(next) else { return nil }
    let token = source.tokens[next]
    if token.kind == .letters {
      if token.byteCount == 2, isInsideName(currencyBehind: last) { return nil }
      if has(next, .currency) {
        // "pesos colombianos"
        if let currency = country(next + 1) { return (currency, .marked, next + 1) }
        return (Int(words[next].value), .marked, next)
      }
      // "500 Canadian dollars"
      if has(next + 1, .currency), let currency = country(next) {
        return (currency, .marked, next + 1)
      }
      if let end = solesEnd(next) { return (Self.soles, .marked, end) }
      if isRupees(next) { return (Currency.rupee, .marked, next) }
      if has(next, .codeWord) { return (-1, .marked, next) }
      if isWord(next, "in"), has(next + 1, .codeWord) { return (-1, .marked, next + 1) }
      if has(next, .pounds) { return (2, .bare, next) }
      if isGlued(next), isWord(next, "e"), !isFrenchOrdinal(last) { return (1, .marked, next) }
      if isGlued(next), isWord(next, "r") { return (-1, .bare, next) }
      if isWord(next, "obo") || isWord(next, "ono") { return (-1, .cued, next) }
      // "150 US$"
      if isWord(next, "us"), isSymbol(next + 1, "$") { return (0, .marked, next + 1) }
      return nil
    }
    guard token.kind != .digits else { return nil }
    if Currency.isCodePicture(token.key) { return (-1, .marked, next) }
    guard let sign = Currency.number(ofSign: token.key) else { return nil }
    // "80 $120": the sign belongs to what follows.
    let behind = next + 1
    if quantity(at: behind) != nil, !startsLine(behind),
      !isGlued(next) || isGlued(behind)
    {
      return nil
    }
    return (sign, .marked, next)
  }
}
