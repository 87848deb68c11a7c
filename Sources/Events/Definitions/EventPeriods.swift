internal import Model

/// The days of an event as they fall in one place.
package struct EventPeriods: Sendable, Equatable {
  /// Days that are asked about.
  let event: ClosedRange<CalendarDay>
  /// The event and the days around it that belong to neither side.
  let guarded: ClosedRange<CalendarDay>
  /// From the first day of the baseline to its last, the event in between or behind.
  let span: ClosedRange<CalendarDay>
  /// Days of other events, which the baseline leaves out.
  let leftOut: [ClosedRange<CalendarDay>]

  /// - Parameter days: the period asked about; nil for the whole event.
  init(
    _ event: EventDefinition, in zone: String, days: ClosedRange<CalendarDay>? = nil,
    definitions: EventDefinitions
  ) {
    let whole = Self.days(of: event, in: zone)
    self.event = days ?? whole
    guarded =
      whole.lowerBound.advanced(
        by: -event.guardDays.before)...whole.upperBound.advanced(by: event.guardDays.after)
    // A baseline of no days behind the event still ends with the guard.
    span =
      guarded.lowerBound.advanced(
        by: -event.baselineDays.before)...guarded.upperBound.advanced(by: event.baselineDays.after)
    leftOut = event.leaveOut.compactMap { definitions.event($0) }.map { other in
      let days = Self.days(of: other, in: zone)
      return days.lowerBound.advanced(
        by: -other.guardDays.before)...days.upperBound.advanced(by: other.guardDays.after)
    }
  }

  /// First and last day of an event by the clock of `zone`.
  static func days(of event: EventDefinition, in zone: String) -> ClosedRange<CalendarDay> {
    let clock = LocalClock(named: zone)
    let first: CalendarDay
    switch event.start {
    case .day(let day): first = day
    case .instant(let moment): first = clock.day(of: moment)
    }
    switch event.end {
    case .day(let day): return first...max(first, day)
    case .instant(let moment):
      // What ends at midnight has no part in the day that begins then.
      let isMidnight = clock.secondOfDay(of: moment) == 0
      return first...max(first, clock.day(of: moment).advanced(by: isMidnight ? -1 : 0))
    }
  }

  /// Whether a day is part of the baseline.
  func isBaseline(_ day: CalendarDay) -> Bool {
    span.contains(day) && !guarded.contains(day) && !leftOut.contains { $0.contains(day) }
  }
}
