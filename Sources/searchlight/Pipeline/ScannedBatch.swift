import Model
import Scoring

/// What a worker made of one batch, ready to be written.
struct ScannedBatch: Sendable {
  /// Lines of findings, each with its line feed; empty unless asked for.
  var findings: [UInt8] = []
  /// Ads for the queue.
  var ads = PreparedAds()
  /// What ads point into.
  var sources: [BatchSource] = []
  /// Records that were not scanned, in input order.
  var rejects: [RejectedRecord] = []
  /// What documents tell of how well their files were read, in input order.
  var readings: [SourceReading] = []
  /// What was counted.
  var counts = RunCounts()
  /// Input bytes that were read for it.
  var byteCount = 0

  /// The place of `source` in `sources`, where it is put if it is not there.
  mutating func index(of source: BatchSource) -> Int {
    // Findings of one file mostly follow each other.
    if let index = sources.lastIndex(of: source) { return index }
    sources.append(source)
    return sources.count - 1
  }
}

/// What a run counts. `read == scanned + rejected` always.
struct RunCounts: Sendable, Equatable, Codable {
  /// Documents that rules ran on.
  var scanned = 0
  /// Records that were not scanned, by reason.
  var rejectedByReason: [String: Int] = [:]
  /// Why the first of them was not.
  var firstReject: String?
  /// Documents on which a rule did not run to its end.
  var incomplete = 0
  /// Documents without a date that could be read.
  var undated = 0
  /// Those of them whose records hold something in place of a date, and where the first is.
  var unreadDates = 0
  var firstUnreadDate: String?
  /// Documents with bytes that were not UTF-8.
  var repaired = 0
  /// Documents without a text, of which the title alone was scanned.
  var withoutText = 0
  /// Documents in which any rule matched.
  var withIndicators = 0
  /// Documents that the queue leaves out because they were posted on or after `--as-of`.
  var later = 0
  /// Documents that it leaves out because nobody can say whether they were posted before.
  var undatedLeftOut = 0

  /// All records that were not scanned.
  var rejected: Int { rejectedByReason.values.reduce(0, +) }
  /// All records.
  var read: Int { scanned + rejected }

  /// What to say of dates that were not read; nil where all were.
  var unreadDatesWarning: String? {
    guard unreadDates > 0, let first = firstUnreadDate else { return nil }
    return
      "warning: \(unreadDates) records hold a date that was not read and count as undated, the "
      + "first at \(first); write 2011-02-06 or 'Feb 6, 2011', or say with --date-order what "
      + "02/06/2011 means"
  }

  /// Adds what another batch counted.
  mutating func add(_ other: RunCounts) {
    scanned += other.scanned
    rejectedByReason.merge(other.rejectedByReason, uniquingKeysWith: +)
    if firstReject == nil { firstReject = other.firstReject }
    incomplete += other.incomplete
    undated += other.undated
    unreadDates += other.unreadDates
    if firstUnreadDate == nil { firstUnreadDate = other.firstUnreadDate }
    repaired += other.repaired
    withoutText += other.withoutText
    withIndicators += other.withIndicators
    later += other.later
    undatedLeftOut += other.undatedLeftOut
  }
}
