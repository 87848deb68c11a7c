internal import Model

/// What was asked: did something change at a place while an event lasted?
package struct Question: Sendable {
  /// The event, by its number among the definitions.
  let event: Int
  let eventID: String
  let eventName: String
  /// `event`, or `peak` for the single day.
  package let period: String
  /// The number of the place.
  let place: Int
  let placeName: String
  let placeID: String
  package let metric: Metric
  let periods: EventPeriods
  let bins: PeriodBins
}

/// What can be said to a question.
package enum Verdict: Sendable, Equatable {
  /// More than the baseline and the controls explain.
  case rose
  /// Less than the baseline and the controls explain.
  case fell
  /// The data could have shown a change and show none that stands out.
  case noEvidence
  /// The data cannot answer, for this reason.
  case cannotBeTold(Obstacle)

  /// The name in tables: `rose`, `fell`, `no-evidence`, `cannot-be-told`.
  package var name: String {
    switch self {
    case .rose: "rose"
    case .fell: "fell"
    case .noEvidence: "no-evidence"
    case .cannotBeTold: "cannot-be-told"
    }
  }
}

/// Why a question cannot be answered.
package enum Obstacle: Sendable, Equatable {
  /// No other place to hold the host against.
  case noControl
  /// The data do not reach the event.
  case outsideData
  /// The data do not name the place.
  case unknownPlace
  /// Nothing of the kind was counted at the place.
  case noData
  /// Days of the event are missing or far too low; the share that is there.
  case eventNotCovered(Double)
  /// So many comparable bins only.
  case baselineTooShort(Int)
  /// Weeks or months that hold more days than the event has.
  case tooCoarse(Resolution)
  /// So many were to be expected in the period.
  case tooFew(expected: Double)
  /// So many placebo comparisons only.
  case tooFewPlacebos(Int)
  /// The place moved against its controls within the baseline.
  case baselineMoved
  /// The change did not go away after the event.
  case didNotComeBack
  /// Without this control, which is a large part of all, the answer would be another.
  case restsOnOneControl(String)
}

/// A question with its answer.
package struct Answer: Sendable {
  /// What was asked.
  package let question: Question
  /// What can be said.
  package let verdict: Verdict
  /// The estimates, where there were numbers for them.
  let estimate: Estimate?
  /// The smallest false discovery rate, over all questions of the run, at which this would be a
  /// finding; nil where nothing was estimated.
  package let q: Double?

  /// The same without estimates that a count under `limit` could be worked out from.
  func masked(below limit: Double) -> Answer {
    let counts: [Double]
    switch estimate {
    case .change(let change)?: counts = [change.host.observed, change.control.observed]
    case .shift(let shift)?:
      counts = [Double(shift.host.eventCount), Double(shift.control.eventCount)]
    case nil: counts = []
    }
    guard counts.contains(where: { $0 > 0 && $0 < limit }) else { return self }
    return Answer(question: question, verdict: verdict, estimate: nil, q: nil)
  }

  /// What was estimated. Neither kind can be made without controls.
  enum Estimate: Sendable {
    case change(ControlledChange)
    case shift(ControlledShift)

    /// The chance of so large a difference from the controls, if there were none.
    var p: Double {
      switch self {
      case .change(let change): change.relative.p
      case .shift(let shift): shift.p
      }
    }

    /// The empirical rank among placebos.
    var placeboP: Double {
      switch self {
      case .change(let change): change.placebo.p
      case .shift(let shift): shift.placebo.p
      }
    }
  }
}
