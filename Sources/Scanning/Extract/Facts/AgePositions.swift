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
