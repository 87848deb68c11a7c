/// What stands around the digits of a telephone number.
struct PhoneContext {
  let field: FieldTokens
  let words: PhoneWords
  let platforms: PlatformNames

  /// What the words before a number say about it.
  enum Announcement {
    case nothing
    case phone
    case otherNumber
  }

  /// What the few words before token `first` announce; the nearest counts.
  func announcement(before first: Int) -> Announcement {
    var index = first - 1
    var letterTokens = 0
    var cue = Announcement.nothing
    var isDirect = true
    while index >= 0, index >= first - 14, letterTokens < 5 {
      let token = field.tokens[index]
      if field.tokens[index + 1].flags.contains(.afterGap) { break }
      switch token.kind {
      case .digits: isDirect = false
      case .letters:
        letterTokens += 1
        switch words.role(of: token, in: field.bytes) {
        case .cue:
          cue = .phone
          // "Lost ID, call 214 …": what is called is no order's number, whatever stands before.
          if !isNumberNoun(index) { isDirect = false }
        case nil where isDirect && isClaim(index): return .otherNumber
        case .otherNumber:
          if isDirect, !isSeparate(index) { return .otherNumber }
          if cue == .nothing { isDirect = false }
        case .filler: break
        default: isDirect = false
        }
      default: break
      }
      index -= 1
    }
    return cue
  }

  private func isNumberNoun(_ index: Int) -> Bool {
    for word: WordKey in ["number", "numbers", "num", "nbr", "numero", "número"]
    where field.isWord(index, word) { return true }
    return false
  }

  /// "claim number", "claim #": but not "to claim it".
  private func isClaim(_ index: Int) -> Bool {
    field.isWord(index, "claim")
      && (isNumberNoun(index + 1) || field.isWord(index + 1, "no") || field.isSymbol(index + 1, "#")
        || field.isSymbol(index + 1, ":"))
  }

  /// Whether a word for another number is followed by a full stop: "no ID. 214 …".
  private func isSeparate(_ index: Int) -> Bool {
    field.isSymbol(index + 1, ".") && index + 2 < field.tokens.count
      && field.tokens[index + 2].isAfterSpace && field.tokens[index + 2].kind == .letters
  }

  /// The calling code of a country named within three tokens of token `index`.
  func countryCode(beside index: Int) -> UInt16? {
    var back = index - 1
    while back >= 0, back >= index - 4 {
      if case .country(let code) = words.role(of: field.tokens[back], in: field.bytes) {
        return code
      }
      if field.tokens[back].kind == .digits { return nil }
      back -= 1
    }
    return nil
  }

  /// Whether "area code", "area code is", "area code: (" stands right before token `first`.
  func isAreaCode(before first: Int) -> Bool {
    var index = first - 1
    while index > first - 4,
      field.isSymbol(index, "(") || field.isSymbol(index, ":") || field.isWord(index, "is")
        || field.isSymbol(index, "=")
    { index -= 1 }
    return field.isWord(index, "code") && field.isWord(index - 1, "area")
  }

  /// Whether the digits start with 00 or 011, dialled to go abroad.
  func isDialledOut(_ atom: PhoneAtom) -> Bool {
    guard atom.origin == .digits else { return false }
    switch atom.count {
    case 2: return atom.value == 0
    case 3: return atom.value == 11 || atom.value < 10 && atom.value > 0
    case 12...:
      return atom.value / PhoneReading.power(atom.count - 2) == 0
        || atom.value / PhoneReading.power(atom.count - 3) == 11
    case 4...6:
      return atom.value >= PhoneReading.power(atom.count - 3)
        && atom.value < PhoneReading.power(atom.count - 2)
    default: return false
    }
  }

  /// Whether letters that are no number and no cue stand right before token `first`.
  func isGluedToWord(_ first: Int) -> Bool {
    guard field.isGlued(first), field.tokens[first - 1].kind == .letters else { return false }
    let before = field.tokens[first - 1]
    return !before.number.isNumber && words.role(of: before, in: field.bytes) != .cue
  }

  /// Whether the word that token `first` is joined to is the start of an account's name, "kik: jo214…":
  /// a platform's name stands before it.
  func isInAccount(_ first: Int) -> Bool {
    guard isGluedToWord(first) else { return false }
    var index = first - 2
    while index > first - 6,
      field.isSymbol(index, ":") || field.isSymbol(index, "-") || field.isSymbol(index, "@")
        || field.isSymbol(index, "=") || field.isWord(index, "id") || field.isWord(index, "is")
        || field.isWord(index, "username")
    { index -= 1 }
    return index >= 0 && platforms.name(at: index, field) != nil
  }

  /// Whether digits in a link are a number and no page: nothing joined to them, no file ending.
  func isNumberInLink(_ first: Int, _ last: Int) -> Bool {
    guard field.isSymbol(last + 1, "."), field.isGlued(last + 1), field.isGlued(last + 2),
      last + 2 < field.tokens.count
    else { return true }
    let ending = field.tokens[last + 2]
    return !["html", "htm", "php", "asp", "aspx", "jpg", "jpeg", "png", "gif", "pdf", "jsp", "mp4"]
      .contains(field.string(ending.range))
  }

  /// The bytes of a number with the bracket or plus sign that opens it.
  func range(_ first: Int, _ last: Int, hasPrefix: Bool) -> Range<Int> {
    var start = first
    if field.isSymbol(start - 1, "("), hasBracket(start, last) { start -= 1 }
    if hasPrefix, field.isSymbol(start - 1, "+") { start -= 1 }
    return field.range(start, last)
  }

  private func hasBracket(_ first: Int, _ last: Int) -> Bool {
    for index in first...last where field.isSymbol(index, ")") { return true }
    return false
  }
}
