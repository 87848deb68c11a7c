package import Model
package import RulePacks

/// Measures what every pattern rule costs on documents, in one thread. Never shared.
package final class RuleProfiler {
  /// What one rule cost over all documents so far.
  package struct Row: Sendable, Equatable {
    /// The rule.
    package var rule: RuleIndex
    /// In one sentence how its matches are found.
    package var method: String
    /// Starts that windows named and that were tried; 0 for rules that search whole texts.
    package var candidates: Int
    /// Runs of its automaton.
    package var automatonRuns: Int
    /// Calls of PCRE2.
    package var patternCalls: Int
    /// Matches as they are reported.
    package var matches: Int
    /// Calls that a limit of PCRE2 ended.
    package var stops: Int
    /// Time in its candidates.
    package var nanoseconds: UInt64
    /// Bytes of its tables.
    package var tableByteCount: Int
  }

  /// Bytes of normalised text that were matched.
  package private(set) var byteCount = 0
  /// Documents that were matched.
  package private(set) var documentCount = 0

  private let matcher: FastMatcher
  private let scratch: FastMatchScratch
  private let costs: RuleCosts
  private let normaliser = Normaliser()
  private var matches: [RuleIndex: Int] = [:]
  private var arena: [UInt8] = []
  private var map = OffsetMap()

  /// Compiles the rules of `book`.
  package init(_ book: RuleBook) throws(RuleCompileError) {
    matcher = try FastMatcher(book)
    costs = RuleCosts(ruleCount: matcher.memory.plans.count)
    scratch = FastMatchScratch(matcher.memory, costs: costs)
  }

  /// Matches all documents of `batch`.
  package func add(_ batch: borrowing DocumentBatch) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      arena.removeAll(keepingCapacity: true)
      var ranges: [(field: Field, changed: Bool, range: Range<Int>)] = []
      for document in batch.documents {
        for field in Field.allCases {
          let range = document.range(of: field).range
          let start = arena.count
          let changed = normaliser.normalise(
            UnsafeBufferPointer(rebasing: bytes[range]), into: &arena, map: &map)
          ranges.append((field, changed, changed ? start..<arena.count : range))
        }
      }
      documentCount += batch.documents.count
      arena.withUnsafeBufferPointer { match(ranges, arena: $0, batch: bytes) }
    }
  }

  private func match(
    _ ranges: [(field: Field, changed: Bool, range: Range<Int>)],
    arena: UnsafeBufferPointer<UInt8>, batch: UnsafeBufferPointer<UInt8>
  ) {
    let slices = ranges.compactMap { field, changed, range -> TextSlice? in
      let bytes = UnsafeBufferPointer(rebasing: (changed ? arena : batch)[range])
      guard let start = bytes.baseAddress, !bytes.isEmpty else { return nil }
      byteCount += bytes.count
      return TextSlice(start: start, byteCount: bytes.count, field: field)
    }
    var list = MatchList()
    slices.withUnsafeBufferPointer { matcher.match($0, scratch: scratch, into: &list) }
    for match in list.matches { matches[match.rule, default: 0] += 1 }
  }

  /// One row for each pattern rule, by id.
  package var rows: [Row] {
    zip(matcher.memory.plans, costs.costs).map { plan, cost in
      let explanation = matcher.explanation(of: plan.rule)
      return Row(
        rule: plan.rule, method: explanation?.method ?? "", candidates: cost.candidates,
        automatonRuns: cost.automatonRuns, patternCalls: cost.patternCalls,
        matches: matches[plan.rule] ?? 0, stops: cost.stops, nanoseconds: cost.nanoseconds,
        tableByteCount: explanation?.tableByteCount ?? 0)
    }
  }
}
