/// Contacts in ids, addresses and places, which extraction does not read: found by their shape
/// alone, for a redacted file must rather mask too much than too little.
enum LooseContacts {
  /// What a run of bytes looks like.
  enum Kind: Equatable {
    /// Ten digits or more, with the usual marks between; the digits alone.
    case number(digits: String)
    /// Text round an at sign, plain or percent-encoded, in lower case.
    case address(String)
  }

  /// Where contacts stand in `text`, in order, without overlaps.
  static func find(in text: [UInt8]) -> [(range: Range<Int>, kind: Kind)] {
    var result: [(range: Range<Int>, kind: Kind)] = []
    var index = 0
    while index < text.count {
      if let found = address(in: text, at: index) ?? number(in: text, at: index) {
        result.append(found)
        index = found.range.upperBound
      } else if isWord(text[index]) {
        // On to the next place where a contact can start.
        let isDigit = Self.isDigit(text[index])
        while index < text.count, isWord(text[index]), isDigit == Self.isDigit(text[index]) {
          index += 1
        }
      } else {
        index += 1
      }
    }
    return result
  }

  private static let leastDigits = 10

  private static func number(
    in text: [UInt8], at start: Int
  ) -> (range: Range<Int>, kind: Kind)? {
    guard isDigit(text[start]) else { return nil }
    var digits: [UInt8] = []
    var end = start
    var index = start
    var markCount = 0
    while index < text.count, markCount < 4 {
      if isDigit(text[index]) {
        digits.append(text[index])
        end = index + 1
        markCount = 0
      } else if marks.contains(text[index]) {
        markCount += 1
      } else {
        break
      }
      index += 1
    }
    guard digits.count >= leastDigits else { return nil }
    return (start..<end, .number(digits: String(decoding: digits, as: UTF8.self)))
  }

  private static func address(
    in text: [UInt8], at start: Int
  ) -> (range: Range<Int>, kind: Kind)? {
    guard isAddressByte(text[start]), start == 0 || !isAddressByte(text[start - 1]) else {
      return nil
    }
    var index = start
    while index < text.count, isAddressByte(text[index]) { index += 1 }
    guard let sign = signs.first(where: { text[index...].starts(with: $0) }) else { return nil }
    let local = text[start..<index]
    index += sign.count
    let domainStart = index
    while index < text.count, isAddressByte(text[index]) { index += 1 }
    guard index > domainStart else { return nil }
    let address = String(decoding: local + [0x40] + text[domainStart..<index], as: UTF8.self)
    return (start..<index, .address(address.lowercased()))
  }

  private static let signs: [[UInt8]] = [[0x40], Array("%40".utf8)]
  private static let marks = Set(" ()-+./_".utf8)
  private static let addressMarks = Set(".-_+".utf8)

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80
  }

  private static func isAddressByte(_ byte: UInt8) -> Bool {
    isWord(byte) || addressMarks.contains(byte)
  }
}
