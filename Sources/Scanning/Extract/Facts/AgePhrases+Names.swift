/// Ages behind the names of those who are spoken of, one behind the other or with "is" between.
extension AgePhrases {
  /// Whether the number in tokens `first...last` is the first of a list that a word for several
  /// persons introduces, and `next` its second: "New staff: Kiko 22, Momo 24".
  func opensList(_ first: Int, _ last: Int, before next: Quantity) -> Bool {
    guard let own = shape(first, last), surroundings.isOpen(first, last),
      isNext(next.first, next.last, to: own)
    else { return false }
    let name = own.mark == 0 ? first - 1 : first - 2
    return isListHead(name - 1) || leadsToName(next)
      || field.isSymbol(name - 1, ":") && isSeveral(name - 2) && !isWearer(name - 2)
        && field.isOneLine(name - 2, first)
  }

  /// Whether names of persons follow token `index`: "staff", "our flatmates are".
  func isListHead(_ index: Int) -> Bool {
    field.isWord(index, "staff") || field.isWord(index, "today") && field.isWord(index - 1, "staff")
      || field.has(index, .be) && isSeveral(index - 1) || isKin(index)
  }

  /// "Ladies: Nike 36, Puma 38" are sizes.
  private func isWearer(_ index: Int) -> Bool {
    field.isWord(index, "ladies") || field.isWord(index, "women") || field.isWord(index, "girls")
  }

  /// Whether token `index` is a word for several persons who live or come together.
  func isSeveral(_ index: Int) -> Bool { field.has(index, .persons) || isKin(index) }

  /// "brothers", "friends", "flatmates": their names or ages follow directly.
  private func isKin(_ index: Int) -> Bool {
    guard index >= 0, field.isLetters(index) else { return false }
    for word: WordKey in ["friends", "brothers", "sisters", "twins", "cousins"]
    where field.isWord(index, word) { return true }
    return field.source.isWord(index, Self.flatmates) || field.source.isWord(index, Self.housemates)
      || field.source.isWord(index, Self.roommates)
  }

  private static let flatmates = WordKey(lowercased: "flatmates".utf8)
  private static let housemates = WordKey(lowercased: "housemates".utf8)
  private static let roommates = WordKey(lowercased: "roommates".utf8)

  /// The name in "Rosa is 24", "Nori is 24, Tama is 27": one that nobody lists counts only beside
  /// another.
  func subject(before first: Int, _ last: Int) -> Int? {
    let name = first - 2
    guard field.isWord(first - 1, "is"), isName(name), field.isOneLine(name, first),
      field.isCleanLeft(name) || field.has(name - 1, .and),
      field.isCleanRight(last + 1) || field.has(last + 1, [.and, .clauseEnd])
    else { return nil }
    if field.marks(name, .givenName) { return name }
    // "Coco is 33 and petite"
    let trait = last + 2
    if field.has(last + 1, .and) || field.isSymbol(last + 1, ","), field.isLetters(trait),
      field.marks(trait, .appeal) && !field.marks(trait, .looseAppeal) || isDoing(trait)
    {
      return name
    }
    var other = last + 1
    while other < last + 3, field.isSymbol(other, ",") || field.has(other, .and) { other += 1 }
    let isFirst =
      other > last + 1 && isName(other) && field.isOneLine(last, other)
      && field.isWord(other + 1, "is") && field.isDigits(other + 2)
    var before = name - 1
    while before > name - 3, field.isSymbol(before, ",") || field.has(before, .and) { before -= 1 }
    let isSecond =
      before < name - 1 && field.isDigits(before) && field.isWord(before - 1, "is")
      && isName(before - 2) && field.isOneLine(before - 2, name)
    return isFirst || isSecond ? name : nil
  }

  /// "Ming is 35 and works nights": what only a person does.
  private func isDoing(_ index: Int) -> Bool {
    for word: WordKey in [
      "works", "loves", "speaks", "likes", "lives", "wants", "studies", "enjoys",
    ]
    where field.isWord(index, word) { return true }
    return false
  }

  /// Whether the number stands alone on its line, under a given name alone on its own.
  func isUnderName(_ first: Int, _ last: Int) -> Bool {
    let tokens = field.source.tokens
    return first > 0 && tokens[first].flags.contains(.lineStart)
      && (last + 1 == field.count
        || tokens[last + 1].flags.contains(.lineStart)
          && (!field.isDigits(last + 1) || surroundings.isHeight(last + 1)))
      && field.marks(first - 1, .givenName) && field.startsLine(first - 1)
  }

  /// The first of two names before an age between commas, where the sentence goes on: "police say
  /// Dana Green, 31, left".
  func fullName(before first: Int, _ last: Int) -> Int? {
    let name = first - 3
    return name >= 0 && isBetweenCommas(first, last) && isName(first - 2) && isName(name)
      && field.isOneLine(name, first) ? name : nil
  }

  /// Whether one or two names that open a line or stand behind a colon come before an age between
  /// commas: "Emily, 16, was last seen", "MISSING: Harold Green, 81, of Mesa", "Robert H., 72, has".
  func isBehindNames(_ first: Int, _ last: Int) -> Bool {
    guard isBetweenCommas(first, last) else { return false }
    let isInitial =
      field.isSymbol(first - 2, ".") && field.isLetters(first - 3)
      && field.source.tokens[first - 3].byteCount == 1
    let name = isInitial ? first - 4 : first - 2
    func opens(_ index: Int) -> Bool {
      field.startsLine(index) || field.isSymbol(index - 1, ":")
    }
    return isName(name) && field.isOneLine(name, first)
      && (opens(name) || isName(name - 1) && opens(name - 1))
  }

  /// Whether commas are round the number and a word in small letters follows.
  private func isBetweenCommas(_ first: Int, _ last: Int) -> Bool {
    field.isSymbol(first - 1, ",") && field.isSymbol(last + 1, ",") && field.isLetters(last + 2)
      && !field.startsLine(last + 2)
      && !field.source.tokens[last + 2].flags.contains(.startsCapital)
      && (!field.has(last + 2, [.thing, .otherUnit]) || field.isWord(last + 2, "left"))
  }

  private func isName(_ index: Int) -> Bool {
    guard index >= 0, index < field.count, field.isLetters(index) else { return false }
    let token = field.source.tokens[index]
    return token.flags.contains(.startsCapital) && token.byteCount > 1 && !token.number.isNumber
      && field.roles(index).subtracting(.codeWord).isEmpty && !field.marks(index, .place)
  }
}
