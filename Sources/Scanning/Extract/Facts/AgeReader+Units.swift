internal import Model

/// Ages with a unit or behind a word for age: whose they are, and which are years of something else.
extension AgeReader {
  func withUnit(
    _ unit: (last: Int, isBare: Bool), _ years: Int, _ start: Int, _ first: Int, _ last: Int
  ) -> (first: Int, last: Int)? {
    let isBoy = cues.isBoy(start, unit.last)
    let isPerson = isBoy || field.isWord(last + 1, "añitos") || cues.isPersons(behind: unit.last)
    // "no 18 yr olds"
    if field.isWord(unit.last, "olds"), field.hasBefore(start, within: 3, .negation) { return nil }
    let turned = cues.turned(before: start, years: years)
    let cue = cues.personCue(before: start) ?? turned
    if cue == nil, cues.isOfAnyone(before: start) || cues.isOfVehicle(behind: unit.last) {
      return nil
    }
    if !isBoy, cues.isOthers(behind: unit.last, isSaidOfPerson: cue != nil) { return nil }
    if let cue {
      // "Cumplí treinta años ayer"
      let isOnDay =
        turned != nil && (field.has(unit.last + 1, .nearDay) || isYesterday(unit.last + 1))
      if unit.isBare,
        isSpent(unit.last)
          || !field.isCleanRight(unit.last + 1) && !field.has(unit.last + 1, [.and, .clauseEnd])
            && !isOnDay
      {
        return nil
      }
      return (cue, unit.last)
    }
    if years < 18, cues.isChilds(before: start) { return nil }
    if cues.isOthers(before: start, isPerson: isPerson) { return nil }
    if let word = cues.ageWord(before: start) {
      return isOwnAge(word, years, unit.last) ? (word, unit.last) : nil
    }
    if let cue = cues.foreignCue(before: start, unitBehind: last), years >= 18,
      field.isCleanRight(unit.last + 1) || field.has(unit.last + 1, [.and, .clauseEnd]),
      !isOfExperience(unit.last)
    {
      return (cue, unit.last)
    }
    if unit.isBare {
      // "Pareja de 30 y 34 años"
      let isOfSeveral =
        start < first && field.isWord(start - 1, "de") && cues.isSeveral(start - 2)
        && field.isOneLine(start - 2, start)
        // "Viuda de sesenta y dos años", "Enfermera de 33 años"
        || (field.isWord(start - 1, "de") || field.isWord(start - 1, "di"))
          && field.marks(start - 2, .status) && field.isOneLine(start - 2, start)
          && !isOfExperience(unit.last)
        || field.isWord(start - 1, "de") && field.isSymbol(start - 2, ".")
          && (field.isWord(start - 3, "sra") || field.isWord(start - 3, "sr")
            || field.isWord(start - 3, "srta"))
      let isBeside = isOfSeveral || cues.isBesidePerson(first: start, last: unit.last)
      guard years >= 18, years < 70 || isBeside,
        isBeside || field.isCleanLeft(start) && field.isCleanRight(unit.last + 1)
          || surroundings.isAmongPersonal(start, unit.last)
          || surroundings.name(before: start) != nil && !isHistory(unit.last + 1)
          || surroundings.isOfService(start, unit.last),
        !isOfExperience(unit.last) || isBeside && field.isWord(start - 1, "de"),
        !field.hasBefore(start, within: 4, [.experience, .over, .must]),
        !field.isSymbol(start - 1, ":")
          || positions.isBeforeBody(unit.last)
      else { return nil }
      return (start, unit.last)
    }
    guard years < 18 else { return (start, unit.last) }
    let isClean = field.isCleanLeft(start) && field.isCleanRight(unit.last + 1)
    // "A 17 yr old was working"
    let isSubject =
      field.has(start - 1, .article) && field.isCleanLeft(start - 1)
      && field.has(unit.last + 1, .be)
    return isPerson || isClean || isSubject ? (start, unit.last) : nil
  }

  /// "30 anni di storia": what goes on with "of" and no name is no person's.
  private func isHistory(_ index: Int) -> Bool {
    (field.isWord(index, "di") || field.isWord(index, "de")) && field.isLetters(index + 1)
      && !field.source.tokens[index + 1].flags.contains(.startsCapital)
  }

  private func isYesterday(_ index: Int) -> Bool {
    for word: WordKey in ["ayer", "anteayer", "ontem", "hace"]
    where field.isWord(index, word) { return true }
    return false
  }

  /// Whether the years that end at token `last` are those of experience: but not in "50 años, 25 de
  /// experiencia".
  private func isOfExperience(_ last: Int) -> Bool {
    var at = last + 1
    while at < min(field.count, last + 5), !field.isSentenceBreak(at), !field.isDigits(at) {
      if field.has(at, .experience) { return true }
      at += 1
    }
    return false
  }

  /// "Tengo 20 años de experiencia", "I'm 20 years in the business": whether the years that end at token
  /// `last` are those that somebody has done something.
  private func isSpent(_ last: Int) -> Bool {
    for word: WordKey in ["en", "in", "em"] where field.isWord(last + 1, word) {
      return !field.isWord(last + 2, "busca")
    }
    guard field.isWord(last + 1, "de") || field.isWord(last + 1, "di") else { return false }
    if isOfExperience(last) { return true }
    for word: WordKey in ["trabajo", "oficio", "carrera", "casado", "casada", "casados", "vivir"]
    where field.isWord(last + 2, word) { return true }
    return false
  }

  /// Whether "age 16" speaks of the one who is offered.
  func isOwnAge(_ cue: Int, _ years: Int, _ last: Int) -> Bool {
    if field.has(last + 1, [.upward]) || field.isSymbol(last + 1, "+")
      || field.has(last + 1, [.and, .to]) && field.has(last + 2, .upward)
    {
      return false
    }
    if field.hasBefore(cue, within: 6, [.relation, .client])
      || field.hasBefore(cue, within: 3, .thing)
    {
      // "Candidate age: 34" is a form's field; "Candidates, age 30" is a wish.
      let isField =
        field.has(cue - 1, .client) && field.startsLine(cue - 1) && field.isSymbol(cue + 1, ":")
      // "Mother of 3 (age 37)"
      let isParent = field.isSymbol(cue - 1, "(") && cues.isParentOpening(before: cue - 1)
      // "House of three: ages 25, 28 and 32"
      let isList = field.words[cue].value == 2 && field.isSymbol(cue - 1, ":") && years >= 18
      // "two men, ages 36 and 41"
      let isOfSome = field.isSymbol(cue - 1, ",") && isCounted(cue - 2)
      guard isField || isParent || isList || isOfSome else { return false }
    }
    guard years < 18 else { return true }
    return field.words[cue].value != 2 && !field.hasBefore(cue, within: 6, [.persons, .must])
      && !field.hasBehind(last + 1, within: 3, [.relation, .to, .upward])
      && (field.isSymbol(cue + 1, ":") || !field.hasBehind(last + 1, within: 3, .thing))
      && !field.isWord(cue, "aged")
  }
}
