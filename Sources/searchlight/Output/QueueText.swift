import Foundation
import Model

/// Queue items as text for people: what was seen, where, and what it weighs.
///
/// Ad text is shown without control characters, so that it cannot steer a terminal.
struct QueueText {
  private let colour: Bool

  init(colour: Bool) { self.colour = colour }

  /// One line of the queue, as far as it is shown.
  private struct Item: Decodable {
    struct Indicator: Decodable {
      struct Evidence: Decodable {
        var field: String
        var start: Int
        var quote: String
      }

      var rule: String
      var evidence: [Evidence]
    }

    struct Incomplete: Decodable {
      var rule: String
      var why: String
    }

    struct Source: Decodable {
      var path: String
      var member: String?
      var line: Int?
      var record: Int?
    }

    struct Contribution: Decodable {
      var of: String
      var points: Double
    }

    struct Links: Decodable {
      var cluster: String
      var ads: Int
      var behind: Int
      var copies: Int
      var texts: Int
      var placeCount: Int
      var places: [String]
      var placesWithin: [String: Int]
      var daysActive: Int
      var firstSeen: String?
      var lastSeen: String?
      var undated: Int
      var unplaced: Int
      var template: String?
      var templateSpread: [String: Int]?
    }

    var schema: Int
    var rank: Int
    var band: String
    var score: Double
    var contributions: [Contribution]
    var id: String
    var source: Source
    var posted: String?
    var place: String?
    var title: String
    var indicators: [Indicator]
    var incomplete: [Incomplete]
    var links: Links?
    var why: String
    var fingerprint: String
  }

  /// Reads the first `top` items of the file at `path` and hands each on as text.
  func show(_ path: String, top: Int, to emit: (String) throws -> Void) throws {
    var shown = 0
    try QueueFile.forEachItem(path, as: Item.self) { item in
      guard shown < top else { return false }
      try emit(text(of: item))
      shown += 1
      return shown < top
    }
  }

  private func text(of item: Item) -> String {
    let parts = item.contributions.filter { $0.points != 0 }.map {
      "\($0.of) \(QueueFile.number($0.points))"
    }
    var lines = [
      bold("\(item.rank). \(item.band)")
        + "  score \(QueueFile.number(item.score))"
        + (parts.isEmpty ? "" : " = " + parts.joined(separator: " + ")),
      "   \(plain(item.title.isEmpty ? item.id : item.title))",
      "   " + dim(place(item)),
      "   \(plain(item.why))",
    ]
    lines += item.links.map(self.lines) ?? []
    for indicator in item.indicators {
      let quotes = indicator.evidence.prefix(3).map { "\"\(plain($0.quote))\"" }
      let more = indicator.evidence.count > 3 ? " and \(indicator.evidence.count - 3) more" : ""
      lines.append("     \(column(indicator.rule)) \(quotes.joined(separator: ", "))\(more)")
    }
    for rule in item.incomplete {
      lines.append("     \(column(rule.rule)) not finished: \(plain(rule.why))")
    }
    return lines.joined(separator: "\n") + "\n\n"
  }

  /// The name of a rule, as wide as most.
  private func column(_ rule: String) -> String {
    rule.padding(toLength: max(34, rule.count), withPad: " ", startingAt: 0)
  }

  /// How many places are named on one line.
  private static let namedPlaces = 6

  /// What the item shares with other ads; nothing for an ad that stands alone.
  private func lines(of links: Item.Links) -> [String] {
    var lines: [String] = []
    if links.ads > 1 {
      let more = links.placeCount - min(links.places.count, Self.namedPlaces)
      var places = links.places.prefix(Self.namedPlaces).joined(separator: "; ")
      if more > 0 { places += " and \(more) more" }
      let days = links.firstSeen.map { first in
        "\(QueueFile.count(links.daysActive, "day")) from \(QueueFile.day(first, unknown: "")) to "
          + QueueFile.day(links.lastSeen ?? first, unknown: "")
      }
      let unknown = [
        links.undated > 0 ? "\(links.undated) undated" : nil,
        links.unplaced > 0 ? "\(links.unplaced) without place" : nil,
      ].compactMap { $0 }
      lines.append(
        "   "
          + ([
            "cluster \(links.cluster): \(QueueFile.count(links.ads, "ad")), "
              + QueueFile.count(links.texts, "text"),
            links.behind > 0 ? "\(links.behind) behind this one" : nil,
            places.isEmpty ? nil : places, days,
          ].compactMap { $0 } + unknown).map(plain).joined(separator: " · "))
    }
    if let spread = links.templateSpread, let template = links.template {
      lines.append(
        "   template \(template): "
          + ["text", "cluster", "place"].map { QueueFile.count(spread["\($0)s"] ?? 0, $0) }
          .joined(separator: ", "))
    }
    return lines
  }

  private func place(_ item: Item) -> String {
    let source = item.source
    let file = source.member.map { "\(source.path)(\($0))" } ?? source.path
    let position = source.line.map { ":\($0)" } ?? source.record.map { " record \($0)" } ?? ""
    return [
      item.id, QueueFile.day(item.posted, unknown: "undated"), item.place,
      plain(file + position), item.fingerprint,
    ].compactMap { $0 }.map(plain).joined(separator: " · ")
  }

  private func plain(_ text: String) -> String { TerminalText.plain(text) }

  private func bold(_ text: String) -> String { colour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  private func dim(_ text: String) -> String { colour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
