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
    var tokens = Tokens(String(decoding: text, as: UTF8.self).lowercased())
    var date = WrittenDate()
    while let token = tokens.next() {
      let isKnown =
        switch token {
        case .word(let word): date.take(word)
        case .number(let digits): date.take(digits, &tokens, order)
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
    _ digits: Substring, _ tokens: inout Tokens, _ order: DateOrder?
  ) -> Bool {
    guard let number = Int(digits) else { return false }
    if digits.count <= 2, tokens.skip(":") {
      return takeTime(from: number, &tokens)
    }
    for mark in ["/", ".", "-"] {
      if let (second, third) = tokens.numbers(joinedBy: mark) {
        return takeDay(digits, second, third, order)
      }
    }
    if digits.count == 4 {
      guard year == nil else { return false }
      year = number
      return number >= 1000
    }
    guard digits.count <= 2 else { return false }
    if tokens.peek == .word("am") || tokens.peek == .word("pm"), !hasTime {
      (hour, hasTime) = (number, true)
      return true
    }
    guard day == nil else { return false }
    day = number
    return true
  }

  private mutating func take(_ mark: String, _ tokens: inout Tokens) -> Bool {
    switch mark {
    case ",", ".", ":", "/": return true
    // What stands in brackets is the name of the zone.
    case "(": return hasTime && tokens.pass(")")
    case "-", "+":
      // Between parts of a date, or before an offset, which follows a time.
      guard hasTime, case .number(let digits)? = tokens.peek,
        digits.count == 4 || digits.count == 2,
        year != nil || mark == "+"
      else { return mark == "-" && !hasTime }
      _ = tokens.next()
      var minutes: Substring = "0"
      var hours = digits
      if digits.count == 4 {
        (hours, minutes) = (digits.prefix(2), digits.suffix(2))
      } else if tokens.skip(":"), case .number(let rest)? = tokens.next() {
        minutes = rest
      }
      guard let hours = Int(hours), let minutes = Int(minutes), hours <= 23, minutes <= 59 else {
        return false
      }
      return setZone((mark == "-" ? -1 : 1) * (hours * 3600 + minutes * 60))
    default: return false
    }
  }

  private mutating func setZone(_ seconds: Int) -> Bool {
    guard offsetSeconds == nil || offsetSeconds == 0 else { return seconds == offsetSeconds }
    offsetSeconds = seconds
    return hasTime
  }

  /// The rest of a time whose hour and colon have been read.
  private mutating func takeTime(from hour: Int, _ tokens: inout Tokens) -> Bool {
    guard !hasTime, case .number(let minutes)? = tokens.next(), minutes.count == 2 else {
      return false
    }
    (self.hour, minute, hasTime) = (hour, Int(minutes) ?? 60, true)
    guard tokens.skip(":") else { return true }
    guard case .number(let seconds)? = tokens.next(), seconds.count == 2 else { return false }
    second = Int(seconds) ?? 61
    if tokens.skip(".") {
      guard case .number? = tokens.next() else { return false }
    }
    return true
  }

  /// A day of three numbers.
  private mutating func takeDay(
    _ first: Substring, _ second: Substring, _ third: Substring, _ order: DateOrder?
  ) -> Bool {
    guard year == nil, month == nil, day == nil else { return false }
    let parts: (year: Substring, month: Substring, day: Substring)
    if first.count == 4 {
      parts = (first, second, third)
    } else if third.count == 4, let order {
      parts = order == .monthFirst ? (third, first, second) : (third, second, first)
    } else {
      return false
    }
    guard parts.month.count <= 2, parts.day.count <= 2 else { return false }
    (year, month, day) = (Int(parts.year), Int(parts.month), Int(parts.day))
    return true
  }

  /// Words, numbers and marks of a text.
  private struct Tokens {
    enum Token: Equatable {
      /// Letters, without the full stop behind them.
      case word(String)
      case number(Substring)
      case mark(String)
    }

    private var rest: Substring

    init(_ text: String) {
      // Whole words by themselves: their points would be marks.
      let plain = text.replacing("a.m.", with: "am").replacing("p.m.", with: "pm")
      rest = plain[...]
    }

    var peek: Token? {
      var copy = self
      return copy.next()
    }

    mutating func next() -> Token? {
      rest = rest.drop(while: \.isWhitespace)
      guard let first = rest.first else { return nil }
      if first.isLetter {
        let word = rest.prefix(while: \.isLetter)
        rest = rest[word.endIndex...]
        return .word(String(word))
      }
      if first.isASCII, first.isNumber {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest[digits.endIndex...]
        return .number(digits)
      }
      rest = rest.dropFirst()
      return .mark(String(first))
    }

    /// Whether the mark follows, and is passed with all before it.
    mutating func pass(_ mark: Character) -> Bool {
      guard let place = rest.firstIndex(of: mark) else { return false }
      rest = rest[rest.index(after: place)...]
      return true
    }

    /// Whether the mark was next, and is passed.
    mutating func skip(_ mark: String) -> Bool {
      guard peek == .mark(mark) else { return false }
      _ = next()
      return true
    }

    /// The two numbers that follow, each behind the mark, if they do.
    mutating func numbers(joinedBy mark: String) -> (Substring, Substring)? {
      var copy = self
      guard copy.skip(mark), case .number(let first)? = copy.next(), copy.skip(mark),
        case .number(let second)? = copy.next()
      else { return nil }
      self = copy
      return (first, second)
    }
  }
}
