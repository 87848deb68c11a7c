internal import Model
internal import RulePacks

/// The most points that links can add to an ad, before anything is known of other ads.
struct LinkReach: Sendable {
  /// To an ad with a contact.
  let withContacts: Points
  /// To an ad without: only its template can add any.
  let alone: Points

  /// Of ads that are not linked.
  static let none = LinkReach(withContacts: .zero, alone: .zero)

  private init(withContacts: Points, alone: Points) {
    self.withContacts = withContacts
    self.alone = alone
  }

  init(_ table: LinkTable) {
    withContacts = Self.most(table, table.signals)
    alone = Self.most(
      table,
      table.signals.filter {
        switch $0.measure {
        case .templateClusters, .templatePlaces: true
        case .contactPlaces, .contactNames, .contactCategories, .numberElsewhere: false
        }
      })
  }

  /// Of several signals with one id, one counts.
  private static func most(_ table: LinkTable, _ signals: [LinkTable.Signal]) -> Points {
    let points = Dictionary(signals.map { ($0.id, $0.points) }, uniquingKeysWith: max)
    return min(table.cap, points.values.reduce(.zero, +))
  }
}
