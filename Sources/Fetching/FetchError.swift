/// Why a fetch could not go on.
package enum FetchError: Error, Equatable, Sendable {
  /// The system refused; `code` is its errno.
  case failed(path: String, operation: String, code: Int32)
  /// A file or folder of the crawl is not there any more.
  case vanished(path: String)
  /// A file of the crawl is shorter than what the state file says was written.
  case tooShort(path: String, expected: Int, found: Int)
  /// The state file cannot be used.
  case badState(path: String, reason: String)
  /// Another run works on the same folder.
  case alreadyRunning(path: String)
  /// An argument or a line of a file is no address that can be fetched.
  case badAddress(place: String, AddressProblem)
  /// An option that makes no sense.
  case badOption(name: String, reason: String)
  /// A profile with problems.
  case badProfile([ProfileProblem])
  /// A file of evidence that is not what it has to be.
  case badEvidence(place: String, reason: String)
  /// libcurl could not be set up.
  case network(reason: String)
}

extension FetchError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .failed(let path, let operation, let code):
      "\(path): error: \(operation) failed (\(systemMessage(code)))"
    case .vanished(let path):
      "\(path): error: removed while it was being written; nothing after the last commit is kept"
    case .tooShort(let path, let expected, let found):
      "\(path): error: \(found) bytes, but \(expected) were written; restore it or start a new crawl"
    case .badState(let path, let reason):
      "\(path): error: \(reason); restore the file from a copy or start a crawl in a new folder"
    case .alreadyRunning(let path):
      "\(path): error: another run is working in this folder"
    case .badAddress(let place, let problem): "\(place): error: \(problem)"
    case .badOption(let name, let reason): "\(name): error: \(reason)"
    case .badProfile(let problems): problems.map(\.description).joined(separator: "\n")
    case .badEvidence(let place, let reason): "\(place): error: \(reason)"
    case .network(let reason): "libcurl: error: \(reason)"
    }
  }
}
