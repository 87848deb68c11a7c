internal import Model

/// What the engine made of a pattern rule, for people.
package struct RuleExplanation: Sendable {
  /// A run of four symbols that leads to the rule.
  package struct Factor: Sendable {
    /// The symbols: a letter stands for both its cases, `0` for any digit, `_` for itself, a space
    /// for any character that is no word, `é` for a third of the letters and numbers outside ASCII; several of
    /// them stand in brackets, all of them are `.`.
    package var symbols: String
    /// Where matches start, in code points before the run; -1: one behind its first symbol.
    package var distances: [String]
    /// Expected occurrences in 1,000 characters.
    package var expectedPerThousand: Double
    /// How many keys it has in the table.
    package var keyCount: Int
  }

  /// In one sentence how matches are found.
  package var method: String
  /// Why it is not the automaton alone; empty if it is.
  package var reasons: [String]
  /// Empty for rules that run on every text.
  package var factors: [Factor]
  /// How many of the eight symbols from the one before a start on are compared before the
  /// automaton runs.
  package var startSymbols: Int
  /// Steps of the program that the automaton runs; 0 without one.
  package var programSteps: Int
  /// Classes of symbols it tells apart.
  package var symbolClasses: Int
  /// Bytes of the rule's tables: keys, classes and program, without states made while scanning.
  package var tableByteCount: Int
}

extension RulePlan.Method {
  /// One sentence.
  fileprivate var sentence: String {
    switch self {
    case .automaton: "by automaton, from the starts that runs of symbols name"
    case .automatonThenPattern:
      "by automaton, then PCRE2, from the starts that runs of symbols name"
    case .patternAtStarts: "by PCRE2, from the starts that runs of symbols name"
    case .patternWhereWindow: "by PCRE2, on texts that hold a run of symbols"
    case .patternEverywhere: "by PCRE2, on every text"
    }
  }
}

extension RuleExplanation {
  init(_ plan: RulePlan, _ model: FrequencyModel) {
    let choice = plan.choice
    method = plan.method.sentence
    reasons = plan.reasons
    factors = (choice?.factors ?? []).map { factor in
      Factor(
        symbols: factor.window.text,
        distances: factor.places.map { place in
          place.high.map { $0 == place.low ? "\($0)" : "\(place.low) to \($0)" }
            ?? "\(place.low) or more"
        },
        expectedPerThousand: model.expected(factor.window) * 1000,
        keyCount: factor.window.keyCount)
    }
    let confirmation = plan.confirmation?.value ?? .nothing
    startSymbols = confirmation.startCheck.mask.nonzeroBitCount / 8
    programSteps = confirmation.program?.steps.count ?? 0
    symbolClasses = confirmation.program?.classes.count ?? 0
    let entryCount = (choice?.factors ?? []).reduce(0) { $0 + $1.window.keyCount * $1.places.count }
    tableByteCount =
      entryCount * MemoryLayout<KeyEntry>.stride + (confirmation.program == nil ? 0 : 256)
      + confirmation.startCheck.bits.count * MemoryLayout<UInt32>.stride
      + programSteps * MemoryLayout<MatchProgram.Step>.stride
  }
}

extension Window {
  /// The symbols for people, as `RuleExplanation.Factor.symbols` says.
  fileprivate var text: String {
    [first, second, third, fourth].map { mask in
      if mask == FoldedAlphabet.fullMask { return "." }
      let symbols = FoldedAlphabet.bytes.enumerated().filter { mask >> UInt32($0.offset) & 1 == 1 }
        .map {
          FoldedAlphabet.foreignBytes.contains($0.element) ? "é" : String(UnicodeScalar($0.element))
        }.joined()
      return mask.nonzeroBitCount == 1 ? symbols : "[\(symbols)]"
    }.joined()
  }
}
