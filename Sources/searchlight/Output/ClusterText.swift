import Foundation
import Model
import Scoring

/// One cluster, or one template, as text for people: places, days, contacts, items, wording.
struct ClusterText {
  /// What is shown of a line of the queue.
  private struct Item: Decodable {
    struct Links: Decodable {
      var cluster: String
      var ads: Int
      var texts: Int
      var contacts: Int
      var placeCount: Int
      var places: [String]
      var placesWithin: [String: Int]
      var daysActive: Int
      var firstSeen: String?
      var lastSeen: String?
      var undated: Int
      var unplaced: Int
      var ages: [Int]
      var names: Int
      var prices: [Price]
      var categories: [String]
      var template: String?
      var shared: [Contact]
    }

    struct Price: Decodable {
      var currency: String?
      var least: Double
      var most: Double
    }

    struct Contact: Decodable {
      var kind: String
      var platform: String?
      var value: String
      var token: String
      var followed: Bool
      var ads: Int?
      var texts: Int
      var groups: Int?
      var placeCount: Int?
      var placesWithin: [String: Int]?
      var ages: [Int]?
      var names: Int?
      var prices: [Price]?
    }

    var rank: Int
    var band: String
    var score: Double
    var id: String
    var posted: String?
    var place: String?
    var title: String
    var text: String
    var links: Links
  }

  /// A line of the queue; without an item where ads were not linked.
  private struct Line: Decodable {
    var item: Item?

    private enum Key: CodingKey { case links }

    init(from decoder: any Decoder) throws {
      let line = try decoder.container(keyedBy: Key.self)
      item = try line.decodeNil(forKey: .links) ? nil : Item(from: decoder)
    }
  }

  /// So many items are listed, and so many texts laid over each other.
  private static let listedItems = 40
  private static let alignedTexts = 12

  /// The cluster or template `id` in the queue at `path`; nil where it is not there.
  static func text(of id: String, in path: String) throws -> String? {
    var items: [Item] = []
    try QueueFile.forEachItem(path, as: Line.self) { line in
      if let item = line.item, item.links.cluster == id || item.links.template == id {
        items.append(item)
      }
      return true
    }
    guard !items.isEmpty else { return nil }
    var lines: [String] = []
    var shown = Set<String>()
    for item in items where shown.insert(item.links.cluster).inserted {
      lines += summary(of: item.links)
      var contacts: [String: Item.Contact] = [:]
      for other in items where other.links.cluster == item.links.cluster {
        for contact in other.links.shared { contacts[contact.token] = contact }
      }
      lines += contacts.values.sorted { ($0.kind, $0.value) < ($1.kind, $1.value) }.map(line)
    }
    lines.append("items")
    for item in items.prefix(listedItems) {
      let context = [
        QueueFile.day(item.posted, unknown: "undated"), item.place, item.title,
      ]
      lines.append(
        "  \(item.rank). \(item.band) \(QueueFile.number(item.score))  \(item.id) · "
          + context.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · "))
    }
    if items.count > listedItems { lines.append("  and \(items.count - listedItems) more") }
    lines += wordings(of: items)
    return lines.map(TerminalText.plain).joined(separator: "\n") + "\n"
  }

  private static func summary(of links: Item.Links) -> [String] {
    let within = ["1", "7", "30"].map { "\(links.placesWithin[$0] ?? 0) within \($0)" }
    var lines = [
      "cluster \(links.cluster): "
        + [(links.ads, "ad"), (links.texts, "text"), (links.contacts, "contact")]
        .map(QueueFile.count).joined(separator: ", "),
      "  places  \(links.placeCount): \(links.places.joined(separator: "; "))",
      "          \(within.joined(separator: ", ")) days; \(links.unplaced) ads without a place",
      "  days    \(links.daysActive) active, \(QueueFile.day(links.firstSeen, unknown: "unknown")) to \(QueueFile.day(links.lastSeen, unknown: "unknown")); "
        + "\(links.undated) ads without a date",
    ]
    if !links.ages.isEmpty {
      lines.append("  ages    " + links.ages.map(String.init).joined(separator: ", "))
    }
    if links.names > 0 { lines.append("  names   \(links.names)") }
    for price in links.prices { lines.append("  prices  \(range(price))") }
    if !links.categories.isEmpty {
      lines.append("  kinds   " + links.categories.joined(separator: " and "))
    }
    return lines
  }

  /// `, ages 21, 24`; nothing for none.
  private static func ages(_ ages: [Int]) -> String {
    ages.isEmpty ? "" : ", ages " + ages.map(String.init).joined(separator: ", ")
  }

  /// `, prices 80 to 150 USD`; nothing for none.
  private static func prices(_ prices: [Item.Price]) -> String {
    prices.isEmpty ? "" : ", prices " + prices.map(range).joined(separator: ", ")
  }

  private static func range(_ price: Item.Price) -> String {
    let range = String(
      format: price.least == price.most ? "%g" : "%g to %g", price.least, price.most)
    return "\(range) \(price.currency ?? "(no currency stated)")"
  }

  private static func line(of contact: Item.Contact) -> String {
    let name = [contact.platform, contact.value].compactMap { $0 }.joined(separator: ":")
    guard contact.followed, let ads = contact.ads else {
      return "  \(contact.kind)  \(name): too common to follow, \(contact.texts) texts"
        + (contact.groups.map { " in \($0) unrelated groups" } ?? "")
    }
    return "  \(contact.kind)  \(name): \(ads) ads, \(contact.placeCount ?? 0) places, "
      + "\(contact.placesWithin?["7"] ?? 0) within 7 days, \(contact.names ?? 0) names"
      + ages(contact.ages ?? []) + prices(contact.prices ?? [])
  }

  /// For each template with several texts here, what is fixed in it and what varies.
  private static func wordings(of items: [Item]) -> [String] {
    var texts: [String: [String]] = [:]
    for item in items {
      guard let template = item.links.template else { continue }
      let text = [item.title, item.text].filter { !$0.isEmpty }.joined(separator: " / ")
      if texts[template]?.contains(text) != true { texts[template, default: []].append(text) }
    }
    var lines: [String] = []
    for (template, texts) in texts.sorted(by: { $0.key < $1.key }) where texts.count > 1 {
      lines.append("template \(template): \(texts.count) texts here")
      lines.append("  \(SlotAlignment(Array(texts.prefix(alignedTexts))))")
    }
    if lines.isEmpty {
      lines.append("one text each; a queue made with --each shows how wordings vary")
    }
    return lines
  }
}
