internal import Foundation
internal import Model

/// Reads moments that are written by a place's own clock.
enum LocalMoment {
  /// `2011-02-06T17:30`, in `zone` unless an offset or Z stands behind it; nil for anything else.
  static func instant(_ text: String, zone: TimeZone) -> Instant? {
    let form =
      /([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(Z|[+-][0-9]{2}:[0-9]{2})?/
    guard let match = text.wholeMatch(of: form), let day = CalendarDay(match.1),
      let hour = Int(match.2), let minute = Int(match.3)
    else { return nil }
    let second = match.4.flatMap { Int($0) } ?? 0
    let (year, month, dayOfMonth) = day.parts
    func instant(offset: Int) -> Instant? {
      Instant(
        year: year, month: month, day: dayOfMonth, hour: hour, minute: minute, second: second,
        offsetSeconds: offset)
    }
    if let written = match.5 { return offset(written).flatMap(instant) }
    guard let wall = instant(offset: 0) else { return nil }
    // The offset that holds at the moment itself: near a change the first guess may be off.
    var guess = zone.secondsFromGMT(for: date(wall, less: 0))
    guess = zone.secondsFromGMT(for: date(wall, less: guess))
    return instant(offset: guess)
  }

  private static func date(_ wall: Instant, less offset: Int) -> Date {
    Date(timeIntervalSince1970: Double(wall.milliseconds) / 1000 - Double(offset))
  }

  private static func offset(_ text: Substring) -> Int? {
    if text == "Z" { return 0 }
    guard let hours = Int(text.dropFirst().prefix(2)), let minutes = Int(text.suffix(2)) else {
      return nil
    }
    return (text.first == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}
