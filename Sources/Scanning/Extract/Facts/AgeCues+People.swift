/// Who a number of years is said of, by the words for people near it.
extension AgeCues {
  /// Whether token `index` names the one that the writer lives with: "partner", "bf", "roommate".
  func isPartner(_ index: Int) -> Bool {
    guard index >= 0, field.isLetters(index) else { return false }
    for word: WordKey in ["partner", "roommate", "bf", "gf"] where field.isWord(index, word) {
      return true
    }
    return field.source.isWord(index, Self.girlfriend)
      || field.source.isWord(index, Self.boyfriend)
  }

  private static let girlfriend = WordKey(lowercased: "girlfriend".utf8)
  private static let boyfriend = WordKey(lowercased: "boyfriend".utf8)

  /// Whether token `index`, the subject of "is", is somebody near the writer or known by what he does,
  /// with or without a name: "Owner is 74 and", "my neighbour Stan is 82".
  func isSpokenOf(_ index: Int, _ first: Int) -> Bool {
    guard index >= 0, field.isLetters(index),
      field.isCleanRight(first + 1) || field.has(first + 1, [.and, .clauseEnd])
    else { return false }
    // "My last client was 91": one of others.
    if field.isWord(index - 1, "last"), field.isWord(index + 1, "was") { return false }
    if isAcquaintance(index) { return true }
    return index > 0 && field.source.tokens[index].flags.contains(.startsCapital)
      && field.roles(index).isEmpty && field.isLetters(index - 1)
      && field.isOneLine(index - 1, index) && (isAcquaintance(index - 1) || isPartner(index - 1))
  }

  /// Whether token `index` says how the writer knows somebody: "owner", "coworker", "ex".
  func isAcquaintance(_ index: Int) -> Bool {
    Self.acquaintances.value(of: field.source.tokens[index], in: field.source.bytes) != nil
  }

  private static let acquaintances = WordTable<Bool>(
    """
    owner landlord landlady neighbour neighbor boss coworker colleague flatmate housemate tenant
    lodger patient client ex fiance fiancé fiancée fiancee therapist masseuse driver tutor
    """.listedWords.map { ($0, true) })

  /// "outwork any 20 year old", "feel like a 20 year old": whether a person of that age is but named
  /// for comparison.
  func isOfAnyone(before first: Int) -> Bool {
    if field.isWord(first - 1, "any") || field.isWord(first - 1, "every")
      || field.isWord(first - 1, "most") || field.isWord(first - 1, "average")
      || field.isWord(first - 1, "typical")
    {
      return true
    }
    guard field.isWord(first - 1, "a") else { return false }
    return field.isWord(first - 2, "like") || field.isWord(first - 2, "than")
  }

  /// "22 years old, 2 owners": whether the sentence goes on as one about a car or a machine.
  func isOfVehicle(behind last: Int) -> Bool {
    guard field.isSymbol(last + 1, ",") else { return false }
    var at = last + 2
    while at < min(field.count, last + 9), !field.isSentenceBreak(at) {
      for word: WordKey in ["owner", "owners", "mileage", "odometer", "miles", "garaged", "engine"]
      where field.isWord(at, word) { return true }
      at += 1
    }
    return false
  }

  /// Whether token `index` is a word of other languages for two or more who belong together.
  func isSeveral(_ index: Int) -> Bool {
    for word: WordKey in [
      "pareja", "casal", "coppia", "hermanas", "hermanos", "amigas", "amigos", "gemelas",
    ] where field.isWord(index, word) { return true }
    return false
  }
}
