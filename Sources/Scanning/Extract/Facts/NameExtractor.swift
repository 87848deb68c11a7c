internal import Model

/// Reads the first names that an ad offers: "ask for NAME", "I'm NAME", "soy NAME", "NAME 555-0100".
///
/// A cue must stand before the name; see `NameCue`. Known given names beside a telephone number or an
/// age need none. After the sure cues ("ask for", "my name is") a
/// name may be written in any case; after the others ("I'm", "call") it needs a capital, must not be
/// all capitals, and must end its phrase, unless it is known as a given name: "I'm Available" and
/// "Call Now" are written so too.
struct NameExtractor: Sendable {
  /// The words that start a cue, in lower case.
  static let startingWords = NameCue.startingWords + labels + ["here"]

  /// What must stand behind them; see `Followers`.
  static let followers: [String: [String]] = {
    var followers = NameCue.followers
    for word in labels {
      followers[word] = ["'", " '", " is", " es", " é", ":", " :", "-", " -", "=", " ="]
    }
    // "Dana here, ..."
    followers["here", default: []] += [",", "!", "."]
    return followers
  }()

  /// Words for a name itself.
  private static let labels = ["name", "names", "nombre", "nome"]

  /// Appends the names offered in `field`; what is claimed already is left alone.
  func extract(from field: FactField, into found: inout Extraction) {
    var next = 0
    for index in field.starters where index >= next {
      if field.isDigits(index) {
        readBeside(index, field, into: &found)
        continue
      }
      guard field.words[index].starts.contains(.name) else { continue }
      if field.isWord(index, "here") {
        readSpeaker(before: index, field, into: &found)
        continue
      }
      guard let cue = cue(at: index, field) else { continue }
      next = max(index + 1, read(cue, field, into: &found))
    }
  }

  /// Where a name may stand, and what it must be like there.
  private struct Cue {
    var name: Int
    var kind: NameCue.Kind
  }

  /// The longest cue at token `index`.
  private func cue(at index: Int, _ field: FactField) -> Cue? {
    if field.isWord(index, "name") || field.isWord(index, "nombre") || field.isWord(index, "nome") {
      return nameCue(index, field)
    }
    let word = WordKey(lowercased: lowerCase(field.source.tokens[index], field))
    guard let cues = NameCue.byFirstWord[word] else { return nil }
    var found: Cue?
    for cue in cues {
      guard let name = cue.name(from: index, field), name > found?.name ?? 0 else { continue }
      if cue.kind == .asked, field.hasBefore(index, within: 2, .negation) { continue }
      found = Cue(name: name, kind: cue.kind)
    }
    return found
  }

  /// "my name is", "name's", "name: " at the start of a phrase.
  private func nameCue(_ index: Int, _ field: FactField) -> Cue? {
    if field.isSymbol(index + 1, "'"), field.isWord(index + 2, "s") {
      return Cue(name: index + 3, kind: field.has(index - 1, .possessive) ? .named : .said)
    }
    if field.isWord(index + 1, "is") || field.isWord(index + 1, "es")
      || field.isWord(index + 1, "é")
    {
      return field.has(index - 1, .possessive) ? Cue(name: index + 2, kind: .named) : nil
    }
    guard field.isCleanLeft(index), !field.startsLine(index + 1),
      field.isSymbol(index + 1, ":") || field.isSymbol(index + 1, "-")
        || field.isSymbol(index + 1, "="),
      !field.startsLine(index + 2)
    else { return nil }
    return Cue(name: index + 2, kind: .named)
  }

  /// Reads the name at a cue, and a second behind "or" or "and".
  ///
  /// - Returns: the index of the next token to read.
  private func read(_ cue: Cue, _ field: FactField, into found: inout Extraction) -> Int {
    var (first, kind) = (cue.name, cue.kind)
    // "Mr. Smith"
    if isTitle(first, field) {
      first += field.isSymbol(first + 1, ".") ? 2 : 1
      if kind != .named { kind = .label }
    }
    guard let last = name(at: first, kind, field) else { return cue.name }
    var names = [(first, last)]
    var next = last + 1
    while field.has(next, .and) || field.isWord(next, "or") || field.isWord(next, "y")
      || field.isSymbol(next, "&"),
      next + 1 < field.count, field.source.tokens[next + 1].flags.contains(.startsCapital),
      let other = name(at: next + 1, kind == .pair ? .said : kind, field)
    {
      names.append((next + 1, other))
      next = other + 1
    }
    if cue.kind == .pair, names.count < 2 { return cue.name }
    for (first, last) in names { add(first, last, field, &found) }
    return next
  }

  private func isTitle(_ index: Int, _ field: FactField) -> Bool {
    field.isWord(index, "mr") || field.isWord(index, "mrs") || field.isWord(index, "ms")
      || field.isWord(index, "miss") || field.isWord(index, "doña") || field.isWord(index, "sra")
  }

  func add(_ first: Int, _ last: Int, _ field: FactField, _ found: inout Extraction) {
    guard field.isFree(first, last) else { return }
    let name = field.source.string(field.source.range(first, last))
    field.state(.name(name), first, last, in: &found)
  }

  /// The last token of the name that starts at `index`; nil where the word is none.
  private func name(at index: Int, _ kind: NameCue.Kind, _ field: FactField) -> Int? {
    guard isNameWord(index, field), kind == .signature || field.isOneLine(index - 1, index) else {
      return nil
    }
    let isCapital = field.source.tokens[index].flags.contains(.startsCapital)
    switch kind {
    case .named:
      guard isCapital || endsPhrase(index + 1, field) else { return nil }
      return fullName(at: index, field) ?? index
    case .label:
      guard isCapital, !isAllCapitals(index, field) else { return nil }
      return fullName(at: index, field) ?? (endsPhrase(index + 1, field) ? index : nil)
    case .asked, .said, .pair, .loose:
      guard isCapital else { return nil }
      let isGiven = isGivenName(index, field)
      guard isGiven || kind != .loose else { return nil }
      if isGiven, let last = fullName(at: index, field) { return last }
      guard isGiven || !isAllCapitals(index, field) else { return nil }
      // "Call Crystal Cleaners"
      return endsPhrase(index + 1, field) || isGiven && !startsCapital(index + 1, field)
        ? index : nil
    case .signature:
      guard isCapital, !isAllCapitals(index, field) else { return nil }
      if endsLine(index, field) { return index }
      return isGivenName(index, field)
        ? fullName(at: index, field) ?? sentenceEnd(index, field) : nil
    case .given:
      return isCapital && isGivenName(index, field) && field.isWord(index + 1, "a") ? index : nil
    }
  }

  /// Whether nothing but a picture stands behind token `index` on its line.
  private func endsLine(_ index: Int, _ field: FactField) -> Bool {
    field.startsLine(index + 1) || field.source.tokens[index + 1].kind == .picture
  }

  /// Token `index` if a sentence ends behind it; otherwise nil.
  private func sentenceEnd(_ index: Int, _ field: FactField) -> Int? {
    field.isSentenceBreak(index + 1) ? index : nil
  }

  func startsCapital(_ index: Int, _ field: FactField) -> Bool {
    index < field.count && !field.startsLine(index)
      && field.source.tokens[index].flags.contains(.startsCapital)
  }

  /// The second token of "Ana Lucia"; nil where no second name follows.
  private func fullName(at index: Int, _ field: FactField) -> Int? {
    field.source.tokens[index].flags.contains(.startsCapital) && isNameWord(index + 1, field)
      && startsCapital(index + 1, field) && !isAllCapitals(index, field)
      && endsPhrase(index + 2, field)
      ? index + 1 : nil
  }

  func isGivenName(_ index: Int, _ field: FactField) -> Bool {
    field.marks(index, .givenName)
      || NameWords.given.contains(
        WordKey(lowercased: lowerCase(field.source.tokens[index], field)))
  }

  func isNameWord(_ index: Int, _ field: FactField) -> Bool {
    guard field.isLetters(index), !field.isGlued(index + 1) || !field.isDigits(index + 1) else {
      return false
    }
    let token = field.source.tokens[index]
    guard (2...14).contains(token.byteCount), !token.number.isNumber,
      field.roles(index).isEmpty || field.isWord(index, "rose") || field.isWord(index, "april")
        || field.isWord(index, "june") || field.isWord(index, "august")
        || field.isWord(index, "julio") || field.isWord(index, "mai")
        || field.isWord(index, "may") && token.flags.contains(.startsCapital)
        || field.isWord(index, "candy")
    else { return false }
    return !NameWords.common.contains(WordKey(lowercased: lowerCase(token, field)))
  }

  private func lowerCase(_ token: Token, _ field: FactField) -> [UInt8] {
    token.range.map { LowerCase.byte(field.source.bytes[$0], after: 0) }
  }

  func isAllCapitals(_ index: Int, _ field: FactField) -> Bool {
    field.source.tokens[index].range.allSatisfy { field.source.bytes[$0] & 0x20 == 0 }
  }

  /// Whether no noun can follow: punctuation, a number, "and", "at", "now".
  private func endsPhrase(_ index: Int, _ field: FactField) -> Bool {
    field.isCleanRight(index) || field.isDigits(index) || field.isSymbol(index, "(")
      || field.isSymbol(index, "@") || field.isSymbol(index, "'")
      || field.has(index, [.and, .clauseEnd, .nearDay, .be, .adverb, .only])
      || field.isWord(index, "or") || field.isWord(index, "al") || field.isWord(index, "au")
      || field.isWord(index, "after") || field.isWord(index, "before")
  }
}
