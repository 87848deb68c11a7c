/// Reads ages out of bios: lines of short items with the same kind of divider between them.
///
/// "26 | NYC | single mom", "she/her · 29 · Toronto", "💃 22 | 🎓 UNT". The number must be an item by
/// itself, the only one of the line, and another item must tell of a person: what somebody is, pronouns,
/// a sign of the zodiac, or, among three items or right behind the number, a place.
struct AgeBios {
  let field: FactField
  let cues: AgeCues

  /// The most tokens of a line that is read as a bio.
  private static let lineLimit = 32
  /// Ages that a place beside them makes; older ones need a surer word.
  private static let placeAges = 18...49

  private static let zodiac: [WordKey] = [
    "aries", "taurus", "gemini", "leo", "virgo", "libra", "scorpio", "aquarius", "pisces",
  ]
  private static let codeMarks: [Unicode.Scalar] = ["$", "(", "{", "=", ";", "<"]

  /// What makes something other than a bio of a line.
  private static let others: FactWord.Roles = [
    .otherUnit, .priceCue, .currency, .hour, .minute, .weekday, .month, .experience, .client,
  ]

  /// Whether the number in tokens `first...last` is the age of a bio.
  func states(_ first: Int, _ last: Int, _ years: Int) -> Bool {
    guard field.startsLine(first) || isDivider(first - 1),
      field.startsLine(last + 1) || isDivider(last + 1), !isLabel(first - 1)
    else { return false }
    // "Jo | F | 37 | Hobart"
    if isSex(first - 2), field.isSymbol(first - 1, "|"), field.isSymbol(first - 3, "|"),
      !field.has(first - 4, [.numbered, .thing])
    {
      return true
    }
    var start = first
    while !field.startsLine(start) { start -= 1 }
    var end = last + 1
    while !field.startsLine(end) { end += 1 }
    guard start < end, end - start <= Self.lineLimit else { return false }
    var (items, isInItem, isOfPerson, hasThing) = (0, false, false, false)
    // The items that are the number and the place.
    var (own, place) = (0, 0)
    for at in start..<end {
      if isDivider(at) {
        isInItem = false
        if isPerson(picture: at) { isOfPerson = true }
        continue
      }
      if !isInItem { items += 1 }
      isInItem = true
      if (first...last).contains(at) {
        own = items
        continue
      }
      if !field.isLetters(at) {
        if isNumber(at) || isOfCode(at) { return false }
        continue
      }
      // "Room | 22 | Austin"
      if at == first - 2, field.has(at, .numbered), !isNoun(at) { return false }
      if field.has(at, Self.others), !isNoun(at) { return false }
      if isNoun(at) || isPronouns(at) || isZodiac(at) { isOfPerson = true }
      if place == 0, isPlace(at) { place = items }
      if field.has(at, .thing) { hasThing = true }
    }
    if isOfPerson { return items >= 3 || items == 2 && own == 1 }
    return place > 0 && !hasThing && items >= 3 && (items == 3 || place == own + 1)
      && Self.placeAges.contains(years)
  }

  private func isSex(_ index: Int) -> Bool {
    for word: WordKey in ["f", "m", "female", "male"] where field.isWord(index, word) {
      return true
    }
    return false
  }

  /// Whether token `index` stands between the items of a bio.
  private func isDivider(_ index: Int) -> Bool {
    guard index >= 0, index < field.count else { return false }
    let token = field.source.tokens[index]
    if token.kind == .picture {
      return Currency.number(ofSign: token.key) == nil && !Currency.isCodePicture(token.key)
    }
    if token.isSymbol("/") {
      return !field.isGlued(index) || field.isSymbol(index - 1, "/") && field.isGlued(index)
    }
    return token.isSymbol("|") || token.isSymbol("[") || token.isSymbol("]")
  }

  private func isOfCode(_ index: Int) -> Bool {
    Self.codeMarks.contains { field.isSymbol(index, $0) }
  }

  /// "mom of 2" is no other number.
  private func isNumber(_ index: Int) -> Bool {
    field.isDigits(index) && !field.isWord(index - 1, "of")
  }

  /// Whether token `index` says what one person is; a word that names things too only as an item by
  /// itself: "model", but not "model A".
  private func isNoun(_ index: Int) -> Bool {
    if cues.isTrade(index) {
      return isDivider(index - 1) && (field.startsLine(index + 1) || isDivider(index + 1))
    }
    return field.marks(index, .status) || field.has(index, .person) && field.words[index].value < 2
  }

  /// "she/her", "he/they"
  private func isPronouns(_ index: Int) -> Bool {
    field.has(index, .pronoun) && field.isSymbol(index + 1, "/") && field.isGlued(index + 1)
      || field.isWord(index, "they") && field.isWord(index + 2, "them")
  }

  private func isPlace(_ index: Int) -> Bool {
    let token = field.source.tokens[index]
    return field.marks(index, .place) && token.flags.contains(.startsCapital)
      && token.byteCount > 2 && field.roles(index).isEmpty
  }

  private func isZodiac(_ index: Int) -> Bool {
    Self.zodiac.contains { field.isWord(index, $0) }
  }

  /// Whether a picture is a person's: a dancer, a graduate's cap, a birthday's cake, a zodiac's sign.
  private func isPerson(picture index: Int) -> Bool {
    switch field.source.tokens[index].key {
    case 0x1F382, 0x1F393, 0x1F483, 0x1F57A, 0x1F467...0x1F469, 0x1F471, 0x1F478, 0x1F481,
      0x1F64B, 0x1F9D1, 0x2640, 0x2642, 0x2648...0x2653:
      true
    default: false
    }
  }

  /// Whether the picture before a number makes a date, a time, a telephone's, a house's or a player's
  /// number of it.
  private func isLabel(_ index: Int) -> Bool {
    guard index >= 0, field.source.tokens[index].kind == .picture else { return false }
    switch field.source.tokens[index].key {
    case 0x1F4C5, 0x1F4C6, 0x1F5D3, 0x23F0...0x23F3, 0x1F550...0x1F567, 0x1F4DE, 0x1F4F1, 0x260E,
      0x1F3E0, 0x1F3E1, 0x1F68C, 0x1F3C0, 0x1F3C8, 0x1F3D0, 0x1F3D2, 0x1F3BE, 0x26BD, 0x26BE:
      return true
    default: return false
    }
  }
}
