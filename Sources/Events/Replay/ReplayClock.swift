package import Model

/// The steps of a replay: equal lengths of time from a first moment on.
package struct ReplayClock: Sendable, Equatable {
  /// The first moment of the first step.
  package let start: Instant
  /// The moment behind the last step.
  package let end: Instant
  /// Milliseconds a step.
  package let step: Int64

  /// The most steps there can be: each is a folder.
  package static let mostSteps = 100_000

  /// Nil where nothing lies between the moments, or the step is no length.
  package init?(start: Instant, end: Instant, step: Int64) {
    guard step > 0, start < end else { return nil }
    self.start = start
    self.end = end
    self.step = step
  }

  /// Milliseconds of `1d`, `12h`, `30m` or `2w`; nil for anything else.
  package static func length(_ text: String) -> Int64? {
    let units: [Character: Int64] = ["m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
      (1...10_000).contains(count)
    else { return nil }
    return count * unit * 1000
  }

  /// How many steps there are; the last may end behind `end`.
  package var count: Int {
    Int((end.milliseconds - start.milliseconds + step - 1) / step)
  }

  /// The step of a moment; negative before the start.
  func number(of moment: Instant) -> Int {
    let distance = moment.milliseconds - start.milliseconds
    let quotient = distance / step
    return Int(distance % step < 0 ? quotient - 1 : quotient)
  }

  /// First moment of a step.
  package func first(_ number: Int) -> Instant {
    Instant(milliseconds: start.milliseconds + Int64(number) * step)
  }

  /// A step's name: its day, or its first moment where steps are not whole days.
  package func name(_ number: Int) -> String {
    let text = "\(first(number))"
    let isDay = step % 86_400_000 == 0 && start.milliseconds % 86_400_000 == 0
    return isDay ? String(text.prefix(10)) : String(text.map { $0 == ":" ? "-" : $0 })
  }

  /// How many steps lie between comparable ones: a week of days, or 1.
  var season: Int {
    let week: Int64 = 604_800_000
    return step < week && week % step == 0 ? Int(week / step) : 1
  }
}
