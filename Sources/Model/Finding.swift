/// One place where a rule matched.
package struct Match: Sendable, Hashable {
  /// The rule, by its number in the rule book.
  package var rule: RuleIndex
  /// The field it matched in.
  package var field: Field
  /// What it matched, in the original field.
  package var span: ByteSpan

  /// Takes the parts as they are.
  package init(rule: RuleIndex, field: Field, span: ByteSpan) {
    self.rule = rule
    self.field = field
    self.span = span
  }
}

extension Match: Comparable {
  /// By rule, field, then span: the order of `indicators` and their evidence in the files.
  package static func < (left: Match, right: Match) -> Bool {
    if left.rule != right.rule { return left.rule < right.rule }
    if left.field != right.field { return left.field.rawValue < right.field.rawValue }
    return left.span < right.span
  }
}

/// A rule that did not run to its end on a document.
package struct IncompleteRule: Sendable, Hashable {
  /// What stopped the rule. The names are part of the file format.
  package enum Cause: String, Sendable, Hashable {
    /// PCRE2's count of match calls.
    case matchLimit = "match limit"
    /// PCRE2's count of nested backtracking points.
    case depthLimit = "depth limit"
    /// PCRE2's heap memory.
    case heapLimit = "heap limit"
    /// The stack of compiled patterns.
    case stackLimit = "stack limit"
    /// Any other error that PCRE2 reported.
    case matcherError = "matcher error"
  }

  /// The rule, by its number in the rule book.
  package var rule: RuleIndex
  /// What stopped it.
  package var cause: Cause

  /// Takes the parts as they are.
  package init(rule: RuleIndex, cause: Cause) {
    self.rule = rule
    self.cause = cause
  }
}

/// What scanning found in one document.
package struct Finding: Sendable, Hashable {
  /// In order; pattern rules and identifier rules alike.
  package var matches: [Match]
  /// By field, then by span.
  package var identifiers: [Identifier]
  /// By rule; at most one a rule.
  package var incomplete: [IncompleteRule]
  /// Whether identifiers were looked for in a part of the texts only, as they hold too much to read.
  package var isExtractionCut: Bool

  /// A finding of nothing.
  package init() {
    matches = []
    identifiers = []
    incomplete = []
    isExtractionCut = false
  }

  /// How many rules or readers did not run to their end.
  package var incompleteCount: Int { incomplete.count + (isExtractionCut ? 1 : 0) }

  /// Forgets everything, keeping the memory.
  package mutating func removeAll() {
    matches.removeAll(keepingCapacity: true)
    identifiers.removeAll(keepingCapacity: true)
    incomplete.removeAll(keepingCapacity: true)
    isExtractionCut = false
  }
}
