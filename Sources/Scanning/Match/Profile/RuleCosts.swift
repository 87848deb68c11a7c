internal import Foundation

/// What each pattern rule made a worker do, by the rule's place among the pattern rules.
///
/// Counts follow from rules and texts alone, so they can be compared from run to run; times cannot.
/// Used by one thread at a time.
final class RuleCosts {
  /// What one rule cost.
  struct Cost: Sendable, Equatable {
    /// Starts that windows named and that were tried.
    var candidates = 0
    /// Runs of its automaton.
    var automatonRuns = 0
    /// Calls of PCRE2.
    var patternCalls = 0
    /// Calls that a limit of PCRE2 ended.
    var stops = 0
    /// Time in the rule's candidates.
    var nanoseconds: UInt64 = 0
  }

  private(set) var costs: [Cost]
  private var started: UInt64 = 0

  init(ruleCount: Int) { costs = Array(repeating: Cost(), count: ruleCount) }

  /// Processor time of this thread, which other processes do not lengthen.
  private static var threadTime: UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
    return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
  }

  /// A candidate, or a search of a whole text, begins; a candidate is counted if `isCandidate`.
  func begin(_ rule: Int, isCandidate: Bool) {
    if isCandidate { costs[rule].candidates += 1 }
    started = Self.threadTime
  }

  /// It has ended.
  func end(_ rule: Int) {
    costs[rule].nanoseconds += Self.threadTime - started
  }

  /// The automaton was run.
  func addAutomatonRun(_ rule: Int) { costs[rule].automatonRuns += 1 }

  /// PCRE2 was called.
  func addPatternCall(_ rule: Int, _ attempt: Attempt) {
    costs[rule].patternCalls += 1
    if case .stopped = attempt { costs[rule].stops += 1 }
  }
}
