internal import Model
internal import StrictYAML

/// A site's changes to the numbers of rules, families, composites and bands (`--weights`).
package struct Overlay: Sendable, Equatable {
  /// The overlay's name.
  package var name: String
  /// The file as named by the user.
  package var file: String

  /// Reads `root` and changes `table` by it. Numbers only: unknown names are problems.
  static func apply(
    _ root: MappingReader, file: String, to table: inout ScoringTable, book: RuleBook,
    problems: ProblemList
  ) -> Overlay {
    root.allow(["overlay", "format", "weights", "caps", "points", "bands"])
    if root.require("format"), let format = root.text("format"), format != String(RulePack.format) {
      problems.add(
        .unsupportedFormat(found: format, supported: RulePack.format),
        at: root.location(of: "format"))
    }
    _ = root.require("overlay")
    if let weights = root.mapping("weights") {
      for key in weights.keys {
        guard let rule = book.index(ofRule: key.content) else {
          problems.add(.unresolvedName(key.content), at: key.location)
          continue
        }
        guard let points = weights.number(key.content) else { continue }
        let grade = book[rule].evidence.grade
        if (grade == .n || grade == .r) && points != 0 {
          problems.add(
            .gradeWeight(
              reason: "grade \(grade.rawValue) has shown no effect; its weight must be 0"),
            at: weights.location(of: key.content), rule: key.content)
          continue
        }
        guard book[rule].scored else { continue }
        let number = Int(rule.rawValue)
        if Points(points) > table.weights[number] {
          table.changes[table.families[table.familyOfRule[number]].id] = key.location
        }
        table.weights[number] = Points(points)
      }
    }
    if let caps = root.mapping("caps") {
      for key in caps.keys {
        guard let number = table.families.firstIndex(where: { $0.id == key.content }) else {
          problems.add(.unresolvedName(key.content), at: key.location)
          continue
        }
        guard let cap = caps.number(key.content) else { continue }
        let family = table.families[number]
        let isBound = family.grade == .n || family.grade == .r || !family.countsForBands
        if cap < 0 || (isBound && Points(cap) > family.cap) {
          problems.add(
            .gradeWeight(reason: "the cap of '\(key.content)' may only be lowered"),
            at: caps.location(of: key.content))
          continue
        }
        if Points(cap) > family.cap { table.changes[family.id] = key.location }
        table.families[number].cap = Points(cap)
      }
    }
    if let points = root.mapping("points") {
      for key in points.keys {
        if table.links.signals.contains(where: { $0.id == key.content }) {
          if let value = points.number(key.content) {
            scale(key, to: value, in: &table, points, problems)
          }
          continue
        }
        guard let number = table.composites.firstIndex(where: { $0.id == key.content }) else {
          problems.add(.unresolvedName(key.content), at: key.location)
          continue
        }
        if let value = points.number(key.content) {
          if Points(value) > table.composites[number].points {
            table.changes[key.content] = key.location
          }
          table.composites[number].points = Points(value)
        }
      }
    }
    applyBands(root, to: &table, problems: problems)
    return Overlay(name: root.text("overlay") ?? "", file: file)
  }

  /// Gives the signals of one id `value` at most, in their old proportions.
  private static func scale(
    _ key: MappingReader.Value<String>, to value: Double, in table: inout ScoringTable,
    _ points: MappingReader, _ problems: ProblemList
  ) {
    let places = table.links.signals.indices.filter { table.links.signals[$0].id == key.content }
    let most = places.map { table.links.signals[$0].points.thousandths }.max() ?? 0
    let isBound = places.contains { [.n, .r].contains(table.links.signals[$0].grade) }
    if value < 0 || (isBound && value != 0) {
      problems.add(
        .gradeWeight(reason: "the points of '\(key.content)' may not be below 0 or defy its grade"),
        at: points.location(of: key.content))
      return
    }
    if Points(value).thousandths > most { table.changes[key.content] = key.location }
    for place in places {
      let old = table.links.signals[place].points.thousandths
      table.links.signals[place].points =
        most == 0 ? Points(value) : Points(value * Double(old) / Double(most))
    }
  }

  private static func applyBands(
    _ root: MappingReader, to table: inout ScoringTable, problems: ProblemList
  ) {
    guard let bands = root.mapping("bands") else { return }
    bands.allow(["medium", "high", "urgent"])
    let before = table.bands
    if let medium = bands.number("medium") { table.bands.medium = Points(medium) }
    if let high = bands.number("high") { table.bands.high = Points(high) }
    if let urgent = bands.number("urgent") { table.bands.urgent = Points(urgent) }
    if table.bands.medium < before.medium || table.bands.high < before.high {
      table.changes["bands"] = root.keyLocation(of: "bands")
    }
    if !(table.bands.medium < table.bands.high && table.bands.high < table.bands.urgent) {
      problems.add(.bandOrder, at: bands.location)
    }
  }
}
