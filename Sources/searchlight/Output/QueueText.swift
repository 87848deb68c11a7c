import Foundation

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
    var links: Links?
    var why: String
    var fingerprint: String
  }

  /// Reads the first `top` items of the file at `path` and hands each on as text.
  func show(_ path: String, top: Int, to emit: (String) throws -> Void) throws {
    guard let file = fopen(path, "r") else {
      throw RunFailure.notAQueue(path: path, line: 1, reason: "cannot be read")
    }
    defer { fclose(file) }
    var buffer: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(buffer) }
    var line = 0
    while line < top {
      let count = getline(&buffer, &capacity, file)
      guard count > 0, let buffer else { break }
      line += 1
      let item: Item
      do {
        item = try JSONDecoder().decode(Item.self, from: Data(bytes: buffer, count: count))
      } catch {
        throw RunFailure.notAQueue(path: path, line: line, reason: "not an item of a queue")
      }
      try emit(text(of: item))
    }
  }

  private func text(of item: Item) -> String {
    let parts = item.contributions.filter { $0.points != 0 }.map { "\($0.of) \(number($0.points))" }
    var lines = [
      bold("\(item.rank). \(item.band)")
        + "  score \(number(item.score))"
        + (parts.isEmpty ? "" : " = " + parts.joined(separator: " + ")),
      "   \(plain(item.title.isEmpty ? item.id : item.title))",
      "   " + dim(place(item)),
      "   \(plain(item.why))",
    ]
    lines += item.links.map(self.lines) ?? []
    for indicator in item.indicators {
      let quotes = indicator.evidence.prefix(3).map { "\"\(plain($0.quote))\"" }
      let more = indicator.evidence.count > 3 ? " and \(indicator.evidence.count - 3) more" : ""
      let name = indicator.rule.padding(
        toLength: max(34, indicator.rule.count), withPad: " ", startingAt: 0)
      lines.append("     \(name) \(quotes.joined(separator: ", "))\(more)")
    }
    return lines.joined(separator: "\n") + "\n\n"
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
      let first = links.firstSeen.map { String($0.prefix(10)) }
      let last = links.lastSeen.map { String($0.prefix(10)) }
      let days = first.map { first in
        "\(links.daysActive) \(links.daysActive == 1 ? "day" : "days") from \(first) to \(last ?? first)"
      }
      let unknown = [
        links.undated > 0 ? "\(links.undated) undated" : nil,
        links.unplaced > 0 ? "\(links.unplaced) without place" : nil,
      ].compactMap { $0 }
      lines.append(
        "   "
          + ([
            "cluster \(links.cluster): \(links.ads) ads, \(links.texts) texts",
            links.behind > 0 ? "\(links.behind) behind this one" : nil,
            places.isEmpty ? nil : places, days,
          ].compactMap { $0 } + unknown).map(plain).joined(separator: " · "))
    }
    if let spread = links.templateSpread, let template = links.template {
      lines.append(
        "   template \(template): \(spread["texts"] ?? 0) texts, "
          + "\(spread["clusters"] ?? 0) clusters, \(spread["places"] ?? 0) places")
    }
    return lines
  }

  private func place(_ item: Item) -> String {
    let source = item.source
    let file = source.member.map { "\(source.path)(\($0))" } ?? source.path
    let position = source.line.map { ":\($0)" } ?? source.record.map { " record \($0)" } ?? ""
    return [
      item.id, item.posted.map { String($0.prefix(10)) } ?? "undated", item.place,
      plain(file + position), item.fingerprint,
    ].compactMap { $0 }.map(plain).joined(separator: " · ")
  }

  private func number(_ value: Double) -> String { String(format: "%g", value) }

  /// The text on one line, without what a terminal would obey.
  private func plain(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isControl =
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        || scalar.properties.isDefaultIgnorableCodePoint
        || scalar.properties.isBidiControl
      result.unicodeScalars.append(isControl ? " " : scalar)
    }
    return result
  }

  private func bold(_ text: String) -> String { colour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  private func dim(_ text: String) -> String { colour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
