import Foundation
import Model

@testable import Events

/// A panel of invented counts with a declared effect, made from a seed.
///
/// Twelve places with weekday patterns, trends of their own, shared ups and downs and counts more
/// spread than Poisson's. The event is at `host` for the week from 2011-01-31 on.
struct GeneratedPanel {
  static let firstDay = CalendarDay(year: 2010, month: 12, day: 6)!
  static let dayCount = 77
  static let event = CalendarDay(year: 2011, month: 1, day: 31)!

  static let definitions = """
    format: 1
    places:
      - {id: host, name: Host}
    events:
      - id: week
        name: Week
        places: [host]
        start: 2011-01-31
        end: 2011-02-06
        guard_days: {before: 0, after: 1}
        baseline_days: 56
    """

  /// Ads a day at the host, on average.
  var rate = 50.0
  var placeCount = 12
  /// Variance beyond Poisson's, as a share of the squared mean.
  var dispersion = 0.015
  /// Multiplies the mean of a place (0 is the host) on a day from the event's first.
  var effect: (_ place: Int, _ day: Int) -> Double = { _, _ in 1 }
  /// Share of what was there that was collected.
  var collected: (_ place: Int, _ day: Int) -> Double = { _, _ in 1 }

  func csv(seed: UInt64) -> String {
    var random = SeededGenerator(seed: seed)
    var text = "place,date,count\n"
    let shared = (0..<Self.dayCount).map { _ in exp(0.08 * random.normal()) }
    for place in 0..<placeCount {
      let size = place == 0 ? rate : rate * exp(0.7 * random.normal())
      let weekdays = (0..<7).map { _ in exp(0.15 * random.normal()) }
      let trend = 0.002 * random.normal()
      for day in 0..<Self.dayCount {
        let date = Self.firstDay.advanced(by: day)
        let fromEvent = date.number - Self.event.number
        let mean =
          size * weekdays[date.weekday] * shared[day] * exp(trend * Double(day - 38))
          * effect(place, fromEvent) * collected(place, fromEvent)
        let count = random.poisson(mean * random.gamma(shape: 1 / dispersion) * dispersion)
        text += "\(place == 0 ? "Host" : "Place \(place)"),\(date),\(count)\n"
      }
    }
    return text
  }

  /// The answer about the host's ads.
  func answer(seed: UInt64) throws -> Answer {
    let definitions = try EventDefinitions.parse(Self.definitions, file: "week.yml")
    let panel = try CountTable.read(
      Array(csv(seed: seed).utf8), path: "counts.csv", definitions: definitions)
    return Analyst(panel, definitions).answers()[0]
  }
}

extension SeededGenerator {
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Source: Box & Muller 1958.
  mutating func normal() -> Double {
    (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
  }

  /// Source: Marsaglia & Tsang 2000, for shapes of at least 1.
  mutating func gamma(shape: Double) -> Double {
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = pow(1 + c * x, 3)
      if v > 0, log(1 - uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
    }
  }

  /// By counting exponential waits.
  mutating func poisson(_ mean: Double) -> Int {
    var left = mean
    var count = 0
    while true {
      left += log(1 - uniform())
      if left < 0 { return count }
      count += 1
    }
  }
}
