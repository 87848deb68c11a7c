/// Reads letters for the digits on whose keys they stand, behind a toll-free area code: the shape in
/// which businesses write their numbers ("1-800-…").
///
/// Elsewhere capitals behind digits are part numbers and the like. Source: ITU-T E.161, keypads.
enum PhoneWord {
  private static let tollFree: Set<UInt64> = [800, 833, 844, 855, 866, 877, 888]

  /// The digits of the capitals at token `index`, seven in all with those behind or before them; nil
  /// where they are no part of such a number.
  static func digits(
    at index: Int, behind atoms: [PhoneAtom], _ field: FieldTokens
  ) -> (value: UInt64, count: Int)? {
    let token = field.tokens[index]
    guard token.byteCount >= 3, token.byteCount <= 12, token.flags.contains(.startsCapital),
      isJoined(index, field), let last = atoms.last, last.last == index - 2,
      let count = count(at: index, behind: atoms, field)
    else { return nil }
    var value: UInt64 = 0
    for place in 0..<token.byteCount {
      guard let digit = digit(field.bytes[Int(token.start) + place]) else { return nil }
      if place < count { value = value * 10 + digit }
    }
    return (value, count)
  }

  /// How many of the letters are dialled.
  private static func count(
    at index: Int, behind atoms: [PhoneAtom], _ field: FieldTokens
  ) -> Int? {
    let length = field.tokens[index].byteCount
    if isTollFree(atoms[atoms.count - 1]) {
      if length >= 7 { return 7 }
      let next = index + 2
      guard length == 3, isJoined(next, field), next < field.tokens.count,
        field.tokens[next].byteCount == 4
      else { return nil }
      return 3
    }
    guard length == 4, atoms.count >= 2, atoms[atoms.count - 1].count == 3,
      isTollFree(atoms[atoms.count - 2])
    else { return nil }
    return 4
  }

  private static func isTollFree(_ atom: PhoneAtom) -> Bool {
    atom.origin == .digits
      && (atom.count == 3 || atom.count == 4 && atom.value / 1000 == 1)
      && tollFree.contains(atom.value % 1000)
  }

  /// Whether one hyphen joins token `index` to what stands before it.
  private static func isJoined(_ index: Int, _ field: FieldTokens) -> Bool {
    field.isSymbol(index - 1, "-") && field.isGlued(index) && field.isGlued(index - 1)
  }

  private static func digit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "C"): 2
    case UInt8(ascii: "D")...UInt8(ascii: "F"): 3
    case UInt8(ascii: "G")...UInt8(ascii: "I"): 4
    case UInt8(ascii: "J")...UInt8(ascii: "L"): 5
    case UInt8(ascii: "M")...UInt8(ascii: "O"): 6
    case UInt8(ascii: "P")...UInt8(ascii: "S"): 7
    case UInt8(ascii: "T")...UInt8(ascii: "V"): 8
    case UInt8(ascii: "W")...UInt8(ascii: "Z"): 9
    default: nil
    }
  }
}
