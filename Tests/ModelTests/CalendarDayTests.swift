import Model
import Testing

@Suite struct CalendarDayTests {
  @Test func `a day is read as it is written`() {
    #expect(CalendarDay("2011-02-06") == CalendarDay(year: 2011, month: 2, day: 6))
    #expect(CalendarDay("2012-02-29")?.description == "2012-02-29")
    #expect(CalendarDay("0001-01-01"[...])?.parts.year == 1)
  }

  @Test(arguments: [
    "", "2011", "2011-02", "2011-2-6", "2011-02-30", "2011-13-01", "2011-00-01", "2011-02-00",
    "+011-02-06", "2011-02-066", "2011/02/06", "20110206", "2011-02-06T", " 2011-02-06",
    "२०११-०२-०६",
  ])
  func `what is no day is refused`(text: String) { #expect(CalendarDay(text) == nil) }
}
