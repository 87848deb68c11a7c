/// A run of digits, a run of letters or a single other character of a normalised text.
///
/// White space makes no token; it is seen in the flags of the token behind it.
struct Token {
  /// What a token is made of.
  enum Kind: UInt8 {
    /// ASCII digits; others were folded before.
    case digits
    /// Letters and combining marks of any script.
    case letters
    /// One ASCII character that is neither.
    case symbol
    /// One other character that is neither: an emoji, a bullet, a currency sign.
    case picture
  }

  /// What stands before a token.
  struct Flags: OptionSet {
    let rawValue: UInt8

    /// White space or the text's start stands before it.
    static let afterSpace = Flags(rawValue: 1)
    /// It is the first of its line.
    static let lineStart = Flags(rawValue: 2)
    /// At least one of its letters is a capital ASCII one.
    static let hasCapital = Flags(rawValue: 4)
    /// Its first letter is a capital ASCII one.
    static let startsCapital = Flags(rawValue: 8)
    /// Text before it was skipped, because nothing in it can be of use. No reading may cross it.
    static let afterGap = Flags(rawValue: 16)
  }

  /// Byte offset of its first byte in the normalised text.
  var start: UInt32
  /// Byte offset one past its last byte.
  var end: UInt32
  /// Letters: the first eight bytes in lower case, the first lowest, as `WordKey` packs them.
  /// Digits: the value, `UInt64.max` where it does not fit. Otherwise the Unicode scalar.
  var key: UInt64
  /// Letters: the hash by which word tables find them. Otherwise 0.
  var hash: UInt32 = 0
  var kind: Kind
  var flags: Flags
  /// What number the letters spell; `.none` where they do not.
  var number: NumberWord

  /// Length in bytes; for digits their count.
  var byteCount: Int { Int(end &- start) }

  /// Offsets as `Int`s.
  var range: Range<Int> { Int(start)..<Int(end) }

  /// Whether white space or the text's start stands before it.
  var isAfterSpace: Bool { flags.contains(.afterSpace) }

  /// Whether it is the ASCII character `character`.
  @inline(__always)
  func isSymbol(_ character: Unicode.Scalar) -> Bool {
    kind == .symbol && key == UInt64(character.value)
  }

  /// Whether its letters are `word`, whatever their case.
  @inline(__always)
  func isWord(_ word: WordKey) -> Bool {
    kind == .letters && key == word.packed && byteCount == word.byteCount
  }
}
