internal import Model

/// One field as the extractors of ages, prices and measures read it: tokens with what their words
/// mean here, and the numbers among them.
///
/// Borrowed: valid while `FactExtractor` reads the field. A class for the same reason as `FieldTokens`.
final class FactField {
  let source: FieldTokens
  /// For each token what its word means.
  let words: UnsafeBufferPointer<FactWord>
  /// In order of the text; none overlaps another.
  let quantities: UnsafeBufferPointer<Quantity>
  /// In order, the tokens that a date, a name or a place may start with: digits and some words.
  let starters: UnsafeBufferPointer<Int>
  /// In order, the windows in which something may make a price of a number.
  let moneyWindows: UnsafeBufferPointer<TextWindow>
  /// For each token whether it is read as something already.
  let taken: UnsafeMutablePointer<Bool>
  /// The start of the document's normalised title where this field is its text; otherwise empty.
  let title: UnsafeBufferPointer<UInt8>

  init(
    source: FieldTokens, words: UnsafeBufferPointer<FactWord>,
    quantities: UnsafeBufferPointer<Quantity>, starters: UnsafeBufferPointer<Int>,
    moneyWindows: UnsafeBufferPointer<TextWindow>, taken: UnsafeMutablePointer<Bool>,
    title: UnsafeBufferPointer<UInt8> = UnsafeBufferPointer(start: nil, count: 0)
  ) {
    self.source = source
    self.words = words
    self.quantities = quantities
    self.starters = starters
    self.moneyWindows = moneyWindows
    self.taken = taken
    self.title = title
  }

  var count: Int { source.tokens.count }

  /// The roles of token `index`; none outside the text.
  @inline(__always)
  func roles(_ index: Int) -> FactWord.Roles {
    index >= 0 && index < words.count ? words[index].roles : []
  }

  /// Whether token `index` plays at least one of `roles`.
  @inline(__always)
  func has(_ index: Int, _ roles: FactWord.Roles) -> Bool {
    !self.roles(index).isDisjoint(with: roles)
  }

  /// Whether token `index` is a noun for one person that names no trade: "woman", not "engineer".
  @inline(__always)
  func namesPerson(_ index: Int) -> Bool { has(index, .person) && words[index].value == 0 }

  /// Whether token `index` starts or marks at least one of `starts`.
  func marks(_ index: Int, _ starts: FactWord.Starts) -> Bool {
    index >= 0 && index < words.count && !words[index].starts.isDisjoint(with: starts)
  }

  @inline(__always)
  func isWord(_ index: Int, _ word: WordKey) -> Bool { source.isWord(index, word) }

  @inline(__always)
  func isSymbol(_ index: Int, _ character: Unicode.Scalar) -> Bool {
    source.isSymbol(index, character)
  }

  func isLetters(_ index: Int) -> Bool {
    index >= 0 && index < count && source.tokens[index].kind == .letters
  }

  func isDigits(_ index: Int) -> Bool {
    index >= 0 && index < count && source.tokens[index].kind == .digits
  }

  /// Whether none of the tokens `first` to `last` is read as something already.
  func isFree(_ first: Int, _ last: Int) -> Bool {
    for index in first...last where taken[index] { return false }
    return true
  }

  /// Adds what the tokens `first` to `last` state, and takes them.
  func state(
    _ value: Identifier.Value, _ first: Int, _ last: Int, in found: inout Extraction
  ) {
    for index in first...last { taken[index] = true }
    found.identifiers.append(
      Identifier(
        field: source.field, span: source.original(source.range(first, last)), value: value))
  }

  /// Whether nothing stands between token `index` and the one before it.
  func isGlued(_ index: Int) -> Bool { source.isGlued(index) }

  /// Whether token `index` starts a line, follows text that was skipped, or lies outside the text.
  func startsLine(_ index: Int) -> Bool {
    index <= 0 || index >= count
      || !source.tokens[index].flags.isDisjoint(with: [.lineStart, .afterGap])
  }

  /// Whether text was skipped between tokens `first` and `last`.
  func hasGap(_ first: Int, _ last: Int) -> Bool {
    var at = first + 1
    while at <= last {
      if source.tokens[at].flags.contains(.afterGap) { return true }
      at += 1
    }
    return false
  }

  /// Whether tokens `first` to `last` stand on one line.
  func isOneLine(_ first: Int, _ last: Int) -> Bool {
    var at = first + 1
    while at <= last {
      if startsLine(at) { return false }
      at += 1
    }
    return true
  }

  /// Whether a phrase may start at token `index`: at a line's start, behind punctuation or a picture.
  func isCleanLeft(_ index: Int) -> Bool {
    if startsLine(index) { return true }
    let before = source.tokens[index - 1]
    switch before.kind {
    case .picture: return true
    case .symbol: return Self.separates(before.key) || before.key == 0x28 || before.key == 0x5B
    case .digits, .letters: return false
    }
  }

  /// Whether a phrase may end before token `index`.
  func isCleanRight(_ index: Int) -> Bool {
    if startsLine(index) { return true }
    let token = source.tokens[index]
    switch token.kind {
    case .picture: return true
    case .symbol: return Self.separates(token.key) || token.key == 0x29 || token.key == 0x5D
    case .digits, .letters: return false
    }
  }

  /// , ; . ! ? | / * ~ - : " # and the like.
  private static func separates(_ key: UInt64) -> Bool {
    switch key {
    case 0x2C, 0x3B, 0x2E, 0x21, 0x3F, 0x7C, 0x2F, 0x2A, 0x7E, 0x2D, 0x3A, 0x22, 0x5F, 0x3C, 0x3E:
      true
    default: false
    }
  }

  /// Whether a sentence or line ends before token `index`.
  func isSentenceBreak(_ index: Int) -> Bool {
    if startsLine(index) { return true }
    let token = source.tokens[index]
    return token.kind == .symbol
      && (token.key == 0x2E || token.key == 0x21 || token.key == 0x3F || token.key == 0x3B)
  }

  /// Whether a sentence or line starts with token `index`.
  func opensSentence(_ index: Int) -> Bool {
    startsLine(index) || source.tokens[index - 1].kind == .symbol && isSentenceBreak(index - 1)
  }

  /// Whether one of the `distance` tokens before `index`, back to the sentence's start, plays one of
  /// `roles`.
  func hasBefore(_ index: Int, within distance: Int, _ roles: FactWord.Roles) -> Bool {
    var at = index - 1
    while at >= max(0, index - distance) {
      if has(at, roles) { return true }
      if startsLine(at) || isSentenceBreak(at) { return false }
      at -= 1
    }
    return false
  }

  /// Whether one of the `distance` tokens from `index` on, up to the sentence's end, plays one of
  /// `roles`.
  func hasBehind(_ index: Int, within distance: Int, _ roles: FactWord.Roles) -> Bool {
    var at = index
    while at < min(count, index + distance) {
      if isSentenceBreak(at) { return false }
      if has(at, roles) { return true }
      at += 1
    }
    return false
  }

  /// Index into `quantities` of the one that starts at token `token`; nil if none does.
  func quantity(at token: Int) -> Int? {
    var (low, high) = (0, quantities.count)
    while low < high {
      let middle = (low + high) / 2
      if quantities[middle].first < token { low = middle + 1 } else { high = middle }
    }
    return low < quantities.count && quantities[low].first == token ? low : nil
  }

  /// Whether what follows makes the number that ends at token `last` a measure, a time, a count or a
  /// price.
  func isMeasured(_ last: Int) -> Bool {
    let next = last + 1
    guard next < count, !startsLine(next) else { return false }
    let token = source.tokens[next]
    if token.kind == .symbol {
      switch token.key {
      case 0x25, 0x27, 0x22, 0x24: return true
      case 0x3A, 0x2F, 0x2E, 0x2C:
        return isGlued(next) && isGlued(next + 1) && isDigits(next + 1)
      case 0x2D:
        return has(next + 1, Self.units) && (isGlued(next + 1) || !isCleanRight(next + 2))
      default: return false
      }
    }
    if token.kind == .picture {
      return Currency.number(ofSign: token.key) != nil || Currency.isCodePicture(token.key)
        || token.key == 0xB0
    }
    if token.kind == .letters {
      if has(next, Self.units) { return true }
      // "Age:23Height:165"
      return isGlued(next) && !has(next, [.yearsOld, .year])
        && (!token.flags.contains(.startsCapital) || token.byteCount < 4)
    }
    return false
  }

  private static let units: FactWord.Roles = [
    .minute, .hour, .duration, .currency, .pounds, .codeWord, .feet, .centimetre, .metre,
    .poundWeight, .kilogram, .otherUnit, .ordinal, .million, .experience, .half,
  ]
}
