internal import CICU

/// What normalising does with each Unicode scalar, looked up by its value.
///
/// Built once a process, on the first text that is not plain ASCII, in a few milliseconds.
/// Immutable, shared between workers.
struct FoldTable: Sendable {
  /// What to do with one scalar.
  enum Action {
    case keep
    case drop
    case space
    case newline
    /// The scalar may combine with what stands before it: the whole cluster goes through ICU.
    case combine
    /// A letter of another script that may be a disguise: its word decides.
    case foreign
    /// Replace by `replacements[start..<start + count]`.
    case replace(start: Int, count: Int)
  }

  /// The table of this process.
  static let shared = FoldTable()

  private var codes: [UInt32]
  /// The first byte is unused, so that no replacement has a code below 256.
  private(set) var replacements: [UInt8] = [0]

  /// Scalars from here on are kept, apart from the invisible ones of plane 14.
  private static let limit: UInt32 = 0x2_0000
  private static let (keep, drop, space, newline, combine, foreign):
    (
      UInt32, UInt32, UInt32, UInt32, UInt32, UInt32
    ) = (0, 1, 2, 3, 4, 5)

  private init() {
    codes = [UInt32](repeating: Self.keep, count: Int(Self.limit))
    let normalizer = icu_nfkc()
    var listed = [Bool](repeating: false, count: Int(Self.limit))
    for scalars in [
      Array(LookAlikes.untouched), Array(LookAlikes.always.keys),
      Array(LookAlikes.punctuation.keys), Array(LookAlikes.foreign.keys),
    ] {
      for scalar in scalars { listed[Int(scalar)] = true }
    }
    for range: ClosedRange<UInt32> in [
      0x00...0x33FF, 0xA000...0xABFF, 0xF900...0xFFFF, 0x1_0000...0x1_FFFF,
    ] {
      for scalar in range { codes[Int(scalar)] = code(for: scalar, listed, normalizer) }
    }
  }

  /// What to do with `scalar`.
  func action(for scalar: UInt32) -> Action {
    guard scalar < Self.limit else {
      // Tags and variation selectors; ideographs and private use stay.
      return (0xE_0000...0xE_0FFF).contains(scalar) ? .drop : .keep
    }
    let code = codes[Int(scalar)]
    switch code {
    case Self.keep: return .keep
    case Self.drop: return .drop
    case Self.space: return .space
    case Self.newline: return .newline
    case Self.combine: return .combine
    case Self.foreign: return .foreign
    default: return .replace(start: Int(code >> 8), count: Int(code & 0xFF))
    }
  }

  /// - Parameter listed: which scalars one of the tables of look-alikes names: asking each table for
  ///   each scalar takes longer than all else.
  private mutating func code(
    for scalar: UInt32, _ listed: [Bool], _ normalizer: UnsafeRawPointer?
  ) -> UInt32 {
    if scalar < 0x80 { return asciiCode(scalar) }
    let isListed = listed[Int(scalar)]
    // Half of the table: nothing else is known of them.
    if !isListed, icu_is_assigned(scalar) == 0 {
      return icu_is_default_ignorable(scalar) != 0 ? Self.drop : Self.keep
    }
    if scalar == 0x85 || scalar == 0x2028 || scalar == 0x2029 { return Self.newline }
    if icu_is_white_space(scalar) != 0 { return Self.space }
    // U+20E3 makes a keycap of the digit before it.
    if icu_is_default_ignorable(scalar) != 0 || scalar == 0x20E3 { return Self.drop }
    // C1 controls show nothing.
    if scalar < 0xA0 { return Self.space }
    if isListed {
      if LookAlikes.untouched.contains(scalar) { return Self.keep }
      if let text = LookAlikes.always[scalar] ?? LookAlikes.punctuation[scalar] {
        return add(Array(text.utf8))
      }
    }
    let digit = icu_decimal_digit(scalar)
    if digit >= 0 { return add([UInt8(0x30 + digit)]) }
    if isListed, LookAlikes.foreign[scalar] != nil { return Self.foreign }
    switch icu_nfkc_quick_check(scalar) {
    case icu_yes: return Self.keep
    case icu_maybe: return Self.combine
    default: return compatibilityCode(scalar, normalizer)
    }
  }

  private func asciiCode(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x0A, 0x0D: Self.newline
    case 0x00...0x20, 0x7F: Self.space
    default: Self.keep
    }
  }

  private mutating func compatibilityCode(
    _ scalar: UInt32, _ normalizer: UnsafeRawPointer?
  ) -> UInt32 {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 32) { scalars in
      let count = icu_nfkc_of_scalar(
        normalizer, scalar, scalars.baseAddress, Int32(scalars.count))
      // Spacing accents decompose into a space and a mark; they are punctuation here.
      guard count > 0, scalars[0] != 0x20 else { return Self.keep }
      let start = replacements.count
      for scalar in scalars.prefix(Int(count)) { addFolded(scalar) }
      return code(from: start)
    }
  }

  /// Adds one scalar of an NFKC result, with punctuation and digits folded as they are elsewhere.
  private mutating func addFolded(_ scalar: UInt32) {
    if let text = LookAlikes.punctuation[scalar] {
      replacements += text.utf8
      return
    }
    let digit = icu_decimal_digit(scalar)
    if digit >= 0 {
      replacements.append(UInt8(0x30 + digit))
    } else if let unicodeScalar = UnicodeScalar(scalar) {
      replacements += UTF8.encode(unicodeScalar) ?? UTF8.encodedReplacementCharacter
    }
  }

  private mutating func add(_ bytes: [UInt8]) -> UInt32 {
    let start = replacements.count
    replacements += bytes
    return code(from: start)
  }

  /// The code that stands for the replacement from `start` to the end of all.
  private func code(from start: Int) -> UInt32 {
    let count = replacements.count - start
    precondition(count < 256, "replacement too long")
    return UInt32(start) << 8 | UInt32(count)
  }
}
