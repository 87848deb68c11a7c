/// Tells numbers that state nothing where no other sign stands near them: "3 years in business",
/// "over 200 clients", "since 2009", "open 24/7".
///
/// One digit alone is no age, no price without its currency and no part of a telephone number; it
/// can be a day, a body's height or an amount only beside a word that says so. A year can only be an
/// amount. Other numbers can be something beside any of the words that facts hang on, or beside a
/// symbol.
struct LoneNumbers: Sendable {
  /// What kind of number it is.
  enum Kind: UInt8, Sendable {
    case oneDigit = 1
    /// 1900 to 2039.
    case year = 2
    case other = 4
  }

  private static let amountRoles: FactWord.Roles = [
    .currency, .codeWord, .pounds, .million, .priceCue, .per, .half, .period,
  ]
  private static let oneDigitRoles: FactWord.Roles = amountRoles.subtracting(.period).union([
    .month, .feet, .metre, .centimetre, .until, .from, .heightCue, .weightCue, .article, .ordinal,
    .to, .thisNext,
  ])

  /// The words beside which numbers are something, with a bit for each kind.
  private let words: WordTable<UInt8> = {
    func kinds(_ roles: FactWord.Roles) -> UInt8 {
      Kind.other.rawValue
        | (roles.isDisjoint(with: Self.oneDigitRoles) ? 0 : Kind.oneDigit.rawValue)
        | (roles.isDisjoint(with: Self.amountRoles) ? 0 : Kind.year.rawValue)
    }
    return WordTable<UInt8>(
      FactWords.all.map { ($0.word, kinds($0.value.roles)) }
        + ["k", "e", "w", "m", "of", "de", "for"].map { ($0, 7) })
  }()

  /// Whether the number in bytes `start..<end`, digits or a word for one, says nothing alone.
  func isWeak(
    _ start: Int, _ end: Int, _ kind: Kind, _ text: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    var (first, last) = (start, end)
    if kind == .oneDigit {
      // "3-5 years": as one number.
      if last + 1 < count, text[last] == 0x2D, Self.isDigit(text[last + 1]),
        last + 2 == count || !Self.isDigit(text[last + 2])
      {
        last += 2
      } else if first >= 2, text[first - 1] == 0x2D, Self.isDigit(text[first - 2]),
        first == 2 || !Self.isDigit(text[first - 3])
      {
        first -= 2
      }
    }
    return isPlain(before: first, kind, text) && isPlain(behind: last, kind, text, count)
  }

  /// What the digits in bytes `start..<end` are.
  static func kind(_ start: Int, _ end: Int, _ text: UnsafePointer<UInt8>) -> Kind {
    if end == start + 1 { return .oneDigit }
    guard end == start + 4 else { return .other }
    let isTwenties =
      text[start] == 0x32 && text[start + 1] == 0x30 && text[start + 2] &- 0x30 < 4
    return isTwenties || text[start] == 0x31 && text[start + 1] == 0x39 ? .year : .other
  }

  /// Whether the digits in bytes `start..<end` are a part of something that no reader wants: a share
  /// in percent, "24/7".
  static func isUnwanted(
    _ start: Int, _ end: Int, _ text: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    guard end < count else { return false }
    if text[end] == 0x25 { return true }
    // Both numbers of "24/7", with white space on both sides and a word behind.
    let first = text[start] == 0x37 && start >= 3 ? start - 3 : start
    guard first + 5 < count, text[first] == 0x32, text[first + 1] == 0x34, text[first + 2] == 0x2F,
      text[first + 3] == 0x37
    else { return false }
    return (first == 0 || text[first - 1] <= 0x20) && text[first + 4] <= 0x20
      && LetterCode.of(text[first + 5]) != 0
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private func isPlain(
    behind end: Int, _ kind: Kind, _ text: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    guard end < count else { return kind != .other }
    var next = end
    if kind == .oneDigit, text[next] == 0x2B { next += 1 }
    guard next < count else { return false }
    switch text[next] {
    case 0x20: break
    case 0x0A, 0x2D: guard kind == .oneDigit else { return false }
    // . , ) : ; ! ? end what the number belongs to where white space follows.
    case 0x2E, 0x2C, 0x29, 0x3A, 0x3B, 0x21, 0x3F:
      return (kind != .other || text[next] == 0x2E) && next + 1 < count && text[next + 1] <= 0x20
    default: return false
    }
    next += 1
    var last = next
    while last < count, last < next + 24, LetterCode.of(text[last]) != 0 { last += 1 }
    return last > next && isPlain(next, last, kind, text)
  }

  private func isPlain(before start: Int, _ kind: Kind, _ text: UnsafePointer<UInt8>) -> Bool {
    guard start > 1 else { return false }
    var end = start
    switch text[start - 1] {
    case 0x20: end -= 1
    case 0x2D: if kind == .oneDigit { end -= 1 } else { return false }
    case 0x0A, 0x3A, 0x28: return kind != .other
    // Joined to letters it is a part of a name: "B2", "Area51".
    default: break
    }
    guard end > 0 else { return false }
    if kind != .other, end < start,
      [0x2E, 0x2C, 0x3A, 0x3B, 0x21, 0x3F, 0x29].contains(text[end - 1])
    {
      return true
    }
    var first = end
    while first > 0, first > end - 24, LetterCode.of(text[first - 1]) != 0 { first -= 1 }
    return first < end && isPlain(first, end, kind, text)
  }

  /// Whether the word in bytes `start..<end` makes nothing of a number beside it.
  private func isPlain(
    _ start: Int, _ end: Int, _ kind: Kind, _ text: UnsafePointer<UInt8>
  ) -> Bool {
    guard text[start] < 0x80 else { return false }
    return (words.value(text + start, end - start) ?? 0) & kind.rawValue == 0
  }
}
