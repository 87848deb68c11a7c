internal import Foundation

/// The host against a mix of other places that followed it in the baseline.
struct SyntheticTest: Sendable {
  /// Places of the mix with their weights, heaviest first.
  let donors: [(place: Int, weight: Double)]
  /// Mean of the host in the event over its weekday's usual, and of the mix.
  let host: Double
  let mix: Double
  /// Root mean square distance in the event over that in the baseline.
  let errorRatio: Double
  /// The rank of that ratio among those of all donors taken for the host.
  let p: Double

  private static let leastDonors = 5
  private static let donorLimit = 40
  private static let leastBaseline = 8

  /// Nil for rates, and where too few places are covered throughout.
  init?(_ comparison: Comparison) {
    let series = comparison.series
    let rows = comparison.rows
    guard !series.metric.isRate, comparison.baselineRows.count >= Self.leastBaseline else {
      return nil
    }
    func relative(_ place: Int) -> [Double]? {
      var means = SeasonalMeans()
      for row in rows {
        guard series.coverage.isUsable(place, row.bin) else { return nil }
        if !row.isEvent { means.add(season: row.season, series[place, row.bin], 1) }
      }
      // A place with next to nothing is all noise on this scale.
      guard means.total >= Double(comparison.baselineRows.count) else { return nil }
      let values = rows.map { series[place, $0.bin] / (means[$0.season] ?? 0) }
      return values.allSatisfy(\.isFinite) ? values : nil
    }
    guard let target = relative(comparison.host) else { return nil }
    let pool = comparison.controls.places.compactMap { place in
      relative(place).map { (place: place, values: $0) }
    }.prefix(Self.donorLimit)
    guard pool.count >= Self.leastDonors else { return nil }
    let before = rows.indices.filter { !rows[$0].isEvent }
    let during = rows.indices.filter { rows[$0].isEvent }
    func fit(
      _ target: [Double], _ donors: [[Double]]
    ) -> (weights: [Double], mix: [Double], ratio: Double) {
      let control = SyntheticControl(
        target: before.map { target[$0] }, donors: donors.map { line in before.map { line[$0] } })
      let mix = control.mix(donors)
      func error(_ positions: [Int]) -> Double {
        let squares = positions.reduce(0) { $0 + (target[$1] - mix[$1]) * (target[$1] - mix[$1]) }
        return (squares / Double(max(1, positions.count))).squareRoot()
      }
      return (control.weights, mix, error(during) / max(error(before), 1e-6))
    }
    func mean(_ values: [Double]) -> Double {
      during.reduce(0) { $0 + values[$1] } / Double(max(1, during.count))
    }
    let own = fit(target, pool.map(\.values))
    let others = pool.indices.map { index in
      fit(pool[index].values, pool.indices.filter { $0 != index }.map { pool[$0].values }).ratio
    }
    donors = zip(pool, own.weights).filter { $1 > 1e-6 }.map { (place: $0.place, weight: $1) }
      .sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.place < $1.place }
    host = mean(target)
    mix = mean(own.mix)
    errorRatio = own.ratio
    p = Double(1 + others.count { $0 >= own.ratio }) / Double(1 + others.count)
  }
}
