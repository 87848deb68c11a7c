internal import Foundation
package import Model

/// One number of a report, with what it is held against: a row of the tidy table.
struct TidyRow {
  var date: String
  var place: String
  var metric: String
  var value: Double?
  var baseline: Double?
  var low: Double?
  var high: Double?
  var placeboP: Double?
  var q: Double?
  var coverage: Double
  var event: String
  var phase: String
}

/// The rows of a report, as comma-separated values and as JSON lines.
///
/// Columns: `date, place, metric, value, baseline, low, high, p_placebo, q, coverage, event, phase`.
/// `baseline` is what was usual for the weekday, `low` and `high` where 95 of 100 usual days lie;
/// `p_placebo` and `q` stand on the event's own days, and belong to the whole period. Stated ages and
/// prices (`age`, `hour-price`) have the day's median as value.
package struct TidyTable: Sendable {
  /// Counts below this are masked in reports meant for sharing.
  package static let maskLimit = 5.0

  private let analyst: Analyst
  private let isPublic: Bool

  /// - Parameter isPublic: whether small counts are masked.
  package init(_ analyst: Analyst, isPublic: Bool) {
    self.analyst = analyst
    self.isPublic = isPublic
  }

  /// Appends the header of the comma-separated form.
  package static func header(to csv: inout [UInt8]) {
    csv += Array(
      "date,place,metric,value,baseline,low,high,p_placebo,q,coverage,event,phase\n".utf8)
  }

  /// Appends the rows of one answer: the host's, then those of its controls together.
  package func append(_ answer: Answer, csv: inout [UInt8], jsonl: inout JSONBuffer) {
    for row in rows(answer) {
      appendCSV(row, to: &csv)
      appendJSON(row, to: &jsonl)
    }
  }

  private func rows(_ answer: Answer) -> [TidyRow] {
    let question = answer.question
    // The peak day is a day of the event: its rows would be the same again.
    guard question.period == "event", let (coverage, points) = points(question) else { return [] }
    var rows = lines(points([question.place]), question, question.placeID, answer)
    if let group = analyst.controls(question, coverage: coverage) {
      rows += lines(points(group.places), question, "controls-of-" + question.placeID, nil)
    } else {
      // Without a control there is nothing to hold the numbers against.
      for index in rows.indices {
        (rows[index].baseline, rows[index].low, rows[index].high) = (nil, nil, nil)
      }
    }
    return rows
  }

  /// The points of any places for the question's metric, and where they can be relied on.
  private func points(
    _ question: Question
  ) -> (coverage: CoverageMap, points: ([Int]) -> [SeriesLine.Point])? {
    let panel = analyst.panel
    if let series = panel.metrics.first(where: { $0.metric == question.metric }) {
      return (
        series.coverage,
        { SeriesLine(series, places: $0, question: question, axis: panel.axis).points }
      )
    }
    guard let series = panel.distributions.first(where: { $0.metric == question.metric }),
      let coverage = panel.metrics.first?.coverage
    else { return nil }
    return (
      coverage,
      {
        StatedLine(series, coverage: coverage, places: $0, question: question, axis: panel.axis)
          .points
      }
    )
  }

  private func lines(
    _ points: [SeriesLine.Point], _ question: Question, _ name: String, _ answer: Answer?
  ) -> [TidyRow] {
    let hidden = HiddenDays(points, axis: analyst.panel.axis, isPublic: isPublic)
    return points.map { point in
      let isEvent = point.phase == .event
      return TidyRow(
        date: analyst.panel.axis.label(point.bin), place: name, metric: question.metric.id,
        value: hidden.contains(point) ? nil : point.value, baseline: point.expected,
        low: point.band?.low,
        high: point.band?.high, placeboP: isEvent ? answer?.estimate?.placeboP : nil,
        q: isEvent ? answer?.q : nil, coverage: coverage(point), event: question.eventID,
        phase: point.phase.rawValue)
    }
  }

  /// In quarters where counts are masked: a share of the usual would give them away.
  private func coverage(_ point: SeriesLine.Point) -> Double {
    isPublic ? (4 * point.coverage).rounded(.down) / 4 : point.coverage
  }

  private func appendCSV(_ row: TidyRow, to csv: inout [UInt8]) {
    let numbers = [
      row.value, row.baseline, row.low, row.high, row.placeboP, row.q, row.coverage,
    ].map { $0.map(Self.number) ?? "" }
    let cells =
      [row.date, Self.cell(row.place), Self.cell(row.metric)] + numbers
      + [Self.cell(row.event), row.phase]
    csv += Array((cells.joined(separator: ",") + "\n").utf8)
  }

  private func appendJSON(_ row: TidyRow, to json: inout JSONBuffer) {
    json.raw("{\"schema\":1,\"date\":")
    json.string(row.date)
    json.raw(",\"place\":")
    json.string(row.place)
    json.raw(",\"metric\":")
    json.string(row.metric)
    for (name, value) in [
      ("value", row.value), ("baseline", row.baseline), ("low", row.low), ("high", row.high),
      ("p_placebo", row.placeboP), ("q", row.q), ("coverage", row.coverage),
    ] {
      json.raw(",")
      json.string(name)
      json.raw(":")
      json.raw(utf8: value.map(Self.number) ?? "null")
    }
    json.raw(",\"event\":")
    json.string(row.event)
    json.raw(",\"phase\":")
    json.string(row.phase)
    json.raw("}\n")
  }

  /// At most six significant digits, without an exponent where people would not write one.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return String(format: "%.6g", value)
  }

  private static func cell(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}
