package import Model
package import RulePacks

/// The production matcher: reports what `ReferenceMatcher` reports, without running every rule on
/// every text.
///
/// 1. Texts are laid end to end and folded to a small alphabet (`MatchBatch`).
/// 2. Every run of four folded symbols is looked up in a bitmap (`KeyTable`, `WindowSearch`), which
///    passes over most of the text: each rule has chosen runs that each of its matches must hold
///    (`FactorChooser`).
/// 3. Where a run is found, the rule's automaton is run from the starts it allows
///    (`AutomatonSet`), and PCRE2 after it where the automaton matches too much.
/// 4. Runs are chosen by how often they come in the very texts at hand (`TableChoice`); where those
///    that tell where matches start are common, others must be in the text too
///    (`CompanionChooser`).
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
    let rules = book.rules.enumerated().compactMap { number, rule -> PatternRule? in
      guard case .pattern(let pattern) = rule.subject else { return nil }
      return PatternRule(index: RuleIndex(UInt16(number)), pattern: pattern, fields: rule.fields)
    }
    func fault(_ rule: PatternRule, _ error: PatternError) -> RuleCompileError {
      let rule = book.rules[Int(rule.index.rawValue)]
      return RuleCompileError(ruleID: rule.id, location: rule.subjectLocation, underlying: error)
    }
    // PCRE2 decides what is a pattern.
    let checked = ParallelMap.results(of: rules) { rule in
      Result { () throws(PatternError) in try CompiledPattern(rule.pattern, justInTime: false) }
    }
    let reading = PatternReading()
    var patterns: [(rule: PatternRule, pattern: ReadPattern)] = []
    for (rule, checked) in zip(rules, checked) {
      do throws(PatternError) {
        patterns.append((rule, reading.read(rule.pattern, checked: try checked.get())))
      } catch {
        throw fault(rule, error)
      }
    }
    let planner = RulePlanner(registry: reading.registry, limits: limits)
    let results = ParallelMap.results(of: patterns) { part in
      Result { () throws(PatternError) in
        try planner.plan(part.pattern, rule: part.rule.index, fields: part.rule.fields)
      }
    }
    var plans: [RulePlan] = []
    for (rule, result) in zip(rules, results) {
      do throws(PatternError) { plans.append(try result.get()) } catch { throw fault(rule, error) }
    }
    memory = RuleMemory(plans, questions: reading.registry.questions)
    tables = TableChoice(plans, registry: reading.registry, limits: limits)
  }

  /// A rule that has a pattern.
  private struct PatternRule: Sendable {
    var index: RuleIndex
    var pattern: String
    var fields: FieldSet
  }

  package var unfilteredRules: [(rule: RuleIndex, reason: String)] {
    memory.everywhere.map {
      (memory.plans[$0].rule, memory.plans[$0].reasons.joined(separator: "; "))
    }
  }

  /// What was made of the rule; nil for rules that are no patterns.
  package func explanation(of rule: RuleIndex) -> RuleExplanation? {
    guard let plan = memory.plans.first(where: { $0.rule == rule }) else { return nil }
    return RuleExplanation(plan, BuiltInSample.model)
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
