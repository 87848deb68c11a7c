/// Why an output could not be written.
enum OutputError: Error, Equatable {
  /// The system refused; `code` is its errno.
  case failed(path: String, operation: String, code: Int32)
  /// The path names a folder.
  case folder(path: String)
  /// The path is empty.
  case nameless
  /// The reader of standard output went away: the run may end, and has not failed.
  case readerGone
}

extension OutputError: CustomStringConvertible {
  var description: String {
    switch self {
    case .failed(let path, let operation, let code):
      "\(path): error: \(operation) failed (\(systemMessage(code)))"
    case .folder(let path): "\(path): error: a folder; name a file in it"
    case .nameless:
      "output: error: an empty name; give it one, or - for standard output"
    case .readerGone:
      "standard output: error: the reader has gone"
    }
  }
}
