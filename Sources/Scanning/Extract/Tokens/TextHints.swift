/// What a normalised text holds that an extractor could start from.
struct TextHints: OptionSet, Sendable {
  let rawValue: UInt32

  /// At least one digit.
  static let digits = TextHints(rawValue: 1)
  /// `@`.
  static let at = TextHints(rawValue: 2)
  /// `$`, `£` or `€`.
  static let currency = TextHints(rawValue: 4)
  /// A dot between two letters or digits: `example.org`.
  static let innerDot = TextHints(rawValue: 8)
  /// `://`.
  static let link = TextHints(rawValue: 16)
  /// A word that may be a number word, telling by its first three letters.
  static let numberWords = TextHints(rawValue: 32)
  /// A word that may be a contact's cue (a platform, "dot", "at"), telling by its first letters.
  static let contactWords = TextHints(rawValue: 64)
  /// A word that may start a date, a name or a place, telling by its first letters.
  static let factWords = TextHints(rawValue: 128)
}

/// Tells in one pass over the bytes which extractors need to read a text at all.
///
/// It may say yes where there is nothing, never no where there is something: each extractor names
/// the words it starts from.
struct Prefilter: Sendable {
  /// By a hash of a word's first three letters: the hints that words with such a start give.
  private var starts = [TextHints](repeating: [], count: 1 << 15)

  /// - Parameter words: the words that start something, in lower case, and the hint each gives.
  ///   Words of fewer than three letters match any word that starts with them.
  init(_ words: [(word: String, hint: TextHints)]) {
    for (word, hint) in words {
      let bytes = word.utf8.prefix(3).map { Int($0 & 0x1F) }
      switch bytes.count {
      case 0: break
      case 1: for index in 0..<1 << 10 { starts[bytes[0] | index << 5].insert(hint) }
      case 2:
        for index in 0..<1 << 5 { starts[bytes[0] | bytes[1] << 5 | index << 10].insert(hint) }
      default: starts[bytes[0] | bytes[1] << 5 | bytes[2] << 10].insert(hint)
      }
    }
  }

  /// The hints of `text`.
  func hints(of text: UnsafeBufferPointer<UInt8>) -> TextHints {
    guard let base = text.baseAddress else { return [] }
    var hints: TextHints = []
    var wasLetter = false
    let count = text.count
    return starts.withUnsafeBufferPointer { starts in
      for offset in 0..<count {
        let byte = base[offset]
        let isLetter = Tokenizer.isLetter(byte) || byte >= 0x80
        if isLetter {
          if !wasLetter {
            // Past the end stands nothing: a word of fewer letters reads as zeros.
            let second = offset + 1 < count ? Int(base[offset + 1] & 0x1F) : 0
            let third = offset + 2 < count ? Int(base[offset + 2] & 0x1F) : 0
            hints.formUnion(starts[Int(byte & 0x1F) | second << 5 | third << 10])
          }
          if byte == 0xC2 || byte == 0xE2 { hints.insert(.currency) }
        } else if byte &- 0x30 < 10 {
          hints.insert(.digits)
        } else if byte == 0x2E {
          if offset > 0, offset + 1 < count, Self.joins(base[offset - 1]),
            Self.joins(base[offset + 1])
          {
            hints.insert(.innerDot)
          }
        } else if byte == 0x40 {
          hints.insert(.at)
        } else if byte == 0x24 {
          hints.insert(.currency)
        } else if byte == 0x3A {
          if offset + 2 < count, base[offset + 1] == 0x2F, base[offset + 2] == 0x2F {
            hints.insert(.link)
          }
        }
        wasLetter = isLetter
      }
      return hints
    }
  }

  private static func joins(_ byte: UInt8) -> Bool {
    Tokenizer.isLetter(byte) || byte &- 0x30 < 10 || byte >= 0x80
  }
}
