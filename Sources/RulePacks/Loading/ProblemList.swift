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
