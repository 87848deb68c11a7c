import Foundation

/// A profile as text, as JSON, and as what benchmark-tracking CI actions read.
struct RuleProfileText {
  let profile: RuleProfile

  /// A table: all rules together, packs, then rules by cost, dearest first.
  var table: String {
    let head =
      "\(profile.documents) documents, \(profile.bytes) bytes of normalised text; counts per KB but "
      + "for matches and limits\n\n"
    let title = row("", ["time", "cand/KB", "runs/KB", "PCRE2/KB", "matches", "limits", "bytes"])
    let rules = profile.rules.sorted {
      ($1.timeShare, $0.name) < ($0.timeShare, $1.name)
    }
    let sections = [[profile.total], profile.packs, rules].map { costs in
      costs.map { line($0) }.joined(separator: "\n")
    }
    return head + title + "\n" + sections.joined(separator: "\n\n") + "\n"
  }

  /// One object; keys in a fixed order.
  var json: Data {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(profile) + Data("\n".utf8)
    }
  }

  /// A list of `{name, unit, value}`, smaller is better: the "customSmallerIsBetter" form of the
  /// github-action-benchmark action.
  var tracking: Data {
    get throws {
      let entries = ([profile.total] + profile.packs).flatMap { cost in
        cost.gated.map { Entry(name: "\(cost.name): \($0.name)", unit: "count", value: $0.value) }
      }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      return try encoder.encode(entries) + Data("\n".utf8)
    }
  }

  private struct Entry: Encodable {
    var name: String
    var unit: String
    var value: Int
  }

  private func line(_ cost: RuleProfile.Cost) -> String {
    func perKB(_ count: Int) -> String {
      String(format: "%.3f", Double(count) * 1000 / Double(max(1, profile.bytes)))
    }
    return row(
      cost.name,
      [
        String(format: "%.1f %%", cost.timeShare * 100), perKB(cost.candidates),
        perKB(cost.automatonRuns), perKB(cost.pcre2Calls), "\(cost.matches)", "\(cost.limitsHit)",
        "\(cost.tableBytes)",
      ])
  }

  private func row(_ name: String, _ cells: [String]) -> String {
    name.padding(toLength: max(48, name.count), withPad: " ", startingAt: 0)
      + cells.map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }.joined()
  }
}
