/// Writes a number, points or a date as ASCII text into a little memory of its own, from the last
/// digit to the first.
///
/// A writer is made for each value.
struct DigitWriter {
  /// More than the longest takes: a date whose year has nineteen digits, and its time.
  private static let capacity = 48

  private var bytes: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0)
  private var start = DigitWriter.capacity

  /// What was written.
  var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }

  /// Calls `body` with what was written.
  @inline(__always)
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    withUnsafeBytes(of: bytes) {
      body(UnsafeBufferPointer(rebasing: $0.bindMemory(to: UInt8.self)[start...]))
    }
  }

  /// Writes an integer.
  mutating func write(_ value: Int) {
    put(value.magnitude, atLeast: 1)
    if value < 0 { put(0x2D) }
  }

  /// Decimal with as few digits as needed: `1.5`, `-0.25`, `3`.
  mutating func write(_ points: Points) {
    let (whole, fraction) = points.thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
    if fraction > 0 {
      var (digits, rest) = (3, fraction)
      while rest % 10 == 0 {
        rest /= 10
        digits -= 1
      }
      put(rest, atLeast: digits)
      put(0x2E)
    }
    put(whole, atLeast: 1)
    if points.thousandths < 0 { put(0x2D) }
  }

  /// ISO 8601: `2011-02-06`.
  mutating func write(_ day: CalendarDay) {
    let (year, month, day) = day.parts
    put(UInt(day), atLeast: 2)
    put(0x2D)
    put(UInt(month), atLeast: 2)
    put(0x2D)
    put(year.magnitude, atLeast: 4)
    if year < 0 { put(0x2D) }
  }

  /// ISO 8601 in UTC: `2011-02-06T10:00:00Z`, with `.123` where there are milliseconds.
  mutating func write(_ instant: Instant) {
    let (day, rest) = instant.milliseconds.flooredDivision(by: 86_400_000)
    let (second, millisecond) = UInt(rest).quotientAndRemainder(dividingBy: 1000)
    put(0x5A)
    if millisecond > 0 {
      put(millisecond, atLeast: 3)
      put(0x2E)
    }
    put(second % 60, atLeast: 2)
    put(0x3A)
    put(second / 60 % 60, atLeast: 2)
    put(0x3A)
    put(second / 3600, atLeast: 2)
    put(0x54)
    write(CalendarDay(number: Int(day)))
  }

  /// Puts a byte before what was written.
  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    start &-= 1
    let place = start
    withUnsafeMutableBytes(of: &bytes) { $0[place] = byte }
  }

  /// Puts a number before it, with zeros up to so many digits.
  private mutating func put(_ value: UInt, atLeast least: Int) {
    var (rest, digits) = (value, 0)
    repeat {
      put(0x30 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
      digits &+= 1
    } while rest > 0 || digits < least
  }
}

extension Int64 {
  fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
