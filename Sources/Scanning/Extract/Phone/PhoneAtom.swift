/// A piece of a telephone number: digits written together, or the digits that a word spells.
struct PhoneAtom {
  /// How the digits are written.
  enum Origin: UInt8 {
    case digits
    case word
    /// Letters that look like digits.
    case lookAlike
  }

  /// What stands right before it that opens an international number.
  enum Prefix: UInt8 {
    case none
    case plus
    /// The text says so otherwise: `wa.me/`.
    case international
  }

  /// The digits as a decimal number; leading zeros are known from `count`.
  var value: UInt64
  /// How many digits.
  var count: Int
  /// Its first and last token.
  var first: Int
  var last: Int
  var origin: Origin
  /// Digits only if others stand around it: "for", "to".
  var isOptional = false
  /// A unit follows behind a space: it can only end a number.
  var isQuantity = false
  var prefix = Prefix.none
  /// Which link it stands in, counted from 1; 0 for none.
  var link = 0
  /// What stands between it and the atom before.
  var gap = PhoneGap()
}

/// What stands between two atoms.
struct PhoneGap: Equatable {
  /// Hyphens, dots, brackets, slashes and commas.
  var usualSymbols = 0
  /// All other symbols, emoji and punctuation.
  var otherSymbols = 0
  /// The last symbol of any kind; 0 if none.
  var symbol: UInt64 = 0
  /// Words from the list of fillers.
  var fillers = 0
  /// Words that say nothing about numbers.
  var words = 0
  /// Letters without a space between them and the digits.
  var noise = 0
  /// The last noise letters, as a token's key.
  var noiseKey: UInt64 = 0
  var hasSpace = false
  var hasNewline = false

  /// Whether nothing at all stands there.
  var isGlued: Bool { self == PhoneGap() }

  /// Whether only white space stands there.
  var isSpace: Bool {
    usualSymbols + otherSymbols + fillers + words + noise == 0 && hasSpace && !hasNewline
  }

  /// Whether it is what people put between the parts of a number they do not hide.
  var isUsual: Bool {
    otherSymbols + fillers + words + noise == 0 && usualSymbols <= 2 && !hasNewline
  }

  /// Whether it is one symbol without white space.
  var isTight: Bool {
    usualSymbols + otherSymbols == 1 && fillers + words + noise == 0 && !hasSpace
  }

  /// This gap, something skipped, and the next gap.
  mutating func add(_ next: PhoneGap) {
    usualSymbols += next.usualSymbols
    otherSymbols += next.otherSymbols
    if next.symbol != 0 { symbol = next.symbol }
    fillers += next.fillers
    words += next.words
    noise += next.noise
    if next.noise > 0 { noiseKey = next.noiseKey }
    hasSpace = hasSpace || next.hasSpace
    hasNewline = hasNewline || next.hasNewline
  }
}
