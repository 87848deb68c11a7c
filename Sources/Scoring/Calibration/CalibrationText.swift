internal import Foundation

/// A calibration as an overlay file and as a comparison for people.
package struct CalibrationText {
  private let calibration: Calibration

  /// Takes what is to be shown.
  package init(_ calibration: Calibration) { self.calibration = calibration }

  /// An overlay (`--weights`) with the weights that moved.
  package func overlay(named name: String) -> String {
    let moved = calibration.proposals.filter { $0.proposed != $0.shipped }
    var lines = [
      "# Proposed by 'searchlight calibrate' from \(calibration.count) labelled items,"
        + " \(calibration.relevantCount) of them relevant.",
      "# Look at each line before you use it: labels are judgements, not outcomes.",
      "overlay: \(name)", "format: 1",
    ]
    lines.append(moved.isEmpty ? "weights: {}" : "weights:")
    for proposal in moved {
      lines.append(
        "  \(proposal.rule): \(Self.points(proposal.proposed))"
          + "  # was \(Self.points(proposal.shipped)); relevant in \(proposal.precision.hits) of "
          + "\(proposal.precision.count); 95 % \(Self.points(proposal.low)) to "
          + Self.points(proposal.high))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Shipped and proposed side by side.
  package var comparison: String {
    func pair(_ name: String, _ shipped: Double?, _ fitted: Double?) -> String {
      "  \(name) \(EvaluationText.figure(shipped)) shipped, "
        + "\(EvaluationText.figure(fitted)) proposed (on items the weights were not fitted on)"
    }
    let moved = calibration.proposals.count { $0.proposed != $0.shipped }
    var lines = [
      "\(calibration.count) labelled items, \(calibration.relevantCount) relevant; penalty "
        + "\(String(format: "%g", calibration.penalty)); \(moved) of \(calibration.proposals.count) "
        + "rules seen often enough would move",
      pair(
        "average precision", calibration.shipped.averagePrecision,
        calibration.crossValidated.averagePrecision),
      pair("ROC area", calibration.shipped.rocArea, calibration.crossValidated.rocArea),
    ]
    if calibration.strangeCount > 0 {
      lines.append(
        "warning: \(calibration.strangeCount) of the items have other points in the queue than these "
          + "rules and weights give; make the queue anew with the same --rules and --weights")
    }
    for proposal in calibration.proposals {
      let name = proposal.rule.padding(
        toLength: max(40, proposal.rule.count), withPad: " ", startingAt: 0)
      let mark = proposal.proposed == proposal.shipped ? " " : "*"
      lines.append(
        "\(mark) \(name) \(Self.points(proposal.shipped)) -> \(Self.points(proposal.proposed))"
          + "  [\(Self.points(proposal.low)), \(Self.points(proposal.high))]  relevant in "
          + "\(proposal.precision.hits) of \(proposal.precision.count)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func points(_ value: Double) -> String {
    String(format: "%g", (value * 100).rounded() / 100)
  }
}
