internal import Model

/// In which order a dump gives day and month where both are numbers and the year comes last.
package enum DateOrder: String, Sendable, CaseIterable {
  /// 02/06/2011 is 6 February.
  case monthFirst = "mdy"
  /// 02/06/2011 is 2 June.
  case dayFirst = "dmy"
}

/// Reads dates as people and mail programs write them: `Sunday, February 6, 2011 5:45 PM`,
/// `6 Feb 2011`, `Sun, 06 Feb 2011 10:00:00 -0600`, `6 de febrero de 2011`, `2011/02/06`, and with
/// an order `02/06/2011`.
///
/// Nothing is guessed: a date that can be read in two ways, has a year of two digits or a word that
/// is not known is none.
struct WrittenDate {
  /// The longest text that is looked at.
  private static let lengthLimit = 64

  private static let months: [String: Int] = {
    let names = """
      january february march april may june july august september october november december
      jan feb mar apr may jun jul aug sep oct nov dec
      enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
      ene feb mar abr may jun jul ago sep oct nov dic
      """.split(whereSeparator: \.isWhitespace)
    var months = ["sept": 9, "setiembre": 9]
    for (index, name) in names.enumerated() { months[String(name)] = index % 12 + 1 }
    return months
  }()

  /// Words that say nothing of when.
  private static let fillers: Set<String> = Set(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat
    sun lunes martes miércoles miercoles jueves viernes sábado sabado domingo lun mié mie jue
    vie sáb sab dom posted published date on at of the de del el a las st nd rd th t
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Hours from UTC. Source: RFC 5322, section 4.3.
  private static let zones = [
    "z": 0, "utc": 0, "gmt": 0, "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6,
    "mst": -7, "pdt": -7, "pst": -8,
  ]

  private var year: Int?
  private var month: Int?
  /// Whether the month may have been a Tuesday (martes).
  private var mayBeDay = false
  private var day: Int?
  private var hour = 0
  private var minute = 0
  private var second = 0
  private var hasTime = false
  private var isAfternoon: Bool?
  private var offsetSeconds: Int?

  /// The moment that `text` names, in UTC where it has no zone; nil if it names none.
  static func instant(_ text: UnsafeBufferPointer<UInt8>, order: DateOrder?) -> Instant? {
    guard text.count <= lengthLimit else { return nil }
    var tokens = Tokens(text)
    var date = WrittenDate()
    while let token = tokens.next() {
      let isKnown =
        switch token {
        case .word(let word): date.take(word)
        case .number(let number): date.take(number, &tokens, order)
        case .mark(let mark): date.take(mark, &tokens)
        }
      guard isKnown else { return nil }
    }
    return date.instant
  }

  private var instant: Instant? {
    guard let year, let month, let day else { return nil }
    var hour = hour
    if let isAfternoon {
      guard hasTime, (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    return Instant(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second,
      offsetSeconds: offsetSeconds ?? 0)
  }

  // MARK: tokens

  private mutating func take(_ word: String) -> Bool {
    if let number = Self.months[word] {
      guard month == nil || mayBeDay else { return false }
      (month, mayBeDay) = (number, word == "mar")
      return true
    }
    if word == "am" || word == "pm" {
      guard isAfternoon == nil else { return false }
      isAfternoon = word == "pm"
      return true
    }
    if let hours = Self.zones[word] { return setZone(hours * 3600) }
    return Self.fillers.contains(word)
  }

  private mutating func take(
    _ number: Number, _ tokens: inout Tokens, _ order: DateOrder?
  ) -> Bool {
    if number.digits <= 2, tokens.skip(":") { return takeTime(from: number.value, &tokens) }
    for mark in Self.dayMarks {
      if let (second, third) = tokens.numbers(joinedBy: mark) {
        return takeDay(number, second, third, order)
      }
    }
    if number.digits == 4 {
      guard year == nil else { return false }
      year = number.value
      return number.value >= 1000
    }
    guard number.digits <= 2 else { return false }
    if !hasTime, case .word(let word)? = tokens.peek, word == "am" || word == "pm" {
      (hour, hasTime) = (number.value, true)
      return true
    }
    guard day == nil else { return false }
    day = number.value
    return true
  }

  private static let dayMarks: [UnicodeScalar] = ["/", ".", "-"]

  private mutating func take(_ mark: UInt8, _ tokens: inout Tokens) -> Bool {
    switch UnicodeScalar(mark) {
    case ",", ".", ":", "/": return true
    // What stands in brackets is the name of the zone.
    case "(": return hasTime && tokens.pass(")")
    // Between parts of a date, or before an offset, which follows a time.
    case "-" where !hasTime: return true
    case "-" where year == nil: return false
    case "-": return takeOffset(sign: -1, &tokens)
    case "+": return hasTime && takeOffset(sign: 1, &tokens)
    default: return false
    }
  }

  /// An offset from UTC behind its sign: `0600`, `06:00` or `06`.
  private mutating func takeOffset(sign: Int, _ tokens: inout Tokens) -> Bool {
    guard case .number(let number)? = tokens.next() else { return false }
    var (hours, minutes) = (number.value, 0)
    switch number.digits {
    case 4: (hours, minutes) = (number.value / 100, number.value % 100)
    case 2 where tokens.skip(":"):
      guard case .number(let rest)? = tokens.next(), rest.digits == 2 else { return false }
      minutes = rest.value
    case 2: break
    default: return false
    }
    return hours <= 23 && minutes <= 59 && setZone(sign * (hours * 3600 + minutes * 60))
  }

  private mutating func setZone(_ seconds: Int) -> Bool {
    guard offsetSeconds == nil || offsetSeconds == 0 else { return seconds == offsetSeconds }
    offsetSeconds = seconds
    return hasTime
  }

  /// The rest of a time whose hour and colon have been read.
  private mutating func takeTime(from hour: Int, _ tokens: inout Tokens) -> Bool {
    guard !hasTime, case .number(let minutes)? = tokens.next(), minutes.digits == 2 else {
      return false
    }
    (self.hour, minute, hasTime) = (hour, minutes.value, true)
    guard tokens.skip(":") else { return true }
    guard case .number(let seconds)? = tokens.next(), seconds.digits == 2 else { return false }
    second = seconds.value
    if tokens.skip(".") {
      guard case .number? = tokens.next() else { return false }
    }
    return true
  }

  /// A day of three numbers.
  private mutating func takeDay(
    _ first: Number, _ second: Number, _ third: Number, _ order: DateOrder?
  ) -> Bool {
    guard year == nil, month == nil, day == nil else { return false }
    let parts: (year: Number, month: Number, day: Number)
    if first.digits == 4 {
      parts = (first, second, third)
    } else if third.digits == 4, let order {
      parts = order == .monthFirst ? (third, first, second) : (third, second, first)
    } else {
      return false
    }
    guard parts.month.digits <= 2, parts.day.digits <= 2 else { return false }
    (year, month, day) = (parts.year.value, parts.month.value, parts.day.value)
    return true
  }

  private struct Number {
    var value: Int
    /// How many digits it is written with.
    var digits: Int
  }

  /// Words, numbers and marks of a text.
  private struct Tokens {
    enum Token {
      /// Letters in lower case; `am` and `pm` however they are written.
      case word(String)
      case number(Number)
      case mark(UInt8)
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0

    init(_ text: UnsafeBufferPointer<UInt8>) { bytes = text }

    var peek: Token? {
      var copy = self
      return copy.next()
    }

    mutating func next() -> Token? {
      while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
      guard offset < bytes.count else { return nil }
      let start = offset
      if Self.isLetter(bytes[start]) {
        while offset < bytes.count, Self.isLetter(bytes[offset]) { offset += 1 }
        return .word(word(from: start))
      }
      if Self.isDigit(bytes[start]) {
        var value = 0
        while offset < bytes.count, Self.isDigit(bytes[offset]) {
          value = min(value * 10 + Int(bytes[offset] - 0x30), 99_999)
          offset += 1
        }
        return .number(Number(value: value, digits: offset - start))
      }
      offset += 1
      return .mark(bytes[start])
    }

    private mutating func word(from start: Int) -> String {
      let letters = bytes[start..<offset].lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      let word = String(decoding: letters, as: UTF8.self)
      guard word == "a" || word == "p", bytes[offset...].starts(with: [0x2E]),
        let last = bytes[offset...].dropFirst().first, last | 0x20 == 0x6D
      else { return word }
      offset += 2
      _ = skip(".")
      return word + "m"
    }

    /// Letters of ASCII, and all that lies beyond it.
    private static func isLetter(_ byte: UInt8) -> Bool {
      byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Whether the mark follows somewhere, and is passed with all before it.
    mutating func pass(_ mark: UnicodeScalar) -> Bool {
      guard let place = bytes[offset...].firstIndex(of: UInt8(ascii: mark)) else { return false }
      offset = place + 1
      return true
    }

    /// Whether the mark was next, and is passed.
    mutating func skip(_ mark: UnicodeScalar) -> Bool {
      var copy = self
      guard case .mark(UInt8(ascii: mark))? = copy.next() else { return false }
      self = copy
      return true
    }

    /// The two numbers that follow, each behind the mark, if they do.
    mutating func numbers(joinedBy mark: UnicodeScalar) -> (Number, Number)? {
      var copy = self
      guard copy.skip(mark), case .number(let first)? = copy.next(), copy.skip(mark),
        case .number(let second)? = copy.next()
      else { return nil }
      self = copy
      return (first, second)
    }
  }
}
