package import Model
package import RulePacks

/// The production matcher: reports what `ReferenceMatcher` reports, without running every rule on
/// every text.
///
/// 1. Texts are laid end to end and folded to a small alphabet (`MatchBatch`).
/// 2. Every run of four folded symbols is looked up in a bitmap (`KeyTable`), which passes over
///    most of the text: each rule has chosen runs that each of its matches must hold
///    (`FactorChooser`).
/// 3. Where a run is found, the rule's automaton is run from the starts it allows
///    (`AutomatonSet`), and PCRE2 after it where the automaton matches too much.
/// 4. Runs are chosen by how often they come in the very texts at hand (`TableChoice`).
/// 5. Matches are sorted, and those that overlap an earlier one are dropped (`HitList`).
///
/// Texts must be as `Normaliser` leaves them: valid UTF-8 without U+017F and U+212A, the two
/// characters outside ASCII that PCRE2 takes for variants of ASCII letters. Where PCRE2 would hit a
/// limit but an automaton answers, the true matches are reported.
package struct FastMatcher: Matcher {
  let memory: RuleMemory
  private let tables: TableChoice

  /// Compiles the pattern rules of `book`.
  package init(_ book: RuleBook) throws(RuleCompileError) {
    try self.init(book, limits: PlanLimits())
  }

  init(_ book: RuleBook, limits: PlanLimits) throws(RuleCompileError) {
    let planner = RulePlanner(limits: limits)
    var plans: [RulePlan] = []
    for (number, rule) in book.rules.enumerated() {
      guard case .pattern(let pattern) = rule.subject else { continue }
      do throws(PatternError) {
        plans.append(
          try planner.plan(pattern, rule: RuleIndex(UInt16(number)), fields: rule.fields))
      } catch {
        throw RuleCompileError(ruleID: rule.id, location: rule.subjectLocation, underlying: error)
      }
    }
    memory = RuleMemory(plans, questions: planner.registry.questions)
    tables = TableChoice(plans)
  }

  package var unfilteredRules: [(rule: RuleIndex, reason: String)] {
    memory.everywhere.map {
      (memory.plans[$0].rule, memory.plans[$0].reasons.joined(separator: "; "))
    }
  }

  /// What was made of the rule; nil for rules that are no patterns.
  package func explanation(of rule: RuleIndex) -> RuleExplanation? {
    guard let plan = memory.plans.first(where: { $0.rule == rule }) else { return nil }
    let chooser = FactorChooser(model: BuiltInSample.model)
    let choice = chooser.choose(plan.paths, bounded: plan.method != .patternWhereWindow)
    return RuleExplanation(plan, choice, BuiltInSample.model)
  }

  package func makeScratch() -> FastMatchScratch { FastMatchScratch(memory) }

  package func match(
    _ texts: UnsafeBufferPointer<TextSlice>, scratch: FastMatchScratch, into list: inout MatchList
  ) {
    for (number, text) in texts.enumerated() where text.byteCount > 0 {
      if scratch.batch.isFull(for: text.byteCount) { scratch.match(tables, into: &list) }
      scratch.batch.add(text, number: number)
    }
    scratch.match(tables, into: &list)
  }
}
