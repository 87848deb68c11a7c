import RulePacks
import Testing

@testable import Scoring

struct HubTests {
  private let platform = TestAd.phone(9999)

  /// Unrelated ads that all carry the platform's number.
  private func ads(_ count: Int, ownContact: Bool) -> [TestAd] {
    var generator = SeededGenerator(seed: 5)
    return (0..<count).map {
      TestAd(
        id: "ad-\($0)", text: generator.words(30),
        contacts: ownContact ? [platform, TestAd.email("own\($0)")] : [platform])
    }
  }

  @Test func `a number beside many contacts of their own is reported and not followed`() throws {
    let queue = try TestQueue(ads(25, ownContact: true)) { $0.showsEach = true }
    #expect(Set(queue.items.map(\.cluster)).count == 25)
    #expect(queue.report.hubs.count == 1)
    #expect(queue.report.hubs.first?.texts == 25)
    #expect(queue.report.hubs.first?.groups == 25)
    let shared = try #require(queue.items[0].links["shared"] as? [[String: Any]])
    let hub = try #require(shared.first { $0["followed"] as? Bool == false })
    #expect(hub["token"] as? String == queue.report.hubs.first?.token)
    let others = (0..<60).map { TestAd(id: "other-\($0)", text: "other \($0)") }
    #expect(try TestQueue(ads(24, ownContact: true) + others).report.hubs.isEmpty)
  }

  @Test func `a site's own address on most of its pages is a hub with few of them`() throws {
    #expect(try TestQueue(ads(8, ownContact: true)).report.hubs.count == 1)
    #expect(try TestQueue(ads(6, ownContact: true)).report.hubs.isEmpty)
    #expect(try TestQueue(ads(8, ownContact: false)).report.hubs.isEmpty)
  }

  @Test func `a number that is the only contact of many texts is followed up to a limit`() throws {
    var table = LinkTable()
    table.hubs.shareFrom = 1000
    let agency = try TestQueue(ads(200, ownContact: false), table: table)
    #expect(agency.report.hubs.isEmpty)
    #expect(agency.report.clusters == 1)
    let spam = try TestQueue(ads(201, ownContact: false), table: table)
    #expect(spam.report.hubs.count == 1)
    #expect(spam.report.clusters == 201)
  }

  @Test func `copies and one wording do not make a hub`() throws {
    var generator = SeededGenerator(seed: 6)
    let wording = generator.words(60)
    let ads = (0..<300).map {
      TestAd(id: "ad-\($0)", text: "\(wording) \($0)", contacts: [platform])
    }
    let queue = try TestQueue(ads)
    #expect(queue.report.hubs.isEmpty)
    #expect(queue.report.clusters == 1)
    #expect(queue.report.templates == 1)
  }

  @Test func `one wording unites texts for telling hubs, and not in clusters`() throws {
    var generator = SeededGenerator(seed: 7)
    let wording = generator.words(60)
    let alike = (0..<5).map {
      TestAd(id: "alike-\($0)", text: "\(wording) \($0)", contacts: [TestAd.email("alike\($0)")])
    }
    let queue = try TestQueue(ads(25, ownContact: true) + alike)
    #expect(queue.report.hubs.count == 1)
    #expect(queue.report.templates == 1)
    #expect(queue.report.clusters == 30)
  }

  @Test func `large parts that one text joins stay apart`() throws {
    var table = LinkTable()
    table.giants.texts = 60
    table.giants.side = 25
    func part(_ name: String, _ first: Int) -> [TestAd] {
      (0..<30).map {
        TestAd(
          id: "\(name)-\($0)", text: "\(name) \($0)",
          contacts: [TestAd.phone(first), TestAd.phone(first + 1)])
      }
    }
    let bridge = TestAd(id: "bridge", text: "z", contacts: [TestAd.phone(1), TestAd.phone(11)])
    let ads = part("left", 1) + part("right", 11) + [bridge]
    let queue = try TestQueue(ads, table: table) { $0.showsEach = true }
    #expect(queue.report.cuts == 1)
    #expect(queue["left-0"]?.cluster != queue["right-0"]?.cluster)
    #expect(
      queue["bridge"]?.cluster == queue["left-0"]?.cluster
        || queue["bridge"]?.cluster == queue["right-0"]?.cluster)
    let second = TestAd(id: "second", text: "y", contacts: [TestAd.phone(1), TestAd.phone(11)])
    let joined = try TestQueue(ads + [second], table: table)
    #expect(joined.report.cuts == 0)
    #expect(joined.report.clusters == 1)
  }
}
