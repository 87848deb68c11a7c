internal import Foundation
internal import Model

/// Asks every question of the definitions of a panel, and answers with controls.
package struct Analyst: Sendable {
  /// What is asked of.
  package let panel: Panel
  /// What is asked about.
  package let definitions: EventDefinitions

  /// Share of false findings over the run that is put up with.
  static let findingLevel = 0.05
  /// Chance of so large a difference from the controls, and rank among placebos, that is put up
  /// with. Stricter than usual: a finding here sends people out.
  static let chanceLevel = 0.05
  static let placeboLevel = 0.04
  /// A control that has half of the numbers of all could decide alone what they seem to do, and so
  /// could each of so few.
  private static let (decidingShare, decidingCount) = (0.5, 3)

  /// Takes both as they are.
  package init(_ panel: Panel, _ definitions: EventDefinitions) {
    self.panel = panel
    self.definitions = definitions
  }

  /// All answers, in the order of the definitions, places and metrics.
  ///
  /// - Parameter progress: told how many of how many questions are done.
  package func answers(progress: (Int, Int) -> Void = { _, _ in }) -> [Answer] {
    let questions = questions()
    var drafts: [Draft] = []
    for (number, question) in questions.enumerated() {
      drafts.append(draft(question))
      progress(number + 1, questions.count)
    }
    let estimated = drafts.indices.filter { drafts[$0].estimate != nil }
    let rates = FalseDiscoveryRate.adjusted(estimated.map { drafts[$0].estimate?.p ?? 1 })
    var q = [Double?](repeating: nil, count: drafts.count)
    for (index, rate) in zip(estimated, rates) { q[index] = rate }
    return zip(drafts, q).map { draft, q in
      Answer(
        question: draft.question, verdict: verdict(draft, q), estimate: draft.estimate, q: q)
    }
  }

  /// An answer before all questions are known together.
  private struct Draft {
    var question: Question
    var estimate: Answer.Estimate?
    var obstacle: Obstacle?
    /// What takes the ground from under a rise or fall, but not from under its absence.
    var doubt: Obstacle?
  }

  // MARK: questions

  private func questions() -> [Question] {
    var result: [Question] = []
    let metrics = panel.metrics.map(\.metric) + panel.distributions.map(\.metric)
    for (number, event) in definitions.events.enumerated() where event.isAsked {
      for id in event.places {
        guard let definition = definitions.place(id), let place = panel.place(id) else { continue }
        var periods = [
          ("event", EventPeriods(event, in: definition.timeZone, definitions: definitions))
        ]
        if let peak = event.peak {
          let day = EventPeriods(
            event, in: definition.timeZone, days: peak...peak, definitions: definitions)
          if day.event != periods[0].1.event { periods.append(("peak", day)) }
        }
        for (name, periods) in periods {
          let bins = PeriodBins(periods, on: panel.axis)
          for metric in metrics {
            result.append(
              Question(
                event: number, eventID: event.id, eventName: event.name, period: name,
                place: place, placeName: definition.name, placeID: id, metric: metric,
                periods: periods, bins: bins))
          }
        }
      }
    }
    return result
  }

  /// Places that the host is held against: covered at the time, and without an event of their own.
  func controls(_ question: Question, coverage: CoverageMap) -> ControlGroup? {
    let event = definitions.events[question.event]
    let busy = definitions.events.enumerated().filter { number, other in
      number != question.event
        && EventPeriods(other, in: "UTC", definitions: definitions).guarded
          .overlaps(question.periods.event)
    }.flatMap { $0.element.places }
    let wanted: [Int]
    switch event.controls {
    case .all: wanted = Array(panel.places.indices)
    case .places(let ids): wanted = ids.compactMap(panel.place)
    }
    let bins = question.bins
    return ControlGroup(
      wanted.filter { place in
        let id = panel.places[place].id
        guard !event.places.contains(id), !busy.contains(id), id != "other-places" else {
          return false
        }
        let during = bins.event.count { coverage.isUsable(place, $0) }
        let before = bins.baseline.count { coverage.isFull(place, $0) }
        return 10 * during >= 8 * bins.event.count && 10 * before >= 7 * bins.baseline.count
      })
  }

  // MARK: answers

  private func draft(_ question: Question) -> Draft {
    var draft = Draft(question: question)
    guard panel.places[question.place].isNamed else {
      draft.obstacle = .unknownPlace
      return draft
    }
    if question.bins.reach < ChangeEstimator.leastShare || question.bins.baseline.isEmpty {
      draft.obstacle = .outsideData
      return draft
    }
    if let series = panel.distributions.first(where: { $0.metric == question.metric }) {
      drawShift(series, &draft)
    } else if let series = panel.metrics.first(where: { $0.metric == question.metric }) {
      drawChange(series, &draft)
    }
    if draft.obstacle == nil, panel.axis.resolution != .daily, question.bins.eventShare < 0.5 {
      draft.obstacle = .tooCoarse(panel.axis.resolution)
    }
    return draft
  }

  private func drawShift(_ series: DistributionSeries, _ draft: inout Draft) {
    let question = draft.question
    guard let coverage = panel.metrics.first?.coverage,
      let group = controls(question, coverage: coverage)
    else {
      draft.obstacle = .noControl
      return
    }
    switch ControlledShift.estimate(
      series, coverage: coverage, axis: panel.axis, host: question.place, controls: group,
      bins: question.bins)
    {
    case .success(let shift):
      draft.estimate = .shift(shift)
      let count = shift.placebo.statistics.count
      if count < PlaceboTest.leastCount { draft.obstacle = .tooFewPlacebos(count) }
    case .failure(let problem): draft.obstacle = problem.obstacle
    }
  }

  private func drawChange(_ series: MetricSeries, _ draft: inout Draft) {
    let question = draft.question
    let known = question.bins.baseline.count { series.coverage.isFull(question.place, $0) }
    if known < ChangeEstimator.leastBaseline(panel.axis.resolution) {
      draft.obstacle = .baselineTooShort(known)
      return
    }
    guard let group = controls(question, coverage: series.coverage) else {
      draft.obstacle = .noControl
      return
    }
    func estimator(_ bins: PeriodBins) -> ChangeEstimator {
      ChangeEstimator(
        comparison: Comparison(
          series, axis: panel.axis, host: question.place, controls: group, bins: bins),
        bins: bins, combine: definitions.events[question.event].combine)
    }
    let asked = estimator(question.bins)
    switch asked.estimate() {
    case .obstacle(let obstacle): draft.obstacle = obstacle
    case .change(let change):
      draft.estimate = .change(change)
      let count = change.placebo.all.count
      if count < PlaceboTest.leastCount { draft.obstacle = .tooFewPlacebos(count) }
      if asked.baselineMoved(change.relative.estimate) {
        draft.doubt = .baselineMoved
      } else if stayed(change, estimator(question.bins.afterwards).relativeAlone()) {
        draft.doubt = .didNotComeBack
      } else if isFinding(change), let control = decidingControl(asked, change.evidence.direction) {
        draft.doubt = .restsOnOneControl(panel.places[control].name)
      }
    }
  }

  /// Whether the change stands out, as far as can be told before all questions are known.
  private func isFinding(_ change: ControlledChange) -> Bool {
    change.relative.p <= Self.chanceLevel && change.placebo.p <= Self.placeboLevel
      && change.evidence.direction != .noEvidence
  }

  /// The first control without which the answer would be another; nil where none decides.
  ///
  /// Baselines say how far places usually wander, not that this one did not wander further this time.
  /// Among many controls that is one of many. With two or three, or one as large as all others, one
  /// strange place looks like a change of the host, and no statistic of all of them together can
  /// tell. So each of those is left out in turn, and what is said must hold.
  private func decidingControl(_ asked: ChangeEstimator, _ direction: Verdict) -> Int? {
    let comparison = asked.comparison
    let weights = comparison.controlWeights
    let total = weights.reduce(0, +)
    return zip(comparison.controls.places, weights).first { place, weight in
      guard weight >= Self.decidingShare * total || weights.count <= Self.decidingCount,
        let rest = ControlGroup(comparison.controls.places.filter { $0 != place })
      else { return false }
      let without = ChangeEstimator(
        comparison: Comparison(
          comparison.series, axis: comparison.axis, host: comparison.host, controls: rest,
          bins: asked.bins), bins: asked.bins, combine: asked.combine)
      return without.evidence()?.directionWithoutOne != direction
    }?.0
  }

  /// Whether a change that stands out was still there, half of it at least, in the weeks behind.
  private func stayed(_ change: ControlledChange, _ after: Coefficient?) -> Bool {
    guard let after else { return false }
    return after.estimate * change.relative.estimate > 0
      && abs(after.estimate) >= 0.5 * abs(change.relative.estimate)
  }

  private func verdict(_ draft: Draft, _ q: Double?) -> Verdict {
    if let obstacle = draft.obstacle { return .cannotBeTold(obstacle) }
    guard let estimate = draft.estimate, let q else { return .cannotBeTold(.noData) }
    guard q <= Self.findingLevel, estimate.p <= Self.chanceLevel,
      estimate.placeboP <= Self.placeboLevel
    else {
      return .noEvidence
    }
    let direction: Verdict
    switch estimate {
    case .change(let change): direction = change.evidence.direction
    case .shift(let shift):
      if shift.host.z * shift.z <= 0 { return .noEvidence }
      direction = shift.z > 0 ? .rose : .fell
    }
    if direction != .noEvidence, let doubt = draft.doubt { return .cannotBeTold(doubt) }
    return direction
  }
}
