internal import Model

/// An event's days as bins of a panel's axis.
struct PeriodBins: Equatable {
  /// What is asked about, in order; empty where the panel ends before or begins behind it.
  let event: [Int]
  /// What it is held against, in order.
  let baseline: [Int]
  /// The two weeks behind event and guard, to see whether a change went away again.
  let after: [Int]
  /// Of the event's bins, the share of days that are days of the event. Small for a day in a month.
  let eventShare: Double
  /// Of the event's days, the share that the panel reaches; small where the data end soon after it
  /// began.
  let reach: Double

  /// From the first bin of event or baseline to the last of all, whatever lies between; nil where
  /// there is none.
  var span: ClosedRange<Int>? {
    guard let first = (baseline + event).min(), let last = (baseline + event + after).max() else {
      return nil
    }
    return first...last
  }

  /// The two weeks behind the event in place of the event.
  var afterwards: PeriodBins {
    PeriodBins(event: after, baseline: baseline, after: [], eventShare: 1, reach: 1)
  }

  private init(
    event: [Int], baseline: [Int], after: [Int], eventShare: Double, reach: Double
  ) {
    self.event = event
    self.baseline = baseline
    self.after = after
    self.eventShare = eventShare
    self.reach = reach
  }

  /// Bins of a month take so many months either side, whatever the baseline's days.
  private static let monthCount = 12

  init(_ periods: EventPeriods, on axis: TimeAxis) {
    let bins = 0..<axis.count
    let event = bins.filter { axis.days($0).overlaps(periods.event) }
    self.event = event
    let days = event.reduce(0) { $0 + axis.dayCount($1) }
    let own = event.reduce(0) { sum, bin in
      sum + axis.days(bin).clamped(to: periods.event).dayCount
    }
    eventShare = days > 0 ? Double(own) / Double(days) : 0
    reach = Double(own) / Double(periods.event.dayCount)
    guard let first = event.first, let last = event.last else {
      baseline = []
      after = []
      return
    }
    switch axis.resolution {
    case .daily, .weekly:
      baseline = bins.filter { bin in
        let days = axis.days(bin)
        return !event.contains(bin) && periods.isBaseline(days.lowerBound)
          && periods.isBaseline(days.upperBound)
      }
      let end = periods.guarded.upperBound
      after = bins.filter {
        let days = axis.days($0)
        return days.lowerBound > end && days.upperBound <= end.advanced(by: 14)
      }
    case .monthly:
      baseline = bins.filter { bin in
        let days = axis.days(bin)
        let out = periods.leftOut.reduce(0) {
          $0 + ($1.overlaps(days) ? $1.clamped(to: days).dayCount : 0)
        }
        return !event.contains(bin) && bin >= first - Self.monthCount
          && bin <= last + Self.monthCount && 2 * out < axis.dayCount(bin)
      }
      after = []
    }
  }
}

extension ClosedRange<CalendarDay> {
  fileprivate var dayCount: Int { upperBound.number - lowerBound.number + 1 }
}
