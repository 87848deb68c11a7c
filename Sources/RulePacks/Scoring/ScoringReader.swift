internal import Model
internal import StrictYAML

/// Reads `scoring.yml` and resolves its names against the rules that are loaded.
struct ScoringReader {
  private static let fields = ["format", "version", "families", "composites", "links", "bands"]
  private static let conditionFields = ["all", "any", "none", "at_least", "within"]

  let book: RuleBook
  let problems: ProblemList

  /// What holds without a `scoring.yml`: every family has the standard cap and the grade of its
  /// best rule.
  static func standard(for book: RuleBook) -> ScoringTable {
    let ids = Set(book.rules.map(\.family)).sorted()
    let families = ids.map { id in
      let grades = book.rules.filter { $0.family == id }.map(\.evidence.grade)
      return ScoringTable.Family(
        id: id, cap: ScoringTable.standardCap,
        grade: Grade.allCases.first(where: grades.contains) ?? .c)
    }
    return table(
      version: nil, families: families, composites: [], bands: .standard, book: book)
  }

  /// The table in `root`; problems say what could not be resolved.
  func read(_ root: MappingReader) -> ScoringTable {
    root.allow(Self.fields)
    if root.require("format"), let format = root.text("format"), format != String(RulePack.format) {
      problems.add(
        .unsupportedFormat(found: format, supported: RulePack.format),
        at: root.location(of: "format"))
    }
    let families = readFamilies(root)
    let composites = readComposites(root, families: families)
    var table = Self.table(
      version: root.text("version"), families: families, composites: composites,
      bands: readBands(root), book: book)
    if let links = root.mapping("links") {
      table.links = LinkReader(families: families, problems: problems).read(links)
    }
    table.places = Self.places(root)
    return table
  }

  private static func places(_ root: MappingReader) -> [String: SourceLocation] {
    var places: [String: SourceLocation] = [:]
    for key in root.mapping("families")?.keys ?? [] { places[key.content] = key.location }
    let links = root.mapping("links")
    var most: [String: Double] = [:]
    if let links { places["links"] = links.location(of: "cap") }
    for entry in root.mappings("composites") + (links?.mappings("signals") ?? []) {
      guard let id = entry.text("id") else { continue }
      // Of several signals with one id the one with most points is what a problem is about.
      let points = entry.number("points") ?? 0
      if points >= most[id, default: points] { places[id] = entry.location(of: "id") }
      most[id] = max(most[id, default: points], points)
    }
    return places
  }

  private static func table(
    version: String?, families: [ScoringTable.Family], composites: [ScoringTable.Composite],
    bands: ScoringTable.Bands, book: RuleBook
  ) -> ScoringTable {
    let numbers = Dictionary(
      families.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    return ScoringTable(
      version: version, families: families,
      familyOfRule: book.rules.map { numbers[$0.family] ?? 0 },
      weights: book.rules.map { $0.scored ? $0.weight : .zero }, composites: composites,
      bands: bands)
  }

  private func readFamilies(_ root: MappingReader) -> [ScoringTable.Family] {
    guard root.require("families"), let listed = root.mapping("families") else { return [] }
    let used = Set(book.rules.map(\.family))
    var families: [ScoringTable.Family] = []
    for key in listed.keys {
      guard let entry = listed.mapping(key.content) else { continue }
      entry.allow(["cap", "grade", "bands"])
      if !used.contains(key.content) {
        problems.add(.familyWithoutRules(key.content), at: key.location)
      }
      guard entry.require("cap"), let cap = entry.number("cap"), entry.require("grade") else {
        continue
      }
      guard let grade = Grade(rawValue: entry.text("grade") ?? "") else {
        problems.add(
          .wrongType(field: "grade", expected: "A, B, C, N or R"),
          at: entry.location(of: "grade"))
        continue
      }
      if cap < 0 {
        problems.add(
          .wrongType(field: "cap", expected: "0 or more"), at: entry.location(of: "cap"))
      }
      if grade == .n || grade == .r, cap != 0 {
        problems.add(
          .gradeWeight(
            reason: "family '\(key.content)' of grade \(grade.rawValue) must have cap 0"),
          at: entry.location(of: "cap"))
      }
      families.append(
        ScoringTable.Family(
          id: key.content, cap: Points(cap), grade: grade,
          countsForBands: entry.flag("bands") ?? true))
    }
    let known = Set(families.map(\.id))
    for family in used.subtracting(known).sorted() {
      let rule = book.rules.first { $0.family == family }
      problems.add(
        .familyWithoutEntry(family), at: rule?.location ?? root.location(of: "families"),
        rule: rule?.id)
      families.append(
        ScoringTable.Family(id: family, cap: ScoringTable.standardCap, grade: .c))
    }
    return families.sorted { $0.id < $1.id }
  }

  private func readBands(_ root: MappingReader) -> ScoringTable.Bands {
    guard root.require("bands"), let listed = root.mapping("bands") else { return .standard }
    listed.allow(["medium", "high", "urgent"])
    var bands = ScoringTable.Bands.standard
    for name in ["medium", "high", "urgent"] { _ = listed.require(name) }
    if let medium = listed.number("medium") { bands.medium = Points(medium) }
    if let high = listed.number("high") { bands.high = Points(high) }
    if let urgent = listed.number("urgent") { bands.urgent = Points(urgent) }
    if !(bands.medium < bands.high && bands.high < bands.urgent) {
      problems.add(.bandOrder, at: listed.location)
    }
    return bands
  }

  /// A composite as written, before its names are resolved.
  private struct Draft {
    var id: String
    var fields: MappingReader
    var when: MappingReader
  }

  private func readComposites(
    _ root: MappingReader, families: [ScoringTable.Family]
  ) -> [ScoringTable.Composite] {
    var drafts: [Draft] = []
    for fields in root.mappings("composites") {
      fields.allow([
        "id", "name", "description", "when", "points", "examples", "counterexamples",
      ])
      for name in ["id", "name", "description", "when", "points", "examples"] {
        _ = fields.require(name)
      }
      guard let id = fields.text("id"), let when = fields.mapping("when") else { continue }
      if let first = drafts.first(where: { $0.id == id }) {
        problems.add(
          .duplicateID(id, first: first.fields.location), at: fields.location(of: "id"))
      }
      drafts.append(Draft(id: id, fields: fields, when: when))
    }
    let ordered = order(drafts)
    let compositeNumbers = Dictionary(
      ordered.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let familyNumbers = Dictionary(
      families.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    return ordered.map { draft in
      ScoringTable.Composite(
        id: draft.id, name: draft.fields.text("name") ?? "",
        description: draft.fields.text("description") ?? "",
        condition: condition(draft.when, familyNumbers, compositeNumbers),
        withinBytes: draft.when.mapping("within")?.integer("bytes"),
        points: Points(draft.fields.number("points") ?? 0),
        examples: draft.fields.texts("examples").map(\.content),
        counterexamples: draft.fields.texts("counterexamples").map(\.content))
    }
  }

  /// Composites in an order in which each comes after those it names; cycles are reported and cut.
  private func order(_ drafts: [Draft]) -> [Draft] {
    var ordered: [Draft] = []
    var state: [String: Bool] = [:]
    func visit(_ draft: Draft) {
      switch state[draft.id] {
      case true: return
      case false:
        problems.add(.compositeCycle(draft.id), at: draft.fields.location)
        return
      default: break
      }
      state[draft.id] = false
      let names = Self.names(in: draft.when)
      for other in drafts where names.contains(other.id) { visit(other) }
      state[draft.id] = true
      ordered.append(draft)
    }
    for draft in drafts { visit(draft) }
    return ordered
  }

  private static func names(in when: MappingReader) -> Set<String> {
    var names = Set(["all", "any", "none"].flatMap { when.texts($0).map(\.content) })
    if let atLeast = when.mapping("at_least") {
      names.formUnion(atLeast.texts("of").map(\.content))
    }
    return names
  }

  private func condition(
    _ when: MappingReader, _ families: [String: Int], _ composites: [String: Int]
  ) -> ScoringTable.Condition {
    when.allow(Self.conditionFields)
    func resolve(_ names: [MappingReader.Value<String>]) -> [ScoringTable.Condition] {
      names.compactMap { name in
        if let rule = book.index(ofRule: name.content) { return .rule(rule) }
        if let family = families[name.content] { return .family(family) }
        if let composite = composites[name.content] { return .composite(composite) }
        problems.add(.unresolvedName(name.content), at: name.location)
        return nil
      }
    }
    var parts: [ScoringTable.Condition] = []
    if when.has("all") { parts.append(.all(resolve(when.texts("all")))) }
    if when.has("any") { parts.append(.any(resolve(when.texts("any")))) }
    if when.has("none") { parts.append(.none(resolve(when.texts("none")))) }
    if let atLeast = when.mapping("at_least") {
      atLeast.allow(["count", "of"])
      parts.append(
        .atLeast(count: atLeast.integer("count") ?? 1, of: resolve(atLeast.texts("of"))))
    }
    if parts.isEmpty {
      problems.add(.missingField("all"), at: when.location)
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }
}
