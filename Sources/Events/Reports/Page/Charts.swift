internal import Foundation
internal import Model

/// The pictures of a report, each from the numbers of one question.
struct Charts {
  let analyst: Analyst
  let isPublic: Bool

  private var axis: TimeAxis { analyst.panel.axis }

  private func hidden(_ line: SeriesLine) -> HiddenDays {
    HiddenDays(line.points, axis: axis, isPublic: isPublic)
  }

  /// A series with its baseline's band and the event's days.
  func series(_ line: SeriesLine, question: Question) -> String {
    guard let first = line.points.first, let last = line.points.last else { return "" }
    let hidden = hidden(line)
    var drawing = Drawing(
      height: 150,
      label: "\(question.metric.noun) in \(question.placeName) by \(axis.resolution.noun)")
    let frame = TimeFrame(
      height: 150, axis: axis, bins: first.bin...last.bin,
      values: line.points.flatMap {
        [hidden.contains($0) ? 0 : $0.value ?? 0, $0.band?.high ?? 0]
      })
    frame.draw(&drawing, event: question.bins.event)
    let banded = line.points.filter { $0.band != nil }
    drawing.area(
      banded.map { (frame.middle($0.bin), frame.y($0.band?.high ?? 0)) }
        + banded.reversed().map { (frame.middle($0.bin), frame.y($0.band?.low ?? 0)) },
      "usual-band")
    drawing.path(
      line.points.map { point in
        point.expected.map { (frame.middle(point.bin), frame.y($0)) }
      }, "usual")
    drawing.path(
      line.points.map { point in
        hidden.contains(point) ? nil : point.value.map { (frame.middle(point.bin), frame.y($0)) }
      }, "host")
    for point in line.points where point.phase == .event && !hidden.contains(point) {
      if let value = point.value {
        drawing.circle(frame.middle(point.bin), frame.y(value), 2.4, "host-dot")
      }
    }
    return drawing.svg
  }

  /// Host and controls, both in multiples of what is usual for each.
  func comparison(_ host: SeriesLine, _ control: SeriesLine, question: Question) -> String {
    func relative(_ line: SeriesLine) -> [(bin: Int, value: Double?)] {
      let hidden = hidden(line)
      return line.points.map { point in
        guard let value = point.value, let expected = point.expected, expected > 0,
          !hidden.contains(point)
        else { return (point.bin, nil) }
        return (point.bin, value / expected)
      }
    }
    let (own, others) = (relative(host), relative(control))
    guard let first = own.first?.bin, let last = own.last?.bin else { return "" }
    var drawing = Drawing(
      height: 170,
      label: "\(question.placeName) and its controls, in multiples of what is usual for each")
    let frame = TimeFrame(
      height: 170, axis: axis, bins: first...last,
      values: (own + others).compactMap(\.value) + [1.5])
    frame.draw(&drawing, event: question.bins.event)
    drawing.line(frame.left, frame.y(1), Drawing.width - frame.right, frame.y(1), "usual")
    for (line, style) in [(others, "control"), (own, "host")] {
      drawing.path(
        line.map { point in point.value.map { (frame.middle(point.bin), frame.y($0)) } }, style)
    }
    return drawing.svg
  }

  /// Days as squares, weeks as columns; colour by how far from the usual.
  func calendar(_ line: SeriesLine, question: Question) -> String {
    guard axis.resolution == .daily, let first = line.points.first, let last = line.points.last
    else { return "" }
    let start = axis.starts[first.bin].number - axis.starts[first.bin].weekday
    let weeks = (axis.starts[last.bin].number - start) / 7 + 1
    // Half a year fills the width; what is longer goes on below.
    let blocks = (weeks + 27) / 28
    let columns = (weeks + blocks - 1) / blocks
    let size = min(22, (Drawing.width - 36) / Double(columns))
    let block = 7 * size + 24
    var drawing = Drawing(
      height: Double(blocks) * block - 2,
      label:
        "calendar of \(question.metric.noun) in \(question.placeName), by distance from the usual")
    for number in 0..<blocks {
      // Labels that would touch each other are left out.
      for (row, name) in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].enumerated()
      where size >= 12 || row % 2 == 0 {
        drawing.text(28, Double(number) * block + (Double(row) + 0.5) * size + 4, name, "end")
      }
    }
    let hidden = hidden(line)
    var labelled = (block: -1, x: 0.0)
    for point in line.points {
      let day = axis.starts[point.bin]
      let (number, column) = ((day.number - start) / 7).quotientAndRemainder(dividingBy: columns)
      let top = Double(number) * block
      let (x, y) = (34 + Double(column) * size, top + Double(day.weekday) * size)
      let isHidden = hidden.contains(point)
      let style = isHidden ? "cell-hidden" : style(point)
      drawing.rectangle(
        x + 1, y + 1, size - 2, size - 2, style,
        title: isHidden ? "\(day): masked" : title(point, day))
      // Without colours both ends of the scale are dark.
      if style.hasPrefix("cell-high") {
        drawing.circle(x + size / 2, y + size / 2, size / 8, "above")
      }
      if point.phase == .event {
        drawing.rectangle(x + 0.5, y + 0.5, size - 1, size - 1, "event-frame")
      }
      if day.parts.day == 1 || point.bin == first.bin {
        let month = DayText.day(day).split(separator: " ")[1].prefix(3)
        if labelled.block != number || x - labelled.x > 26, x < Drawing.width - 22 {
          drawing.text(x + 1, top + 7 * size + 14, String(month), "start")
          labelled = (number, x)
        }
      }
    }
    return drawing.svg
  }

  private func title(_ point: SeriesLine.Point, _ day: CalendarDay) -> String {
    guard let value = point.value else { return "\(day): not covered" }
    let usual = point.expected.map { ", usual \(TidyTable.number(($0 * 10).rounded() / 10))" } ?? ""
    return "\(day): \(TidyTable.number(value))\(usual)"
  }

  private func style(_ point: SeriesLine.Point) -> String {
    guard let value = point.value, let expected = point.expected, expected > 0,
      point.coverage > 0.5
    else { return "cell-none" }
    let ratio = value / expected
    switch ratio {
    case ..<0.5: return "cell-low3"
    case ..<0.75: return "cell-low2"
    case ..<0.9: return "cell-low1"
    case ..<1.1: return "cell-mid"
    case ..<1.35: return "cell-high1"
    case ..<2: return "cell-high2"
    default: return "cell-high3"
    }
  }

  /// How well the host and its controls are covered, bin by bin.
  func coverage(_ series: MetricSeries, question: Question, controls: [Int]) -> String {
    let bins = question.bins.baseline + question.bins.event + question.bins.after
    guard let first = bins.min(), let last = bins.max() else { return "" }
    var drawing = Drawing(height: 64, label: "coverage of \(question.placeName) and its controls")
    let frame = TimeFrame(height: 64, axis: axis, bins: first...last, values: [1])
    for (row, places) in [[question.place], controls].enumerated() where !places.isEmpty {
      let y = 6 + Double(row) * 20
      drawing.text(frame.left - 4, y + 10, row == 0 ? "host" : "rest", "end")
      for bin in first...last {
        let share =
          places.reduce(0) { $0 + series.coverage.share($1, bin) } / Double(places.count)
        let style = share > 0.95 ? "covered" : share > 0.5 ? "thin" : "cell-none"
        drawing.rectangle(frame.x(bin), y, frame.x(bin + 1) - frame.x(bin) + 0.1, 14, style)
      }
    }
    if let start = question.bins.event.first, let end = question.bins.event.last {
      drawing.rectangle(
        frame.x(start), 3, frame.x(end + 1) - frame.x(start), 40, "event-frame")
    }
    drawing.text(frame.x(first), 58, DayText.day(axis.starts[first]), "start")
    drawing.text(Drawing.width - frame.right, 58, DayText.day(axis.starts[last]), "end")
    return drawing.svg
  }

  /// Where the event stands among all placebo comparisons.
  func placebo(_ test: PlaceboTest) -> String {
    let all = test.all
    guard all.count >= 5 else { return "" }
    let reach = max(4, min(12, (all + [test.statistic]).map(abs).max() ?? 4)).rounded(.up)
    let count = 32
    var bars = [Int](repeating: 0, count: count)
    func position(_ value: Double) -> Double {
      (min(reach, max(-reach, value)) + reach) / (2 * reach)
    }
    for value in all { bars[min(count - 1, Int(position(value) * Double(count)))] += 1 }
    let highest = Double(bars.max() ?? 1)
    var drawing = Drawing(
      height: 140, label: "the event's statistic among \(all.count) placebo comparisons")
    let (left, width) = (10.0, Drawing.width - 20)
    for (number, bar) in bars.enumerated() where bar > 0 {
      let height = 92 * Double(bar) / highest
      drawing.rectangle(
        left + width * Double(number) / Double(count) + 0.5, 112 - height,
        width / Double(count) - 1, height, "bar")
    }
    drawing.line(left, 112, left + width, 112, "axis")
    let x = left + width * position(test.statistic)
    drawing.line(x, 12, x, 112, "mark")
    drawing.text(x, 9, "event", x > Drawing.width / 2 ? "end strong" : "start strong")
    drawing.text(left, 128, "−\(Int(reach))", "start")
    drawing.text(left + width / 2, 128, "0", "middle")
    drawing.text(left + width, 128, "+\(Int(reach))", "end")
    return drawing.svg
  }
}
