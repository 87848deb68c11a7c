/// A point in time: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
package struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since the Unix epoch; negative before it.
  package let milliseconds: Int64

  /// Takes milliseconds since the Unix epoch.
  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// A moment of the proleptic Gregorian calendar, in UTC.
  ///
  /// Returns nil where a part is out of its range (month 13, 30 February, hour 24). Second 60 is
  /// read as 59, because the Unix clock has no leap seconds.
  package init?(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0,
    millisecond: Int = 0, offsetSeconds: Int = 0
  ) {
    guard let date = CalendarDay(year: year, month: month, day: day),
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second),
      (0...999).contains(millisecond), (-86_399...86_399).contains(offsetSeconds)
    else { return nil }
    let seconds = date.number * 86_400 + hour * 3600 + minute * 60 + min(second, 59) - offsetSeconds
    self.milliseconds = Int64(seconds * 1000 + millisecond)
  }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension Instant: CustomStringConvertible {
  /// ISO 8601 in UTC: `2011-02-06T10:00:00Z`, with `.123` where there are milliseconds.
  package var description: String {
    var digits = DigitWriter()
    digits.write(self)
    return digits.text
  }
}
