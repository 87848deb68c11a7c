internal import Model

/// Names behind a platform's name: "ig: name".
extension HandleExtractor {
  /// What stands between a platform and a name.
  struct Junction {
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
  func readBehind(
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
}
