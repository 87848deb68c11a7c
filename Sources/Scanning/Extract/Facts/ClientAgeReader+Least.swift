/// Limits of the least age: "must be at least 25", "minimum age 21", "35+", "40 and older".
extension ClientAgeReader {
  /// "must be at least 25 years old", "minimum age 21".
  func above(_ years: Int, _ first: Int, _ end: Int) -> Limit? {
    guard first > 0, !field.startsLine(first),
      isFreeOfNoun(end) || field.has(end + 1, .upward) || isMost(end + 1)
    else {
      return nil
    }
    var at = first - 1
    while at > 0,
      field.isSymbol(at, ":") || field.isSymbol(at, "-") || field.has(at, .be)
        || field.isWord(at, "of") || field.isWord(at, "at"), !field.startsLine(at)
    { at -= 1 }
    // "30 min 80": minutes, no minimum.
    guard at >= 0, !field.has(at, .minute) || !field.isDigits(at - 1) else { return nil }
    if field.has(at, .age), field.has(at - 1, .must) {
      return Limit(minimum: years, maximum: nil, first: at - 1, last: tail(behind: end))
    }
    // "edad mínima 23", "de mi edad, mínimo 30 máximo 38"
    if field.has(at, .must), field.hasBefore(at, within: 2, .age) {
      let most = most(behind: end)
      return Limit(
        minimum: years, maximum: most?.years, first: at, last: most?.last ?? tail(behind: end))
    }
    let hasUnit = cues.unit(behind: end) != nil || field.has(end, [.old, .yearsOld, .age])
    if field.has(at, .must), hasUnit || field.hasBefore(at, within: 4, .must) {
      return Limit(minimum: years, maximum: nil, first: at, last: tail(behind: end))
    }
    if field.isWord(at, "least"), field.isWord(at - 2, "be") {
      return Limit(minimum: years, maximum: nil, first: at - 2, last: tail(behind: end))
    }
    if field.isWord(first - 1, "be"), field.hasBefore(first, within: 3, .must) {
      return Limit(minimum: years, maximum: nil, first: first - 2, last: tail(behind: end))
    }
    return nil
  }

  /// The last token of "or older", "and up" behind token `end`.
  func tail(behind end: Int) -> Int {
    upwardEnd(behind: end) ?? end
  }

  func upwardEnd(behind end: Int) -> Int? {
    var next = end + 1
    guard !field.startsLine(next) else { return nil }
    if field.isSymbol(next, "+") { return next }
    if field.has(next, .and) || field.isSymbol(next, "&") || field.isWord(next, "or")
      || field.isWord(next, "o")
    {
      next += 1
      return field.has(next, .upward) ? next : nil
    }
    return field.has(next, .upward) && !field.isWord(next, "up") && !field.isWord(next, "over")
      ? next : nil
  }

  /// "25 and under do not call"
  func downward(_ years: Int, _ first: Int, _ end: Int) -> Limit? {
    guard field.has(end + 1, .and) || field.isWord(end + 1, "or"), field.has(end + 2, .under),
      field.hasBehind(end + 3, within: 4, .negation)
    else { return nil }
    return Limit(minimum: years, maximum: nil, first: first, last: end + 2)
  }

  /// "35+", "40 and older", "30 & up".
  func upward(_ years: Int, _ first: Int, _ end: Int) -> Limit? {
    // "I'm 18+" sets no limit.
    guard var last = upwardEnd(behind: end), cues.personCue(before: first) == nil else {
      return nil
    }
    // "18+ years or older"
    if let unit = cues.unit(behind: last), !unit.isBare { last = unit.last }
    if let further = upwardEnd(behind: last) { last = further }
    guard !field.isMeasured(last), !field.has(last + 1, [.year, .thing, .experience]) else {
      return nil
    }
    // "Delivery drivers needed, own vehicle, 18+ with clean license"
    if field.isSymbol(last, "+"), field.isCleanLeft(first), years <= 60,
      field.isCleanRight(last + 1) || field.isWord(last + 1, "with")
        || field.has(last + 1, .and) && years <= 21,
      asksForPersons(before: first)
    {
      return Limit(minimum: years, maximum: nil, first: first, last: last)
    }
    // "Dancers wanted 18+"
    if isWanted(first - 1), field.isCleanRight(last + 1),
      field.has(first - 2, .persons) || isOne(first - 2)
    {
      return Limit(minimum: years, maximum: nil, first: first, last: last)
    }
    // "19+ with ID"
    if field.isCleanLeft(first), field.isWord(last + 1, "with"), field.isWord(last + 2, "id") {
      return Limit(minimum: years, maximum: nil, first: first, last: last)
    }
    if field.hasBefore(first, within: 4, .persons) || field.has(first - 1, .numbered) { return nil }
    let hasCue =
      field.hasBefore(first, within: 2, [.client, .age, .only, .must])
      || field.has(last + 1, [.only, .client]) || isForOlder(years, last + 1)
      || isOfHomesForOlder(years, first, last) || you(before: first) != nil
      || isOfEvent(first, last) || order(before: first) != nil
    let isOlder = field.isWord(last, "older") || end > last - 2 && field.has(end, [.old, .age])
    let isLegal = years == 18 || years == 21
    let isClean = field.isCleanRight(last + 1) && field.isCleanLeft(first)
    let isPlus = field.isSymbol(last, "+")
    guard
      hasCue || isOlder && isFreeOfNoun(last)
        || isLegal
          && (field.isCleanRight(last + 1) || field.has(last + 1, .to)
            || field.isWord(last + 1, "for") && field.isCleanLeft(first))
        || isClean && !isPlus
    else { return nil }
    return Limit(minimum: years, maximum: nil, first: first, last: last)
  }
}
