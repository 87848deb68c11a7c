internal import Model

/// Counts ads one by one, in any order, into a panel. Used by one thread at a time.
///
/// Memory follows the distinct sightings of texts and contacts (16 bytes each), not the ads.
package final class SeriesBuilder {
  /// Ads that were counted.
  package private(set) var countedAds = 0
  /// Ads without a place.
  package private(set) var placelessAds = 0
  /// Ads outside all periods that are asked about.
  package private(set) var outsideAds = 0
  /// The words of the event periods.
  package let terms: TermCollector

  /// Places beyond these, by number of ads, are taken together.
  private static let placeLimit = 1000

  let definitions: EventDefinitions
  private let index: PlaceIndex
  private let horizon: ClosedRange<Int>
  private var cells: [UInt32: Int] = [:]
  private var cellKeys: [UInt32] = []
  private var ads: [Int32] = []
  private var families: [String: Int] = [:]
  private var familyCounts: [[Int32]] = []
  private var texts = SightingList()
  private var contacts = SightingList()
  private var ages: [UInt64: Int32] = [:]
  private var prices: [String: [UInt64: Int32]] = [:]
  private var knowsFar = false

  /// - Parameter definitions: at least one event.
  package init(_ definitions: EventDefinitions) {
    self.definitions = definitions
    index = PlaceIndex(definitions)
    terms = TermCollector(definitions)
    let spans = definitions.events.filter(\.isAsked).map {
      EventPeriods($0, in: "UTC", definitions: definitions).span
    }
    // A day more either side for time zones; weeks more for contacts' history and what came after.
    let first = (spans.map(\.lowerBound.number).min() ?? 0) - Self.historyDays - 1
    let last = (spans.map(\.upperBound.number).max() ?? 0) + Self.historyDays + 1
    let days = 0...Int(UInt16.max)
    horizon = (first...max(first, last)).clamped(to: days)
  }

  /// Days of data before the first baseline that tell whether a contact is new.
  static let historyDays = 28

  /// Counts an ad.
  ///
  /// - Parameter fingerprint: asked for the fingerprint of ads that may serve as examples.
  package func add(_ ad: AdRecord, fingerprint: () -> UInt64?) {
    guard !ad.place.isEmpty else {
      placelessAds += 1
      return
    }
    let place = index.number(ad.place)
    let day = index.day(of: ad.posted, at: place)
    guard horizon.contains(day.number) else {
      outsideAds += 1
      return
    }
    countedAds += 1
    let cell = cell(place, day.number)
    ads[cell] += 1
    for family in ad.families { count(family, cell) }
    let (day16, place16) = (UInt16(day.number), UInt16(place))
    let hash = TextHash.of(ad.text)
    texts.append(Sighting(hash: hash, day: day16, place: place16, isFar: false))
    for contact in ad.contacts {
      let isFar = contact.areaCode.flatMap { index.isFar(areaCode: $0, from: place) }
      if isFar != nil { knowsFar = true }
      contacts.append(
        Sighting(hash: contact.hash, day: day16, place: place16, isFar: isFar ?? false))
    }
    let key = UInt64(place) << 48 | UInt64(day.number) << 32
    for age in ad.ages { ages[key | UInt64(age), default: 0] += 1 }
    if let price = ad.hourPrice {
      prices[price.currency, default: [:]][key | UInt64(price.amount), default: 0] += 1
    }
    terms.add(
      ad.text, hash: hash, place: index.places[place].id, day: day, fingerprint: fingerprint)
  }

  private func cell(_ place: Int, _ day: Int) -> Int {
    let key = UInt32(place) << 16 | UInt32(day)
    if let known = cells[key] { return known }
    cells[key] = ads.count
    cellKeys.append(key)
    ads.append(0)
    return ads.count - 1
  }

  private func count(_ family: String, _ cell: Int) {
    let number: Int
    if let known = families[family] {
      number = known
    } else {
      number = families.count
      families[family] = number
      familyCounts.append([])
    }
    if familyCounts[number].count <= cell {
      familyCounts[number] += repeatElement(0, count: ads.count - familyCounts[number].count)
    }
    familyCounts[number][cell] += 1
  }

  /// The panel of everything counted; nil where nothing was. The builder is empty afterwards.
  package func finish() -> Panel? {
    let days = cellKeys.map { Int($0 & 0xFFFF) }
    guard let first = days.min(), let last = days.max() else { return nil }
    let axis = TimeAxis(
      .daily, from: CalendarDay(number: first), through: CalendarDay(number: last))
    let numbers = keptNumbers()
    var assembler = PanelAssembler(
      axis: axis, places: numbers.places, numbers: numbers.mapping, firstDay: first)
    let covered = assembler.addCounts(cellKeys, ads)
    for (name, number) in families.sorted(by: { $0.key < $1.key }) {
      assembler.addRate(.family(name), cellKeys, familyCounts[number], ads)
    }
    assembler.addTexts(texts.takeSorted())
    assembler.addContacts(
      contacts.takeSorted(), knowsFar: knowsFar,
      hosts: Set(definitions.events.flatMap(\.places)))
    assembler.addDistribution(.ages, ages)
    for (currency, counts) in prices.sorted(by: { $0.key < $1.key }) {
      assembler.addDistribution(.prices(currency), counts)
    }
    return assembler.finish(coverage: covered)
  }

  /// Defined places and the largest others keep their own numbers; the rest share one.
  private func keptNumbers() -> (places: [Place], mapping: [Int]) {
    var totals = [Int](repeating: 0, count: index.places.count)
    for (cell, key) in cellKeys.enumerated() { totals[Int(key >> 16)] += Int(ads[cell]) }
    let seen = totals.indices.filter { totals[$0] > 0 || index.places[$0].isDefined }
    let ranked = seen.sorted { left, right in
      let (isLeft, isRight) = (index.places[left].isDefined, index.places[right].isDefined)
      if isLeft != isRight { return isLeft }
      return totals[left] != totals[right] ? totals[left] > totals[right] : left < right
    }
    let defined = ranked.count { index.places[$0].isDefined }
    let kept = ranked.prefix(max(defined, Self.placeLimit)).sorted {
      index.places[$0].id < index.places[$1].id
    }
    var places = kept.map { index.places[$0] }
    var mapping = [Int](repeating: kept.count, count: index.places.count)
    for (number, old) in kept.enumerated() { mapping[old] = number }
    if kept.count < seen.count {
      places.append(Place(id: "other-places", name: "Other places", isDefined: false))
    }
    return (places, mapping)
  }
}
