import Foundation
import Model
import RulePacks

@testable import Scanning

/// How well the shipped rules find the families that a page is marked with.
struct RulePageScore {
  /// Texts by whether a family stands in their marks and was found.
  struct Counts {
    var hits = 0
    /// Found and not marked.
    var extras = 0
    /// Marked and not found.
    var misses = 0

    var precision: Double { share(hits, extras) }
    var recall: Double { share(hits, misses) }

    private func share(_ part: Int, _ rest: Int) -> Double {
      part + rest == 0 ? 1 : Double(part) / Double(part + rest)
    }

    fileprivate var text: String {
      let percent = { (share: Double) in String(format: "%.1f %%", share * 100) }
      return "precision \(percent(precision)), recall \(percent(recall))"
    }
  }

  /// All families together.
  var all = Counts()
  var byFamily: [String: Counts] = [:]
  /// Texts whose families are exactly those of their mark.
  var exact = 0
  var total = 0
  /// What disagreed, a line each.
  var problems: [String] = []

  var exactShare: Double { Double(exact) / Double(max(total, 1)) }

  /// The score of the page `name`, printed by family and with all that disagrees.
  static func measure(_ name: String) throws -> RulePageScore {
    let page = try RulePage(name)
    let score = RulePageScore(page, try Self.library.get())
    let exact = String(format: "%.1f %%", score.exactShare * 100)
    print("rules on \(name): \(score.total) texts, \(exact) exact, \(score.all.text)")
    for (family, counts) in score.byFamily.sorted(by: { $0.key < $1.key }) {
      print("    \(family): \(counts.text), of \(counts.hits + counts.misses)")
    }
    for problem in score.problems { print(problem) }
    return score
  }

  private static let library = Result {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let library = try RuleLibrary.load(
      RuleLibrary.Request(paths: [root.appendingPathComponent("Rules").path]))
    return (library.book, try Scanning.Scanner(library.book, engine: FastMatcher(library.book)))
  }

  /// Scans the texts of `page` as one batch, as a run does, and compares the families.
  private init(_ page: RulePage, _ rules: (book: RuleBook, scanner: Scanning.Scanner<FastMatcher>))
  {
    var batch = DocumentBatch()
    batch.sources = [BatchSource(path: page.name)]
    func append(_ text: String) -> ByteRange {
      let start = batch.bytes.count
      batch.bytes += text.utf8
      return ByteRange(start, batch.bytes.count)
    }
    for entry in page.cases {
      batch.documents.append(
        Document(
          id: append("\(entry.line)"), title: append(""), text: append(entry.text),
          sourceIndex: 0, position: entry.line))
    }
    let worker = rules.scanner.makeWorker()
    worker.scan(batch)
    for family in page.measures { byFamily[family] = Counts() }
    for (entry, finding) in zip(page.cases, worker.findings) {
      let matched = finding.matches.map { rules.book[$0.rule] }
      let found = Set(matched.map(\.family)).intersection(page.measures)
      count(found.intersection(entry.families)) { $0.hits += 1 }
      count(found.subtracting(entry.families)) { $0.extras += 1 }
      count(entry.families.subtracting(found)) { $0.misses += 1 }
      total += 1
      if found == entry.families {
        exact += 1
      } else {
        let ids = Set(matched.filter { page.measures.contains($0.family) }.map(\.id)).sorted()
        let marks = entry.families.sorted().joined(separator: " ")
        problems.append("\(page.name):\(entry.line): \(marks) | \(entry.text)\n    found: \(ids)")
      }
    }
  }

  private mutating func count(_ families: Set<String>, _ change: (inout Counts) -> Void) {
    for family in families {
      change(&byFamily[family, default: Counts()])
      change(&all)
    }
  }
}
