import Dispatch
import Events
import Generated
import Synchronization
import Testing

/// What is said about generated panels with declared effects; see `PanelScenario`. The benchmark
/// `panelbench` asks many more of them.
@Suite struct VerdictInvariantTests {
  private func verdicts(
    _ scenario: PanelScenario, seeds: Range<UInt64>
  ) throws -> [String: Int] {
    let result = Mutex<[String: Int]>([:])
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: seeds.count) { index in
      do {
        let definitions = try EventDefinitions.parse(scenario.panel.definitions, file: "week.yml")
        let table = scenario.panel.csv(seed: seeds.lowerBound + UInt64(index))
        let panel = try CountTable.read(
          Array(table.utf8), path: "counts.csv", definitions: definitions)
        let period = scenario.asksPeak ? "peak" : "event"
        let answer = Analyst(panel, definitions).answers().first { $0.question.period == period }
        result.withLock { $0[answer?.verdict.name ?? "not asked", default: 0] += 1 }
      } catch {
        failure.withLock { $0 = error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return result.withLock { $0 }
  }

  private func scenario(
    _ name: String, _ shape: PanelScenario.Shape = .usual
  ) throws -> PanelScenario {
    try #require(PanelScenario.all(shape).first { $0.name == name })
  }

  @Test func `at most 5 % false alarms over 500 panels without an effect`() throws {
    let found = try verdicts(scenario("nothing", .small), seeds: 0..<500)
    #expect(found["rose", default: 0] + found["fell", default: 0] <= 25)
    // Not by refusing to answer: the data are good, and nearly all are told.
    #expect(found["no-evidence", default: 0] >= 470)
  }

  @Test(arguments: ["+40 % for the week", "+136 % on one day"])
  func `a rise at 50 ads a day is found four times in five`(name: String) throws {
    let found = try verdicts(scenario(name), seeds: 1000..<1060)
    #expect(found["rose", default: 0] >= 48)
    #expect(found["fell"] == nil)
  }

  @Test func `a fall of 40 % is found, and called one`() throws {
    let found = try verdicts(scenario("-40 % for the week"), seeds: 1000..<1020)
    #expect(found["fell", default: 0] >= 16)
    #expect(found["rose"] == nil)
  }

  @Test(
    arguments: (PanelScenario.shared(.small) + PanelScenario.collection(.small))
      .filter { $0.bar == .neverRose }.map(\.name))
  func `never rose where all places rose alike or only coverage changed`(name: String) throws {
    let found = try verdicts(scenario(name, .small), seeds: 2000..<2004)
    #expect(found["rose"] == nil)
  }
}
