import Foundation
import Model
import RulePacks
import Scanning

/// What rules cost on a corpus: one record a rule, one a pack, one for all. The JSON form is a file
/// format: a later run compares its counts with it.
struct RuleProfile: Codable, Equatable {
  static let schemaVersion = 1

  /// What one rule, pack or rule set cost.
  struct Cost: Codable, Equatable {
    var name: String
    /// How matches are found; nil for sums.
    var method: String?
    /// Candidates, PCRE2 calls, automaton runs, matches, stops at limits: all of them follow from
    /// rules and corpus alone.
    var candidates: Int
    var automatonRuns: Int
    var pcre2Calls: Int
    var matches: Int
    var limitsHit: Int
    var tableBytes: Int
    /// Share of the time in candidates, from 0 to 1; differs from run to run.
    var timeShare: Double
  }

  var schema = Self.schemaVersion
  /// SHA-256 of the corpus files, in order.
  var corpus: String
  var bytes: Int
  var documents: Int
  var total: Cost
  var packs: [Cost]
  var rules: [Cost]

  init(_ profiler: RuleProfiler, _ library: RuleLibrary, corpus: String) {
    self.corpus = corpus
    bytes = profiler.byteCount
    documents = profiler.documentCount
    let rows = profiler.rows
    let time = max(1, rows.reduce(0) { $0 + $1.nanoseconds })
    rules = rows.map { row in
      Cost(
        name: library.book.id(of: row.rule), method: row.method, candidates: row.candidates,
        automatonRuns: row.automatonRuns, pcre2Calls: row.patternCalls, matches: row.matches,
        limitsHit: row.stops, tableBytes: row.tableByteCount,
        timeShare: Double(row.nanoseconds) / Double(time))
    }
    let packOfRule = rows.map { library.book.packOfRule[Int($0.rule.rawValue)] }
    let costs = rules
    packs = library.book.packs.indices.compactMap { pack in
      let members = costs.indices.filter { packOfRule[$0] == pack }.map { costs[$0] }
      return members.isEmpty ? nil : Cost.sum(members, name: library.book.packs[pack].name)
    }
    total = Cost.sum(costs, name: "all rules")
  }
}

extension RuleProfile.Cost {
  static func sum(_ parts: [Self], name: String) -> Self {
    var sum = Self(
      name: name, method: nil, candidates: 0, automatonRuns: 0, pcre2Calls: 0, matches: 0,
      limitsHit: 0, tableBytes: 0, timeShare: 0)
    for part in parts {
      sum.candidates += part.candidates
      sum.automatonRuns += part.automatonRuns
      sum.pcre2Calls += part.pcre2Calls
      sum.matches += part.matches
      sum.limitsHit += part.limitsHit
      sum.tableBytes += part.tableBytes
      sum.timeShare += part.timeShare
    }
    return sum
  }

  /// The counts that a gate compares, by name: more of any of them is a cost.
  var gated: [(name: String, value: Int)] {
    [
      ("candidates", candidates), ("automaton runs", automatonRuns), ("PCRE2 calls", pcre2Calls),
      ("limits hit", limitsHit), ("table bytes", tableBytes),
    ]
  }
}
