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

  private let platforms: PlatformNames
  private let words = AccountWords()

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

  // MARK: Behind the platform

  /// What stands between a platform and a name.
  private struct Junction {
    var hasColon = false
    var hasSign = false
    var hasDash = false
    var hasPicture = false
    var hasSlash = false
    var announcers = 0
    /// Whether one of the announcers is a noun: "username".
    var hasNoun = false
    /// Whether what stands there goes on in ordinary sentences too: only what is unlike a word is a
    /// name behind "..", "as" and "is my".
    var isLoose = false
    var joiners = 0
    var next = 0
  }

  /// Reads "PLATFORM name" from token `first`; the last token of the name if there is one.
  private func readBehind(
    _ first: Int, _ field: FieldTokens, _ found: inout Extraction
  ) -> Int? {
    var names: [PlatformNames.Name] = []
    guard
      var last = platforms.name(at: first, field).map({ name in
        names.append(name.name)
        return name.last
      })
    else { return nil }
    var isOpenList = false
    while let next = nextPlatform(behind: last, field), names.count < 3 {
      if names[0].platform != next.name.platform { names.append(next.name) }
      isOpenList = field.isSymbol(last + 1, ",")
      last = next.last
    }
    // "No insta, snap: name": commas join platforms only before an "and".
    if isOpenList { return nil }
    guard var junction = junction(behind: last, field),
      let name = AccountName(at: junction.next, field)
    else { return nil }
    if last > first, field.tokens[last].kind == .picture { junction.hasPicture = true }
    guard accepts(name, names, junction, cueFirst: first, field), found.claims.isFree(name.range)
    else { return nil }
    if let whole = spelledMark(behind: name, field) {
      for platform in names {
        found.add(
          .handle(platform: platform.platform.rawValue, whole.text), whole.range, in: field,
          as: .handle)
      }
      return whole.last
    }
    for platform in names { add(name, platform.platform, field, &found) }
    return name.last
  }

  /// "tara underscore quillby": a name whose mark is spelled out.
  private func spelledMark(
    behind name: AccountName, _ field: FieldTokens
  ) -> (text: String, range: Range<Int>, last: Int)? {
    guard field.isWord(name.last + 1, Self.underscore), !field.isGlued(name.last + 1),
      !field.isGlued(name.last + 2), let rest = AccountName(at: name.last + 2, field)
    else { return nil }
    let text = field.string(name.range) + "_" + field.string(rest.range)
    return (text.lowercased(), name.range.lowerBound..<rest.range.upperBound, rest.last)
  }

  private static let underscore = WordKey(lowercased: "underscore".utf8)

  /// A second platform joined to one that ends at token `last`: "ig/snap", "ig and snap", "sc 👻".
  private func nextPlatform(
    behind last: Int, _ field: FieldTokens
  ) -> (name: PlatformNames.Name, last: Int)? {
    guard last + 1 < field.tokens.count else { return nil }
    let joint = field.tokens[last + 1]
    if joint.kind == .picture { return platforms.name(at: last + 1, field) }
    let isJoint =
      joint.isSymbol("/") || joint.isSymbol("&") || joint.isSymbol("+") || joint.isSymbol(",")
      || words.role(of: joint, in: field.bytes) == .and
    guard isJoint, last + 2 < field.tokens.count else { return nil }
    return platforms.name(
      at: last + 2, field, isListed: joint.kind == .symbol && !joint.isSymbol(","))
  }

  private func junction(behind last: Int, _ field: FieldTokens) -> Junction? {
    var junction = Junction()
    var index = last + 1
    while index < field.tokens.count, index <= last + 10 {
      let token = field.tokens[index]
      if token.flags.contains(.lineStart), !junction.hasColon, !token.isSymbol("@") { return nil }
      switch token.kind {
      case .picture: junction.hasPicture = true
      case .symbol:
        switch UnicodeScalar(UInt8(truncatingIfNeeded: token.key)) {
        case ":", "=", ">": junction.hasColon = true
        case "@": junction.hasSign = true
        case "-", "~", "*", "|", "(", ")", "[", "]", "\"", "'", ";": junction.hasDash = true
        case "/" where field.isGlued(index) && field.isGlued(index + 1): junction.hasSlash = true
        case "_":
          junction.next = index
          return junction
        case "," where announces(index + 1):
          // "I use Kik, my name is Vera"
          if field.isWord(index + 2, "name") { junction.isLoose = true }
        case "." where isDot(index - 1) || isDot(index + 1): junction.isLoose = true
        default: return nil
        }
      case .digits:
        junction.next = index
        return junction
      case .letters:
        // "name" may be joined to what follows: "me_22".
        let isWhole =
          !(field.isGlued(index + 1) && field.tokens[index + 1].kind != .picture
          && !field.isSymbol(index + 1, ":") && !field.isSymbol(index + 1, ","))
        switch isWhole ? words.role(of: token, in: field.bytes) : nil {
        case .joiner where !junction.hasSign:
          junction.joiners += 1
          if token.isWord("both") { junction.isLoose = true }
          if junction.announcers > 0 { junction.isLoose = true }
        case .announcer where !junction.hasSign:
          junction.announcers += 1
          if !token.isWord("is"), !token.isWord("es") { junction.hasNoun = true }
        case .ordinary where token.isWord("as") && !junction.hasSign: junction.isLoose = true
        // "telegram only: name", "ig and snap all @name"
        case .ordinary
        where (token.isWord("only") || token.isWord("all"))
          && (field.isSymbol(index + 1, ":") || field.isSymbol(index + 1, "@")):
          break
        default:
          junction.next = index
          return junction
        }
      }
      index += 1
    }
    return nil

    func isDot(_ index: Int) -> Bool { field.isSymbol(index, ".") }

    /// Whether a noun that announces a name follows a comma: "telegram, username name_22", "telegram, my
    /// username is name_22".
    func announces(_ index: Int) -> Bool {
      let noun = field.isWord(index, "my") || field.isWord(index, "mi") ? index + 1 : index
      return noun < field.tokens.count && !field.isWord(noun, "is") && !field.isWord(noun, "es")
        && words.role(of: field.tokens[noun], in: field.bytes) == .announcer
    }
  }

  private func accepts(
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

  /// Whether a platform's name is offered as a contact: at a line's start, behind a symbol, or
  /// behind "my", "add" and the like.
  private func isOffered(_ index: Int, _ field: FieldTokens) -> Bool {
    guard index > 0, !field.tokens[index].flags.contains(.lineStart) else { return true }
    let before = field.tokens[index - 1]
    switch before.kind {
    case .symbol, .picture, .digits: return true
    case .letters:
      return ["my", "add", "on", "me", "or", "and", "mi", "our", "via"].contains {
        before.isWord(WordKey(lowercased: Array("\($0)".utf8)))
      }
    }
  }

  /// Whether digits start the name and a unit of time, money or size ends it: "100k", "30min".
  private func isQuantity(_ name: AccountName, _ field: FieldTokens) -> Bool {
    guard field.tokens[name.first].kind == .digits, name.last == name.first + 1 else {
      return false
    }
    return field.tokens[name.last].byteCount <= 4
  }

  private func hasInnerCapital(_ name: AccountName, _ field: FieldTokens) -> Bool {
    (name.first + 1..<name.last + 1).contains { field.tokens[$0].flags.contains(.startsCapital) }
  }

  private func hasUnderscore(_ name: AccountName, _ field: FieldTokens) -> Bool {
    for index in name.first...name.last where field.isSymbol(index, "_") { return true }
    return false
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

  private func add(
    _ name: AccountName, _ platform: Platform, _ field: FieldTokens, _ found: inout Extraction
  ) {
    found.add(
      .handle(platform: platform.rawValue, field.string(name.range).lowercased()), name.range,
      in: field, as: .handle)
  }
}
