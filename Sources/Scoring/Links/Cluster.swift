internal import Model

/// The ads of one cluster with what links them, as far as the queue shows it.
struct Cluster {
  /// One text and its copies.
  struct Text {
    /// Copies, in no order that means anything.
    var ads: [AdRecord]
    /// Indices into `contacts`, ascending.
    var contacts: [Int]
    /// Index of the text's first fact and the one behind its last.
    fileprivate var facts: Range<Int>
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
  init(ads: [AdRecord], facts: [TextFact], _ context: Context) {
    activity = Activity(ads.map(\.sighting))
    categories = Self.categories(of: ads)
    stated = StatedFacts(facts)
    gatherTexts(ads, facts)
    gatherContacts(facts, context)
  }

  /// 16 hexadecimal digits that stay the same as long as the cluster's first contact does: the
  /// smallest hash of a contact that is followed, or the fingerprint where there is none.
  var id: UInt64 {
    contacts.lazy.filter(\.isFollowed).map(\.hash).min() ?? texts[0].ads[0].fingerprint
  }

  private mutating func gatherTexts(_ ads: [AdRecord], _ facts: [TextFact]) {
    var fact = 0
    for ad in ads {
      if texts.last?.ads.first?.text == ad.text {
        texts[texts.count - 1].ads.append(ad)
        continue
      }
      let first = fact
      while fact < facts.count, facts[fact].text == UInt64(ad.text) { fact += 1 }
      texts.append(Text(ads: [ad], contacts: [], facts: first..<fact))
    }
  }

  /// One contact on the way to its summary.
  private struct Draft {
    var kind: TextFact.Kind
    var isFollowed: Bool
    var texts: [Int] = []
  }

  private mutating func gatherContacts(_ facts: [TextFact], _ context: Context) {
    var drafts: [UInt64: Draft] = [:]
    for (number, text) in texts.enumerated() {
      for fact in facts[text.facts] {
        guard let kind = TextFact.Kind(rawValue: fact.kind), kind.isContact else { continue }
        var draft = drafts[fact.value] ?? Draft(kind: kind, isFollowed: false)
        let cut = ContactGraph.Cut(text: UInt32(fact.text), contact: fact.value)
        if context.hubs[fact.value] == nil && !context.cuts.contains(cut) {
          draft.isFollowed = true
        }
        draft.texts.append(number)
        drafts[fact.value] = draft
      }
    }
    for (hash, draft) in drafts.sorted(by: { $0.key < $1.key }) {
      for text in draft.texts { texts[text].contacts.append(contacts.count) }
      contacts.append(summary(hash, draft, facts, context))
    }
  }

  private func summary(
    _ hash: UInt64, _ draft: Draft, _ facts: [TextFact], _ context: Context
  ) -> ContactSummary {
    let standsInAll = draft.texts.count == texts.count
    let ads = standsInAll ? [] : draft.texts.flatMap { texts[$0].ads }
    let activity = standsInAll ? activity : Activity(ads.map(\.sighting))
    let stated =
      standsInAll
      ? stated : StatedFacts(draft.texts.lazy.flatMap { facts[texts[$0].facts] })
    return ContactSummary(
      kind: draft.kind, hash: hash, isFollowed: draft.isFollowed, texts: draft.texts.count,
      activity: activity, stated: stated,
      categories: standsInAll ? categories : Self.categories(of: ads),
      places: context.spans.map { activity.mostPlaces(within: $0) })
  }

  private static func categories(of ads: [AdRecord]) -> AdRecord.Flags {
    ads.reduce(into: []) { $0.formUnion($1.flags.intersection([.labour, .sex])) }
  }
}

extension AdRecord {
  /// Where and when.
  var sighting: Activity.Sighting { Activity.Sighting(posted: posted, place: place) }
}
