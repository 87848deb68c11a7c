internal import Model

/// Ages that are written in parts.
extension AgeReader {
  /// An age whose digits stand apart ("2 1 years old"), are half in words ("twenty 2", "2one") or are
  /// half letters that look like digits ("l9 yrs", "2S yo"), and the index of the quantity behind it.
  func composed(_ index: Int) -> (quantity: Quantity, next: Int)? {
    let low = field.quantities[index]
    guard let tens = low.whole, !low.isGrouped, (1...60).contains(tens) else { return nil }
    if let whole = lookAlike(low, tens) { return (whole, index + 1) }
    guard index + 1 < field.quantities.count else { return nil }
    let high = field.quantities[index + 1]
    guard let ones = high.whole, ones < 10, high.first == high.last,
      field.source.tokens[high.first].byteCount == 1 || high.isSpelled,
      field.isOneLine(low.first, high.first)
    else { return nil }
    let isHyphened =
      high.first == low.last + 2 && field.isSymbol(low.last + 1, "-")
      && field.isGlued(high.first) && field.isGlued(low.last + 1)
    guard high.first == low.last + 1 || isHyphened else { return nil }
    var whole = low
    whole.last = high.last
    whole.joinAfter = high.joinAfter
    if low.isSpelled != high.isSpelled {
      guard tens >= 20, tens % 10 == 0, ones > 0 else { return nil }
      whole.cents = (tens + ones) * 100
      return (whole, index + 2)
    }
    guard !low.isSpelled, field.source.tokens[low.first].byteCount == 1, tens < 7,
      !isHyphened || ones <= tens
    else { return nil }
    let isLabelled =
      cues.ageWord(before: low.first) != nil && field.isCleanRight(high.last + 1)
      && !isHyphened
    // "Sofia - 2 7 - Uptown"
    let isNamed =
      !isHyphened && field.isSymbol(low.first - 1, "-") && field.isSymbol(high.last + 1, "-")
      && surroundings.name(before: low.first) != nil
    guard hasWholeUnit(behind: high.last) || isLabelled || isNamed else { return nil }
    whole.cents = (10 * tens + ones) * 100
    return (whole, index + 2)
  }

  private func hasWholeUnit(behind last: Int) -> Bool {
    cues.unit(behind: last).map { !$0.isBare } ?? false
  }

  /// One digit with a letter for the other, or a word for it, glued to it: "l9 yrs", "2l years old",
  /// "2one yrs old". Only a whole unit tells that it is an age.
  private func lookAlike(_ low: Quantity, _ digit: Int) -> Quantity? {
    guard !low.isSpelled, digit < 10, low.first == low.last else { return nil }
    let (before, behind) = (low.first - 1, low.last + 1)
    var whole = low
    if field.isGlued(low.first), field.isLetters(before), !field.isGlued(before),
      let tens = letterDigit(before), tens > 0, hasWholeUnit(behind: low.last)
    {
      whole.first = before
      whole.cents += tens * 10_00
      return whole
    }
    guard field.isGlued(behind), field.isLetters(behind), !field.isGlued(low.first),
      hasWholeUnit(behind: behind)
    else { return nil }
    let word = field.source.tokens[behind].number
    guard let ones = word.kind == .digit && word.value > 0 ? Int(word.value) : letterDigit(behind)
    else { return nil }
    whole.last = behind
    whole.cents = (digit * 10 + ones) * 100
    return whole
  }

  /// The digit that the lone letter at token `index` looks like.
  private func letterDigit(_ index: Int) -> Int? {
    let digits: [(letter: WordKey, digit: Int)] = [
      ("l", 1), ("i", 1), ("z", 2), ("s", 5), ("o", 0),
    ]
    return digits.first { field.isWord(index, $0.letter) }?.digit
  }
}
