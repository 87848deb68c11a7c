/// The small alphabet in which windows are looked up, one symbol a code point.
///
/// Letters lose their case; all digits are one symbol, and so are all letters and numbers outside
/// ASCII; everything else, the edge of a text included, is one symbol too. So `\d`, `\W` and the
/// context of `\b` cost one key each.
enum FoldedAlphabet {
  /// How many symbols there are.
  static let count = 30
  /// The symbols as bytes, in the order of their numbers: ASCII letters, any digit, `_`, all that
  /// is not a word, and other letters and numbers.
  static let bytes: [UInt8] = Array("abcdefghijklmnopqrstuvwxyz0_ {".utf8)
  /// The byte for all that is not a word.
  static let other: UInt8 = 0x20
  /// All symbols.
  static let fullMask: UInt32 = (1 << 30) - 1

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

  /// The symbol of the code points of a kind.
  static func fold(kind: UInt8) -> UInt8 {
    if kind >> KindRegistry.digit & 1 == 1 { return 0x30 }
    return kind >> KindRegistry.word & 1 == 1 ? 0x7B : other
  }

  /// The symbols of the members of `set`: bit `n` stands for symbol `n`.
  static func mask(of set: SymbolSet, registry: KindRegistry) -> UInt32 {
    var mask: UInt32 = 0
    func add(_ byte: UInt8) { mask |= 1 << UInt32(numbers[Int(byte)]) }
    if set.ascii == .max {
      mask = fullMask & ~(1 << 29)
    } else {
      for byte in UInt8(0)..<0x80 where set.contains(ascii: byte) { add(asciiBytes[Int(byte)]) }
    }
    for kind in UInt8(0)..<(1 << UInt8(registry.questions.count))
    where set.contains(kind: kind) && KindRegistry.isPossible(kind) {
      add(fold(kind: kind))
    }
    for scalar in set.exceptions {
      let kind = registry.kind(of: scalar)
      if set.contains(scalar, kind: kind) { add(fold(kind: kind)) }
    }
    if set.hasEdge { add(other) }
    return mask
  }
}
