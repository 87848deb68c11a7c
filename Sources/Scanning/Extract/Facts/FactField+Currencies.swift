/// Currencies and words for money before and behind numbers.
extension FactField {
  /// The currency that a sign or word at token `index` states, and the token behind it.
  func currencyPrefix(at index: Int) -> (currency: Int, next: Int)? {
    var next = index
    if isLetters(index) {
      if isSymbol(index + 1, "$"), isGlued(index + 1) {
        let word: Int? =
          isWord(index, "us") || isWord(index, "u") || isWord(index, "usd")
          ? 0
          : isWord(index, "c") || isWord(index, "ca") || isWord(index, "cad")
            ? 4
            : isWord(index, "a") || isWord(index, "au")
              ? 5 : isWord(index, "r") ? 6 : isWord(index, "mx") ? 3 : nil
        return word.map { ($0, index + 2) }
      }
      if source.tokens[index].byteCount == 2, isInsideName(currencyAt: index) { return nil }
      if isRupees(index) {
        let isAbbreviated = isSymbol(index + 1, ".") && isGlued(index + 1)
        return (8, isAbbreviated ? index + 2 : index + 1)
      }
      guard has(index, .currency) else { return nil }
      return (Int(words[index].value), index + 1)
    }
    guard let sign = Currency.number(ofSign: source.tokens[index].key) else { return nil }
    while next + 1 < count,
      source.tokens[next + 1].key == source.tokens[index].key,
      source.tokens[next + 1].kind == source.tokens[index].kind
    { next += 1 }
    return (sign, next + 1)
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
      if has(next, .currency) { return (Int(words[next].value), .marked, next) }
      if isRupees(next) { return (8, .marked, next) }
      if has(next, .codeWord) { return (-1, .marked, next) }
      if isWord(next, "in"), has(next + 1, .codeWord) { return (-1, .marked, next + 1) }
      if has(next, .pounds) { return (2, .bare, next) }
      if isGlued(next), isWord(next, "e") { return (1, .marked, next) }
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
