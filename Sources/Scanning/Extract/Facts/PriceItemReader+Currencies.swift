/// Currencies and words for money before and behind numbers.
extension PriceItemReader {
  /// The currency that a sign or word at token `index` states, and the token behind it.
  func currencyPrefix(at index: Int) -> (currency: Int, next: Int)? {
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
      if field.source.tokens[index].byteCount == 2, isInsideName(currencyAt: index) { return nil }
      if isRupees(index) {
        let isAbbreviated = field.isSymbol(index + 1, ".") && field.isGlued(index + 1)
        return (8, isAbbreviated ? index + 2 : index + 1)
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

  /// Whether the two letters at token `index` are a part of something longer, and so no currency
  /// before a number: "x/kr3b".
  private func isInsideName(currencyAt index: Int) -> Bool {
    field.isGlued(index) && !field.isSymbol(index - 1, "(")
      || goesOn(field.isDigits(index + 1) ? index + 1 : index, pastDigits: true)
  }

  /// The same behind the digits at token `last`: "a7kr+9".
  private func isInsideName(currencyBehind last: Int) -> Bool {
    field.isGlued(last) && field.isLetters(last - 1) || goesOn(last + 1, pastDigits: false)
  }

  /// Whether letters or a plus, or digits too, are glued behind token `index`.
  private func goesOn(_ index: Int, pastDigits: Bool) -> Bool {
    let next = index + 1
    return next < field.count && field.isGlued(next)
      && (field.isLetters(next) || field.isSymbol(next, "+")
        || !pastDigits && field.isDigits(next))
  }

  /// "Rs" or "rs": "RS" is mostly a model's name.
  func isRupees(_ index: Int) -> Bool {
    field.isWord(index, "rs")
      && field.source.bytes[Int(field.source.tokens[index].start) + 1] == 0x73
  }

  /// A currency or code word behind a number.
  func suffix(behind last: Int) -> (currency: Int, strength: PriceItem.Strength, last: Int)? {
    // "$1,500+ USD"
    let next = field.isSymbol(last + 1, "+") && field.has(last + 2, .currency) ? last + 2 : last + 1
    guard next < field.count, !field.startsLine(next) else { return nil }
    let token = field.source.tokens[next]
    if token.kind == .letters {
      if token.byteCount == 2, isInsideName(currencyBehind: last) { return nil }
      if field.has(next, .currency) { return (Int(field.words[next].value), .marked, next) }
      if isRupees(next) { return (8, .marked, next) }
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
}
