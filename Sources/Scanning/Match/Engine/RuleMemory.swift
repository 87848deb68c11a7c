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

  init(_ plans: [RulePlan], questions: [CompiledPattern]) {
    self.plans = plans
    programs = plans.map(\.program) + plans.map(\.filter)
    self.questions = questions
    marks = MarkTable(plans.map(\.marks))
    everywhere = plans.indices.filter { plans[$0].method == .patternEverywhere }
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
    tables.deallocate()
    exceptions.deallocate()
  }

  /// The view of a program before any state has been made.
  ///
  /// - Parameter noStates: 256 unknown states, which stay in place as long as the view.
  func view(of number: Int, noStates: UnsafePointer<UInt32>) -> AutomatonView {
    let plan = plans[number % plans.count]
    let classes = programs[number]?.classes
    return AutomatonView(
      transitions: noStates, starts: noStates, classes: UnsafePointer(tables + number * 256),
      exceptions: UnsafePointer(exceptions + firstExceptions[number]),
      exceptionCount: classes?.exceptions.count ?? 0, edge: classes?.edge ?? 0,
      firstSymbols: Self.lowBits(plan.paths, 1), symbolsBefore: Self.lowBits(plan.paths, 0),
      method: plan.method, fields: plan.fields.rawValue, hasFilter: plan.filter != nil)
  }

  /// The symbols at one place of all paths, by the lower five bits of their bytes; anything where
  /// a path has a gap there.
  private static func lowBits(_ paths: [[PathItem]], _ index: Int) -> UInt32 {
    var bits: UInt32 = 0
    for path in paths {
      guard path[index].isSymbols else { return .max }
      for (number, byte) in FoldedAlphabet.bytes.enumerated()
      where path[index].mask >> UInt32(number) & 1 == 1 { bits |= 1 << UInt32(byte & 31) }
    }
    return paths.isEmpty ? .max : bits
  }
}
