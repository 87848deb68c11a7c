/// Numbers behind a word for age: "Age: 24", "edad 30".
extension AgeCues {
  /// The first token of "age:", "aged", "edad" before the number; nil if none stands there or it is
  /// another's age or a limit.
  func ageWord(before first: Int) -> Int? {
    var at = first - 1
    var skipped = 0
    // "Age......27"
    while at > 1, field.isSymbol(at, "."), field.isSymbol(at - 1, "."), field.isGlued(at),
      first - at < 30
    { at -= 1 }
    while skipped < 5, at > 0, !field.startsLine(at),
      field.source.tokens[at].kind == .picture || field.isSymbol(at, "|")
        || field.isSymbol(at, "[") || field.isSymbol(at, ">")
        || field.isSymbol(at, ":") || field.isSymbol(at, "-") || field.isSymbol(at, "=")
        || field.isSymbol(at, "/") || field.isSymbol(at, "~") || field.isSymbol(at, ".")
        || field.isSymbol(at, "(") || field.isSymbol(at, "*") || field.isSymbol(at, "#")
        || field.isSymbol(at, ";")
        || field.has(at, [.be, .from]) || field.isWord(at, "of") || field.isWord(at, "as")
        || field.isWord(at, "given") || field.isWord(at, "listed")
        || field.isWord(at, "sex") || isWhose(at) || field.isWord(at, "ko")
        || field.isWord(at, "ay")
        || field.isSymbol(at, ")") || field.has(at, .year) && field.isSymbol(at - 1, "(")
    {
      at -= 1
      skipped += 1
    }
    // "My age? 43."
    if field.isSymbol(first - 1, "?"), field.has(first - 2, .age), field.isWord(first - 3, "my"),
      field.isOneLine(first - 3, first), field.isCleanRight(first + 1)
    {
      return first - 2
    }
    // "Age now: 24", "Age at time of report: 24"
    if field.isSymbol(first - 1, ":"), let label = labelOfAge(endingAt: first - 2) { return label }
    // "âgée de 30 ans"
    if field.isWord(at, "de"), field.has(at - 1, .age) { at -= 1 }
    // "Years old: 24"
    if field.has(at, .old), field.has(at - 1, .year), field.isSymbol(at + 1, ":"),
      field.startsLine(at - 1)
    {
      return at - 1
    }
    guard at >= 0, field.has(at, .age) else { return nil }
    if field.isGlued(at), field.isLetters(at - 1) { return nil }
    if field.hasBefore(at, within: 3, [.under, .over, .must]) { return nil }
    guard at > 0, !field.startsLine(at) else { return at }
    // "the age of 20", "at age 20", "from age 20", "average age 20"
    let before = at - 1
    if field.has(before, .article) || field.has(before, [.from, .to])
      || field.isWord(before, "at") || field.isWord(before, "since")
      || field.isWord(before, "legal")
      || field.isWord(before, "average") || field.isWord(before, "for")
      || field.isWord(before, "school") || field.isWord(before, "by")
      || field.isWord(before, "play") || field.isWord(before, "plays")
    {
      return nil
    }
    return at
  }

  /// The word for an age that starts its line or sentence and, with words for when it was so, ends at
  /// token `index`: "Age now", "Age when last seen".
  private func labelOfAge(endingAt index: Int) -> Int? {
    var at = index
    while at > index - 5, field.isLetters(at), !field.has(at, .age), !field.startsLine(at) {
      at -= 1
    }
    guard at < index, field.has(at, .age), field.isCleanLeft(at) else { return nil }
    for word: WordKey in ["now", "at", "when", "today", "then", "last", "missing"]
    where field.isWord(at + 1, word) { return at }
    return nil
  }

  /// "of model", "of the applicant" behind "age".
  private func isWhose(_ index: Int) -> Bool {
    field.has(index, [.person, .client]) && !field.has(index, .selfBe)
      && (field.isWord(index - 1, "of")
        || field.has(index - 1, .article) && field.isWord(index - 2, "of"))
      || field.has(index, .article) && field.isWord(index - 1, "of")
  }
}
