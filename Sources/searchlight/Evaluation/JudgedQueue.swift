import Foundation
import Model
import Scoring

/// The labelled items of a queue.
struct JudgedQueue {
  /// In the order of the queue; where an id stands in it more than once, its first item.
  private(set) var items: [JudgedItem] = []
  /// All items of the queue, labelled or not.
  private(set) var count = 0

  /// Items behind the first of their id that labels would have been for as well.
  private(set) var repeatedCount = 0
  /// Fingerprints that reviewers marked as false and no item has.
  private(set) var unmatched: Set<String>

  /// What is read of one line.
  private struct Line: Decodable {
    struct Indicator: Decodable {
      struct Evidence: Decodable {}

      var rule: String
      var evidence: [Evidence]
    }

    struct Contribution: Decodable {
      var of: String
      var points: Double
    }

    var id: String
    var rank: Int
    var band: String
    var score: Double
    var contributions: [Contribution]
    var indicators: [Indicator]
    var title: String
    var text: String
    var fingerprint: String
  }

  /// Reads the queue at `path` and keeps what `labels` has a label for.
  init(_ path: String, labels: inout LabelSet, suppressed: Set<String> = []) throws {
    var seen: Set<String> = []
    unmatched = suppressed
    try LineFile.read(path) { number, data in
      let line: Line
      do {
        line = try JSONDecoder().decode(Line.self, from: data)
      } catch {
        throw RunFailure.notAQueue(path: path, line: number, reason: "not an item of a queue")
      }
      count += 1
      unmatched.remove(line.fingerprint)
      guard seen.insert(line.id).inserted else {
        if labels.mean(of: line.id) != nil { repeatedCount += 1 }
        return
      }
      // A reviewer who suppressed an item has judged it.
      if suppressed.contains(line.fingerprint), labels.mean(of: line.id) == nil {
        labels.add(id: line.id, value: 0, reviewer: nil)
      }
      guard let label = labels.mean(of: line.id) else { return }
      items.append(Self.item(line, label: label))
    }
  }

  private static func item(_ line: Line, label: Double) -> JudgedItem {
    let families = line.contributions.compactMap { part -> (id: String, points: Points)? in
      guard part.of.hasPrefix("family ") else { return nil }
      return (String(part.of.dropFirst(7)), Points(part.points))
    }
    let text = line.title + "\n" + line.text
    return JudgedItem(
      id: line.id, rank: line.rank, band: line.band, score: Points(line.score),
      rules: line.indicators.map(\.rule), families: families,
      matchCount: line.indicators.reduce(0) { $0 + $1.evidence.count }, label: label,
      language: TextGroups.language(of: text), identityWords: TextGroups.identityWords(in: text))
  }
}
