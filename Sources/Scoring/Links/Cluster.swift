internal import Model

/// The ads of one cluster with what links them, as far as the queue shows it.
///
/// One contact may stand in hundreds of thousands of ads, so a text takes a few dozen bytes here, and
/// ads and facts are those of the chunk, not copies.
struct Cluster {
  /// One text and its copies.
  struct Text {
    /// Indices into the cluster's ads.
    fileprivate var ads: Range<Int>
    /// Indices into the cluster's facts.
    fileprivate var facts: Range<Int>
    /// Indices into `contactNumbers`.
    fileprivate var contacts = 0..<0
  }

  /// By fingerprint.
  private(set) var texts: [Text] = []
  /// By hash; those that are not followed too.
  private(set) var contacts: [ContactSummary] = []
  private(set) var activity: Activity
  /// What its texts state.
  private(set) var stated: StatedFacts
  /// Kinds of ads.
  private(set) var categories: AdRecord.Flags
  /// By text; copies in no order that means anything.
  private let ads: ArraySlice<AdRecord>
  /// By text, then by kind and value.
  private let facts: ArraySlice<TextFact>
  /// Text by text the indices of its contacts into `contacts`, ascending.
  private var contactNumbers: [UInt32] = []

  /// What depends on all clusters.
  struct Context {
    var hubs: [UInt64: Hub]
    var cuts: Set<ContactGraph.Cut>
    /// Spans of days for which places of contacts are counted.
    var spans: [Int]
  }

  /// - Parameters:
  ///   - ads: ordered by text; at least one.
  ///   - facts: ordered by text, then by kind and value.
  init(ads: ArraySlice<AdRecord>, facts: ArraySlice<TextFact>, _ context: Context) {
    self.ads = ads
    self.facts = facts
    activity = Activity(ads.lazy.map(\.sighting))
    categories = Self.categories(of: ads)
    stated = StatedFacts(facts)
    gatherTexts()
    gatherContacts(context)
  }

  /// 16 hexadecimal digits that stay the same as long as the cluster's first contact does: the
  /// smallest hash of a contact that is followed, or the fingerprint where there is none.
  var id: UInt64 {
    contacts.lazy.filter(\.isFollowed).map(\.hash).min() ?? ads[ads.startIndex].fingerprint
  }

  /// The copies of a text: at least one, in no order that means anything.
  func ads(of text: Text) -> ArraySlice<AdRecord> { ads[text.ads] }

  /// Indices of a text's contacts into `contacts`, ascending.
  func contacts(of text: Text) -> ArraySlice<UInt32> { contactNumbers[text.contacts] }

  /// The contact of a text that has this hash.
  func contact(_ hash: UInt64, of text: Text) -> ContactSummary? {
    let own = contacts(of: text)
    var (low, high) = (own.startIndex, own.endIndex)
    while low < high {
      let middle = (low + high) / 2
      if contacts[Int(own[middle])].hash < hash { low = middle + 1 } else { high = middle }
    }
    guard low < own.endIndex, contacts[Int(own[low])].hash == hash else { return nil }
    return contacts[Int(own[low])]
  }

  private mutating func gatherTexts() {
    var fact = facts.startIndex
    var ad = ads.startIndex
    while ad < ads.endIndex {
      let number = ads[ad].text
      let firstAd = ad
      while ad < ads.endIndex, ads[ad].text == number { ad += 1 }
      let firstFact = fact
      while fact < facts.endIndex, facts[fact].text == UInt64(number) { fact += 1 }
      texts.append(Text(ads: firstAd..<ad, facts: firstFact..<fact))
    }
  }

  /// One contact on the way to its summary.
  private struct Draft {
    var hash: UInt64
    var kind: TextFact.Kind
    var isFollowed = false
    /// Indices into `texts`.
    var texts: [UInt32] = []
    /// Index into `contacts`, once all are known.
    var number: UInt32 = 0

    mutating func add(text: Int, isFollowed: Bool) {
      texts.append(UInt32(text))
      if isFollowed { self.isFollowed = true }
    }
  }

  private mutating func gatherContacts(_ context: Context) {
    var drafts: [UInt64: Draft] = [:]
    for (number, text) in texts.enumerated() {
      for fact in facts[text.facts] {
        guard let kind = TextFact.Kind(rawValue: fact.kind), kind.isContact else { continue }
        let cut = ContactGraph.Cut(text: UInt32(fact.text), contact: fact.value)
        let isFollowed = context.hubs[fact.value] == nil && !context.cuts.contains(cut)
        drafts[fact.value, default: Draft(hash: fact.value, kind: kind)]
          .add(text: number, isFollowed: isFollowed)
      }
    }
    let sorted = drafts.values.sorted { $0.hash < $1.hash }
    for (number, draft) in sorted.enumerated() { drafts[draft.hash]?.number = UInt32(number) }
    for index in texts.indices {
      let start = contactNumbers.count
      contactNumbers += facts[texts[index].facts].lazy.filter(\.isContact).compactMap {
        drafts[$0.value]?.number
      }
      texts[index].contacts = start..<contactNumbers.count
      contactNumbers[start...].sort()
    }
    contacts = sorted.map { summary($0, context) }
  }

  private func summary(_ draft: Draft, _ context: Context) -> ContactSummary {
    let standsInAll = draft.texts.count == texts.count
    let own = draft.texts.lazy.map { texts[Int($0)] }
    let ads = own.flatMap { self.ads[$0.ads] }
    let activity = standsInAll ? activity : Activity(ads.map(\.sighting))
    return ContactSummary(
      kind: draft.kind, hash: draft.hash, isFollowed: draft.isFollowed, texts: draft.texts.count,
      activity: activity,
      stated: standsInAll ? stated : StatedFacts(own.flatMap { facts[$0.facts] }),
      categories: standsInAll ? categories : Self.categories(of: ads),
      places: context.spans.map { activity.mostPlaces(within: $0) })
  }

  private static func categories(of ads: some Sequence<AdRecord>) -> AdRecord.Flags {
    ads.reduce(into: []) { $0.formUnion($1.flags.intersection([.labour, .sex])) }
  }
}

extension AdRecord {
  /// Where and when.
  var sighting: Activity.Sighting { Activity.Sighting(posted: posted, place: place) }
}
