/// Words by which e-mail addresses are spelled out, and words that no address starts with.
struct EmailWords: Sendable {
  /// The first labels of well-known mail hosts.
  static let mailHosts = [
    "gmail", "googlemail", "yahoo", "hotmail", "outlook", "icloud", "aol", "protonmail", "ymail",
    "msn", "gmx", "yandex", "live",
  ]

  private let at = WordTable<Bool>([("at", true), ("arroba", true), ("aroba", true)])
  private let joiners = WordTable<String>([
    ("dot", "."), ("punto", "."), ("ponto", "."), ("underscore", "_"), ("dash", "-"),
    ("hyphen", "-"),
    ("guion", "-"), ("guión", "-"),
  ])
  private let dotCom = WordTable<Bool>([("dotcom", true), ("dotorg", true), ("dotnet", true)])
  private let hosts = WordTable<Bool>(
    Self.mailHosts.map { ($0, true) })
  private let noNames = WordTable<Bool>(
    """
    me us you him her them here there now is are was be it this that look looking available found
    located based online live visit meet working work shop open only time times day night home place
    site website page click go arrive stay staying see seen held hosted posted listed check more
    today tonight book booking party lunch dinner event all ig insta instagram twitter tg telegram
    snap snapchat sc tiktok kik fb facebook
    """.split { $0 == " " || $0 == "\n" }.map { (String($0), true) })

  /// Whether the token is a word for `@`.
  func isAt(_ token: Token, in bytes: UnsafePointer<UInt8>) -> Bool {
    at.value(of: token, in: bytes) != nil
  }

  /// Whether the token is the first label of a well-known mail host.
  func isMailHost(_ token: Token, in bytes: UnsafePointer<UInt8>) -> Bool {
    hosts.value(of: token, in: bytes) != nil
  }

  /// Whether the token is a word that stands before "at" in ordinary sentences.
  func isNoName(_ token: Token, in bytes: UnsafePointer<UInt8>) -> Bool {
    noNames.value(of: token, in: bytes) != nil
  }

  /// Whether the token is a top-level domain with its dot in one word.
  func isDotCom(_ token: Token, in bytes: UnsafePointer<UInt8>) -> Bool {
    dotCom.value(of: token, in: bytes) != nil
  }

  /// What "d0t" starts with, and what must stand behind it.
  static let followers = ["d": ["0t"]]

  /// The dot at token `index`: `.`, "dot", "d0t", `(dot)`, `[.]`, or a comma before a top-level
  /// domain; its last token, and whether it is spelled.
  func dot(
    at index: Int, _ field: FieldTokens, allowsSpaces: Bool
  ) -> (last: Int, isSpelled: Bool)? {
    guard index < field.tokens.count else { return nil }
    let token = field.tokens[index]
    if token.isSymbol(".") {
      let isGlued = field.isGlued(index) && field.isGlued(index + 1)
      return isGlued || (allowsSpaces && index + 1 < field.tokens.count) ? (index, false) : nil
    }
    if token.isSymbol(",") {
      let isDomain =
        field.isGlued(index) && field.isGlued(index + 1)
        && TopLevelDomains.kind(of: field.tokens[index + 1], in: field.bytes) == .plain
      return isDomain ? (index, false) : nil
    }
    if token.kind == .letters, joiners.value(of: token, in: field.bytes) == "." {
      return (index, true)
    }
    if token.isWord("d"), field.isGlued(index + 1), field.isGlued(index + 2),
      field.tokens[index + 1].kind == .digits, field.tokens[index + 1].byteCount == 1,
      field.tokens[index + 1].key == 0, field.isWord(index + 2, "t")
    {
      return (index + 2, true)
    }
    guard token.kind == .symbol, index + 2 < field.tokens.count,
      field.tokens[index + 2].kind == .symbol, closes(token.key, field.tokens[index + 2].key)
    else { return nil }
    let inner = field.tokens[index + 1]
    guard inner.isSymbol(".") || joiners.value(of: inner, in: field.bytes) == "." else {
      return nil
    }
    return (index + 2, true)
  }

  /// What joins two parts at token `index`, up to token `limit`, as the symbol it stands for.
  func joined(
    at index: Int, through limit: Int, _ field: FieldTokens
  ) -> (text: String, last: Int)? {
    let token = field.tokens[index]
    if let text = joiners.value(of: token, in: field.bytes) { return (text, index) }
    if token.isWord("dotcom") { return (".com", index) }
    if token.isWord("dotorg") { return (".org", index) }
    if token.isWord("dotnet") { return (".net", index) }
    if let dot = dot(at: index, field, allowsSpaces: true), dot.last <= limit {
      return (".", dot.last)
    }
    return nil
  }

  /// The first token of a spelled joiner that ends right before token `end`.
  func joiner(before end: Int, _ field: FieldTokens) -> Int? {
    guard end > 1 else { return nil }
    if joiners.value(of: field.tokens[end - 1], in: field.bytes) != nil { return end - 1 }
    guard end > 3, field.tokens[end - 1].kind == .symbol, field.tokens[end - 3].kind == .symbol,
      closes(field.tokens[end - 3].key, field.tokens[end - 1].key),
      joiners.value(of: field.tokens[end - 2], in: field.bytes) != nil
    else { return nil }
    return end - 3
  }

  private func closes(_ open: UInt64, _ close: UInt64) -> Bool {
    switch (open, close) {
    case (0x28, 0x29), (0x5B, 0x5D), (0x7B, 0x7D), (0x3C, 0x3E), (0x2A, 0x2A), (0x5F, 0x5F),
      (0x2D, 0x2D):
      true
    default: false
    }
  }
}
