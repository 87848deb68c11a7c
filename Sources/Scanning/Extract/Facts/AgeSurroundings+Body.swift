/// Ages beside words for a body and a body's measures.
extension AgeSurroundings {
  /// Whether words for a body or a person stand right beside an age with a unit: "Real 24 yrs",
  /// "24 yrs tall and slim", "34C 23yrs".
  func isAmongPersonal(_ first: Int, _ last: Int) -> Bool {
    let next = field.has(last + 1, .and) || field.isSymbol(last + 1, "&") ? last + 2 : last + 1
    if field.isOneLine(last, min(next, field.count - 1)), isAppeal(next) || field.marks(next, .body)
    {
      return true
    }
    // "6ft 190lbs 42 yrs", "26yrs size 8"
    if isBehindMeasure(first) || field.isWord(last + 1, "size") && field.isDigits(last + 2) {
      return true
    }
    guard field.isCleanRight(last + 1) || isHeight(last + 1) else { return false }
    return first > 0 && field.isOneLine(first - 1, first) && isAppeal(first - 1)
      || hasBody(before: first) || hasBody(behind: last)
  }

  /// "21 brown hair 5'6", "5'3, 110 lbs, 21", "25, blonde hair".
  func isAmongMeasures(_ first: Int, _ last: Int) -> Bool {
    // "110lbs 5'3 24", "5'4 24 brown hair", "dark hair green eyes 26"
    if isBehindMeasure(field.has(first - 1, .and) ? first - 1 : first),
      field.isCleanRight(last + 1) && !field.isSymbol(last + 1, "/") || field.marks(last + 1, .body)
        || field.marks(last + 2, .body) && field.isLetters(last + 1) || isWeight(last + 1)
    {
      return true
    }
    let isSetOff = isCut(first) && isCut(last + 1)
    let isBeside =
      isCut(first)
      && (field.marks(last + 1, .body) || field.marks(last + 2, .body) && field.isLetters(last + 1))
    guard isSetOff || isBeside else { return false }
    // "34C, 24, 36", "34 24 36"
    for at in [first - 1, last + 1] where field.isDigits(at) { return false }
    for at in [first - 2, last + 2]
    where field.isDigits(at) && !isHeight(at) && !isWeight(at) && !field.isSymbol(at - 1, "'")
      && !isWeightBehindHeight(at)
    {
      return false
    }
    if field.isLetters(first - 2), field.source.tokens[first - 2].byteCount <= 3,
      field.isGlued(first - 2), field.isDigits(first - 3), !isWeight(first - 3)
    {
      return false
    }
    return hasBody(before: first) || hasBody(behind: last)
  }

  /// Whether a height, a weight or what one says of hair and eyes ends right before token `index`.
  private func isBehindMeasure(_ index: Int) -> Bool {
    guard index > 2, field.isOneLine(index - 3, index), !field.isGlued(index) else { return false }
    if isHeight(index - 3), field.isSymbol(index - 2, "'"), field.isDigits(index - 1) {
      return true
    }
    if isHeight(index - 4), field.isSymbol(index - 1, "\""), field.isDigits(index - 2) {
      return true
    }
    if isWeight(index - 2) || isHeight(index - 2) && field.has(index - 1, .centimetre) {
      return true
    }
    return field.isWord(index - 1, "eyes") || field.isWord(index - 1, "hair")
      || field.isWord(index - 1, "eyed") || field.isWord(index - 1, "haired")
  }

  /// Whether a list of personal data is cut before token `index`.
  func isCut(_ index: Int) -> Bool {
    if field.startsLine(index) { return true }
    for at in [index, index - 1] {
      let token = field.source.tokens[at]
      if token.kind == .picture || token.isSymbol(",") || token.isSymbol("/")
        || token.isSymbol("|") || token.isSymbol(":")
      {
        return true
      }
    }
    return false
  }

  private func hasBody(before first: Int) -> Bool {
    var at = first - 1
    while at >= max(0, first - 10) {
      // "Blonde wig, long, 35"
      if field.has(at, .thing), !field.isDigits(at + 1) { return false }
      if isBody(at) { return true }
      if field.startsLine(at) || field.isSentenceBreak(at) { return false }
      at -= 1
    }
    return false
  }

  private func hasBody(behind last: Int) -> Bool {
    var at = last + 1
    while at < min(field.count, last + 10), !field.isSentenceBreak(at) {
      if isBody(at) { return true }
      at += 1
    }
    return false
  }

  private func isBody(_ index: Int) -> Bool {
    field.marks(index, .body) || isHeight(index) || isWeight(index)
  }

  func isHeight(_ index: Int) -> Bool {
    guard field.isDigits(index) else { return false }
    let key = field.source.tokens[index].key
    if key >= 4, key <= 6 { return field.isSymbol(index + 1, "'") || field.has(index + 1, .feet) }
    return key >= 140 && key <= 200 && field.has(index + 1, .centimetre)
  }

  /// "5'9, 170": a weight without its unit.
  private func isWeightBehindHeight(_ index: Int) -> Bool {
    guard (90...260).contains(field.source.tokens[index].key), field.isSymbol(index - 1, ",") else {
      return false
    }
    let inches = field.isSymbol(index - 2, "\"") ? index - 3 : index - 2
    return field.isDigits(inches) && field.isSymbol(inches - 1, "'") && isHeight(inches - 2)
  }

  private func isWeight(_ index: Int) -> Bool {
    guard field.isDigits(index), field.has(index + 1, [.poundWeight, .kilogram]) else {
      return false
    }
    return field.source.tokens[index].key >= 38
  }
}
