internal import Foundation
internal import Model

/// Says an answer in one or two plain sentences that cannot be misread.
package struct Sentence {
  private let answer: Answer
  private let axis: TimeAxis
  private let event: EventDefinition
  private let isPublic: Bool

  /// - Parameters:
  ///   - panel: the one the answer was given on.
  ///   - isPublic: whether small counts are masked.
  package init(
    _ answer: Answer, panel: Panel, definitions: EventDefinitions, isPublic: Bool = false
  ) {
    self.isPublic = isPublic
    self.answer = answer
    axis = panel.axis
    event = definitions.events[answer.question.event]
  }

  /// The whole text, with a full stop at its end.
  package var text: String {
    switch answer.verdict {
    case .rose: "\(subject) rose in \(place) \(when). \(estimate)."
    case .fell: "\(subject) fell in \(place) \(when). \(estimate)."
    case .noEvidence:
      "No evidence either way that \(noun) changed in \(place) \(when). \(estimate)."
    case .cannotBeTold(let obstacle):
      "Cannot be told whether \(noun) changed in \(place) \(when): \(reason(obstacle))."
    }
  }

  private var noun: String {
    let metric = answer.question.metric
    switch metric.base {
    case .nothing: return metric.noun
    case .ads: return "the share of \(metric.noun)"
    case .coverage: return "\(metric.noun) per unit of coverage"
    }
  }

  private var place: String { answer.question.placeName }

  private var subject: String { noun.prefix(1).uppercased() + noun.dropFirst() }

  private var when: String {
    let days = answer.question.periods.event
    let what = answer.question.period == "peak" ? "on the main day of" : "during"
    let asked = "\(what) \(answer.question.eventName) (\(DayText.range(days)))"
    guard axis.resolution != .daily, let first = answer.question.bins.event.first,
      let last = answer.question.bins.event.last, !isTooCoarse
    else { return asked }
    let bins = DayText.range(axis.days(first).lowerBound...axis.days(last).upperBound)
    return "in the \(axis.resolution.noun)s of \(answer.question.eventName) (\(bins))"
  }

  private var isTooCoarse: Bool {
    if case .cannotBeTold(.tooCoarse) = answer.verdict { return true }
    return false
  }

  private var estimate: String {
    switch answer.estimate {
    case .change(let change)?: changeText(change)
    case .shift(let shift)?: shiftText(shift)
    case nil: "The counts are small and masked"
    }
  }

  private func changeText(_ change: ControlledChange) -> String {
    let interval = change.relative.interval.exponential
    let ratio = exp(change.relative.estimate)
    var text = """
      Held against \(places(change.controlCount)), \(answer.question.metric.base == .ads ? "it was" : "they were") \(Self.number(ratio)) times the usual \
      of the same \(axis.resolution == .daily ? "weekdays" : "\(axis.resolution.noun)s") (95 % \
      interval \(Self.number(interval.low)) to \(Self.number(interval.high)); \
      the place itself \(Self.number(change.host.ratio)), the others \
      \(Self.number(change.control.ratio)))
      """
    let larger = change.placebo.all.count { abs($0) >= abs(change.placebo.statistic) }
    text +=
      "; \(larger) of \(change.placebo.all.count) comparisons of other places and times were as large"
    if answer.verdict != .noEvidence, answer.question.metric.base == .nothing {
      text +=
        "; nothing in the data says how much was collected, and a change of that at this place "
      text +=
        answer.question.bins.after.isEmpty
        ? "alone would look the same, the more so as the data end with the event"
        : "alone, for these days alone, would look the same"
    }
    if answer.verdict == .noEvidence, change.relative.p <= Analyst.chanceLevel,
      change.placebo.p <= Analyst.placeboLevel
    {
      text += "; that stands out, but cannot be told from a change that all places share"
    }
    if answer.verdict == .noEvidence {
      text +=
        "; a change of less than about \(Int((100 * change.detectable).rounded())) % would not show"
    }
    return text
  }

  private func shiftText(_ shift: ControlledShift) -> String {
    let unit = answer.question.metric == .ages ? " years" : ""
    var text = """
      Their median went from \(Self.plain(shift.host.baselineMedian)) to \
      \(Self.plain(shift.host.eventMedian))\(unit); in \(places(shift.controlCount)) from \
      \(Self.plain(shift.control.baselineMedian)) to \(Self.plain(shift.control.eventMedian))\(unit)
      """
    if answer.question.metric == .ages {
      text += "; stated ages are unreliable, and say more about what sells than about anybody's age"
    }
    return text
  }

  private func places(_ count: Int) -> String {
    count == 1 ? "1 other place" : "\(count) other places"
  }

  private func reason(_ obstacle: Obstacle) -> String {
    let bins = axis.resolution.noun + "s"
    switch obstacle {
    case .noControl:
      return
        "there is no other place with data to hold it against, and a change alone means nothing"
    case .outsideData: return "the data do not reach from its baseline to its end"
    case .unknownPlace:
      return "the data do not name the place; its definition must spell it as they do"
    case .noData: return "nothing of the kind is in the data"
    case .eventNotCovered(let share):
      return """
        only \(Int((100 * share).rounded())) % of its \(bins) are covered; the others are missing, or \
        so low that collection must have failed
        """
    case .baselineTooShort(let count):
      return "only \(count) comparable \(bins) of baseline are covered"
    case .tooCoarse(let resolution): return coarse(resolution)
    case .tooFew(let expected):
      if isPublic && expected < TidyTable.maskLimit {
        return "fewer than \(Int(TidyTable.maskLimit)) were to be expected there"
      }
      let count = (10 * expected).rounded() / 10
      return
        "\(count > 0 ? "only about \(Self.plain(count))" : "next to none") were to be expected there"
    case .tooFewPlacebos(let count):
      return """
        other places and times give only \(count) comparisons, and at least \
        \(PlaceboTest.leastCount) are needed to know what chance does
        """
    case .baselineMoved:
      return """
        the place had already moved against the others within its baseline, as it does when \
        collection changes
        """
    case .restsOnOneControl(let control):
      return """
        it stands out only as long as \(control) is among the few places that it is held against, \
        and what one of them did must not decide
        """
    case .didNotComeBack where answer.question.metric.base == .coverage:
      return "the change stayed in the weeks after, so that it is none of these days alone"
    case .didNotComeBack:
      return """
        the change stayed in the weeks after, as it does when collection changes and not the ads
        """
    }
  }

  private func coarse(_ resolution: Resolution) -> String {
    let days = answer.question.periods.event
    let count = days.upperBound.number - days.lowerBound.number + 1
    var text = """
      the data are \(resolution.rawValue), and the total of a \(resolution.noun) says nothing about \
      \(count == 1 ? "a day" : "\(count) days") of it
      """
    guard case .change(let change)? = answer.estimate, let first = answer.question.bins.event.first,
      let last = answer.question.bins.event.last
    else { return text }
    let interval = change.relative.interval.exponential
    let whole = DayText.range(axis.days(first).lowerBound...axis.days(last).upperBound)
    text += """
      . Held against \(places(change.controlCount)), \(whole) as a whole had \
      \(Self.number(exp(change.relative.estimate))) times the usual (95 % interval \
      \(Self.number(interval.low)) to \(Self.number(interval.high)))
      """
    return text
  }

  /// Two decimals, or as few as a large number needs.
  static func number(_ value: Double) -> String {
    if !value.isFinite { return "no end" }
    return value >= 100 ? String(format: "%.0f", value) : String(format: "%.2f", value)
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(format: "%.1f", value)
  }
}

/// Days for people.
enum DayText {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  static func day(_ day: CalendarDay) -> String {
    let parts = day.parts
    return "\(parts.day) \(months[parts.month - 1]) \(parts.year)"
  }

  /// `31 January to 6 February 2011`.
  static func range(_ days: ClosedRange<CalendarDay>) -> String {
    let (first, last) = (days.lowerBound, days.upperBound)
    if first == last { return day(first) }
    let (a, b) = (first.parts, last.parts)
    if a.year != b.year { return "\(day(first)) to \(day(last))" }
    if a.month != b.month { return "\(a.day) \(months[a.month - 1]) to \(day(last))" }
    return "\(a.day) to \(day(last))"
  }
}
