internal import Synchronization

/// Which windows the rules are found by: first chosen for text as it usually is, then for the text
/// at hand as soon as enough of it has been seen, and again when far more of them are met than was
/// to be expected.
///
/// What is reported does not depend on the choice. Shared between workers.
final class TableChoice: Sendable {
  /// A choice is made for a sample of at least this many folded bytes.
  private static let sampleMinimum = 512 * 1024
  /// And of at most this many.
  private static let sampleLimit = 1 << 20
  /// A worker judges a choice after this many folded bytes.
  private static let trialByteCount = 4 << 20
  /// More than this many times what was expected, and a thousandth of the text more, is too much.
  private static let tolerance = 3.0
  /// No more choices than this in one run.
  private static let choiceLimit = 8

  private struct State {
    var table: KeyTable
    /// Folded text that was seen so far; empty once the first choice was made.
    var sample: [UInt8] = []
    var choiceCount = 0
    var isChoosing = false
  }

  private let state: Mutex<State>
  private let plans: [RulePlan]

  init(_ plans: [RulePlan]) {
    self.plans = plans
    state = Mutex(State(table: Self.table(for: plans, BuiltInSample.model)))
  }

  /// The table to use now.
  var current: KeyTable { state.withLock { $0.table } }

  /// Takes notice of a worker's batch, and chooses if that is due; the caller pays for it while
  /// the others go on.
  ///
  /// - Parameters:
  ///   - folded: text that was just matched.
  ///   - use: what the worker has met since the last choice.
  func observe(_ folded: UnsafeBufferPointer<UInt8>, _ use: inout Use, _ table: KeyTable) {
    let sample = state.withLock { state -> [UInt8]? in
      if state.isChoosing || state.choiceCount >= Self.choiceLimit { return nil }
      let isFirst = state.choiceCount == 0
      guard isFirst || state.table === table && use.isTooMuch(table, Self.trialByteCount) else {
        return nil
      }
      state.sample += folded.prefix(Self.sampleLimit - state.sample.count)
      guard state.sample.count >= Self.sampleMinimum else { return nil }
      state.isChoosing = true
      state.choiceCount += 1
      defer { state.sample = [] }
      return state.sample
    }
    guard let sample else { return }
    let table = sample.withUnsafeBufferPointer { Self.table(for: plans, FrequencyModel($0)) }
    state.withLock { state in
      state.table = table
      state.isChoosing = false
    }
    use = Use()
  }

  private static func table(for plans: [RulePlan], _ model: FrequencyModel) -> KeyTable {
    let chooser = FactorChooser(model: model)
    var expected = 0.0
    let factors = plans.map { plan -> [Factor] in
      // Whether PCRE2 searches a text, and may hit a limit there, must not depend on other texts.
      let fixed = plan.method == .patternWhereWindow
      let choice =
        fixed
        ? FactorChooser(model: BuiltInSample.model).choose(plan.paths, bounded: false)
        : chooser.choose(plan.paths, bounded: true)
      for factor in choice?.factors ?? [] { expected += model.expected(factor.window) }
      return choice?.factors ?? []
    }
    return KeyTable(factors, expected: expected)
  }

  /// What one worker has met with a table.
  struct Use {
    /// Folded bytes.
    var byteCount = 0
    /// Keys that were found.
    var keyCount = 0

    /// Whether a trial is over and has met far more keys than expected.
    mutating func isTooMuch(_ table: KeyTable, _ trialByteCount: Int) -> Bool {
      guard byteCount >= trialByteCount else { return false }
      let expected = Double(byteCount) * (table.expected * TableChoice.tolerance + 0.001)
      if Double(keyCount) > expected { return true }
      self = Use()
      return false
    }
  }
}
