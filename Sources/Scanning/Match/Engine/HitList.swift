internal import Model

/// What was found in one text, before overlaps are dropped.
///
/// A match from a given start does not depend on matches before it, and every start at which a rule
/// matches is in the list. So taking matches by their start, and leaving out those that start
/// inside the one taken last, gives what a search from left to right reports.
final class HitList {
  /// A match, or a search that PCRE2 stopped.
  private struct Hit: BitwiseCopyable {
    /// Rule, then start: the order of the list.
    var order: UInt64
    var end: UInt32
    /// 0 for a match; else one more than the index into `causes`.
    var cause: UInt32
  }

  private static let causes: [IncompleteRule.Cause] = [
    .matchLimit, .depthLimit, .heapLimit, .stackLimit, .matcherError,
  ]

  private var hits = WorkBuffer<Hit>(capacity: 1024)
  private(set) var count = 0

  /// Adds a match, in offsets of its text.
  @inline(__always)
  func add(rule: Int, start: Int, end: Int) {
    append(
      Hit(
        order: UInt64(rule) &<< 32 | UInt64(start), end: UInt32(truncatingIfNeeded: end), cause: 0))
  }

  /// Adds a stop: of the attempt from `start`, or of a whole search, behind all its matches.
  func addStop(rule: Int, start: Int?, cause: IncompleteRule.Cause) {
    let number = Self.causes.firstIndex(of: cause).map { UInt32($0) + 1 } ?? 1
    append(
      Hit(
        order: UInt64(rule) << 32 | UInt64(start.map { UInt32($0) } ?? .max), end: 0,
        cause: number))
  }

  @inline(__always)
  private func append(_ hit: Hit) {
    if count == hits.capacity { hits.reserve(count + 1, keeping: count) }
    hits.start[count] = hit
    count &+= 1
  }

  /// Moves what is to be reported to `list`, ordered by rule and start, and empties this one.
  func flush(text: UInt32, rules: [RulePlan], into list: inout MatchList) {
    guard count > 0 else { return }
    sort()
    var rule = UInt64.max
    var end: UInt64 = 0
    var isStopped = false
    for index in 0..<count {
      let hit = hits.start[index]
      let start = hit.order & 0xFFFF_FFFF
      if hit.order >> 32 != rule {
        rule = hit.order >> 32
        end = 0
        isStopped = false
      }
      if isStopped || start < end { continue }
      let number = rules[Int(rule)].rule
      if hit.cause == 0 {
        list.matches.append(
          TextMatch(text: text, rule: number, span: ByteSpan(start: UInt32(start), end: hit.end)))
        end = UInt64(hit.end)
      } else {
        let cause = Self.causes[Int(hit.cause) - 1]
        list.incomplete.append(
          IncompleteText(text: text, rule: IncompleteRule(rule: number, cause: cause)))
        isStopped = true
      }
    }
    count = 0
    hits.shrink(to: 1 << 16)
  }

  private func sort() {
    var sorted = UnsafeMutableBufferPointer(start: hits.start, count: count)
    guard count <= 32 else {
      sorted.sort { ($0.order, $0.cause) < ($1.order, $1.cause) }
      return
    }
    for index in 1..<max(count, 1) {
      let hit = sorted[index]
      var place = index
      while place > 0, sorted[place - 1].order > hit.order {
        sorted[place] = sorted[place - 1]
        place -= 1
      }
      sorted[place] = hit
    }
  }
}
