internal import Model

/// Reads ages that the words round a bare number tell: a name, a sex, a body's measures, what ads say
/// of the persons they offer.
///
/// The number must be set off from the rest or stand right beside such a word, and nothing beside it
/// may make a time, a price, a count or a label of it.
struct AgeSurroundings {
  let field: FactField
  let cues: AgeCues

  /// Ages that stand without a unit or a cue; older ones would mostly be amounts.
  private static let ages = 18...49
  /// Ages by sex or body, which say more.
  static let bodyAges = 18...69

  /// What makes a number something else where it stands right before it.
  private static let labels: FactWord.Roles = [
    .numbered, .thing, .month, .weekday, .priceCue, .experience, .relation, .hour, .minute,
    .otherUnit, .over, .under, .until, .nearDay, .thisNext, .load, .to, .from, .duration, .half,
    .currency, .codeWord, .pounds, .must, .per, .heightCue, .weightCue, .upward,
  ]
  /// What makes a number something else where it stands right behind it.
  private static let counted: FactWord.Roles = [
    .thing, .otherUnit, .relation, .month, .weekday, .per, .period, .schedule, .client, .upward,
    .under, .over, .nearDay, .hour, .minute, .half, .until, .quick, .visit, .inch, .ordinal,
  ]

  /// The tokens that state the age in tokens `first...last`; nil where nothing round it says so.
  func span(_ first: Int, _ last: Int, _ years: Int, isJoined: Bool) -> (first: Int, last: Int)? {
    guard !isJoined, isOpen(first, last) else { return nil }
    if Self.bodyAges.contains(years),
      isAmongMeasures(first, last) || isBesideState(first, last) || isBehindAppeals(first, last)
    {
      return (first, last)
    }
    guard Self.ages.contains(years) else { return nil }
    if let name = name(before: first), endsPhrase(last) { return (name, last) }
    if isBehindOwnName(first, last) { return (first, last) }
    if isBesideAppeal(first, last) || isAlone(first, last) || isBracketedBeforeName(first, last) {
      return (first, last)
    }
    if isInTitle(first, last) { return (first, last) }
    return nil
  }

  /// Whether neither neighbour makes something else of the number.
  func isOpen(_ first: Int, _ last: Int) -> Bool {
    if !field.startsLine(first), field.has(first - 1, Self.labels) { return false }
    if field.isWord(first - 1, "at") || field.isWord(first - 1, "for")
      || field.isWord(first - 1, "by") || field.isWord(first - 1, "in")
      || field.isWord(first - 1, "of") || field.isWord(first - 1, "on")
    {
      return false
    }
    if !field.startsLine(last + 1),
      field.has(last + 1, Self.counted) && !field.has(last + 1, .person)
        && !field.marks(last + 1, .appeal)
        || field.isSymbol(last + 1, "+") || field.isWord(last + 1, "strong")
        || field.has(last + 1, .and) && field.has(last + 2, Self.counted)
          && !(field.isWord(last + 2, "better") && field.isWord(last + 3, "than"))
    {
      return false
    }
    return true
  }

  /// Whether token `index` goes on with a person: "seeks", "from".
  func goesOn(_ index: Int) -> Bool {
    guard !field.startsLine(index) else { return false }
    // "new in town", "new to Reno"
    if field.isWord(index, "new") { return field.has(index + 1, [.clauseEnd, .to]) }
    for word: WordKey in [
      "with", "here", "from", "looking", "seeking", "seeks", "needs", "wants", "lf",
      "living", "non", "who", "loves", "likes", "lives", "offers", "offering", "busca",
      "busco",
    ] where field.isWord(index, word) { return true }
    return false
  }

  /// Whether the number opens a phrase: behind punctuation, a greeting or the name of a short form.
  func isSetOff(_ first: Int) -> Bool {
    let label = field.isSymbol(first - 1, ":") ? first - 2 : first - 1
    for word: WordKey in ["hi", "hey", "hello", "hola", "asl", "l", "stats", "ok", "yo", "yes"]
    where field.isOneLine(label, first) && field.isWord(label, word) { return true }
    return field.isCleanLeft(first) && label == first - 1
  }

  /// Whether a person's word names other things too: "model 22", "an escort 20".
  func isTrade(_ index: Int) -> Bool { cues.isTrade(index) }

  // MARK: Names

  /// "(24) Bella", at the start of a line.
  private func isBracketedBeforeName(_ first: Int, _ last: Int) -> Bool {
    field.isSymbol(first - 1, "(") && field.startsLine(first - 1) && field.isSymbol(last + 1, ")")
      && field.marks(last + 2, .givenName) && field.isOneLine(last, last + 2)
  }

  /// Where a given name stands before the number, past a mark or two: "Bella 22", "Kim: 24",
  /// "*Bella* 22", "Bella here 22".
  func name(before first: Int) -> Int? {
    var at = field.isWord(first - 1, "here") ? first - 2 : first - 1
    var skipped = 0
    while at >= 0, skipped < 3, field.isOneLine(at, first),
      isOrnament(at) || field.isSymbol(at, ".") && field.isGlued(at) && field.isGlued(at + 1)
    {
      at -= 1
      skipped += 1
    }
    guard at >= 0, field.isOneLine(at, first), field.marks(at, .givenName) else { return nil }
    if field.has(at - 1, [.over, .relation, .possessive]) { return nil }
    return skipped == 0 && field.isGlued(first) ? nil : at
  }

  /// "Masajes relajantes - Paola 35 años", "Romina 31 años - masajista": years behind a word written as
  /// names are, near what only persons do.
  func isOfService(_ first: Int, _ last: Int) -> Bool {
    let name = field.isSymbol(first - 1, ",") ? first - 2 : first - 1
    guard field.words[last].value == 2,
      field.isCleanRight(last + 1) || field.has(last + 1, .and), field.isLetters(name),
      field.isOneLine(name, first), field.isCleanLeft(name) || field.has(name - 1, .and),
      field.roles(name).isEmpty,
      field.source.tokens[name].flags.contains(.startsCapital), !field.marks(name, .place),
      Self.noNames.value(of: field.source.tokens[name], in: field.source.bytes) == nil
    else { return false }
    for at in max(0, name - Self.serviceReach)..<min(field.count, last + Self.serviceReach)
    where field.isLetters(at) && at != name {
      if Self.services.value(of: field.source.tokens[at], in: field.source.bytes) != nil {
        return true
      }
    }
    return false
  }

  private static let serviceReach = 10
  /// What sentences about the years of a business start with.
  private static let noNames = WordTable<Bool>(
    """
    hace hacen llevo llevamos cumplimos celebramos durante centro garantía garantia aniversario
    calidad casi unos unas ya há faz oltre tras total
    """.listedWords.map { ($0, true) })
  private static let services = WordTable<Bool>(
    """
    masaje masajes masajista masajistas massagem massagens massagista massaggi massaggio relax escort
    acompañante acompañantes acompanhante scort massage masseuse
    """.listedWords.map { ($0, true) })

  private func isOrnament(_ index: Int) -> Bool {
    let token = field.source.tokens[index]
    if token.kind == .picture { return Currency.number(ofSign: token.key) == nil }
    guard token.kind == .symbol else { return false }
    for mark: Unicode.Scalar in ["-", "/", "=", "|", "*", "~", ":", ",", "(", "[", "_", "\""]
    where token.isSymbol(mark) { return true }
    return false
  }

  /// Whether nothing behind the number goes on with it.
  private func endsPhrase(_ last: Int) -> Bool {
    let next = last + 1
    if field.isCleanRight(next) || isHeight(next) || field.has(next, .person) { return true }
    if field.has(next, .and) || field.isSymbol(next, "&"),
      field.marks(next + 1, [.givenName, .appeal]) || isNamedNumber(next + 1)
    {
      return true
    }
    // "Bella 29 is back in Reno"
    if field.isWord(next, "is") {
      for word: WordKey in [
        "back", "here", "in", "visiting", "ready", "waiting", "looking",
      ] where field.isWord(next + 1, word) { return true }
    }
    if field.isWord(next, "from") || field.isWord(next, "with") || field.isWord(next, "here")
      || field.isWord(next, "and")
    {
      return true
    }
    if field.marks(next, [.place, .appeal, .givenName]) { return true }
    if field.isWord(next, "midtown") || field.isWord(next, "downtown")
      || field.isWord(next, "uptown")
    {
      return true
    }
    return field.source.field == .title && field.isLetters(next) && field.startsLine(next + 1)
      && field.source.tokens[next].flags.contains(.startsCapital)
  }

  /// Whether an unlisted name and a number follow: "… & Lee 36".
  private func isNamedNumber(_ index: Int) -> Bool {
    field.isLetters(index) && field.roles(index).isEmpty && field.isDigits(index + 1)
      && field.source.tokens[index].flags.contains(.startsCapital)
      && field.source.tokens[index + 1].byteCount == 2 && field.isOneLine(index, index + 1)
      && field.isCleanRight(index + 2)
  }

  /// "it's Mia 22", "Miss Lola 31", "Im Jade. 23.", "My name's Rose, 21": a name behind what says
  /// that it is one.
  private func isBehindOwnName(_ first: Int, _ last: Int) -> Bool {
    var name = first - 1
    while name > first - 4, name > 0, isOrnament(name) || field.isSymbol(name, ".") { name -= 1 }
    guard name > 0, field.isOneLine(name - 1, first), field.isLetters(name),
      field.source.tokens[name].flags.contains(.startsCapital) || field.marks(name, .givenName)
        || field.isSymbol(first - 1, ",") && field.isSymbol(last + 1, ","),
      !field.source.tokens[name].number.isNumber,
      field.roles(name).subtracting([.codeWord, .adverb, .filler, .person]).isEmpty,
      field.isCleanRight(last + 1) || field.isWord(last + 1, "and")
        || field.isWord(last + 1, "from") || field.marks(name, .givenName)
    else { return false }
    let cue = name - 1
    for word: WordKey in ["its", "im", "meet", "named", "name", "miss", "ms", "llamo", "soy"]
    where field.isWord(cue, word) { return true }
    if field.isWord(cue, "me") { return field.isWord(cue - 1, "call") }
    if field.isWord(cue, "is") {
      return field.isWord(cue - 1, "name") || field.isWord(cue - 1, "this")
    }
    guard field.isSymbol(cue - 1, "'") else { return false }
    return field.isWord(cue, "m") && field.isWord(cue - 2, "i")
      || field.isWord(cue, "s")
        && (field.isWord(cue - 2, "it") || field.isWord(cue - 2, "name"))
  }

  // MARK: Appeals

  /// "young 21", "sexy 24", "22 & ready", "22, single": what ads say of persons right beside.
  private func isBesideAppeal(_ first: Int, _ last: Int) -> Bool {
    let endsClean = field.isCleanRight(last + 1) || field.startsLine(last + 1)
    if isAppeal(first - 1), field.isOneLine(first - 1, first), !field.isGlued(first),
      endsClean || isAppeal(last + 1) || field.namesPerson(last + 1)
    {
      // "New 22" alone is no person.
      return !isWeakAppeal(first - 1)
        || field.isCleanLeft(first - 1) == false
          && isAppeal(first - 2)
        || hasPerson(round: first, last)
    }
    // "Beautiful brunette, 26"
    if field.isSymbol(first - 1, ","), endsClean, field.isOneLine(first - 2, first),
      isAppeal(first - 2), !isWeakAppeal(first - 2)
    {
      return true
    }
    // "only 24 and sweet"
    let start =
      field.isWord(first - 1, "only") || field.isWord(first - 1, "just") ? first - 1 : first
    guard field.isCleanLeft(start), !field.isSymbol(start - 1, ":") else { return false }
    var next = last + 1
    if field.has(next, .and) || field.isSymbol(next, "&") || field.isSymbol(next, ",") {
      next += field.isWord(next + 1, "brand") && field.isWord(next + 2, "new") ? 2 : 1
    } else {
      return false
    }
    for word: WordKey in ["super", "so", "very", "really", "still"]
    where field.isWord(next, word) {
      next += 1
      break
    }
    return isAppeal(next) && !field.startsLine(next)
      && (!field.isSymbol(last + 1, ",")
        || !isWeakAppeal(next) && (field.startsLine(first) || field.isSentenceBreak(first - 1)))
  }

  /// "forty-five and proud of it", "29 and tired of apps": how somebody feels at his age.
  private func isBesideState(_ first: Int, _ last: Int) -> Bool {
    let state = last + 2
    // "60 and starting over"
    if field.startsLine(first), field.has(last + 1, .and), field.isWord(state, "starting"),
      field.isWord(state + 1, "over")
    {
      return true
    }
    guard field.isCleanLeft(first), !field.isSymbol(first - 1, ":"), field.has(last + 1, .and),
      field.isOneLine(last, min(state, field.count - 1)),
      field.isCleanRight(state + 1) || field.has(state + 1, [.clauseEnd, .and])
        || field.isWord(state + 1, "of")
    else { return false }
    for word: WordKey in ["proud", "tired", "lonely", "bored", "thriving"]
    where field.isWord(state, word) { return true }
    return false
  }

  /// "Sweet and slim. 22. Incalls only.": a sentence of its own behind one that speaks of a person.
  private func isAlone(_ first: Int, _ last: Int) -> Bool {
    guard first > 1, field.isSymbol(first - 1, "."), field.isSymbol(last + 1, "."),
      !field.isGlued(first), !field.isGlued(last + 2), field.isOneLine(first - 1, first)
    else { return false }
    var at = first - 2
    var speaksOfPerson = false
    while at >= max(0, first - 8), !field.isSentenceBreak(at) || at == 0 || field.isLetters(at) {
      guard field.isLetters(at) || field.isSymbol(at, ",") else { return false }
      if field.has(at, .thing) { return false }
      if isAppeal(at) && !isWeakAppeal(at) || field.namesPerson(at) {
        speaksOfPerson = true
      }
      if field.startsLine(at) { break }
      at -= 1
    }
    return speaksOfPerson
  }

  /// Whether token `index` is what ads say of persons.
  func isAppeal(_ index: Int) -> Bool { field.marks(index, .appeal) }

  /// Whether the word is said of things as well.
  func isWeakAppeal(_ index: Int) -> Bool { field.marks(index, .looseAppeal) }

  private func hasPerson(round first: Int, _ last: Int) -> Bool {
    for at in max(0, first - 8)...min(field.count - 1, last + 8)
    where field.namesPerson(at) || field.marks(at, .givenName)
      || isAppeal(at) && !isWeakAppeal(at)
    {
      return true
    }
    return false
  }
}
