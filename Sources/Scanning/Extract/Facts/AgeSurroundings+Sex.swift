internal import Model

/// Ages beside a sex: "22 F4M", "19/f", "woman 33", "31m and 29f".
extension AgeSurroundings {
  /// "22 F4M", "F4M 22", "19/f", "25, F", "25 female", "(26F)", "woman 33", "Female/24/Reno".
  func besideSex(_ first: Int, _ last: Int, _ years: Int) -> (first: Int, last: Int)? {
    guard Self.bodyAges.contains(years) else { return nil }
    let isSetOff = isSetOff(first)
    if isSetOff {
      let bracket = field.isSymbol(last + 1, "[") || field.isSymbol(last + 1, "(") ? 1 : 0
      if isWish(last + 1 + bracket) { return (first, last) }
    }
    if isWish(first - 3), field.isCleanRight(last + 1) || field.marks(last + 1, .place) {
      return (first, last)
    }
    // "dinner? - w4m - 50 (Salem)"
    if isWish(first - 4), field.isSymbol(first - 1, "-"), !field.isGlued(first),
      field.isCleanRight(last + 1) || field.isSymbol(last + 1, "(")
    {
      return (first, last)
    }
    // "[F4M] 29 Denver"
    if isWish(first - 4), field.isSymbol(first - 1, "]") || field.isSymbol(first - 1, ")"),
      isOpen(first, last)
    {
      return (first, last)
    }
    // "22/f", "25, female", "25 female"
    var next = last + 1
    if field.isSymbol(next, "/") || field.isSymbol(next, ",") || field.isSymbol(next, "-")
      || field.isSymbol(next, "|")
    {
      next += 1
    }
    if isSetOff, !field.startsLine(next), isSex(next, isApart: next == last + 1),
      field.isCleanRight(next + 1) || field.has(next + 1, .clauseEnd)
    {
      return (first, next)
    }
    // "21 she/her", "25, he/him"
    if isSetOff, isPronoun(next), field.isSymbol(next + 1, "/"), isOpen(first, last),
      !field.startsLine(next)
    {
      return (first, next)
    }
    // "(he/him, 30)", "(she/her), 22"
    let comma = field.isSymbol(first - 1, ",") ? first - 2 : first - 1
    let pronoun = field.isSymbol(comma, ")") ? comma - 3 : comma - 2
    if field.isSymbol(pronoun + 1, "/"), isPronoun(pronoun),
      field.isOneLine(max(pronoun, 0), first), field.isCleanRight(last + 1)
    {
      return (pronoun, last)
    }
    // "Bored tonight? 31 m" is no length where a title ends.
    if field.source.field == .title, last + 2 == field.count, first > 0,
      field.isSentenceBreak(first - 1), isSex(last + 1, isApart: false)
    {
      return (first, last + 1)
    }
    // "(26F)", "24M looking", "29M"
    if field.isGlued(last + 1), field.isWord(last + 1, "m") || field.isWord(last + 1, "f") {
      let isBracketed =
        (field.isSymbol(first - 1, "(") || field.isSymbol(first - 1, "["))
        && (field.isSymbol(last + 2, ")") || field.isSymbol(last + 2, "]"))
      let speaker = field.source.tokens[max(first - 2, 0)]
      let isOwn =
        field.isWord(first - 2, "i") || field.isWord(first - 2, "me")
        || field.isWord(first - 2, "friend") || field.isWord(first - 2, "buddy")
        || field.has(first - 2, [.pronoun, .person])
        || cues.isPartner(first - 2)
        || first >= 2 && speaker.flags.contains(.startsCapital) && field.roles(first - 2).isEmpty
          && field.isWord(last + 1, "f")
      if isBracketed, isOwn || field.startsLine(first - 1) { return (first, last + 1) }
      if isSetOff, !isBracketed,
        field.startsLine(last + 2) || goesOn(last + 2) || field.isWord(last + 2, "new")
          || field.isWord(last + 2, "bored")
      {
        return (first, last + 1)
      }
    }
    // "31m and 29f looking", "28F & 30M couple"
    if isSetOff || field.has(first - 1, .and) || field.isSymbol(first - 1, "&"),
      isSexed(last), isSexed(beside: first, last)
    {
      return (first, last + 1)
    }
    // "26 (f)", "27 f from Ohio"
    if field.isSymbol(last + 1, "("), field.isWord(last + 2, "f") || field.isWord(last + 2, "m"),
      field.isSymbol(last + 3, ")"), isOpen(first, last)
    {
      return (first, last + 3)
    }
    if field.isWord(last + 1, "f") || field.isWord(last + 1, "m"), isOpen(first, last),
      goesOn(last + 2) || isSetOff && field.marks(last + 2, .place)
        || field.isSymbol(first - 1, ":") && field.isWord(first - 2, "me")
          && !field.isGlued(last + 1)
          && field.source.tokens[last + 1].flags.contains(.startsCapital)
    {
      return (first, last + 1)
    }
    // "26 M 4 F", "M 46 for dinner and a movie"
    if isSetOff, field.isWord(last + 1, "m") || field.isWord(last + 1, "f"),
      field.isDigits(last + 2), field.source.tokens[last + 2].key == 4,
      field.source.tokens[last + 2].byteCount == 1,
      field.isWord(last + 3, "m") || field.isWord(last + 3, "f") || field.isWord(last + 3, "w")
    {
      return (first, last + 1)
    }
    if first > 0, field.startsLine(first - 1), field.isOneLine(first - 1, first),
      field.isWord(first - 1, "m") || field.isWord(first - 1, "f"),
      field.source.tokens[first - 1].flags.contains(.startsCapital), !field.isGlued(first),
      field.isWord(last + 1, "for"), field.isLetters(last + 2), !field.isWord(last + 2, "sale")
    {
      return (first - 1, last)
    }
    // "f/22", "(F22)", "(f, 21)", "M24 looking"
    if let sex = sexLetter(before: first) ?? sexOfPair(before: first, last) {
      return field.isCleanRight(last + 1) || goesOn(last + 1) || field.isSymbol(last + 1, "&")
        || field.isWord(last + 1, "couple") ? (sex, last) : nil
    }
    // "girl 24/7"
    guard isOpen(first, last),
      !field.isMeasured(last) || field.isSymbol(last + 1, "/") && isHeight(last + 2)
    else { return nil }
    // "woman 33", "single white female 34", "Female/24/Reno"
    var person = first - 1
    if field.isSymbol(person, "/") || field.isSymbol(person, ",") || field.isSymbol(person, "-")
      || field.isSymbol(person, ":") || field.isSymbol(person, "|")
    {
      person -= 1
    }
    guard person >= 0, field.isOneLine(person, first), field.namesPerson(person),
      !field.has(person, .numbered), !isTrade(person),
      field.isCleanRight(last + 1) || goesOn(last + 1) || isAppeal(last + 1)
        || field.isWord(last + 1, "uptown") || field.isWord(last + 1, "downtown")
        || field.isWord(last + 1, "but")
        // "SWF 61 N/S N/D"
        || field.isWord(last + 1, "n") && field.isSymbol(last + 2, "/")
    else { return nil }
    return (person, last)
  }

  private func isPronoun(_ index: Int) -> Bool {
    field.has(index, .pronoun) || field.isWord(index, "they")
  }

  /// Whether the letter for a sex is glued behind token `last` and nothing more.
  private func isSexed(_ last: Int) -> Bool {
    field.isDigits(last) && field.isGlued(last + 1) && !field.isGlued(last + 2)
      && (field.isWord(last + 1, "f") || field.isWord(last + 1, "m"))
  }

  /// Whether "and 29f" follows "31m" in tokens `first...last + 1`, or comes before it.
  private func isSexed(beside first: Int, _ last: Int) -> Bool {
    // "25m and 30m" are lengths.
    func joins(_ index: Int, with letter: Int) -> Bool {
      (field.has(index, .and) || field.isSymbol(index, "&"))
        && (field.isWord(last + 1, "f") || field.isWord(letter, "f"))
    }
    return isSexed(last + 3) && joins(last + 2, with: last + 4)
      || isSexed(first - 3) && joins(first - 1, with: first - 2)
  }

  /// "f4m", "w4m": a letter, a four and a letter from token `index` on, glued.
  func isWish(_ index: Int) -> Bool {
    guard index >= 0, index + 2 < field.count, field.isLetters(index),
      field.isDigits(index + 1), field.isLetters(index + 2), field.isGlued(index + 1),
      field.isGlued(index + 2)
    else { return false }
    let tokens = field.source.tokens
    return tokens[index].byteCount <= 2 && tokens[index + 1].key == 4
      && tokens[index + 1].byteCount == 1 && tokens[index + 2].byteCount <= 2
  }

  private func isSex(_ index: Int, isApart: Bool) -> Bool {
    if field.isWord(index, "female") || field.isWord(index, "male") { return true }
    if field.isWord(index, "f") || field.isWord(index, "m") {
      return !isApart
        || !field.isGlued(index)
          && field.source.tokens[index].flags.contains(.startsCapital)
    }
    return field.isWord(index, "woman") && !isApart
  }

  /// Where the letter for a sex stands before the number; nil if none does.
  private func sexLetter(before first: Int) -> Int? {
    let hasSeparator =
      field.isSymbol(first - 1, "/") || field.isSymbol(first - 1, ",")
    let letter = hasSeparator ? first - 2 : first - 1
    guard letter >= 0, field.isWord(letter, "f") || field.isWord(letter, "m"),
      hasSeparator || field.isGlued(first) || field.startsLine(letter) && goesOn(first + 1),
      field.startsLine(letter) || field.isSymbol(letter - 1, "(")
        || hasSeparator && isPersonal(before: letter)
        || field.isSymbol(letter - 1, "[") || field.isSymbol(letter - 1, "&")
        || field.isSymbol(letter - 1, "/") && field.isDigits(letter - 2)
          && (field.isWord(letter - 3, "f") || field.isWord(letter - 3, "m"))
    else { return nil }
    return letter
  }

  /// "(M 27, F 28)": the capital for a sex before the number, beside another with its own.
  private func sexOfPair(before first: Int, _ last: Int) -> Int? {
    func isLetter(_ index: Int) -> Bool {
      (field.isWord(index, "f") || field.isWord(index, "m"))
        && field.source.tokens[index].flags.contains(.startsCapital)
    }
    let letter = first - 1
    guard isLetter(letter), field.isOneLine(letter, first) else { return nil }
    let isFirst =
      field.isSymbol(letter - 1, "(") && field.isSymbol(last + 1, ",") && isLetter(last + 2)
      && field.isDigits(last + 3)
    let isSecond =
      field.isSymbol(letter - 1, ",") && field.isDigits(letter - 2) && isLetter(letter - 3)
      && field.isSymbol(last + 1, ")")
    return isFirst || isSecond ? letter : nil
  }

  /// "Driver: F, 30", "professional M, 35": whether what somebody is or does stands before the capital for
  /// a sex at token `letter`; sizes are capitals as well.
  private func isPersonal(before letter: Int) -> Bool {
    guard letter > 1, field.source.tokens[letter].flags.contains(.startsCapital),
      field.isOneLine(letter - 2, letter)
    else { return false }
    let noun = field.isSymbol(letter - 1, ":") ? letter - 2 : letter - 1
    // "Landlord: live-in, F, 55"
    var label = letter - 1
    while label > letter - 8, label > 0, !field.startsLine(label) { label -= 1 }
    if field.isSymbol(letter - 1, ","), field.isSymbol(label + 1, ":"), field.isLetters(label),
      cues.isAcquaintance(label)
    {
      return true
    }
    return field.marks(noun, .status) || field.has(noun, .person) && field.words[noun].value < 2
      || cues.isAcquaintance(noun)
  }
}
