internal import Model

/// Ages in pages of results: lines that are titles with a place behind them, and users with their age.
extension AgePositions {
  /// The most tokens of a line before its age.
  private static let lineLimit = 14
  /// What makes a line one about something else.
  private static let others: FactWord.Roles = [
    .thing, .priceCue, .otherUnit, .hour, .minute, .half, .duration, .experience, .relation, .load,
  ]

  /// "Sweet Dee here till Sunday - 30 (Metro Center)" among other such lines, "Hands by Helena, 39
  /// (South Lamar) pic".
  func isListingLine(_ first: Int, _ last: Int) -> Bool {
    guard field.isSymbol(last + 1, "("), !field.isGlued(last + 1), endsWithPlace(last + 1) else {
      return false
    }
    if field.isSymbol(first - 1, ","), field.isLetters(first - 2), field.isWord(first - 3, "by"),
      field.isOneLine(first - 3, first), field.roles(first - 2).isEmpty
    {
      return field.source.tokens[first - 2].flags.contains(.startsCapital)
        && titleStart(before: first - 3) != nil
    }
    guard let index = field.quantity(at: first), let start = titleStart(of: first) else {
      return false
    }
    var (isList, isOfPerson) = (false, speaksOfPerson(start, first))
    for other in [index - 1, index + 1] where field.quantities.indices.contains(other) {
      let item = field.quantities[other]
      if let start = titleStart(of: item.first), field.isSymbol(item.last + 1, "("),
        endsWithPlace(item.last + 1)
      {
        isList = true
        if speaksOfPerson(start, item.first) { isOfPerson = true }
      }
    }
    return isList && isOfPerson
  }

  /// Whether tokens `start..<end` have a name, a person or what is said of persons: goods are listed so
  /// too.
  private func speaksOfPerson(_ start: Int, _ end: Int) -> Bool {
    (start..<end).contains {
      field.marks($0, .givenName) || field.namesPerson($0)
        || field.marks($0, .appeal) && !field.marks($0, .looseAppeal)
    }
  }

  /// Where the line of the number at token `first` starts, if a dash stands before that.
  private func titleStart(of first: Int) -> Int? {
    guard first > 1, field.isSymbol(first - 1, "-"), !field.isGlued(first),
      !field.isGlued(first - 1), !field.startsLine(first - 1)
    else { return nil }
    return titleStart(before: first - 1)
  }

  /// Where the line starts whose words up to token `end` name no thing; nil where one does.
  private func titleStart(before end: Int) -> Int? {
    var at = end - 1
    while at >= max(0, end - Self.lineLimit) {
      if field.isDigits(at) || field.has(at, Self.others) { return nil }
      if field.startsLine(at) { return at }
      at -= 1
    }
    return nil
  }

  /// Whether a bracket with a place's name in it, and at most a mark for pictures, ends the line.
  private func endsWithPlace(_ bracket: Int) -> Bool {
    guard field.isLetters(bracket + 1),
      field.source.tokens[bracket + 1].flags.contains(.startsCapital),
      !field.has(bracket + 1, Self.others)
    else { return false }
    var at = bracket + 2
    while at < bracket + 8, !field.isSymbol(at, ")") {
      guard at < field.count, !field.startsLine(at), !field.isDigits(at) else { return false }
      at += 1
    }
    var next = at + 1
    while field.isWord(next, "pic") || field.isWord(next, "map") || field.isWord(next, "img") {
      next += 1
    }
    return field.startsLine(next)
  }

  /// "72 f, sunny": degrees.
  func isWeather(_ index: Int) -> Bool {
    for word: WordKey in ["sunny", "windy", "cloudy", "rain", "snow", "humid", "clear", "cold"]
    where field.isWord(index, word) { return true }
    return false
  }

  /// "[3] Patti", "No. 341 - Thomas": whether the number of an entry stands before a name.
  func isNumbered(_ name: Int) -> Bool {
    field.isSymbol(name - 1, "]") && field.isSymbol(name - 3, "[") && field.startsLine(name - 3)
      || field.isSymbol(name - 1, "-") && !field.isGlued(name) && field.isDigits(name - 2)
        && (field.isWord(name - 4, "no") || field.isSymbol(name - 3, "#"))
  }

  /// "Steve_in_Mobile, 55": a user's name with its age, alone on their line.
  func isUser(_ first: Int, _ last: Int) -> Bool {
    guard field.isSymbol(first - 1, ","), field.startsLine(last + 1), first > 3,
      field.isGlued(first - 1)
    else { return false }
    var at = first - 2
    var isJoined = false
    while at > first - 10, at >= 0 {
      if field.isSymbol(at, "_") { isJoined = true }
      if field.startsLine(at) { return isJoined && field.isLetters(at) }
      guard field.isGlued(at) else { return false }
      at -= 1
    }
    return false
  }
}
