/// Why an output could not be written.
enum OutputError: Error, Equatable {
  /// The system refused; `code` is its errno.
  case failed(path: String, operation: String, code: Int32)
  /// The reader of standard output went away: the run may end, and has not failed.
  case readerGone
}

extension OutputError: CustomStringConvertible {
  var description: String {
    switch self {
    case .failed(let path, let operation, let code):
      "\(path): error: \(operation) failed (\(systemMessage(code)))"
    case .readerGone:
      "standard output: error: the reader has gone"
    }
  }
}
