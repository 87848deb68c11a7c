package import Model

/// What a replay keeps of an ad: little, for there may be millions.
package struct ReplayAd: Sendable {
  /// When it was posted.
  package let posted: Instant
  /// Where, as the data say.
  package let place: [UInt8]
  /// Of its normalised text and matched rules; nil where rules differ.
  package let fingerprint: UInt64
  /// What it can be reached by.
  package let contacts: [UInt64]
  /// Where its line was put aside, for who keeps the lines.
  package var line = 0..<0

  /// Takes what a finding states.
  package init(posted: Instant, place: [UInt8], fingerprint: UInt64, identifiers: [Identifier]) {
    self.posted = posted
    self.place = place
    self.fingerprint = fingerprint
    var contacts: [UInt64] = []
    for identifier in identifiers {
      guard let contact = Contact(identifier.value), !contacts.contains(contact.hash) else {
        continue
      }
      contacts.append(contact.hash)
    }
    self.contacts = contacts
  }
}

/// Takes in the dated ads of a replay in any order. Used by one thread at a time.
package struct ReplayAdCollector {
  private var entries: [ReplayAds.Entry] = []
  private var contacts: [UInt64] = []
  private let index: PlaceIndex
  /// How the earliest ad of each place writes it: what later ads write must not show in earlier
  /// steps, nor may the order of the input.
  private var spellings: [Int: (posted: Int64, text: [UInt8])] = [:]

  /// - Parameter definitions: areas, for places that go by several names.
  package init(_ definitions: EventDefinitions) { index = PlaceIndex(definitions) }

  /// Takes in an ad.
  package mutating func append(_ ad: ReplayAd) {
    let start = contacts.count
    contacts += ad.contacts
    var place = UInt32.max
    if !ad.place.isEmpty {
      let number = index.number(ad.place)
      place = UInt32(number)
      note(ad, at: number)
    }
    entries.append(
      ReplayAds.Entry(
        posted: ad.posted.milliseconds, place: place, fingerprint: ad.fingerprint,
        contacts: start..<contacts.count, line: ad.line))
  }

  private mutating func note(_ ad: ReplayAd, at place: Int) {
    if let known = spellings[place] {
      let isEarlier =
        known.posted != ad.posted.milliseconds
        ? ad.posted.milliseconds < known.posted : ad.place.lexicographicallyPrecedes(known.text)
      if !isEarlier { return }
    }
    spellings[place] = (ad.posted.milliseconds, ad.place)
  }

  /// All ads in the order in which they were posted.
  package func sorted() -> ReplayAds {
    let names = index.places.enumerated().map { number, place in
      guard !place.isDefined, let spelling = spellings[number] else { return place.name }
      return String(decoding: spelling.text, as: UTF8.self)
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    return ReplayAds(
      entries: entries, contacts: contacts, places: index.places.map(\.id), names: names,
      numbers: index.numbers)
  }
}

/// All dated ads of a replay, by time, then by fingerprint, place and contacts, so that the order of
/// the input does not matter.
package struct ReplayAds: Sendable {
  struct Entry: Sendable {
    var posted: Int64
    /// `max` where the ad names no place.
    var place: UInt32
    var fingerprint: UInt64
    var contacts: Range<Int>
    var line: Range<Int>
  }

  private let entries: [Entry]
  private let contacts: [UInt64]
  /// For people.
  private let names: [String]
  /// By what `PlaceIndex.key` makes of their spellings.
  private let numbers: [[UInt8]: Int]

  fileprivate init(
    entries: [Entry], contacts: [UInt64], places: [String], names: [String],
    numbers: [[UInt8]: Int]
  ) {
    func name(_ place: UInt32) -> String { place == .max ? "" : places[Int(place)] }
    self.contacts = contacts
    self.names = names
    self.numbers = numbers
    self.entries = entries.sorted { left, right in
      if left.posted != right.posted { return left.posted < right.posted }
      if left.fingerprint != right.fingerprint { return left.fingerprint < right.fingerprint }
      if left.place != right.place { return name(left.place) < name(right.place) }
      return contacts[left.contacts].lexicographicallyPrecedes(contacts[right.contacts])
    }
  }

  /// When the first and the last were posted; nil of none.
  package var period: ClosedRange<Instant>? {
    guard let first = entries.first, let last = entries.last else { return nil }
    return Instant(milliseconds: first.posted)...Instant(milliseconds: last.posted)
  }

  /// How many there are.
  package var count: Int { entries.count }

  /// Where the lines of ads were put aside: from the ad of that number on, those that were posted
  /// before `moment`.
  package func lines(from first: Int, before moment: Instant) -> [Range<Int>] {
    entries[first...].prefix { $0.posted < moment.milliseconds }.map(\.line)
  }

  func posted(_ number: Int) -> Instant { Instant(milliseconds: entries[number].posted) }

  func fingerprint(_ number: Int) -> UInt64 { entries[number].fingerprint }

  func contacts(_ number: Int) -> ArraySlice<UInt64> { contacts[entries[number].contacts] }

  /// Nil where the ad names no place.
  func place(_ number: Int) -> Int? {
    entries[number].place == .max ? nil : Int(entries[number].place)
  }

  /// The name of a place: that of its definition, else as its earliest ad writes it.
  func placeName(_ place: Int) -> String { names[place] }

  /// The same of a place as an ad writes it.
  package func placeName(_ spelling: String) -> String {
    numbers[PlaceIndex.key(Array(spelling.utf8))].map { names[$0] } ?? spelling
  }
}
