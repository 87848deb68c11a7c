import Foundation
import Model
import Testing

@testable import Events

@Suite struct DefinitionReaderTests {
  private func faults(_ yaml: String) -> [String] {
    do throws(EventsError) {
      _ = try EventDefinitions.parse(yaml, file: "events.yml")
      return []
    } catch {
      guard case .badDefinitions(let faults) = error else { return ["another error"] }
      return faults.map(\.description)
    }
  }

  @Test func `every fault is reported with its line and column`() {
    let yaml = """
      format: 1
      places:
        - {id: dallas, name: Dallas, time_zone: Texas}
      events:
        - id: game
          name: Game
          places: [dalas]
          start: 2011-02-06
          end: 2011-02-05
          gard_days: 3
      """
    #expect(
      faults(yaml) == [
        """
        events.yml:3:43: error: no time zone 'Texas'; names are IANA's, such as America/Chicago
        """,
        """
        events.yml:10:5: error: unknown field 'gard_days'; known are id, name, places, start, end, \
        peak, time_zone, guard_days, baseline_days, leave_out, controls, combine, ask, note
        """,
        "events.yml:9:10: error: the event ends before it starts",
        "events.yml:7:14: error: no place 'dalas' is defined",
      ])
  }

  @Test func `two places cannot have one spelling`() {
    let yaml = """
      format: 1
      places:
        - {id: one, name: One, spellings: ["Big City, TX"]}
        - {id: two, name: Two, spellings: ["big city tx"]}
      events: []
      """
    #expect(
      faults(yaml) == ["events.yml:4:5: error: 'big city tx' is a name of place 'one' already"])
  }

  @Test func `moments fall on the days of each place's own clock`() throws {
    let definitions = try EventDefinitions.parse(
      """
      format: 1
      places:
        - {id: west, name: West, time_zone: America/Los_Angeles}
      events:
        - id: night
          name: Night
          places: [west]
          start: "2011-02-06T22:00"
          end: "2011-02-07T00:00"
          time_zone: America/New_York
      """, file: "events.yml")
    let event = definitions.events[0]
    let sixth = CalendarDay(year: 2011, month: 2, day: 6)!
    #expect(event.start == .instant(Instant(year: 2011, month: 2, day: 7, hour: 3)!))
    #expect(EventPeriods.days(of: event, in: "America/New_York") == sixth...sixth)
    #expect(EventPeriods.days(of: event, in: "America/Los_Angeles") == sixth...sixth)
    #expect(
      EventPeriods.days(of: event, in: "Europe/London")
        == sixth.advanced(by: 1)...sixth.advanced(by: 1))
  }

  @Test func `the clocks of a spring night are read as they stood`() {
    let zone = LocalClock(named: "America/Chicago")
    // Clocks went from 2:00 to 3:00 on 13 March 2011.
    #expect(
      zone.day(of: Instant(year: 2011, month: 3, day: 13, hour: 5, minute: 59)!).description
        == "2011-03-12")
    #expect(
      zone.day(of: Instant(year: 2011, month: 3, day: 14, hour: 4, minute: 59)!).description
        == "2011-03-13")
    #expect(
      zone.day(of: Instant(year: 2011, month: 3, day: 14, hour: 5)!).description == "2011-03-14")
  }

  @Test(arguments: ["super-bowls.yml", "large-events.yml", "sample.yml", "sunday-2011.yml"])
  func `shipped definitions have no faults`(name: String) throws {
    let path = #filePath.components(separatedBy: "/Tests/")[0] + "/Samples/events/" + name
    #expect(try !EventDefinitions.read([path]).events.isEmpty)
  }
}
