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
    let (day, rest) = milliseconds.flooredDivision(by: 86_400_000)
    let date = CalendarDay(number: Int(day))
    let second = Int(rest) / 1000
    let millisecond = Int(rest % 1000)
    let time = String(unsafeUninitializedCapacity: 14) { bytes in
      var count = 0
      func put(_ mark: UInt8, _ value: Int, from first: Int) {
        bytes[count] = mark
        count += 1
        var unit = first
        while unit > 0 {
          bytes[count] = 0x30 + UInt8(value / unit % 10)
          count += 1
          unit /= 10
        }
      }
      put(0x54, second / 3600, from: 10)
      put(0x3A, second / 60 % 60, from: 10)
      put(0x3A, second % 60, from: 10)
      if millisecond > 0 { put(0x2E, millisecond, from: 100) }
      bytes[count] = 0x5A
      return count + 1
    }
    return date.description + time
  }
}

extension Int64 {
  fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
