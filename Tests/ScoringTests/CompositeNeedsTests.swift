import Model
import RulePacks
import Testing

@testable import Scoring

@Suite struct CompositeNeedsTests {
  /// Judges a condition word for word, for composites without a distance.
  private func holds(
    _ condition: ScoringTable.Condition, _ rules: Set<Int>, _ holding: [Int], _ table: ScoringTable
  ) -> Bool {
    func part(_ part: ScoringTable.Condition) -> Bool { holds(part, rules, holding, table) }
    return switch condition {
    case .rule(let rule): rules.contains(Int(rule.rawValue))
    case .family(let family): rules.contains { table.familyOfRule[$0] == family }
    case .composite(let number): holding.contains(number)
    case .all(let parts): parts.allSatisfy(part)
    case .any(let parts): parts.contains(where: part)
    case .none(let parts): !parts.contains(where: part)
    case .atLeast(let count, let parts): parts.count(where: part) >= count
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `looking at possible composites alone loses none`(seed: UInt64) throws {
    let library = try GuardRailTests.library.get()
    var table = library.scoring
    var generator = SeededGenerator(seed: seed)
    let families = Array(table.families.indices)
    // Beside the shipped ones such as are rare there.
    for _ in 0..<20 {
      let some = families.shuffled(using: &generator).prefix(4).map {
        ScoringTable.Condition.family($0)
      }
      let rule = ScoringTable.Condition.rule(
        RuleIndex(UInt16.random(in: 0..<UInt16(library.book.rules.count), using: &generator)))
      let conditions: [ScoringTable.Condition] = [
        .any([.all(Array(some[..<2])), rule]), .atLeast(count: 2, of: some),
        .atLeast(count: 1, of: [rule, .none([some[0]])]), .all([.none(Array(some[..<3]))]),
        .any([.composite(0), some[3]]), .atLeast(count: 0, of: some), .any([]),
      ]
      table.composites += conditions.map {
        ScoringTable.Composite(id: "composite.generated", condition: $0, points: Points(1))
      }
    }
    table.composites.removeAll { $0.withinBytes != nil }
    let scorer = Scorer(library.book, table)
    for _ in 0..<60 {
      let rules = Set(
        library.book.rules.indices.shuffled(using: &generator)
          .prefix(Int.random(in: 1...9, using: &generator)))
      let matches = rules.sorted().enumerated().map { place, rule in
        Match(
          rule: RuleIndex(UInt16(rule)), field: .text, span: ByteSpan(place * 10, place * 10 + 5))
      }
      var expected: [Int] = []
      for (number, composite) in table.composites.enumerated()
      where holds(composite.condition, rules, expected, table) { expected.append(number) }
      #expect(scorer.outline(matches).holding == expected)
    }
  }
}
