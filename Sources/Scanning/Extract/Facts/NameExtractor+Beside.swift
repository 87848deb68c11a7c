internal import Model

/// Known given names that need no cue: they stand beside a telephone number, before an age, or say who
/// speaks.
extension NameExtractor {
  /// The fewest digits of what is read as a telephone number.
  private static let fewestDigits = 7

  /// Reads "Dana 555-0100", "555-0100 (Dana)" and "Dana, 34" about the digits at token `index`.
  func readBeside(_ index: Int, _ field: FactField, into found: inout Extraction) {
    if isAge(index, field) {
      var name = index - 1
      if isJoint(name, field) { name -= 1 }
      if isKnown(name, field), startsLineOrList(name, field) { add(name, name, field, &found) }
      return
    }
    guard let (first, last) = telephone(at: index, field) ?? localNumber(at: index, field) else {
      return
    }
    if let name = nameBefore(first, field) {
      return add(name.lowerBound, name.upperBound, field, &found)
    }
    var name = last + 1
    for _ in 0..<2 where isJoint(name, field) { name += 1 }
    guard field.isOneLine(last, name), isKnown(name, field), field.isCleanRight(name + 1) else {
      return
    }
    add(name, name, field, &found)
  }

  /// Reads "Dana here, ..." at the start of a sentence.
  func readSpeaker(before index: Int, _ field: FactField, into found: inout Extraction) {
    guard field.isOneLine(index - 1, index), isKnown(index - 1, field),
      field.isCleanLeft(index - 1)
    else { return }
    add(index - 1, index - 1, field, &found)
  }

  /// The tokens of a name right before the number that starts at token `first`.
  private func nameBefore(_ first: Int, _ field: FactField) -> ClosedRange<Int>? {
    var at = first - 1
    for _ in 0..<2 where isJoint(at, field) || isPreposition(at, field) { at -= 1 }
    guard at >= 0, field.isOneLine(at, first), field.isLetters(at) else { return nil }
    if !startsCapital(at, field), !field.startsLine(at) { return nil }
    if isKnown(at, field) || field.startsLine(at) && isLowerName(at, field) {
      if field.isCleanLeft(at) || isLowerCase(at - 1, field) { return at...at }
      // "Dana Marie 555-0100"
      return isKnown(at - 1, field) && field.isCleanLeft(at - 1) ? at - 1...at : nil
    }
    return nil
  }

  /// Whether the digits at token `index` are an age that stands behind a name.
  private func isAge(_ index: Int, _ field: FactField) -> Bool {
    let token = field.source.tokens[index]
    return token.byteCount == 2 && index > 0 && field.taken[index] && !field.taken[index - 1]
      && !(index + 1 < field.count && field.taken[index + 1] && field.isGlued(index + 1)
        && field.source.tokens[index + 1].kind != .letters)
  }

  /// The tokens of the number whose first digits are those at token `index`; nil where they are not.
  private func telephone(at index: Int, _ field: FactField) -> (first: Int, last: Int)? {
    guard field.taken[index] else { return nil }
    var (first, last) = (index, index)
    while first > 0, field.taken[first - 1], field.source.tokens[first - 1].kind == .symbol {
      first -= 1
    }
    if first > 0, field.taken[first - 1] { return nil }
    var digits = field.source.tokens[index].byteCount
    while last + 1 < field.count, field.taken[last + 1], field.isOneLine(last, last + 1),
      !field.isLetters(last + 1)
    {
      last += 1
      if field.isDigits(last) { digits += field.source.tokens[last].byteCount }
    }
    return digits >= Self.fewestDigits ? (first, last) : nil
  }

  /// The tokens of "555-0100" that starts at token `index`; nil where none does.
  private func localNumber(at index: Int, _ field: FactField) -> (first: Int, last: Int)? {
    let tokens = field.source.tokens
    guard index + 2 < field.count, tokens[index].byteCount == 3, field.isSymbol(index + 1, "-"),
      field.isGlued(index + 1), field.isGlued(index + 2), field.isDigits(index + 2),
      tokens[index + 2].byteCount == 4, !field.isGlued(index) || !field.isSymbol(index - 1, "-")
    else { return nil }
    return (index, index + 2)
  }

  /// Whether token `index` may stand between a name and a number: ":", "-", ",", "(", a picture.
  private func isJoint(_ index: Int, _ field: FactField) -> Bool {
    guard index >= 0, index < field.count, !field.taken[index] else { return false }
    let token = field.source.tokens[index]
    switch token.kind {
    case .picture: return true
    case .symbol: return [0x3A, 0x2D, 0x2C, 0x28, 0x7C, 0x2E, 0x40, 0x7E].contains(token.key)
    case .digits, .letters: return false
    }
  }

  private func isPreposition(_ index: Int, _ field: FactField) -> Bool {
    ["at", "on", "al", "au"].contains { field.isWord(index, $0) }
  }

  /// Whether token `index` is a given name with a capital, and no city.
  private func isKnown(_ index: Int, _ field: FactField) -> Bool {
    index >= 0 && index < field.count && isNameWord(index, field)
      && field.source.tokens[index].flags.contains(.startsCapital) && isGivenName(index, field)
      && !field.marks(index, .place)
  }

  private func isLowerName(_ index: Int, _ field: FactField) -> Bool {
    isNameWord(index, field) && field.source.tokens[index].byteCount > 3
      && isGivenName(index, field) && !field.marks(index, [.place, .appeal])
  }

  private func isLowerCase(_ index: Int, _ field: FactField) -> Bool {
    field.isLetters(index) && !field.source.tokens[index].flags.contains(.startsCapital)
  }

  /// Whether token `index` starts a line, or follows "&" or "and" behind an age.
  private func startsLineOrList(_ index: Int, _ field: FactField) -> Bool {
    field.startsLine(index)
      || (field.has(index - 1, .and) || field.isSymbol(index - 1, "&")
        || field.isSymbol(index - 1, ","))
        && field.isDigits(index - 2) && field.taken[index - 2]
  }
}
