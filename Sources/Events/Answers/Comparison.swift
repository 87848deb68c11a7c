/// The numbers that one question rests on: a host and its controls, in event and baseline.
struct Comparison {
  let series: MetricSeries
  let axis: TimeAxis
  let host: Int
  let controls: ControlGroup
  /// Usable bins in order of time, event and baseline together.
  let rows: [Row]
  /// Shares of the event's bins and of the baseline's that could be used.
  let eventCoverage: Double

  struct Row {
    var bin: Int
    var season: Int
    var isEvent: Bool
    var host: Double
    var hostExposure: Double
    /// Of the controls that are covered.
    var control: Double
    var controlExposure: Double
    /// What share of the controls' usual numbers the covered ones have; 1 for rates.
    var controlShare: Double

    /// The controls together, as if all were covered.
    var wholeControl: Double { control / controlShare }
  }

  init(
    _ series: MetricSeries, axis: TimeAxis, host: Int, controls: ControlGroup, bins: PeriodBins
  ) {
    self.series = series
    self.axis = axis
    self.host = host
    self.controls = controls
    let coverage = series.coverage
    func isUsable(_ place: Int, _ bin: Int, _ isEvent: Bool) -> Bool {
      (isEvent ? coverage.isUsable(place, bin) : coverage.isFull(place, bin))
        && series.exposure(place, bin) > 0
    }
    let weights = controls.places.map { place in
      SeasonalMeans(series, place: place, bins: bins.baseline, axis: axis)
    }
    var rows: [Row] = []
    let all = bins.baseline.map { ($0, false) } + bins.event.map { ($0, true) }
    for (bin, isEvent) in all.sorted(by: { $0.0 < $1.0 }) where isUsable(host, bin, isEvent) {
      var row = Row(
        bin: bin, season: axis.season(bin), isEvent: isEvent, host: series[host, bin],
        hostExposure: series.exposure(host, bin), control: 0, controlExposure: 0, controlShare: 1)
      var (covered, whole) = (0.0, 0.0)
      for (place, means) in zip(controls.places, weights) {
        let weight = means[row.season] ?? 0
        whole += weight
        guard isUsable(place, bin, isEvent) else { continue }
        covered += weight
        row.control += series[place, bin]
        row.controlExposure += series.exposure(place, bin)
      }
      guard row.controlExposure > 0, series.metric.isRate || covered >= 0.5 * whole else {
        continue
      }
      if !series.metric.isRate, whole > 0 { row.controlShare = covered / whole }
      rows.append(row)
    }
    let wanted = bins.event.count
    eventCoverage = wanted > 0 ? Double(rows.count { $0.isEvent }) / Double(wanted) : 0
    self.rows = Self.comparable(rows)
  }

  /// Without bins whose season the baseline has fewer than twice; with one season for all where
  /// numbers are too small to know a weekday's pattern.
  private static func comparable(_ rows: [Row]) -> [Row] {
    var (hosts, controls) = ([Int: Double](), [Int: Double]())
    for row in rows where !row.isEvent {
      hosts[row.season, default: 0] += row.host
      controls[row.season, default: 0] += row.control
    }
    var rows = rows
    if (Array(hosts.values) + controls.values).contains(where: { $0 < 3 }) {
      for index in rows.indices { rows[index].season = 0 }
    }
    var counts = [Int](repeating: 0, count: 7)
    for row in rows where !row.isEvent { counts[row.season] += 1 }
    return rows.filter { counts[$0.season] >= 2 }
  }

  var eventRows: [Row] { rows.filter(\.isEvent) }
  var baselineRows: [Row] { rows.filter { !$0.isEvent } }

  /// What each control has in the baseline, in the order of `controls`: of a rate what it is a share
  /// of, which is what it weighs by.
  var controlWeights: [Double] {
    let rows = baselineRows
    return controls.places.map { place in
      rows.reduce(0) { sum, row in
        guard series.coverage.isFull(place, row.bin) else { return sum }
        let weight = series.metric.isRate ? series.exposure(place, row.bin) : series[place, row.bin]
        return sum + weight
      }
    }
  }

  /// One column a season, then whatever `marks` says.
  func design(_ marks: (Row) -> [Double]) -> DesignMatrix {
    let seasons = Set(rows.map(\.season)).sorted()
    return DesignMatrix(
      rows: rows.map { row in seasons.map { $0 == row.season ? 1 : 0 } + marks(row) })
  }
}

/// At least one place that a host is held against.
struct ControlGroup {
  /// Numbers of places; not empty.
  let places: [Int]

  /// Nil where there is nothing to hold against.
  init?(_ places: [Int]) {
    if places.isEmpty { return nil }
    self.places = places
  }
}

/// What is usual at a place, by season (weekday), in its own unit an exposure.
struct SeasonalMeans {
  private var sums = [Double](repeating: 0, count: 7)
  private var exposures = [Double](repeating: 0, count: 7)

  init(_ series: MetricSeries, place: Int, bins: [Int], axis: TimeAxis) {
    for bin in bins where series.coverage.isFull(place, bin) {
      add(season: axis.season(bin), series[place, bin], series.exposure(place, bin))
    }
  }

  init() {}

  mutating func add(season: Int, _ value: Double, _ exposure: Double) {
    sums[season] += value
    exposures[season] += exposure
  }

  subscript(season: Int) -> Double? {
    exposures[season] > 0 ? sums[season] / exposures[season] : nil
  }

  /// The sum over all seasons.
  var total: Double { sums.reduce(0, +) }
}
