import Foundation
import Model
import Testing

@testable import Events

@Suite struct AnswerTests {
  private func answers(_ csv: String, _ definitions: String) throws -> ([Answer], Analyst) {
    let read = try EventDefinitions.parse(definitions, file: "events.yml")
    let panel = try CountTable.read(Array(csv.utf8), path: "counts.csv", definitions: read)
    let analyst = Analyst(panel, read)
    return (analyst.answers(), analyst)
  }

  private func sample(_ name: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try String(
      contentsOf: root.appendingPathComponent("Samples/events/\(name)"), encoding: .utf8)
  }

  @Test func `the published 136 % of one Sunday comes out of the declared series`() throws {
    let (answers, analyst) = try answers(sample("sunday-2011.csv"), sample("sunday-2011.yml"))
    let answer = try #require(answers.first)
    #expect(answer.verdict == .rose)
    guard case .change(let change)? = answer.estimate else {
      Issue.record("no change")
      return
    }
    #expect(change.host.observed == 295)
    #expect(change.host.expected == 125)
    #expect(change.host.ratio == 2.36)
    let page = ReportPage(
      EventReport(analyst, terms: nil, inputs: [], isPublic: false, version: "test")
    ).html
    #expect(page.contains("It does not show that the real counts were"))
    #expect(page.contains("the others 0.92"))
  }

  private let monthly: String = {
    var text = "place,date,count\n"
    for place in 0..<30 {
      for month in 1...10 {
        let isEvent = place == 0 && month == 8
        let count = isEvent ? 900 : 280 + (place * 37 + month * 53) % 41
        text += "City \(place),2011-\(month < 10 ? "0" : "")\(month),\(count)\n"
      }
    }
    return text
  }()

  private func event(_ start: String, _ end: String) -> String {
    """
    format: 1
    places: [{id: city-0, name: City 0}]
    events: [{id: fair, name: the fair, places: [city-0], start: \(start), end: \(end)}]
    """
  }

  @Test func `monthly data never answer a question about a day`() throws {
    let (answers, analyst) = try answers(monthly, event("2011-08-13", "2011-08-14"))
    #expect(answers.map(\.verdict) == [.cannotBeTold(.tooCoarse(.monthly))])
    let text = Sentence(answers[0], panel: analyst.panel, definitions: analyst.definitions).text
    #expect(text.hasPrefix("Cannot be told whether ads changed in City 0 during the fair"))
    #expect(text.contains("the total of a month says nothing about 2 days of it"))
    #expect(text.contains("1 to 31 August 2011 as a whole had"))
  }

  @Test func `monthly data answer a question about a month`() throws {
    let (answers, analyst) = try answers(monthly, event("2011-08-03", "2011-08-30"))
    #expect(answers.map(\.verdict) == [.rose])
    let text = Sentence(answers[0], panel: analyst.panel, definitions: analyst.definitions).text
    #expect(text.contains("in the months of the fair (1 to 31 August 2011)"))
  }

  @Test func `a single place cannot be told, and no change of it is printed`() throws {
    let alone = monthly.split(separator: "\n").filter {
      $0.hasPrefix("place") || $0.hasPrefix("City 0,")
    }.joined(separator: "\n")
    let (answers, analyst) = try answers(alone, event("2011-08-03", "2011-08-30"))
    #expect(answers.map(\.verdict) == [.cannotBeTold(.noControl)])
    let report = EventReport(analyst, terms: nil, inputs: [], isPublic: false, version: "test")
    let table = TidyTable(analyst, isPublic: false)
    var csv: [UInt8] = []
    var lines = JSONBuffer()
    table.append(report.answers[0], csv: &csv, jsonl: &lines)
    let text = String(decoding: csv, as: UTF8.self)
    #expect(text.contains("2011-08,city-0,ads,900,,,,,,1,fair,event"))
    #expect(!report.summary(all: true).contains("times"))
  }

  /// A host and its controls over ten weeks; in the event's days each has so many times its usual.
  private func daily(_ times: [Double]) -> String {
    var csv = "place,date,count\n"
    for (place, factor) in times.enumerated() {
      for day in 0..<70 {
        let date = CalendarDay(year: 2011, month: 1, day: 1)!.advanced(by: day)
        let usual = 100 + (place * 37 + day * 53) % 11
        let count = (56..<63).contains(day) ? Int(factor * Double(usual)) : usual
        csv += "City \(place),\(date),\(count)\n"
      }
    }
    return csv
  }

  @Test func `one strange place among two controls does not decide`() throws {
    let week = event("2011-02-26", "2011-03-04")
    // The controls' sum stays as it was, and yet one of them rose as the host did.
    let (strange, analyst) = try answers(daily([1.5, 0.6, 1.4]), week)
    #expect(strange.map(\.verdict) == [.cannotBeTold(.restsOnOneControl("City 1"))])
    let text = Sentence(strange[0], panel: analyst.panel, definitions: analyst.definitions).text
    #expect(text.contains("stands out only as long as City 1 is among the few places"))
    #expect(try answers(daily([1.5, 1, 1]), week).0.map(\.verdict) == [.rose])
    // Where all rose, the one that rose a little more stands out of nothing.
    let (shared, shares) = try answers(daily([1.6, 1.4, 1.4, 1.4, 1.4, 1.4]), week)
    #expect(shared.map(\.verdict) == [.noEvidence])
    #expect(
      Sentence(shared[0], panel: shares.panel, definitions: shares.definitions).text
        .contains("that stands out, but cannot be told from a change that all places share"))
    // Among many the same two are two of many.
    let many = [1.5, 0.6, 1.4] + [Double](repeating: 1, count: 6)
    #expect(try answers(daily(many), week).0.map(\.verdict) == [.rose])
  }

  @Test func `a large deviation says less where places and baseline are few`() {
    func amount(stretches: Double) -> Double {
      let still = PlaceboTest.Movement(change: 0, standardError: 0.05)
      return Evidence(
        relative: Coefficient(estimate: 0.6, standardError: 0.05),
        placebo: PlaceboTest(
          statistic: 6, host: still, controls: still, stretchCount: stretches, inTime: [],
          inSpace: [], elsewhere: []), controlCount: 2, collectionChanged: false
      ).amount
    }
    // Twice the log of the ratio of Student's likelihoods, 9 log(1 + 36/8), with the prior's share.
    let prior = log(1.4) * log(1.4)
    #expect(abs(amount(stretches: 9) - 9 * log(5.5) * prior / (prior + 0.01)) < 1e-9)
    #expect(amount(stretches: 9) < amount(stretches: 90))
    #expect(amount(stretches: 90) < 36)
  }

  @Test func `a public report has no estimate that a small count can be worked out from`() throws {
    var csv = "place,date,count\n"
    for place in 0..<8 {
      for day in 0..<70 {
        let date = CalendarDay(year: 2011, month: 1, day: 1)!.advanced(by: day)
        let isEvent = place == 0 && (59..<64).contains(day)
        csv += "City \(place),\(date),\(isEvent ? day % 2 : 2 + (day + place) % 3)\n"
      }
    }
    let (_, analyst) = try answers(csv, event("2011-03-01", "2011-03-05"))
    func report(isPublic: Bool) -> EventReport {
      EventReport(analyst, terms: nil, inputs: [], isPublic: isPublic, version: "test")
    }
    #expect(report(isPublic: false).answers.first?.estimate != nil)
    #expect(report(isPublic: true).answers.first?.estimate == nil)
    #expect(
      !String(decoding: AnswerLines(report(isPublic: true)).bytes, as: UTF8.self)
        .contains("observed"))
  }

  @Test func `small counts are masked in public reports`() throws {
    var csv = "place,date,count\n"
    for place in 0..<8 {
      for day in 0..<70 {
        let date = CalendarDay(year: 2011, month: 1, day: 1)!.advanced(by: day)
        csv += "City \(place),\(date),\(1 + (day * 5 + place * 3) % 7)\n"
      }
    }
    let (answers, analyst) = try answers(csv, event("2011-03-01", "2011-03-05"))
    var (open, masked): ([UInt8], [UInt8]) = ([], [])
    var lines = JSONBuffer()
    TidyTable(analyst, isPublic: false).append(answers[0], csv: &open, jsonl: &lines)
    TidyTable(analyst, isPublic: true).append(answers[0], csv: &masked, jsonl: &lines)
    func values(_ csv: [UInt8]) -> [Double] {
      String(decoding: csv, as: UTF8.self).split(separator: "\n").compactMap {
        Double($0.split(separator: ",", omittingEmptySubsequences: false)[3])
      }
    }
    #expect(values(open).contains { $0 > 0 && $0 < 5 })
    #expect(!values(masked).contains { $0 > 0 && $0 < 5 })
    #expect(values(masked).contains { $0 >= 5 })
  }

  @Test func `a masked day cannot be worked out from sums and means`() throws {
    // The host has one small count in the event, one on a Monday of the baseline.
    var csv = "place,date,count\n"
    for place in 0..<8 {
      for day in 0..<70 {
        let date = CalendarDay(year: 2011, month: 1, day: 1)!.advanced(by: day)
        let small = place == 0 && (day == 60 || date == CalendarDay("2011-02-07"))
        csv += "City \(place),\(date),\(small ? 3 : 8 + (day * 5 + place * 3) % 7)\n"
      }
    }
    let (answers, analyst) = try answers(csv, event("2011-02-26", "2011-03-04"))
    func masked(isPublic: Bool) -> [(date: String, phase: String)] {
      var csv: [UInt8] = []
      var lines = JSONBuffer()
      TidyTable(analyst, isPublic: isPublic).append(answers[0], csv: &csv, jsonl: &lines)
      return String(decoding: csv, as: UTF8.self).split(separator: "\n")
        .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        .filter { $0[1] == "city-0" && $0[3].isEmpty }.map { ($0[0], $0[11]) }
    }
    #expect(masked(isPublic: false).isEmpty)
    let hidden = masked(isPublic: true)
    #expect(hidden.filter { $0.phase == "event" }.map(\.date).contains("2011-03-02"))
    #expect(hidden.count { $0.phase == "event" } == 2)
    let baseline = hidden.filter { $0.phase == "baseline" }.compactMap { CalendarDay($0.date) }
    #expect(baseline.contains(CalendarDay("2011-02-07")!))
    #expect(baseline.count == 2 && baseline.allSatisfy { $0.weekday == 0 })
    let page = ReportPage(
      EventReport(analyst, terms: nil, inputs: [], isPublic: true, version: "test")
    ).html
    for day in hidden { #expect(page.contains("<title>\(day.date): masked</title>")) }
    #expect(!page.contains(": 3, usual"))
  }
}
