internal import Foundation

/// What comes out if other places, or other times, are taken for the event.
struct PlaceboTest: Sendable {
  /// The event's own statistic: the log of the ratio of ratios, in its standard errors, over the
  /// spread that the place shows in its baseline.
  let statistic: Double
  /// Of the host in other windows of the same length.
  let inTime: [Double]
  /// Of other places in the event's window.
  let inSpace: [Double]
  /// Of other places in other windows.
  let elsewhere: [Double]

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

  init(_ comparison: Comparison) {
    let ground = PlaceboGround(comparison)
    let event = ground.positions(isEvent: true)
    let windows = ground.windows(length: event.count)
    func statistics(_ place: Int?) -> (real: Double?, others: [Double]) {
      let line = ground.line(of: place)
      let others = windows.compactMap { ground.statistic(line, window: Array($0), isReal: false) }
      let spread = others.count >= 8 ? max(1, Robust.spread(others) ?? 1) : 1
      let real = ground.statistic(line, window: event, isReal: true)
      return (real.map { $0 / spread }, others.map { $0 / spread })
    }
    let own = statistics(nil)
    statistic = own.real ?? 0
    inTime = own.others
    var inSpace: [Double] = []
    var elsewhere: [Double] = []
    // One control alone has nothing to be held against.
    if comparison.controls.places.count > 1 {
      for place in ground.largestControls(Self.placeLimit) {
        let other = statistics(place)
        if let real = other.real { inSpace.append(real) }
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

  /// One place against all others, by row; NaN where it is not covered.
  struct Line {
    var own: [Double]
    var ownExposure: [Double]
    var rest: [Double]
    var restExposure: [Double]
    var ownMeans = SeasonalSums()
    var restMeans = SeasonalSums()
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
    return line
  }

  /// Nil where the window has nothing to be held against.
  func statistic(_ line: Line, window: [Int], isReal: Bool) -> Double? {
    var (own, rest) = (line.ownMeans, line.restMeans)
    let known = window.filter { !line.own[$0].isNaN && line.ownExposure[$0] > 0 }
    guard 2 * known.count > window.count else { return nil }
    if !isReal {
      for position in known {
        let season = rows[position].season
        own.add(season, line.own[position], line.ownExposure[position], -1)
        rest.add(season, line.rest[position], line.restExposure[position], -1)
      }
    }
    var sums = (own: 0.0, ownUsual: 0.0, rest: 0.0, restUsual: 0.0)
    var seasons: Set<Int> = []
    for position in known {
      let season = rows[position].season
      guard own.exposures[season] > 0, rest.exposures[season] > 0 else { return nil }
      seasons.insert(season)
      sums.own += line.own[position]
      sums.ownUsual += own.values[season] / own.exposures[season] * line.ownExposure[position]
      sums.rest += line.rest[position]
      sums.restUsual += rest.values[season] / rest.exposures[season] * line.restExposure[position]
    }
    let ownBase = seasons.reduce(0) { $0 + own.values[$1] }
    let restBase = seasons.reduce(0) { $0 + rest.values[$1] }
    let effect =
      log((sums.own + 0.5) / (sums.ownUsual + 0.5))
      - log((sums.rest + 0.5) / (sums.restUsual + 0.5))
    let variance =
      1 / (sums.own + 0.5) + 1 / (ownBase + 0.5) + 1 / (sums.rest + 0.5) + 1 / (restBase + 0.5)
    return effect / variance.squareRoot()
  }
}
