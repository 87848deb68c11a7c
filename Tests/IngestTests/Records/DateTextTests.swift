import Generated
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
    "", "soon", "2011-02-30", "2011-2-6", "Feb 6, 2011", "2011-02-06T25:00",
    "2011-02-06T10:00+99:00",
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

  @Test(arguments: [
    ("Sunday, February 6, 2011 5:45 PM", "2011-02-06T17:45:00Z"),
    ("Posted: Sunday, February 6, 2011 at 12:05 a.m.", "2011-02-06T00:05:00Z"),
    ("Feb 6, 2011", "2011-02-06T00:00:00Z"), ("feb. 6th 2011, 5PM", "2011-02-06T17:00:00Z"),
    ("6 Sept 2011", "2011-09-06T00:00:00Z"), ("06-Feb-2011 10:00", "2011-02-06T10:00:00Z"),
    ("Sun, 06 Feb 2011 10:00:00 -0600", "2011-02-06T16:00:00Z"),
    ("Sun, 06 Feb 2011 10:00:00 EST", "2011-02-06T15:00:00Z"),
    ("Sun Feb  6 10:00:00 2011", "2011-02-06T10:00:00Z"),
    ("Sun Feb 06 2011 10:00:00 GMT+0100 (CET)", "2011-02-06T09:00:00Z"),
    ("6 de febrero de 2011", "2011-02-06T00:00:00Z"), ("mar 1 mar 2011", "2011-03-01T00:00:00Z"),
    ("Mar 6, 2011", "2011-03-06T00:00:00Z"), ("2011/02/06 10:00:30", "2011-02-06T10:00:30Z"),
    ("2011.2.6", "2011-02-06T00:00:00Z"), ("2011-2-6", "2011-02-06T00:00:00Z"),
    ("2011/02/06T10:00:00.5Z", "2011-02-06T10:00:00Z"),
    ("10:00 6 May 2011", "2011-05-06T10:00:00Z"),
  ])
  func `dates are read as people write them`(text: String, expected: String) {
    #expect(DateText.instant(written: Array(text.utf8), order: nil)?.description == expected)
  }

  @Test(arguments: [
    "02/06/2011", "2.6.2011", "06-Feb-11", "Feb 2011", "Feb 6", "6 2011", "Feb 6 - Feb 9, 2011",
    "Feb 6 - 9, 2011", "Feb 30, 2011", "Feb 6, 2011 25:00", "Feb 6, 2011 13:00 PM", "2 hours ago",
    "yesterday", "Feb 6, 2011 and later", "Feb 6, 2011 PM", "Smarch 6, 2011", "Feb 6, 2011 10:0",
    "Feb 6, 2011 10:00 +9900", "Feb 6, 2011 10:00 (", "2011/13/06", "2011/02/006", "/", "(", "-06",
    "Feb 6, 2011 10:00 EST CST", "6 6 2011", "2011 2011 Feb",
    String(repeating: "on ", count: 30) + "Feb 6, 2011",
  ])
  func `nothing is guessed`(text: String) {
    #expect(DateText.instant(written: Array(text.utf8), order: nil) == nil)
  }

  @Test func `an order says what three numbers mean`() {
    func day(_ text: String, _ order: DateOrder) -> String? {
      DateText.instant(written: Array(text.utf8), order: order)?.description
    }
    #expect(day("02/06/2011 5:45 pm", .monthFirst) == "2011-02-06T17:45:00Z")
    #expect(day("02/06/2011", .dayFirst) == "2011-06-02T00:00:00Z")
    #expect(day("2.6.2011", .dayFirst) == "2011-06-02T00:00:00Z")
    #expect(day("13/02/2011", .monthFirst) == nil)
    #expect(day("2011/02/06", .dayFirst) == "2011-02-06T00:00:00Z")
    #expect(day("02/06/11", .monthFirst) == nil)
  }

  @Test func `whatever stands in place of a date, a date between the years is read or none`() {
    let pieces = [
      "feb", "6", "2011", "06", "/", "-", ":", ".", ",", " ", "10:00", "pm", "a.m.", "est", "+0100",
      "(", ")", "mar", "de", "th", "z", "T", "99999999999999999999", "é", "٣", "\u{0}", "0",
    ]
    let years =
      Instant(milliseconds: -62_135_596_800_000)...Instant(milliseconds: 253_402_300_799_999)
    var random = SeededGenerator(seed: 206)
    var readCount = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...9, using: &random)
      let text = (0..<count).map { _ in pieces[Int.random(in: pieces.indices, using: &random)] }
      let order = [nil, DateOrder.monthFirst, .dayFirst].randomElement(using: &random) ?? nil
      guard let date = DateText.instant(written: Array(text.joined().utf8), order: order) else {
        continue
      }
      readCount += 1
      #expect(years.contains(date), "\(text)")
    }
    #expect(readCount > 0)
  }
}
