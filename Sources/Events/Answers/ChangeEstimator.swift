internal import Foundation
internal import Model

/// Computes all estimates of one question about a count or a rate.
struct ChangeEstimator {
  let comparison: Comparison
  let bins: PeriodBins
  let combine: EventDefinition.Combine

  /// Less of the event than this tells nothing of it.
  static let leastShare = 0.7

  /// Fewer bins of baseline than this tell nothing.
  static func leastBaseline(_ resolution: Resolution) -> Int { resolution == .daily ? 14 : 4 }

  /// The change, or why there is none to tell.
  enum Outcome {
    case change(ControlledChange)
    case obstacle(Obstacle)
  }

  func estimate() -> Outcome {
    let (event, baseline) = (comparison.eventRows, comparison.baselineRows)
    if baseline.allSatisfy({ $0.host == 0 }), event.allSatisfy({ $0.host == 0 }) {
      return .obstacle(.noData)
    }
    guard baseline.count >= Self.leastBaseline(comparison.axis.resolution) else {
      return .obstacle(.baselineTooShort(baseline.count))
    }
    guard comparison.eventCoverage >= Self.leastShare, !event.isEmpty else {
      return .obstacle(.eventNotCovered(comparison.eventCoverage))
    }
    let (host, control) = periods(event, baseline)
    guard host.expected >= 5 else { return .obstacle(.tooFew(expected: host.expected)) }
    let marks = comparison.design { [$0.isEvent ? 1 : 0] }
    let exposures = comparison.rows.map { log($0.hostExposure) }
    guard
      let own = NegativeBinomial(marks, comparison.rows.map(\.host), offset: exposures),
      let ownRate = own.coefficients.last,
      let relative = relative(comparison.rows, { [$0.isEvent ? 1 : 0] })
    else { return .obstacle(.tooFew(expected: host.expected)) }
    let shares = shareResiduals()
    return .change(
      ControlledChange(
        host: host, control: control, ownRate: ownRate, dispersion: own.alpha,
        evidence: evidence(relative), robustZ: robustZ(event, baseline),
        shareZ: shareZ(shares), differences: Difference.all(comparison, combine: combine),
        synthetic: SyntheticTest(comparison), began: began(shares),
        coverage: comparison.eventCoverage,
        detectable: exp((Evidence.least.squareRoot() + 0.84) * relative.standardError) - 1))
  }

  /// What the numbers say of a change of the host alone; nil where they are too few.
  func evidence() -> Evidence? { relative(comparison.rows) { [$0.isEvent ? 1 : 0] }.map(evidence) }

  private func evidence(_ relative: Coefficient) -> Evidence {
    Evidence(
      relative: relative, placebo: PlaceboTest(comparison),
      controlCount: comparison.controls.places.count,
      collectionChanged: hasGap || coverageMoved)
  }

  /// Standard deviation, in logs a day, of the trend that a place is allowed to have against its
  /// controls: some 6 % a month. What the baseline says of it counts more the longer it is.
  static let trendDeviation = 0.002

  /// The log of the host's ratio over the controls', from the host's share of both together, with a
  /// trend of the host against its controls taken out as far as the baseline shows one.
  private func relative(
    _ rows: [Comparison.Row], _ marks: (Comparison.Row) -> [Double]
  ) -> Coefficient? {
    let seasons = Set(rows.map(\.season)).sorted()
    let days = rows.map { Double(comparison.axis.starts[$0.bin].number) }
    let middle = days.reduce(0, +) / Double(max(1, days.count))
    let design = DesignMatrix(
      rows: zip(rows, days).map { row, day in
        seasons.map { $0 == row.season ? 1 : 0 } + [day - middle] + marks(row)
      })
    let isRate = comparison.series.metric.isRate
    return QuasiBinomial(
      design, successes: rows.map(\.host), trials: rows.map { $0.host + $0.control },
      offset: rows.map {
        isRate ? log($0.hostExposure / $0.controlExposure) : -log($0.controlShare)
      }, minimumDispersion: 1, prior: (seasons.count, Self.trendDeviation))?.coefficients.last
  }

  private func periods(
    _ event: [Comparison.Row], _ baseline: [Comparison.Row]
  ) -> (host: ControlledChange.Period, control: ControlledChange.Period) {
    let isRate = comparison.series.metric.isRate
    var (hosts, controls) = (SeasonalMeans(), SeasonalMeans())
    for row in baseline {
      hosts.add(season: row.season, row.host, row.hostExposure)
      controls.add(
        season: row.season, isRate ? row.control : row.wholeControl,
        isRate ? row.controlExposure : 1)
    }
    var host = ControlledChange.Period(observed: 0, expected: 0)
    var control = ControlledChange.Period(observed: 0, expected: 0)
    for row in event {
      host.observed += row.host
      host.expected += (hosts[row.season] ?? 0) * row.hostExposure
      control.observed += isRate ? row.control : row.wholeControl
      control.expected += (controls[row.season] ?? 0) * (isRate ? row.controlExposure : 1)
    }
    return (host, control)
  }

  /// Whether bins of the baseline that follow each other are not fully covered at the host: five
  /// days, or two weeks or months.
  private var hasGap: Bool {
    let limit = comparison.axis.resolution == .daily ? 5 : 2
    var length = 0
    for bin in bins.baseline {
      length = comparison.series.coverage.isFull(comparison.host, bin) ? 0 : length + 1
      if length == limit { return true }
    }
    return false
  }

  /// Whether the table says that a fifth more or less was collected at the host than usual.
  private var coverageMoved: Bool {
    guard comparison.series.metric.base == .coverage else { return false }
    func mean(_ rows: [Comparison.Row]) -> Double {
      rows.reduce(0) { $0 + $1.hostExposure } / Double(max(1, rows.count))
    }
    let ratio = mean(comparison.eventRows) / mean(comparison.baselineRows)
    return ratio > 1.2 || ratio < 1 / 1.2
  }

  private func robustZ(_ event: [Comparison.Row], _ baseline: [Comparison.Row]) -> Double? {
    var means = SeasonalMeans()
    for row in baseline { means.add(season: row.season, row.host, row.hostExposure) }
    func relative(_ rows: [Comparison.Row]) -> [Double] {
      rows.compactMap { row in
        means[row.season].flatMap { $0 > 0 ? row.host / (row.hostExposure * $0) : nil }
      }
    }
    let values = relative(event)
    guard !values.isEmpty else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    return Robust.z(mean, baseline: relative(baseline)).map {
      $0 * Double(values.count).squareRoot()
    }
  }

  /// For each row the log of the host's share, less what is usual for the season.
  private func shareResiduals() -> [(row: Comparison.Row, value: Double)] {
    let isRate = comparison.series.metric.isRate
    let shares = comparison.rows.map { row -> Double in
      isRate
        ? log((row.host + 0.5) / (row.hostExposure + 1))
          - log((row.control + 0.5) / (row.controlExposure + 1))
        : log((row.host + 0.5) / (row.wholeControl + 0.5))
    }
    var usual: [Int: Double] = [:]
    for season in Set(comparison.rows.map(\.season)) {
      usual[season] = Robust.median(
        zip(comparison.rows, shares).filter { !$0.0.isEvent && $0.0.season == season }.map(\.1))
    }
    return zip(comparison.rows, shares).map { row, share in
      (row: row, value: share - (usual[row.season] ?? 0))
    }
  }

  private func shareZ(_ shares: [(row: Comparison.Row, value: Double)]) -> Double? {
    let event = shares.filter(\.row.isEvent).map(\.value)
    let baseline = shares.filter { !$0.row.isEvent }.map(\.value)
    guard !event.isEmpty else { return nil }
    let mean = event.reduce(0, +) / Double(event.count)
    return Robust.z(mean, baseline: baseline).map { $0 * Double(event.count).squareRoot() }
  }

  /// The first of the days on which the place's share stayed away from its usual.
  private func began(_ shares: [(row: Comparison.Row, value: Double)]) -> Int? {
    let baseline = shares.filter { !$0.row.isEvent }.map(\.value)
    guard let spread = Robust.spread(baseline), spread > 0, let first = bins.event.first,
      let last = bins.event.last
    else { return nil }
    let reach = comparison.axis.resolution == .daily ? 14 : 2
    let looked = shares.filter { $0.row.bin >= first - reach && $0.row.bin <= last }
    return CumulativeSum.change(looked.map { $0.value / spread }).map { looked[$0.began].row.bin }
  }

  /// Whether the host moved against its controls in the middle of the baseline, by at least half of
  /// `effect`: then the baseline is no ground to stand on.
  func baselineMoved(_ effect: Double) -> Bool {
    let rows = comparison.baselineRows
    let half = rows.count / 2
    guard half >= 7, rows.count >= 21 else { return false }
    let border = rows[half].bin
    guard let moved = relative(rows, { [$0.bin >= border ? 1 : 0] }) else { return false }
    return moved.p < 0.001 && abs(moved.estimate) >= abs(effect) / 2
  }

  /// The relative log ratio of the period, for comparing it with another period's.
  func relativeAlone() -> Coefficient? {
    guard comparison.eventRows.count >= 5, comparison.baselineRows.count >= 14 else { return nil }
    return relative(comparison.rows) { [$0.isEvent ? 1 : 0] }
  }
}
