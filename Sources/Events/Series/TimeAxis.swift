internal import Model

/// What one number of a series counts over.
package enum Resolution: String, Sendable {
  /// One day.
  case daily
  /// Seven days from the same weekday on.
  case weekly
  /// A calendar month.
  case monthly

  /// For sentences: `day`, `week`, `month`.
  var noun: String {
    switch self {
    case .daily: "day"
    case .weekly: "week"
    case .monthly: "month"
    }
  }
}

/// The days, weeks or months of a panel, without gaps, in order.
package struct TimeAxis: Sendable, Equatable {
  /// What a bin is.
  package let resolution: Resolution
  /// First day of each bin.
  let starts: [CalendarDay]
  /// The day behind the last bin.
  let end: CalendarDay

  /// Every bin from the one of `first` to the one of `last`.
  init(_ resolution: Resolution, from first: CalendarDay, through last: CalendarDay) {
    self.resolution = resolution
    var starts: [CalendarDay] = []
    var day = first
    while day <= last {
      starts.append(day)
      day = Self.next(day, resolution)
    }
    self.starts = starts
    end = day
  }

  private static func next(_ day: CalendarDay, _ resolution: Resolution) -> CalendarDay {
    switch resolution {
    case .daily: return day.advanced(by: 1)
    case .weekly: return day.advanced(by: 7)
    case .monthly:
      let (year, month, _) = day.parts
      return day.advanced(by: CalendarDay.days(inMonth: month, year: year))
    }
  }

  /// How many bins there are.
  var count: Int { starts.count }

  /// First and last day of a bin.
  func days(_ bin: Int) -> ClosedRange<CalendarDay> {
    let next = bin + 1 < count ? starts[bin + 1] : end
    return starts[bin]...next.advanced(by: -1)
  }

  /// How many days a bin has.
  func dayCount(_ bin: Int) -> Int {
    let days = days(bin)
    return days.upperBound.number - days.lowerBound.number + 1
  }

  /// The bin of a day; nil outside the axis.
  func bin(_ day: CalendarDay) -> Int? {
    guard let first = starts.first, day >= first, day < end else { return nil }
    switch resolution {
    case .daily: return day.number - first.number
    case .weekly: return (day.number - first.number) / 7
    case .monthly:
      let (firstParts, parts) = (first.parts, day.parts)
      return (parts.year - firstParts.year) * 12 + parts.month - firstParts.month
    }
  }

  /// Bins that are comparable with each other have the same: the weekday, or 0 for weeks and months.
  func season(_ bin: Int) -> Int { resolution == .daily ? starts[bin].weekday : 0 }

  /// The bin's name in tables: its first day, or year and month.
  func label(_ bin: Int) -> String {
    let day = "\(starts[bin])"
    return resolution == .monthly ? String(day.prefix(7)) : day
  }
}
