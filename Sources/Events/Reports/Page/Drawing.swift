internal import Foundation
internal import Model
internal import Foundation

/// An SVG picture under construction, 340 units wide so that its text can be read on a phone.
struct Drawing {
  static let width = 340.0

  private let height: Double
  private let label: String
  private var body = ""

  /// - Parameter label: says what the picture shows, for those who cannot see it.
  init(height: Double, label: String) {
    self.height = height
    self.label = label
  }

  /// The finished element.
  var svg: String {
    """
    <svg viewBox="0 0 \(Self.n(Self.width)) \(Self.n(height))" role="img" \
    aria-label="\(HTMLText.escape(label))">\(body)</svg>
    """
  }

  /// One decimal: a tenth of a unit is a quarter of a pixel on the largest screens.
  static func n(_ value: Double) -> String {
    let text = String(format: "%.1f", value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String,
    title: String? = nil
  ) {
    body += """
      <rect x="\(Self.n(x))" y="\(Self.n(y))" width="\(Self.n(max(0, width)))" \
      height="\(Self.n(max(0, height)))" class="\(style)"
      """
    body += title.map { "><title>\(HTMLText.escape($0))</title></rect>" } ?? "/>"
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
    body += """
      <line x1="\(Self.n(x1))" y1="\(Self.n(y1))" x2="\(Self.n(x2))" y2="\(Self.n(y2))" \
      class="\(style)"/>
      """
  }

  mutating func circle(_ x: Double, _ y: Double, _ radius: Double, _ style: String) {
    body +=
      "<circle cx=\"\(Self.n(x))\" cy=\"\(Self.n(y))\" r=\"\(Self.n(radius))\" class=\"\(style)\"/>"
  }

  mutating func text(_ x: Double, _ y: Double, _ text: String, _ style: String) {
    body += "<text x=\"\(Self.n(x))\" y=\"\(Self.n(y))\" class=\"\(style)\">"
    body += HTMLText.escape(text) + "</text>"
  }

  /// Lines through the points, broken where one is missing.
  mutating func path(_ points: [(x: Double, y: Double)?], _ style: String) {
    var commands = ""
    var isDrawing = false
    for point in points {
      guard let point else {
        isDrawing = false
        continue
      }
      commands += "\(isDrawing ? "L" : "M")\(Self.n(point.x)) \(Self.n(point.y))"
      isDrawing = true
    }
    if !commands.isEmpty { body += "<path d=\"\(commands)\" class=\"\(style)\"/>" }
  }

  /// A filled shape.
  mutating func area(_ points: [(x: Double, y: Double)], _ style: String) {
    guard points.count > 2 else { return }
    let commands = points.map { "\(Self.n($0.x)) \(Self.n($0.y))" }.joined(separator: "L")
    body += "<path d=\"M\(commands)Z\" class=\"\(style)\"/>"
  }
}

/// Text for HTML.
enum HTMLText {
  /// Everything that could end text or an attribute is written out.
  static func escape(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default:
        let isControl = character.value < 0x20 && character != "\n" && character != "\t"
        result.unicodeScalars.append(isControl ? "\u{FFFD}" : character)
      }
    }
    return result
  }
}

/// The frame of a chart over time: where its days and values stand.
struct TimeFrame {
  let left = 36.0
  let right = 8.0
  let top = 8.0
  let bottom = 20.0
  let height: Double
  let axis: TimeAxis
  let bins: ClosedRange<Int>
  /// The value at the upper end.
  let ceiling: Double

  init(height: Double, axis: TimeAxis, bins: ClosedRange<Int>, values: [Double]) {
    self.height = height
    self.axis = axis
    self.bins = bins
    ceiling = Self.niceCeiling(values.max() ?? 1)
  }

  /// 1, 2 or 5 times a power of ten, or halfway to the next, at or above `value`.
  static func niceCeiling(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 1 }
    let power = pow(10, floor(log10(value)))
    return ([1, 1.5, 2, 3, 4, 5, 6, 8, 10].first { $0 * power >= value } ?? 10) * power
  }

  /// Left edge of a bin.
  func x(_ bin: Int) -> Double {
    let step = (Drawing.width - left - right) / Double(bins.count)
    return left + step * Double(bin - bins.lowerBound)
  }

  func middle(_ bin: Int) -> Double { (x(bin) + x(bin + 1)) / 2 }

  func y(_ value: Double) -> Double {
    height - bottom - (height - top - bottom) * min(1, value / ceiling)
  }

  /// Grid, values at the side, days below, and the event's days as a band.
  func draw(_ drawing: inout Drawing, event: [Int]) {
    if let first = event.first, let last = event.last {
      drawing.rectangle(
        x(first), top, x(last + 1) - x(first), height - top - bottom, "event-band")
    }
    for share in [0, 0.5, 1.0] {
      let value = ceiling * share
      drawing.line(left, y(value), Drawing.width - right, y(value), "grid")
      drawing.text(left - 4, y(value) + 3.5, Self.label(value), "end")
    }
    let (first, last) = (bins.lowerBound, bins.upperBound)
    let middle = event.first ?? first
    drawing.text(x(first), height - 6, dayLabel(first), "start")
    let isClear = x(middle) - x(first) > 48 && x(last + 1) - x(middle) > 88
    if isClear { drawing.text(x(middle), height - 6, dayLabel(middle), "start strong") }
    drawing.text(x(last + 1), height - 6, dayLabel(last), "end")
  }

  private static func label(_ value: Double) -> String {
    if value >= 10_000 { return "\(Int(value / 1000))k" }
    return value == value.rounded() ? "\(Int(value))" : String(format: "%.3g", value)
  }

  /// `6 Feb`, or `Feb 2011` for months.
  private func dayLabel(_ bin: Int) -> String {
    let (year, _, day) = axis.starts[bin].parts
    let name = DayText.day(axis.starts[bin]).split(separator: " ")[1].prefix(3)
    return axis.resolution == .monthly ? "\(name) \(year)" : "\(day) \(name)"
  }
}
