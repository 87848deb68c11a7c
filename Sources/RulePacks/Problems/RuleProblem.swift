package import Model
internal import StrictYAML

/// Something wrong with a rule file, and where.
package struct RuleProblem: Error, Equatable, Sendable {
  /// Whether rules may run in spite of it.
  package enum Severity: String, Sendable {
    /// The rules must not run.
    case error
    /// The rules may run; the author should look.
    case warning
  }

  /// What is wrong.
  package var kind: Kind
  /// Where.
  package var location: SourceLocation
  /// The rule it concerns, if it concerns one.
  package var ruleID: String?

  /// Takes the parts as they are.
  package init(_ kind: Kind, at location: SourceLocation, rule ruleID: String? = nil) {
    self.kind = kind
    self.location = location
    self.ruleID = ruleID
  }

  /// What can be wrong. Cases carry the facts; `description` makes the sentence.
  package enum Kind: Equatable, Sendable {
    case unreadable(reason: String)
    case notYAML(reason: String)
    case yamlFeature(String)
    case unsupportedFormat(found: String, supported: Int)
    case unknownField(String, known: [String])
    case missingField(String)
    case duplicateField(String)
    case wrongType(field: String, expected: String)
    case badID(String)
    case duplicateID(String, first: SourceLocation)
    case controlCharacter(field: String)
    case patternStyle
    case bothSubjects
    case badMark(example: String)
    case unresolvedSource(String)
    case unresolvedName(String)
    case compositeCycle(String)
    case unusedHelper
    case familyWithoutRules(String)
    case familyWithoutEntry(String)
    case gradeWeight(reason: String)
    case bandOrder
    case guardRail(families: [String], points: Points, band: Band)
    case weightlessPart(composite: String, part: String)
    case notTable(reason: String)
    case noRules
    case onlyDrafts(Int)
    case noScoring
    case noLock
    case tooManyRules(Int)
    case versionNotBumped(id: String, version: Int)
    case notLocked(id: String)
    case lockedButGone(id: String)
    case personalData(String)
    case fewExamples(what: String, count: Int)
    case noNearMiss
    case patternSyntax(offset: Int, reason: String)
    case matchesNothing
    case exampleMissed(example: String, variant: String)
    case spanDiffers(example: String, variant: String, found: [String])
    case counterexampleHit(example: String, found: String)
    case knownMissFound(example: String)
    case compositeExampleMissed(id: String, example: String)
    case compositeCounterexampleHit(id: String, example: String)
    case slowPattern(text: String, reason: String)
    case noPrefilter(reason: String)
    case overlappingRules(other: String, example: String)
    case enginesDiffer(example: String, justInTime: Bool)
  }

  /// Whether a file could not be read, so that the check is not finished.
  package var isUnreadable: Bool {
    if case .unreadable = kind { true } else { false }
  }

  /// Whether the rules must not run.
  package var severity: Severity {
    switch kind {
    case .fewExamples, .noNearMiss, .slowPattern, .noPrefilter, .overlappingRules, .unusedHelper,
      .knownMissFound, .noScoring, .noLock:
      .warning
    default: .error
    }
  }

  /// The stable name of the kind, for `allow:` and for tools.
  package var code: String {
    switch kind {
    case .unreadable: "unreadable"
    case .notYAML: "not-yaml"
    case .yamlFeature: "yaml-feature"
    case .unsupportedFormat: "unsupported-format"
    case .unknownField: "unknown-field"
    case .missingField: "missing-field"
    case .duplicateField: "duplicate-field"
    case .wrongType: "wrong-type"
    case .badID: "bad-id"
    case .duplicateID: "duplicate-id"
    case .controlCharacter: "control-character"
    case .patternStyle: "pattern-style"
    case .bothSubjects: "both-subjects"
    case .badMark: "bad-mark"
    case .unresolvedSource: "unresolved-source"
    case .unresolvedName, .familyWithoutRules, .familyWithoutEntry: "unresolved-name"
    case .compositeCycle: "composite-cycle"
    case .unusedHelper: "unused-helper"
    case .gradeWeight: "grade-weight"
    case .bandOrder: "band-order"
    case .guardRail, .weightlessPart: "guard-rail"
    case .notTable: "not-table"
    case .noRules, .onlyDrafts, .tooManyRules: "rule-count"
    case .noScoring: "no-scoring"
    case .noLock: "no-lock"
    case .versionNotBumped, .notLocked, .lockedButGone: "version-not-bumped"
    case .personalData: "personal-data"
    case .fewExamples: "few-examples"
    case .noNearMiss: "no-near-miss"
    case .patternSyntax: "pattern-syntax"
    case .matchesNothing: "matches-nothing"
    case .exampleMissed, .compositeExampleMissed: "example-missed"
    case .spanDiffers: "span-differs"
    case .counterexampleHit, .compositeCounterexampleHit: "counterexample-hit"
    case .knownMissFound: "known-miss-found"
    case .slowPattern: "slow-pattern"
    case .noPrefilter: "no-prefilter"
    case .overlappingRules: "overlapping-rules"
    case .enginesDiffer: "engines-differ"
    }
  }
}

extension RuleProblem: CustomStringConvertible {
  /// `file:line:col: error: what [code]`, with the rule's id where there is one.
  package var description: String {
    let rule = ruleID.map { "\($0): " } ?? ""
    return "\(location): \(severity.rawValue): \(rule)\(kind) [\(code)]"
  }
}

extension RuleProblem.Kind: CustomStringConvertible {
  /// One sentence, without a place.
  package var description: String {
    switch self {
    case .unreadable(let reason): "\(YAMLFault.unreadable(reason: reason))"
    case .notYAML(let reason): "\(YAMLFault.notYAML(reason: reason))"
    case .yamlFeature(let what): "\(YAMLFault.yamlFeature(what))"
    case .unsupportedFormat(let found, let supported):
      "format \(found) is not known; this build reads format \(supported)"
    case .unknownField(let name, let known): "\(YAMLFault.unknownField(name, known: known))"
    case .missingField(let name): "\(YAMLFault.missingField(name))"
    case .duplicateField(let name): "\(YAMLFault.duplicateField(name))"
    case .wrongType(let field, let expected):
      "\(YAMLFault.wrongType(field: field, expected: expected))"
    case .badID(let id):
      """
      id '\(id)' is not '<family>.<slug>' of lower-case letters, digits, '-' and '.', \
      at most 48 characters
      """
    case .duplicateID(let id, let first): "id '\(id)' is already used at \(first)"
    case .controlCharacter(let field):
      """
      '\(field)' holds a control character; in double quotes "\\b" is a backspace: \
      write the pattern in a |- block or single quotes
      """
    case .patternStyle: "write the pattern in a |- block or single quotes"
    case .bothSubjects: "give exactly one of 'pattern' and 'identifier'"
    case .badMark(let example): "marks ⟦ ⟧ do not pair up in \"\(example)\""
    case .unresolvedSource(let key): "source '\(key)' is not in the pack's 'sources'"
    case .unresolvedName(let name): "'\(name)' is no rule, family or composite"
    case .compositeCycle(let id): "composite '\(id)' depends on itself"
    case .unusedHelper: "'scored: false', but no composite names the rule"
    case .familyWithoutRules(let id): "family '\(id)' has no rule"
    case .familyWithoutEntry(let id): "family '\(id)' is not listed in scoring.yml"
    case .gradeWeight(let reason): reason
    case .bandOrder: "bands must ascend: medium, high, urgent"
    case .guardRail(let families, let points, let band):
      """
      '\(families.joined(separator: "' and '"))' alone can reach \(points) points, \
      which is '\(band.name)'; lower a cap, weight or composite, or raise the band
      """
    case .weightlessPart(let composite, let part):
      "composite '\(composite)' rests on '\(part)', which may not move an item"
    case .notTable(let reason): "not a table of terms: \(reason)"
    case .noRules: "no rules here; a scan without rules would find nothing and say so of every ad"
    case .onlyDrafts(let count):
      "no rules here but \(count) of status 'draft'; --include-draft loads them"
    case .noScoring:
      """
      no scoring.yml: every family weighs up to \(ScoringTable.standardCap) points, and no \
      composite or link adds any
      """
    case .noLock:
      "no packs.lock, so rules may change without new versions; 'searchlight rules lock' makes it"
    case .tooManyRules(let count): "\(count) rules; at most 65,535 can run together"
    case .versionNotBumped(let id, let version):
      """
      '\(id)' has changed but is still version \(version); raise its version, \
      then run 'searchlight rules lock'
      """
    case .notLocked(let id): "'\(id)' is not in packs.lock; run 'searchlight rules lock'"
    case .lockedButGone(let id):
      "'\(id)' is in packs.lock but in no pack; run 'searchlight rules lock'"
    case .personalData(let what):
      "an example holds \(what) outside the reserved ranges (555-01xx, example.org)"
    case .fewExamples(let what, let count): "\(count) \(what); give at least two"
    case .noNearMiss:
      "no counterexample is a near miss: none shares a word with the examples' marks"
    case .patternSyntax(let offset, let reason): "pattern, byte \(offset): \(reason)"
    case .matchesNothing: "the pattern matches the empty text, which says nothing"
    case .exampleMissed(let example, let variant): "missed\(variant): \"\(example)\""
    case .spanDiffers(let example, let variant, let found):
      "matched ‹\(found.joined(separator: "› ‹"))›\(variant), not what is marked in \"\(example)\""
    case .counterexampleHit(let example, let found): "matched ‹\(found)› in \"\(example)\""
    case .knownMissFound(let example):
      "known miss is found now, make it an example: \"\(example)\""
    case .compositeExampleMissed(let id, let example):
      "composite '\(id)' does not hold for \"\(example)\""
    case .compositeCounterexampleHit(let id, let example):
      "composite '\(id)' holds for \"\(example)\""
    case .slowPattern(let text, let reason): "slow on \(text): \(reason)"
    case .noPrefilter(let reason): "runs on every document: \(reason)"
    case .overlappingRules(let other, let example):
      "matches the same words as '\(other)' in \"\(example)\""
    case .enginesDiffer(let example, let justInTime):
      """
      the matcher and plain PCRE2 \(justInTime ? "with" : "without") JIT differ on \"\(example)\"; \
      please report this
      """
    }
  }
}

/// One or more problems that keep rules from running.
package struct RulePackError: Error, Equatable, Sendable, CustomStringConvertible {
  /// At least one, in the order they were found.
  package let problems: [RuleProblem]

  /// - Precondition: `problems` is not empty.
  package init(_ problems: [RuleProblem]) {
    precondition(!problems.isEmpty, "an error without a problem")
    self.problems = problems
  }

  /// One line a problem.
  package var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
