internal import Model

/// Reads the first names that an ad offers: "ask for NAME", "I'm NAME", "soy NAME".
///
/// A cue must stand before the name. After the sure cues ("ask for", "my name is") a name may be
/// written in any case; after the others ("I'm", "call") it needs a capital, must not be all
/// capitals, and must end its phrase, since "I'm Available" and "Call Now" are written so too.
struct NameExtractor: Sendable {
  /// The words that start a cue, in lower case.
  static let startingWords = [
    "ask", "pregunta", "preguntar", "pregunte", "name", "names", "call", "text", "contact", "txt",
    "im", "soy", "llamo", "nombre", "nome", "this", "it", "i",
  ]

  /// What must stand behind them; see `Follower`.
  static let followers: [String: [String]] = {
    // A name that is not surely one has a capital, but for "mr" and the like before it.
    func named(_ cue: String) -> [String] { ["^", "mr", "ms", "miss"].map { cue + $0 } }
    var followers: [String: [String]] = [
      "ask": [" for", " 4"], "im": named(" "), "soy": named(" "), "this": named(" is "),
      "it": named("'s "), "i": named("'m ") + named(" am "),
    ]
    for word in ["call", "text", "contact", "txt"] { followers[word] = named(" ") + [" me"] }
    for word in ["pregunta", "preguntar", "pregunte"] { followers[word] = [" por"] }
    for word in ["name", "names", "nombre", "nome"] {
      followers[word] = ["'", " '", " is", " es", " é", ":", " :", "-", " -", "=", " ="]
    }
    return followers
  }()

  /// Words that follow a cue and are no names, beside those that play a part in `FactWords`.
  private static let common: Set<WordKey> = Set(
    """
    details detail more info information manager quote our directions appointment availability
    about references help services service the hr anytime me him us you back asap first ahead
    latina asian brazilian colombian russian japanese chinese korean thai german french italian
    spanish mexican african american european cuban puerto dominican venezuelan polish greek
    turkish indian persian arabic black white mixed ebony caucasian hispanic natural independent
    ready waiting free open discreet clean safe real fun sexy hot sweet very so not always
    available looking here new back nueva nuevo colombiana mexicana great good nice what how if
    because where who why when sure sorry interested able happy glad proud located based your my
    mine number numbers directly email mail or text call please whatsapp telegram viber signal
    kik skype facebook instagram snapchat tonight monday tuesday wednesday thursday friday
    saturday sunday english wells done serious busy single married bilingual experienced licensed
    certified professional student tall short petite slim curvy busty pretty beautiful gorgeous
    open-minded easy down still going all on off in out at the a an one no yes just only really
    dont do it that is are was be been has have had will can could would should lady miss mr mrs
    ms dr sir madam master mistress escort provider masseuse therapist driver nurse agent office
    reception front desk support sales team staff hotel room center customer visit see book
    """.listedWords.map { WordKey(lowercased: Array($0.utf8)) })

  /// Appends the names offered in `field`; what is claimed already is left alone.
  func extract(from field: FactField, into found: inout Extraction) {
    var next = 0
    for index in field.starters where index >= next {
      guard field.words[index].starts.contains(.name), let cue = cue(at: index, field) else {
        continue
      }
      next = max(index + 1, read(cue, field, into: &found))
    }
  }

  /// Where a name may stand, and whether the words before it are said of names alone.
  private struct Cue {
    var name: Int
    var isSure: Bool
  }

  private func cue(at index: Int, _ field: FactField) -> Cue? {
    if field.isWord(index, "ask") {
      let isCue =
        field.isWord(index + 1, "for")
        || field.isDigits(index + 1) && field.source.tokens[index + 1].key == 4
      return isCue ? Cue(name: index + 2, isSure: true) : nil
    }
    if field.isWord(index + 1, "por"),
      field.isWord(index, "pregunta") || field.isWord(index, "pregunte")
        || field.source.tokens[index].byteCount == 9 && field.source.tokens[index].key == Self.ask
    {
      return Cue(name: index + 2, isSure: true)
    }
    if field.isWord(index, "name") || field.isWord(index, "nombre") || field.isWord(index, "nome") {
      return nameCue(index, field)
    }
    if field.isWord(index, "llamo"), field.isWord(index - 1, "me") {
      return Cue(name: index + 1, isSure: true)
    }
    if field.isWord(index, "call") || field.isWord(index, "text") || field.isWord(index, "contact")
      || field.isWord(index, "txt")
    {
      if field.isWord(index + 1, "me"), field.isWord(index - 1, "they") {
        return Cue(name: index + 2, isSure: true)
      }
      return field.hasBefore(index, within: 2, .negation)
        ? nil : Cue(name: index + 1, isSure: false)
    }
    if field.isWord(index, "im") || field.isWord(index, "soy") {
      return Cue(name: index + 1, isSure: false)
    }
    if field.isWord(index, "i"), field.isWord(index + 1, "am") {
      return Cue(name: index + 2, isSure: false)
    }
    if field.isWord(index, "i"), field.isSymbol(index + 1, "'"), field.isWord(index + 2, "m") {
      return Cue(name: index + 3, isSure: false)
    }
    if field.isWord(index, "this"), field.isWord(index + 1, "is") {
      return Cue(name: index + 2, isSure: false)
    }
    if field.isWord(index, "it"), field.isSymbol(index + 1, "'"), field.isWord(index + 2, "s") {
      return Cue(name: index + 3, isSure: false)
    }
    return nil
  }

  /// "pregunta" in eight bytes: the start of "preguntar".
  private static let ask: UInt64 = WordKey("pregunta").packed

  /// "my name is", "name's", "name: " at the start of a phrase.
  private func nameCue(_ index: Int, _ field: FactField) -> Cue? {
    if field.isSymbol(index + 1, "'"), field.isWord(index + 2, "s") {
      return Cue(name: index + 3, isSure: field.has(index - 1, .possessive))
    }
    if field.isWord(index + 1, "is") || field.isWord(index + 1, "es")
      || field.isWord(index + 1, "é")
    {
      return field.has(index - 1, .possessive) ? Cue(name: index + 2, isSure: true) : nil
    }
    guard field.isCleanLeft(index), !field.startsLine(index + 1),
      field.isSymbol(index + 1, ":") || field.isSymbol(index + 1, "-")
        || field.isSymbol(index + 1, "="),
      !field.startsLine(index + 2)
    else { return nil }
    return Cue(name: index + 2, isSure: true)
  }

  /// Reads the name at a cue, and a second behind "or" or "and".
  ///
  /// - Returns: the index of the next token to read.
  private func read(_ cue: Cue, _ field: FactField, into found: inout Extraction) -> Int {
    var first = cue.name
    // "Mr. Smith"
    if field.isWord(first, "mr") || field.isWord(first, "mrs") || field.isWord(first, "ms")
      || field.isWord(first, "miss")
    {
      first += field.isSymbol(first + 1, ".") ? 2 : 1
    }
    guard let last = name(at: first, isSure: cue.isSure, field) else { return cue.name }
    add(first, last, field, &found)
    var next = last + 1
    while field.has(next, .and) || field.isWord(next, "or") || field.isSymbol(next, "&"),
      next + 1 < field.count, field.source.tokens[next + 1].flags.contains(.startsCapital),
      let other = name(at: next + 1, isSure: cue.isSure, field)
    {
      add(next + 1, other, field, &found)
      next = other + 1
    }
    return next
  }

  private func add(_ first: Int, _ last: Int, _ field: FactField, _ found: inout Extraction) {
    guard field.isFree(first, last) else { return }
    let name = field.source.string(field.source.range(first, last))
    field.state(.name(name), first, last, in: &found)
  }

  /// The last token of the name that starts at `index`; nil where the word is none.
  private func name(at index: Int, isSure: Bool, _ field: FactField) -> Int? {
    guard isNameWord(index, field), field.isOneLine(index - 1, index) else { return nil }
    let token = field.source.tokens[index]
    let isCapital = token.flags.contains(.startsCapital)
    if !isSure {
      guard isCapital, !isAllCapitals(index, field), endsPhrase(index + 1, field) else {
        return nil
      }
      return index
    }
    guard isCapital || endsPhrase(index + 1, field) else { return nil }
    // "Ana Lucia"
    if isCapital, isNameWord(index + 1, field), field.isOneLine(index, index + 1),
      field.source.tokens[index + 1].flags.contains(.startsCapital),
      !isAllCapitals(index, field), endsPhrase(index + 2, field)
    {
      return index + 1
    }
    return index
  }

  private func isNameWord(_ index: Int, _ field: FactField) -> Bool {
    guard field.isLetters(index), !field.isGlued(index + 1) || !field.isDigits(index + 1) else {
      return false
    }
    let token = field.source.tokens[index]
    guard (2...14).contains(token.byteCount), !token.number.isNumber,
      field.roles(index).isEmpty || field.isWord(index, "rose") || field.isWord(index, "april")
        || field.isWord(index, "june") || field.isWord(index, "august")
        || field.isWord(index, "may") && token.flags.contains(.startsCapital)
        || field.isWord(index, "candy")
    else { return false }
    return !Self.common.contains(WordKey(lowercased: lowerCase(token, field)))
  }

  private func lowerCase(_ token: Token, _ field: FactField) -> [UInt8] {
    token.range.map { LowerCase.byte(field.source.bytes[$0], after: 0) }
  }

  private func isAllCapitals(_ index: Int, _ field: FactField) -> Bool {
    field.source.tokens[index].range.allSatisfy { field.source.bytes[$0] & 0x20 == 0 }
  }

  /// Whether no noun can follow: punctuation, a number, "and", "at", "now".
  private func endsPhrase(_ index: Int, _ field: FactField) -> Bool {
    field.isCleanRight(index) || field.isDigits(index) || field.isSymbol(index, "(")
      || field.isSymbol(index, "@") || field.isSymbol(index, "'")
      || field.has(index, [.and, .clauseEnd, .nearDay, .be, .adverb, .only])
      || field.isWord(index, "or")
  }
}
