/// Limits behind a label of a form: "Preferred age: 30-60", "Age range sought: 44 - 56".
extension ClientAgeReader {
  /// The most words of a label.
  private static let labelLimit = 6

  /// Where the label starts that says of the range in tokens `first...end` that it is of others.
  func labelled(_ first: Int, _ end: Int) -> Int? {
    var colon = first - 1
    if field.has(colon, .from) || field.isWord(colon, "de") { colon -= 1 }
    guard field.isSymbol(colon, ":"), field.isOneLine(colon, first), !field.isMeasured(end) else {
      return nil
    }
    var start = colon
    var (isOfAge, isOfOthers) = (false, false)
    repeat {
      start -= 1
      guard field.isLetters(start) || field.isSymbol(start, "'"), start >= colon - Self.labelLimit
      else { return nil }
      if field.has(start, .age) { isOfAge = true }
      if names(wished: start) || field.has(start, .client) || isAsking(start) { isOfOthers = true }
    } while !field.isCleanLeft(start) || field.isSymbol(start, "'")
    guard isOfAge else { return nil }
    if isOfOthers { return start }
    // "Position: Caregiver. Age: 25-45. Contract: 2 years."
    return start == colon - 1 && field.startsLine(start)
      && isOfWork(first, end, isSure: field.words[start].value == 2) ? start : nil
  }

  private func isAsking(_ index: Int) -> Bool {
    for word: WordKey in [
      "sought", "wanted", "desired", "required", "target", "ideal", "seeking", "deseada", "buscada",
    ] where field.isWord(index, word) { return true }
    return field.source.isWord(index, Self.favoured)
  }

  private static let favoured = WordKey(lowercased: "preferred".utf8)

  /// "Age not more than 40", "Age upto 30", "age should be above 21": a limit behind the word for age.
  func bounded(_ years: Int, _ first: Int, _ end: Int) -> Limit? {
    var at = field.isWord(first - 1, "than") ? first - 2 : first - 1
    var isHighest: Bool?
    if field.isWord(at, "upto") {
      isHighest = true
    } else if field.isWord(at, "to"), field.isWord(at - 1, "up") {
      isHighest = true
      at -= 1
    } else if field.isLetters(at) {
      isHighest = Self.bounds.value(of: field.source.tokens[at], in: field.source.bytes)
    }
    guard var isHighest, at > 0, isFreeOfNoun(end) else { return nil }
    at -= 1
    if field.isWord(at, "not") || field.isWord(at, "no") || field.isWord(at, "nor") {
      isHighest.toggle()
      at -= 1
    }
    while at > 0, field.isSymbol(at, ":") || field.has(at, [.be, .must]) || isAuxiliary(at),
      !field.startsLine(at)
    { at -= 1 }
    guard at >= 0, field.has(at, .age), field.isCleanLeft(at), field.isOneLine(at, first) else {
      return nil
    }
    return Limit(
      minimum: isHighest ? nil : years, maximum: isHighest ? years : nil, first: at, last: end)
  }

  private func isAuxiliary(_ index: Int) -> Bool {
    for word: WordKey in ["should", "shall", "limit", "be"] where field.isWord(index, word) {
      return true
    }
    return false
  }

  /// Words of limits: whether they are of the highest age.
  private static let bounds = WordTable<Bool>(
    "below under less younger within till until".listedWords.map { ($0, true) }
      + "above over more older exceed exceeding greater".listedWords.map { ($0, false) })
}
