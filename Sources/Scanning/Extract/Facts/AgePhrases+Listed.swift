/// Ages of those who are set side by side: "He: 34. She: 32.", "youngest 24, oldest 33", "M 30 + gf 28".
extension AgePhrases {
  /// Where the words start that make the number in tokens `first...last` the age of one of them.
  func listed(_ first: Int, _ last: Int) -> Int? {
    let before = first - 1
    guard before >= 0, field.isOneLine(before, first),
      field.isCleanRight(last + 1) && !field.isSymbol(last + 1, "/")
    else { return nil }
    if field.isSymbol(before, ":"), before > 0, isPronoun(before - 1),
      field.isCleanLeft(before - 1), field.isOneLine(before - 1, first)
    {
      return before - 1
    }
    // "M 30 + gf 28"
    if surroundings.cues.isPartner(before), before > 0,
      field.isSymbol(before - 1, "+") || field.isSymbol(before - 1, "&")
    {
      return before
    }
    return isExtreme(before) && isBesideExtreme(first, last) ? before : nil
  }

  private func isPronoun(_ index: Int) -> Bool {
    field.isWord(index, "he") || field.isWord(index, "she") || field.isWord(index, "him")
      || field.isWord(index, "her")
  }

  private func isExtreme(_ index: Int) -> Bool {
    field.isWord(index, "youngest") || field.isWord(index, "oldest")
  }

  /// Whether the other end follows or comes before, and the sentence speaks of no children.
  private func isBesideExtreme(_ first: Int, _ last: Int) -> Bool {
    let isBeside =
      isExtreme(last + 2) && field.isDigits(last + 3) && field.isOneLine(first, last + 3)
      || isExtreme(first - 4) && field.isDigits(first - 3) && field.isOneLine(first - 4, first)
    return isBeside && !field.hasBefore(first - 1, within: 10, .relation)
  }

  /// "Never married, no kids, 43.": the last item of a sentence that has nothing but what somebody says of
  /// himself.
  func closesPersonal(_ first: Int, _ last: Int) -> Bool {
    guard field.isSymbol(first - 1, ","), field.isSentenceBreak(last + 1) else { return false }
    var at = first - 2
    while at >= max(0, first - 12), field.isLetters(at) || field.isSymbol(at, ",") {
      let opens = field.opensSentence(at)
      if opens || field.isSymbol(at - 1, ",") {
        guard isSaidOfOneself(at) || isTrait(at) && field.isSymbol(at + 1, ",") else {
          return false
        }
        if opens { return true }
      }
      at -= 1
    }
    return false
  }

  /// Whether a listed name stands among the next numbers of a list that `next` goes on with: "Dany 22,
  /// Sofi 26 y Andrea 31".
  func leadsToName(_ next: Quantity) -> Bool {
    guard var index = field.quantity(at: next.first), let own = shape(next.first, next.last) else {
      return false
    }
    var (item, form) = (next, own)
    while true {
      let name = form.mark == 0 ? item.first - 1 : item.first - 2
      if field.marks(name, .givenName) { return true }
      index += 1
      guard index < field.quantities.count else { return false }
      let following = field.quantities[index]
      guard isNext(following.first, following.last, to: form),
        let shape = shape(following.first, following.last)
      else { return false }
      (item, form) = (following, shape)
    }
  }
}
