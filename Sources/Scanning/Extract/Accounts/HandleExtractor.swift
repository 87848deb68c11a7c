internal import Model

/// Reads account names on social platforms and messengers, with their platform.
///
/// A name is read behind a platform's name ("ig: name", "add my snap name_22"), before it where it
/// has an `@` or is unlike any word ("name_22 on kik"), and out of profile links. Plain words need a
/// colon, an announcing word ("username") or a platform name that is used for nothing else; so
/// "Facebook marketing" has no account. Names of digits alone are left to the telephone numbers.
struct HandleExtractor: Sendable {
  /// The words that one of must be in a text that names an account without a link.
  static let startingWords = PlatformNames.startingWords

  /// What must stand behind those of them that are common words.
  static let followers: [String: [String]] = {
    let marks = [":", " :", "@", " @"]
    return [
      "of": marks, "x": marks, "tt": marks, "wx": marks, "vx": marks,
      "tele": marks, "line": marks + [" id", " my id", ", my id"],
      "we": [" chat"], "only": [" fan"], "face": [" book"],
    ].merging(PlatformNames.disguisedFollowers, uniquingKeysWith: +)
  }()

  let platforms: PlatformNames
  let words = AccountWords()

  /// Shares the table of platforms with others that read accounts.
  init(platforms: PlatformNames) { self.platforms = platforms }

  /// Appends the accounts of `field`.
  func extract(from field: FieldTokens, into found: inout Extraction) {
    ProfileLinks.read(field, into: &found)
    // A sign's window may hold the name of a platform that starts nothing: "@name on X".
    for window in field.windows where window.holds([.platformWords, .at]) {
      extract(from: field, window, into: &found)
    }
  }

  private func extract(
    from field: FieldTokens, _ window: TextWindow, into found: inout Extraction
  ) {
    var index = window.firstToken
    var lastCue: (name: PlatformNames.Name, token: Int)?
    while index < window.tokenEnd {
      let token = field.tokens[index]
      if token.flags.contains(.lineStart) || token.flags.contains(.afterGap) { lastCue = nil }
      if let cue = platforms.name(at: index, field), isFree(index, found) {
        lastCue = (cue.name, cue.last)
        if let end = readBehind(index, field, &found) {
          index = end + 1
        } else {
          readBefore(index, cue.name, field, &found)
          index = cue.last + 1
        }
        continue
      }
      if token.isSymbol("@"), field.isGlued(index + 1), isFree(index, found) {
        readSign(index, lastCue, field, &found)
      }
      index += 1
    }

    func isFree(_ index: Int, _ found: Extraction) -> Bool {
      found.claims.isFree(field.tokens[index])
    }
  }

  // MARK: Before the platform

  /// Reads "name on PLATFORM" where the platform stands at token `cue`.
  private func readBefore(
    _ cue: Int, _ platform: PlatformNames.Name, _ field: FieldTokens, _ found: inout Extraction
  ) {
    guard platform.strength != .weak, cue >= 2 else { return }
    let joint = field.tokens[cue - 1]
    var last = cue - 2
    if joint.isWord("my") || joint.isWord("mi"),
      field.isWord(last, "is") || field.isWord(last, "es")
    {
      last -= 1
    } else if !joint.isWord("on"), !joint.isWord("en"), !joint.isSymbol("("), !joint.isSymbol("-") {
      return
    }
    guard last >= 0 else { return }
    var first = last
    while first > 0, first > cue - 20, field.isGlued(first),
      field.tokens[first - 1].kind == .letters || field.tokens[first - 1].kind == .digits
        || field.isSymbol(first - 1, "_") || field.isSymbol(first - 1, ".")
    { first -= 1 }
    // The end of something longer than a name is none.
    if field.isGlued(first), field.tokens[first - 1].kind.rawValue <= 1 { return }
    guard !field.isSymbol(first - 1, "@"), let name = AccountName(at: first, field),
      name.last == last, name.hasDigits || hasUnderscore(name, field),
      name.letterTokens > 0, !isQuantity(name, field), found.claims.isFree(name.range)
    else { return }
    add(name, platform.platform, field, &found)
  }

  /// Reads "@name" at token `sign`: the platform named on the same line, the last before it if it
  /// is near, else the next behind it.
  private func readSign(
    _ sign: Int, _ before: (name: PlatformNames.Name, token: Int)?, _ field: FieldTokens,
    _ found: inout Extraction
  ) {
    guard let name = AccountName(at: sign + 1, field), found.claims.isFree(name.range),
      !(field.isGlued(sign) && field.tokens[sign - 1].kind.rawValue <= 1)
    else { return }
    if let behind = platformBehind(name.last, field) {
      add(name, behind.platform, field, &found)
    } else if let before, sign - before.token <= 10 {
      add(name, before.name.platform, field, &found)
    }
  }

  /// The platform named within a few tokens behind token `last`, with only "on" or brackets between.
  private func platformBehind(_ last: Int, _ field: FieldTokens) -> PlatformNames.Name? {
    var index = last + 1
    while index < field.tokens.count, index <= last + 4 {
      let token = field.tokens[index]
      if token.flags.contains(.lineStart) { return nil }
      if let name = platforms.name(at: index, field) { return name.name }
      let passes =
        token.isSymbol("(") || token.isSymbol("-") || token.isWord("on") || token.isWord("my")
        || token.isWord("en")
      guard passes else { return nil }
      index += 1
    }
    return nil
  }

  func add(
    _ name: AccountName, _ platform: Platform, _ field: FieldTokens, _ found: inout Extraction
  ) {
    found.add(
      .handle(platform: platform.rawValue, field.string(name.range).lowercased()), name.range,
      in: field, as: .handle)
  }

  /// Whether digits start the name and a unit of time, money or size ends it: "100k", "30min".
  func isQuantity(_ name: AccountName, _ field: FieldTokens) -> Bool {
    guard field.tokens[name.first].kind == .digits, name.last == name.first + 1 else {
      return false
    }
    return field.tokens[name.last].byteCount <= 4
  }

  func hasUnderscore(_ name: AccountName, _ field: FieldTokens) -> Bool {
    for index in name.first...name.last where field.isSymbol(index, "_") { return true }
    return false
  }
}
