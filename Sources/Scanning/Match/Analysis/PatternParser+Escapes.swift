extension PatternParser {
  /// Reads what stands behind a backslash outside classes, and whether it may be repeated.
  mutating func parseEscape() throws(UnsupportedConstruct) -> (PatternNode, Bool) {
    guard let byte = next else { throw UnsupportedConstruct(construct: "\\ at the end") }
    if let set = try takeSetEscape() { return (.set(set), true) }
    index += 1
    switch byte {
    case 0x62: return (.assertion(wordBoundary), false)  // b
    case 0x42: return (.assertion(noWordBoundary), false)  // B
    case 0x41: return (.assertion(.before(.edge)), false)  // A
    case 0x7A: return (.assertion(.after(.edge)), false)  // z
    case 0x5A: return (.assertion(lineEnd(isMultiline: false)), false)  // Z
    case 0x31...0x39: return (try numberedReference(), true)
    case 0x67, 0x6B: return (try namedReference(byte), true)  // g, k
    case 0x52: return (lineBreak(), true)  // R
    default:
      index -= 1
      return (literal(try takeCharacterEscape()), true)
    }
  }

  /// A set such as `\d` or `\p{L}`; nil, and nothing read, if none stands here.
  ///
  /// The backslash has been read.
  mutating func takeSetEscape() throws(UnsupportedConstruct) -> SymbolSet? {
    guard let byte = next else { return nil }
    switch byte {
    case 0x77, 0x64, 0x73:  // w, d, s
      index += 1
      return try property("\\\(UnicodeScalar(byte))")
    case 0x57, 0x44, 0x53:  // W, D, S
      index += 1
      return try property("\\\(UnicodeScalar(byte | 0x20))").otherCharacters
    case 0x68, 0x48:  // h, H
      index += 1
      return byte == 0x68 ? horizontalSpace : horizontalSpace.otherCharacters
    case 0x76, 0x56:  // v, V
      index += 1
      return byte == 0x76 ? verticalSpace : verticalSpace.otherCharacters
    case 0x4E:  // N
      guard index + 1 >= bytes.count || bytes[index + 1] != 0x7B else { return nil }
      index += 1
      return .notLineFeed
    case 0x70, 0x50:  // p, P
      index += 1
      let set = try property("\\p{\(try takePropertyName())}")
      return byte == 0x70 ? set : set.otherCharacters
    default: return nil
    }
  }

  /// A character such as `\n`, `\x{E9}` or `\.`.
  mutating func takeCharacterEscape() throws(UnsupportedConstruct) -> UInt32 {
    let byte = bytes[index]
    // Punctuation, and code points outside ASCII, stand for themselves.
    guard byte < 0x80, byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 else {
      return try takeScalar()
    }
    index += 1
    switch byte {
    case 0x61: return 0x07  // a
    case 0x65: return 0x1B  // e
    case 0x66: return 0x0C  // f
    case 0x6E: return 0x0A  // n
    case 0x72: return 0x0D  // r
    case 0x74: return 0x09  // t
    case 0x78: return try takeHexadecimal()  // x
    default: throw UnsupportedConstruct(construct: "\\\(UnicodeScalar(byte))")
    }
  }

  private mutating func takeHexadecimal() throws(UnsupportedConstruct) -> UInt32 {
    let isBraced = take("{")
    let limit = isBraced ? 6 : 2
    var value: UInt32 = 0
    var count = 0
    while count < limit, let byte = next, let digit = Self.hexadecimalDigit(byte) {
      value = value << 4 | digit
      index += 1
      count += 1
    }
    if isBraced, count == 0 || !take("}") { throw UnsupportedConstruct(construct: "\\x{…}") }
    return value
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x41 + 10)
    case 0x61...0x66: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }

  // MARK: Sets

  /// All code points that `text`, one item of PCRE2's syntax, matches under the options here.
  func property(_ text: String) throws(UnsupportedConstruct) -> SymbolSet {
    let isPlain = ["\\w", "\\d", "\\s"].contains(text)
    let text = isPlain || options.caseless ? text : "(?-i)" + text
    guard let set = registry.set(of: text) else {
      throw UnsupportedConstruct(construct: "\(text), one Unicode property too many")
    }
    return set
  }

  private mutating func takePropertyName() throws(UnsupportedConstruct) -> String {
    guard let first = next else { throw UnsupportedConstruct(construct: "\\p at the end") }
    index += 1
    if first != 0x7B { return String(UnicodeScalar(first)) }
    let start = index
    while let byte = next, byte != 0x7D {
      guard byte < 0x80 else { throw UnsupportedConstruct(construct: "\\p{…}") }
      index += 1
    }
    guard take("}") else { throw UnsupportedConstruct(construct: "\\p{…}") }
    return String(decoding: bytes[start..<index - 1], as: UTF8.self)
  }

  /// Source: pcre2pattern(3), "Generic character types".
  private var horizontalSpace: SymbolSet {
    var set = SymbolSet(ascii: 1 << 0x20 | 1 << 0x09)
    for scalar: UInt32 in [0xA0, 0x1680, 0x180E, 0x202F, 0x205F, 0x3000] {
      set.insert(scalar, in: registry)
    }
    for scalar: UInt32 in 0x2000...0x200A { set.insert(scalar, in: registry) }
    return set
  }

  private var verticalSpace: SymbolSet {
    var set = SymbolSet(ascii: 0b1111 << 0x0A)
    for scalar: UInt32 in [0x85, 0x2028, 0x2029] { set.insert(scalar, in: registry) }
    return set
  }

  // MARK: Places and references

  private var wordSet: SymbolSet { registry.set(of: "\\w") ?? .anyCharacter }

  private var wordBoundary: EdgeAssertion {
    let word = wordSet
    return EdgeAssertion(pairs: [
      .init(before: word, after: word.complement), .init(before: word.complement, after: word),
    ])
  }

  private var noWordBoundary: EdgeAssertion {
    let word = wordSet
    return EdgeAssertion(pairs: [
      .init(before: word, after: word),
      .init(before: word.complement, after: word.complement),
    ])
  }

  /// `\R`, which PCRE2 treats as an atomic group.
  private mutating func lineBreak() -> PatternNode {
    approximations.append("\\R")
    return .repetition(
      .set(verticalSpace), RepeatCount(minimum: 1, maximum: 2, isLazy: false))
  }

  private mutating func numberedReference() throws(UnsupportedConstruct) -> PatternNode {
    // Numbers of two digits may be octal characters.
    if let byte = next, byte &- 0x30 < 10 {
      throw UnsupportedConstruct(construct: "a back-reference above \\9")
    }
    return backReference()
  }

  /// `\g{1}`, `\g{-1}`, `\g1`, `\k<name>` and the like. Calls of groups are not references.
  private mutating func namedReference(_ letter: UInt8) throws(UnsupportedConstruct) -> PatternNode
  {
    let unknown = UnsupportedConstruct(construct: "\\\(UnicodeScalar(letter))")
    guard let open = next else { throw unknown }
    let close: UInt8
    switch (letter, open) {
    case (_, 0x7B): close = 0x7D
    case (0x6B, 0x3C): close = 0x3E
    case (0x6B, 0x27): close = 0x27
    case (0x67, 0x30...0x39):
      _ = takeNumber()
      return backReference()
    default: throw unknown
    }
    index += 1
    while let byte = next, byte != close { _ = byte; index += 1 }
    guard next == close else { throw unknown }
    index += 1
    return backReference()
  }
}
