internal import Foundation
internal import Model

/// What comes out if other places, or other times, are taken for the event.
struct PlaceboTest: Sendable {
  /// The event's own statistic: the log of the ratio of ratios, in its standard errors, over the
  /// spread that the place shows in its baseline.
  let statistic: Double
  /// How the host moved against nothing but its own baseline, and the controls together.
  let host: Movement
  let controls: Movement
  /// Of the host in other windows of the same length.
  let inTime: [Double]
  /// Of other places in the event's window.
  let inSpace: [Double]
  /// Of other places in other windows.
  let elsewhere: [Double]

  /// How many stretches as long as the event the baselines of all places have, none twice.
  let stretchCount: Double

  /// A change against the baseline alone, its trend taken out.
  struct Movement: Sendable {
    /// In logs.
    var change: Double
    /// Of the change, as chance moves the place or places in their baseline.
    var standardError: Double
    var statistic: Double { standardError > 0 ? change / standardError : 0 }
  }

  /// Fewer comparisons than this cannot give a p of 3 %.
  static let leastCount = 33
  /// With fewer other places than this, one odd place among them would decide.
  private static let leastPlaces = 49
  private static let placeLimit = 80

  var all: [Double] { inTime + inSpace + elsewhere }

  /// The empirical rank among all placebos; among places alone too where they are many enough.
  var p: Double {
    let pooled = Self.rank(statistic, all)
    return inSpace.count >= Self.leastPlaces ? max(pooled, Self.rank(statistic, inSpace)) : pooled
  }

  var pInTime: Double { Self.rank(statistic, inTime) }
  var pInSpace: Double { Self.rank(statistic, inSpace) }

  private static func rank(_ statistic: Double, _ others: [Double]) -> Double {
    Double(1 + others.count { abs($0) >= abs(statistic) }) / Double(1 + others.count)
  }

  init(
    statistic: Double, host: Movement, controls: Movement, stretchCount: Double,
    inTime: [Double], inSpace: [Double], elsewhere: [Double]
  ) {
    (self.statistic, self.host, self.controls) = (statistic, host, controls)
    self.stretchCount = stretchCount
    (self.inTime, self.inSpace, self.elsewhere) = (inTime, inSpace, elsewhere)
  }

  init(_ comparison: Comparison) {
    let ground = PlaceboGround(comparison)
    let event = ground.positions(isEvent: true)
    let places = 1 + min(comparison.controls.places.count, Self.placeLimit)
    stretchCount =
      Double(places * ground.positions(isEvent: false).count) / Double(max(1, event.count))
    let windows = ground.windows(length: event.count)
    func compare(
      _ line: PlaceboGround.Line
    ) -> (change: Double, error: Double, others: [Double])? {
      let others = windows.compactMap { window in
        ground.movement(line, window: Array(window), isReal: false)?.statistic
      }
      guard let real = ground.movement(line, window: event, isReal: true) else { return nil }
      let spread = others.count >= 8 ? max(1, Robust.spread(others) ?? 1) : 1
      return (real.change, real.standardError * spread, others.map { $0 / spread })
    }
    func movement(_ line: PlaceboGround.Line) -> Movement {
      let found = compare(line)
      return Movement(change: found?.change ?? 0, standardError: found?.error ?? 0)
    }
    let line = ground.line(of: nil)
    let own = compare(line)
    statistic = own.map { $0.change / $0.error } ?? 0
    host = movement(ground.alone(line))
    controls = movement(ground.rest(of: line))
    inTime = own?.others ?? []
    var inSpace: [Double] = []
    var elsewhere: [Double] = []
    // One control alone has nothing to be held against.
    if comparison.controls.places.count > 1 {
      for place in ground.largestControls(Self.placeLimit) {
        guard let other = compare(ground.line(of: place)) else { continue }
        inSpace.append(other.change / other.error)
        elsewhere += other.others
      }
    }
    self.inSpace = inSpace
    self.elsewhere = elsewhere
  }
}

/// The numbers that placebos are taken from, laid out by row.
private struct PlaceboGround {
  private let comparison: Comparison
  private let rows: [Comparison.Row]
  /// Host and controls together, as if all were covered.
  private let totals: [Double]
  private let totalExposures: [Double]
  /// First day of each row.
  private let days: [Double]

  /// One place against all others, by row; NaN where it is not covered.
  struct Line {
    var own: [Double]
    var ownExposure: [Double]
    var rest: [Double]
    var restExposure: [Double]
    var ownMeans = SeasonalSums()
    var restMeans = SeasonalSums()
    /// Whether there is a rest to be held against.
    var hasRest = true
    /// Change a day against the rest, in logs, as far as the baseline shows one; and its variance.
    var slope = 0.0
    var slopeVariance = 0.0
    /// Of the baseline's rows.
    var meanDay = 0.0
    var dayCount = 0.0
  }

  /// Sums of baseline rows by season, from which a window can be taken out again.
  struct SeasonalSums {
    var values = [Double](repeating: 0, count: 7)
    var exposures = [Double](repeating: 0, count: 7)

    mutating func add(_ season: Int, _ value: Double, _ exposure: Double, _ sign: Double = 1) {
      values[season] += sign * value
      exposures[season] += sign * exposure
    }
  }

  init(_ comparison: Comparison) {
    self.comparison = comparison
    rows = comparison.rows
    let isRate = comparison.series.metric.isRate
    totals = rows.map { $0.host + (isRate ? $0.control : $0.wholeControl) }
    totalExposures = rows.map { isRate ? $0.hostExposure + $0.controlExposure : 1 }
    days = rows.map { Double(comparison.axis.starts[$0.bin].number) }
  }

  func positions(isEvent: Bool) -> [Int] { rows.indices.filter { rows[$0].isEvent == isEvent } }

  /// Runs of neighbouring baseline rows.
  func windows(length: Int) -> [Range<Int>] {
    guard length > 0, rows.count > length else { return [] }
    return (0...(rows.count - length)).map { $0..<$0 + length }.filter { window in
      let (first, last) = (rows[window.lowerBound], rows[window.upperBound - 1])
      // A gap of a day or two is one of coverage; more would be another period.
      return last.bin - first.bin < length + 2 && !rows[window].contains(where: \.isEvent)
    }
  }

  func largestControls(_ limit: Int) -> [Int] {
    let series = comparison.series
    let sizes = comparison.controls.places.map { place in
      (place, rows.reduce(0) { $0 + (series[place, $1.bin].isNaN ? 0 : series[place, $1.bin]) })
    }
    return sizes.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }.prefix(limit).map(\.0)
  }

  /// - Parameter place: nil for the host.
  func line(of place: Int?) -> Line {
    let series = comparison.series
    let isRate = series.metric.isRate
    let number = place ?? comparison.host
    var line = Line(own: [], ownExposure: [], rest: [], restExposure: [])
    for (position, row) in rows.enumerated() {
      let isKnown = series.coverage.isUsable(number, row.bin)
      let own = isKnown ? series[number, row.bin] : .nan
      let exposure = isRate ? series.exposure(number, row.bin) : 1
      line.own.append(own)
      line.ownExposure.append(exposure)
      // An uncovered place was left out of the total for a rate, and made up for in a count.
      line.rest.append(max(0, totals[position] - (isKnown ? own : 0)))
      line.restExposure.append(
        isRate ? max(0, totalExposures[position] - (isKnown ? exposure : 0)) : 1)
      if !row.isEvent, isKnown {
        line.ownMeans.add(row.season, own, exposure)
        line.restMeans.add(row.season, line.rest[position], line.restExposure[position])
      }
    }
    setTrend(of: &line)
    return line
  }

  /// The place of a line, against nothing.
  func alone(_ line: Line) -> Line {
    var result = line
    result.hasRest = false
    setTrend(of: &result)
    return result
  }

  /// The rest of a line, against nothing.
  func rest(of line: Line) -> Line {
    var result = Line(own: line.rest, ownExposure: line.restExposure, rest: [], restExposure: [])
    result.ownMeans = line.restMeans
    return alone(result)
  }

  /// Fits the trend; a short baseline leaves it near nothing.
  private func setTrend(of line: inout Line) {
    let known = rows.indices.filter {
      !rows[$0].isEvent && !line.own[$0].isNaN && line.ownExposure[$0] > 0
        && (!line.hasRest || line.restExposure[$0] > 0)
    }
    line.dayCount = Double(known.count)
    guard known.count >= 8 else { return }
    line.meanDay = known.reduce(0) { $0 + days[$1] } / line.dayCount
    var sums = [(value: Double, count: Double)](repeating: (0, 0), count: 7)
    let logs = known.map { row -> Double in
      let own = log((line.own[row] + 0.5) / line.ownExposure[row])
      return line.hasRest ? own - log((line.rest[row] + 0.5) / line.restExposure[row]) : own
    }
    for (row, value) in zip(known, logs) {
      sums[rows[row].season].value += value
      sums[rows[row].season].count += 1
    }
    let residuals = zip(known, logs).map { row, value in
      value - sums[rows[row].season].value / sums[rows[row].season].count
    }
    let spread = max(1e-6, Robust.spread(residuals) ?? 0)
    var (square, product) = (0.0, 0.0)
    for (row, residual) in zip(known, residuals) {
      let day = days[row] - line.meanDay
      square += day * day
      product += day * residual
    }
    let deviation = ChangeEstimator.trendDeviation
    let penalty = spread * spread / (deviation * deviation)
    line.slope = product / (square + penalty)
    line.slopeVariance = spread * spread / (square + penalty)
  }

  /// Nil where the window has nothing to be held against.
  func movement(_ line: Line, window: [Int], isReal: Bool) -> PlaceboTest.Movement? {
    var (own, rest) = (line.ownMeans, line.restMeans)
    let known = window.filter { !line.own[$0].isNaN && line.ownExposure[$0] > 0 }
    guard 2 * known.count > window.count else { return nil }
    if !isReal {
      for position in known {
        let season = rows[position].season
        own.add(season, line.own[position], line.ownExposure[position], -1)
        if line.hasRest {
          rest.add(season, line.rest[position], line.restExposure[position], -1)
        }
      }
    }
    var sums = (own: 0.0, ownUsual: 0.0, rest: 0.0, restUsual: 0.0)
    var seasons: Set<Int> = []
    for position in known {
      let season = rows[position].season
      guard own.exposures[season] > 0, !line.hasRest || rest.exposures[season] > 0 else {
        return nil
      }
      seasons.insert(season)
      sums.own += line.own[position]
      sums.ownUsual += own.values[season] / own.exposures[season] * line.ownExposure[position]
      guard line.hasRest else { continue }
      sums.rest += line.rest[position]
      sums.restUsual += rest.values[season] / rest.exposures[season] * line.restExposure[position]
    }
    let ownBase = seasons.reduce(0) { $0 + own.values[$1] }
    let restBase = seasons.reduce(0) { $0 + rest.values[$1] }
    let day = known.reduce(0) { $0 + days[$1] } / Double(known.count)
    let left = line.dayCount - (isReal ? 0 : Double(known.count))
    let usualDay =
      isReal ? line.meanDay : (line.meanDay * line.dayCount - day * Double(known.count)) / left
    let distance = left > 0 ? day - usualDay : 0
    var effect = log((sums.own + 0.5) / (sums.ownUsual + 0.5)) - line.slope * distance
    var variance =
      1 / (sums.own + 0.5) + 1 / (ownBase + 0.5) + line.slopeVariance * distance * distance
    if line.hasRest {
      effect -= log((sums.rest + 0.5) / (sums.restUsual + 0.5))
      variance += 1 / (sums.rest + 0.5) + 1 / (restBase + 0.5)
    }
    return .init(change: effect, standardError: variance.squareRoot())
  }
}
