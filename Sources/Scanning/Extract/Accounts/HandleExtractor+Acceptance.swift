internal import Model

/// What is a name, and what goes on as an ordinary sentence.
extension HandleExtractor {
  /// Whether what stands behind platforms and a junction is the name of an account there.
  func accepts(
    _ name: AccountName, _ cues: [PlatformNames.Name], _ junction: Junction, cueFirst: Int,
    _ field: FieldTokens
  ) -> Bool {
    let strength = cues[0].strength
    // An arrow or the like points to what it stands before.
    let isMarked =
      junction.hasColon || junction.hasSign || junction.hasSlash || junction.hasPicture
    if junction.joiners + junction.announcers > 4 { return false }
    if junction.hasSign { return true }
    if strength == .weak {
      // "signal username name.22", and a camera before what is no word.
      let isTold =
        junction.hasColon
        || name.isUnlikeWord
          && (junction.hasNoun || field.tokens[cueFirst].kind == .picture && name.hasMark)
      guard isTold, !name.isPlainWord || ![.signal, .wechat].contains(cues[0].platform) else {
        return false
      }
    }
    // A compound: "snap-on".
    let isCompound =
      field.isSymbol(cueFirst + 1, "-") && field.isGlued(cueFirst + 1)
      && field.isGlued(cueFirst + 2)
    if name.isUnlikeWord {
      if isQuantity(name, field) { return false }
      // A sentence's end without its space: "on facebook.Then".
      if !name.hasDigits, !isMarked, !hasUnderscore(name, field) {
        return strength == .sure || junction.announcers > 0 && !hasInnerCapital(name, field)
          || field.tokens[cueFirst].kind == .picture && !hasInnerCapital(name, field)
            && isBoundary(behind: name.last, field)
      }
      return true
    }
    if junction.isLoose { return false }
    if name.isHyphenated, cues[0].platform == .snapchat, isBoundary(behind: name.last, field) {
      // "SNAP - name-b"
      let isSetApart = junction.hasDash && !isCompound && isOffered(cueFirst, field)
      return (junction.hasColon || junction.announcers > 0 || isSetApart)
        && words.role(of: field.tokens[name.first], in: field.bytes) == nil
        && words.role(of: field.tokens[name.last], in: field.bytes) == nil
    }
    guard name.isPlainWord, !isCompound, !junction.hasSlash else { return false }
    let word = field.tokens[name.first]
    if words.role(of: word, in: field.bytes) != nil { return false }
    guard name.range.count >= 3 else { return false }
    if junction.hasColon || junction.announcers > 0 {
      return strength == .sure || isBoundary(behind: name.last, field)
    }
    guard isBoundary(behind: name.last, field) else { return false }
    if junction.hasPicture || field.tokens[cueFirst].kind == .picture { return true }
    return strength == .sure && isOffered(cueFirst, field)
      && !(word.flags.contains(.startsCapital) && word.number.isNumber)
  }

  /// Whether nothing ordinary goes on behind token `last`, as it would in a sentence.
  private func isBoundary(behind last: Int, _ field: FieldTokens) -> Bool {
    guard last + 1 < field.tokens.count else { return true }
    let next = field.tokens[last + 1]
    if next.flags.contains(.lineStart) || next.flags.contains(.afterGap) { return true }
    switch next.kind {
    case .symbol, .picture: return !(next.isSymbol("'") && field.isGlued(last + 1))
    case .digits: return next.isAfterSpace
    case .letters:
      switch words.role(of: next, in: field.bytes) {
      case .and: return true
      default: return platforms.name(at: last + 1, field) != nil || isCallToAction(next)
      }
    }
  }

  private func isCallToAction(_ token: Token) -> Bool {
    token.isWord("for") || token.isWord("if") || token.isWord("text") || token.isWord("call")
      || token.isWord("only") || token.isWord("to")
  }

  /// Words behind which a platform's name is a contact.
  private static let offers: [WordKey] = [
    "my", "add", "on", "me", "or", "and", "mi", "our", "via",
  ]

  /// Whether a platform's name is offered as a contact: at a line's start, behind a symbol, or
  /// behind "my", "add" and the like.
  private func isOffered(_ index: Int, _ field: FieldTokens) -> Bool {
    guard index > 0, !field.tokens[index].flags.contains(.lineStart) else { return true }
    let before = field.tokens[index - 1]
    switch before.kind {
    case .symbol, .picture, .digits: return true
    case .letters:
      return Self.offers.contains { before.isWord($0) }
    }
  }

  private func hasInnerCapital(_ name: AccountName, _ field: FieldTokens) -> Bool {
    (name.first + 1..<name.last + 1).contains { field.tokens[$0].flags.contains(.startsCapital) }
  }
}
