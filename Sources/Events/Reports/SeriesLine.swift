internal import Foundation
internal import Model

/// One place's series over the days of one question, with what was to be expected.
struct SeriesLine {
  let points: [Point]

  struct Point {
    var bin: Int
    var phase: Phase
    /// Counted, or per 1,000 ads for rates; nil without a count.
    var value: Double?
    /// What the count is made of, for masking small ones.
    var count: Double
    var expected: Double?
    /// Where 95 of 100 usual days lie.
    var band: Interval?
    /// 1 where fully covered.
    var coverage: Double
  }

  /// What part of the question a bin belongs to.
  enum Phase: String {
    case baseline, `guard`, event, after
    case leftOut = "left-out"

    init(_ bin: Int, _ question: Question, _ axis: TimeAxis) {
      let bins = question.bins
      self =
        bins.event.contains(bin)
        ? .event
        : bins.baseline.contains(bin)
          ? .baseline
          : bins.after.contains(bin)
            ? .after : question.periods.guarded.overlaps(axis.days(bin)) ? .guard : .leftOut
    }
  }

  /// - Parameter places: one place, or several that are added up.
  init(_ series: MetricSeries, places: [Int], question: Question, axis: TimeAxis) {
    let bins = question.bins
    guard let span = bins.span else {
      points = []
      return
    }
    let covered = { (bin: Int) in places.filter { series.coverage.isUsable($0, bin) } }
    // As if all places were covered: the missing ones have their usual.
    let weights = places.map {
      SeasonalMeans(series, place: $0, bins: bins.baseline, axis: axis)
    }
    func sums(_ bin: Int) -> (value: Double, exposure: Double)? {
      let known = covered(bin)
      guard !known.isEmpty else { return nil }
      let value = known.reduce(0) { $0 + series[$1, bin] }
      if series.metric.isRate {
        let exposure = known.reduce(0) { $0 + series.exposure($1, bin) }
        return exposure > 0 ? (value, exposure) : nil
      }
      let season = axis.season(bin)
      let whole = weights.reduce(0) { $0 + ($1[season] ?? 0) }
      let missing = zip(places, weights).filter { !known.contains($0.0) }
        .reduce(0) { $0 + ($1.1[season] ?? 0) }
      guard 2 * missing <= whole else { return nil }
      return (value + missing, 1)
    }
    var means = SeasonalMeans()
    for bin in bins.baseline where places.contains(where: { series.coverage.isFull($0, bin) }) {
      if let sum = sums(bin) { means.add(season: axis.season(bin), sum.value, sum.exposure) }
    }
    var squares: [Double] = []
    for bin in bins.baseline {
      guard let sum = sums(bin), let mean = means[axis.season(bin)], mean > 0 else { continue }
      let expected = mean * sum.exposure
      squares.append((sum.value - expected) * (sum.value - expected) / expected)
    }
    let seasons = Set(bins.baseline.map { axis.season($0) }).count
    let spread = max(1, squares.reduce(0, +) / Double(max(1, squares.count - seasons)))
    points = span.map { bin in
      let phase = Phase(bin, question, axis)
      let sum = sums(bin)
      let scale = series.metric.isRate ? 1000 / (sum?.exposure ?? 1) : 1
      let expected = means[axis.season(bin)].map { $0 * (sum?.exposure ?? 1) }
      let reach = expected.map { 1.96 * (spread * $0).squareRoot() }
      let shares = places.map { series.coverage.share($0, bin) }
      return Point(
        bin: bin, phase: phase, value: sum.map { $0.value * scale }, count: sum?.value ?? 0,
        expected: expected.map { $0 * scale },
        band: expected.flatMap { mean in
          reach.map {
            Interval(low: max(0, mean - $0) * scale, high: (mean + $0) * scale)
          }
        },
        coverage: shares.reduce(0, +) / Double(max(1, shares.count)))
    }
  }
}
