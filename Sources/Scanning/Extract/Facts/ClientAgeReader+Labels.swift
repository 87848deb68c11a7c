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
    return start == colon - 1 && field.startsLine(start) && isOfWork(first, end, isSure: true)
      ? start : nil
  }

  private func isAsking(_ index: Int) -> Bool {
    for word: WordKey in [
      "sought", "wanted", "desired", "required", "target", "ideal", "seeking", "deseada", "buscada",
    ] where field.isWord(index, word) { return true }
    return field.source.isWord(index, Self.favoured)
  }

  private static let favoured = WordKey(lowercased: "preferred".utf8)
}
