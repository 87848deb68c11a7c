/// A day of the proleptic Gregorian calendar, without a time zone.
package struct CalendarDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before it.
  package let number: Int

  /// Takes days since 1970-01-01.
  package init(number: Int) { self.number = number }

  /// Returns nil where a part is out of its range (month 13, 30 February, year 10000).
  package init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month),
      (1...Self.days(inMonth: month, year: year)).contains(day)
    else { return nil }
    // Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  /// Reads `2011-02-06`; nil for anything else.
  package init?(_ text: some StringProtocol) {
    var (year, month, day, place) = (0, 0, 0, 0)
    for byte in text.utf8 {
      switch (place, byte) {
      case (4, 0x2D), (7, 0x2D): break
      case (0..<4, 0x30...0x39): year = 10 * year + Int(byte - 0x30)
      case (5..<7, 0x30...0x39): month = 10 * month + Int(byte - 0x30)
      case (8..<10, 0x30...0x39): day = 10 * day + Int(byte - 0x30)
      default: return nil
      }
      place += 1
    }
    guard place == 10 else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Year, month from 1, day from 1.
  package var parts: (year: Int, month: Int, day: Int) {
    // Source: H. Hinnant, civil_from_days.
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// 0 for Monday to 6 for Sunday.
  package var weekday: Int {
    // 1970-01-01 was a Thursday.
    let rest = (number + 3) % 7
    return rest < 0 ? rest + 7 : rest
  }

  /// The day so many days later.
  package func advanced(by days: Int) -> CalendarDay { CalendarDay(number: number + days) }

  package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    left.number < right.number
  }

  /// How many days a month has.
  package static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CalendarDay: CustomStringConvertible {
  /// ISO 8601: `2011-02-06`.
  package var description: String {
    var digits = DigitWriter()
    digits.write(self)
    return digits.text
  }
}
