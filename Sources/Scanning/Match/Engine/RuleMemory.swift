/// The plans of all rules, and what scanning needs of all of them together.
///
/// Immutable, shared between workers.
final class RuleMemory: Sendable {
  let plans: [RulePlan]
  /// Indices of the rules that run on every text.
  let everywhere: [Int]
  /// Code points that lead to rules by themselves.
  let marks: MarkTable
  /// What `KindCache` asks.
  let questions: [CompiledPattern]

  init(_ plans: [RulePlan], questions: [CompiledPattern]) {
    self.plans = plans
    self.questions = questions
    marks = MarkTable(plans.map(\.marks))
    everywhere = plans.indices.filter { plans[$0].method == .patternEverywhere }
  }
}
