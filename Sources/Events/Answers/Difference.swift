internal import Foundation
internal import Model

/// A difference-in-differences: the host's change less the controls', by ordinary least squares.
struct Difference: Sendable {
  /// `level` in counts (or per 1,000), or `log1p`.
  let scale: String
  /// Whether the controls were summed or averaged.
  let combine: EventDefinition.Combine
  /// With homoscedastic errors.
  let plain: Coefficient
  /// With errors clustered by place (averaged controls) or by week (summed ones).
  let clustered: Coefficient?

  /// Both scales, on the weekdays that the event has; empty where there are too few rows.
  static func all(_ comparison: Comparison, combine: EventDefinition.Combine) -> [Difference] {
    let seasons = Set(comparison.eventRows.map(\.season))
    let rows = comparison.rows.filter { seasons.contains($0.season) }
    var design = DesignMatrix(columnCount: 4)
    var values: [Double] = []
    var clusters: [Int] = []
    func add(_ row: Comparison.Row, isHost: Bool, _ value: Double, cluster: Int) {
      let (host, event) = (isHost ? 1.0 : 0, row.isEvent ? 1.0 : 0)
      design.append([1, host, event, host * event])
      values.append(value)
      clusters.append(cluster)
    }
    let series = comparison.series
    let isRate = series.metric.isRate
    for row in rows {
      let week = comparison.axis.starts[row.bin].number / 7
      let own = isRate ? 1000 * row.host / row.hostExposure : row.host
      add(row, isHost: true, own, cluster: combine == .sum ? week : comparison.host)
      switch combine {
      case .sum:
        let value = isRate ? 1000 * row.control / row.controlExposure : row.wholeControl
        add(row, isHost: false, value, cluster: week)
      case .average:
        for place in comparison.controls.places
        where series.coverage.isUsable(place, row.bin) && series.exposure(place, row.bin) > 0 {
          let value =
            isRate
            ? 1000 * series[place, row.bin] / series.exposure(place, row.bin)
            : series[place, row.bin]
          add(row, isHost: false, value, cluster: place)
        }
      }
    }
    return [("level", values), ("log1p", values.map { log1p($0) })].compactMap { scale, y in
      guard let fit = LeastSquares(design, y, clusters: clusters) else { return nil }
      return Difference(
        scale: scale, combine: combine, plain: fit.coefficients[3], clustered: fit.clustered?[3])
    }
  }
}
