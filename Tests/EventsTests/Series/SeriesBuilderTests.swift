import Generated
import Model
import Testing

@testable import Events

@Suite struct SeriesBuilderTests {
  private static let definitions = """
    format: 1
    places:
      - {id: dallas, name: Dallas, area_codes: ["214"], time_zone: America/Chicago}
    events:
      - {id: week, name: Week, places: [dallas], start: 2011-01-31, end: 2011-02-06}
    """

  private func panel(_ ads: [AdRecord]) throws -> Panel {
    let builder = SeriesBuilder(try EventDefinitions.parse(Self.definitions, file: "week.yml"))
    for ad in ads { builder.add(ad) { nil } }
    return try #require(builder.finish())
  }

  private func ad(
    _ day: Int, _ hour: Int = 18, place: String = "Dallas", text: String = "text",
    phone: String? = nil, families: [String] = []
  ) -> AdRecord {
    let start = Instant(year: 2011, month: 1, day: 1)!
    let posted = Instant(milliseconds: start.milliseconds + Int64(day * 24 + hour) * 3_600_000)
    return AdRecord(
      posted: posted, place: Array(place.utf8), title: [], text: Array(text.utf8),
      families: families,
      identifiers: phone.map {
        [Identifier(field: .text, span: ByteSpan(0, 1), value: .phone(e164: $0, obscured: false))]
      } ?? [])
  }

  private func sum(_ panel: Panel, _ metric: Metric, _ place: String) -> Double {
    guard let series = panel.metrics.first(where: { $0.metric == metric }),
      let number = panel.place(place)
    else { return .nan }
    return (0..<panel.axis.count).reduce(0) { $0 + series[number, $1] }
  }

  @Test func `ads count on the day of the place, and dates without a time on their own day`() throws
  {
    let panel = try panel([ad(0, 5), ad(1, 0), ad(1, 12)])
    let series = panel.metrics[0]
    // 5:00 UTC is 23:00 of the day before in Dallas; midnight UTC is a date.
    #expect(panel.axis.label(0) == "2010-12-31")
    #expect((0..<panel.axis.count).map { series[panel.place("dallas")!, $0] } == [1, 0, 2])
  }

  @Test func `texts and contacts count once a place and day`() throws {
    let panel = try panel([
      ad(5, text: "a", phone: "+12145550142"), ad(5, text: "a", phone: "+12145550142"),
      ad(5, text: "b", phone: "+17025550111"), ad(6, text: "a", phone: "+12145550142"),
    ])
    #expect(sum(panel, .ads, "dallas") == 4)
    #expect(sum(panel, .texts, "dallas") == 3)
    #expect(sum(panel, .contacts, "dallas") == 3)
    #expect(sum(panel, .newContacts, "dallas") == 2)
    #expect(sum(panel, .farContacts, "dallas") == 1)
  }

  @Test func `a contact arrives if it was elsewhere within two weeks, and leaves the same way`()
    throws
  {
    let panel = try panel([
      ad(1, place: "Houston, TX", phone: "+12145550142"), ad(10, phone: "+12145550142"),
      ad(11, phone: "+12145550142"), ad(30, place: "Houston, TX", phone: "+12145550142"),
    ])
    #expect(sum(panel, .arriving, "dallas") == 1)
    #expect(sum(panel, .leaving, "houston-tx") == 1)
    // Nineteen days lie between Dallas and Houston.
    #expect(sum(panel, .arriving, "houston-tx") == 0)
    #expect(sum(panel, .leaving, "dallas") == 0)
    let (from, to) = (panel.place("houston-tx")!, panel.place("dallas")!)
    #expect(panel.moves.counts == [.init(from: from, to: to, bin: 9): 1])
  }

  @Test func `the order of ads does not matter`() throws {
    var random = SeededGenerator(seed: 7)
    let ads = (0..<400).map { number in
      ad(
        Int(random.next() % 40), place: ["Dallas", "Houston, TX", "Boston"][number % 3],
        text: "text \(random.next() % 90)", phone: "+1214555010\(random.next() % 10)",
        families: random.next() % 3 == 0 ? ["age.youth"] : [])
    }
    let (one, other) = (try panel(ads), try panel(ads.shuffled(using: &random)))
    for metric in one.metrics.map(\.metric) {
      for place in ["dallas", "houston-tx", "boston"] {
        #expect(sum(one, metric, place) == sum(other, metric, place))
      }
    }
    #expect(one.moves == other.moves)
  }

  @Test func `days without collection are found, and are not zeros`() throws {
    var ads: [AdRecord] = []
    for day in 0..<56 where !(20..<24).contains(day) {
      for number in 0..<20 { ads.append(ad(day, place: "Boston", text: "\(number)")) }
    }
    for day in 0..<56 {
      for number in 0..<20 { ads.append(ad(day, place: "Houston, TX", text: "\(number)")) }
    }
    let panel = try panel(ads)
    let map = panel.metrics[0].coverage
    let (boston, houston) = (panel.place("boston")!, panel.place("houston-tx")!)
    #expect((0..<56).filter { !map.isUsable(boston, $0) } == [20, 21, 22, 23])
    #expect((0..<56).allSatisfy { map.isFull(houston, $0) })
  }
}
