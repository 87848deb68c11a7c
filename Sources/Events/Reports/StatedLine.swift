/// Stated ages or prices of one place, or of several together, over the days of one question: each
/// day's median against the days of the baseline.
struct StatedLine {
  /// As in `SeriesLine`; `count` is how many were stated, and `band` where 95 of 100 days' medians of
  /// the baseline lie.
  let points: [SeriesLine.Point]

  init(
    _ series: DistributionSeries, coverage: CoverageMap, places: [Int], question: Question,
    axis: TimeAxis
  ) {
    let bins = question.bins
    guard let span = bins.span else {
      points = []
      return
    }
    func stated(_ bin: Int) -> [Double] {
      places.filter { coverage.isUsable($0, bin) }.flatMap { place in
        (series.cells[place * axis.count + bin] ?? [:]).flatMap {
          [Double](repeating: Double($0.key), count: $0.value)
        }
      }
    }
    let usual = bins.baseline.map(stated)
    let median = Robust.median(usual.flatMap { $0 })
    let medians = usual.compactMap(Robust.median).sorted()
    let band =
      medians.count < 8
      ? nil
      : Interval(
        low: medians[Int(0.025 * Double(medians.count - 1))],
        high: medians[Int((0.975 * Double(medians.count - 1)).rounded(.up))])
    points = span.map { bin in
      let values = stated(bin)
      let shares = places.map { coverage.share($0, bin) }
      return SeriesLine.Point(
        bin: bin, phase: SeriesLine.Phase(bin, question, axis), value: Robust.median(values),
        count: Double(values.count), expected: median, band: band,
        coverage: shares.reduce(0, +) / Double(max(1, shares.count)))
    }
  }
}
