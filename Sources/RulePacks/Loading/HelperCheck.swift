internal import Model

/// Finds rules that add nothing: not scored, and named by no composite.
enum HelperCheck {
  static func run(_ book: RuleBook, _ table: ScoringTable, problems: ProblemList) {
    var named: Set<RuleIndexOrFamily> = []
    for composite in table.composites { collect(composite.condition, into: &named) }
    for (number, rule) in book.rules.enumerated() where !rule.scored {
      let family = table.familyOfRule[number]
      if !named.contains(.rule(number)) && !named.contains(.family(family)) {
        problems.add(.unusedHelper, at: rule.location, rule: rule.id)
      }
    }
  }

  private enum RuleIndexOrFamily: Hashable {
    case rule(Int)
    case family(Int)
  }

  private static func collect(
    _ condition: ScoringTable.Condition, into named: inout Set<RuleIndexOrFamily>
  ) {
    switch condition {
    case .rule(let rule): named.insert(.rule(Int(rule.rawValue)))
    case .family(let family): named.insert(.family(family))
    case .composite: break
    case .all(let parts), .any(let parts), .none(let parts), .atLeast(_, let parts):
      for part in parts { collect(part, into: &named) }
    }
  }
}
