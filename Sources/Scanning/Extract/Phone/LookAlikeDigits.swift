/// Digits written as letters that look like them, and words with digits for letters.
struct LookAlikeDigits: Sendable {
  let numbers: NumberWords
  /// The rest of a number word whose first letter is a digit: `5ive`.
  private let remnants = WordTable<UInt64>([
    ("wo", 2), ("hree", 3), ("our", 4), ("ive", 5), ("ix", 6), ("even", 7), ("ight", 8),
    ("ine", 9),
  ])

  /// The digits that the letters of `token` look like; nil where a letter looks like none, or where
  /// there are more than eight.
  func digits(of token: Token, in bytes: UnsafePointer<UInt8>) -> UInt64? {
    guard token.kind == .letters, token.byteCount <= 8 else { return nil }
    var value: UInt64 = 0
    for offset in token.range {
      guard let digit = Self.digit(bytes[offset]) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  private static func digit(_ letter: UInt8) -> UInt64? {
    switch letter {
    case UInt8(ascii: "O"), UInt8(ascii: "o"): 0
    case UInt8(ascii: "l"), UInt8(ascii: "I"), UInt8(ascii: "i"), UInt8(ascii: "L"): 1
    case UInt8(ascii: "Z"), UInt8(ascii: "z"): 2
    case UInt8(ascii: "S"), UInt8(ascii: "s"): 5
    case UInt8(ascii: "B"): 8
    default: nil
    }
  }

  /// The number word that starts at token `first` and has digits for some letters (`f1ve`, `thr33`,
  /// `5ive`), with its last token.
  func disguisedWord(at first: Int, _ field: FieldTokens) -> (value: UInt64, last: Int)? {
    let token = field.tokens[first]
    guard field.isGlued(first + 1), token.byteCount <= 6 else { return nil }
    if token.kind == .digits, token.byteCount == 1,
      let value = remnants.value(
        of: field.tokens[first + 1], in: field.bytes), value == token.key
    {
      return (value, first + 1)
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16) { word in
      var count = 0
      var found: (UInt64, Int)?
      var index = first
      while index < field.tokens.count, index < first + 5, index == first || field.isGlued(index) {
        let part = field.tokens[index]
        guard part.kind == .letters || part.kind == .digits, count + part.byteCount <= 8 else {
          break
        }
        for offset in part.range {
          word[count] = Self.letter(field.bytes[offset])
          count += 1
        }
        if index > first, let base = word.baseAddress {
          let number = numbers.table.value(base, count)
          if let number, number.kind == .digit, number.trust > .onlyAmongOthers {
            found = (UInt64(number.value), index)
          }
        }
        index += 1
      }
      return found
    }
  }

  private static func letter(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "0"): UInt8(ascii: "o")
    case UInt8(ascii: "1"): UInt8(ascii: "i")
    case UInt8(ascii: "3"): UInt8(ascii: "e")
    case UInt8(ascii: "5"): UInt8(ascii: "s")
    case UInt8(ascii: "7"): UInt8(ascii: "v")
    case UInt8(ascii: "9"): UInt8(ascii: "g")
    default: byte
    }
  }
}
