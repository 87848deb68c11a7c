internal import Model

/// Holds a scoring table to what keeps it from making a finding of too little.
///
/// One family reaches no band above `low`, two together none above `medium`; one link signal reaches
/// none above `low` and all of an ad's links together none above `medium`; and what was tested
/// without effect, or is capped as a source of harm, takes no part in a composite. Families that
/// the law puts first are left out. Source: DESIGN, "Rules"; FIELD, 1 to 4.
package enum GuardRailCheck {
  /// Reports what `table` allows and should not, where the family, composite or link is written; of
  /// two families, the later; what is written nowhere, at the start of `file`.
  package static func run(
    _ book: RuleBook, _ table: ScoringTable, file: String, problems: ProblemList
  ) {
    func place(_ ids: String...) -> SourceLocation {
      ids.compactMap { table.places[$0] }.max { ($0.line, $0.column) < ($1.line, $1.column) }
        ?? SourceLocation(file: file, line: 1, column: 1)
    }
    let counted = table.families.indices.filter {
      table.families[$0].countsForBands && table.families[$0].id != ScoringTable.minorFamily
    }
    for (place1, first) in counted.enumerated() {
      let alone = most([first], book, table)
      if alone >= table.bands.medium {
        problems.add(
          .guardRail(
            families: [table.families[first].id], points: alone, band: .medium),
          at: place(table.families[first].id))
      }
      for second in counted[(place1 + 1)...] {
        let together = most([first, second], book, table)
        if together >= table.bands.high {
          problems.add(
            .guardRail(
              families: [table.families[first].id, table.families[second].id], points: together,
              band: .high), at: place(table.families[first].id, table.families[second].id))
        }
      }
    }
    for composite in table.composites {
      for name in weightless(composite.condition, book, table) {
        problems.add(
          .weightlessPart(composite: composite.id, part: name), at: place(composite.id))
      }
    }
    var reported: Set<String> = []
    for signal in table.links.signals
    where signal.points >= table.bands.medium && reported.insert(signal.id).inserted {
      problems.add(
        .guardRail(families: [signal.id], points: signal.points, band: .medium),
        at: place(signal.id))
    }
    let links = Set(table.links.signals.map(\.id)).reduce(Points.zero) { sum, id in
      sum + (table.links.signals.filter { $0.id == id }.map(\.points).max() ?? .zero)
    }
    let linked = min(table.links.cap, links)
    if linked >= table.bands.high {
      problems.add(.guardRail(families: ["links"], points: linked, band: .high), at: place("links"))
    }
  }

  /// The most points that matches of `families` alone can amount to.
  private static func most(_ families: Set<Int>, _ book: RuleBook, _ table: ScoringTable) -> Points
  {
    var total = Points.zero
    for family in families {
      var sum = Points.zero
      for rule in book.rules.indices where table.familyOfRule[rule] == family {
        sum += max(.zero, table.weights[rule])
      }
      total += min(table.families[family].cap, sum)
    }
    var holding: Set<Int> = []
    for (number, composite) in table.composites.enumerated()
    where canHold(composite.condition, families, holding, table) {
      holding.insert(number)
      total += max(.zero, composite.points)
    }
    return total
  }

  /// Whether the condition can hold where only rules of `families` match. What must not match is
  /// taken not to.
  private static func canHold(
    _ condition: ScoringTable.Condition, _ families: Set<Int>, _ holding: Set<Int>,
    _ table: ScoringTable
  ) -> Bool {
    switch condition {
    case .rule(let rule): families.contains(table.familyOfRule[Int(rule.rawValue)])
    case .family(let family): families.contains(family)
    case .composite(let number): holding.contains(number)
    case .all(let parts): parts.allSatisfy { canHold($0, families, holding, table) }
    case .any(let parts): parts.contains { canHold($0, families, holding, table) }
    case .none: true
    case .atLeast(let count, let parts):
      parts.count { canHold($0, families, holding, table) } >= count
    }
  }

  /// Names of rules and families in the condition that may not weigh.
  private static func weightless(
    _ condition: ScoringTable.Condition, _ book: RuleBook, _ table: ScoringTable
  ) -> [String] {
    func mayNotWeigh(_ family: ScoringTable.Family) -> Bool {
      family.grade == .n || family.grade == .r || !family.countsForBands
    }
    switch condition {
    case .rule(let index):
      let rule = book[index]
      let family = table.families[table.familyOfRule[Int(index.rawValue)]]
      let grade = rule.evidence.grade
      return grade == .n || grade == .r || mayNotWeigh(family) ? [rule.id] : []
    case .family(let family):
      return mayNotWeigh(table.families[family]) ? [table.families[family].id] : []
    case .composite, .none: return []
    case .all(let parts), .any(let parts), .atLeast(_, let parts):
      return parts.flatMap { weightless($0, book, table) }
    }
  }
}
