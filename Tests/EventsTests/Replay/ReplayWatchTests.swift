import Model
import Testing

@testable import Events

@Suite struct ReplayWatchTests {
  private static let start = Instant(year: 2011, month: 1, day: 3)!
  private static let day: Int64 = 86_400_000

  private func clock(days: Int64) throws -> ReplayClock {
    try #require(
      ReplayClock(
        start: Self.start, end: Instant(milliseconds: Self.start.milliseconds + days * Self.day),
        step: Self.day))
  }

  private func ad(_ day: Int64, _ place: String, phone: String = "", text: UInt64 = 1) -> ReplayAd {
    ReplayAd(
      posted: Instant(milliseconds: Self.start.milliseconds + day * Self.day + 3_600_000),
      place: Array(place.utf8), fingerprint: text,
      identifiers: phone.isEmpty
        ? []
        : [
          Identifier(
            field: .text, span: ByteSpan(0, 1), value: .phone(e164: phone, obscured: false))
        ])
  }

  private func sorted(_ ads: [ReplayAd]) -> ReplayAds {
    var collector = ReplayAdCollector(EventDefinitions())
    for ad in ads { collector.append(ad) }
    return collector.sorted()
  }

  @Test(arguments: [
    ("30m", 1_800_000), ("12h", 43_200_000), ("1d", 86_400_000), ("2w", 1_209_600_000),
  ])
  func `lengths of steps are read`(text: String, milliseconds: Int64) {
    #expect(ReplayClock.length(text) == milliseconds)
  }

  @Test(arguments: ["", "d", "0d", "1", "1y", "-1d", "1.5h"])
  func `what is no length is refused`(text: String) {
    #expect(ReplayClock.length(text) == nil)
  }

  @Test func `a contact is new in town once, and only if it was known elsewhere`() throws {
    let watch = ReplayWatch(
      sorted([
        ad(0, "Boston", phone: "+16175550101"), ad(1, "Denver", phone: "+16175550101", text: 7),
        ad(1, "Denver", phone: "+16175550101", text: 8),
        ad(1, "Denver", phone: "+13035550102"), ad(2, "Denver", phone: "+16175550101"),
      ]), clock: try clock(days: 3))
    #expect(watch.advance(to: 0).arrivals.isEmpty)
    let second = watch.advance(to: 1)
    #expect(second.arrivals.map(\.place) == ["Denver"])
    #expect(second.arrivals.map(\.adCount) == [2])
    #expect(second.arrivals.map(\.fingerprint) == [7])
    #expect(second.arrivals.first?.from.map(\.place) == ["Boston"])
    #expect(second.unknownContacts == 1)
    #expect(watch.advance(to: 2).arrivals.isEmpty)
  }

  /// Six weeks of steady places; on day 38 `surge` more ads in Boston, and from then on none of the
  /// others if `othersStop`.
  private func steady(
    surge: Int, everywhere: Bool = false, othersStop: Bool = false
  ) -> [ReplayAd] {
    var ads: [ReplayAd] = []
    for day in 0..<42 as Range<Int64> {
      for place in ["Boston", "Denver", "Chicago", "Houston"] {
        if othersStop && day >= 38 && place != "Boston" { continue }
        let more = day == 38 && (place == "Boston" || everywhere) ? surge : 0
        for number in 0..<(8 + Int(day % 3) + more) {
          ads.append(ad(day, place, text: UInt64(number)))
        }
      }
    }
    return ads
  }

  private func alarms(_ ads: [ReplayAd]) throws -> [Int: [String]] {
    let clock = try clock(days: 42)
    let watch = ReplayWatch(sorted(ads), clock: clock)
    return (0..<clock.count).reduce(into: [:]) { result, step in
      let places = watch.advance(to: step).alarms.map(\.place)
      if !places.isEmpty { result[step] = places }
    }
  }

  @Test func `a place is called as its earliest ad writes it`() throws {
    let ads = [
      ad(2, "DALLAS TX", phone: "+12145550101"), ad(1, "Dallas,  TX", phone: "+12145550102"),
      ad(1, "dallas tx"), ad(0, "Waco, TX", phone: "+12145550101"),
    ]
    for ads in [ads, ads.reversed()] {
      let sorted = sorted(ads)
      let watch = ReplayWatch(sorted, clock: try clock(days: 3))
      let places = (0..<3).flatMap { watch.advance(to: $0).arrivals }.map(\.place)
      #expect(places == ["Dallas, TX"])
      #expect(sorted.placeName("dallas (TX)") == "Dallas, TX")
      #expect(sorted.placeName("Reno, NV") == "Reno, NV")
    }
  }

  @Test func `a surge at one place raises one alarm, one everywhere raises none`() throws {
    #expect(try alarms(steady(surge: 0)) == [:])
    #expect(try alarms(steady(surge: 30)) == [38: ["Boston"]])
    #expect(try alarms(steady(surge: 30, everywhere: true)) == [:])
  }

  @Test func `a place that has its usual where the others have nothing raises no alarm`() throws {
    #expect(try alarms(steady(surge: 0, othersStop: true)) == [:])
    #expect(try alarms(steady(surge: 30, othersStop: true)) == [38: ["Boston"]])
  }

  @Test func `a step is the same whatever comes later`() throws {
    let all = steady(surge: 30)
    let clock = try clock(days: 42)
    let early = all.filter { $0.posted < clock.first(39) }
    let (whole, cut) = (
      ReplayWatch(sorted(all), clock: clock), ReplayWatch(sorted(early), clock: clock)
    )
    for step in 0...38 {
      let (one, other) = (whole.advance(to: step), cut.advance(to: step))
      #expect(one.adCount == other.adCount)
      #expect(one.alarms == other.alarms)
      #expect(one.arrivals == other.arrivals)
    }
  }
}
