internal import Model

/// How stated values of a period differ from the baseline's, together with how the controls' do.
///
/// Cannot be made without a `ControlGroup`, which is never empty.
package struct ControlledShift: Sendable {
  let host: Sample
  let control: Sample
  let controlCount: Int
  /// The Mann-Whitney z of the host less the controls', in its standard errors.
  let z: Double
  /// Of the host's own Mann-Whitney test, or of its difference from the controls, whichever says
  /// less.
  let p: Double
  let placebo: ShiftPlacebo

  /// One side of the comparison.
  struct Sample {
    var eventCount: Int
    var baselineCount: Int
    var eventMedian: Double
    var baselineMedian: Double
    /// Chance that a value of the event lies above one of the baseline, ties counted as half.
    var superiority: Double
    var z: Double
    var p: Double

    init?(_ event: [Int: Int], _ baseline: [Int: Int]) {
      func doubled(_ counts: [Int: Int]) -> [Double: Int] {
        counts.reduce(into: [:]) { $0[Double($1.key)] = $1.value }
      }
      guard let test = MannWhitney(doubled(event), doubled(baseline)) else { return nil }
      eventCount = event.values.reduce(0, +)
      baselineCount = baseline.values.reduce(0, +)
      eventMedian = Self.median(event)
      baselineMedian = Self.median(baseline)
      superiority = test.superiority
      z = test.z
      p = test.asymptoticP
    }

    private static func median(_ counts: [Int: Int]) -> Double {
      let total = counts.values.reduce(0, +)
      var seen = 0
      var lower: Int?
      for (value, count) in counts.sorted(by: { $0.key < $1.key }) {
        seen += count
        if lower == nil, 2 * seen >= total {
          lower = value
          if 2 * seen > total { return Double(value) }
        } else if let lower {
          return Double(lower + value) / 2
        }
      }
      return Double(lower ?? 0)
    }
  }

  /// The shift, or why there is none to tell.
  static func estimate(
    _ series: DistributionSeries, coverage: CoverageMap, axis: TimeAxis, host: Int,
    controls: ControlGroup, bins: PeriodBins
  ) -> Result<ControlledShift, Problem> {
    let ground = ShiftGround(series: series, coverage: coverage, binCount: axis.count)
    guard let own = ground.sample([host], event: bins.event, baseline: bins.baseline) else {
      return .failure(Problem(obstacle: .noData))
    }
    guard own.eventCount >= 10, own.baselineCount >= 30 else {
      let share = Double(bins.event.count) / Double(max(1, bins.baseline.count))
      return .failure(
        Problem(obstacle: .tooFew(expected: Double(own.baselineCount) * share)))
    }
    guard
      let other = ground.sample(controls.places, event: bins.event, baseline: bins.baseline),
      other.eventCount >= 10, other.baselineCount >= 30
    else { return .failure(Problem(obstacle: .noControl)) }
    let placebo = ShiftPlacebo(ground, host: host, controls: controls, bins: bins, own: own)
    // Superiorities differ on one scale; each has the spread that ranks of its sample sizes have.
    func deviation(_ sample: Sample) -> Double {
      sample.z == 0 ? 0 : abs((sample.superiority - 0.5) / sample.z)
    }
    let (mine, theirs) = (deviation(own), deviation(other))
    let spread = (mine * mine + theirs * theirs).squareRoot()
    let z = spread > 0 ? (own.superiority - other.superiority) / spread : 0
    return .success(
      ControlledShift(
        host: own, control: other, controlCount: controls.places.count, z: z,
        p: max(own.p, Distributions.normalTwoSided(z)), placebo: placebo))
  }

  /// An obstacle as an error.
  struct Problem: Error {
    var obstacle: Obstacle
  }
}

/// Stated values by place and bin.
struct ShiftGround {
  let series: DistributionSeries
  let coverage: CoverageMap
  let binCount: Int

  func sample(_ places: [Int], event: [Int], baseline: [Int]) -> ControlledShift.Sample? {
    ControlledShift.Sample(
      values(places, event, isEvent: true), values(places, baseline, isEvent: false))
  }

  private func values(_ places: [Int], _ bins: [Int], isEvent: Bool) -> [Int: Int] {
    var result: [Int: Int] = [:]
    for place in places {
      for bin in bins {
        let isKnown = isEvent ? coverage.isUsable(place, bin) : coverage.isFull(place, bin)
        guard isKnown, let cell = series.cells[place * binCount + bin] else { continue }
        result.merge(cell, uniquingKeysWith: +)
      }
    }
    return result
  }
}

/// The same test with other places and times taken for the event.
struct ShiftPlacebo: Sendable {
  /// Mann-Whitney z of each placebo.
  let statistics: [Double]
  /// The host's own.
  let own: Double

  private static let placeLimit = 40

  init(
    _ ground: ShiftGround, host: Int, controls: ControlGroup, bins: PeriodBins,
    own: ControlledShift.Sample
  ) {
    self.own = own.z
    let length = bins.event.count
    var statistics: [Double] = []
    func add(_ place: Int, _ event: [Int], _ baseline: [Int]) {
      guard let sample = ground.sample([place], event: event, baseline: baseline),
        sample.eventCount >= 5, sample.baselineCount >= 10
      else { return }
      statistics.append(sample.z)
    }
    for place in [host] + controls.places.prefix(Self.placeLimit) {
      if place != host { add(place, bins.event, bins.baseline) }
      guard length > 0, bins.baseline.count > length else { continue }
      for start in stride(from: 0, through: bins.baseline.count - length, by: length) {
        let window = Array(bins.baseline[start..<start + length])
        add(place, window, bins.baseline.filter { !window.contains($0) })
      }
    }
    self.statistics = statistics
  }

  /// The empirical rank.
  var p: Double {
    Double(1 + statistics.count { abs($0) >= abs(own) }) / Double(1 + statistics.count)
  }
}
