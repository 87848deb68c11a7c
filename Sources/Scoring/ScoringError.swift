/// Why a queue could not be made, or weights not be proposed.
package enum ScoringError: Error, Equatable, Sendable {
  /// The temporary file that holds queue items failed; `code` is the system's errno.
  case spillFailed(operation: String, code: Int32)
  /// Weights cannot be proposed from so few labels; `needed` of each kind are.
  case tooFewLabels(relevant: Int, other: Int, needed: Int)
  /// No rule whose weight may move matched in `needed` labelled items.
  case noRuleOftenEnough(needed: Int)
}

extension ScoringError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .spillFailed(let operation, let code):
      """
      temporary queue file: error: \(operation) failed (system error \(code)); \
      free disk space or set TMPDIR to a roomier folder
      """
    case .tooFewLabels(let relevant, let other, let needed):
      """
      labels: error: \(relevant) relevant and \(other) other items; proposing weights takes at \
      least \(needed) of each: label \(max(0, needed - relevant)) more relevant and \
      \(max(0, needed - other)) more other items
      """
    case .noRuleOftenEnough(let needed):
      """
      labels: error: no rule whose weight may move matched in \(needed) labelled items; \
      label more items
      """
    }
  }
}
