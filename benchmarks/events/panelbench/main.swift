// What is said about panels with declared effects:
// panelbench PANELS FIRST-SEED [WORKERS [PLACES [NAME]]]
//
// PLACES (3, 8 or 20; 0 for all) asks one shape only, and NAME only the scenarios whose names have
// it. Makes PANELS panels of every scenario and shape, each from a seed of its own, asks, and prints
// a table of the verdicts. Exits 1 when a scenario breaks its bar.

import Dispatch
import Events
import Foundation
import Generated
import Synchronization

let arguments = CommandLine.arguments
guard arguments.count >= 3, let count = Int(arguments[1]), let first = UInt64(arguments[2]) else {
  FileHandle.standardError.write(
    Data("usage: panelbench PANELS FIRST-SEED [WORKERS [PLACES [NAME]]]\n".utf8))
  exit(64)
}
let workers = arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1
let places = arguments.count > 4 ? Int(arguments[4]) ?? 0 : 0
let name = arguments.count > 5 ? arguments[5] : ""

/// The verdict on one panel.
@Sendable func verdict(_ scenario: PanelScenario, seed: UInt64) throws -> String {
  let definitions = try EventDefinitions.parse(scenario.panel.definitions, file: "panel.yml")
  let table = Array(scenario.panel.csv(seed: seed).utf8)
  let panel = try CountTable.read(table, path: "panel.csv", definitions: definitions)
  let period = scenario.asksPeak ? "peak" : "event"
  let answers = Analyst(panel, definitions).answers()
  return answers.first { $0.question.period == period }?.verdict.name ?? "not asked"
}

/// How often each verdict was given.
func verdicts(_ scenario: PanelScenario, seeds: Range<UInt64>) -> [String: Int] {
  let next = Atomic(seeds.lowerBound)
  let found = Mutex<[String: Int]>([:])
  DispatchQueue.concurrentPerform(iterations: workers) { _ in
    while true {
      let seed = next.add(1, ordering: .relaxed).oldValue
      guard seed < seeds.upperBound else { return }
      let name = (try? verdict(scenario, seed: seed)) ?? "failed"
      found.withLock { $0[name, default: 0] += 1 }
    }
  }
  return found.withLock { $0 }
}

/// A share with its interval, in percent.
func share(_ part: Int, _ whole: Int) -> String {
  guard let interval = Wilson.interval(successes: Double(part), trials: Double(whole)) else {
    return ""
  }
  return String(
    format: "%.1f (%.1f to %.1f)", 100 * Double(part) / Double(whole), 100 * interval.low,
    100 * interval.high)
}

/// The bar in words, and whether it holds.
func judged(_ bar: PanelScenario.Bar, rose: Int, fell: Int, panels: Int) -> (String, Bool) {
  switch bar {
  case .neverRose: ("never rose", rose == 0)
  case .falseAlarms(let most):
    ("rose or fell at most \(Int(100 * most)) %", Double(rose + fell) <= most * Double(panels))
  case .rose(let least):
    ("rose at least \(Int(100 * least)) %", Double(rose) >= least * Double(panels) && fell == 0)
  case .recorded: ("recorded", true)
  }
}

print(
  "| shape | scenario | panels | rose | fell | no evidence | cannot be told | rose, % (95 %) | bar | holds |"
)
print("|---|---|---:|---:|---:|---:|---:|---:|---|---|")
var seed = first
var broken = 0
for shape in PanelScenario.Shape.all where places == 0 || shape.places == places {
  for scenario in PanelScenario.all(shape) where name.isEmpty || scenario.name.contains(name) {
    let found = verdicts(scenario, seeds: seed..<seed + UInt64(count))
    seed += UInt64(count)
    func number(_ name: String) -> Int { found[name, default: 0] }
    let (rose, fell) = (number("rose"), number("fell"))
    let untold = count - rose - fell - number("no-evidence")
    let (bar, holds) = judged(scenario.bar, rose: rose, fell: fell, panels: count)
    if !holds { broken += 1 }
    print(
      "| \(shape.name) | \(scenario.name) | \(count) | \(rose) | \(fell) | "
        + "\(number("no-evidence")) | \(untold) | \(share(rose, count)) | \(bar) | "
        + "\(holds ? "yes" : "NO") |")
    fflush(nil)
  }
}
exit(broken == 0 ? 0 : 1)
