package import Model
package import StrictYAML

/// Problems as they are found, so that one run of `rules check` shows them all.
package final class ProblemList {
  /// In the order they were found.
  package private(set) var problems: [RuleProblem] = []

  /// No problems.
  package init() {}

  /// Adds a problem.
  package func add(_ problem: RuleProblem) { problems.append(problem) }

  /// Adds a problem.
  package func add(
    _ kind: RuleProblem.Kind, at location: SourceLocation, rule ruleID: String? = nil
  ) {
    problems.append(RuleProblem(kind, at: location, rule: ruleID))
  }

  /// Those that keep rules from running.
  package var errors: [RuleProblem] { problems.filter { $0.severity == .error } }
}

extension ProblemList: YAMLFaultList {
  /// Adds what is wrong with a file's form.
  package func report(_ fault: YAMLFault, at location: SourceLocation, rule ruleID: String?) {
    add(RuleProblem.Kind(fault), at: location, rule: ruleID)
  }
}

extension RuleProblem.Kind {
  /// The same fault, as a problem of a rule file.
  init(_ fault: YAMLFault) {
    self =
      switch fault {
      case .unreadable(let reason): .unreadable(reason: reason)
      case .notYAML(let reason): .notYAML(reason: reason)
      case .yamlFeature(let what): .yamlFeature(what)
      case .unknownField(let name, let known): .unknownField(name, known: known)
      case .missingField(let name): .missingField(name)
      case .duplicateField(let name): .duplicateField(name)
      case .wrongType(let field, let expected): .wrongType(field: field, expected: expected)
      }
  }
}
