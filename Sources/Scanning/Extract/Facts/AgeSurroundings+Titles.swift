internal import Model

/// Ages in titles, which name persons in few words.
extension AgeSurroundings {
  /// The most bytes of a text that is read as a title is.
  private static let shortText = 100

  /// A number that is set off in a title that speaks of a person and of no thing.
  func isInTitle(_ first: Int, _ last: Int) -> Bool {
    guard field.source.field == .title, field.source.text.byteCount <= Self.shortText,
      isSetOff(first, last)
    else { return false }
    var persons = 0
    var hasNoun = false
    for at in 0..<field.count where at < first || at > last {
      // "brand new" is no brand.
      if field.isWord(at, "brand"), field.isWord(at + 1, "new") { continue }
      if field.isWord(at, "next"), field.isWord(at + 1, "door") { continue }
      // "real photos" are a person's.
      if field.isWord(at - 1, "real"), isPictures(at) {
        persons += 1
        continue
      }
      if field.has(
        at,
        [
          .thing, .numbered, .otherUnit, .load, .priceCue, .hour, .minute, .half, .duration,
          .experience, .relation, .month, .weekday, .client,
        ])
        && !field.has(at, .person) && !isAppeal(at)
      {
        return false
      }
      if field.isSymbol(at, "$") { return false }
      if isWish(at) || isHonoured(at) { persons += 2 }
      // "Women's skates"
      if field.isSymbol(at + 1, "'"), field.isWord(at + 2, "s"), !field.has(at + 3, .be) {
        continue
      }
      if field.namesPerson(at) || field.marks(at, .givenName) {
        persons += 2
        if field.has(at, .person) { hasNoun = true }
      } else if isAppeal(at) {
        persons += isWeakAppeal(at) ? 1 : 2
      } else if field.has(at, .persons) || field.isWord(at, "me") {
        persons += 1
      }
    }
    // "Slim jeans 32"
    if isUnknownWord(first - 1), !hasNoun, persons < 4 { return false }
    return persons >= 2 || persons == 1 && isFramed(first, last)
  }

  /// "Mature & Classy, 52": the last of a title that has nothing before it but what is said of persons.
  func isBehindAppeals(_ first: Int, _ last: Int) -> Bool {
    guard field.source.field == .title, last + 1 == field.count, isCut(first), first > 3 else {
      return false
    }
    var (appeals, isOfPerson) = (0, false)
    for at in 0..<first where field.isLetters(at) {
      guard isAppeal(at) || field.has(at, .and) else { return false }
      if field.has(at, .and) { continue }
      appeals += 1
      // Things are rarely "classy", and only cheese is "mature".
      if !isWeakAppeal(at) || field.isWord(at, "mature") { isOfPerson = true }
    }
    return appeals >= 2 && isOfPerson
  }

  private func isPictures(_ index: Int) -> Bool {
    for word: WordKey in ["photos", "pics", "pictures", "pix"] where field.isWord(index, word) {
      return true
    }
    return false
  }

  /// "Miss Zola": a capitalised word behind what stands before ladies' names.
  private func isHonoured(_ index: Int) -> Bool {
    guard index > 0, field.isLetters(index), field.isOneLine(index - 1, index),
      field.source.tokens[index].flags.contains(.startsCapital), field.roles(index).isEmpty
    else { return false }
    return field.isWord(index - 1, "miss") || field.isWord(index - 1, "ms")
  }

  /// Whether token `index` is a word that says nothing of persons, numbers or places.
  private func isUnknownWord(_ index: Int) -> Bool {
    field.isLetters(index) && field.roles(index).isEmpty && field.words[index].starts.isEmpty
  }

  /// Whether the number is at an end of the title, framed, or between words that speak of a person.
  private func isSetOff(_ first: Int, _ last: Int) -> Bool {
    let left =
      first == 0 || field.isCleanLeft(first) || isAppeal(first - 1)
      || field.isWord(first - 1, "only") && field.isCleanLeft(first - 1)
      || field.has(first - 1, .person) || field.marks(first - 1, .givenName)
      || isFrame(first - 1) || field.marks(first - 1, .place)
    let right =
      last + 1 == field.count || field.isCleanRight(last + 1) || isAppeal(last + 1)
      || field.has(last + 1, .person) || field.marks(last + 1, .givenName)
      || isFrame(last + 1) || isWish(last + 1)
      || field.has(last + 1, .and) && field.isLetters(last + 2)
    return left && right
  }

  private func isFrame(_ index: Int) -> Bool {
    guard index >= 0, index < field.count else { return false }
    let token = field.source.tokens[index]
    if token.kind == .picture { return Currency.number(ofSign: token.key) == nil }
    for mark: Unicode.Scalar in [
      "*", "~", "_", "=", "<", ">", "{", "}", "|", "(", ")", "[", "]", "@",
    ]
    where token.isSymbol(mark) { return true }
    return false
  }

  /// Whether the same picture or a quotation mark stands on both sides: "🌹 22 🌹" is no price in
  /// roses, "22" no inches.
  func isBetweenSame(_ first: Int, _ last: Int) -> Bool {
    guard first > 0, last + 1 < field.count else { return false }
    let (left, right) = (field.source.tokens[first - 1], field.source.tokens[last + 1])
    if left.isSymbol("\""), right.isSymbol("\"") { return true }
    return left.kind == .picture && right.kind == .picture && left.key == right.key
      && Currency.number(ofSign: left.key) == nil
  }

  /// Whether a mark stands on both sides: "***21***", "(24)".
  private func isFramed(_ first: Int, _ last: Int) -> Bool {
    isFrame(first - 1) && isFrame(last + 1)
      || first > 0 && last + 1 == field.count
        && !field.isLetters(first - 1)
  }
}
