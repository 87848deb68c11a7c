package import Model

/// A rule as its author wrote it. `CompiledPattern` is what the matcher makes of it.
package struct Rule: Sendable, Equatable {
  /// How far a rule may be relied upon.
  package enum Status: String, Sendable, CaseIterable {
    /// Loaded only with `--include-draft`.
    case draft
    /// In use.
    case stable
    /// Still loaded; to be replaced.
    case deprecated
  }

  /// What a rule looks at.
  package enum Subject: Sendable, Equatable {
    /// A PCRE2 pattern, matched caseless with UTF and UCP on.
    case pattern(String)
    /// A fact that extraction establishes.
    case identifier(IdentifierFact)
  }

  /// Why anyone believes that the cue means something.
  package struct Evidence: Sendable, Equatable {
    /// What the sources amount to.
    package var grade: Grade
    /// Keys into the pack's `sources`.
    package var sources: [String]
    /// What to know about it; always there for grades N and R.
    package var note: String?

    /// Takes the parts as they are.
    package init(grade: Grade, sources: [String], note: String? = nil) {
      self.grade = grade
      self.sources = sources
      self.note = note
    }
  }

  /// `<family>.<slug>`, at most 48 characters.
  package var id: String
  /// Short, for people.
  package var name: String
  /// Counts changes of `pattern`, `fields` and `weight`; 1 or more.
  package var version: Int
  /// How far it may be relied upon.
  package var status: Status
  /// What was seen, and what innocent explanation exists.
  package var description: String
  /// Sources and grade.
  package var evidence: Evidence
  /// Which fields it reads.
  package var fields: FieldSet
  /// What it looks at.
  package var subject: Subject
  /// Points for the rule, once a document; negative for reassuring context.
  package var weight: Points
  /// False for a building block of composites, which adds no points of its own.
  package var scored: Bool
  /// Texts with `⟦ ⟧` round exactly what must be matched.
  package var examples: [String]
  /// Texts that must not match.
  package var counterexamples: [String]
  /// Texts that should match one day.
  package var knownMisses: [String]
  /// Earlier ids of this rule.
  package var aliases: [String]
  /// Check codes that are silenced for this rule, each with its reason.
  package var allow: [String: String]
  /// Where the rule starts in its file.
  package var location: SourceLocation
  /// Where the pattern (or `identifier`) stands in its file.
  package var subjectLocation: SourceLocation

  /// Takes the parts as they are.
  package init(
    id: String, name: String = "", version: Int = 1, status: Status = .stable,
    description: String = "", evidence: Evidence = Evidence(grade: .c, sources: []),
    fields: FieldSet = .all, subject: Subject, weight: Points = .zero, scored: Bool = true,
    examples: [String] = [], counterexamples: [String] = [], knownMisses: [String] = [],
    aliases: [String] = [], allow: [String: String] = [:],
    location: SourceLocation = SourceLocation(file: "", line: 0, column: 0),
    subjectLocation: SourceLocation = SourceLocation(file: "", line: 0, column: 0)
  ) {
    self.id = id
    self.name = name
    self.version = version
    self.status = status
    self.description = description
    self.evidence = evidence
    self.fields = fields
    self.subject = subject
    self.weight = weight
    self.scored = scored
    self.examples = examples
    self.counterexamples = counterexamples
    self.knownMisses = knownMisses
    self.aliases = aliases
    self.allow = allow
    self.location = location
    self.subjectLocation = subjectLocation
  }

  /// The id up to its last dot: `age.youth` of `age.youth.just-turned`.
  package var family: String {
    guard let dot = id.lastIndex(of: ".") else { return id }
    return String(id[..<dot])
  }
}

/// How strong the evidence behind a cue is. Source: FIELD, "Evidence grades".
package enum Grade: String, Sendable, CaseIterable {
  /// Tested against known outcomes.
  case a = "A"
  /// Expert-labelled corpus or quantified study.
  case b = "B"
  /// Practitioners' list, untested.
  case c = "C"
  /// Tested, no effect.
  case n = "N"
  /// Tested, reversed.
  case r = "R"
}
