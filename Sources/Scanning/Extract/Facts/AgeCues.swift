/// Reads the words round a number that make it a stated age.
///
/// Every question is asked of the number that starts at token `first` and ends at token `last`; a
/// range is one number here.
struct AgeCues {
  let field: FactField

  /// The last token of "yo", "years old", "años de edad" behind the number; nil if none follows.
  func unit(behind last: Int) -> (last: Int, isBare: Bool)? {
    var next = last + 1
    guard next < field.count, !field.startsLine(next) || field.has(next, .yearsOld) else {
      return nil
    }
    // "(23) years old" and "23-year-old"
    if field.isSymbol(next, "-") || field.isSymbol(next, ")") || field.isSymbol(next, "*") {
      guard field.has(next + 1, [.year, .yearsOld]) || field.isWord(next + 1, "y") else {
        return nil
      }
      next += 1
    }
    // "29/yo"
    if field.isSymbol(next, "/"), field.isGlued(next), field.has(next + 1, .yearsOld) { next += 1 }
    if field.has(next, .yearsOld) { return isLimit(next + 1) ? nil : (withDot(next), false) }
    if field.isWord(next, "de"), field.isWord(next + 1, "ani") { return (next + 1, true) }
    // "33 de edad"
    if field.isWord(next, "de"), field.isWord(next + 1, "edad") || field.isWord(next + 1, "idade") {
      return (next + 1, false)
    }
    if field.isWord(next, "y") { return yearsOldInLetters(from: next) }
    // "Chica 25a", "Trans femenina, 25a": but not a size such as 34a.
    if field.isWord(next, "a"), field.isGlued(next), field.isCleanRight(next + 1),
      !field.isGlued(next + 1) || !field.isDigits(next + 2), field.isDigits(last),
      field.source.tokens[last].key < 31 || field.source.tokens[last].key % 2 == 1,
      field.hasBefore(last, within: 3, .person)
        || field.marks(last - 2, .appeal) && field.isSymbol(last - 1, ",")
          && !field.marks(last - 2, .looseAppeal)
    {
      return (next, false)
    }
    guard field.has(next, .year) else { return nil }
    let end = withDot(next)
    if field.isSymbol(end + 1, "'") || field.isSymbol(end + 1, "-") || field.isSymbol(end + 1, "/")
    {
      if field.has(end + 2, .old) { return (end + 2, false) }
      if field.isWord(end + 2, "s"), field.has(end + 3, .old) { return (end + 3, false) }
    }
    if field.has(end + 1, .old), !field.startsLine(end + 1) { return (end + 1, false) }
    if field.isWord(end + 1, "of") || field.isWord(end + 1, "de"),
      field.has(end + 2, .age) || field.isWord(end + 2, "youth")
    {
      return (end + 2, false)
    }
    if field.isWord(end + 1, "o"), field.isGlued(end + 1) { return (end + 1, false) }
    if field.isWord(end + 1, "fresh")
      || field.isWord(end + 1, "wise") && field.isCleanRight(end + 2)
    {
      return (end + 1, false)
    }
    // "34 años recién cumplidos"
    if field.words[next].value == 2, field.has(end + 1, .turned), !field.startsLine(end + 1) {
      return (field.has(end + 2, .turned) ? end + 2 : end + 1, false)
    }
    // Only persons are "25 añitos" old.
    return (next, !field.isWord(next, "añitos") && !field.isWord(next, "añito"))
  }

  /// Whether token `index` says "and more" or "and less" behind years of age: "20세 이상".
  private func isLimit(_ index: Int) -> Bool {
    for word: WordKey in ["이상", "이하", "이내", "미만", "以上", "以下", "未満"]
    where field.isWord(index, word) { return true }
    return false
  }

  /// "y/o", "y.o.", "y o".
  private func yearsOldInLetters(from first: Int) -> (last: Int, isBare: Bool)? {
    var next = first + 1
    if field.isSymbol(next, "/") || field.isSymbol(next, ".") || field.isSymbol(next, "-") {
      next += 1
    }
    if field.isSymbol(next, "/") { next += 1 }
    if field.isWord(next, "o") || field.isWord(next, "old") { return (withDot(next), false) }
    return next == first + 1 && (field.isGlued(first) || field.isCleanRight(next))
      ? (first, true) : nil
  }

  private func withDot(_ index: Int) -> Int {
    field.isSymbol(index + 1, ".") && field.isGlued(index + 1)
      && (field.has(index + 2, .old) || field.isCleanRight(index + 2)) ? index + 1 : index
  }

  /// The first token of "I'm", "she is", "tengo" before the number, past words such as "only"; nil
  /// if none stands there.
  func personCue(before first: Int) -> Int? {
    var at = first - 1
    var skipped = 0
    // "I'm *24*", "I am (26)"
    while skipped < 3, isQuote(at), !field.startsLine(at + 1) {
      at -= 1
      skipped += 1
    }
    skipped = 0
    while skipped < 3, at >= 0,
      field.has(at, .adverb) || field.isWord(at, "both") || field.isWord(at, "young"),
      !field.has(at, .selfBe)
    {
      at -= 1
      skipped += 1
    }
    guard at >= 0, field.isOneLine(at, first) else { return nil }
    if field.has(at, .selfBe) { return at }
    // "soy Ana de 24 años"
    if skipped > 0, field.isWord(at + 1, "de") || field.isWord(at + 1, "of") {
      for back in [at - 1, at - 2] where field.isWord(back, "soy") { return back }
      // "somos una pareja de 30 y 34 años"
      if field.has(at, .persons) || isSeveral(at) {
        for back in [at - 1, at - 2] where field.isWord(back, "somos") { return back }
      }
    }
    if let cue = reported(at) { return cue }
    // "Looking for work, am 19": the speaker is left out.
    // "I look 30 and am really 44."
    if field.isWord(at, "am") || field.isWord(at, "bin"),
      at == first - 1 || field.has(at - 1, .and), at > 0,
      field.isCleanLeft(at) || field.has(at - 1, .and), field.isCleanRight(first + 1),
      !field.isDigits(at - 2) || at < first - 1
    {
      return at
    }
    // "Ich bin 25"
    if field.isWord(at, "bin"), field.isWord(at - 1, "ich") { return at - 1 }
    guard field.has(at, .be) || field.isWord(at, "r") else { return nil }
    let subject = field.isSymbol(at - 1, "'") ? at - 2 : at - 1
    guard subject >= 0, !isOfAnotherTime(subject) else { return nil }
    if field.isWord(at, "m") || field.isWord(at, "am") || field.isWord(at, "be") {
      return field.isWord(subject, "i") ? subject : nil
    }
    if field.isWord(at, "re") || field.isWord(at, "are") || field.isWord(at, "r")
      || field.isWord(at, "were")
    {
      // "they are 25 a piece", "we were 22 in the group"
      if field.has(first + 1, .article) || field.isWord(first + 1, "in") { return nil }
      let isSubject =
        field.isWord(subject, "we") || field.isWord(subject, "they")
        || field.isWord(subject, "us") && field.isWord(subject - 1, "of")
        || field.isWord(subject, "both") || field.has(subject, .persons)
      return isSubject ? subject : nil
    }
    if field.isWord(at, "is") || field.isWord(at, "s") || field.isWord(at, "was") {
      if field.hasBefore(subject, within: 2, .relation) { return nil }
      // "Free kittens, one is 10"
      let isOneOfThem =
        (field.isWord(subject, "one") || field.isWord(subject, "other"))
        && (!field.isDigits(first) || field.source.tokens[first].key >= 18)
        && !field.hasBefore(subject, within: 8, .thing)
      // "I live with my mom, she's 50"
      if field.has(subject, .pronoun), field.isSymbol(subject - 1, ","),
        field.hasBefore(subject - 1, within: 3, [.relation, .thing]) || isParent(subject - 2)
          || isMinor(first) && field.hasBefore(subject - 1, within: 8, .relation)
      {
        return nil
      }
      if isOneOfThem || field.has(subject, .pronoun) || field.isWord(subject, "friend")
        || field.isWord(subject, "mine") && !field.hasBefore(subject, within: 8, .thing)
        || isPartner(subject) || isSpokenOf(subject, first)
        || field.namesPerson(subject)
      {
        return subject
      }
      if field.isWord(subject, "who"),
        !field.hasBefore(subject, within: 4, [.relation, .client, .negation, .persons]),
        !isOnceDated(subject)
      {
        return subject
      }
      if field.has(subject, .age), field.has(subject - 1, .possessive) { return subject - 1 }
    }
    return nil
  }

  private func isMinor(_ first: Int) -> Bool {
    field.isDigits(first) && field.source.tokens[first].key < 18
  }

  /// "I dated a guy who was 55"
  private func isOnceDated(_ who: Int) -> Bool {
    field.isWord(who + 1, "was")
      && (who - 4..<who).contains { field.isWord($0, "dated") || field.isWord($0, "met") }
  }

  private func isQuote(_ index: Int) -> Bool {
    for mark: Unicode.Scalar in ["*", "~", "(", "[", "\"", "_"]
    where field.isSymbol(index, mark) { return true }
    return false
  }

  /// "my 22nd birthday" where it is celebrated now, not to come: from the possessive on.
  func birthday(_ first: Int, _ last: Int) -> (first: Int, last: Int)? {
    let noun = last + 2
    guard field.has(last + 1, .ordinal), field.isGlued(last + 1),
      field.isWord(noun, "birthday") || field.isWord(noun, "bday"), field.isWord(first - 1, "my")
    else { return nil }
    var at = first - 2
    while at >= max(0, first - 5), field.isOneLine(at, first), !field.isSentenceBreak(at + 1) {
      if field.source.isWord(at, Self.celebrating) || field.source.isWord(at, Self.celebrated)
        || field.isWord(at, "had") || field.isWord(at, "just") || field.isWord(at, "today")
      {
        return (first - 1, noun)
      }
      at -= 1
    }
    return field.isWord(noun + 1, "today") || field.isWord(noun + 1, "was")
      ? (first - 1, noun) : nil
  }

  private static let celebrating = WordKey(lowercased: "celebrating".utf8)
  private static let celebrated = WordKey(lowercased: "celebrated".utf8)

  /// The word for having or being before years that only other languages count so: "Ho 24 anni",
  /// "ik ben 27 jaar"; nil if none stands there.
  func foreignCue(before first: Int, unitBehind last: Int) -> Int? {
    guard
      field.words[last + 1].value == 2 || field.isWord(last + 2, "ani")
        || field.has(last + 1, .yearsOld),
      field.isOneLine(first - 1, last + 1), first > 0,
      !field.hasBefore(first, within: 4, [.thing, .relation])
    else { return nil }
    for word: WordKey in [
      "ho", "ha", "ai", "bin", "ben", "am", "tem", "tiene", "em", "tôi", "mam", "mám", "imam",
    ]
    where field.isWord(first - 1, word) { return first - 1 }
    return nil
  }

  /// "claims to be 24", "told me 19", "about me: 24": the first token of what reports an age that
  /// stands behind token `at`.
  private func reported(_ at: Int) -> Int? {
    if field.isWord(at, "be"), field.isWord(at - 1, "to") {
      for word: WordKey in ["claims", "claimed", "claim", "claiming"]
      where field.isWord(at - 2, word) { return at - 2 }
    }
    if field.isWord(at, "me"), field.isWord(at - 1, "told") { return at - 1 }
    // "… and me, 30"
    if field.isSymbol(at, ","), field.isWord(at - 1, "me"),
      field.has(at - 2, .and) || field.isSymbol(at - 2, "(")
    {
      return at - 1
    }
    // "the ad said 19", "her listing says 22"
    if field.isWord(at, "said") || field.isWord(at, "says"),
      field.isWord(at - 1, "ad") || field.isWord(at - 1, "listing")
        || field.isWord(at - 1, "profile") || field.isWord(at - 1, "id")
    {
      return at - 1
    }
    if field.isWord(at, "me"), field.isWord(at - 1, "about"), field.isCleanLeft(at - 1) {
      return at - 1
    }
    if field.isSymbol(at, ":"), field.isWord(at - 1, "me"),
      field.isCleanLeft(at - 1) || field.isWord(at - 2, "about")
    {
      return at - 1
    }
    if field.isWord(at, "ai"), field.isSymbol(at - 1, "'"), field.isWord(at - 2, "j") {
      return at - 2
    }
    // "ella tiene 16 años"
    if field.isWord(at, "tiene"), field.has(at - 1, [.pronoun, .person]), at > 0,
      !field.hasBefore(at, within: 3, .relation)
    {
      return at - 1
    }
    // "shes 20"
    return field.isWord(at, "shes") || field.isWord(at, "hes") ? at : nil
  }

  /// Whether "when", "since" and the like before the subject tell of another time than now.
  private func isOfAnotherTime(_ subject: Int) -> Bool {
    guard !field.startsLine(subject) else { return false }
    for word: WordKey in [
      "when", "since", "until", "till", "before", "while", "if", "once", "after", "cuando",
    ] where field.isWord(subject - 1, word) { return true }
    return false
  }

  private static let currently = WordKey(lowercased: "currently".utf8)

  /// The first token of "just turned", "barely", "sweet" before the number; nil if none stands there.
  func turned(before first: Int, years: Int) -> Int? {
    var at = first - 1
    guard at >= 0, !field.startsLine(first) else { return nil }
    // "cumplidos los 18"
    if field.isWord(at, "los"), field.has(at - 1, .turned) { at -= 1 }
    // "I just hit 30"
    if field.isWord(at, "hit"), field.isCleanRight(first + 1) {
      let subject = field.isWord(at - 1, "just") ? at - 2 : at - 1
      return field.isWord(subject, "i") ? subject : nil
    }
    // "since I turned 40, now 44 and ready"
    if field.isWord(at, "now"), field.isCleanLeft(at), years >= 18, field.has(first + 1, .and),
      field.isWord(first + 2, "ready") || field.isWord(first + 2, "single")
        || field.marks(first + 2, .appeal) && !field.marks(first + 2, .looseAppeal)
    {
      return at
    }
    // "She would be 46 now"
    if field.isWord(at, "be"), field.isWord(first + 1, "now") || field.isWord(first + 1, "today"),
      field.isWord(at - 1, "would") || field.isWord(at - 1, "d") && field.isSymbol(at - 2, "'")
    {
      let subject = field.isWord(at - 1, "d") ? at - 3 : at - 2
      return field.has(subject, .pronoun) || field.namesPerson(subject)
        || field.marks(subject, .givenName) ? subject : nil
    }
    if field.source.isWord(at, Self.currently), field.isCleanRight(first + 1),
      field.isCleanLeft(at) || field.has(at - 1, [.and, .adverb]) || field.isWord(at - 1, "so")
    {
      return at
    }
    if field.has(at, .turned) {
      if field.isWord(at, "sweet") || field.isWord(at, "legal"), years < 18 { return nil }
      // "our shop turned 25", "my son just turned 21"
      var subject = at - 1
      while field.has(subject, [.adverb, .turned]), !field.startsLine(subject) { subject -= 1 }
      if field.isOneLine(max(subject, 0), at), field.has(subject, [.relation, .thing]) {
        return nil
      }
      if field.isWord(subject, "i"), isOfAnotherTime(subject) { return nil }
      // "I turned 30 last year"
      if field.isWord(first + 1, "last"), field.has(first + 2, .year) { return nil }
      if field.isWord(at, "fresh") || field.isWord(at, "finally") {
        guard (18...25).contains(years), field.isCleanRight(first + 1) else { return nil }
      }
      while at > 0, field.has(at - 1, [.turned]) || field.isWord(at - 1, "just"),
        !field.startsLine(at)
      { at -= 1 }
      return at
    }
    if field.isWord(at, "just") || field.isWord(at, "only") {
      if field.has(at - 1, .be), field.has(at - 2, .thing) { return nil }
      let goesOn = field.has(first + 1, .and) || field.isSymbol(first + 1, "&")
      if years == 18 || years == 19
        || years <= 25 && years > 19 && goesOn
          && field.marks(first + 2, .appeal)
      {
        return at
      }
    }
    return nil
  }
}
