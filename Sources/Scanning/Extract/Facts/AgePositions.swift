internal import Model

/// Reads ages that only their place tells: in classified titles and in lines of personal data.
struct AgePositions {
  let field: FactField
  let cues: AgeCues
  let titleLines: AgeTitleLines
  let numbers: AgeNumbers

  init(field: FactField, cues: AgeCues) {
    self.field = field
    self.cues = cues
    titleLines = AgeTitleLines(field: field, cues: cues)
    numbers = AgeNumbers(field: field)
  }

  /// The most tokens before an age that ends a title.
  private static let titleLimit = 60

  /// The most bytes of a text that is read as a title is.
  private static let shortText = 100

  /// What makes a number something other than an age wherever it stands.
  private static let labels: FactWord.Roles = [
    .numbered, .thing, .month, .weekday, .priceCue, .experience, .relation, .hour, .otherUnit,
    .over, .under, .until, .schedule, .nearDay, .load,
  ]

  /// The tokens that state the age in tokens `first...last`; nil where their place says nothing.
  func span(_ first: Int, _ last: Int, years: Int) -> (first: Int, last: Int)? {
    if field.has(first - 1, Self.labels) { return nil }
    if isClassifiedEnding(first, last) || titleLines.states(first, last) { return (first, last) }
    if isNamed(first, last) || isBehindOwnName(first, last) { return (first, last) }
    if isSex(before: first),
      field.isCleanRight(last + 1) || field.isSymbol(last + 1, "+") && cues.isPartner(last + 2)
    {
      return (first, last)
    }
    if isSexOfLine(first, last) { return (first, last + 1) }
    if isOfPerson(first),
      field.isCleanRight(last + 1) || field.has(last + 1, [.clauseEnd, .be, .turned])
        || field.isWord(last + 1, "seeks") || field.isWord(last + 1, "busca")
        || field.isWord(first - 1, "de") && field.isLetters(last + 1)
          && field.roles(last + 1).isEmpty && !field.isGlued(last + 1)
    {
      return (first, last)
    }
    if isBeforeBody(last),
      field.isCleanLeft(first) || field.has(first - 1, .person) || field.isWord(first - 1, "stats")
    {
      return (first, last)
    }
    if isLastOfTitle(first, last) || isListingLine(first, last) || isUser(first, last) {
      return (first, last)
    }
    if field.source.field == .title, isBracketed(first, last), hasNoThing(within: 12, of: first) {
      return (first, last)
    }
    return nil
  }

  /// As `span` for an age in words, which no price's place is asked of: "I'm Carol, fifty-eight, …",
  /// "Twenty-five, 5 foot 6".
  func spelled(_ first: Int, _ last: Int) -> (first: Int, last: Int)? {
    if field.has(first - 1, Self.labels) { return nil }
    if isNamed(first, last) || isBehindOwnName(first, last)
      || isBeforeBody(last) && field.isCleanLeft(first)
    {
      return (first, last)
    }
    return nil
  }

  /// "… - 23" at the end of a title or of the first line, "… - 23 - (Dallas)", "… - 23 (Dallas)".
  private func isClassifiedEnding(_ first: Int, _ last: Int) -> Bool {
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
  private func isLastOfTitle(_ first: Int, _ last: Int) -> Bool {
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

  private func hasNoThing(within distance: Int, of first: Int) -> Bool {
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

  private func isBracketed(_ first: Int, _ last: Int) -> Bool {
    field.isSymbol(first - 1, "(") && field.isSymbol(last + 1, ")")
      || field.isSymbol(first - 1, "[") && field.isSymbol(last + 1, "]")
  }

  /// "Ana (23)", "Ana, 23, from Lyon": a lone capitalised word at the start of its phrase, then the
  /// age.
  private func isNamed(_ first: Int, _ last: Int) -> Bool {
    let name: Int
    if field.isSymbol(first - 1, "("), field.isSymbol(last + 1, ")") {
      name = first - 2
    } else if field.isSymbol(first - 1, ","), field.isCleanRight(last + 1),
      !field.isSymbol(last + 1, "-"), !field.isSymbol(last + 1, "/")
    {
      name = first - 2
    } else {
      return false
    }
    guard name >= 0, field.isLetters(name), field.isOneLine(name, last),
      !field.has(name, Self.labels)
    else { return false }
    if field.has(name, .person) {
      // "Mature woman (52) with …"
      if field.isSymbol(first - 1, "("), field.words[name].value == 0 { return true }
      return field.isCleanLeft(name) || field.has(name - 1, [.be, .selfBe, .article])
    }
    guard field.source.tokens[name].flags.contains(.startsCapital),
      field.source.tokens[name].byteCount >= 2,
      field.roles(name).subtracting(
        field.isSymbol(first - 1, "(")
          ? [.adverb, .filler, .be, .codeWord] : [.adverb, .filler, .be]
      ).isEmpty
    else { return false }
    return
      field.startsLine(name) || field.isSentenceBreak(name - 1)
      || field.isSymbol(name - 1, ":") && field.isSymbol(last + 1, ")")
        && field.isSymbol(last + 2, ",")
      || field.isWord(name - 1, "by") && field.isWord(name - 2, "go")
      || isNumbered(name) || field.isWord(name - 1, "bin") || field.isWord(name - 1, "suis")
      || field.isSymbol(name - 1, "-") && field.isWord(name - 2, "me")
      || field.has(name - 1, [.selfBe]) || field.isWord(name - 1, "m")
      || field.isWord(name - 1, "am") || field.isWord(name - 1, "is")
      || field.isWord(name - 1, "are") && field.isWord(name - 2, "we")
      || field.isWord(name - 1, "s") && field.isWord(name - 3, "it")
      || field.isWord(name - 1, "si") && field.isWord(name - 2, "ako")
      || field.has(name - 1, .and) || field.isSymbol(name - 1, "&")
      || field.isSymbol(name - 1, ",") || field.source.tokens[name - 1].kind == .picture
      || field.source.field == .title && field.isCleanLeft(name)
  }

  /// "The girl, 15, was reported missing"
  func isBetweenCommas(_ first: Int, _ last: Int) -> Bool {
    let noun = first - 2
    guard field.isSymbol(first - 1, ","), field.isSymbol(last + 1, ","),
      field.isLetters(last + 2),
      field.namesPerson(noun) || field.isWord(noun, "teen")
        || field.isWord(noun, "teenager") || field.isWord(noun, "boy")
    else { return false }
    // "The missing teen"
    let article = field.has(noun - 1, .article) ? noun - 1 : noun - 2
    if field.has(article, .article) { return field.isOneLine(article, last + 1) }
    // "Boy, 16, went missing", "Runaway teen, 16, may be with …"
    return (field.startsLine(noun) || field.startsLine(noun - 1) && field.isLetters(noun - 1))
      && field.isOneLine(noun, last + 2) && goesOnAsNotice(last + 2)
  }

  /// Whether token `index` is what notices and news go on with behind the age of a person.
  func goesOnAsNotice(_ index: Int) -> Bool {
    if field.has(index, .be) { return true }
    for word: WordKey in ["of", "left", "went", "has", "may", "missing", "last", "walked"]
    where field.isWord(index, word) { return true }
    return false
  }

  /// "a lady of 45", "chica joven de 22"
  private func isOfPerson(_ first: Int) -> Bool {
    if field.isWord(first - 1, "de") || field.isWord(first - 1, "di"),
      field.isOneLine(max(first - 3, 0), first),
      field.marks(first - 2, .appeal) && field.has(first - 3, .person)
        || field.namesPerson(first - 2)
    {
      return true
    }
    // "Viuda de 61"
    if field.isWord(first - 1, "de"), first > 1, field.isOneLine(first - 2, first),
      field.marks(first - 2, .status), field.isCleanLeft(first - 2)
    {
      return true
    }
    return field.isWord(first - 1, "of") && field.isOneLine(first - 2, first)
      && field.namesPerson(first - 2)
  }

  /// "22f": but not a size such as 34f.
  func isSex(behind last: Int, _ years: Int) -> Bool {
    guard field.isWord(last + 1, "f"), field.isGlued(last + 1),
      !field.isGlued(last + 2) || field.isCleanRight(last + 2)
    else { return false }
    return years < 28 || years % 2 == 1 || opensWithTrade(last)
  }

  /// "38F, teacher, …": somebody's trade or kin behind the letter at a sentence's start.
  private func opensWithTrade(_ last: Int) -> Bool {
    let noun = last + 3
    return field.isSymbol(last + 2, ",") && field.isSentenceBreak(last - 1) && field.isLetters(noun)
      && (field.marks(noun, .status) || field.namesPerson(noun)) && !cues.isTrade(noun)
      && !field.startsLine(noun)
      && (field.isCleanRight(noun + 1) || field.isWord(noun + 1, "of"))
  }

  /// "w4m 23", "F 26", "M/28", "female, 34".
  private func isSex(before first: Int) -> Bool {
    var at = first - 1
    while at > 0, field.isSymbol(at, "-") || field.isSymbol(at, "/") || field.isSymbol(at, ":"),
      !field.startsLine(at)
    { at -= 1 }
    guard at >= 0, field.isOneLine(at, first), field.isLetters(at) else { return false }
    let token = field.source.tokens[at]
    guard token.byteCount == 1 else { return false }
    if at >= 2, field.isGlued(at), field.isGlued(at - 1), field.isDigits(at - 1),
      field.source.tokens[at - 1].key == 4, field.isLetters(at - 2),
      field.source.tokens[at - 2].byteCount == 1
    {
      return true
    }
    return field.startsLine(at) && token.flags.contains(.startsCapital)
      && (field.isWord(at, "f") || field.isWord(at, "m"))
  }

  /// "I'm Tina 24 from Tulsa"
  private func isBehindOwnName(_ first: Int, _ last: Int) -> Bool {
    let name = first - 1
    guard name > 0, field.isLetters(name), field.isOneLine(name - 1, first),
      field.source.tokens[name].flags.contains(.startsCapital), field.roles(name).isEmpty,
      !field.source.tokens[name].number.isNumber
    else { return false }
    let isOwn =
      field.has(name - 1, .selfBe) || field.isWord(name - 1, "m") || field.isWord(name - 1, "am")
    return isOwn && (field.isCleanRight(last + 1) || field.has(last + 1, [.clauseEnd, .and]))
  }

  /// "23 F Dallas" at the start of a line: but not "72 F outside".
  func isSexOfLine(_ first: Int, _ last: Int) -> Bool {
    let isOwn = field.isSymbol(first - 1, ":") && field.isWord(first - 2, "me")
    guard field.startsLine(first) || isOwn,
      field.isWord(last + 1, "f") || field.isWord(last + 1, "m"), !field.isGlued(last + 1)
    else { return false }
    let next = last + 2
    // "29 f, one daughter"
    if field.isWord(last + 1, "f"), field.isSymbol(next, ","), field.isLetters(next + 1),
      field.isDigits(first), field.source.tokens[first].key < 50, !isWeather(next + 1)
    {
      return true
    }
    // "23 F 5'4"
    if field.isDigits(next), (4...6).contains(field.source.tokens[next].key),
      field.isSymbol(next + 1, "'") || field.isSymbol(next + 1, "\"")
    {
      return true
    }
    guard field.source.tokens[last + 1].flags.contains(.startsCapital) else { return false }
    return field.isCleanRight(next)
      || field.isLetters(next) && field.source.tokens[next].flags.contains(.startsCapital)
  }

  /// Whether a body height follows, with at most one separator: "23 / 5'4", "24 | 165cm".
  func isBeforeBody(_ last: Int) -> Bool {
    var next = last + 1
    if field.isSymbol(next, ",") || field.isSymbol(next, "/") || field.isSymbol(next, "|")
      || field.isSymbol(next, "-") || field.isSymbol(next, ".") && !field.isGlued(next + 1)
    {
      next += 1
    }
    guard field.isDigits(next), !field.startsLine(next) else { return false }
    let key = field.source.tokens[next].key
    if key >= 4, key <= 6, field.isSymbol(next + 1, "'") || field.has(next + 1, .feet) {
      return true
    }
    if key >= 140, key <= 200, field.has(next + 1, .centimetre) { return true }
    return key == 1 && field.isGlued(next + 1)
      && (field.isSymbol(next + 1, ".") || field.isSymbol(next + 1, ","))
      && field.has(next + 3, .metre)
  }
}
