internal import Model

/// A stated age, kept until both fields are read, to tell ages that contradict each other.
struct AgeStatement: Sendable {
  var years: Int
  var isRange: Bool
  var field: Field
  var span: ByteSpan
  /// Whether its sentence tells of more than one person.
  var isOfOneAmongSeveral: Bool
}

/// What stated ages establish.
enum AgeFacts {
  /// Appends `age.minor`, `age.young` and `age.contradictory`.
  ///
  /// Two ages contradict each other only if both are single ages of one person: nothing in the
  /// document may speak of several.
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
      !statements.contains(where: \.isOfOneAmongSeveral)
    else { return }
    guard let first = statements.first(where: { !$0.isRange }) else { return }
    for other in statements where !other.isRange && other.years != first.years {
      facts.append(
        FactEvidence(fact: .ageContradictory, field: other.field, span: other.span))
    }
  }
}
