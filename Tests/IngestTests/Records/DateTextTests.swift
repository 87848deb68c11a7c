import Model
import Testing

@testable import Ingest

@Suite struct DateTextTests {
  @Test(arguments: [
    ("2011-02-06", "2011-02-06T00:00:00Z"), (" 2011-02-06T10:00:00Z\n", "2011-02-06T10:00:00Z"),
    ("2011-02-06T10:00:00.1239+01:30", "2011-02-06T08:30:00.123Z"),
    ("2011-02-06 10:00", "2011-02-06T10:00:00Z"), ("2011-02-06t10:00:00z", "2011-02-06T10:00:00Z"),
    ("2011-02-06T10:00:00 UTC", "2011-02-06T10:00:00Z"),
    ("2011-02-06T10:00GMT", "2011-02-06T10:00:00Z"),
    ("2011-02-06T10:00:00-0500", "2011-02-06T15:00:00Z"), ("20110206", "2011-02-06T00:00:00Z"),
    ("20110206T100000Z", "2011-02-06T10:00:00Z"), ("20110206100000", "2011-02-06T10:00:00Z"),
    ("1296986400", "2011-02-06T10:00:00Z"), ("1296986400.25", "2011-02-06T10:00:00.250Z"),
    ("1296986400123", "2011-02-06T10:00:00.123Z"),
  ])
  func `dates of dumps are read`(text: String, expected: String) {
    #expect(DateText.instant(Array(text.utf8))?.description == expected)
  }

  @Test(arguments: [
    "", "soon", "2011-02-30", "2011-2-6", "2011-02-06T25:00", "2011-02-06T10:00+99:00",
    "2011-02-06T10:00 later", "2011-02-06T10:00 UT", "2011-02-06T10:00 UTC+1", " \n", "12345678",
    "20111306", "0001-01-01T00:00+01:00",
    "9999-12-31T23:00-05:00", "123456789012345678901",
  ])
  func `what is no date stays undated`(text: String) {
    #expect(DateText.instant(Array(text.utf8)) == nil)
  }

  @Test(arguments: [(1e10, 1e13), (1_296_986_400, 1_296_986_400_000), (1e11, 1e11)])
  func `numbers are seconds or milliseconds`(number: Double, milliseconds: Double) {
    #expect(DateText.instant(number: number)?.milliseconds == Int64(milliseconds))
  }

  @Test(arguments: [0, -5, 7, 1e14, .infinity, .nan])
  func `numbers that no dump means as a date are none`(number: Double) {
    #expect(DateText.instant(number: number) == nil)
  }

  @Test func `a number of eight digits may be a day`() {
    #expect(DateText.instant(number: 20_110_206)?.description == "2011-02-06T00:00:00Z")
  }
}
