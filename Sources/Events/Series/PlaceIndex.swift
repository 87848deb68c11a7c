internal import Model

/// Numbers for the places of the data, under all their spellings. Used by one thread at a time.
final class PlaceIndex {
  /// More distinct places than this are counted together.
  static let limit = 20_000

  private(set) var places: [Place]
  private var definitions: [PlaceDefinition?]
  private var clocks: [LocalClock]
  /// The state that a place names, where it names one.
  private var regions: [String?]
  /// By what `key` makes of their names.
  private(set) var numbers: [[UInt8]: Int] = [:]
  private var rest: Int?

  init(_ definitions: EventDefinitions) {
    self.definitions = definitions.places
    places = definitions.places.map { Place(id: $0.id, name: $0.name, isDefined: true) }
    regions = definitions.places.map { place in
      ([place.name] + place.spellings).lazy.compactMap(AreaCodes.region(ofPlace:)).first
    }
    clocks = definitions.places.map { LocalClock(named: $0.timeZone) }
    for (number, place) in definitions.places.enumerated() {
      for name in [place.id, place.name] + place.spellings {
        numbers[Self.key(Array(name.utf8))] = number
      }
    }
  }

  /// The number of a place; made, if it is new.
  func number(_ name: [UInt8]) -> Int {
    if let known = exact[name] { return known }
    let number = find(name)
    places[number].isNamed = true
    if exact.count < 100_000 { exact[name] = number }
    return number
  }

  /// Names as they stand in the data, so that each is taken apart once.
  private var exact: [[UInt8]: Int] = [:]

  private func find(_ name: [UInt8]) -> Int {
    let key = Self.key(name)
    if let known = numbers[key] { return known }
    if places.count >= Self.limit {
      if let rest { return rest }
      let number = add(Place(id: "other-places", name: "Other places", isDefined: false))
      rest = number
      return number
    }
    let text = String(decoding: name, as: UTF8.self)
    let id = String(decoding: key.map { $0 == 0x20 ? 0x2D : $0 }, as: UTF8.self)
    let number = add(Place(id: id.isEmpty ? "unnamed" : id, name: text, isDefined: false))
    numbers[key] = number
    return number
  }

  private func add(_ place: Place) -> Int {
    places.append(place)
    definitions.append(nil)
    clocks.append(LocalClock(named: "UTC"))
    regions.append(AreaCodes.region(ofPlace: place.name))
    return places.count - 1
  }

  /// The day at `place` on which something was posted.
  ///
  /// A moment of exactly midnight UTC is a date without a time, and stands for that day anywhere.
  func day(of moment: Instant, at place: Int) -> CalendarDay {
    if moment.milliseconds % 86_400_000 == 0 {
      return CalendarDay(number: Int(moment.milliseconds / 86_400_000))
    }
    return clocks[place].day(of: moment)
  }

  /// Whether an area code is known to lie elsewhere: outside the codes that the definition gives,
  /// or in another state than the one the place names; nil where nobody knows.
  func isFar(areaCode: Int, from place: Int) -> Bool? {
    if let definition = definitions[place], !definition.areaCodes.isEmpty {
      return !definition.areaCodes.contains { Int($0) == areaCode }
    }
    guard let home = regions[place], let issued = AreaCodes.region(of: areaCode) else { return nil }
    return issued != home
  }

  /// Lower case, with everything but letters and digits as one space.
  static func key(_ name: [UInt8]) -> [UInt8] {
    let text = String(decoding: name, as: UTF8.self).lowercased()
    let words = text.split { !$0.isLetter && !$0.isNumber }
    return Array(words.joined(separator: " ").utf8)
  }
}
