internal import Foundation
internal import Model

/// Rules as lists for people and for tools.
package enum RuleListing {
  /// One line a rule: id, version, grade, weight, name; families with their caps above them.
  package static func table(_ library: RuleLibrary) -> String {
    var lines: [String] = []
    for family in library.scoring.families {
      let rules = library.book.rules.filter { $0.family == family.id }
      if rules.isEmpty { continue }
      lines.append("\(family.id)  (grade \(family.grade.rawValue), cap \(family.cap))")
      for rule in rules {
        let status = rule.status == .stable ? "" : " [\(rule.status.rawValue)]"
        let index = library.book.index(ofRule: rule.id).map { Int($0.rawValue) } ?? 0
        let weight = "\(library.scoring.weights[index])"
        lines.append(
          "  " + padded(rule.id, 42) + padded("v\(rule.version)", 5)
            + padded(rule.evidence.grade.rawValue, 3) + padded(weight, 7) + rule.name + status)
      }
    }
    if !library.scoring.composites.isEmpty { lines.append("composites") }
    for composite in library.scoring.composites {
      lines.append(
        "  " + padded(composite.id, 50) + padded("\(composite.points)", 7) + composite.name)
    }
    lines.append(
      "\(library.book.rules.count) rules in \(library.book.packs.count) packs, "
        + "\(library.scoring.families.count) families")
    return lines.joined(separator: "\n") + "\n"
  }

  /// One JSON object: `schema`, `rules` by id, `families`, `composites`, `bands`.
  package static func json(_ library: RuleLibrary) -> String {
    var json = JSONBuffer()
    json.raw("{\"schema\":1,\"rules\":[")
    for (number, rule) in library.book.rules.enumerated() {
      json.raw(number > 0 ? ",\n" : "\n")
      write(rule, library.book.packs[library.book.packOfRule[number]], to: &json)
    }
    json.raw("\n],\"families\":[")
    for (number, family) in library.scoring.families.enumerated() {
      json.raw(number > 0 ? ",\n{\"id\":" : "\n{\"id\":")
      json.string(family.id)
      json.raw(",\"grade\":")
      json.string(family.grade.rawValue)
      json.raw(",\"cap\":")
      json.points(family.cap)
      json.raw(family.countsForBands ? ",\"bands\":true}" : ",\"bands\":false}")
    }
    json.raw("\n],\"composites\":[")
    for (number, composite) in library.scoring.composites.enumerated() {
      json.raw(number > 0 ? ",\n{\"id\":" : "\n{\"id\":")
      json.string(composite.id)
      json.raw(",\"name\":")
      json.string(composite.name)
      json.raw(",\"points\":")
      json.points(composite.points)
      json.raw("}")
    }
    let bands = library.scoring.bands
    json.raw("\n],\"bands\":{\"medium\":")
    json.points(bands.medium)
    json.raw(",\"high\":")
    json.points(bands.high)
    json.raw(",\"urgent\":")
    json.points(bands.urgent)
    json.raw("}}\n")
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func write(_ rule: Rule, _ pack: RulePack, to json: inout JSONBuffer) {
    let parts: [(StaticString, String)] = [
      ("{\"id\":", rule.id), (",\"name\":", rule.name), (",\"family\":", rule.family),
      (",\"pack\":", pack.name), (",\"language\":", pack.language),
      (",\"status\":", rule.status.rawValue), (",\"grade\":", rule.evidence.grade.rawValue),
      (",\"hash\":", rule.contentHash),
    ]
    for (key, value) in parts {
      json.raw(key)
      json.string(value)
    }
    json.raw(",\"version\":")
    json.integer(rule.version)
    json.raw(",\"weight\":")
    json.points(rule.weight)
    json.raw(rule.scored ? ",\"scored\":true,\"sources\":[" : ",\"scored\":false,\"sources\":[")
    for (number, key) in rule.evidence.sources.enumerated() {
      if number > 0 { json.raw(",") }
      json.string(pack.sources[key] ?? key)
    }
    json.raw("],\"description\":")
    json.string(rule.description.trimmingCharacters(in: .whitespacesAndNewlines))
    json.raw("}")
  }

  /// All there is to know about a rule, family or composite; nil where there is none of that name.
  package static func details(of name: String, in library: RuleLibrary) -> String? {
    if let index = library.book.index(ofRule: name)
      ?? library.book.rules.first(where: { $0.aliases.contains(name) }).flatMap({
        library.book.index(ofRule: $0.id)
      })
    {
      return details(of: index, in: library)
    }
    if let composite = library.scoring.composites.first(where: { $0.id == name }) {
      return """
        \(composite.id)  \(composite.points) points
        \(composite.name)

        \(indented(composite.description))
        examples
        \(composite.examples.map { "  \($0)" }.joined(separator: "\n"))
        counterexamples
        \(composite.counterexamples.map { "  \($0)" }.joined(separator: "\n"))


        """
    }
    let rules = library.book.rules.filter { $0.family == name }
    guard !rules.isEmpty else { return nil }
    return rules.compactMap { details(of: $0.id, in: library) }.joined()
  }

  private static func details(of index: RuleIndex, in library: RuleLibrary) -> String {
    let rule = library.book[index]
    let pack = library.book.packs[library.book.packOfRule[Int(index.rawValue)]]
    let family = library.scoring.families[library.scoring.familyOfRule[Int(index.rawValue)]]
    var lines = [
      "\(rule.id)  version \(rule.version), \(rule.status.rawValue), \(rule.location)", rule.name,
      "",
      indented(rule.description),
      "weight \(library.scoring.weights[Int(index.rawValue)])"
        + (rule.scored ? "" : " (for composites only)")
        + "; family \(family.id) adds at most \(family.cap)",
      "evidence grade \(rule.evidence.grade.rawValue): \(rule.evidence.grade.meaning)",
    ]
    lines += rule.evidence.sources.map { "  \(pack.sources[$0] ?? $0)" }
    if let note = rule.evidence.note { lines.append("  note: \(note)") }
    switch rule.subject {
    case .pattern(let pattern): lines += ["pattern", indented(pattern)]
    case .identifier(let fact): lines.append("looks at the fact '\(fact.rawValue)'")
    }
    lines.append("examples")
    lines += rule.examples.map { "  \($0)" }
    lines.append("counterexamples")
    lines += rule.counterexamples.map { "  \($0)" }
    return lines.joined(separator: "\n") + "\n\n"
  }

  private static func indented(_ text: String) -> String {
    text.trimmingCharacters(in: .newlines).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { "  \($0)" }.joined(separator: "\n")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

extension Grade {
  /// What the letter stands for.
  package var meaning: String {
    switch self {
    case .a: "tested against known outcomes"
    case .b: "expert-labelled corpus or quantified study"
    case .c: "practitioners' list, untested"
    case .n: "tested, no effect"
    case .r: "tested, reversed"
    }
  }
}
