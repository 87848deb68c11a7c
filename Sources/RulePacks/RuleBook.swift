package import Model

/// All rules of a run, as written: the packs that were loaded, and their rules numbered by id.
///
/// Numbers do not depend on the order in which packs were named, so neither does any output.
package struct RuleBook: Sendable {
  /// In the order they were loaded.
  package let packs: [RulePack]
  /// By id; `RuleIndex` points into it.
  package let rules: [Rule]
  /// Index into `packs` for each rule.
  package let packOfRule: [Int]
  private let indexByID: [String: RuleIndex]

  /// Numbers the rules of `packs`.
  ///
  /// - Precondition: ids are unique and there are at most 65,535 rules; loading checks both.
  package init(packs: [RulePack]) {
    let numbered = packs.indices.flatMap { pack in packs[pack].rules.map { (pack, $0) } }
      .sorted { $0.1.id.utf8.lexicographicallyPrecedes($1.1.id.utf8) }
    precondition(numbered.count <= Int(UInt16.max), "too many rules")
    self.packs = packs
    self.rules = numbered.map(\.1)
    self.packOfRule = numbered.map(\.0)
    self.indexByID = Dictionary(
      uniqueKeysWithValues: numbered.indices.map { (numbered[$0].1.id, RuleIndex(UInt16($0))) })
  }

  /// The rule of that number.
  package subscript(index: RuleIndex) -> Rule { rules[Int(index.rawValue)] }

  /// The id of the rule of that number, without a copy of the rest of it.
  package func id(of index: RuleIndex) -> String { rules[Int(index.rawValue)].id }

  /// The number of the rule with that id, if it is loaded.
  package func index(ofRule id: String) -> RuleIndex? { indexByID[id] }
}
