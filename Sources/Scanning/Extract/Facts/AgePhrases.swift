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
    if isGreeting(first, last) { return (first, last) }
    guard surroundings.isOpen(first, last) else { return nil }
    if let noun = noun(before: first, last) { return (noun, last) }
    if let speaker = speaker(before: first, last) ?? listed(first, last) { return (speaker, last) }
    if Self.appealAges.contains(years), let name = subject(before: first, last) {
      return (name, last)
    }
    if isUnderName(first, last) || opensPersonal(first, last) || closesPersonal(first, last)
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

  /// Whether token `index` says what one person is.
  func isNoun(_ index: Int) -> Bool {
    field.marks(index, .status) || field.has(index, .person) && field.words[index].value < 2
  }

  func isPreposition(_ index: Int) -> Bool {
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

  /// "Lady of 46 would like …", "carer for a lady of 83 in Hove", "mi compañera, de 24, quiere ir".
  func ofPerson(_ first: Int, _ last: Int) -> Int? {
    guard !field.isMeasured(last),
      !field.has(last + 1, [.thing, .otherUnit, .experience, .year, .and, .to, .per, .period])
    else { return nil }
    if field.isWord(first - 1, "of"), first > 1, field.isOneLine(first - 2, first),
      field.namesPerson(first - 2),
      field.isCleanLeft(first - 2) || field.has(first - 3, .article)
        || field.marks(first - 3, .appeal) || isSpeakersOwn(before: first - 2),
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

  /// "I am a well-spoken woman of": whether the one who writes is the person named at token `noun`.
  private func isSpeakersOwn(before noun: Int) -> Bool {
    var at = noun - 1
    while at > noun - 5, field.isLetters(at) || field.isSymbol(at, "-"), !field.has(at, .article) {
      at -= 1
    }
    return field.has(at, .article) && (field.isWord(at - 1, "am") || field.isWord(at - 1, "m"))
  }

  private static let companion = WordKey(lowercased: "compañera".utf8)
  private static let maleCompanion = WordKey(lowercased: "compañero".utf8)

  // MARK: At an age

  /// "At 66 I've learned …", "Starting over at 49", "Fit at 52 and proud": what somebody is or does at
  /// his age now. "At 19 I left home", "rates starting at 60" and "widowed at 48" are another matter.
  func atAge(_ first: Int, _ last: Int) -> Int? {
    let at = first - 1
    guard field.isWord(at, "at"), field.isOneLine(at, first) else { return nil }
    // "began at 40 and now, at 65, teach adults"
    if field.isSymbol(at - 1, ","), field.isWord(at - 2, "now"), field.isSymbol(last + 1, ",") {
      return at - 2
    }
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
