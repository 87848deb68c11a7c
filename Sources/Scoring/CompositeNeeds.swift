internal import Model
internal import RulePacks

/// What must have matched for a composite to hold, so that most composites need no closer look.
///
/// Necessary, not sufficient: conditions are judged by `Scorer` where the needs are met.
struct CompositeNeeds: Sendable {
  /// At least `least` of the families in `families` matched.
  private struct Need: BitwiseCopyable {
    var families: UInt64
    var least: Int
  }

  private var needs: [Need] = []
  /// For each composite, the end of its needs; they begin where the last one's end.
  private var ends: [Int] = []

  init(_ table: ScoringTable) {
    var known: [[Need]] = []
    for composite in table.composites {
      known.append(Self.needs(of: composite.condition, table, known))
      needs += known[known.count - 1]
      ends.append(needs.count)
    }
  }

  /// The bit of a family in a set of families. Above 64 families some share one.
  static func bit(of family: Int) -> UInt64 { 1 << UInt64(family & 63) }

  /// Hands on the numbers, ascending, of composites whose needs the families meet.
  func forEachPossible(_ families: UInt64, _ body: (Int) -> Void) {
    var first = 0
    for composite in ends.indices {
      let end = ends[composite]
      var isPossible = true
      while first < end, isPossible {
        isPossible = (needs[first].families & families).nonzeroBitCount >= needs[first].least
        first += 1
      }
      first = end
      if isPossible { body(composite) }
    }
  }

  private static func needs(
    of condition: ScoringTable.Condition, _ table: ScoringTable, _ known: [[Need]]
  ) -> [Need] {
    switch condition {
    case .rule(let rule):
      [Need(families: bit(of: table.familyOfRule[Int(rule.rawValue)]), least: 1)]
    case .family(let family): [Need(families: bit(of: family), least: 1)]
    case .composite(let number): known[number]
    case .all(let parts): parts.flatMap { needs(of: $0, table, known) }
    case .any(let parts): needs(ofOneOf: parts, table, known)
    case .none: []
    case .atLeast(let count, let parts):
      if count < 1 {
        []
      } else if let families = bits(of: parts), table.families.count <= 64 {
        [Need(families: families, least: count)]
      } else {
        needs(ofOneOf: parts, table, known)
      }
    }
  }

  /// One of the first needs of `parts` is met where any of them holds.
  private static func needs(
    ofOneOf parts: [ScoringTable.Condition], _ table: ScoringTable, _ known: [[Need]]
  ) -> [Need] {
    var families: UInt64 = 0
    for part in parts {
      guard let need = needs(of: part, table, known).first else { return [] }
      families |= need.families
    }
    return [Need(families: families, least: 1)]
  }

  /// The families that `parts` are, if they are families and no two the same.
  private static func bits(of parts: [ScoringTable.Condition]) -> UInt64? {
    var families: UInt64 = 0
    for part in parts {
      guard case .family(let family) = part, families & bit(of: family) == 0 else { return nil }
      families |= bit(of: family)
    }
    return families
  }
}
