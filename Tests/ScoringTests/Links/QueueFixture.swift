import Foundation
import Model
import RulePacks

@testable import Scoring

/// An ad for tests: its text decides its fingerprint, its line holds its id alone.
struct TestAd {
  var id: String
  var text: String
  var contacts: [Identifier.Value] = []
  /// Days since 2011-01-01; nil for no date.
  var day: Int?
  var place: String?
  var category: String?
  var line = 1
  /// Points without links, as far as the queue's rules go: `TestQueue.points`.
  var points = 0

  static func phone(_ number: Int) -> Identifier.Value {
    .phone(e164: "+1214555\(String(number + 10_000).suffix(4))", obscured: false)
  }

  static func email(_ name: String) -> Identifier.Value {
    .email("\(name)@example.org", obscured: false)
  }
}

/// A queue made of test ads, read back.
struct TestQueue {
  struct Item {
    var id: String
    var rank: Int
    var score: Double
    var band: String
    var links: [String: Any]
    var contributions: [(of: String, points: Double)]
    var why: String

    var cluster: String { links["cluster"] as? String ?? "" }
    var template: String? { links["template"] as? String }

    func count(_ name: String) -> Int { links[name] as? Int ?? -1 }
    func within(_ days: Int) -> Int {
      (links["placesWithin"] as? [String: Int])?[String(days)] ?? -1
    }
  }

  var bytes: [UInt8] = []
  /// Queues that were made on the way.
  var earlier: [[UInt8]] = []
  /// How many ads' lines were asked for.
  var lineCount = 0
  var report: LinkReport
  var items: [Item] = []

  /// Makes the queue of `ads`, prepared by `workers` in turns of `batchSize`.
  ///
  /// - Parameter keptAfter: batches after which what was taken in is kept in files, and taken up
  ///   again by another maker without what came after, as if a process had ended there.
  /// - Parameter linkedAfter: batches after which a queue is made of what came until then.
  init(
    _ ads: [TestAd], table: LinkTable = LinkTable(), workers: Int = 1, batchSize: Int = 7,
    change: (inout QueueMaker.Options) -> Void = { _ in }, asOf: Instant? = nil,
    keptAfter: [Int] = [], linkedAfter: [Int] = []
  ) throws {
    let scoring = ScoringTable(
      version: nil,
      families: Self.points.map { .init(id: "points.\($0)", cap: Points(Double($0)), grade: .b) },
      familyOfRule: Array(Self.points.indices), weights: Self.points.map { Points(Double($0)) },
      composites: [], bands: .standard, links: table)
    let scorer = Scorer(RuleBook(packs: [RulePack(name: "points", rules: Self.rules)]), scoring)
    var options = QueueMaker.Options(spillFolder: NSTemporaryDirectory())
    change(&options)
    var maker = QueueMaker(scorer, options: options)
    let folder = NSTemporaryDirectory() + "kept-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func restarted() throws -> QueueMaker {
      let state = try maker.keep(in: folder)
      try maker.add(PreparedAds(), sources: [BatchSource(path: "lost.jsonl")])
      let copy = try JSONDecoder().decode(QueueState.self, from: JSONEncoder().encode(state))
      let next = QueueMaker(scorer, options: options)
      try next.resume(copy, in: folder)
      return next
    }
    var lineCount = 0
    let preparers = (0..<workers).map { _ in
      AdPreparer(scorer, asOf: asOf, floor: maker.floor, onePerText: !options.showsEach)
    }
    for (number, start) in stride(from: 0, to: ads.count, by: batchSize).enumerated() {
      var batch = PreparedAds()
      for ad in ads[start..<min(start + batchSize, ads.count)] {
        preparers[number % workers].prepare(Self.scanned(ad), into: &batch) { line in
          lineCount += 1
          line += "{\"id\":\"\(ad.id)\"}".utf8
        } wording: { text in
          text += ad.text.utf8
        }
      }
      try maker.add(batch, sources: [BatchSource(path: "ads.jsonl")])
      if keptAfter.contains(number) { maker = try restarted() }
      if linkedAfter.contains(number) {
        _ = try maker.link(goesOn: true)
        var queue: [UInt8] = []
        try maker.write { queue += $0 }
        earlier.append(queue)
      }
    }
    self.lineCount = lineCount
    report = try maker.link()
    var bytes: [UInt8] = []
    try maker.write { bytes += $0 }
    self.bytes = bytes
    for line in bytes.split(separator: 0x0A) {
      let object =
        try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] ?? [:]
      let parts = object["contributions"] as? [[String: Any]] ?? []
      items.append(
        Item(
          id: object["id"] as? String ?? "", rank: object["rank"] as? Int ?? 0,
          score: object["score"] as? Double ?? -1, band: object["band"] as? String ?? "",
          links: object["links"] as? [String: Any] ?? [:],
          contributions: parts.map {
            ($0["of"] as? String ?? "", $0["points"] as? Double ?? 0)
          }, why: object["why"] as? String ?? ""))
    }
  }

  /// Points that an ad may have: a rule for each.
  static let points = Array(1...9)

  private static let rules = points.map { points in
    Rule(
      id: "points.\(points).only", name: "\(points) points", subject: .pattern("\(points)"),
      weight: Points(Double(points)))
  }

  /// The item of that id.
  subscript(id: String) -> Item? { items.first { $0.id == id } }

  private static func scanned(_ ad: TestAd) -> ScannedAd {
    ScannedAd(
      fingerprint: Hash64.of(ad.text.utf8), id: ad.id,
      source: 0, position: ad.line,
      posted: ad.day.map { Instant(milliseconds: (14_975 + Int64($0)) * 86_400_000) },
      place: ad.place, category: ad.category,
      matches: points.filter { $0 == ad.points }.map {
        Match(rule: RuleIndex(UInt16($0 - 1)), field: .text, span: ByteSpan(0, 1))
      },
      identifiers: ad.contacts.map {
        Identifier(field: .text, span: ByteSpan(0, 0), value: $0)
      })
  }
}

/// A small random number generator whose sequence depends on its seed alone (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A text of `count` made-up words.
  mutating func words(_ count: Int) -> String {
    (0..<count).map { _ in
      String(
        (0..<Int.random(in: 3...8, using: &self)).map { _ in
          Character(UnicodeScalar(UInt8.random(in: 0x61...0x7A, using: &self)))
        })
    }.joined(separator: " ")
  }
}
