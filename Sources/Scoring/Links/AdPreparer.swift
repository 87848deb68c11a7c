package import Model
internal import RulePacks

/// A scanned document as the queue takes it in.
package struct ScannedAd {
  /// Of its normalised text and matched rules.
  package var fingerprint: UInt64
  /// The document's id.
  package var id: String
  /// Index into the batch's sources.
  package var source: Int
  /// Its line or record there.
  package var position: Int
  /// When it was posted.
  package var posted: Instant?
  /// Where, as the record states it.
  package var place: String?
  /// The record's own category, or what else says what kind of ad it is.
  package var category: String?
  /// Ordered by rule.
  package var matches: [Match]
  /// In any order.
  package var identifiers: [Identifier]
  /// How many rules could not be finished on it.
  package var incompleteCount: Int

  /// Takes the parts as they are.
  package init(
    fingerprint: UInt64, id: String, source: Int, position: Int,
    posted: Instant?, place: String?, category: String?, matches: [Match],
    identifiers: [Identifier], incompleteCount: Int = 0
  ) {
    self.fingerprint = fingerprint
    self.id = id
    self.source = source
    self.position = position
    self.posted = posted
    self.place = place
    self.category = category
    self.matches = matches
    self.identifiers = identifiers
    self.incompleteCount = incompleteCount
  }
}

/// The ads of one batch on their way to a `QueueMaker`.
package struct PreparedAds: Sendable {
  /// Offsets count from the start of `lines` and `notes`; places, sources and sketches are those of
  /// the batch.
  var records: [AdRecord] = []
  var facts: [TextFact] = []
  var sketches: [UInt8] = []
  var places: [String] = []
  var lines: [UInt8] = []
  var notes: [UInt8] = []
  /// Ads that were left out because they were posted on or after the date asked for.
  package private(set) var laterCount = 0
  /// Ads that were left out because nobody can say whether they were posted before it.
  package private(set) var undatedCount = 0

  /// Counts `ad` as left out, if it is not known to have been posted before `date`.
  fileprivate mutating func leavesOut(_ ad: ScannedAd, before date: Instant?) -> Bool {
    guard let date else { return false }
    guard let posted = ad.posted else {
      undatedCount += 1
      return true
    }
    if posted < date { return false }
    laterCount += 1
    return true
  }

  /// No ads.
  package init() {}
}

/// One worker's share of linking: reads off each ad what links it to others. Never shared.
package final class AdPreparer {
  private let scorer: Scorer
  private let asOf: Instant?
  private let floor: QueueFloor
  private let reach: LinkReach
  private let links: Bool
  private let onePerText: Bool
  private let labour: LinkTable.Category
  private let sex: LinkTable.Category
  private var sketcher = Sketcher()
  private var contacts: [AdNotes.Contact] = []
  /// The wording of the ad at hand.
  private var text: [UInt8] = []
  /// What categories say, by their text: most dumps have few.
  private var flagsOfCategory: [String: AdRecord.Flags] = [:]
  /// The regions of places, by their text; nil where they name none.
  private var regionsOfPlaces: [String: String?] = [:]
  private static let knownTexts = 4096
  /// Texts whose sketch and facts are on their way already, by the low bits of their fingerprints.
  private var seen = [SeenText](repeating: SeenText(), count: 1 << 15)

  /// A text that was met.
  private struct SeenText {
    var fingerprint: UInt64 = 0
    /// The first of its ads by id, as far as known here, whose line was put aside; nil where none was.
    var first: (id: String, total: Int64, counted: Int64)?
  }

  /// - Parameters:
  ///   - scorer: the one of the run.
  ///   - asOf: if set, only ads that are known to have been posted before it are taken, so that
  ///     nothing is computed from what came later.
  ///   - floor: what ads must be able to reach for their lines to be put aside.
  ///   - links: whether to read what links ads at all.
  ///   - onePerText: whether the queue shows one ad of a text at most, so that the lines of the others
  ///     need not be put aside.
  package init(
    _ scorer: Scorer, asOf: Instant?, floor: QueueFloor = QueueFloor(), links: Bool = true,
    onePerText: Bool = false
  ) {
    self.scorer = scorer
    self.asOf = asOf
    self.floor = floor
    reach = links ? LinkReach(scorer.table.links) : .none
    self.links = links
    self.onePerText = onePerText
    labour = scorer.table.links.labour
    sex = scorer.table.links.sex
  }

  /// Adds `ad` to `batch`, unless it is left out for its date.
  ///
  /// - Parameters:
  ///   - line: appends the ad's line of findings, without a line feed; called only where it is needed.
  ///   - wording: appends the ad's normalised title and text with contacts blanked out; called only
  ///     where it is needed.
  package func prepare(
    _ ad: ScannedAd, into batch: inout PreparedAds, line: (inout [UInt8]) -> Void,
    wording: (inout [UInt8]) -> Void
  ) {
    if batch.leavesOut(ad, before: asOf) { return }
    var outline = scorer.outline(ad.matches)
    outline.incompleteCount = ad.incompleteCount
    let totals = scorer.totals(outline)
    if links { readContacts(ad.identifiers) }
    var record = AdRecord(
      fingerprint: ad.fingerprint, posted: ad.posted?.milliseconds ?? AdRecord.unknown,
      offset: UInt64(batch.lines.count), notesOffset: UInt64(batch.notes.count),
      total: Int64(totals.total.thousandths), counted: Int64(totals.counted.thousandths),
      headCount: 0, notesCount: 0, place: 0, sketch: AdRecord.none, origin: UInt32(ad.source),
      flags: category(ad, outline))
    if totals.isMinor { record.flags.insert(.minor) }
    if !contacts.isEmpty { record.flags.insert(.contact) }
    let slot = Int(truncatingIfNeeded: ad.fingerprint & UInt64(seen.count - 1))
    let isKnown = seen[slot].fingerprint == ad.fingerprint && ad.fingerprint != 0
    if !isKnown { seen[slot] = SeenText(fingerprint: ad.fingerprint) }
    if mayBeShown(record, id: ad.id, seen[slot]) {
      seen[slot].first = (ad.id, record.total, record.counted)
      line(&batch.lines)
      batch.lines.removeLast()
      AdNotes.write(id: ad.id, position: ad.position, outline, contacts, to: &batch.notes)
      record.headCount = UInt32(batch.lines.count - Int(record.offset))
      record.notesCount = UInt32(batch.notes.count - Int(record.notesOffset))
    }
    let place = ad.place.flatMap { $0.utf8.contains(where: { $0 > 0x20 }) ? $0 : nil }
    if links {
      addLinks(of: ad, at: place, isKnown: isKnown, to: &record, &batch, wording)
    } else if place != nil {
      record.place = 1
    }
    batch.records.append(record)
  }

  /// Whether the queue may show the ad, whatever comes later.
  private func mayBeShown(_ ad: AdRecord, id: String, _ text: SeenText) -> Bool {
    let most = contacts.isEmpty ? reach.alone : reach.withContacts
    guard scorer.priority(of: ad, with: most) >= floor.priority else { return false }
    // Copies share cluster and links: of two with one score the one with the smaller id is shown.
    // They share the family that the law puts first, because they share the matched rules.
    guard onePerText, let first = text.first, first.total == ad.total, first.counted == ad.counted
    else { return true }
    return !first.id.utf8.lexicographicallyPrecedes(id.utf8)
  }

  /// Adds what may link the ad to others.
  ///
  /// - Parameter isKnown: whether an ad of the same text has brought what the text states.
  private func addLinks(
    of ad: ScannedAd, at place: String?, isKnown: Bool, to record: inout AdRecord,
    _ batch: inout PreparedAds, _ wording: (inout [UInt8]) -> Void
  ) {
    if let place {
      batch.places.append(place)
      record.place = UInt32(batch.places.count)
      if isElsewhere(from: place) { record.flags.insert(.elsewhere) }
    }
    if isKnown { return }
    addFacts(ad, to: &batch)
    text.removeAll(keepingCapacity: true)
    wording(&text)
    let number = batch.sketches.count / Sketcher.byteCount
    if sketcher.sketch(text, to: &batch.sketches) { record.sketch = UInt32(number) }
  }

  /// Whether the ad's telephone numbers were all issued in other regions than the place's.
  private func isElsewhere(from place: String) -> Bool {
    let phones = contacts.prefix { $0.kind == .phone }
    guard !phones.isEmpty, let named = region(of: place) else { return false }
    return phones.allSatisfy { AreaCodes.region(ofE164: $0.value).map { $0 != named } ?? false }
  }

  private func region(of place: String) -> String? {
    if let known = regionsOfPlaces[place] { return known }
    if regionsOfPlaces.count >= Self.knownTexts { regionsOfPlaces.removeAll() }
    let region = AreaCodes.region(ofPlace: place)
    regionsOfPlaces[place] = region
    return region
  }

  /// The ad's contacts by kind and value, each once, into `contacts`.
  private func readContacts(_ identifiers: [Identifier]) {
    contacts.removeAll(keepingCapacity: true)
    for identifier in identifiers {
      let kind: TextFact.Kind
      var platform: String?
      let value: String
      switch identifier.value {
      case .phone(let number, _): (kind, value) = (.phone, number)
      case .email(let address, _): (kind, value) = (.email, address)
      case .handle(let name, let text): (kind, platform, value) = (.handle, name, text)
      case .wallet(let name, let text): (kind, platform, value) = (.wallet, name, text)
      case .payment(let name, let text): (kind, platform, value) = (.payment, name, text)
      default: continue
      }
      let seed = UInt64(kind.rawValue + 1)
      let hash = Hash64.ofContact(platform, value, seed: seed)
      contacts.append(
        AdNotes.Contact(kind: kind, hash: hash, platform: platform, value: value))
    }
    guard contacts.count > 1 else { return }
    contacts.sort {
      ($0.kind.rawValue, $0.value, $0.platform ?? "") < (
        $1.kind.rawValue, $1.value, $1.platform ?? ""
      )
    }
    var last = 0
    for next in contacts.indices.dropFirst() where contacts[next].hash != contacts[last].hash {
      last += 1
      contacts[last] = contacts[next]
    }
    contacts.removeLast(contacts.count - last - 1)
  }

  private func addFacts(_ ad: ScannedAd, to batch: inout PreparedAds) {
    func add(_ kind: TextFact.Kind, _ value: UInt64) {
      batch.facts.append(TextFact(text: ad.fingerprint, value: value, kind: kind.rawValue))
    }
    for contact in contacts { add(contact.kind, contact.hash) }
    for identifier in ad.identifiers {
      switch identifier.value {
      case .age(let years, _): add(.age, UInt64(max(0, years)))
      case .name(let name): add(.name, Hash64.of(name.lowercased().utf8))
      case .price(let price):
        if let code = PriceCode.code(cents: price.cents, currency: price.currency) {
          add(.price, code)
        }
      default: break
      }
    }
  }

  /// What the words of a category say; nothing where they say both.
  private func flags(ofCategory category: String) -> AdRecord.Flags {
    if let known = flagsOfCategory[category] { return known }
    let words = category.lowercased()
    let isLabour = labour.words.contains { words.contains($0) }
    let isSex = sex.words.contains { words.contains($0) }
    let flags: AdRecord.Flags = isLabour == isSex ? [] : isLabour ? .labour : .sex
    if flagsOfCategory.count >= Self.knownTexts { flagsOfCategory.removeAll() }
    flagsOfCategory[category] = flags
    return flags
  }

  /// By the record's category; where it has none or it says nothing, by the families that matched.
  private func category(_ ad: ScannedAd, _ outline: ScoreOutline) -> AdRecord.Flags {
    if let category = ad.category {
      let flags = flags(ofCategory: category)
      if !flags.isEmpty { return flags }
    }
    let forLabour = outline.sums.count { labour.families.contains($0.family) }
    let forSex = outline.sums.count { sex.families.contains($0.family) }
    return forLabour > forSex ? .labour : forSex > forLabour ? .sex : []
  }
}
