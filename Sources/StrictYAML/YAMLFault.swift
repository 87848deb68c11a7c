package import Model

/// What can be wrong with the form of a YAML file, whatever the file is about.
package enum YAMLFault: Equatable, Sendable {
  /// The file cannot be read.
  case unreadable(reason: String)
  /// The text is no YAML.
  case notYAML(reason: String)
  /// Anchors, aliases or tags, which make a file mean something else than it shows.
  case yamlFeature(String)
  /// A field that nobody reads, probably misspelt.
  case unknownField(String, known: [String])
  /// A field that must be there.
  case missingField(String)
  /// A field that stands there twice.
  case duplicateField(String)
  /// A value of another kind than the field takes.
  case wrongType(field: String, expected: String)
}

/// Collects faults as they are found, so that one reading shows them all.
package protocol YAMLFaultList: AnyObject {
  /// Takes in a fault.
  ///
  /// - Parameter rule: the id of the entry it concerns, if it concerns one.
  func report(_ fault: YAMLFault, at location: SourceLocation, rule: String?)
}

extension YAMLFault: CustomStringConvertible {
  /// One sentence, without a place.
  package var description: String {
    switch self {
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .notYAML(let reason): "not YAML: \(reason)"
    case .yamlFeature(let what): "\(what) may not be used here; write the value out"
    case .unknownField(let name, let known):
      "unknown field '\(name)'; known are \(known.joined(separator: ", "))"
    case .missingField(let name): "missing field '\(name)'"
    case .duplicateField(let name): "field '\(name)' is given twice"
    case .wrongType(let field, let expected): "'\(field)' must be \(expected)"
    }
  }
}
