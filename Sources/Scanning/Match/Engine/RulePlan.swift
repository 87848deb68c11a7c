internal import Model
internal import RulePacks

/// What the engine made of one pattern rule. Immutable, shared between workers.
struct RulePlan: Sendable {
  /// How matches are found.
  enum Method: UInt8, Sendable {
    /// Where a window says that a match may start, by the rule's automaton alone.
    case automaton
    /// By the automaton, which matches too much, and then by PCRE2 from the same start.
    case automatonThenPattern
    /// By PCRE2 from starts that windows name: the automaton would be too large.
    case patternAtStarts
    /// By PCRE2 on the whole text, where it holds a window.
    case patternWhereWindow
    /// By PCRE2 on every text.
    case patternEverywhere
  }

  let rule: RuleIndex
  let fields: FieldSet
  let method: Method
  /// Why it is not `automaton`: names of constructs, or what else stood in the way.
  let reasons: [String]
  /// There with the methods that try matches from starts.
  let node: PatternNode?
  /// Empty where there are no windows.
  let paths: PathList
  /// The windows that suit text as it usually is; nil where there are none.
  let choice: FactorChoice?
  /// Code points that lead to the rule in place of windows; empty where there are none.
  let marks: [Mark]
  /// There with the methods that try matches from starts.
  let confirmation: LazyConfirmation?
  /// Finds the next match; there with the methods that need it.
  let searching: CompiledPattern?
}

/// What a plan may cost before another way is taken.
struct PlanLimits: Sendable {
  /// Expected starts a code point.
  var starts = 0.5
  /// Expected windows a code point of rules that are searched for in the whole text.
  var windows = 0.05

  /// Companions must spare this much a code point, where finding a key costs 1.
  var companions = 2e-3
  /// Windows that are expected less often than this, in a code point and for each item of the paths
  /// they are chosen from, are not chosen anew.
  var rarity = 2e-8
  /// Windows are chosen anew once this many folded bytes have been seen.
  var sample = 512 * 1024

  /// Takes windows whatever they cost, and chooses anew after the first batch, for tests.
  static let none = PlanLimits(
    starts: .infinity, windows: .infinity, companions: -.infinity, rarity: 0, sample: 4)
}

/// A pattern as it was read.
struct ReadPattern: Sendable {
  let text: String
  /// Nil where the engine must leave it to PCRE2 altogether.
  let parsed: ParsedPattern?
  /// Why, then.
  let reason: String
}

/// Reads patterns, one after the other: they share what they ask of code points.
struct PatternReading {
  let registry = KindRegistry()
  private let cases = CaseVariants()

  /// - Parameter checked: the pattern as PCRE2 compiled it.
  func read(_ pattern: String, checked: CompiledPattern) -> ReadPattern {
    let parsed: ParsedPattern
    do throws(UnsupportedConstruct) {
      parsed = try PatternParser.parse(pattern, registry: registry, cases: cases)
    } catch {
      return ReadPattern(
        text: pattern, parsed: nil, reason: "the engine does not know \(error.construct)")
    }
    if checked.matchesEmptyText || parsed.node.canBeEmpty {
      return ReadPattern(
        text: pattern, parsed: nil, reason: "the pattern may match without any text")
    }
    return ReadPattern(text: pattern, parsed: parsed, reason: "")
  }
}

/// Makes plans. All depends on the rules alone, never on the texts: which starts PCRE2 sees, and so
/// which limits it may hit, must not change with the input.
struct RulePlanner: Sendable {
  /// Complete: all patterns have been read.
  let registry: KindRegistry
  let limits: PlanLimits
  private let chooser = FactorChooser(model: BuiltInSample.model)

  init(registry: KindRegistry, limits: PlanLimits) {
    self.registry = registry
    self.limits = limits
  }

  /// The plan for one rule.
  func plan(
    _ pattern: ReadPattern, rule: RuleIndex, fields: FieldSet
  ) throws(PatternError) -> RulePlan {
    func everywhere(_ reason: String) throws(PatternError) -> RulePlan {
      RulePlan(
        rule: rule, fields: fields, method: .patternEverywhere, reasons: [reason], node: nil,
        paths: PathList(), choice: nil, marks: [], confirmation: nil,
        searching: try CompiledPattern(pattern.text))
    }
    guard let parsed = pattern.parsed else { return try everywhere(pattern.reason) }
    if let marks = parsed.node.marks(), marks.allSatisfy({ isRare($0.scalar) }) {
      return plan(pattern.text, parsed, rule, fields, PathList(), nil, marks)
    }
    let pricer = PathPricer(chooser)
    let paths = PathExpander.paths(of: parsed.node, registry: registry) { pricer.cost(of: $0) }
    let bounded = pricer.choice(for: paths)
    if let bounded, bounded.expectedStarts <= limits.starts {
      return plan(pattern.text, parsed, rule, fields, paths, bounded, [])
    }
    if let marks = parsed.node.marks() {
      return plan(pattern.text, parsed, rule, fields, PathList(), nil, marks)
    }
    if let choice = chooser.choose(paths, bounded: false), choice.expected <= limits.windows {
      let reason =
        bounded == nil
        ? "no window tells where a match starts"
        : "windows that tell where a match starts are common"
      return RulePlan(
        rule: rule, fields: fields, method: .patternWhereWindow, reasons: [reason], node: nil,
        paths: paths, choice: choice, marks: [], confirmation: nil,
        searching: try CompiledPattern(pattern.text))
    }
    return try everywhere("no rare run of four symbols is part of every match")
  }

  /// Whether the code point is no letter or number, or one of thousands that a script has: rarer
  /// than any window.
  private func isRare(_ scalar: UInt32) -> Bool {
    scalar >= 0x3400 || registry.kind(of: scalar) >> KindRegistry.word & 1 == 0
  }

  /// A plan that tries matches from known starts.
  private func plan(
    _ pattern: String, _ parsed: ParsedPattern, _ rule: RuleIndex, _ fields: FieldSet,
    _ paths: PathList, _ choice: FactorChoice?, _ marks: [Mark]
  ) -> RulePlan {
    let isSmall = MatchProgram.isPossible(parsed.node, registry: registry)
    var reasons = parsed.approximations
    if !isSmall { reasons.append("the automaton would be too large") }
    let method: RulePlan.Method =
      !isSmall ? .patternAtStarts : reasons.isEmpty ? .automaton : .automatonThenPattern
    return RulePlan(
      rule: rule, fields: fields, method: method, reasons: reasons.uniqued(),
      node: parsed.node, paths: paths, choice: choice, marks: marks,
      confirmation: LazyConfirmation { [registry] in
        Confirmation(of: parsed.node, pattern, method, registry: registry)
      },
      searching: nil)
  }
}

extension [String] {
  /// Without repeats, in the order of first appearance.
  fileprivate func uniqued() -> [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
