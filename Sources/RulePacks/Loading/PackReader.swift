internal import Model
internal import StrictYAML

/// Reads one pack file. Source of the format: Rules/README.md.
struct PackReader {
  private static let packFields = [
    "pack", "format", "version", "language", "sources", "allow", "rules",
  ]
  private static let ruleFields = [
    "id", "name", "version", "status", "description", "evidence", "fields", "pattern",
    "identifier", "weight", "scored", "examples", "counterexamples", "known_misses", "aliases",
    "allow",
  ]

  let problems: ProblemList

  /// The pack in `root`; nil where its format is not known. Rules with problems are left out.
  func read(_ root: MappingReader, file: String) -> RulePack? {
    root.allow(Self.packFields)
    if root.require("format"), let format = root.text("format"), format != String(RulePack.format) {
      problems.add(
        .unsupportedFormat(found: format, supported: RulePack.format),
        at: root.location(of: "format"))
      return nil
    }
    for name in ["pack", "version", "language", "sources", "rules"] { _ = root.require(name) }
    var sources: [String: String] = [:]
    if let listed = root.mapping("sources") {
      for key in listed.keys { sources[key.content] = listed.text(key.content) ?? "" }
    }
    var pack = RulePack(
      name: root.text("pack") ?? "", version: root.text("version") ?? "",
      language: root.text("language") ?? "und",
      sources: sources, allow: root.texts("allow").map(\.content), rules: [], file: file)
    pack.rules = root.mappings("rules").compactMap { rule($0, sources: sources) }
    return pack
  }

  private func rule(_ fields: MappingReader, sources: [String: String]) -> Rule? {
    let before = problems.errors.count
    guard fields.require("id"), let id = fields.text("id") else {
      fields.allow(Self.ruleFields)
      return nil
    }
    fields.allow(Self.ruleFields, rule: id)
    if !Self.isID(id) { problems.add(.badID(id), at: fields.location(of: "id"), rule: id) }
    for name in ["name", "version", "status", "description", "evidence", "weight"] {
      _ = fields.require(name)
    }
    let evidence = evidence(fields, sources: sources, rule: id)
    let subject = subject(fields, rule: id)
    let weight = Points(fields.number("weight") ?? 0)
    if let evidence, evidence.grade == .n || evidence.grade == .r {
      if weight != .zero {
        problems.add(
          .gradeWeight(
            reason: "grade \(evidence.grade.rawValue) has shown no effect; its weight must be 0"),
          at: fields.location(of: "weight"), rule: id)
      }
      if evidence.note == nil {
        problems.add(.missingField("note"), at: fields.location(of: "evidence"), rule: id)
      }
    }
    let examples = marked(fields, "examples", rule: id)
    let counterexamples = fields.texts("counterexamples").map(\.content)
    checkCounts(fields, examples, counterexamples, rule: id)
    let version = fields.integer("version") ?? 1
    if version < 1 {
      problems.add(
        .wrongType(field: "version", expected: "1 or more"), at: fields.location(of: "version"),
        rule: id)
    }
    let status = status(fields, rule: id)
    let fieldSet = fieldSet(fields, rule: id)
    var allow: [String: String] = [:]
    if let listed = fields.mapping("allow") {
      for code in listed.keys { allow[code.content] = listed.text(code.content) ?? "" }
    }
    guard problems.errors.count == before, let evidence, let subject else { return nil }
    return Rule(
      id: id, name: fields.text("name") ?? "", version: version, status: status,
      description: fields.text("description") ?? "", evidence: evidence, fields: fieldSet,
      subject: subject, weight: weight, scored: fields.flag("scored") ?? true,
      examples: examples, counterexamples: counterexamples,
      knownMisses: fields.texts("known_misses").map(\.content),
      aliases: fields.texts("aliases").map(\.content), allow: allow, location: fields.location,
      subjectLocation: fields.location(of: fields.has("pattern") ? "pattern" : "identifier"))
  }

  /// `<family>.<slug>`: lower-case words joined by dots, at least two of them.
  static func isID(_ id: String) -> Bool {
    let parts = id.split(separator: ".", omittingEmptySubsequences: false)
    return id.utf8.count <= 48 && parts.count >= 2
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
          }
      }
  }

  private func evidence(
    _ fields: MappingReader, sources: [String: String], rule: String
  ) -> Rule.Evidence? {
    guard let evidence = fields.mapping("evidence") else { return nil }
    evidence.allow(["grade", "sources", "note"], rule: rule)
    guard evidence.require("grade"), let letter = evidence.text("grade") else { return nil }
    guard let grade = Grade(rawValue: letter) else {
      problems.add(
        .wrongType(field: "grade", expected: "A, B, C, N or R"),
        at: evidence.location(of: "grade"), rule: rule)
      return nil
    }
    _ = evidence.require("sources")
    let keys = evidence.texts("sources")
    for key in keys where sources[key.content] == nil {
      problems.add(.unresolvedSource(key.content), at: key.location, rule: rule)
    }
    return Rule.Evidence(
      grade: grade, sources: keys.map(\.content), note: evidence.text("note"))
  }

  private func subject(_ fields: MappingReader, rule: String) -> Rule.Subject? {
    if fields.has("pattern") == fields.has("identifier") {
      if fields.has("pattern") {
        problems.add(.bothSubjects, at: fields.location(of: "identifier"), rule: rule)
      } else {
        problems.add(.missingField("pattern"), at: fields.location, rule: rule)
      }
      return nil
    }
    if let name = fields.text("identifier") {
      guard let fact = IdentifierFact(rawValue: name) else {
        let known = IdentifierFact.allCases.map(\.rawValue).joined(separator: ", ")
        problems.add(
          .wrongType(field: "identifier", expected: "one of \(known)"),
          at: fields.location(of: "identifier"), rule: rule)
        return nil
      }
      return .identifier(fact)
    }
    guard let pattern = fields.text("pattern") else { return nil }
    let place = fields.location(of: "pattern")
    let isClean = pattern.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" || $0 == "\t"
    }
    guard isClean else {
      problems.add(.controlCharacter(field: "pattern"), at: place, rule: rule)
      return nil
    }
    if fields.isDoubleQuoted("pattern") || (fields.isPlain("pattern") && pattern.contains("\\")) {
      problems.add(.patternStyle, at: place, rule: rule)
      return nil
    }
    // A block without its dash keeps a last line feed, which would be part of the pattern.
    return .pattern(pattern.hasSuffix("\n") ? String(pattern.dropLast()) : pattern)
  }

  private func marked(_ fields: MappingReader, _ name: String, rule: String) -> [String] {
    fields.texts(name).map { example in
      if MarkedText(example.content) == nil {
        problems.add(.badMark(example: example.content), at: example.location, rule: rule)
      }
      return example.content
    }
  }

  private func checkCounts(
    _ fields: MappingReader, _ examples: [String], _ counterexamples: [String], rule: String
  ) {
    for (name, count) in [
      ("examples", examples.filter { $0.contains("⟦") }.count),
      ("counterexamples", counterexamples.count),
    ] {
      if !fields.has(name) {
        problems.add(.missingField(name), at: fields.location, rule: rule)
      } else if count < 2 {
        problems.add(
          .fewExamples(what: name, count: count), at: fields.keyLocation(of: name), rule: rule)
      }
    }
  }

  private func status(_ fields: MappingReader, rule: String) -> Rule.Status {
    guard let name = fields.text("status") else { return .stable }
    guard let status = Rule.Status(rawValue: name) else {
      problems.add(
        .wrongType(field: "status", expected: "draft, stable or deprecated"),
        at: fields.location(of: "status"), rule: rule)
      return .stable
    }
    return status
  }

  private func fieldSet(_ fields: MappingReader, rule: String) -> FieldSet {
    var set: FieldSet = []
    for name in fields.texts("fields") {
      switch name.content {
      case "title": set.insert(.title)
      case "text": set.insert(.text)
      default:
        problems.add(
          .wrongType(field: "fields", expected: "a list of title and text"), at: name.location,
          rule: rule)
      }
    }
    return set.isEmpty ? .all : set
  }
}
