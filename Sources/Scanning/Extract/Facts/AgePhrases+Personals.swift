internal import Model

/// Ages that open a sentence in which somebody speaks of himself: "26, vegan, love to bike".
extension AgePhrases {
  /// "26, vegan, love to bike", "34, mother of two", "22, student, looking for work", "23 here, …": the
  /// age opens a sentence in which somebody speaks of himself.
  func opensPersonal(_ first: Int, _ last: Int) -> Bool {
    if field.isWord(last + 1, "here"), surroundings.isSetOff(first) {
      return field.isCleanRight(last + 2)
        && (!field.isDigits(last + 3) || surroundings.isHeight(last + 3))
        || field.has(last + 2, [.clauseEnd, .and])
    }
    // "retired, 68, widower"
    if field.isSymbol(first - 1, ","), field.isSymbol(last + 1, ","), field.isLetters(first - 2),
      !field.startsLine(last + 2), !field.has(first - 2, .thing),
      isNoun(last + 2) || field.marks(last + 2, .appeal) && !field.marks(last + 2, .looseAppeal),
      field.isCleanRight(last + 3),
      !field.isWord(last + 2, "pair"), !field.isDigits(last + 4)
    {
      return true
    }
    // "Nurse 34 seeks quiet room"
    if field.marks(first - 1, .status) || isShortForm(first - 1), first > 0,
      field.isCleanLeft(first - 1), field.isOneLine(first - 1, first),
      field.isWord(last + 1, "seeks") || field.isWord(last + 1, "seeking")
        || field.isWord(last + 1, "looking") || field.isWord(last + 1, "busca")
        || field.isWord(last + 1, "iso")
    {
      return true
    }
    if opensRemark(first, last) { return true }
    // "SM 33", a title
    if field.source.field == .title, isShortForm(first - 1), field.startsLine(first - 1),
      field.isCleanRight(last + 1)
    {
      return true
    }
    guard field.isSymbol(last + 1, ","),
      field.isSentenceBreak(first - 1) || field.startsLine(first),
      field.isLetters(last + 2), !field.startsLine(last + 2)
    else { return false }
    if isTrait(last + 2),
      field.isCleanRight(last + 3) || field.has(last + 3, .and) || field.isDigits(last + 3)
    {
      return true
    }
    if isNoun(last + 2), field.isCleanRight(last + 3) || isPreposition(last + 3) { return true }
    // "22, engineering senior"
    let noun = last + 3
    if field.isLetters(noun), field.isOneLine(last, noun), field.isCleanRight(noun + 1),
      !field.has(last + 2, [.article, .possessive, .experience, .thing, .priceCue, .negation]),
      isStudent(noun)
    {
      return true
    }
    // "27, new to Tulsa"
    if field.isWord(last + 2, "new"), surroundings.goesOn(last + 2) { return true }
    var at = last + 2
    while at < min(field.count, last + 14), !field.isSentenceBreak(at) {
      if field.isSymbol(at - 1, ","), isSaidOfOneself(at) { return true }
      if field.has(
        at, [.thing, .otherUnit, .priceCue, .currency, .hour, .minute, .numbered, .schedule])
      {
        return false
      }
      for word: WordKey in [
        "looking", "seeking", "seeks", "love", "loves", "enjoy", "enjoys", "like", "likes",
        "single",
      ] where field.isWord(at, word) { return true }
      at += 1
    }
    return false
  }

  /// "Hey y'all, 39 from Macon": behind a greeting alone.
  func isGreeting(_ first: Int, _ last: Int) -> Bool {
    guard field.isSymbol(first - 1, ","), field.isWord(last + 1, "from"), field.isLetters(last + 2),
      field.source.tokens[last + 2].flags.contains(.startsCapital)
    else { return false }
    var at = first - 2
    while at > first - 6, !field.opensSentence(at) { at -= 1 }
    for word: WordKey in ["hi", "hey", "hello", "hola", "howdy"] where field.isWord(at, word) {
      return true
    }
    return false
  }

  private func isStudent(_ index: Int) -> Bool {
    for word: WordKey in ["student", "senior", "junior", "major", "grad", "freshman"]
    where field.isWord(index, word) { return true }
    return field.source.isWord(index, Self.sophomore)
  }

  private static let sophomore = WordKey(lowercased: "sophomore".utf8)

  /// "WM", "BF": colour and sex, as personals put them.
  private func isShortForm(_ index: Int) -> Bool {
    for word: WordKey in [
      "wm", "wf", "bm", "bf", "hm", "hf", "sm", "sf", "dm", "df",
    ] where field.isWord(index, word) {
      return true
    }
    return false
  }

  /// "Only 22, still studying.", "Still 39, until June anyway."
  private func opensRemark(_ first: Int, _ last: Int) -> Bool {
    guard first > 0, field.isOneLine(first - 1, first), field.isCleanLeft(first - 1) else {
      return false
    }
    // "Still single. Still 40. Still looking."
    if field.isWord(first - 1, "still"), field.isSymbol(last + 1, "."), isSaidAgain(first, last) {
      return true
    }
    guard field.isSymbol(last + 1, ","), field.isLetters(last + 2) else { return false }
    if field.isWord(first - 1, "still") { return field.has(last + 2, [.until, .and, .clauseEnd]) }
    guard field.isWord(first - 1, "only") || field.isWord(first - 1, "just") else { return false }
    return field.isWord(last + 2, "still") && isInProgress(last + 3)
      || field.isWord(last + 2, "but") && field.isWord(last + 3, "mature")
  }

  /// Whether the sentence before or behind "Still 40." says that something else is so still.
  private func isSaidAgain(_ first: Int, _ last: Int) -> Bool {
    field.isWord(last + 2, "still") && field.isLetters(last + 3)
      || field.isSymbol(first - 2, ".") && field.isLetters(first - 3)
        && field.isWord(first - 4, "still")
  }

  /// Whether token `index` is what somebody is doing: "studying", "learning".
  private func isInProgress(_ index: Int) -> Bool {
    guard field.isLetters(index), field.source.tokens[index].byteCount > 5 else { return false }
    let end = Int(field.source.tokens[index].end)
    // In bounds: the token has more than three bytes.
    return field.source.bytes[end - 3] == 0x69 && field.source.bytes[end - 2] == 0x6E
      && field.source.bytes[end - 1] == 0x67
  }

  /// What somebody is like or lives as, behind his age: of things nobody says it.
  private static let traits = WordTable<Bool>(
    """
    funny fit healthy kind sober solvent outgoing easygoing shy caring sincere romantic hardworking
    punctual polite lonely retired married widowed divorced separated engaged single childless
    happy tall honest curious sporty vegan vegetarian nonsmoker teetotal unemployed employed
    ambitious adventurous spontaneous loyal faithful cheerful creative
    """.listedWords.map { ($0, true) })

  func isTrait(_ index: Int) -> Bool {
    field.isLetters(index)
      && Self.traits.value(of: field.source.tokens[index], in: field.source.bytes) != nil
  }

  /// What people say of themselves behind their age, in two words, by the first of them.
  private static let descriptions: WordTable<[WordKey]> = WordTable(
    [
      ("college", "degree grad educated"), ("own", "place car home apartment"),
      ("never", "married"), ("no", "kids children drama"), ("clean", "cut"), ("non", "smoker"),
      ("easy", "going to"), ("good", "listener"), ("great", "listener"), ("down", "to"),
      ("semi", "retired"),
    ].map { ($0.0, $0.1.listedWords.map { WordKey(lowercased: $0.utf8) }) })

  /// Whether "college degree", "own place", "never married", "easy to talk to" starts at token `index`.
  func isSaidOfOneself(_ index: Int) -> Bool {
    guard field.isLetters(index),
      let seconds = Self.descriptions.value(
        of: field.source.tokens[index], in: field.source.bytes)
    else { return false }
    let next = field.isSymbol(index + 1, "-") ? index + 2 : index + 1
    if field.isWord(next, "to") {
      return field.isWord(next + 1, "talk") || field.isWord(next + 1, "earth")
    }
    return seconds.contains { field.isWord(next, $0) }
  }
}
