internal import Model

/// Tells numbers that state nothing where no other sign stands near them: "3 years in business",
/// "over 200 clients", "since 2009", "open 24/7".
///
/// The nearest word on each side decides, past words such as "of" and "the": most words make nothing
/// of a number, and only so many kinds of numbers can be something beside each of the others. One
/// digit is no age, no price without its currency and no part of a telephone number; it can be a
/// day, a body's height or an amount. A year can only be an amount. Three digits and more can be an
/// amount or a measure; two can be an age besides.
struct LoneNumbers: Sendable {
  /// What kind of number it is.
  enum Kind: Int, Sendable {
    case oneDigit
    case twoDigits
    /// 1900 to 2039.
    case year
    case large
  }

  /// What a word makes of a number beside it.
  enum Bearing: UInt8, Sendable {
    case none
    /// The word beyond it decides: "of", "the".
    case passing
    case some
    /// A period of pay: some behind "a" or "per", else none.
    case period
    /// "years", which make an age of two digits or one of experience.
    case years
    /// "over", "about", "least": what stands before them and behind the number decides.
    case bound
  }

  /// What a word makes of numbers of each kind.
  struct Bearings: Sendable {
    var list: (Bearing, Bearing, Bearing, Bearing)

    subscript(kind: Kind) -> Bearing {
      switch kind {
      case .oneDigit: list.0
      case .twoDigits: list.1
      case .year: list.2
      case .large: list.3
      }
    }
  }

  private static let amountRoles: FactWord.Roles = [
    .currency, .codeWord, .pounds, .million, .priceCue, .half,
  ]
  private static let timeRoles: FactWord.Roles = [
    .hour, .minute, .duration, .quick, .night, .visit,
  ]
  private static let bodyRoles: FactWord.Roles = [
    .feet, .metre, .centimetre, .heightCue, .weightCue,
  ]
  private static let oneDigitRoles: FactWord.Roles = amountRoles.union(bodyRoles).union([
    .month, .until, .from, .thisNext,
  ])
  private static let largeRoles: FactWord.Roles = amountRoles.union(timeRoles).union(bodyRoles)
    .union([.poundWeight, .kilogram])
  /// Those that leave two digits what they are.
  private static let otherRoles: FactWord.Roles = [
    .otherUnit, .experience, .numbered, .thing, .schedule, .several, .load, .relation, .year,
    .inch,
  ]
  private static let boundRoles: FactWord.Roles = [.over, .upward, .must, .adverb]
  private static let passingRoles: FactWord.Roles = [
    .article, .and, .to, .filler, .clauseEnd, .possessive, .per, .full, .ordinal,
  ]

  private let words: WordTable<Bearings> = {
    let periods = Set(PayPeriod.nouns)
    func bearings(_ text: String, _ word: FactWord) -> Bearings {
      func bearing(_ some: FactWord.Roles) -> Bearing {
        if !word.roles.isDisjoint(with: some) { return .some }
        if word.roles.contains(.period) { return periods.contains(text) ? .period : .some }
        return word.roles.isDisjoint(with: Self.passingRoles) ? .none : .passing
      }
      var two = bearing(Self.largeRoles.union(Self.oneDigitRoles))
      if two == .none || two == .passing,
        !word.roles.subtracting(Self.otherRoles.union(Self.passingRoles)).isEmpty
      {
        two = .some
      }
      if !word.starts.isDisjoint(with: [.appeal, .givenName, .body]) { two = .some }
      if word.roles.contains(.year) { two = word.value == 2 ? .some : .years }
      if two == .some, !word.roles.isDisjoint(with: Self.boundRoles),
        word.roles.isDisjoint(with: Self.largeRoles),
        word.roles.subtracting(Self.boundRoles.union(Self.otherRoles).union(Self.passingRoles))
          .isEmpty
      {
        two = .bound
      }
      return Bearings(
        list: (
          bearing(Self.oneDigitRoles), two, bearing(Self.largeRoles.union(.month)),
          bearing(Self.largeRoles)
        )
      )
    }
    let some = Bearings(list: (.some, .some, .some, .some))
    let passing = Bearings(list: (.passing, .passing, .passing, .passing))
    // "straight dude 37": of those whom only ages are told of.
    let ofAges = Bearings(list: (.none, .some, .none, .none))
    let persons: AgeSigns = [.person, .persons, .sex, .name]
    return WordTable<Bearings>(
      AgeVocabulary.words.filter { !$0.value.isDisjoint(with: persons) }.map { ($0.word, ofAges) }
        + FactWords.all.map { ($0.word, bearings($0.word, $0.value)) }
        + "k e w m f obo ono rs birthday bday upto".listedWords.map { ($0, some) }
        + ["of", "de", "for"].map { ($0, passing) })
  }()

  /// What reads without the table's references being counted; valid as long as the table.
  var reader: Reader { Reader(words: words.view) }

  /// How many passing words are looked past.
  static let passingLimit = 3

  /// A look at the table.
  struct Reader {
    fileprivate let words: WordTable<Bearings>.View

    /// Whether the number in bytes `start..<end`, digits or a word for one, says nothing alone.
    func isWeak(
      _ start: Int, _ end: Int, _ kind: Kind, _ text: UnsafePointer<UInt8>, _ count: Int
    ) -> Bool {
      guard let number = LoneNumbers.whole(start, end, kind, text, count),
        !LoneNumbers.isMoney(before: number.start, text)
      else { return false }
      let reader = Neighbours(words: words, text: text, count: count, kind: number.kind)
      // Joined to letters it is a part of a name: "B2", "Area51".
      let isPartOfName = number.start > 0 && LetterCode.of(text[number.start - 1]) != 0
      let hasPlus = number.end < count && text[number.end] == 0x2B
      return reader.areNone(behind: number.end, isPartOfName: isPartOfName)
        && reader.areNone(before: number.start, passesBounds: !hasPlus)
    }
  }

  /// Whether the capital of a currency alone stands right before `start`: "P2,500", "R900".
  private static func isMoney(before start: Int, _ text: UnsafePointer<UInt8>) -> Bool {
    guard start > 0, text[start - 1] == 0x50 || text[start - 1] == 0x52 else { return false }
    return start == 1 || text[start - 2] <= 0x20
  }

  /// What the digits in bytes `start..<end` are.
  static func kind(_ start: Int, _ end: Int, _ text: UnsafePointer<UInt8>) -> Kind {
    if end == start + 1 { return .oneDigit }
    if end == start + 2 { return .twoDigits }
    guard end == start + 4 else { return .large }
    let isTwenties =
      text[start] == 0x32 && text[start + 1] == 0x30 && text[start + 2] &- 0x30 < 4
    return isTwenties || text[start] == 0x31 && text[start + 1] == 0x39 ? .year : .large
  }

  /// Whether the digits in bytes `start..<end` are a part of something that no reader wants: a share
  /// in percent, "24/7", "401(k)".
  static func isUnwanted(
    _ start: Int, _ end: Int, _ text: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    guard end < count else { return false }
    if text[end] == 0x25 { return true }
    if end == start + 3, text[start] == 0x34, text[start + 1] == 0x30, text[start + 2] == 0x31 {
      // A pension plan by the section of its law.
      let letter = text[end] == 0x28 ? end + 1 : end
      return letter < count && text[letter] | 0x20 == 0x6B
    }
    // Both numbers of "24/7", with white space on both sides and a word behind.
    let first = text[start] == 0x37 && start >= 3 ? start - 3 : start
    guard first + 5 < count, text[first] == 0x32, text[first + 1] == 0x34, text[first + 2] == 0x2F,
      text[first + 3] == 0x37
    else { return false }
    guard first == 0 || text[first - 1] <= 0x20 else { return false }
    return text[first + 4] <= 0x20 && LetterCode.of(text[first + 5]) != 0
      || text[first + 4] == 0x2F && text[first + 5] == 0x33
  }

  /// The whole number that the digits in bytes `start..<end` belong to: "15,000", "7.5", "3-5"; nil
  /// where it is more than one.
  fileprivate static func whole(
    _ start: Int, _ end: Int, _ kind: Kind, _ text: UnsafePointer<UInt8>, _ count: Int
  ) -> (start: Int, end: Int, kind: Kind)? {
    var (first, last, kind) = (start, end, kind)
    var points = 0
    while last + 1 < count, text[last] == 0x2C || text[last] == 0x2E, isDigit(text[last + 1]) {
      var next = last + 1
      while next < count, isDigit(text[next]) { next += 1 }
      if text[last] == 0x2C, next - last != 4 { return nil }
      if text[last] == 0x2E { points += 1 }
      kind = .large
      last = next
    }
    while first >= 2, text[first - 1] == 0x2C || text[first - 1] == 0x2E, isDigit(text[first - 2]) {
      if text[first - 1] == 0x2E { points += 1 }
      kind = .large
      first -= 2
      while first > 0, isDigit(text[first - 1]) { first -= 1 }
    }
    guard points <= 1, last - first <= 12 else { return nil }
    // "3-5 years", "5-10 years": no ages.
    if kind == .oneDigit, let next = rangeEnd(last, text, count) {
      last = next
    } else if kind == .oneDigit || kind == .twoDigits, let before = rangeStart(first, text) {
      first = before
      kind = .oneDigit
    }
    return (first, last, kind)
  }

  /// The end of one or two digits behind a hyphen or "to" at `last`.
  private static func rangeEnd(_ last: Int, _ text: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    var next = last
    if next + 4 < count, text[next] == 0x20, text[next + 1] == 0x74, text[next + 2] == 0x6F,
      text[next + 3] == 0x20
    {
      next += 4
    } else {
      if next + 2 < count, text[next] == 0x20, text[next + 1] == 0x2D { next += 1 }
      guard next + 1 < count, text[next] == 0x2D else { return nil }
      next += text[next + 1] == 0x20 ? 2 : 1
    }
    let digits = next
    while next < count, isDigit(text[next]) { next += 1 }
    return (1...2).contains(next - digits) ? next : nil
  }

  /// The start of one digit before a hyphen or "to" that ends at `first`.
  private static func rangeStart(_ first: Int, _ text: UnsafePointer<UInt8>) -> Int? {
    var before = first
    if before >= 5, text[before - 1] == 0x20, text[before - 2] == 0x6F, text[before - 3] == 0x74,
      text[before - 4] == 0x20
    {
      before -= 4
    } else {
      if before >= 2, text[before - 1] == 0x20, text[before - 2] == 0x2D { before -= 1 }
      guard before >= 2, text[before - 1] == 0x2D else { return nil }
      before -= text[before - 2] == 0x20 ? 2 : 1
    }
    guard before >= 2, isDigit(text[before - 1]), !isDigit(text[before - 2]),
      text[before - 2] != 0x2D
    else { return nil }
    return before - 1
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
