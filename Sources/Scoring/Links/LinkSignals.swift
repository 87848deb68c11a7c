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
  /// Distinct names that its ads offer.
  var names: Int
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
  let table: LinkTable
  /// The spans of days that signals ask for, ascending.
  let spans: [Int]

  init(_ table: LinkTable) {
    self.table = table
    spans = Set(table.signals.filter { $0.measure == .contactPlaces }.map(\.withinDays)).sorted()
  }

  /// What holds, in the order in which ids first stand in the table; together at most the cap.
  ///
  /// - Parameters:
  ///   - ads: the text's copies.
  ///   - contacts: those of the text that are followed.
  func contributions(
    ads: [AdRecord], contacts: [ContactSummary], template: TemplateSpread?
  ) -> [LinkContribution] {
    var result: [LinkContribution] = []
    for signal in table.signals {
      guard let reason = reason(signal, ads, contacts, template) else { continue }
      let contribution = LinkContribution(id: signal.id, points: signal.points, reason: reason)
      if let place = result.firstIndex(where: { $0.id == signal.id }) {
        if result[place].points < signal.points { result[place] = contribution }
      } else {
        result.append(contribution)
      }
    }
    var room = table.cap
    for place in result.indices {
      result[place].points = min(result[place].points, room)
      room = room - result[place].points
    }
    return result
  }

  private func reason(
    _ signal: LinkTable.Signal, _ ads: [AdRecord], _ contacts: [ContactSummary],
    _ template: TemplateSpread?
  ) -> LinkContribution.Reason? {
    switch signal.measure {
    case .contactPlaces:
      guard let span = spans.firstIndex(of: signal.withinDays) else { return nil }
      let seen = contacts.map { ($0, $0.places[span]) }
      guard
        let most = seen.max(by: { left, right in
          left.1.places != right.1.places
            ? left.1.places < right.1.places
            : left.1.days != right.1.days
              ? left.1.days > right.1.days : left.0.hash > right.0.hash
        }), most.1.places >= signal.atLeast
      else { return nil }
      let (places, days) = most.1
      return .places(contact: most.0.noun, places: places, days: days)
    case .contactNames:
      guard let most = Self.most(contacts, \.names), most.names >= signal.atLeast else {
        return nil
      }
      return .names(contact: most.noun, most.names)
    case .contactCategories:
      let both: AdRecord.Flags = [.labour, .sex]
      guard let contact = contacts.first(where: { $0.categories.isSuperset(of: both) }) else {
        return nil
      }
      return .workAndSex(contact: contact.noun)
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

  private static func most(
    _ contacts: [ContactSummary], _ count: (ContactSummary) -> Int
  ) -> ContactSummary? {
    contacts.max {
      count($0) != count($1) ? count($0) < count($1) : $0.hash > $1.hash
    }
  }
}
