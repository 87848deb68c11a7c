internal import Model

/// Of whom an age is stated.
extension AgeReader {
  /// The person whom the age from token `first` to `last` is of.
  func subject(_ first: Int, _ last: Int) -> AgeStatement.Subject {
    if isAmongSeveral(first, last) { return .oneOfSeveral }
    if field.has(first, [.selfBe, .turned])
      || Self.speakers.contains(where: { field.isWord(first, $0) })
    {
      return .writer
    }
    if field.has(first, .age), field.words[first].value != 2 { return .writer }
    if field.source.field == .title { return .title }
    if let number = field.quantity(at: first),
      cues.unit(behind: field.quantities[number].last) != nil
    {
      return .unnamed
    }
    return .unknown
  }

  /// What the words for an age start with where the writer's own is told: "I am 24", "just turned 18".
  private static let speakers: [WordKey] = [
    "i", "am", "mi", "yo", "ich", "bin", "eu", "just",
  ]

  /// Whether the words round the age tell that several persons are offered.
  private func isAmongSeveral(_ first: Int, _ last: Int) -> Bool {
    field.hasBefore(first, within: 6, [.several, .persons, .pronoun])
      || field.has(first, .pronoun) || field.isWord(first, "youngest")
      || field.isWord(first, "oldest") || field.isWord(first, "my") || field.isWord(first, "friend")
      || isJoint(last + 1) && field.quantity(at: last + 2) != nil || isJoint(first - 1)
      || isNamed(first) || positions.isListingLine(first, last)
      || field.has(first - 1, .person) && field.quantity(at: first - 2) != nil
  }

  private func isJoint(_ index: Int) -> Bool {
    field.has(index, .and) || field.isSymbol(index, "&")
  }

  /// Whether a name stands right before: "Ana 23 yo, Bea 25 yo".
  private func isNamed(_ first: Int) -> Bool {
    guard first > 0, !field.startsLine(first), field.isLetters(first - 1) else { return false }
    return field.source.tokens[first - 1].flags.contains(.startsCapital)
      && field.roles(first - 1).isEmpty
  }
}
