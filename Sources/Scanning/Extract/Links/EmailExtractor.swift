internal import Model

/// Reads e-mail addresses, plain and spelled out: `name at example dot org`,
/// `name (at) example [dot] org`, `name @ example . org`.
///
/// Spelled with the bare word "at", an address needs the word "dot" or a well-known mail host, so
/// that "call me at example.org" is none.
struct EmailExtractor: Sendable {
  /// How the two parts of an address are joined.
  private enum Joint {
    /// `@` with white space beside it.
    case sign
    /// `(at)`, `[at]`.
    case bracketed
    /// The word alone.
    case word
  }

  /// The words that one of must be in a text that spells an address without a dot or `@`.
  static let startingWords =
    ["dot", "dotcom", "dotorg", "dotnet", "punto", "ponto", "arroba", "aroba"]
    + EmailWords.followers.keys

  private let words = EmailWords()

  /// Appends the addresses of `field`.
  func extract(from field: FieldTokens, into found: inout Extraction) {
    for window in field.windows where window.holds([.at, .emailWords, .innerDot]) {
      extract(from: field, window, into: &found)
    }
  }

  private func extract(
    from field: FieldTokens, _ window: TextWindow, into found: inout Extraction
  ) {
    for index in window.firstToken..<window.tokenEnd {
      let token = field.tokens[index]
      if token.isSymbol("@") {
        if !readPlain(at: index, field, &found) {
          let isBracketed = isInBrackets(index, index, field)
          readSpelled(
            index - (isBracketed ? 1 : 0), index + (isBracketed ? 1 : 0),
            isBracketed ? .bracketed : .sign, field, &found)
        }
      } else if token.kind == .letters, words.isAt(token, in: field.bytes) {
        if isInBrackets(index, index, field) {
          readSpelled(index - 1, index + 1, .bracketed, field, &found)
        } else {
          readSpelled(index, index, .word, field, &found)
        }
      }
    }
  }

  // MARK: Plain

  private func readPlain(
    at index: Int, _ field: FieldTokens, _ found: inout Extraction
  ) -> Bool {
    guard field.isGlued(index + 1), let first = localPart(before: index, field),
      let last = Domain.end(from: index + 1, field)
    else { return false }
    let range = field.range(first, last)
    if found.claims.isFree(range) {
      found.add(
        .email(field.string(range).lowercased(), obscured: !field.isUnchanged(range)), range,
        in: field, as: .email)
    }
    return true
  }

  /// The first token of the local part that ends right before token `at`.
  private func localPart(before at: Int, _ field: FieldTokens) -> Int? {
    guard field.isGlued(at) else { return nil }
    var first = at
    // A local part is at most 64 bytes long.
    while first > 0, first > at - 64, field.isGlued(first), isLocal(field.tokens[first - 1]) {
      first -= 1
    }
    while first < at, field.tokens[first].kind == .symbol { first += 1 }
    return first < at ? first : nil
  }

  private func isLocal(_ token: Token) -> Bool {
    switch token.kind {
    case .digits, .letters: true
    case .symbol:
      token.isSymbol(".") || token.isSymbol("_") || token.isSymbol("-") || token.isSymbol("+")
        || token.isSymbol("%")
    case .picture: false
    }
  }

  // MARK: Spelled out

  private func isInBrackets(_ first: Int, _ last: Int, _ field: FieldTokens) -> Bool {
    guard first > 0, last + 1 < field.tokens.count else { return false }
    for (open, close): (Unicode.Scalar, Unicode.Scalar) in [
      ("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("-", "-"), ("_", "_"), ("*", "*"),
    ] where field.isSymbol(first - 1, open) && field.isSymbol(last + 1, close) {
      return true
    }
    return false
  }

  private func readSpelled(
    _ jointFirst: Int, _ jointLast: Int, _ joint: Joint, _ field: FieldTokens,
    _ found: inout Extraction
  ) {
    guard jointFirst > 0, jointLast + 1 < field.tokens.count,
      !field.tokens[jointFirst].flags.contains(.lineStart),
      let host = host(from: jointLast + 1, joint, field),
      let first = spelledLocal(before: jointFirst, field)
    else { return }
    if joint != .bracketed, first == jointFirst - 1,
      words.isNoName(field.tokens[first], in: field.bytes), !(joint == .sign && host.isMail)
    {
      return
    }
    switch joint {
    case .word:
      guard host.hasDotWord || host.isMail || host.hasTop && isAnnounced(first, jointFirst, field)
      else { return }
    case .sign: guard host.hasTop || host.isMail else { return }
    case .bracketed: guard host.hasTop else { return }
    }
    let range = field.range(first, host.last)
    guard found.claims.isFree(range) else { return }
    var address = text(first, jointFirst - 1, field) + "@" + text(jointLast + 1, host.last, field)
    if !host.hasTop { address += ".com" }
    found.add(.email(address.lowercased(), obscured: true), range, in: field, as: .email)
  }

  /// "Reach me: nanny-grace at example.com": whether a name of several parts in tokens `first..<end`
  /// stands behind a colon that what mail is announced by comes before.
  private func isAnnounced(_ first: Int, _ end: Int, _ field: FieldTokens) -> Bool {
    guard end > first + 1, field.isSymbol(first - 1, ":"),
      !field.tokens[first].flags.contains(.lineStart)
    else { return false }
    // "Contact us: sign-up at example.com"
    for word: WordKey in ["up", "in", "on", "out", "off"] where field.isWord(end - 1, word) {
      return false
    }
    for word: WordKey in ["me", "us", "email", "mail", "contact", "address", "write", "correo"]
    where field.isWord(first - 2, word) { return true }
    return false
  }

  /// The first token of a local part that may be spelled out.
  private func spelledLocal(before end: Int, _ field: FieldTokens) -> Int? {
    guard let last = chunk(before: end, field) else { return nil }
    var first = last
    // "anna dot b at": at most three parts.
    for _ in 0..<2 {
      guard let dot = words.joiner(before: first, field), dot > 0,
        let next = chunk(before: dot, field)
      else { break }
      first = next
    }
    return first
  }

  /// The first token of the glued letters, digits and joining symbols that end before token `end`.
  private func chunk(before end: Int, _ field: FieldTokens) -> Int? {
    var first = end - 1
    guard first >= 0, isLocal(field.tokens[first]) else { return nil }
    while first > 0, first > end - 64, field.isGlued(first), isLocal(field.tokens[first - 1]) {
      first -= 1
    }
    while first < end, field.tokens[first].kind == .symbol { first += 1 }
    return first < end ? first : nil
  }

  /// A host name that may be spelled out.
  private struct Host {
    var last: Int
    /// Whether it ends in a known top-level domain.
    var hasTop = false
    /// Whether a dot is spelled as a word or in brackets.
    var hasDotWord = false
    /// Whether it is a well-known mail host.
    var isMail = false
  }

  private func host(from first: Int, _ joint: Joint, _ field: FieldTokens) -> Host? {
    guard isLabel(first, field), !field.tokens[first].flags.contains(.lineStart) else { return nil }
    let isMail = words.isMailHost(field.tokens[first], in: field.bytes)
    var host: Host?
    // As in "name @ gmail".
    if isMail && joint == .sign { host = Host(last: first, isMail: true) }
    var hasDotWord = false
    // "Twitter @name. In town": a sign joined to a name is that of an account, whose sentence ends.
    let allowsSpaces =
      joint == .bracketed || joint == .sign && (isMail || !field.isGlued(first))
    var index = labelEnd(first, field)
    for _ in 0..<4 {
      if index + 1 < field.tokens.count, words.isDotCom(field.tokens[index + 1], in: field.bytes) {
        return Host(last: index + 1, hasTop: true, hasDotWord: true, isMail: isMail)
      }
      guard let dot = words.dot(at: index + 1, field, allowsSpaces: allowsSpaces),
        isLabel(dot.last + 1, field)
      else { break }
      hasDotWord = hasDotWord || dot.isSpelled
      index = labelEnd(dot.last + 1, field)
      if index == dot.last + 1,
        TopLevelDomains.kind(of: field.tokens[index], in: field.bytes) != nil
      {
        host = Host(last: index, hasTop: true, hasDotWord: hasDotWord, isMail: isMail)
      }
    }
    return host
  }

  private func isLabel(_ index: Int, _ field: FieldTokens) -> Bool {
    index < field.tokens.count
      && (field.tokens[index].kind == .letters || field.tokens[index].kind == .digits)
  }

  private func labelEnd(_ first: Int, _ field: FieldTokens) -> Int {
    var last = first
    while last + 1 < field.tokens.count, last < first + 24, field.isGlued(last + 1),
      isLabel(last + 1, field)
        || (field.isSymbol(last + 1, "-") && field.isGlued(last + 2) && isLabel(last + 2, field)
          && words.dot(at: last + 1, field, allowsSpaces: false) == nil)
    { last += 1 }
    return last
  }

  /// The characters of the tokens, with what joins them spelled as the symbol it stands for.
  private func text(_ first: Int, _ last: Int, _ field: FieldTokens) -> String {
    var result = ""
    var index = first
    while index <= last {
      if let joiner = words.joined(at: index, through: last, field), index > first {
        result += joiner.text
        index = joiner.last + 1
      } else {
        result += field.string(field.tokens[index].range)
        index += 1
      }
    }
    return result
  }
}
