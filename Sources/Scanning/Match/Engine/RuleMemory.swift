internal import Model

/// The plans of all rules, and their class tables where loops can reach them by pointer.
///
/// Immutable, shared between workers.
// @unchecked Sendable: the memory is written in init alone.
final class RuleMemory: @unchecked Sendable {
  let plans: [RulePlan]
  /// The programs of the rules, then their filters: that of rule `n` is program `plans.count + n`.
  let programs: [MatchProgram?]
  /// Indices of the rules that run on every text.
  let everywhere: [Int]
  /// Code points that lead to rules by themselves.
  let marks: MarkTable
  /// What `KindCache` asks.
  let questions: [CompiledPattern]
  private let tables: UnsafeMutablePointer<UInt8>
  private let exceptions: UnsafeMutablePointer<SymbolClasses.Exception>
  private let firstExceptions: [Int]
  private let startBits: UnsafeMutablePointer<UInt32>
  private let firstStartBits: [Int]

  init(_ plans: [RulePlan], questions: [CompiledPattern]) {
    self.plans = plans
    programs = plans.map(\.program) + plans.map(\.filter)
    self.questions = questions
    marks = MarkTable(plans.map(\.marks))
    everywhere = plans.indices.filter { plans[$0].method == .patternEverywhere }
    var word = 0
    firstStartBits = plans.map { plan in
      defer { word += plan.startCheck.bits.count }
      return word
    }
    startBits = .allocate(capacity: word + 1)
    for (plan, first) in zip(plans, firstStartBits) {
      let bits = plan.startCheck.bits
      _ = UnsafeMutableBufferPointer(start: startBits + first, count: bits.count)
        .initialize(from: bits)
    }
    tables = .allocate(capacity: programs.count * 256 + 1)
    var first = 0
    firstExceptions = programs.map { program in
      defer { first += program?.classes.exceptions.count ?? 0 }
      return first
    }
    exceptions = .allocate(capacity: first + 1)
    for (number, program) in programs.enumerated() {
      guard let classes = program?.classes else { continue }
      _ = UnsafeMutableBufferPointer(start: tables + number * 256, count: 256)
        .initialize(from: classes.table)
      _ = UnsafeMutableBufferPointer(
        start: exceptions + firstExceptions[number], count: classes.exceptions.count
      ).initialize(from: classes.exceptions)
    }
  }

  deinit {
    startBits.deallocate()
    tables.deallocate()
    exceptions.deallocate()
  }

  /// The view of a program before any state has been made.
  ///
  /// - Parameter noStates: 256 unknown states, which stay in place as long as the view.
  func view(of number: Int, noStates: UnsafePointer<UInt16>) -> AutomatonView {
    let rule = number % plans.count
    let plan = plans[rule]
    let classes = programs[number]?.classes
    return AutomatonView(
      cells: noStates, unitShift: 0, starts: noStates,
      classes: UnsafePointer(tables + number * 256),
      exceptions: UnsafePointer(exceptions + firstExceptions[number]),
      exceptionCount: classes?.exceptions.count ?? 0, edge: classes?.edge ?? 0,
      startMask: plan.startCheck.mask, startShift: plan.startCheck.shift,
      startBits: UnsafePointer(startBits + firstStartBits[rule]),
      method: plan.method, fields: plan.fields.rawValue, hasFilter: plan.filter != nil)
  }
}
