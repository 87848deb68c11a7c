internal import Model

/// Holds a scoring table to what keeps it from making a finding of too little.
///
/// One family reaches no band above `low`, two together none above `medium`; one link signal reaches
/// none above `low` and all of an ad's links together none above `medium`; and what was tested
/// without effect, or is capped as a source of harm, takes no part in a composite. Families that
/// the law puts first are left out. Source: DESIGN, "Rules"; FIELD, 1 to 4.
enum GuardRailCheck {
  /// Reports what `table` allows and should not, one problem a place: where an overlay has made it
  /// so, else where the family, composite or link is written; of two families, the later; what is
  /// written nowhere, at the start of `file`.
  static func run(_ book: RuleBook, _ table: ScoringTable, file: String, problems: ProblemList) {
    var reported: Set<SourceLocation> = []
    func report(_ kind: RuleProblem.Kind, _ ids: [String], with others: [String] = []) {
      let place =
        last(ids + others, in: table.changes) ?? table.changes["bands"]
        ?? last(ids, in: table.places) ?? SourceLocation(file: file, line: 1, column: 1)
      if reported.insert(place).inserted { problems.add(kind, at: place) }
    }
    let sums = sums(book, table)
    func hold(_ families: [Int], below limit: Points, _ band: Band) -> Bool {
      let reach = reach(families, sums, table)
      if reach.points < limit { return true }
      let ids = families.map { table.families[$0].id }
      report(
        .guardRail(families: ids, points: reach.points, band: band), ids,
        with: reach.holding.map { table.composites[$0].id })
      return false
    }
    let sound = table.families.indices.filter { family in
      table.families[family].countsForBands
        && table.families[family].id != ScoringTable.minorFamily
        && hold([family], below: table.bands.medium, .medium)
    }
    // What is too much alone is too much with any other, for the same reason.
    for (number, first) in sound.enumerated() {
      for second in sound[(number + 1)...] {
        _ = hold([first, second], below: table.bands.high, .high)
      }
    }
    for composite in table.composites {
      for name in weightless(composite.condition, book, table) {
        problems.add(
          .weightlessPart(composite: composite.id, part: name),
          at: last([composite.id], in: table.places)
            ?? SourceLocation(file: file, line: 1, column: 1))
      }
    }
    for signal in table.links.signals where signal.points >= table.bands.medium {
      report(.guardRail(families: [signal.id], points: signal.points, band: .medium), [signal.id])
    }
    let ids = Set(table.links.signals.map(\.id))
    let links = ids.reduce(Points.zero) { sum, id in
      sum + (table.links.signals.filter { $0.id == id }.map(\.points).max() ?? .zero)
    }
    let linked = min(table.links.cap, links)
    if linked >= table.bands.high {
      report(
        .guardRail(families: ["links"], points: linked, band: .high), ["links"], with: Array(ids))
    }
  }

  /// The place of the ids that comes last; nil where none has one.
  private static func last(
    _ ids: [String], in places: [String: SourceLocation]
  ) -> SourceLocation? {
    ids.compactMap { places[$0] }.max { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  /// The most points that matches of each family amount to without composites.
  private static func sums(_ book: RuleBook, _ table: ScoringTable) -> [Points] {
    var sums = [Points](repeating: .zero, count: table.families.count)
    for rule in book.rules.indices {
      sums[table.familyOfRule[rule]] += max(.zero, table.weights[rule])
    }
    return sums.indices.map { min(table.families[$0].cap, sums[$0]) }
  }

  /// The most points that matches of `families` alone can amount to, and the composites that can
  /// hold then.
  private static func reach(
    _ families: [Int], _ sums: [Points], _ table: ScoringTable
  ) -> (points: Points, holding: [Int]) {
    var total = families.reduce(Points.zero) { $0 + sums[$1] }
    var holding: [Int] = []
    for (number, composite) in table.composites.enumerated()
    where canHold(composite.condition, families, holding, table) {
      holding.append(number)
      total += max(.zero, composite.points)
    }
    return (total, holding)
  }

  /// Whether the condition can hold where only rules of `families` match. What must not match is
  /// taken not to.
  private static func canHold(
    _ condition: ScoringTable.Condition, _ families: [Int], _ holding: [Int],
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
