internal import Foundation
internal import Model
internal import StrictYAML

extension EventDefinitions {
  /// Reads files of events; names may refer from one file to another.
  ///
  /// Throws with every fault of all files, in order.
  package static func read(_ paths: [String]) throws(EventsError) -> EventDefinitions {
    let reader = DefinitionReader()
    for path in paths { reader.add(YAMLFile(path: path, problems: reader)) }
    return try reader.finish()
  }

  /// Reads `text` as the content of `file`.
  package static func parse(
    _ text: String, file: String
  ) throws(EventsError) -> EventDefinitions {
    let reader = DefinitionReader()
    reader.add(YAMLFile(text: text, file: file, problems: reader))
    return try reader.finish()
  }
}

/// Reads definitions strictly, collecting faults. Used by one thread at a time.
private final class DefinitionReader: YAMLFaultList {
  private var faults: [DefinitionFault] = []
  private var result = EventDefinitions()
  /// Names that events use, to be looked up when all files are read.
  private var placeUses: [MappingReader.Value<String>] = []
  private var eventUses: [MappingReader.Value<String>] = []
  /// The places of the file that is being read.
  private var placesOfFile: [String] = []
  /// Which place has a spelling already.
  private var owners: [[UInt8]: String] = [:]

  func report(_ fault: YAMLFault, at location: SourceLocation, rule: String?) {
    var found = DefinitionFault("\(fault)", at: location)
    if case .unreadable = fault { found.isUnreadable = true }
    faults.append(found)
  }

  private func add(_ what: String, at location: SourceLocation) {
    faults.append(DefinitionFault(what, at: location))
  }

  func finish() throws(EventsError) -> EventDefinitions {
    for use in placeUses where result.place(use.content) == nil {
      add("no place '\(use.content)' is defined", at: use.location)
    }
    for use in eventUses where result.event(use.content) == nil {
      add("no event '\(use.content)' is defined", at: use.location)
    }
    guard faults.isEmpty else { throw .badDefinitions(faults) }
    return result
  }

  func add(_ file: YAMLFile) {
    guard let root = file.root else { return }
    root.allow(["format", "time_zone", "places", "events"])
    if root.require("format"), let format = root.text("format"), format != "1" {
      add(
        "format \(format) is not known; this build reads format 1", at: root.location(of: "format"))
      return
    }
    placesOfFile = []
    let zone = zone(root, default: "UTC")
    for place in root.mappings("places") { addPlace(place, zone: zone) }
    guard root.require("events") else { return }
    for event in root.mappings("events") { addEvent(event, zone: zone) }
  }

  private func zone(_ mapping: MappingReader, default other: String) -> String {
    guard let name = mapping.text("time_zone") else { return other }
    if LocalClock.zone(name) == nil {
      add(
        "no time zone '\(name)'; names are IANA's, such as America/Chicago",
        at: mapping.location(of: "time_zone"))
    }
    return name
  }

  private func id(_ mapping: MappingReader, among known: [String]) -> String? {
    guard mapping.require("id"), let id = mapping.text("id") else { return nil }
    guard
      id.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) })
    else {
      add("'\(id)': ids are lower-case letters, digits and '-'", at: mapping.location(of: "id"))
      return nil
    }
    if known.contains(id) { add("id '\(id)' is taken", at: mapping.location(of: "id")) }
    return id
  }

  private func addPlace(_ mapping: MappingReader, zone fileZone: String) {
    mapping.allow(["id", "name", "spellings", "area_codes", "time_zone"])
    guard let id = id(mapping, among: placesOfFile), mapping.require("name") else {
      return
    }
    let codes = mapping.texts("area_codes")
    for code in codes where code.content.utf8.count != 3 || Int(code.content) == nil {
      add("area codes have three digits", at: code.location)
    }
    placesOfFile.append(id)
    let spellings = mapping.texts("spellings")
    let names = [id, mapping.text("name") ?? id] + spellings.map(\.content)
    for name in names {
      let owner = owners[PlaceIndex.key(Array(name.utf8)), default: id]
      owners[PlaceIndex.key(Array(name.utf8))] = owner
      if owner != id {
        add("'\(name)' is a name of place '\(owner)' already", at: mapping.location)
      }
    }
    let place = PlaceDefinition(
      id: id, name: mapping.text("name") ?? id, spellings: spellings.map(\.content),
      areaCodes: codes.map(\.content), timeZone: zone(mapping, default: fileZone))
    merge(place, at: mapping.location)
  }

  /// A place that several files define has the names and area codes of all of them.
  private func merge(_ place: PlaceDefinition, at location: SourceLocation) {
    guard let number = result.places.firstIndex(where: { $0.id == place.id }) else {
      result.places.append(place)
      return
    }
    if result.places[number].timeZone != place.timeZone {
      add("place '\(place.id)' has another time zone in another file", at: location)
    }
    result.places[number].spellings += place.spellings + [place.name]
    result.places[number].areaCodes += place.areaCodes
  }

  private func addEvent(_ mapping: MappingReader, zone fileZone: String) {
    mapping.allow([
      "id", "name", "places", "start", "end", "peak", "time_zone", "guard_days", "baseline_days",
      "leave_out", "controls", "combine", "ask", "note",
    ])
    let zone = zone(mapping, default: fileZone)
    let places = mapping.texts("places")
    if mapping.require("places"), places.isEmpty {
      add("'places' names no place", at: mapping.location(of: "places"))
    }
    placeUses += places
    let leaveOut = mapping.texts("leave_out")
    eventUses += leaveOut
    guard let id = id(mapping, among: result.events.map(\.id)), mapping.require("name"),
      let start = moment(mapping, "start", zone), let end = moment(mapping, "end", zone)
    else { return }
    if day(start, zone) > day(end, zone) {
      add("the event ends before it starts", at: mapping.location(of: "end"))
    }
    var peak: CalendarDay?
    if let text = mapping.text("peak") {
      peak = CalendarDay(text)
      let isInside = peak.map { day(start, zone) <= $0 && $0 <= day(end, zone) } ?? false
      if !isInside {
        add(
          "'peak' must be a day of the event, such as 2011-02-06", at: mapping.location(of: "peak"))
      }
    }
    result.events.append(
      EventDefinition(
        id: id, name: mapping.text("name") ?? id, places: places.map(\.content), start: start,
        end: end, peak: peak,
        guardDays: around(
          mapping, "guard_days", default: .init(before: 7, after: 3)
        ) { .init(before: $0, after: $0) },
        baselineDays: around(
          mapping, "baseline_days", default: .init(before: 56, after: 0)
        ) { .init(before: $0, after: 0) },
        leaveOut: leaveOut.map(\.content), controls: controls(mapping),
        combine: combine(mapping), isAsked: mapping.flag("ask") ?? true, note: mapping.text("note"))
    )
  }

  private func day(_ moment: EventDefinition.Moment, _ zone: String) -> CalendarDay {
    switch moment {
    case .day(let day): day
    case .instant(let instant):
      LocalClock(named: zone).day(of: instant)
    }
  }

  private func moment(
    _ mapping: MappingReader, _ name: String, _ zone: String
  ) -> EventDefinition.Moment? {
    guard mapping.require(name), let text = mapping.text(name) else { return nil }
    if let day = CalendarDay(text) { return .day(day) }
    if let instant = LocalMoment.instant(text, zone: LocalClock.zone(zone) ?? .gmt) {
      return .instant(instant)
    }
    add(
      "'\(name)' must be a day (2011-02-06) or a moment (2011-02-06T17:30, with -06:00 or Z behind "
        + "it if it is not in 'time_zone')", at: mapping.location(of: name))
    return nil
  }

  private func around(
    _ mapping: MappingReader, _ name: String, default other: EventDefinition.Around,
    one: (Int) -> EventDefinition.Around
  ) -> EventDefinition.Around {
    guard mapping.has(name) else { return other }
    var result = other
    if let both = mapping.mapping(name, orNumber: { result = one($0) }) {
      both.allow(["before", "after"])
      result = .init(before: both.integer("before") ?? 0, after: both.integer("after") ?? 0)
    }
    if min(result.before, result.after) < 0 || max(result.before, result.after) > 3660 {
      add("'\(name)' must be from 0 to 3660 days", at: mapping.location(of: name))
      return other
    }
    return result
  }

  private func controls(_ mapping: MappingReader) -> EventDefinition.Controls {
    guard mapping.has("controls") else { return .all }
    if mapping.isPlain("controls"), mapping.text("controls") == "all" { return .all }
    let places = mapping.texts("controls")
    placeUses += places
    return .places(places.map(\.content))
  }

  private func combine(_ mapping: MappingReader) -> EventDefinition.Combine {
    guard let text = mapping.text("combine") else { return .average }
    guard let combine = EventDefinition.Combine(rawValue: text) else {
      add("'combine' must be sum or average", at: mapping.location(of: "combine"))
      return .average
    }
    return combine
  }
}

extension MappingReader {
  /// A mapping, or a whole number that `take` is given.
  fileprivate func mapping(_ name: String, orNumber take: (Int) -> Void) -> MappingReader? {
    if isPlain(name) {
      if let number = integer(name) { take(number) }
      return nil
    }
    return mapping(name)
  }
}
