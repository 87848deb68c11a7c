internal import Model
internal import RulePacks

/// What is known of one contact inside a cluster.
struct ContactSummary {
  var kind: TextFact.Kind
  var hash: UInt64
  /// False for hubs, and for contacts that are not followed from a text.
  var isFollowed: Bool
  /// Distinct texts.
  var texts: Int
  var activity: Activity
  /// What its texts state.
  var stated: StatedFacts
  /// Kinds of its ads.
  var categories: AdRecord.Flags
  /// The most places, and in how many days, for each of the spans asked for.
  var places: [(places: Int, days: Int)]

  /// How `why` calls it.
  var noun: String {
    switch kind {
    case .phone: "number"
    case .email: "e-mail address"
    case .handle: "account"
    case .wallet: "wallet"
    case .payment: "payment account"
    case .age, .name, .price: "contact"
    }
  }
}

/// Judges the links of one text by the signals of `scoring.yml`.
struct LinkSignals {
  /// The spans of days that signals ask for, ascending.
  let spans: [Int]
  private let cap: Points
  private let signals: [Signal]
  /// Ids in the order in which they first stand in the table.
  private let ids: [String]

  /// A signal in numbers, so that judging a text copies no strings.
  private struct Signal {
    /// Index into `ids`.
    var id: Int
    var measure: LinkTable.Measure
    var atLeast: Int
    /// Index into `spans`; -1 for none.
    var span: Int
    var points: Points
  }

  init(_ table: LinkTable) {
    let spans = Set(
      table.signals.filter { $0.measure == .contactPlaces }.map(\.withinDays)
    ).sorted()
    var ids: [String] = []
    signals = table.signals.map { signal in
      let id = ids.firstIndex(of: signal.id) ?? ids.count
      if id == ids.count { ids.append(signal.id) }
      return Signal(
        id: id, measure: signal.measure, atLeast: signal.atLeast,
        span: spans.firstIndex(of: signal.withinDays) ?? -1, points: signal.points)
    }
    self.spans = spans
    self.ids = ids
    cap = table.cap
  }

  /// What holds, in the order in which ids first stand in the table; together at most the cap.
  ///
  /// - Parameters:
  ///   - ads: the text's copies.
  ///   - contacts: those of the cluster.
  ///   - own: indices of those that the text states; only such as are followed count.
  func contributions(
    ads: ArraySlice<AdRecord>, contacts: [ContactSummary], own: ArraySlice<UInt32>,
    template: TemplateSpread?
  ) -> [LinkContribution] {
    if own.isEmpty && template == nil { return [] }
    var found: [(signal: Signal, reason: LinkContribution.Reason)] = []
    for signal in signals {
      let place = found.firstIndex { $0.signal.id == signal.id }
      if let place, found[place].signal.points >= signal.points { continue }
      guard let reason = reason(signal, ads, contacts, own, template) else { continue }
      if let place { found[place] = (signal, reason) } else { found.append((signal, reason)) }
    }
    found.sort { $0.signal.id < $1.signal.id }
    var room = cap
    return found.map { signal, reason in
      let points = min(signal.points, room)
      room = room - points
      return LinkContribution(id: ids[signal.id], points: points, reason: reason)
    }
  }

  private func reason(
    _ signal: Signal, _ ads: ArraySlice<AdRecord>, _ contacts: [ContactSummary],
    _ own: ArraySlice<UInt32>, _ template: TemplateSpread?
  ) -> LinkContribution.Reason? {
    switch signal.measure {
    case .contactPlaces:
      guard signal.span >= 0 else { return nil }
      func seen(_ contact: Int) -> (places: Int, days: Int) {
        contacts[contact].places[signal.span]
      }
      let most = Self.most(contacts, own) { left, right in
        let (left, right) = (seen(left), seen(right))
        return left.places != right.places ? left.places > right.places : left.days < right.days
      }
      guard let most, seen(most).places >= signal.atLeast else { return nil }
      return .places(
        contact: contacts[most].noun, places: seen(most).places, days: seen(most).days)
    case .contactNames:
      let most = Self.most(contacts, own) {
        contacts[$0].stated.names > contacts[$1].stated.names
      }
      guard let most, contacts[most].stated.names >= signal.atLeast else { return nil }
      return .names(contact: contacts[most].noun, contacts[most].stated.names)
    case .contactCategories:
      let both: AdRecord.Flags = [.labour, .sex]
      guard
        let contact = own.lazy.map(Int.init).first(where: {
          contacts[$0].isFollowed && contacts[$0].categories.isSuperset(of: both)
        })
      else { return nil }
      return .workAndSex(contact: contacts[contact].noun)
    case .templateClusters:
      guard let template, template.clusters >= signal.atLeast else { return nil }
      return .wordingOfContacts(template.clusters)
    case .templatePlaces:
      guard let template, template.places >= signal.atLeast else { return nil }
      return .wordingInPlaces(template.places)
    case .numberElsewhere:
      guard ads.count(where: { $0.flags.contains(.elsewhere) }) >= signal.atLeast else {
        return nil
      }
      return .numberElsewhere
    }
  }

  /// Of the contacts in `own` that are followed the first one by `precedes`, of equal ones that of
  /// the smallest hash.
  private static func most(
    _ contacts: [ContactSummary], _ own: ArraySlice<UInt32>, _ precedes: (Int, Int) -> Bool
  ) -> Int? {
    var best: Int?
    for contact in own.lazy.map(Int.init) where contacts[contact].isFollowed {
      // Contacts come by hash, so of equal ones the first stays.
      if let best, !precedes(contact, best) { continue }
      best = contact
    }
    return best
  }
}
