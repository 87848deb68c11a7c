import Dispatch
import Events
import Synchronization
import Testing

/// What is said about generated panels with declared effects; see `GeneratedPanel`.
@Suite struct VerdictInvariantTests {
  private func verdicts(
    _ panel: @autoclosure @Sendable () -> GeneratedPanel, seeds: Range<UInt64>
  ) throws -> [String: Int] {
    let result = Mutex<[String: Int]>([:])
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: seeds.count) { index in
      do {
        let name = try panel().answer(seed: seeds.lowerBound + UInt64(index)).verdict.name
        result.withLock { $0[name, default: 0] += 1 }
      } catch {
        failure.withLock { $0 = error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return result.withLock { $0 }
  }

  @Test func `at most 5 % false alarms over 500 panels without an effect`() throws {
    let found = try verdicts(GeneratedPanel(), seeds: 0..<500)
    #expect(found["rose", default: 0] + found["fell", default: 0] <= 25)
    // Not by refusing to answer: the data are good, and nearly all are told.
    #expect(found["no-evidence", default: 0] >= 470)
  }

  @Test func `a rise of 40 % at 50 ads a day over a week is found four times in five`() throws {
    let found = try verdicts(.rise(1.4), seeds: 1000..<1060)
    #expect(found["rose", default: 0] >= 48)
    #expect(found["fell"] == nil)
  }

  @Test func `a fall of 40 % is found, and called one`() throws {
    let found = try verdicts(.rise(0.6), seeds: 1000..<1020)
    #expect(found["fell", default: 0] >= 16)
    #expect(found["rose"] == nil)
  }

  @Test(
    arguments: [
      "a rise of 40 % everywhere", "twice the ads everywhere", "twice the collection everywhere",
      "a hole in the event", "a hole in the host's baseline", "a thin baseline of the host",
      "controls that fail in the event", "controls that thin out in the event",
      "all lost for three days", "a host collected from the event on",
    ])
  func `never rose where all places rose alike or only coverage changed`(change: String) throws {
    let found = try verdicts(.without(effect: change), seeds: 2000..<2010)
    #expect(found["rose"] == nil)
  }
}

extension GeneratedPanel {
  fileprivate static func rise(_ factor: Double) -> GeneratedPanel {
    var panel = GeneratedPanel()
    panel.effect = { place, day in place == 0 && (0..<7).contains(day) ? factor : 1 }
    return panel
  }

  fileprivate static func without(effect name: String) -> GeneratedPanel {
    var panel = GeneratedPanel()
    let week = 0..<7
    switch name {
    case "a rise of 40 % everywhere":
      panel.effect = { _, day in week.contains(day) ? 1.4 : 1 }
    case "twice the ads everywhere":
      panel.effect = { _, day in week.contains(day) ? 2 : 1 }
    case "twice the collection everywhere":
      panel.collected = { _, day in week.contains(day) ? 1 : 0.5 }
    case "a hole in the event":
      panel.collected = { place, day in place == 0 && week.contains(day) ? 0.1 : 1 }
    case "a hole in the host's baseline":
      panel.collected = { place, day in place == 0 && (-21 ..< -3).contains(day) ? 0 : 1 }
    case "a thin baseline of the host":
      panel.collected = { place, day in place == 0 && (-21..<0).contains(day) ? 0.5 : 1 }
    case "controls that fail in the event":
      panel.collected = { place, day in place > 0 && week.contains(day) ? 0.3 : 1 }
    case "controls that thin out in the event":
      panel.collected = { place, day in place > 0 && week.contains(day) ? 0.6 : 1 }
    case "all lost for three days":
      panel.collected = { _, day in (2..<5).contains(day) ? 0 : 1 }
    default:
      panel.collected = { place, day in place == 0 && day < 0 ? 0.5 : 1 }
    }
    return panel
  }
}
