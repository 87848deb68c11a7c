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
    }
    guard isTitled(first), let index = field.quantity(at: first) else { return false }
    for other in [index - 1, index + 1] where field.quantities.indices.contains(other) {
      let item = field.quantities[other]
      if isTitled(item.first), field.isSymbol(item.last + 1, "("), endsWithPlace(item.last + 1) {
        return true
      }
    }
    return false
  }

  /// Whether words that name no thing and a dash stand before the number, from its line's start on.
  private func isTitled(_ first: Int) -> Bool {
    guard first > 1, field.isSymbol(first - 1, "-"), !field.isGlued(first),
      !field.isGlued(first - 1), !field.startsLine(first - 1)
    else { return false }
    var at = first - 2
    while at >= max(0, first - Self.lineLimit) {
      if field.isDigits(at) || field.has(at, Self.others) { return false }
      if field.startsLine(at) { return true }
      at -= 1
    }
    return false
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
