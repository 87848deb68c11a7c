import Model
import Synchronization

/// The records that a run could not read, told of as they come and kept in a file.
///
/// May be shared between threads; lines are in the order in which records are added.
final class RejectsFile: Sendable {
  private struct State {
    var output: OutputFile?
    var count = 0
    var first: String?
  }

  /// Where they are kept, if anywhere.
  let path: String?
  private let verbose: Bool
  private let state: Mutex<State>

  /// - Parameters:
  ///   - path: nil where they are only counted.
  ///   - verbose: whether each is told of on standard error.
  init(_ path: String?, verbose: Bool) throws {
    self.path = path
    self.verbose = verbose
    state = Mutex(State(output: try path.map { try OutputFile($0) }))
  }

  /// How many there were.
  var count: Int { state.withLock { $0.count } }

  /// Why the first was rejected; nil where there was none.
  var first: String? { state.withLock { $0.first } }

  /// Takes in the next records.
  func add(_ rejects: [RejectedRecord]) throws {
    if rejects.isEmpty { return }
    try state.withLock { state in
      var json = JSONBuffer()
      for reject in rejects {
        if verbose { Messages.note(reject.message) }
        if state.first == nil { state.first = reject.why }
        state.count += 1
        RejectLine.write(reject, keepsRaw: true, to: &json)
        json.raw("\n")
      }
      try state.output?.write(json.bytes)
    }
  }

  /// Puts the file under its name.
  func commit() throws { try state.withLock { try $0.output?.commit() } }
}

extension RejectedRecord {
  /// Place and reason for people, without any text of the record.
  var message: String { "\(source): warning: rejected: \(why)" }
}
