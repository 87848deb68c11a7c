/// Ranges of ages, and ages of several persons one behind the other.
extension AgeReader {
  /// The quantity that ends a range: "20-24", "20 to 24", "between 20 and 24".
  func rangeEnd(_ index: Int, _ years: Int) -> (index: Int, through: Int)? {
    let low = field.quantities[index]
    guard index + 1 < field.quantities.count, low.joinBefore == 0 else { return nil }
    let high = field.quantities[index + 1]
    guard let through = age(high), through > years, high.joinAfter == 0,
      high.first == low.last + 2, !field.startsLine(high.first)
    else { return nil }
    let between = low.last + 1
    if field.isSymbol(between, "-") || field.isSymbol(between, "~") && field.isGlued(high.first)
      || field.has(between, .to) && !field.has(between, .article)
    {
      return (index + 1, through)
    }
    if field.has(between, .to),
      cues.unit(behind: high.last) != nil || field.isWord(low.first - 1, "de")
        // "edad 20 a 35", "Edad: 25 a 50"
        || field.has(low.first - 1, .age)
        || field.isSymbol(low.first - 1, ":") && field.has(low.first - 2, .age)
    {
      return (index + 1, through)
    }
    if field.has(between, .and), field.has(low.first - 1, .from) { return (index + 1, through) }
    // "between the ages of 18 and 45"
    if field.has(between, .and),
      field.isWord(low.first - 1, "of") || field.isWord(low.first - 1, "de"),
      field.has(low.first - 2, .age), field.hasBefore(low.first - 2, within: 2, .from)
    {
      return (index + 1, through)
    }
    return nil
  }

  /// The last of several ages behind those who have them: "2 girls, 19 and 22", "Ana & Bea (22, 24)".
  func listEnd(_ index: Int, _ years: Int) -> Int? {
    let low = field.quantities[index]
    var before = low.first - 1
    if field.isSymbol(before, ",") || field.isSymbol(before, "(") || field.isSymbol(before, ":")
      || field.isSymbol(before, "-")
    {
      before -= 1
    }
    // "Two roommates here, 23 and 26"
    if field.isWord(before, "here") { before -= 1 }
    // "housemates are 22, 25, 31."
    if field.isWord(before, "are"), phrases.isSeveral(before - 1) { before -= 1 }
    let isCouple = field.isWord(before, "couple")
    let ages = isCouple ? Self.ages : Self.listedAges
    guard before >= 0, ages.contains(years), years >= 18, !low.isSpelled,
      field.isOneLine(before, low.first),
      field.has(before, .persons) || isCounted(before) || phrases.isSeveral(before) || isCouple
        || isAddedUp(before)
        || field.marks(before, .givenName) || ownGroup(before) != nil
    else { return nil }
    var end = index
    while end + 1 < field.quantities.count {
      let (item, next) = (field.quantities[end], field.quantities[end + 1])
      guard let other = age(next), ages.contains(other), !next.isSpelled,
        next.first == item.last + 2, !field.startsLine(next.first),
        field.has(item.last + 1, .and) || field.isSymbol(item.last + 1, "&")
          || field.isSymbol(item.last + 1, ",")
      else { break }
      end += 1
    }
    let last = field.quantities[end].last
    if let count = ownGroup(before), end - index + 1 != count { return nil }
    return end > index
      && (field.isCleanRight(last + 1) || field.marks(last + 1, .appeal)
        || field.isWord(last + 1, "from"))
      && !field.isMeasured(last) ? end : nil
  }

  /// "two men", "2 guys": those who answer elsewhere, with their number before.
  func isCounted(_ index: Int) -> Bool {
    guard field.has(index, .client), let count = field.quantity(at: index - 1) else { return false }
    return field.quantities[count].cents <= 5_00
  }

  /// "2 girls + 1 guy, 26, 27 and 30": whether token `index` ends a count of persons added up.
  private func isAddedUp(_ index: Int) -> Bool {
    func isCount(_ noun: Int) -> Bool {
      guard field.has(noun, [.person, .persons, .client]), let count = field.quantity(at: noun - 1)
      else { return false }
      return field.quantities[count].cents <= 5_00
    }
    let joint = index - 2
    return isCount(index) && (field.isSymbol(joint, "+") || field.has(joint, .and))
      && isCount(joint - 1)
  }

  /// How many "we are two nurses" are, whose noun is token `index`; nil where it is another's.
  private func ownGroup(_ index: Int) -> Int? {
    guard field.isLetters(index), index >= 2,
      !field.has(index, [.thing, .otherUnit, .numbered, .minute, .hour]),
      let number = field.quantity(at: index - 1), let count = field.quantities[number].whole,
      (2...4).contains(count), field.isOneLine(index - 2, index)
    else { return nil }
    let isOwn =
      field.isWord(index - 2, "somos")
      || field.isWord(index - 2, "are")
        && field.isWord(index - 3, "we")
      || field.isWord(index - 2, "re") && field.isWord(index - 4, "we")
    return isOwn ? count : nil
  }

  /// The last of two or more ages that say what they are together: "19 and 22 years old", "ages 19,
  /// 21, 24".
  func chainEnd(_ index: Int, _ years: Int) -> Int? {
    guard years >= 18 else { return nil }
    var end = index
    var hasAnd = false
    while end + 1 < field.quantities.count, !hasAnd {
      let (item, next) = (field.quantities[end], field.quantities[end + 1])
      guard let other = age(next), other >= 18, next.first == item.last + 2,
        !field.startsLine(next.first)
      else { break }
      if field.has(item.last + 1, .and) || field.isSymbol(item.last + 1, "&") {
        hasAnd = true
      } else if !field.isSymbol(item.last + 1, ",") || !field.isGlued(item.last + 1)
        || field.isGlued(next.first)
      {
        break
      }
      end += 1
    }
    guard end > index else { return nil }
    if hasAnd { return end }
    // Without an "and" only a word for several ages tells that they are a list.
    guard let cue = cues.ageWord(before: field.quantities[index].first) else { return nil }
    return field.words[cue].value == 2 ? end : nil
  }

  func rangeSpan(_ years: Int, first: Int, last: Int) -> (first: Int, last: Int)? {
    let unit = cues.unit(behind: last)
    let isPerson = cues.isPersons(behind: unit?.last ?? last)
    // "House of 4, ages 22 to 27": those who live there.
    let isOfThem =
      field.has(first - 1, .age) && field.words[first - 1].value == 2
      && field.isSymbol(first - 2, ",")
    if field.has(first - 1, .must)
      || !isOfThem && cues.isOthers(before: first, isPerson: isPerson)
      || cues.isOthers(
        behind: unit?.last ?? last, isSaidOfPerson: field.has(first - 1, .persons))
    {
      return nil
    }
    if let unit, unit.isBare, years >= 18, field.hasBefore(first, within: 4, .persons),
      field.isCleanRight(unit.last + 1)
    {
      return (first, unit.last)
    }
    // "18-21 girls"
    if unit == nil, years >= 18, field.has(last + 1, .persons), field.marks(first - 1, .appeal) {
      return (first, last)
    }
    // "18 to 24 girls"
    if unit == nil, years >= 18, field.startsLine(first), field.isCleanRight(last + 2),
      field.isWord(last + 1, "girls") || field.isWord(last + 1, "ladies")
        || field.isWord(last + 1, "women")
    {
      return (first, last)
    }
    if let unit, !unit.isBare { return years >= 18 || isPerson ? (first, unit.last) : nil }
    guard years >= 18, unit == nil || !field.hasBehind(last + 1, within: 4, .experience) else {
      return nil
    }
    if let unit, field.isWord(unit.last, "años") || field.isWord(unit.last, "anos") {
      return (first, unit.last)
    }
    guard unit == nil, !field.isMeasured(last) else { return nil }
    if let cue = cues.ageWord(before: first) {
      // "Women wanted aged 20-30"
      if limits.isSought(cue, last) { return nil }
      return field.has(cue, .age) && field.hasBefore(cue, within: 3, .client) ? nil : (cue, last)
    }
    var at = first - 1
    while at >= 0, field.has(at, [.from, .be, .age]) || field.isWord(at, "de"),
      field.isOneLine(at, first)
    { at -= 1 }
    // "Band (all between 35 and 48)"
    if field.has(first - 1, .from),
      field.isWord(first - 2, "all") || field.isWord(first - 2, "both"),
      field.isCleanLeft(first - 2), field.isCleanRight(last + 1)
    {
      return (first - 2, last)
    }
    // "I'm somewhere between 50 and 55"
    if field.has(first - 1, .from), let cue = cues.personCue(before: first - 1) {
      return (cue, last)
    }
    // "Young staff (21-28)"
    if field.isSymbol(at, "("), field.isSymbol(last + 1, ")"),
      !limits.isSought(at - 1, last + 1)
    {
      at -= 1
    }
    if at >= 0, field.has(at, .persons), field.isOneLine(at, first) { return (at, last) }
    return nil
  }
}
