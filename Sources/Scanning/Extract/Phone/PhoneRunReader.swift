internal import Model

/// Walks over the tokens of a text and gathers atoms into runs; a run ends where nothing could
/// continue a telephone number.
struct PhoneRunReader {
  let field: FieldTokens
  let claims: ClaimedSpans
  let words: PhoneWords
  let lookAlikes: LookAlikeDigits
  let patterns: QuantityPatterns
  let search: PhoneSearch
  let scratch: PhoneScratch

  /// Atoms of which the last few are kept when a run grows longer.
  private static let runLimit = 256
  /// The run at hand.
  var atoms: [PhoneAtom] = []
  /// What stands behind its last atom so far.
  var gap = PhoneGap()
  private var claimIndex = 0
  private var link = 0
  private var prefix = PhoneAtom.Prefix.none
  /// The last token of a run of letters and digits that looks like a hash.
  private var lastHash = -1

  init(_ field: FieldTokens, claims: ClaimedSpans, parts: PhoneParts, scratch: PhoneScratch) {
    self.field = field
    self.claims = claims
    words = parts.words
    lookAlikes = parts.lookAlikes
    self.scratch = scratch
    patterns = QuantityPatterns(field: field, words: parts.words)
    search = PhoneSearch(field: field, parts: parts, scratch: scratch)
  }

  /// Adds what tokens `range`, those of a window, hold to `scratch.phones`, in no order.
  mutating func read(_ range: Range<Int>) {
    // The memory of the runs goes back and forth.
    swap(&atoms, &scratch.atoms)
    defer { swap(&atoms, &scratch.atoms) }
    var index = range.lowerBound
    while index < range.upperBound {
      let token = field.tokens[index]
      if token.flags.contains(.afterGap) { endRun() }
      if !follows(claimOf: token) {
        index += 1
        continue
      }
      if !atoms.isEmpty {
        if token.isAfterSpace { gap.hasSpace = true }
        if token.flags.contains(.lineStart) { gap.hasNewline = true }
      }
      switch token.kind {
      case .digits: index = readDigits(index)
      case .letters: index = readLetters(index)
      case .symbol, .picture: index = readSymbol(index)
      }
    }
    endRun()
  }

  mutating func endRun() {
    if !atoms.isEmpty {
      search.search(atoms)
      atoms.removeAll(keepingCapacity: true)
    }
    gap = PhoneGap()
    prefix = .none
  }

  /// Follows the claims on the text; false where the token belongs to something that holds no
  /// telephone number. Runs do not cross the ends of a link.
  private mutating func follows(claimOf token: Token) -> Bool {
    while claimIndex < claims.count,
      claims[claimIndex].span.end <= token.start
    { claimIndex += 1 }
    var newLink = 0
    var isOpen = true
    if claimIndex < claims.count, claims[claimIndex].span.start <= token.start {
      if claims[claimIndex].reading == .link {
        newLink = claimIndex + 1
      } else {
        isOpen = false
      }
    }
    if newLink != link || !isOpen { endRun() }
    link = newLink
    return isOpen
  }

  mutating func append(_ atom: PhoneAtom) {
    var atom = atom
    atom.gap = gap
    atom.link = link
    atom.prefix = prefix
    prefix = .none
    gap = PhoneGap()
    atoms.append(atom)
    if atoms.count == Self.runLimit {
      search.search(atoms)
      // A number has at most 15 atoms: those that one may start in stay.
      atoms.removeFirst(Self.runLimit - 15)
    }
  }

  // MARK: Digits

  private mutating func readDigits(_ index: Int) -> Int {
    let token = field.tokens[index]
    if isHash(index) {
      endRun()
      return lastHash + 1
    }
    if let word = lookAlikes.disguisedWord(at: index, field) {
      append(
        PhoneAtom(value: word.value, count: 1, first: index, last: word.last, origin: .word))
      return word.last + 1
    }
    guard token.byteCount <= 15, !isDialCode(index) else {
      endRun()
      return index + 1
    }
    var atom = PhoneAtom(
      value: token.key, count: token.byteCount, first: index, last: index, origin: .digits)
    switch patterns.verdict(at: index) {
    case .quantity(let last):
      endRun()
      return last + 1
    case .beforeUnit: atom.isQuantity = true
    case .free: break
    }
    if link > 0, opensInternationalLink(index) { prefix = .international }
    append(atom)
    return index + 1
  }

  /// Whether the digits are dialled to show or hide the caller: `*82`, `*67`.
  private func isDialCode(_ index: Int) -> Bool {
    let token = field.tokens[index]
    return field.isSymbol(index - 1, "*") && field.isGlued(index) && token.byteCount == 2
      && (token.key == 82 || token.key == 67) && !field.isSymbol(index + 1, "*")
  }

  /// Whether digits stand where links to a messenger have a number with its country code:
  /// `wa.me/…`, `whatsapp.com/send?phone=…`.
  private func opensInternationalLink(_ index: Int) -> Bool {
    if field.isSymbol(index - 1, "/") {
      return field.isWord(index - 2, "me") && field.isWord(index - 4, "wa")
    }
    return field.isSymbol(index - 1, "=") && field.isWord(index - 2, "phone")
  }

  /// Whether the digits at `index` stand in a long run of hexadecimal digits with letters among
  /// them; sets `lastHash` then.
  private mutating func isHash(_ index: Int) -> Bool {
    if index == lastHash + 1, index > 0, field.isGlued(index), lastHash >= 0 {
      lastHash = index
      return true
    }
    let start = field.isGlued(index) && isHex(field.tokens[index - 1]) ? index - 1 : index
    var last = index
    // A hash of 16 digits has at most 16 tokens.
    while last + 1 < field.tokens.count, last < start + 24, field.isGlued(last + 1),
      isHex(field.tokens[last + 1])
    { last += 1 }
    guard last > start,
      Int(field.tokens[last].end) - Int(field.tokens[start].start) >= 16
    else { return false }
    lastHash = last
    return true
  }

  private func isHex(_ token: Token) -> Bool {
    if token.kind == .digits { return true }
    guard token.kind == .letters else { return false }
    return token.range.allSatisfy { (field.bytes[$0] | 0x20) &- 0x61 < 6 }
  }

  // MARK: Letters

  private mutating func readLetters(_ index: Int) -> Int {
    let token = field.tokens[index]
    if token.byteCount == 1, let word = search.parts.spelled.word(at: index, field) {
      append(PhoneAtom(value: word.value, count: 1, first: index, last: word.last, origin: .word))
      return word.last + 1
    }
    if token.number.isNumber { return readNumberWord(index) }
    if token.byteCount >= 3, let digits = PhoneWord.digits(at: index, behind: atoms, field) {
      append(
        PhoneAtom(
          value: digits.value, count: digits.count, first: index, last: index, origin: .lookAlike))
      return index + 1
    }
    if field.isGlued(index + 1), let word = lookAlikes.disguisedWord(at: index, field) {
      append(PhoneAtom(value: word.value, count: 1, first: index, last: word.last, origin: .word))
      return word.last + 1
    }
    // "3tothree", "sixoh2"
    if token.byteCount >= 4, isGluedToDigits(index),
      lookAlikes.numbers.split(
        field.bytes + Int(token.start), token.byteCount, isAmongDigits: true,
        into: &scratch.split)
    {
      appendSplit(index)
      return index + 1
    }
    // The letters first: few words look like digits.
    if let value = lookAlikes.digits(of: token, in: field.bytes), standsAmongDigits(index) {
      append(
        PhoneAtom(
          value: value, count: token.byteCount, first: index, last: index, origin: .lookAlike,
          isOptional: true))
      return index + 1
    }
    if token.byteCount >= 6, field.hints.contains(.numberWords),
      lookAlikes.numbers.pairs.mayStart(token.key),
      lookAlikes.numbers.startsNumber(field.bytes + Int(token.start), token.byteCount),
      lookAlikes.numbers.split(
        field.bytes + Int(token.start), token.byteCount, into: &scratch.split)
    {
      appendSplit(index)
      return index + 1
    }
    if !atoms.isEmpty || token.isWord("plus") { readGapWord(index) } else { prefix = .none }
    return index + 1
  }

  private func isGluedToDigits(_ index: Int) -> Bool {
    field.isGlued(index) && field.tokens[index - 1].kind == .digits
      || field.isGlued(index + 1) && field.tokens[index + 1].kind == .digits
  }

  /// Whether letters that may look like digits stand where digits could: glued to digits or between
  /// the parts of a number.
  private func standsAmongDigits(_ index: Int) -> Bool {
    let token = field.tokens[index]
    guard token.byteCount <= 8 else { return false }
    let isGluedBefore = field.isGlued(index) && field.tokens[index - 1].kind == .digits
    let isGluedBehind =
      field.isGlued(index + 1) && index + 1 < field.tokens.count
      && field.tokens[index + 1].kind == .digits
    if isGluedBefore || isGluedBehind {
      return true
    }
    guard !atoms.isEmpty || index + 2 < field.tokens.count else { return false }
    // Between single symbols that join digits: `214-SSS-0142`.
    let joinsBefore =
      index >= 2 && field.isGlued(index) && field.isGlued(index - 1)
      && field.tokens[index - 1].kind == .symbol
      && !atoms.isEmpty && atoms[atoms.count - 1].last == index - 2
    let joinsBehind =
      field.isGlued(index + 1) && field.isGlued(index + 2) && index + 2 < field.tokens.count
      && field.tokens[index + 1].kind == .symbol
    if joinsBefore || (joinsBehind && token.byteCount <= 4 && token.flags.contains(.hasCapital)) {
      return token.byteCount <= 4
    }
    // One letter among symbols that stand among digits: `2 ★ I ★ 4`.
    if token.byteCount == 1, let last = atoms.last, index + 2 < field.tokens.count,
      last.last == index - 2, field.tokens[index - 1].kind.rawValue > 1,
      field.tokens[index + 1].kind.rawValue > 1
    {
      return true
    }
    if isExchange(index) { return true }
    // One letter among digits with spaces: `2 l 4`.
    return token.byteCount == 1 && !atoms.isEmpty
      && atoms[atoms.count - 1].last == index - 1 && index + 1 < field.tokens.count
  }

  /// Whether three letters stand, with spaces, between groups of three and four digits and letters that
  /// look like digits: `7O2 SSS O19S`.
  private func isExchange(_ index: Int) -> Bool {
    let token = field.tokens[index]
    guard token.byteCount == 3, token.isAfterSpace, atoms.last?.last == index - 1 else {
      return false
    }
    var (first, last) = (index - 1, index + 1)
    while first > index - 3, field.isGlued(first) { first -= 1 }
    while last < index + 4, field.isGlued(last + 1) { last += 1 }
    return isDisguised(first, index - 1, byteCount: 3) && isDisguised(index + 1, last, byteCount: 4)
  }

  /// Whether tokens `first...last` are so many digits and letters that look like digits, both of them.
  private func isDisguised(_ first: Int, _ last: Int, byteCount: Int) -> Bool {
    guard last < field.tokens.count, field.range(first, last).count == byteCount,
      field.tokens[first].isAfterSpace || first == 0
    else { return false }
    var (hasDigits, hasLetters) = (false, false)
    for index in first...last {
      let isDigits = field.tokens[index].kind == .digits
      guard isDigits || lookAlikes.digits(of: field.tokens[index], in: field.bytes) != nil else {
        return false
      }
      if isDigits { hasDigits = true } else { hasLetters = true }
    }
    return hasDigits && hasLetters
  }

  mutating func readGapWord(_ index: Int) {
    let token = field.tokens[index]
    prefix = token.isWord("plus") ? .plus : .none
    switch words.role(of: token, in: field.bytes) {
    case .cue, .filler, .country:
      gap.fillers += 1
      if gap.fillers > 6 { endRun() }
    case .unit, .otherNumber, .divider: endRun()
    case nil where token.byteCount <= 4 && isAnyTime(index): gap.fillers += 1
    case nil:
      let isNoise =
        token.byteCount <= 6
        && (field.isGlued(index) && field.tokens[index - 1].kind == .digits
          || field.isGlued(index + 1) && field.tokens[index + 1].kind == .digits)
      if isNoise {
        gap.noise += 1
        gap.noiseKey = token.key
      } else {
        gap.words += 1
      }
      if gap.words > 2 || gap.noise > 2 { endRun() }
    }
  }

  /// "any time", but not "any 214".
  private func isAnyTime(_ index: Int) -> Bool {
    field.isWord(index, "any") && field.isWord(index + 1, "time")
      || field.isWord(index, "time") && field.isWord(index - 1, "any")
  }

  // MARK: Symbols

  /// Whether the plus sign at `index` only separates, as in "2+1+four", and opens no number: but it
  /// does in "phone+49 …".
  private func isJoint(_ index: Int) -> Bool {
    guard field.isGlued(index), field.tokens[index - 1].kind.rawValue <= 1 else { return false }
    return words.role(of: field.tokens[index - 1], in: field.bytes) != .cue
  }

  private mutating func readSymbol(_ index: Int) -> Int {
    let token = field.tokens[index]
    if token.isSymbol("+"), index + 1 < field.tokens.count {
      prefix = isJoint(index) ? .none : .plus
      if atoms.isEmpty { return index + 1 }
    } else if prefix == .plus, !token.isSymbol("(") {
      prefix = .none
    }
    guard !atoms.isEmpty else { return index + 1 }
    switch token.key {
    case 0x28, 0x29, 0x2C, 0x2D, 0x2E, 0x2F: gap.usualSymbols += 1
    default: gap.otherSymbols += 1
    }
    gap.symbol = token.key
    if gap.usualSymbols + gap.otherSymbols > 24 { endRun() }
    return index + 1
  }
}
