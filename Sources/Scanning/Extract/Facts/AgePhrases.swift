internal import Model

/// Reads ages by the phrase they stand in: behind what somebody is ("Retired teacher, 62, seeks …"),
/// before it ("21 latina", "23 asian, petite"), or as the item of a list that has begun with an age.
struct AgePhrases {
  let field: FactField
  let surroundings: AgeSurroundings

  /// Ages that what is said of persons makes; beyond, the numbers are mostly amounts.
  private static let appealAges = 18...49
  /// The most words between the start of a phrase and the noun that it is about, and between that
  /// and the age.
  private static let reach = 4

  /// The tokens that state the age in tokens `first...last`; nil where their phrase says nothing.
  func span(_ first: Int, _ last: Int, _ years: Int) -> (first: Int, last: Int)? {
    if let phrase = atAge(first, last) { return (phrase, last) }
    guard surroundings.isOpen(first, last) else { return nil }
    if let noun = noun(before: first, last) { return (noun, last) }
    if let speaker = speaker(before: first, last) { return (speaker, last) }
    if Self.appealAges.contains(years), let name = subject(before: first, last) {
      return (name, last)
    }
    if isUnderName(first, last) || opensPersonal(first, last)
      || AgeBios(field: field, cues: surroundings.cues).states(first, last, years)
    {
      return (first, last)
    }
    if let name = fullName(before: first, last) { return (name, last) }
    return personEnd(behind: last, years, first).map { (first, $0) }
  }

  // MARK: Behind a noun

  /// As `span`, where only a noun before the age counts: "Widower, 74, …".
  func behindNoun(_ first: Int, _ last: Int) -> (first: Int, last: Int)? {
    guard surroundings.isOpen(first, last) else { return nil }
    return noun(before: first, last).map { ($0, last) }
  }

  /// "Single mother of two, 35, …", "Reliable handyman (52)": the noun for a person that heads the
  /// phrase which the age in a bracket or between commas follows.
  private func noun(before first: Int, _ last: Int) -> Int? {
    if field.isSymbol(first - 1, "(") {
      guard field.isSymbol(last + 1, ")") else { return nil }
    } else if field.isSymbol(first - 1, ",") {
      guard
        field.isCleanRight(last + 1) && !field.isSymbol(last + 1, "/")
          || surroundings.goesOn(last + 1)
      else { return nil }
    } else {
      return nil
    }
    // "Hi, Nela here, 24, …"
    let speaker = first - 3
    if field.isWord(first - 2, "here"), field.isLetters(speaker),
      field.source.tokens[speaker].flags.contains(.startsCapital),
      field.roles(speaker).isEmpty || field.marks(speaker, .givenName),
      field.isCleanLeft(speaker), field.isOneLine(speaker, first)
    {
      return speaker
    }
    var head = first - 2
    // "single mom of 2, 31, …"
    if field.isDigits(head), field.isWord(head - 1, "of") { head -= 1 }
    while head > first - 2 - Self.reach, field.isLetters(head), !isNoun(head),
      !field.startsLine(head)
    { head -= 1 }
    guard head >= 0, field.isOneLine(head, first), isNoun(head),
      head == first - 2 || isPreposition(head + 1) || field.isWord(head + 1, "po")
        || head == first - 3 && field.has(first - 2, .clauseEnd)
    else { return nil }
    var start = head
    // "couple + elderly lady (78)"
    while !field.isCleanLeft(start), !field.isSymbol(start - 1, "+"),
      !field.isSymbol(start - 1, "&")
    {
      start -= 1
      // "Female truck driver, 37, …": what a trade is done with.
      let isOfTrade =
        start == head - 1 && field.has(start, [.thing, .numbered]) && field.marks(head, .status)
      guard start >= head - Self.reach, field.isLetters(start), isOfTrade || !isForeign(start)
      else {
        return nil
      }
    }
    return head
  }

  /// "my partner (32) and I (29)", "Gentle giant, 38, seeks …": where what goes on behind the age, or
  /// the pronoun before its bracket, tells of a person.
  private func speaker(before first: Int, _ last: Int) -> Int? {
    // "My friend and I (both 26)"
    if field.isWord(first - 1, "both"), field.isSymbol(first - 2, "("),
      field.isSymbol(last + 1, ")")
    {
      return first - 1
    }
    // "Student couple, both 22, …", "Kelly or Dani, both 25 and …"
    if field.isWord(first - 1, "both"), field.isSymbol(first - 2, ","),
      field.isWord(first - 3, "couple") || field.marks(first - 3, .givenName),
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

  /// Whether token `index` says what one person is.
  private func isNoun(_ index: Int) -> Bool {
    field.marks(index, .status) || field.has(index, .person) && field.words[index].value < 2
  }

  private func isPreposition(_ index: Int) -> Bool {
    for word: WordKey in ["of", "from", "in", "with", "at", "de", "near"]
    where field.isWord(index, word) { return true }
    return false
  }

  /// Whether a word before a noun tells that it is of somebody who is not offered.
  private func isForeign(_ index: Int) -> Bool {
    if field.has(
      index,
      [
        .possessive, .to, .from, .thing, .must, .over, .under, .per, .priceCue, .numbered,
        .negation,
      ])
    {
      return true
    }
    for word: WordKey in [
      "for", "with", "by", "wanted", "needed", "hiring", "seeking", "need", "needs", "looking",
      "busco", "busca", "wanting", "want", "your", "every",
    ] where field.isWord(index, word) { return true }
    return false
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

  /// "Lady of 46 would like …", "carer for a lady of 83 in Hove", "mi compañera, de 24, quiere ir".
  func ofPerson(_ first: Int, _ last: Int) -> Int? {
    guard field.isDigits(first), !field.isMeasured(last),
      !field.has(last + 1, [.thing, .otherUnit, .experience, .year, .and, .to, .per, .period])
    else { return nil }
    if field.isWord(first - 1, "of"), first > 1, field.isOneLine(first - 2, first),
      field.namesPerson(first - 2),
      field.isCleanLeft(first - 2) || field.has(first - 3, .article)
        || field.marks(first - 3, .appeal),
      field.isCleanRight(last + 1) || field.has(last + 1, [.clauseEnd, .be])
        || field.isWord(last + 1, "would") || field.isWord(last + 1, "offers")
        || field.isWord(last + 1, "seeks")
    {
      return first - 2
    }
    guard field.isWord(first - 1, "de"), field.isSymbol(first - 2, ","),
      field.isSymbol(last + 1, ","), !field.hasBefore(first - 2, within: 5, .relation)
    else { return nil }
    var at = first - 3
    while at > first - 8, field.isLetters(at), !field.startsLine(at) {
      if field.namesPerson(at) || field.source.isWord(at, Self.companion)
        || field.source.isWord(at, Self.maleCompanion)
      {
        return at
      }
      at -= 1
    }
    return nil
  }

  private static let companion = WordKey(lowercased: "compañera".utf8)
  private static let maleCompanion = WordKey(lowercased: "compañero".utf8)

  // MARK: At an age

  /// "At 66 I've learned …", "Starting over at 49", "Fit at 52 and proud": what somebody is or does at
  /// his age now. "At 19 I left home", "rates starting at 60" and "widowed at 48" are another matter.
  func atAge(_ first: Int, _ last: Int) -> Int? {
    let at = first - 1
    guard field.isWord(at, "at"), field.isOneLine(at, first) else { return nil }
    if field.isCleanLeft(at) || field.isWord(at - 1, "now") || field.isWord(at - 1, "and") {
      let subject = field.isSymbol(last + 1, ",") ? last + 2 : last + 1
      guard field.isWord(subject, "i") || field.isWord(subject, "im") else { return nil }
      let verb = field.isSymbol(subject + 1, "'") ? subject + 2 : subject + 1
      if field.isWord(subject, "im") { return at }
      for word: WordKey in [
        "m", "ve", "am", "have", "still", "know", "love", "want", "feel", "think", "like", "need",
        "can", "do", "don", "enjoy", "believe", "hope", "prefer", "run", "walk", "work", "live",
      ] where field.isWord(verb, word) { return at }
      return nil
    }
    guard field.isCleanRight(last + 1) || field.has(last + 1, .and), !field.isSymbol(last + 1, "/"),
      !field.isSymbol(last + 1, ":") || !field.isGlued(last + 2)
    else { return nil }
    var start = at - 1
    if field.isWord(start, "over") || field.isWord(start, "again") || field.isWord(start, "fresh")
      || field.isWord(start, "anew")
    {
      start -= 1
      if field.isWord(start, "all") { start -= 1 }
      guard field.source.isWord(start, Self.starting) || isFitState(start) else { return nil }
    } else if !isFitState(start) {
      return nil
    }
    return field.isOneLine(start, at) ? start : nil
  }

  /// Whether token `index` says in what state somebody is: not what befell him.
  private func isFitState(_ index: Int) -> Bool {
    for word: WordKey in ["single", "dating", "fit", "alone", "fabulous", "sexy", "thriving"]
    where field.isWord(index, word) { return true }
    return false
  }

  private static let starting = WordKey(lowercased: "starting".utf8)

  // MARK: Before a noun

  /// Where "latina", "curvy redhead", "asian, petite" end behind an age that starts a phrase: one
  /// person's noun behind a number counts nothing.
  private func personEnd(behind last: Int, _ years: Int, _ first: Int) -> Int? {
    guard surroundings.isSetOff(first) else { return nil }
    var at = last + 1
    var appeals = 0
    while at <= last + Self.reach, !field.startsLine(at) {
      let isSingular =
        field.namesPerson(at) && !surroundings.isTrade(at)
        && !field.has(at, .persons)
      if isSingular {
        // "22 trans woman"
        if field.has(at + 1, .person), !field.startsLine(at + 1) {
          at += 1
          continue
        }
        return field.isCleanRight(at + 1) || surroundings.goesOn(at + 1)
          || field.marks(at + 1, [.place, .appeal]) || field.has(at + 1, .clauseEnd) ? at : nil
      }
      if isSaidOfPersons(at) {
        if !field.marks(at, .looseAppeal) { appeals += 1 }
      } else if !(field.isSymbol(at, ",") && at > last + 1) {
        break
      }
      at += 1
    }
    guard appeals > 0, at > last + 1, Self.appealAges.contains(years),
      field.isCleanRight(at) || field.has(at, .and) && field.marks(at + 1, .appeal)
    else { return nil }
    return at - 1
  }

  /// Whether token `index` is an adjective for persons; "incall" and the like stand by prices.
  private func isSaidOfPersons(_ index: Int) -> Bool {
    field.marks(index, .appeal) && !field.has(index, [.filler, .nearDay])
      && !field.isWord(index, "gfe") && !field.isWord(index, "visiting")
      || field.isWord(index, "trans")
  }

  /// "26, vegan, love to bike", "34, mother of two", "22, student, looking for work", "23 here, …": the
  /// age opens a sentence in which somebody speaks of himself.
  private func opensPersonal(_ first: Int, _ last: Int) -> Bool {
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
    guard first > 0, field.isOneLine(first - 1, first), field.isCleanLeft(first - 1),
      field.isSymbol(last + 1, ","), field.isLetters(last + 2)
    else { return false }
    if field.isWord(first - 1, "still") { return field.has(last + 2, [.until, .and, .clauseEnd]) }
    guard field.isWord(first - 1, "only") || field.isWord(first - 1, "just") else { return false }
    return field.isWord(last + 2, "still") && isInProgress(last + 3)
      || field.isWord(last + 2, "but") && field.isWord(last + 3, "mature")
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

  private func isTrait(_ index: Int) -> Bool {
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
  private func isSaidOfOneself(_ index: Int) -> Bool {
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

  // MARK: Lists

  /// "Name 24" in one of its spellings.
  struct Shape: Equatable {
    /// The symbol between the name and the number; 0 for none.
    var mark: UInt64
    /// Token behind the number.
    var next: Int
  }

  /// How an unlisted word that is written as names are stands before the number in tokens
  /// `first...last`; nil if none does.
  func shape(_ first: Int, _ last: Int) -> Shape? {
    var name = first - 1
    var mark: UInt64 = 0
    for symbol: Unicode.Scalar in [",", "-", ":", "/", "=", "|", "("]
    where field.isSymbol(name, symbol) {
      mark = UInt64(symbol.value)
      name -= 1
      break
    }
    guard name >= 0, field.isOneLine(name, first), field.isLetters(name),
      field.source.tokens[name].flags.contains(.startsCapital),
      field.source.tokens[name].byteCount > 1, field.roles(name).isEmpty,
      !field.source.tokens[name].number.isNumber, !field.marks(name, .place),
      field.isCleanLeft(name) || field.has(name - 1, .and) || field.isWord(name - 1, "or")
        || field.isSymbol(name - 1, "&") || field.has(name - 1, .weekday)
        || field.marks(name, .givenName)
        || isListHead(name - 1),
      field.isCleanRight(last + 1) || field.has(last + 1, .and) || field.isSymbol(last + 1, "&")
        || field.has(name - 1, .and) && field.isLetters(last + 1)
        || field.isWord(last + 1, "duo") || field.isWord(last + 1, "together")
    else { return nil }
    return Shape(mark: mark, next: last + 1)
  }

  /// Whether the number in tokens `first...last` stands as the age before it does, of shape `other`:
  /// "Lena 24, Mara 27".
  func isNext(_ first: Int, _ last: Int, to other: Shape) -> Bool {
    guard first - other.next <= Self.reach, let own = shape(first, last), own.mark == other.mark
    else { return false }
    // "Ana 22 and Lea 24 work today": what the last of a list goes on with counts nothing.
    return own.mark == 0 && field.has(first - 2, .and) || surroundings.isOpen(first, last)
  }
}
