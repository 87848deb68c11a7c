/// What a token tells of a number near it, beside the roles of its word.
struct AgeSigns: OptionSet, Sendable {
  let rawValue: UInt64

  private init(bit: UInt64) { rawValue = 1 << bit }
  init(rawValue: UInt64) { self.rawValue = rawValue }

  /// A line's or the text's start or end.
  static let edge = AgeSigns(bit: 0)
  static let stop = AgeSigns(bit: 1)
  static let comma = AgeSigns(bit: 2)
  /// A dash with a space beside it.
  static let dash = AgeSigns(bit: 3)
  static let hyphen = AgeSigns(bit: 4)
  /// A slash, a bar or a dot between items.
  static let slash = AgeSigns(bit: 5)
  static let colon = AgeSigns(bit: 6)
  static let opening = AgeSigns(bit: 7)
  static let closing = AgeSigns(bit: 8)
  /// A picture, an asterisk and the like.
  static let ornament = AgeSigns(bit: 9)
  static let money = AgeSigns(bit: 10)
  /// A plus or an ampersand.
  static let plus = AgeSigns(bit: 11)
  static let quote = AgeSigns(bit: 12)
  static let otherSymbol = AgeSigns(bit: 13)
  /// A number that may be an age.
  static let years = AgeSigns(bit: 14)
  static let fewer = AgeSigns(bit: 15)
  static let more = AgeSigns(bit: 16)
  /// A number that may be a body's height.
  static let height = AgeSigns(bit: 17)
  static let spelled = AgeSigns(bit: 18)
  /// Letters glued to the digits before them.
  static let glued = AgeSigns(bit: 19)
  /// "I", "me", "our", "soy".
  static let speaker = AgeSigns(bit: 20)
  /// "you", "your".
  static let reader = AgeSigns(bit: 21)
  /// One person, by sex, kin, trade or state of life.
  static let person = AgeSigns(bit: 22)
  /// One person, by a word that names no trade.
  static let noun = AgeSigns(bit: 23)
  static let persons = AgeSigns(bit: 24)
  /// Somebody else's kin: "my mom".
  static let relative = AgeSigns(bit: 25)
  /// What somebody is like or looks like.
  static let trait = AgeSigns(bit: 26)
  /// The same, said of things as well.
  static let looseTrait = AgeSigns(bit: 27)
  static let name = AgeSigns(bit: 28)
  static let place = AgeSigns(bit: 29)
  static let body = AgeSigns(bit: 30)
  /// "looking", "busco"
  static let wish = AgeSigns(bit: 31)
  /// Words of those who hire, let or invite.
  static let hiring = AgeSigns(bit: 32)
  /// "f", "male", "him"
  static let sex = AgeSigns(bit: 33)
  /// What only persons do: "works", "loves".
  static let action = AgeSigns(bit: 34)
  /// "at", "by", "on"
  static let at = AgeSigns(bit: 35)
  static let `for` = AgeSigns(bit: 36)
  static let of = AgeSigns(bit: 37)
  static let `in` = AgeSigns(bit: 38)
  /// An unlisted word that is written as names are.
  static let titled = AgeSigns(bit: 39)
  /// An unlisted word in capitals.
  static let capitals = AgeSigns(bit: 40)
  static let unlisted = AgeSigns(bit: 41)
  /// An unlisted word that ends in s.
  static let plural = AgeSigns(bit: 42)
  /// An unlisted word that ends in "ing".
  static let doing = AgeSigns(bit: 43)
  /// Kin, by the word alone; `relative` where it is another's.
  static let kin = AgeSigns(bit: 44)
}

/// Reads the signs of tokens.
struct AgeSignReader {
  let field: FactField

  /// What token `index` tells; `.edge` outside the text.
  func signs(_ index: Int) -> AgeSigns {
    guard index >= 0, index < field.count else { return .edge }
    return switch field.source.tokens[index].kind {
    case .digits: ofDigits(index)
    case .symbol: ofSymbol(index)
    case .picture: ofPicture(field.source.tokens[index].key)
    case .letters: ofWord(index)
    }
  }

  private func ofDigits(_ index: Int) -> AgeSigns {
    let token = field.source.tokens[index]
    if token.key < 18 {
      let isFeet =
        (4...6).contains(token.key)
        && (field.isSymbol(index + 1, "'") || field.has(index + 1, .feet))
      return isFeet ? [.fewer, .height] : .fewer
    }
    if token.key < 80 { return token.byteCount == 2 ? .years : .more }
    return (140...205).contains(token.key) ? [.more, .height] : .more
  }

  private func ofSymbol(_ index: Int) -> AgeSigns {
    switch field.source.tokens[index].key {
    case 0x2E, 0x21, 0x3F, 0x3B: .stop
    case 0x2C: .comma
    case 0x2D: field.isGlued(index) && field.isGlued(index + 1) ? .hyphen : .dash
    case 0x2F, 0x7C: .slash
    case 0x3A: .colon
    case 0x28, 0x5B: .opening
    case 0x29, 0x5D: .closing
    case 0x2A, 0x7E, 0x5F: .ornament
    case 0x24: .money
    case 0x2B, 0x26: .plus
    case 0x22, 0x27: .quote
    default: .otherSymbol
    }
  }

  private func ofPicture(_ scalar: UInt64) -> AgeSigns {
    switch scalar {
    case 0x2022, 0xB7: .slash
    case 0x2013, 0x2014: .dash
    default: Currency.number(ofSign: scalar) == nil ? .ornament : .money
    }
  }

  private func ofWord(_ index: Int) -> AgeSigns {
    let token = field.source.tokens[index]
    let word = field.words[index]
    var signs =
      AgeVocabulary.table.view.value(of: token, in: field.source.bytes) ?? []
    if !word.starts.isEmpty { signs.formUnion(of(word.starts)) }
    if word.roles.contains(.person) {
      signs.formUnion(word.value == 2 ? .trait : word.value == 0 ? [.person, .noun] : .person)
    }
    if signs.contains(.kin), field.has(index - 1, .possessive) {
      signs.subtract([.person, .noun, .persons])
      signs.insert(.relative)
    }
    if token.number.isNumber { signs.insert(.spelled) }
    // "I'm"
    if field.isWord(index, "m"), field.isSymbol(index - 1, "'"), field.isWord(index - 2, "i") {
      signs.insert(.speaker)
    }
    if signs.isEmpty, word.roles.isEmpty { signs = ofUnlisted(token) }
    if field.isGlued(index), field.isDigits(index - 1) { signs.insert(.glued) }
    return signs
  }

  private func of(_ starts: FactWord.Starts) -> AgeSigns {
    var signs: AgeSigns = []
    if starts.contains(.givenName) { signs.insert(.name) }
    if starts.contains(.place) { signs.insert(.place) }
    if starts.contains(.appeal) {
      signs.insert(starts.contains(.looseAppeal) ? .looseTrait : .trait)
    }
    if starts.contains(.status) { signs.insert(.person) }
    if starts.contains(.body) { signs.insert(.body) }
    return signs
  }

  private func ofUnlisted(_ token: Token) -> AgeSigns {
    let bytes = field.source.bytes
    let (start, end) = (Int(token.start), Int(token.end))
    var signs: AgeSigns = .unlisted
    if token.flags.contains(.startsCapital), end - start > 1 {
      signs = (0x41...0x5A).contains(bytes[start + 1]) ? .capitals : .titled
    }
    guard end - start > 3 else { return signs }
    // In bounds: the word has more than three bytes.
    let last = bytes[end - 1] | 0x20
    if last == 0x73 { signs.insert(.plural) }
    if last == 0x67, bytes[end - 2] | 0x20 == 0x6E { signs.insert(.doing) }
    return signs
  }
}
