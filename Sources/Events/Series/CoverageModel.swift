internal import Foundation

/// Finds days with no or little coverage: against each place's own weekday pattern, and for the
/// whole panel. They are never read as zeros.
struct CoverageModel {
  /// Below this share of the usual a day is not counted at all.
  private static let noneShare = 0.4
  /// Below this share of the usual, for a week, days leave the baseline.
  private static let doubtfulShare = 0.75
  /// How far below the usual, in standard errors, so that chance cannot be the reason.
  private static let dayLimit = 3.5
  private static let weekLimit = 4.5

  let axis: TimeAxis
  /// Bins by season, in order.
  private let seasons: [[Int]]

  init(_ axis: TimeAxis) {
    self.axis = axis
    var seasons = [[Int]](repeating: [], count: 7)
    for bin in 0..<axis.count { seasons[axis.season(bin)].append(bin) }
    self.seasons = seasons
  }

  /// Judges every cell of `series`, which counts something (rates take over that of the ads).
  func judge(_ series: MetricSeries, placeCount: Int) -> CoverageMap {
    var map = CoverageMap(placeCount: placeCount, binCount: axis.count)
    var usual: [[Double]] = []
    usual.reserveCapacity(placeCount)
    for place in 0..<placeCount {
      let values = (0..<axis.count).map { series[place, $0] }
      for bin in 0..<axis.count where values[bin].isNaN { map.set(place, bin, .none, share: 0) }
      markSilences(values, place, &map)
      usual.append(pattern(values, place, map))
    }
    let panel = judgePanel(series, usual, &map)
    for place in 0..<placeCount { judge(series, place, usual[place], panel, &map) }
    return map
  }

  /// Long runs without anything: before a place was collected, after, or in between.
  private func markSilences(_ values: [Double], _ place: Int, _ map: inout CoverageMap) {
    let total = values.reduce(0) { $0 + ($1.isNaN ? 0 : $1) }
    let rows = values.count { !$0.isNaN }
    var start = 0
    while start < values.count {
      guard values[start] == 0 else {
        start += 1
        continue
      }
      var end = start
      while end < values.count, values[end] == 0 { end += 1 }
      let others = Double(rows - (end - start))
      // Chance of so long a silence at the rate of all other bins: e^-expected, below 1 in 10,000.
      if others > 0, total / others * Double(end - start) > 9.3, end - start >= 2 {
        for bin in start..<end { map.set(place, bin, .none, share: 0) }
      }
      start = end
    }
  }

  /// The median of the nearest comparable bins, for each bin; NaN where there is none.
  private func pattern(_ values: [Double], _ place: Int, _ map: CoverageMap) -> [Double] {
    var result = [Double](repeating: .nan, count: axis.count)
    for bins in seasons {
      let known = bins.filter { map.isUsable(place, $0) }
      for (position, bin) in known.enumerated() {
        let window = known[max(0, position - 8)..<min(known.count, position + 9)]
        let others = window.filter { $0 != bin }
        guard let median = Robust.median(others.map { values[$0] }) else { continue }
        result[bin] = median
      }
    }
    return result
  }

  /// What share of the usual the whole panel has, by bin; marks bins in which all of it failed.
  private func judgePanel(
    _ series: MetricSeries, _ usual: [[Double]], _ map: inout CoverageMap
  ) -> [Double] {
    (0..<axis.count).map { bin in
      var (sum, expected) = (0.0, 0.0)
      for place in usual.indices where map.isUsable(place, bin) && !usual[place][bin].isNaN {
        sum += series[place, bin]
        expected += usual[place][bin]
      }
      guard expected >= 10 else { return 1 }
      let share = sum / expected
      if share < Self.noneShare {
        for place in usual.indices { map.set(place, bin, .none, share: share) }
      }
      return share
    }
  }

  /// Judges one place, where the whole panel did not fail.
  private func judge(
    _ series: MetricSeries, _ place: Int, _ usual: [Double], _ panel: [Double],
    _ map: inout CoverageMap
  ) {
    let expected = (0..<axis.count).map { usual[$0] * min(1, panel[$0]) }
    let usable = (0..<axis.count).filter { map.isUsable(place, $0) && expected[$0] >= 1 }
    // Spread beyond Poisson's, by a measure that the holes themselves cannot raise.
    let residuals = usable.map { (series[place, $0] - expected[$0]) / expected[$0].squareRoot() }
    let spread = max(1, Robust.spread(residuals) ?? 1)
    for bin in usable {
      let (value, mean) = (series[place, bin], expected[bin])
      let z = (value - mean) / (spread * mean.squareRoot())
      if value < Self.noneShare * mean, mean >= 4, z < -Self.dayLimit || (value == 0 && mean >= 8) {
        map.set(place, bin, .none, share: value / mean)
      }
    }
    guard axis.resolution == .daily, axis.count >= 7 else { return }
    for start in 0...(axis.count - 7) {
      let week = (start..<start + 7).filter { map.isUsable(place, $0) && !expected[$0].isNaN }
      guard week.count >= 5 else { continue }
      let value = week.reduce(0) { $0 + series[place, $1] }
      let mean = week.reduce(0) { $0 + expected[$1] }
      guard mean >= 20, value < Self.doubtfulShare * mean,
        (value - mean) / (spread * mean.squareRoot()) < -Self.weekLimit
      else { continue }
      let state: CoverageMap.State = value < Self.noneShare * mean ? .none : .doubtful
      for bin in week where series[place, bin] < expected[bin] {
        map.set(place, bin, state, share: value / mean)
      }
    }
  }
}
