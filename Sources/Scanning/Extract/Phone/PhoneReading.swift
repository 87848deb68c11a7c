/// A telephone number on its way: the digits so far and what stood between them.
struct PhoneReading {
  /// Digits without a leading country 1.
  private(set) var digits: UInt64 = 0
  private(set) var count = 0
  /// Whether a 1 stood before the area code.
  private(set) var hasOne = false
  /// Whether that 1 is the word.
  private(set) var oneIsWord = false
  /// Its first and last atom in the run.
  let first: Int
  private(set) var last: Int

  private(set) var wordAtoms = 0
  private(set) var digitAtoms = 0
  private(set) var lookAlikeAtoms = 0
  /// Atoms of two digits or more that lie across the ends of the area code or the exchange.
  private(set) var straddles = 0
  /// Whether such an atom is a year.
  private(set) var hasYearAcross = false
  /// Whether all atoms that are no country code have two digits.
  private(set) var isPairs = true
  private(set) var isSingles = true
  /// Whether values never fall from one atom to the next.
  private(set) var isRising = true
  /// Whether all atoms are round sums, which have no leading zero.
  private(set) var isRound = true
  private var previousValue: UInt64 = 0

  /// Penalties for what stood between atoms, each capped.
  private var symbolCost = 0
  private var newlineCost = 0
  private var fillerCost = 0
  private var noiseCost = 0
  private(set) var wordCost = 0
  private var optionalCost = 0
  private var noiseKeys = 0
  private var noiseKey: UInt64 = 0
  /// Whether every gap is what is usual in plain numbers, in the plain places.
  private(set) var isUsual = true
  /// Whether every gap holds only white space, commas or slashes, as in lists of numbers.
  private(set) var isListLike = true
  /// The symbol of the inner gaps that are one symbol without white space; 0 if there is none.
  private(set) var tightSymbol: UInt64 = 0
  private(set) var hasSpaceGap = false

  init(first: Int) {
    self.first = first
    last = first
  }

  var atomCount: Int { wordAtoms + digitAtoms + lookAlikeAtoms }

  /// Whether many single digits and longer groups are mixed, as no one writes a number alone.
  var isMixed: Bool { !isSingles && singles >= 4 && digitAtoms > 0 }
  private var singles = 0

  /// How far what stands between the digits is from plain.
  var gapCost: Int {
    min(symbolCost, 2) + min(newlineCost, 3) + min(fillerCost, 4) + min(noiseCost, 4) + wordCost
      + min(optionalCost, 2)
  }

  /// Takes the first atom of a number with its country 1, if it has one; false if the atom cannot
  /// start a number.
  mutating func start(with atom: PhoneAtom) -> Bool {
    var value = atom.value
    var length = atom.count
    let leading = Self.leadingDigit(value, length)
    if leading == 1 {
      guard length == 1 || length == 4 || length == 7 || length == 11,
        atom.origin != .lookAlike || length == 1
      else { return false }
      hasOne = true
      oneIsWord = atom.origin == .word
      length -= 1
      value %= Self.power(length)
    }
    note(atom, value, length)
    return true
  }

  /// Takes the next atom; false if the digits cannot be a number then.
  mutating func append(_ atom: PhoneAtom, at index: Int, behind gap: PhoneGap) -> Bool {
    guard count + atom.count <= 10, take(gap) else { return false }
    last = index
    if atom.isOptional && !gap.isGlued { optionalCost += 1 }
    note(atom, atom.value, atom.count)
    return count < 3
      || NumberingPlan.isAreaCode(Int(digits / Self.power(count - 3)))
        && (count < 6 || NumberingPlan.isExchange(Int(digits / Self.power(count - 6) % 1000)))
  }

  private mutating func note(_ atom: PhoneAtom, _ value: UInt64, _ length: Int) {
    switch atom.origin {
    case .digits: digitAtoms += 1
    case .word: wordAtoms += 1
    case .lookAlike: lookAlikeAtoms += 1
    }
    guard length > 0 else { return }
    let end = count + length
    let crossesArea = count < 3 && end > 3
    let crossesExchange = count < 6 && end > 6
    let isAligned =
      (count == 0 && (end == 10 || end == 6)) || (count == 3 && end == 10)
      || !(crossesArea || crossesExchange)
    if !isAligned && atom.origin == .digits {
      straddles += 1
      if length == 4, (1900...2039).contains(value) { hasYearAcross = true }
    }
    if length != 2 { isPairs = false }
    if length != 1 { isSingles = false } else { singles += 1 }
    if value < previousValue { isRising = false }
    if value % 5 != 0 || length < 2 || value < Self.power(length - 1) { isRound = false }
    previousValue = value
    digits = digits * Self.power(length) + value
    count = end
  }

  /// Counts what stands between two atoms; false if it may not stand there.
  private mutating func take(_ gap: PhoneGap) -> Bool {
    let isBoundary = count == 0 || count == 3 || count == 6
    if gap.otherSymbols > 0 { symbolCost += 1 }
    if gap.usualSymbols > 3 { symbolCost += 1 }
    if gap.hasNewline { newlineCost += 1 }
    if gap.fillers > 0 {
      guard isBoundary || gap.fillers == 1 else { return false }
      fillerCost += isBoundary ? min(gap.fillers, 2) : 1
    }
    if gap.words > 0 {
      guard isBoundary, !gap.hasNewline else { return false }
      wordCost += 3 * gap.words
    }
    if gap.noise > 0 {
      if gap.noiseKey != noiseKey { noiseKeys += 1 }
      noiseKey = gap.noiseKey
      noiseCost = isBoundary && noiseKeys <= 2 ? noiseKeys : noiseKeys + 1
    }
    if !gap.isUsual || (!gap.isGlued && !isBoundary) { isUsual = false }
    if !(gap.isGlued || gap.isSpace
      || (gap.usualSymbols == 1
        && gap.otherSymbols + gap.words
          + gap.fillers + gap.noise == 0
        && (gap.symbol == 0x2C || gap.symbol == 0x2F)))
    {
      isListLike = false
    }
    if gap.isTight { tightSymbol = gap.symbol }
    if gap.isSpace { hasSpaceGap = true }
    return true
  }

  static func power(_ exponent: Int) -> UInt64 {
    var result: UInt64 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  private static func leadingDigit(_ value: UInt64, _ length: Int) -> UInt64 {
    length <= 19 ? value / power(length - 1) : 9
  }
}
