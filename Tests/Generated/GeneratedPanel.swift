internal import Foundation
package import Model

/// A panel of invented counts with a declared effect, made from a seed.
///
/// Places have weekday patterns, trends of their own, shared ups and downs and counts more spread
/// than Poisson's. The event is at place 0, `host`, for a week; its fourth day is the peak.
package struct GeneratedPanel: Sendable {
  /// The first day of the event, a Monday.
  package static let event = CalendarDay(number: 15_005)
  /// Days of the event.
  package static let week = 0..<7

  /// Places, the host among them.
  package var placeCount = 12
  /// Days of data before the event; all but the last one are its baseline.
  package var daysBefore = 56
  /// Days of data behind the event.
  package var daysAfter = 14
  /// Ads a day at the host, on average.
  package var rate = 50.0
  /// Ads a day at a usual other place; nil for as many as at the host.
  package var otherRate: Double?
  /// Variance beyond Poisson's, as a share of the squared mean; at most 1.
  package var dispersion = 0.015
  /// Standard deviation of the places' trends, in logs a day.
  package var trend = 0.002
  /// Standard deviation of slow ups and downs of each place, in logs; half of it is left a day on.
  package var wander = 0.0
  /// Height of a wave of four months that all places share, in logs.
  package var season = 0.0
  /// Multiplies the mean of a place on a day, counted from the event's first.
  package var effect: @Sendable (_ place: Int, _ day: Int) -> Double = { _, _ in 1 }
  /// Share of what was there that was collected.
  package var collected: @Sendable (_ place: Int, _ day: Int) -> Double = { _, _ in 1 }
  /// Whether the table says how much was collected.
  package var showsCoverage = false
  /// The only places to be held against; nil for all others.
  package var controls: [Int]?

  /// A panel without any effect.
  package init() {}

  /// The definition of the event.
  package var definitions: String {
    let places = [0] + (controls ?? [])
    let lines = places.map { "  - {id: \(Self.id($0)), name: \(Self.name($0))}" }
    let held = controls.map { "\n    controls: [\($0.map(Self.id).joined(separator: ", "))]" } ?? ""
    return """
      format: 1
      places:
      \(lines.joined(separator: "\n"))
      events:
        - id: week
          name: Week
          places: [host]
          start: \(Self.event)
          end: \(Self.event.advanced(by: 6))
          peak: \(Self.event.advanced(by: 3))
          guard_days: {before: 0, after: 1}
          baseline_days: \(daysBefore)\(held)

      """
  }

  private static func id(_ place: Int) -> String { place == 0 ? "host" : "place-\(place)" }
  private static func name(_ place: Int) -> String { place == 0 ? "Host" : "Place \(place)" }

  /// The counts as a table; equal seeds give equal tables.
  package func csv(seed: UInt64) -> String {
    var random = SeededGenerator(seed: seed)
    var text = showsCoverage ? "place,date,count,coverage\n" : "place,date,count\n"
    let days = -daysBefore..<7 + daysAfter
    let shared = days.map { _ in exp(0.08 * random.normal()) }
    for place in 0..<placeCount {
      let size = place == 0 ? rate : (otherRate ?? rate) * exp(0.7 * random.normal())
      let weekdays = (0..<7).map { _ in exp(0.15 * random.normal()) }
      let slope = trend * random.normal()
      var drift = wander * random.normal()
      for (number, day) in days.enumerated() {
        let date = Self.event.advanced(by: day)
        if wander > 0 { drift = 0.5 * drift + 0.75.squareRoot() * wander * random.normal() }
        let wave = season * sin(2 * .pi * Double(day) / 120)
        let share = collected(place, day)
        let mean =
          size * weekdays[date.weekday] * shared[number]
          * exp(slope * Double(day - days.lowerBound - days.count / 2) + drift + wave)
          * effect(place, day) * share
        let count = random.poisson(mean * random.gamma(shape: 1 / dispersion) * dispersion)
        text += "\(Self.name(place)),\(date),\(count)"
        text += showsCoverage ? ",\(Int((200 * share).rounded()))\n" : "\n"
      }
    }
    return text
  }
}
