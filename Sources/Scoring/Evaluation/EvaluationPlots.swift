internal import Foundation

/// The plots of an evaluation, as SVG without script.
struct EvaluationPlots {
  let evaluation: Evaluation

  private static let size = (width: 420.0, height: 280.0)
  private static let margin = (left: 46.0, right: 12.0, top: 12.0, bottom: 40.0)
  private static let styles = [
    "stroke:#0b5394;stroke-width:2.5", "stroke:#b45f06;stroke-width:1.5;stroke-dasharray:6 3",
    "stroke:#6a329f;stroke-width:1.5;stroke-dasharray:2 3",
    "stroke:#777;stroke-width:1.5;stroke-dasharray:1 4",
  ]

  /// Precision over the number of items reviewed, the queue beside its alternatives.
  var precisionByDepth: String {
    let count = evaluation.items.count
    guard count > 1 else { return "" }
    let places = Array(stride(from: 1, through: count, by: max(1, count / 120)))
    var body = frame(x: "items reviewed", y: "share relevant", xEnd: "\(count)")
    for (order, style) in zip(evaluation.orders, Self.styles) {
      let points = places.compactMap { k -> (Double, Double)? in
        let share =
          order.metrics?.precision(at: k)
          ?? Proportion(evaluation.relevant.count { $0 }, of: count).share
        return share.map { (Double(k - 1) / Double(count - 1), $0) }
      }
      body += line(points, style)
    }
    return svg(body, label: "Precision by depth") + legend
  }

  /// Precision over recall.
  var precisionByRecall: String {
    var body = frame(x: "share of relevant items found", y: "share relevant", xEnd: "1")
    for (order, style) in zip(evaluation.orders, Self.styles) {
      guard let curve = order.metrics?.curve else { continue }
      body += line(curve.map { ($0.recall, $0.precision) }, style)
    }
    return svg(body, label: "Precision by recall")
  }

  /// Share relevant in bins of score, with intervals.
  var calibration: String {
    let bins = evaluation.calibration
    guard !bins.isEmpty else { return "" }
    var body = frame(x: "score, low to high", y: "share relevant", xEnd: "")
    for (number, bin) in bins.enumerated() {
      let x = x((Double(number) + 0.5) / Double(bins.count))
      let (low, high) = (y(bin.precision.low), y(bin.precision.high))
      body +=
        "<line x1=\"\(x)\" x2=\"\(x)\" y1=\"\(low)\" y2=\"\(high)\" style=\"\(Self.styles[0])\"/>"
      if let share = bin.precision.share {
        body += "<circle cx=\"\(x)\" cy=\"\(y(share))\" r=\"5\" fill=\"#0b5394\"/>"
      }
      body +=
        "<text x=\"\(x)\" y=\"\(Self.size.height - 24)\" text-anchor=\"middle\">\(bin.from)–\(bin.through)</text>"
    }
    return svg(body, label: "Share relevant by score")
  }

  private var legend: String {
    let entries = zip(evaluation.orders, Self.styles).map { order, style in
      "<span><svg width=\"34\" height=\"10\" aria-hidden=\"true\"><line x1=\"0\" x2=\"34\" y1=\"5\" "
        + "y2=\"5\" style=\"\(style)\"/></svg> \(order.name)</span>"
    }
    return "<p class=\"legend\">" + entries.joined(separator: " ") + "</p>"
  }

  private func x(_ share: Double) -> String {
    number(Self.margin.left + share * (Self.size.width - Self.margin.left - Self.margin.right))
  }

  private func y(_ share: Double) -> String {
    number(
      Self.size.height - Self.margin.bottom
        - share * (Self.size.height - Self.margin.top - Self.margin.bottom))
  }

  private func number(_ value: Double) -> String { String(format: "%.1f", value) }

  private func line(_ points: [(Double, Double)], _ style: String) -> String {
    let path = points.map { "\(x($0.0)),\(y($0.1))" }.joined(separator: " ")
    return "<polyline fill=\"none\" style=\"\(style)\" points=\"\(path)\"/>"
  }

  private func frame(x label: String, y other: String, xEnd: String) -> String {
    var body = ""
    for share in [0, 0.25, 0.5, 0.75, 1] {
      body +=
        "<line x1=\"\(x(0))\" x2=\"\(x(1))\" y1=\"\(y(share))\" y2=\"\(y(share))\" stroke=\"#ddd\"/>"
        + "<text x=\"\(Self.margin.left - 6)\" y=\"\(y(share))\" dy=\"4\" text-anchor=\"end\">"
        + "\(share == 0 || share == 1 ? String(Int(share)) : String(share))</text>"
    }
    let bottom = Self.size.height
    body +=
      "<text x=\"\(x(0.5))\" y=\"\(bottom - 6)\" text-anchor=\"middle\">\(label)</text>"
      + "<text x=\"\(x(1))\" y=\"\(bottom - 24)\" text-anchor=\"end\">\(xEnd)</text>"
      + "<text transform=\"translate(12 \(number(bottom / 2 - 10))) rotate(-90)\" "
      + "text-anchor=\"middle\">\(other)</text>"
    return body
  }

  private func svg(_ body: String, label: String) -> String {
    "<svg viewBox=\"0 0 \(Int(Self.size.width)) \(Int(Self.size.height))\" role=\"img\" "
      + "aria-label=\"\(label)\">\(body)</svg>"
  }
}
