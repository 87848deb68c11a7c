import Foundation
import Model
import RulePacks
import Testing

@testable import Scoring

struct LinkInvariantTests {
  private static var table: LinkTable {
    var table = LinkTable()
    table.giants = LinkTable.Giants()
    table.giants.texts = 30
    table.giants.side = 5
    table.hubs.anchored = 6
    table.signals = [
      .init(
        id: "movement.linked", measure: .contactPlaces, atLeast: 2, withinDays: 20,
        points: Points(1.5), grade: .b),
      .init(
        id: "template.contacts", measure: .templateClusters, atLeast: 2, points: Points(1),
        grade: .b),
    ]
    return table
  }

  /// Ads of organisations that share contacts and wording, with copies and lone ads between.
  private func ads(_ count: Int, seed: UInt64) -> [TestAd] {
    var generator = SeededGenerator(seed: seed)
    let wordings = (0..<6).map { _ in generator.words(14) }
    return (0..<count).map { number in
      let wording = wordings.randomElement(using: &generator) ?? ""
      let slot = generator.words(2)
      let isCopy = Int.random(in: 0..<4, using: &generator) == 0
      var contacts: [Identifier.Value] = []
      for _ in 0..<Int.random(in: 0...2, using: &generator) {
        contacts.append(TestAd.phone(Int.random(in: 0..<count, using: &generator)))
      }
      if isCopy { contacts = [TestAd.phone(7)] }
      return TestAd(
        id: "ad-\(number % (count - 5))",
        text: isCopy ? wording : wording + " " + slot, contacts: contacts,
        day: Int.random(in: 0..<5, using: &generator) == 0
          ? nil : Int.random(in: 0..<40, using: &generator),
        place: Int.random(in: 0..<5, using: &generator) == 0
          ? nil : "Place \(Int.random(in: 0..<6, using: &generator))", line: number + 1)
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `order, batches and workers change nothing`(seed: UInt64) throws {
    let ads = ads(90, seed: seed)
    let each = seed % 2 == 0
    let expected = try TestQueue(ads, table: Self.table) { $0.showsEach = each }
    var generator = SeededGenerator(seed: seed)
    let shuffled = try TestQueue(
      ads.shuffled(using: &generator), table: Self.table, workers: 3, batchSize: 11
    ) { $0.showsEach = each }
    #expect(shuffled.bytes == expected.bytes)
    #expect(shuffled.report == expected.report)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `what is kept and taken up again makes the same queue`(seed: UInt64) throws {
    let ads = ads(90, seed: seed)
    let expected = try TestQueue(ads, table: Self.table) { $0.showsEach = true }
    let kept = try TestQueue(
      ads, table: Self.table, batchSize: 7, change: { $0.showsEach = true },
      keptAfter: seed % 2 == 0 ? [Int(seed)] : [0, Int(seed), 12])
    #expect(kept.bytes == expected.bytes)
    #expect(kept.report == expected.report)
  }

  @Test(arguments: 0..<8 as Range<UInt64>, [nil, 5])
  func `a queue that grows is the same as one made at once`(seed: UInt64, limit: Int?) throws {
    let ads = ads(90, seed: seed)
    let grown = try TestQueue(
      ads, table: Self.table, batchSize: 9, change: { $0.limit = limit }, linkedAfter: [1, 2, 6])
    for (queue, count) in zip(grown.earlier + [grown.bytes], [18, 27, 63, 90]) {
      let expected = try TestQueue(Array(ads[..<count]), table: Self.table) { $0.limit = limit }
      #expect(queue == expected.bytes)
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `an unrelated ad changes no other item`(seed: UInt64) throws {
    let ads = ads(90, seed: seed)
    let before = try TestQueue(ads, table: Self.table) { $0.showsEach = true }
    var generator = SeededGenerator(seed: seed + 1000)
    let stranger = TestAd(
      id: "stranger", text: generator.words(14), contacts: [TestAd.email("stranger")], day: 3,
      place: "Place 1")
    let after = try TestQueue(ads + [stranger], table: Self.table) { $0.showsEach = true }
    #expect(after.items.count == before.items.count + 1)
    let rest = after.items.filter { $0.id != "stranger" }
    for (old, new) in zip(before.items, rest) {
      #expect(old.id == new.id)
      #expect(old.score == new.score)
      #expect(old.why == new.why)
      #expect((old.links as NSDictionary) == (new.links as NSDictionary))
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `parts add up to the score, and a limit keeps the first`(seed: UInt64) throws {
    let ads = ads(80, seed: seed)
    let all = try TestQueue(ads, table: Self.table) { $0.showsEach = true }
    for item in all.items {
      #expect(item.contributions.reduce(0) { $0 + $1.points } == item.score)
    }
    #expect(all.items.count == ads.count)
    let first = try TestQueue(ads, table: Self.table) {
      $0.showsEach = true
      $0.limit = 13
    }
    #expect(
      first.bytes == Array(all.bytes.split(separator: 0x0A).prefix(13).joined(separator: [0x0A]))
        + [0x0A])
  }

  @Test(arguments: 0..<5 as Range<UInt64>)
  func `lines that are never made are of ads that the queue does not show`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    // Copies have the same text and so the same contacts and matches.
    var known: [String: (Int, [Identifier.Value])] = [:]
    let ads = ads(160, seed: seed).map { ad in
      var ad = ad
      (ad.points, ad.contacts) =
        known[ad.text]
        ?? (
          Int.random(in: 0...9, using: &generator),
          Bool.random(using: &generator) ? ad.contacts : []
        )
      known[ad.text] = (ad.points, ad.contacts)
      return ad
    }
    for showsEach in [false, true] {
      for limit in [1, 5, 40] {
        func queue(leavesOutLines: Bool) throws -> TestQueue {
          try TestQueue(ads, table: Self.table, workers: 2, batchSize: 3) {
            $0.limit = limit
            $0.showsEach = showsEach
            $0.suppressed = [Hash64.of(ads[0].text.utf8)]
            $0.leavesOutLines = leavesOutLines
          }
        }
        let (all, some) = (try queue(leavesOutLines: false), try queue(leavesOutLines: true))
        #expect(some.bytes == all.bytes)
        #expect(some.report == all.report)
        if showsEach { #expect(all.lineCount == ads.count) }
        if limit < 40 { #expect(some.lineCount < ads.count * 3 / 4) }
      }
    }
  }

  @Test func `of copies only such have lines as may be shown`() throws {
    let copies = (0..<30).map { TestAd(id: "ad-\($0 + 10)", text: "one text", line: $0 + 1) }
    let lone = TestAd(id: "lone", text: "another text")
    #expect(try TestQueue(copies + [lone]) { $0.showsEach = true }.lineCount == 31)
    for (ads, lines) in [(copies, 2), (copies.reversed(), 31)] {
      let queue = try TestQueue(ads + [lone])
      #expect(Set(queue.items.map(\.id)) == ["ad-10", "lone"])
      #expect(queue["ad-10"]?.count("behind") == 29)
      #expect(queue.lineCount == lines)
    }
    // The same id is told apart by its source alone, so all such are kept.
    #expect(
      try TestQueue((0..<5).map { TestAd(id: "twin", text: "one text", line: 5 - $0) }).lineCount
        == 5)
    // A copy whose matches add up to more comes first whatever its id.
    var better = copies[20]
    better.points = 9
    let queue = try TestQueue(copies[..<20] + [better] + copies[21...])
    #expect(queue.items.map(\.id) == [better.id])
    #expect(queue.items[0].score == 9)
    #expect(queue.items[0].count("behind") == 29)
  }

  @Test func `texts sorted in several passes find the same templates`() throws {
    var generator = SeededGenerator(seed: 11)
    let wordings = (0..<20).map { _ in generator.words(30) }
    let texts = (0..<200).map { _ in
      (wordings.randomElement(using: &generator) ?? "") + " " + generator.words(2)
    }
    func templates(passLimit: Int) throws -> [UInt32] {
      let store = SketchStore(folder: NSTemporaryDirectory())
      var sketcher = Sketcher()
      var bytes: [UInt8] = []
      for text in texts { #expect(sketcher.sketch(Array(text.utf8), to: &bytes)) }
      try store.append(bytes)
      var sets = UnionFind(count: texts.count)
      // Texts are numbered in another order than sketches.
      var finder = TemplateFinder(
        store: store, textOfSketch: Array((0..<200 as Range<UInt32>).reversed()), similarity: 0.7)
      finder.passLimit = passLimit
      try finder.run(templates: &sets, progress: { _ in })
      return sets.roots()
    }
    let expected = try templates(passLimit: 1000)
    #expect(Set(expected).count == 20)
    for limit in [1, 7, 60] { #expect(try templates(passLimit: limit) == expected) }
  }

  @Test func `records come out sorted however many runs were put aside`() throws {
    var generator = SeededGenerator(seed: 3)
    let values = (0..<1000).map { _ in UInt64.random(in: 0..<300, using: &generator) }
    for limit in [1, 7, 100, 5000] {
      let sorter = ExternalSorter<TextFact.ByText>(folder: NSTemporaryDirectory(), limit: limit)
      for value in values { try sorter.append(TextFact(text: value, value: 1, kind: 0)) }
      let sorted = try sorter.finish()
      var found: [UInt64] = []
      while let fact = try sorted.next() { found.append(fact.text) }
      #expect(found == values.sorted())
    }
  }
}
