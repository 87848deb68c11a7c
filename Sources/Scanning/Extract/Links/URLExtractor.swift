internal import Model

/// Reads web addresses and bare domains, as they are written.
///
/// A bare domain needs a known top-level domain; where that is a common word too ("end.So") or the
/// name of a file type, also `www.` or a path. Software that is named like a host ("ASP.NET") is
/// none.
struct URLExtractor: Sendable {
  /// What stands before `://`.
  static let schemes = ["http", "https", "hxxp", "hxxps"]

  private let schemes = WordTable<Bool>(Self.schemes.map { ($0, true) })
  private let software = WordTable<Bool>([
    ("asp", true), ("vb", true), ("ado", true), ("microsoft", true), ("ml", true), ("ef", true),
  ])

  private let accounts = WordTable<Bool>(
    ["ig", "insta", "instagram", "snap", "snapchat", "kik", "tiktok"].map { ($0, true) })

  /// Appends the addresses of `field` that no e-mail address holds.
  func extract(from field: FieldTokens, into found: inout Extraction) {
    for window in field.windows where window.holds([.innerDot, .link]) {
      extract(from: field, window, into: &found)
    }
  }

  private func extract(
    from field: FieldTokens, _ window: TextWindow, into found: inout Extraction
  ) {
    var index = window.firstToken
    while index < window.tokenEnd {
      let token = field.tokens[index]
      var last: Int?
      var first = index
      if token.kind == .letters, opensScheme(index, field) {
        last = end(from: index + 4, field)
      } else if token.isSymbol("."), field.isGlued(index), field.isGlued(index + 1) {
        first = start(of: index, field)
        last = bareDomain(from: first, field)
        if last == nil { index = max(index, dottedEnd(from: index, field)) }
      }
      guard let last, last >= index else {
        index += 1
        continue
      }
      let range = field.range(first, last)
      if found.claims.isFree(range) {
        found.add(.url(field.string(range)), range, in: field, as: .link)
      }
      index = last + 1
    }
  }

  private func opensScheme(_ index: Int, _ field: FieldTokens) -> Bool {
    field.isSymbol(index + 1, ":") && field.isSymbol(index + 2, "/")
      && field.isSymbol(index + 3, "/")
      && field.isGlued(index + 1) && field.isGlued(index + 4)
      && schemes.value(of: field.tokens[index], in: field.bytes) != nil
      && field.tokens[index + 4].kind != .symbol
  }

  /// The first token of the name whose first dot is token `dot`.
  private func start(of dot: Int, _ field: FieldTokens) -> Int {
    var first = dot
    while first > 0, first > dot - 24, field.isGlued(first) {
      let before = field.tokens[first - 1]
      guard before.kind == .letters || before.kind == .digits || before.isSymbol("-") else { break }
      first -= 1
    }
    return first
  }

  private func dottedEnd(from dot: Int, _ field: FieldTokens) -> Int {
    var index = dot
    while index + 1 < field.tokens.count, field.isGlued(index + 1),
      field.tokens[index + 1].kind != .picture,
      field.tokens[index + 1].kind != .symbol || field.tokens[index + 1].isSymbol(".")
        || field.tokens[index + 1].isSymbol("-")
    { index += 1 }
    return index
  }

  /// The last token of the bare address that starts at token `first`; nil if it is none.
  private func bareDomain(from first: Int, _ field: FieldTokens) -> Int? {
    guard let host = Domain.end(from: first, field) else { return nil }
    if field.isGlued(first) && (field.isSymbol(first - 1, "@") || field.isSymbol(first - 1, ".")) {
      return nil
    }
    let hasPath =
      field.isSymbol(host + 1, "/") && field.isGlued(host + 1) && field.isGlued(host + 2)
    if field.isWord(first, "www") { return host > first + 2 ? end(from: host, field) : nil }
    if hasPath { return end(from: host, field) }
    // Letters or digits behind: "example.orgThen" is cut where the name is known to end only if
    // that is a dot.
    let name = field.tokens[first]
    let top = field.tokens[host]
    guard TopLevelDomains.kind(of: top, in: field.bytes) == .plain, host >= first + 2,
      Int(field.tokens[host - 2].end) > Int(name.start) + 1
    else { return nil }
    if top.isWord("net"), software.value(of: name, in: field.bytes) != nil { return nil }
    // "Marketing.PR" is two words: country codes are written small unless the whole name is not.
    if top.flags.contains(.hasCapital), top.byteCount == 2 || !name.flags.contains(.hasCapital) {
      return nil
    }
    if top.byteCount == 2, name.flags.contains(.startsCapital) { return nil }
    // "IG rosa.clean.az" is an account there.
    if top.byteCount == 2, isAccount(first, field) { return nil }
    return host
  }

  /// Whether the name of a platform on which accounts have dots stands right before token `first`.
  private func isAccount(_ first: Int, _ field: FieldTokens) -> Bool {
    let platform = field.isSymbol(first - 1, ":") ? first - 2 : first - 1
    guard platform >= 0, !field.isGlued(first) || platform < first - 1 else { return false }
    return accounts.value(of: field.tokens[platform], in: field.bytes) != nil
  }

  /// The last token of an address whose token `from` belongs to it.
  private func end(from index: Int, _ field: FieldTokens) -> Int {
    var last = index
    var opened = 0
    while last + 1 < field.tokens.count, field.isGlued(last + 1) {
      let token = field.tokens[last + 1]
      if token.kind == .picture || token.isSymbol("\"") || token.isSymbol("<")
        || token.isSymbol(">")
        || token.isSymbol("|") || token.isSymbol("^") || token.isSymbol("`")
      {
        break
      }
      if token.isSymbol("(") { opened += 1 }
      if token.isSymbol(")") {
        if opened == 0 { break }
        opened -= 1
      }
      last += 1
    }
    while last > index, isTrailing(field.tokens[last], opened) { last -= 1 }
    return last
  }

  private func isTrailing(_ token: Token, _ opened: Int) -> Bool {
    guard token.kind == .symbol else { return false }
    switch UnicodeScalar(UInt8(truncatingIfNeeded: token.key)) {
    case ".", ",", ";", ":", "!", "?", "'", "*", "]", "}", "[", "{", "(": return true
    default: return false
    }
  }
}
