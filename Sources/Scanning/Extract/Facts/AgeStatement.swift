internal import Model

/// A stated age, kept until both fields are read, to tell ages that contradict each other.
struct AgeStatement: Sendable {
  var years: Int
  var isRange: Bool
  var field: Field
  var span: ByteSpan
  var subject: Subject

  /// Whom an age is stated of, as far as its own words tell.
  enum Subject: Sendable {
    /// The one who writes, or the one whom a form's field is about: "I'm 22", "age: 24".
    case writer
    /// What a title says: of its ad.
    case title
    /// An age and its unit, "19 y/o", without a word of whose it is.
    case unnamed
    /// One of those of whom the same sentence, line or list tells.
    case oneOfSeveral
    case unknown
  }
}

/// What stated ages establish.
enum AgeFacts {
  /// Appends `age.minor`, `age.young` and `age.contradictory`.
  ///
  /// Two ages contradict each other only where both are single ages of one person: two that the writer
  /// tells of himself, or such a one and that of the title or of a phrase like "19 y/o", or those of
  /// title and phrase. Where nothing tells whose one of the ages is, where there are three, or where
  /// anything in the document speaks of several, they are those of several persons.
  ///
  /// - Parameter speaksOfSeveral: whether "we", "girls" and the like occur in the document.
  static func add(
    _ statements: [AgeStatement], speaksOfSeveral: Bool, to facts: inout [FactEvidence]
  ) {
    for statement in statements {
      if statement.years < 18 {
        facts.append(
          FactEvidence(fact: .ageMinor, field: statement.field, span: statement.span))
      } else if statement.years <= 22 {
        facts.append(
          FactEvidence(fact: .ageYoung, field: statement.field, span: statement.span))
      }
    }
    guard !speaksOfSeveral, statements.count > 1,
      !statements.contains(where: { $0.subject == .oneOfSeveral || $0.subject == .unknown })
    else { return }
    let single = statements.filter { !$0.isRange }
    guard let first = single.first, let other = single.first(where: { $0.years != first.years }),
      single.allSatisfy({ $0.years == first.years || $0.years == other.years }),
      isOne(single.filter { $0.subject == .title }), isOne(single.filter { $0.subject == .unnamed })
    else { return }
    for statement in single where statement.years == other.years {
      facts.append(
        FactEvidence(fact: .ageContradictory, field: statement.field, span: statement.span))
    }
  }

  /// Whether all statements are of the same age.
  private static func isOne(_ statements: [AgeStatement]) -> Bool {
    statements.allSatisfy { $0.years == statements[0].years }
  }
}
