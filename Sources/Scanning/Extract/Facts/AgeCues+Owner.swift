/// Whose an age is: a person's who is offered, or a thing's, a child's, a relative's.
extension AgeCues {
  /// Whether what follows an age says that it is a thing's, a child's or a relative's.
  ///
  /// - Parameter isSaidOfPerson: whether the words before say that it is a person's: then things that
  ///   follow are another matter.
  func isOthers(behind last: Int, isSaidOfPerson: Bool = false) -> Bool {
    var at = last + 1
    while at < min(field.count, last + 5) {
      if field.startsLine(at) || !field.isLetters(at) && !field.isSymbol(at, "-") { return false }
      // "42 year old divorced dad"
      if isParent(at) { return false }
      if field.has(at, .relation) || field.has(at, .experience) && !isTrained(at, behind: last)
        || !isSaidOfPerson && field.has(at, .thing)
      {
        // "Señora de 44 años busca trabajo"
        return !(last + 1..<at).contains(where: isSeeking)
      }
      if isPersonNoun(at) || field.has(at, .clauseEnd) { return false }
      at += 1
    }
    return false
  }

  /// Whether the words before token `index`, from the start of their phrase on, are "mother of 3".
  func isParentOpening(before index: Int) -> Bool {
    let parent = field.isWord(index - 2, "of") ? index - 3 : index - 1
    return parent >= 0 && isParent(parent) && field.isCleanLeft(parent)
  }

  /// "35-year-old licensed masseuse": behind a whole unit somebody is trained, not the years.
  private func isTrained(_ index: Int, behind last: Int) -> Bool {
    (field.isWord(index, "licensed") || field.source.isWord(index, Self.experienced))
      && field.has(last, [.old, .yearsOld])
  }

  private static let experienced = WordKey(lowercased: "experienced".utf8)

  /// Whether token `index` names somebody's child, whose age may follow: "a grown son, 21".
  func isChild(_ index: Int) -> Bool {
    for word: WordKey in ["son", "daughter", "hijo", "hija", "filho", "filha", "grandson"]
    where field.isWord(index, word) { return true }
    return false
  }

  /// Whether token `index` says that somebody looks for work or company: what follows is not his.
  private func isSeeking(_ index: Int) -> Bool {
    for word: WordKey in [
      "busca", "busco", "seeks", "procura", "procuro", "cherche", "sucht", "cerca",
    ]
    where field.isWord(index, word) { return true }
    return false
  }

  func isParent(_ index: Int) -> Bool {
    for word: WordKey in ["dad", "father", "mother", "mom", "mum", "husband", "wife"]
    where field.isWord(index, word) { return true }
    return false
  }

  /// Whether a person's noun follows an age directly or behind a few words: "year old brunette".
  func isPersons(behind last: Int) -> Bool {
    var at = last + 1
    while at < min(field.count, last + 4), field.isLetters(at), !field.startsLine(at) {
      if isPersonNoun(at) { return true }
      if field.has(at, [.clauseEnd, .thing, .relation]) { return false }
      at += 1
    }
    return false
  }

  /// Whether token `index` names a person or persons; adjectives do not.
  func isPersonNoun(_ index: Int) -> Bool {
    field.has(index, .persons) || field.has(index, .person) && field.words[index].value != 2
  }

  /// Whether a person's word names other things too: "model 22", "an escort 20".
  func isTrade(_ index: Int) -> Bool {
    field.isWord(index, "model") || field.isWord(index, "escort")
      || field.isWord(index, "provider")
      || field.isWord(index, "trans") || field.isWord(index, "doll")
  }

  /// Whether a person's noun that names no trade stands right before the number ("Girl 22 yrs",
  /// "chica de 20 años") or follows its unit ("24 yr blonde").
  func isBesidePerson(first: Int, last: Int) -> Bool {
    let before =
      field.isWord(first - 1, "de") || field.isWord(first - 1, "of")
        || field.isWord(first - 1, "di")
      ? first - 2 : first - 1
    if before >= 0, field.isOneLine(before, first), field.namesPerson(before) {
      return true
    }
    // "Señora responsable de 45 años", "mujer madura 42 años", "Morena de 25 años"
    if field.words[last].value == 2, before > 0, field.isOneLine(before, first) {
      if field.isLetters(before), !field.startsLine(before),
        field.namesPerson(before - 1),
        !field.has(before, [.thing, .relation, .experience, .clauseEnd, .under, .over])
      {
        return true
      }
    }
    if field.words[last].value == 2, before == first - 2, before >= 0,
      field.isOneLine(before, first), field.marks(before, .appeal),
      !field.marks(before, .looseAppeal)
    {
      return true
    }
    // "I am Kim 22 years"
    if before > 0, field.isOneLine(before - 1, first), field.roles(before).isEmpty,
      field.isLetters(before), field.source.tokens[before].flags.contains(.startsCapital),
      field.has(before - 1, .selfBe) || field.isWord(before - 1, "am")
        || field.isWord(before - 1, "m"), field.isCleanRight(last + 1)
    {
      return true
    }
    var at = last + 1
    while at < min(field.count, last + 4), field.isLetters(at), !field.startsLine(at) {
      if field.namesPerson(at) { return true }
      if field.has(at, [.clauseEnd, .thing, .relation, .experience]) { return false }
      at += 1
    }
    return false
  }

  /// Whether one of the first three words of the sentence before token `index` is a thing, and the
  /// sentence is short: "Gentle mare, 16 hands, 12 years old", but not "I have my own car, 24 y/o".
  private func opensWithThing(before index: Int) -> Bool {
    guard index > 0 else { return false }
    var head = index - 1
    // "15.1 hands": a point inside a number ends no sentence.
    while !field.isSentenceBreak(head)
      || field.isSymbol(head, ".") && field.isGlued(head) && field.isGlued(head + 1)
        && field.isDigits(head + 1)
    {
      head -= 1
      if index - head > 12 { return false }
    }
    if !field.startsLine(head) {
      head += 1
    } else if !field.source.tokens[head].flags.contains(.lineStart) {
      // What was left out before may open the sentence.
      return false
    }
    return (head..<min(head + 3, index)).contains {
      field.has($0, .thing) && !field.isWord($0 - 1, "en") || isTabby($0)
    }
  }

  /// Whether token `index` opens a sentence with a guess: "About 25 years old, a few scratches".
  private func isEstimate(_ index: Int) -> Bool {
    guard index > 0, field.opensSentence(index) else { return false }
    for word: WordKey in ["about", "around", "roughly", "approx", "over", "nearly"]
    where field.isWord(index, word) { return true }
    return false
  }

  /// Whether the sentence before token `index` opens with a thing.
  private func isBehindThing(_ index: Int) -> Bool {
    var at = index - 2
    while at > max(0, index - 24), !field.isSentenceBreak(at) { at -= 1 }
    return at >= 0 && (at..<min(at + 4, index)).contains { field.has($0, .thing) }
  }

  /// Whether token `index` is a cat by its coat: "Tabby" may be a name.
  private func isTabby(_ index: Int) -> Bool {
    field.isWord(index, "tabby") && !field.source.tokens[index].flags.contains(.startsCapital)
  }

  /// Whether an age below 18 is that of a child for whom something is sought, or whom somebody has:
  /// "tutor for a 12 year old", "I have a 10 year old". A search for a child is another matter.
  func isChilds(before first: Int) -> Bool {
    var at = first - 1
    if field.has(at, [.article, .possessive]) { at -= 1 }
    guard at >= 0, field.isOneLine(at, first) else { return false }
    if field.isWord(at, "for") || field.isWord(at, "of") {
      for word: WordKey in ["looking", "search", "searches", "alert", "issued"]
      where field.isWord(at - 1, word) || field.isWord(at - 2, word) { return false }
      return !isSearching(at - 1)
    }
    for word: WordKey in ["have", "has", "had", "with", "got"] where field.isWord(at, word) {
      return true
    }
    return false
  }

  private func isSearching(_ index: Int) -> Bool {
    field.isLetters(index) && field.source.isWord(index, Self.searching)
  }

  private static let searching = WordKey(lowercased: "searching".utf8)

  /// Whether the words "17-year-old boy" up to token `last` are about the boy himself, as in notices.
  func isBoy(_ first: Int, _ last: Int) -> Bool {
    guard field.isWord(last + 1, "boy"), field.has(first - 1, .article), first > 0 else {
      return false
    }
    return field.isCleanLeft(first - 1)
      || field.isWord(first - 2, "for") && !isChilds(before: first)
  }

  /// Whether what stands before an age says that it is a thing's, a child's, a relative's or a limit.
  func isOthers(before first: Int, isPerson: Bool) -> Bool {
    if field.hasBefore(first, within: 4, .relation) { return true }
    if !isPerson, opensWithThing(before: first),
      !field.hasBefore(first, within: 8, [.person, .pronoun, .selfBe])
    {
      return true
    }
    var at = first - 1
    guard at >= 0, !field.startsLine(first) else { return false }
    if !isPerson, isEstimate(at), isBehindThing(at) { return true }
    if field.has(at, .possessive) { return !isPerson }
    if field.has(at, [.under, .over, .experience, .until]) { return true }
    // "it is 22 years old", "the house is 35 years old"
    let be = field.has(at, .adverb) ? at - 1 : at
    if field.has(be, .be),
      field.isWord(be - 1, "it") || field.isWord(be - 2, "it")
        || field.has(be - 1, .thing)
    {
      return true
    }
    if field.isWord(at, "than") || field.isWord(at, "least") || field.isWord(at, "last") {
      return true
    }
    if field.has(at, .article) { at -= 1 }
    // "lady of 50 yrs"
    if field.isWord(at, "of"), field.namesPerson(at - 1) {
      return false
    }
    if field.isWord(at, "for") || field.isWord(at, "of") { return !isPerson }
    return false
  }
}
