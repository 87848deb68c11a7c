import Foundation
import Model
import RulePacks
import Testing

@testable import Scoring

struct ClusterTests {
  private static let labourWords = LinkTable.Category(words: ["job"])
  private static let sexWords = LinkTable.Category(words: ["escort"])

  /// Ads of one number in so many places, a day each.
  private func tour(_ places: Int, everyDays days: Int = 1) -> [TestAd] {
    (0..<places).map {
      TestAd(
        id: "tour-\($0)", text: "tour text \($0)", contacts: [TestAd.phone(1)], day: $0 * days,
        place: "Place \($0)")
    }
  }

  @Test func `ads that share a contact are one cluster, through others too`() throws {
    let queue = try TestQueue([
      TestAd(id: "a", text: "first", contacts: [TestAd.phone(1)]),
      TestAd(id: "b", text: "second", contacts: [TestAd.phone(1), TestAd.email("x")]),
      TestAd(id: "c", text: "third", contacts: [TestAd.email("x")]),
      TestAd(id: "d", text: "fourth", contacts: [TestAd.email("y")]),
    ]) { $0.showsEach = true }
    #expect(queue["a"]?.cluster == queue["c"]?.cluster)
    #expect(queue["a"]?.cluster != queue["d"]?.cluster)
    #expect(queue["a"]?.count("ads") == 3)
    #expect(queue["a"]?.count("contacts") == 2)
    #expect(queue["d"]?.count("ads") == 1)
    #expect(queue.report.clusters == 2)
    #expect(queue.report.linkedClusters == 1)
  }

  @Test func `a value of one kind is no contact of another`() throws {
    let queue = try TestQueue(
      [
        TestAd(id: "a", text: "first", contacts: [.handle(platform: "telegram", "name")]),
        TestAd(id: "b", text: "second", contacts: [.handle(platform: "signal", "name")]),
        TestAd(id: "c", text: "third", contacts: [.payment(platform: "telegram", "name")]),
      ], change: { $0.showsEach = true })
    #expect(Set(queue.items.map(\.cluster)).count == 3)
  }

  @Test func `a contact has the ages, names and prices of its own ads`() throws {
    func price(_ cents: Int, _ currency: String?) -> Identifier.Value {
      .price(.init(cents: cents, currency: currency, minutes: nil))
    }
    let queue = try TestQueue([
      TestAd(
        id: "a", text: "first",
        contacts: [
          TestAd.phone(1), .age(years: 24, through: nil), price(8000, "USD"), .name("Ann"),
        ]),
      TestAd(
        id: "b", text: "second",
        contacts: [
          TestAd.phone(1), TestAd.email("x"), .age(years: 21, through: nil), price(15_050, "USD"),
          price(9000, nil), .name("ann"),
        ]),
      TestAd(id: "c", text: "third", contacts: [TestAd.email("x"), .age(years: 30, through: nil)]),
    ]) { $0.showsEach = true }
    let shared = try #require(queue["b"]?.links["shared"] as? [[String: Any]])
    let phone = try #require(shared.first { $0["kind"] as? String == "phone" })
    let email = try #require(shared.first { $0["kind"] as? String == "email" })
    #expect(phone["ages"] as? [Int] == [21, 24])
    #expect(email["ages"] as? [Int] == [21, 30])
    #expect(phone["names"] as? Int == 1)
    let prices = try #require(phone["prices"] as? [NSDictionary])
    #expect(
      prices == [
        ["currency": NSNull(), "least": 90, "most": 90],
        ["currency": "USD", "least": 80, "most": 150.5],
      ])
    #expect(queue["b"]?.links["ages"] as? [Int] == [21, 24, 30])
  }

  @Test func `the queue shows the first of each cluster and how many stand behind it`() throws {
    let ads = [
      TestAd(id: "b", text: "same", contacts: [TestAd.phone(1)]),
      TestAd(id: "a", text: "same", contacts: [TestAd.phone(1)]),
      TestAd(id: "c", text: "other", contacts: [TestAd.phone(1)]),
      TestAd(id: "d", text: "lone"),
    ]
    let each = try TestQueue(ads) { $0.showsEach = true }
    #expect(each.items.map(\.rank) == [1, 2, 3, 4])
    #expect(each.report.folded == 0)
    let folded = try TestQueue(ads)
    #expect(folded.items.count == 2)
    #expect(folded.report.folded == 2)
    #expect(folded.report.queued + folded.report.folded == ads.count)
    let cluster = each["a"]?.cluster
    let first = try #require(each.items.first { $0.cluster == cluster })
    let shown = try #require(folded.items.first { $0.cluster == cluster })
    #expect(shown.id == first.id)
    #expect(shown.count("behind") == 2)
    #expect(first.count("behind") == 0)
    #expect(each["a"]?.count("copies") == 2)
    #expect(each["c"]?.count("copies") == 1)
  }

  @Test func `places and days are counted where they are known, and reported where not`() throws {
    var ads = tour(4, everyDays: 3)
    ads.append(TestAd(id: "u", text: "no date", contacts: [TestAd.phone(1)], place: "Place 9"))
    ads.append(TestAd(id: "v", text: "no place", contacts: [TestAd.phone(1)], day: 0))
    let item = try #require(try TestQueue(ads).items.first)
    #expect(item.count("ads") == 6)
    #expect(item.count("placeCount") == 5)
    #expect(item.within(1) == 1)
    #expect(item.within(7) == 3)
    #expect(item.within(30) == 4)
    #expect(item.count("daysActive") == 4)
    #expect(item.count("undated") == 1)
    #expect(item.count("unplaced") == 1)
    #expect(item.links["firstSeen"] as? String == "2011-01-01T00:00:00Z")
    #expect(item.links["lastSeen"] as? String == "2011-01-10T00:00:00Z")
  }

  @Test func `spellings of a place that differ in case or commas are one place`() throws {
    let queue = try TestQueue([
      TestAd(
        id: "a", text: "first", contacts: [TestAd.phone(1)], day: 1, place: "Dallas, TX"),
      TestAd(
        id: "b", text: "second", contacts: [TestAd.phone(1)], day: 1, place: "dallas  TX "),
    ])
    #expect(queue.items.first?.links["places"] as? [String] == ["Dallas, TX"])
  }

  @Test func `one number in several places within days adds its points and is named`() throws {
    var table = LinkTable()
    table.signals = [
      .init(
        id: "movement.linked", measure: .contactPlaces, atLeast: 3, withinDays: 30,
        points: Points(1.5), grade: .b),
      .init(
        id: "movement.linked", measure: .contactPlaces, atLeast: 3, withinDays: 9,
        points: Points(2.25), grade: .b),
    ]
    let near = try #require(try TestQueue(tour(4, everyDays: 2), table: table).items.first)
    #expect(near.score == 2.25)
    #expect(near.contributions.map(\.of) == ["link movement.linked"])
    #expect(
      near.why
        == "No indicators; linked: the same number in 4 places within 7 days (2.25).")
    let far = try #require(try TestQueue(tour(3, everyDays: 10), table: table).items.first)
    #expect(far.score == 1.5)
    let undated = tour(4).map { ad in
      var ad = ad
      ad.day = nil
      return ad
    }
    #expect(try TestQueue(undated, table: table).items.first?.score == 0)
  }

  @Test func `links add no more than their cap, and parts still add up`() throws {
    var table = LinkTable()
    table.cap = Points(3)
    table.labour = Self.labourWords
    table.sex = Self.sexWords
    table.signals = [
      .init(
        id: "movement.linked", measure: .contactPlaces, atLeast: 2, withinDays: 30,
        points: Points(2), grade: .b),
      .init(
        id: "recruit.link", measure: .contactCategories, atLeast: 2, points: Points(3),
        grade: .b),
    ]
    var ads = tour(2)
    ads[0].category = "Jobs"
    ads[1].category = "escorts"
    let item = try #require(try TestQueue(ads, table: table).items.first)
    #expect(item.score == 3)
    #expect(item.contributions.map(\.points) == [2, 1])
    #expect(item.why.contains("the same number in ads for work and in commercial-sex ads"))
    #expect(item.links["categories"] as? [String] == ["labour", "sex"])
  }

  @Test func `only what was posted before the date is taken, and nothing undated`() throws {
    var ads = tour(5)
    ads.append(TestAd(id: "u", text: "undated", contacts: [TestAd.phone(1)]))
    // The text of an ad that came too late was seen before: its copy must still be linked.
    ads.insert(
      TestAd(
        id: "late", text: "tour text 1", contacts: [TestAd.phone(1)], day: 30, place: "Late"),
      at: 0)
    let date = Instant(year: 2011, month: 1, day: 4)
    let queue = try TestQueue(ads, asOf: date)
    let item = try #require(queue.items.first)
    #expect(queue.report.ads == 3)
    #expect(item.count("ads") == 3)
    #expect(item.count("undated") == 0)
    #expect(item.links["lastSeen"] as? String == "2011-01-03T00:00:00Z")
    #expect(try TestQueue(Array(ads[1...3])).bytes == queue.bytes)
  }

  @Test func `what reviewers set aside is linked but not shown`() throws {
    let ads = tour(3)
    let fingerprint = Hash64.of("tour text 0".utf8)
    let gone = Hash64.of("a text that no ad has".utf8)
    let queue = try TestQueue(ads, change: { $0.suppressed = [fingerprint, gone] })
    #expect(queue.report.suppressed == 1 && queue.report.unmatched == 1)
    let alone = try TestQueue(ads) {
      $0.suppressed = [fingerprint, gone]
      $0.linksAds = false
    }
    #expect(alone.report.suppressed == 1 && alone.report.unmatched == 1)
    #expect(queue.items.count == 1)
    #expect(queue.items.first?.count("ads") == 3)
    #expect(queue.items.first?.count("behind") == 1)
    #expect(queue["tour-0"] == nil)
  }

  @Test func `a number from another state counts where both states are known`() throws {
    var table = LinkTable()
    table.signals = [
      .init(
        id: "movement.area-code", measure: .numberElsewhere, atLeast: 1, points: Points(0.25),
        grade: .b)
    ]
    func score(_ place: String?, _ contact: Identifier.Value = TestAd.phone(1)) throws -> Double? {
      let ad = TestAd(id: "a", text: "first", contacts: [contact], place: place)
      return try TestQueue([ad], table: table).items.first?.score
    }
    #expect(try score("Reno, NV") == 0.25)
    #expect(try score("Dallas, TX") == 0)
    #expect(try score("Dallas") == 0)
    #expect(try score(nil) == 0)
    #expect(try score("Reno, NV", TestAd.email("x")) == 0)
  }
}
