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
  /// A word that may name a platform, telling by its first letters.
  static let platformWords = TextHints(rawValue: 64)
  /// A word that may start a date, a name or a place, telling by its first letters.
  static let factWords = TextHints(rawValue: 128)
  /// A word by which e-mail addresses are spelled out, telling by its first letters.
  static let emailWords = TextHints(rawValue: 256)
  /// A word that may name a payment service, telling by its first letters.
  static let paymentWords = TextHints(rawValue: 512)
}

/// Tells in one pass over the bytes which extractors need to read a text at all.
///
/// It may say yes where there is nothing, never no where there is something: each extractor names
/// the words it starts from.
struct Prefilter: Sendable {
  /// By a hash of a word's first three letters: the hints that words with such a start give.
  private var starts = [TextHints](repeating: [], count: 1 << 15)

  /// - Parameter words: the words that start something, in lower case, and the hint each gives.
  ///   Words of fewer than three letters match only where no letter follows them.
  init(_ words: [(word: String, hint: TextHints)]) {
    for (word, hint) in words {
      let bytes = Array(word.utf8.prefix(3)).map { Int($0 & 0x1F) } + [0, 0]
      starts[bytes[0] | bytes[1] << 5 | bytes[2] << 10].insert(hint)
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
        let isLetter = Self.isLetter(byte)
        if isLetter {
          // Emoji are words of their own.
          if !wasLetter || byte >= 0xF0 {
            // Past the word's end stands nothing, as past the text's.
            let second = offset + 1 < count ? base[offset + 1] : 0
            let third = offset + 2 < count ? base[offset + 2] : 0
            var index = Int(byte & 0x1F)
            if Self.isLetter(second) {
              index |= Int(second & 0x1F) << 5
              if Self.isLetter(third) { index |= Int(third & 0x1F) << 10 }
            }
            hints.formUnion(starts[index])
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

  private static func isLetter(_ byte: UInt8) -> Bool {
    Tokenizer.isLetter(byte) || byte >= 0x80
  }

  private static func joins(_ byte: UInt8) -> Bool {
    // "[.]" is a spelled dot.
    Tokenizer.isLetter(byte) || byte &- 0x30 < 10 || byte >= 0x80 || byte == 0x5B || byte == 0x5D
  }
}
