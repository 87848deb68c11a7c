internal import Synchronization

/// Which windows the rules are found by: first chosen for text as it usually is, then for the text
/// at hand as soon as enough of it has been seen, and again when far more of them are met than was
/// to be expected.
///
/// What is reported does not depend on the choice. Shared between workers.
final class TableChoice: Sendable {
  /// A choice is made for a sample of at most this many folded bytes.
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
  private let registry: KindRegistry
  private let limits: PlanLimits

  /// - Parameter registry: of the patterns.
  init(_ plans: [RulePlan], registry: KindRegistry, limits: PlanLimits) {
    self.plans = plans
    self.registry = registry
    self.limits = limits
    state = Mutex(State(table: KeyTable(plans.map(\.choice))))
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
      guard state.sample.count >= limits.sample else { return nil }
      state.isChoosing = true
      state.choiceCount += 1
      defer { state.sample = [] }
      return state.sample
    }
    guard let sample else { return }
    let table = sample.withUnsafeBufferPointer { self.table(for: FrequencyModel($0)) }
    state.withLock { state in
      state.table = table
      state.isChoosing = false
    }
    use = Use()
  }

  private func table(for model: FrequencyModel) -> KeyTable {
    let chooser = FactorChooser(model: model)
    let companions = CompanionChooser(
      registry: registry, model: model, worth: limits.companions)
    return KeyTable(
      plans.map { plan in
        // Whether PCRE2 searches a text, and may hit a limit there, must not depend on other texts.
        guard plan.method != .patternWhereWindow, var choice = plan.choice else {
          return plan.choice
        }
        choice.expected = choice.factors.reduce(0) { $0 + model.expected($1.window) }
        // The more items there are, the more does choosing cost.
        let rarity = limits.rarity * Double(plan.paths.items.count)
        if choice.expected > rarity, let better = chooser.choose(plan.paths, bounded: true) {
          choice = better
        }
        // Nor whether PCRE2 sees a start.
        if plan.method == .automaton, let node = plan.node {
          choice.companions = companions.companions(of: node, to: choice)
          choice.expected += choice.companions.reduce(0) { $0 + model.expected($1.window) }
        }
        return choice
      })
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
