/// The small alphabet in which windows are looked up, one symbol a code point.
///
/// Letters lose their case; all digits are one symbol; letters outside ASCII are spread over a few
/// symbols; everything else, the edge of a text included, is one symbol too. So `\d`, `\W` and the
/// context of `\b` cost one key each.
enum FoldedAlphabet {
  /// How many symbols there are.
  static let count = 32
  /// The symbols as bytes, in the order of their numbers: ASCII letters, any digit, `_`, all that
  /// is not a word, and other letters and numbers.
  static let bytes: [UInt8] = Array("abcdefghijklmnopqrstuvwxyz0_ {|}".utf8)
  /// The byte for all that is not a word.
  static let other: UInt8 = 0x20
  /// All symbols.
  static let fullMask: UInt32 = .max
  /// That of `other` alone.
  static let otherMask: UInt32 = 1 << 28

  /// Numbers of the symbols by byte; 255 for bytes that are none.
  static let numbers: [UInt8] = {
    var numbers = [UInt8](repeating: 255, count: 256)
    for (number, byte) in bytes.enumerated() { numbers[Int(byte)] = UInt8(number) }
    return numbers
  }()

  /// The symbol of each ASCII character.
  static let asciiBytes: [UInt8] = (0..<128).map { fold(ascii: UInt8($0)) }

  /// The symbol of an ASCII character.
  static func fold(ascii byte: UInt8) -> UInt8 {
    if byte &- 0x30 < 10 { return 0x30 }
    if (byte | 0x20) &- 0x61 < 26 { return byte | 0x20 }
    return byte == 0x5F ? byte : other
  }

  /// The symbols of letters and numbers outside ASCII.
  static let foreignBytes: ClosedRange<UInt8> = 0x7B...0x7D

  /// The symbol of a code point outside ASCII, which is of that kind. Most letters share it with
  /// their other case: those lie one, 16 or 32 places apart.
  @inline(__always)
  static func fold(_ scalar: UInt32, kind: UInt8) -> UInt8 {
    if kind >> KindRegistry.digit & 1 == 1 { return 0x30 }
    guard kind >> KindRegistry.word & 1 == 1 else { return other }
    return 0x7B + UInt8(truncatingIfNeeded: (scalar >> 1 & 15) % 3)
  }

  /// The symbols of the members of `set`: bit `n` stands for symbol `n`.
  static func mask(of set: SymbolSet, registry: KindRegistry) -> UInt32 {
    var mask: UInt32 = 0
    func add(_ byte: UInt8) { mask |= 1 << UInt32(numbers[Int(byte)]) }
    if set.ascii == .max {
      for byte in bytes where !foreignBytes.contains(byte) { add(byte) }
    } else {
      var rest = set.ascii
      while rest != 0 {
        add(asciiBytes[rest.trailingZeroBitCount])
        rest &= rest &- 1
      }
    }
    for kind in UInt8(0)..<(set.kinds == 0 ? 0 : 1 << UInt8(registry.questions.count))
    where set.contains(kind: kind) && KindRegistry.isPossible(kind) {
      let isForeign = fold(0, kind: kind) == foreignBytes.lowerBound
      for byte in isForeign ? foreignBytes : fold(0, kind: kind)...fold(0, kind: kind) { add(byte) }
    }
    for scalar in set.exceptions {
      let kind = registry.kind(of: scalar)
      if set.contains(scalar, kind: kind) { add(fold(scalar, kind: kind)) }
    }
    if set.hasEdge { add(other) }
    return mask
  }
}
