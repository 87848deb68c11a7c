import Testing

@testable import Model

@Suite struct InstantTests {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1_296_986_400_000, "2011-02-06T10:00:00Z"),
      (-1, "1969-12-31T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00Z"),
      (253_402_300_799_000, "9999-12-31T23:59:59Z"),
    ] as [(Int64, String)])
  func `instants print as ISO 8601 in UTC`(milliseconds: Int64, text: String) {
    #expect(Instant(milliseconds: milliseconds).description == text)
  }

  @Test func `a calendar moment with an offset becomes UTC`() {
    let instant = Instant(year: 2011, month: 2, day: 6, hour: 4, offsetSeconds: -6 * 3600)
    #expect(instant?.description == "2011-02-06T10:00:00Z")
  }

  @Test(arguments: [(2011, 2, 29), (2011, 13, 1), (2011, 0, 1), (2011, 4, 31)])
  func `days that do not exist are refused`(year: Int, month: Int, day: Int) {
    #expect(Instant(year: year, month: month, day: day) == nil)
  }
}
