internal import Model

/// Ages at the end of classified titles, and of short texts like them.
extension AgePositions {
  /// The most tokens before an age that ends a title.
  private static let titleLimit = 60

  /// The most bytes of a text that is read as a title is.
  private static let shortText = 100

  /// "… - 23" at the end of a title or of the first line, "… - 23 - (Dallas)", "… - 23 (Dallas)".
  func isClassifiedEnding(_ first: Int, _ last: Int) -> Bool {
    guard first >= 2, field.isSymbol(first - 1, "-"), !field.isGlued(first),
      !field.isDigits(first - 2) || field.taken[first - 2] || isRepeated(first, first - 2),
      first <= Self.titleLimit, field.isOneLine(0, first),
      hasNoThing(within: 12, of: first), !isMassagePrice(first, last)
    else { return false }
    let next = last + 1
    // "… - 23 - 23": some sites put the age behind the title once more.
    if field.isSymbol(next, "-"), isRepeated(last, next + 1) { return next + 2 == field.count }
    if next == field.count { return true }
    if field.startsLine(next) { return !titleLines.isOfList(first, last) }
    if field.isSymbol(next, "(") { return true }
    if field.has(next, .and), field.isDigits(next + 1) { return next + 2 == field.count }
    return field.isSymbol(next, "-")
      && (next + 1 == field.count || field.isSymbol(next + 1, "(")
        || !field.isGlued(next + 1)
          && field.isLetters(next + 1))
  }

  /// Whether the digits of token `index` are more than most ages, and no measure's.
  private func isAmount(_ index: Int) -> Bool {
    field.isDigits(index) && field.source.tokens[index].key >= 50 && !field.isMeasured(index)
      && !field.taken[index]
  }

  /// Whether the number that starts at token `first` is what services cost.
  private func isRoundAmount(_ first: Int) -> Bool {
    guard let index = field.quantity(at: first) else { return false }
    return field.quantities[index].cents >= 40_00 && field.quantities[index].cents % 5_00 == 0
  }

  private func isRepeated(_ first: Int, _ second: Int) -> Bool {
    first >= 0 && second >= 0 && field.isDigits(first) && field.isDigits(second)
      && field.source.tokens[first].key == field.source.tokens[second].key
  }

  /// "Full body massage - 60": a round number behind a service and no person.
  private func isMassagePrice(_ first: Int, _ last: Int) -> Bool {
    guard isRoundAmount(first) else { return false }
    var isService = false
    for at in 0..<first {
      if field.has(at, .person) || field.marks(at, .givenName) { return false }
      if field.isWord(at, "massage") || field.isWord(at, "session") { isService = true }
    }
    return isService
  }

  /// "Friendly blonde 25": the last word of a title, or of a text as short, that speaks of a person.
  func isLastOfTitle(_ first: Int, _ last: Int) -> Bool {
    guard last + 1 == field.count, first > 0, field.isLetters(first - 1),
      field.source.field == .title || field.source.text.byteCount <= Self.shortText,
      field.isOneLine(0, last),
      !field.has(
        first - 1, [.ordinal, .filler, .currency, .codeWord, .duration, .be, .to, .and, .from])
    else { return false }
    // "Masseuse sought, licensed, commission 50"
    let isNamed = !field.roles(first - 1).isEmpty || !field.words[first - 1].starts.isEmpty
    if field.source.field != .title, !isNamed,
      (max(0, first - 12)..<first).contains(where: { field.isSymbol($0, ",") })
    {
      return false
    }
    var speaksOfPerson = false
    for at in max(0, first - 12)..<first
    where
      (field.has(at, [.person, .persons]) || field.isWord(at, "friends")
      || field.marks(at, .givenName))
      && !(field.isSymbol(at + 1, "'") && field.isWord(at + 2, "s"))
    {
      // "Ladies golf set 35"
      if field.has(at, .persons), at + 1 < first, field.isLetters(at + 1),
        field.roles(at + 1).isEmpty, field.words[at + 1].starts.isEmpty
      {
        continue
      }
      // "Hot deal 25": an adjective belongs to the unknown noun behind it.
      let isNoun =
        field.has(at, .persons) || field.has(at, .person) && field.words[at].value != 2
        || field.isWord(at, "friends")
      if isNoun || !field.roles(first - 1).isEmpty || field.marks(first - 1, [.appeal, .givenName])
      {
        speaksOfPerson = true
      }
    }
    // "Jade the real deal 23"
    if !speaksOfPerson {
      let before = max(0, first - 12)..<first
      speaksOfPerson =
        before.contains { field.marks($0, .givenName) }
        && before.contains { field.marks($0, .appeal) }
    }
    return speaksOfPerson && hasNoThing(within: 12, of: first)
  }

  func hasNoThing(within distance: Int, of first: Int) -> Bool {
    var at = first - 1
    var (hasPriceCue, hasPrice, hasLabel, speaksOfPerson) = (false, false, false, false)
    while at >= max(0, first - distance) {
      let isNeighbour = field.isWord(at, "next") && field.isWord(at + 1, "door")
      if isCompanionship(at) {
        at -= 1
        continue
      }
      if field.has(at, .otherUnit), field.isDigits(at - 1) || field.has(at - 1, .article),
        field.isWord(at - 2, "for")
      {
        // "visiting for 3 days - 29", "for the week - 27"
        hasLabel = true
      } else if field.has(at, [.thing, .otherUnit, .load]), !isNeighbour {
        return false
      }
      if field.has(at, .numbered), !isNeighbour {
        if field.isDigits(at + 1) || at + 2 >= first { return false }
        hasLabel = true
      }
      if field.isWord(at, "shift") || field.isWord(at, "shifts") { return false }
      if field.has(at, .priceCue) { hasPriceCue = true }
      if field.isSymbol(at, "$") || isAmount(at) { hasPrice = true }
      if numbers.isForMany(at) { return false }
      if field.namesPerson(at) && !cues.isTrade(at)
        || field.marks(at, .appeal) && !field.marks(at, .looseAppeal) || field.isWord(at, "me")
        || field.isWord(at, "back") && field.isWord(at + 1, "in")
          && (field.marks(at + 2, .place) || field.isWord(at + 2, "town"))
      {
        speaksOfPerson = true
      }
      at -= 1
    }
    // "Size small - 25", but not "last night, don't miss me - 28"
    if hasLabel, !speaksOfPerson { return false }
    // "rates - 45" is a price; "$80 special - 24" has its price already.
    return !hasPriceCue || hasPrice || speaksOfPerson && !isRoundAmount(first)
  }

  /// "dinner company", "company tonight?": what a person offers, and no firm.
  private func isCompanionship(_ index: Int) -> Bool {
    guard field.isWord(index, "company") else { return false }
    for word: WordKey in ["dinner", "lunch", "evening", "good", "sweet", "pleasant", "female"]
    where field.isWord(index - 1, word) { return true }
    return field.isCleanLeft(index) && field.has(index + 1, .nearDay)
  }
}
