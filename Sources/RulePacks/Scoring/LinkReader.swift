internal import Model
internal import StrictYAML

/// Reads the `links` section of `scoring.yml`.
struct LinkReader {
  let families: [ScoringTable.Family]
  let problems: ProblemList

  /// The table in `root`; problems say what could not be read.
  func read(_ root: MappingReader) -> LinkTable {
    root.allow(["cap", "hubs", "giants", "templates", "categories", "signals"])
    var table = LinkTable()
    if let cap = root.number("cap") {
      if cap < 0 { wrong("cap", "0 or more", root) } else { table.cap = Points(cap) }
    }
    if let hubs = root.mapping("hubs") {
      hubs.allow(["unrelated", "anchored", "share", "share_from", "half_from"])
      count("unrelated", hubs, &table.hubs.unrelated)
      count("anchored", hubs, &table.hubs.anchored)
      count("share_from", hubs, &table.hubs.shareFrom)
      count("half_from", hubs, &table.hubs.halfFrom)
      share("share", hubs, &table.hubs.share)
    }
    if let giants = root.mapping("giants") {
      giants.allow(["texts", "side"])
      count("texts", giants, &table.giants.texts, most: Int(UInt16.max))
      count("side", giants, &table.giants.side)
    }
    if let templates = root.mapping("templates") {
      templates.allow(["similarity"])
      share("similarity", templates, &table.similarity)
    }
    if let categories = root.mapping("categories") {
      categories.allow(["labour", "sex"])
      table.labour = category("labour", categories)
      table.sex = category("sex", categories)
    }
    table.signals = root.mappings("signals").compactMap(signal)
    return table
  }

  private func wrong(_ name: String, _ expected: String, _ place: MappingReader) {
    problems.add(.wrongType(field: name, expected: expected), at: place.location(of: name))
  }

  private func count(
    _ name: String, _ place: MappingReader, _ value: inout Int, most: Int = .max
  ) {
    guard let number = place.integer(name) else { return }
    if (1...most).contains(number) {
      value = number
    } else {
      wrong(name, most == .max ? "1 or more" : "from 1 to \(most)", place)
    }
  }

  private func share(_ name: String, _ place: MappingReader, _ value: inout Double) {
    guard let number = place.number(name) else { return }
    if number <= 0 || number > 1 {
      wrong(name, "above 0 and at most 1", place)
    } else {
      value = number
    }
  }

  private func category(_ name: String, _ categories: MappingReader) -> LinkTable.Category {
    guard let entry = categories.mapping(name) else { return LinkTable.Category() }
    entry.allow(["words", "families"])
    let numbers = entry.texts("families").compactMap { family -> Int? in
      let number = families.firstIndex { $0.id == family.content }
      if number == nil { problems.add(.unresolvedName(family.content), at: family.location) }
      return number
    }
    return LinkTable.Category(
      words: entry.texts("words").map { $0.content.lowercased() }, families: numbers)
  }

  private func signal(_ entry: MappingReader) -> LinkTable.Signal? {
    entry.allow(["id", "measure", "at_least", "within_days", "points", "grade", "note"])
    for name in ["id", "measure", "at_least", "points", "grade", "note"] {
      _ = entry.require(name)
    }
    guard let id = entry.text("id"), let text = entry.text("measure"),
      let atLeast = entry.integer("at_least"), let points = entry.number("points"),
      let gradeText = entry.text("grade")
    else { return nil }
    guard let measure = LinkTable.Measure(rawValue: text) else {
      let known = LinkTable.Measure.allCases.map(\.rawValue).joined(separator: ", ")
      wrong("measure", "one of \(known)", entry)
      return nil
    }
    guard let grade = Grade(rawValue: gradeText) else {
      wrong("grade", "A, B, C, N or R", entry)
      return nil
    }
    // One ad can be far from its number; all else takes two.
    let least = measure == .numberElsewhere ? 1 : 2
    if atLeast < least { wrong("at_least", "\(least) or more", entry) }
    if points < 0 { wrong("points", "0 or more", entry) }
    if (grade == .n || grade == .r) && points != 0 {
      problems.add(
        .gradeWeight(
          reason: "grade \(grade.rawValue) has shown no effect; its points must be 0"),
        at: entry.location(of: "points"))
    }
    if measure == .contactPlaces { _ = entry.require("within_days") }
    return LinkTable.Signal(
      id: id, measure: measure, atLeast: atLeast,
      withinDays: entry.integer("within_days") ?? 0, points: Points(points), grade: grade,
      note: entry.text("note") ?? "")
  }
}
