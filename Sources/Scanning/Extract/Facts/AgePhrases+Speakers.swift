/// Ages of the writer and of those he speaks of: "my partner (32) and I (29)", "Ines (29 🌹)".
extension AgePhrases {
  /// "my partner (32) and I (29)", "Gentle giant, 38, seeks …": where what goes on behind the age, or
  /// the pronoun before its bracket, tells of a person.
  func speaker(before first: Int, _ last: Int) -> Int? {
    // "My friend and I (both 26)"
    if field.isWord(first - 1, "both"), field.isSymbol(first - 2, "("),
      field.isSymbol(last + 1, ")")
    {
      return first - 1
    }
    // "Student couple, both 22, …", "Kelly or Dani, both 25 and …"
    if field.isWord(first - 1, "both"), field.isSymbol(first - 2, ","),
      field.isWord(first - 3, "couple") || field.marks(first - 3, .givenName)
        || isSeveral(first - 3),
      field.isCleanRight(last + 1) || field.has(last + 1, .and)
    {
      return first - 1
    }
    // "Couple: he 41, she 38"
    if isPronounWithNumber(first), isCouple(first) { return first - 1 }
    let before = first - 2
    guard before >= 0, field.isLetters(before), field.isOneLine(before, first) else { return nil }
    if field.isSymbol(first - 1, "("), field.isSymbol(last + 1, ")") {
      if field.isWord(before, "i") || field.isWord(before, "me") || field.has(before, .pronoun) {
        return before
      }
      // "my husband (38) and I (36)"
      return surroundings.cues.isPartner(before) || field.isWord(before, "friend")
        || field.isWord(before, "husband") || field.isWord(before, "wife")
        || field.has(before, .relation) && isBesideOwn(before, last) ? before : nil
    }
    guard field.isSymbol(first - 1, ","), field.isSymbol(last + 1, ","),
      !field.startsLine(last + 2), !field.has(before, [.thing, .person, .otherUnit])
    else { return nil }
    for word: WordKey in [
      "seeks", "seeking", "loves", "likes", "enjoys", "eager", "still", "never", "hoping",
    ] where field.isWord(last + 2, word) { return before }
    return nil
  }

  private func isPronounWithNumber(_ first: Int) -> Bool {
    field.isDigits(first) && field.isOneLine(max(first - 1, 0), first) && field.isLetters(first - 1)
      && (field.has(first - 1, .pronoun) || field.isWord(first - 1, "him")
        || field.isWord(first - 1, "her"))
  }

  /// Whether a pronoun with its number stands on the other side of a comma, slash or "and" as well.
  private func isCouple(_ first: Int) -> Bool {
    func joins(_ index: Int) -> Bool {
      field.has(index, .and) || field.isSymbol(index, ",") || field.isSymbol(index, "/")
        || field.isSymbol(index, "&")
    }
    return field.isCleanRight(first + 1) && joins(first - 2) && isPronounWithNumber(first - 3)
      || joins(first + 1) && isPronounWithNumber(first + 3) && field.isCleanRight(first + 4)
  }

  /// "me (34) and my sister (30)", "my sister (30) and I (34)": whether the age of the relative at token
  /// `relative` stands beside the speaker's own.
  private func isBesideOwn(_ relative: Int, _ last: Int) -> Bool {
    guard field.has(relative - 1, .possessive) else { return false }
    func isOwn(_ index: Int) -> Bool {
      (field.isWord(index, "me") || field.isWord(index, "i")) && field.isSymbol(index + 1, "(")
        && field.isDigits(index + 2) && field.isSymbol(index + 3, ")")
    }
    return field.has(relative - 2, .and) && isOwn(relative - 6)
      || field.has(last + 2, .and) && isOwn(last + 3)
  }

  /// "Ines (29 🌹)", "me (21, student)", "told him (35M)": an age that opens a bracket behind the one
  /// whose it is, with more than itself in it.
  func besideDecoration(_ first: Int, _ last: Int) -> (first: Int, last: Int)? {
    let before = first - 2
    guard field.isSymbol(first - 1, "("), before >= 0, field.isLetters(before),
      field.isOneLine(before, min(last + 2, field.count - 1)), last + 2 < field.count
    else { return nil }
    let isSelf =
      field.isWord(before, "me") || field.isWord(before, "i") || field.isWord(before, "him")
      || field.isWord(before, "her") || field.has(before, .pronoun)
      || surroundings.cues.isPartner(before) || surroundings.cues.isAcquaintance(before)
    let isName =
      (field.marks(before, .givenName)
        || field.source.tokens[before].flags.contains(.startsCapital)
          && field.roles(before).isEmpty && !field.marks(before, .place))
      && !field.has(before - 1, [.possessive, .relation])
    let isStatus = field.marks(before, .status) && !field.has(before, .relation)
    guard isSelf || isName || isStatus else { return nil }
    var at = last + 1
    if field.isWord(at, "f") || field.isWord(at, "m"), field.isGlued(at) {
      return field.isSymbol(at + 1, ")") || field.isSymbol(at + 1, ",") ? (first, at) : nil
    }
    let behind = field.source.tokens[at]
    if behind.kind == .picture {
      while field.source.tokens[at].kind == .picture, at + 1 < field.count { at += 1 }
      return field.isSymbol(at, ")") ? (first, last) : nil
    }
    // "(21, student)", "Kevin (33, carpenter)"
    if behind.isSymbol(","), field.isWord(at + 1, "from"), field.isLetters(at + 2),
      field.isSymbol(at + 3, ")") || field.isSymbol(at + 4, ")")
    {
      return (first, last)
    }
    guard behind.isSymbol(","), isNoun(at + 1) || field.marks(at + 1, .appeal),
      field.isSymbol(at + 2, ")") || field.isSymbol(at + 2, ",")
    else { return nil }
    return (first, last)
  }
}
