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
  /// What a change at the host alone must have ahead of a change that all places share, where the
  /// controls would surely have shown that they share it; and more, where they would not, or where
  /// collection is known to have changed.
  static let leastEvidence = 3.0
  private static let moreEvidence = 12.0
  private static let (surely, hardly) = (4.8, 3.0)

  /// How much evidence a change needs to be told from one that all places share.
  static func evidenceNeeded(_ change: ControlledChange) -> Double {
    // One strange place among two or three decides what the controls seem to do.
    let fewness = Double(4 - change.controlCount) / 3
    let doubt = change.collectionChanged ? 1 : (surely - change.resolution) / (surely - hardly)
    return leastEvidence + moreEvidence * min(1, max(0, doubt, fewness))
  }

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
    if question.bins.event.isEmpty || question.bins.baseline.isEmpty {
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
      }
    }
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
    case .change(let change): direction = self.direction(change)
    case .shift(let shift):
      if shift.host.z * shift.z <= 0 { return .noEvidence }
      direction = shift.z > 0 ? .rose : .fell
    }
    if direction != .noEvidence, let doubt = draft.doubt { return .cannotBeTold(doubt) }
    return direction
  }

  private func direction(_ change: ControlledChange) -> Verdict {
    guard change.evidence >= Self.evidenceNeeded(change) else { return .noEvidence }
    let effect = change.relative.estimate
    // Where all places moved together, a little more of it at one of them is no event; and where
    // the others moved the other way, theirs is the change.
    let (own, common) = (change.placebo.host, change.placebo.controls.change)
    if effect * common > 0 && abs(effect) < 0.75 * abs(common) { return .noEvidence }
    if own.change * effect < 0 || abs(own.change) < abs(effect) / 2 { return .noEvidence }
    // A place that stayed while its controls fell did not rise: the more they moved, the more must
    // the place have moved by itself.
    let opposite = effect * common < 0 ? change.placebo.controls.statistic : 0
    if own.statistic * own.statistic < 3.84 + min(12, opposite * opposite) { return .noEvidence }
    return effect > 0 ? .rose : .fell
  }
}
