/// A run of characters that may be the name of an account.
struct AccountName {
  /// Its first and last token.
  var first: Int
  var last: Int
  var range: Range<Int>
  private(set) var letterTokens = 0
  private(set) var hasDigits = false
  private(set) var hasMark = false
  private(set) var hasHyphen = false

  /// The name that starts at token `first`: letters, digits, `_`, `.` and `-` with nothing between,
  /// 2 to 32 bytes, at least one letter; `.` and `-` do not end it.
  init?(at first: Int, _ field: FieldTokens) {
    guard first < field.tokens.count else { return nil }
    self.first = first
    var index = first
    var last: Int?
    while index < field.tokens.count, index == first || field.isGlued(index), index < first + 32 {
      let token = field.tokens[index]
      switch token.kind {
      case .letters:
        // Account names are ASCII.
        guard token.range.allSatisfy({ field.bytes[$0] < 0x80 }) else { return nil }
        last = index
      case .digits: last = index
      case .symbol where token.isSymbol("_"): last = index
      case .symbol where index > first && (token.isSymbol(".") || token.isSymbol("-")): break
      default:
        index = field.tokens.count
        continue
      }
      index += 1
    }
    guard let last else { return nil }
    // A hash or the like, which is longer than a name.
    if index == first + 32, field.isGlued(index), field.tokens[index].kind.rawValue <= 1 {
      return nil
    }
    self.last = last
    range = field.range(first, last)
    for index in first...last {
      let token = field.tokens[index]
      switch token.kind {
      case .letters: letterTokens += 1
      case .digits: hasDigits = true
      default:
        if token.isSymbol("-") { hasHyphen = true } else { hasMark = true }
      }
    }
    guard (2...32).contains(range.count), letterTokens > 0 else { return nil }
  }

  /// Whether it is one word without a digit or mark.
  var isPlainWord: Bool { letterTokens == 1 && !hasDigits && !hasMark && !hasHyphen }

  /// Whether it is two words that a hyphen joins, as Snapchat's names may be.
  var isHyphenated: Bool { letterTokens == 2 && last == first + 2 && hasHyphen }

  /// Whether no ordinary word is written so.
  var isUnlikeWord: Bool { hasDigits || hasMark }
}
