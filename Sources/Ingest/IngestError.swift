/// Why reading cannot go on, or cannot start.
package enum IngestError: Error, Equatable, Sendable {
  /// The input is not there.
  case noSuchInput(path: String)
  /// A `--map` argument cannot be understood.
  case badMapping(text: String, reason: String)
}

extension IngestError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noSuchInput(let path): "\(path): error: no such file or folder"
    case .badMapping(let text, let reason): "--map '\(text)': error: \(reason)"
    }
  }
}
