/// Why a queue could not be made.
package enum ScoringError: Error, Equatable, Sendable {
  /// The temporary file that holds queue items failed; `code` is the system's errno.
  case spillFailed(operation: String, code: Int32)
}

extension ScoringError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .spillFailed(let operation, let code):
      """
      temporary queue file: error: \(operation) failed (system error \(code)); \
      free disk space or set TMPDIR to a roomier folder
      """
    }
  }
}
