internal import Foundation
internal import Model

/// Turns moments into the days of one time zone. Used by one thread at a time.
final class LocalClock {
  private let zone: TimeZone
  /// Offsets by quarter of an hour since 1970: no zone changes its offset in between.
  private var offsets: [Int64: Int] = [:]

  init(_ zone: TimeZone) { self.zone = zone }

  /// Takes an IANA name that was checked before; any other counts as UTC.
  convenience init(named name: String) { self.init(Self.zone(name) ?? .gmt) }

  /// The zone of an IANA name; nil where there is none of that name.
  static func zone(_ name: String) -> TimeZone? {
    // Foundation also takes abbreviations, which are ambiguous (CST is American and Chinese).
    name == "UTC" || name.contains("/") ? TimeZone(identifier: name) : nil
  }

  /// The day on which `moment` falls here.
  func day(of moment: Instant) -> CalendarDay {
    let seconds = moment.milliseconds.flooredQuotient(by: 1000)
    let local = seconds + Int64(offset(seconds))
    return CalendarDay(number: Int(local.flooredQuotient(by: 86_400)))
  }

  /// Seconds since local midnight.
  func secondOfDay(of moment: Instant) -> Int {
    let seconds = moment.milliseconds.flooredQuotient(by: 1000)
    let local = seconds + Int64(offset(seconds))
    return Int(local - local.flooredQuotient(by: 86_400) * 86_400)
  }

  private func offset(_ seconds: Int64) -> Int {
    let quarter = seconds.flooredQuotient(by: 900)
    if let known = offsets[quarter] { return known }
    let found = zone.secondsFromGMT(
      for: Date(timeIntervalSince1970: TimeInterval(quarter * 900)))
    offsets[quarter] = found
    return found
  }
}

extension Int64 {
  fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
