internal import Foundation

/// An evaluation as text for people.
package struct EvaluationText {
  private let evaluation: Evaluation

  /// Takes what is to be shown.
  package init(_ evaluation: Evaluation) { self.evaluation = evaluation }

  /// The whole text, with a line feed at its end.
  package var text: String {
    var lines = head
    lines += orderLines + [""] + calibrationLines
    lines += groupLines("By band", evaluation.bands)
    lines += groupLines("By family", evaluation.families)
    lines += groupLines("By rule", evaluation.rules)
    lines += groupLines("By language", evaluation.languages)
    lines += groupLines("By nationality, ethnicity and gender word", evaluation.identityWords)
    lines += agreementLines
    return lines.joined(separator: "\n") + "\n"
  }

  /// What was judged, in sentences.
  var head: [String] {
    let judged = evaluation.items.count
    let relevant = evaluation.relevant.count { $0 }
    var lines = [
      "\(judged) of \(evaluation.queueCount) items are labelled; \(relevant) of them are relevant."
    ]
    if evaluation.missingCount > 0 {
      lines.append("\(evaluation.missingCount) labelled ids are not in the queue and do not count.")
    }
    if evaluation.disputedCount > 0 {
      lines.append(
        "\(evaluation.disputedCount) items with evenly divided reviewers are left out.")
    }
    if evaluation.labels.replacedCount > 0 {
      lines.append(
        "\(evaluation.labels.replacedCount) labels gave way to a later, other one of the same "
          + "reviewer and item.")
    }
    if evaluation.labels.namelessCount > 0 {
      lines.append(
        "\(evaluation.labels.namelessCount) ids have several labels, not all with a reviewer: each "
          + "without one counts as another person's.")
    }
    if judged > 0 && (relevant == 0 || relevant == judged) {
      let which = relevant == 0 ? "None of them is" : "All of them are"
      lines.append(
        "\(which) relevant, so no order is better than another"
          + (evaluation.labels.isGraded ? " but by nDCG; see --relevant-from." : "."))
    }
    lines.append(
      "Measures are over labelled items only; an interval is a 95 % Wilson score interval.")
    return lines + [""]
  }

  private var orderLines: [String] {
    var lines = [
      Self.row(
        "order", ["avg prec", "ROC area", "nDCG"] + evaluation.depths.map { "P@\($0)" })
    ]
    for order in evaluation.orders {
      lines.append(
        Self.row(
          order.name,
          [order.averagePrecision, order.rocArea, order.ndcg].map(Self.figure)
            + order.precisions.map(Self.figure)))
    }
    let queue = evaluation.orders.first?.metrics
    lines.append(
      Self.row(
        "lift over random",
        ["", "", ""] + evaluation.depths.map { Self.figure(queue?.lift(at: $0)) }))
    return lines
  }

  private var calibrationLines: [String] {
    var lines = ["By score"]
    for bin in evaluation.calibration.reversed() {
      lines.append("  " + Self.line("\(bin.from) to \(bin.through)", bin.precision))
    }
    return lines + [""]
  }

  private func groupLines(_ heading: String, _ groups: [Evaluation.Group]) -> [String] {
    guard !groups.isEmpty else { return [] }
    let first = evaluation.depths.first ?? 0
    return [heading]
      + groups.map {
        "  " + Self.line($0.name, $0.precision) + "   \($0.inFirst) in the first \(first)"
      } + [""]
  }

  private var agreementLines: [String] {
    var lines: [String] = []
    for pair in evaluation.labels.kappas {
      lines.append(
        "Cohen's kappa of \(pair.first) and \(pair.second) over \(pair.items) items: "
          + Self.figure(pair.kappa))
    }
    if let alpha = evaluation.labels.alpha {
      lines.append("Krippendorff's alpha: \(Self.figure(alpha))")
    }
    return lines.isEmpty ? [] : ["Agreement between reviewers"] + lines.map { "  " + $0 }
  }

  private static func line(_ name: String, _ share: Proportion) -> String {
    let interval = "[\(figure(share.low)), \(figure(share.high))]"
    return name.padding(toLength: max(34, name.count), withPad: " ", startingAt: 0)
      + " \(share.hits) of \(share.count) = \(figure(share.share)) \(interval)"
  }

  private static func row(_ name: String, _ cells: [String]) -> String {
    name.padding(toLength: 20, withPad: " ", startingAt: 0)
      + cells.map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }.joined()
  }

  static func figure(_ value: Double?) -> String {
    value.map { String(format: "%.3f", $0) } ?? "-"
  }
}
