package import Model

/// Why a question about an event could not be put, or a file could not be read.
package enum EventsError: Error, Equatable, Sendable {
  /// The definitions have faults; each with its place.
  case badDefinitions([DefinitionFault])
  /// A table of counts that cannot be read; nothing of a cell's text is kept.
  case badTable(path: String, line: Int, reason: String)
  /// Numbers for `events statistics` that cannot be used.
  case badRequest(reason: String)

  /// The faults of definitions; nil for other errors.
  package var faults: [DefinitionFault]? {
    if case .badDefinitions(let faults) = self { faults } else { nil }
  }
}

/// Something wrong with a file of event definitions.
package struct DefinitionFault: Equatable, Sendable {
  /// What is wrong, in one sentence.
  package var what: String
  /// Where.
  package var location: SourceLocation
  /// Whether the file could not be read, so that nothing is known of what it holds.
  package var isUnreadable = false

  init(_ what: String, at location: SourceLocation) {
    self.what = what
    self.location = location
  }
}

extension DefinitionFault: CustomStringConvertible {
  /// `file:line:col: error: what`.
  package var description: String { "\(location): error: \(what)" }
}

extension EventsError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .badDefinitions(let faults): faults.map(\.description).joined(separator: "\n")
    case .badTable(let path, let line, let reason): "\(path):\(line): error: \(reason)"
    case .badRequest(let reason):
      "events statistics: error: \(reason); 'searchlight events statistics --help' shows the form"
    }
  }
}
