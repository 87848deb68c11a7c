import Ingest
import Model
import RulePacks
import Scanning
import Scoring
import Synchronization

/// Reads findings, scores them and collects the queue.
struct RankPipeline {
  let plan: RunPlan

  /// Runs the ranking; all files are there when it returns.
  func run() throws -> RunResult {
    let input = try InputReader(plan.inputs, options: plan.ingest) { _ in }
    let shared = Mutex(
      try RunCollector(plan, totalByteCount: input.totalByteCount, sortsRejects: true))
    let reader = Mutex(input)
    let floor = Atomic(Int64.min)
    let book = plan.library.book
    let scorer = Scorer(book, plan.library.scoring)

    try OrderedPool.run(
      workers: plan.workers,
      produce: {
        reader.withLock { reader in
          reader.next().map { (chunk: $0, byteCount: reader.byteCount) }
        }
      },
      makeState: { (parser: FindingsParser(), ranker: FindingRanker(book, scorer)) },
      transform: { item, state in
        var scanned = state.ranker.rank(
          state.parser.parse(item.chunk), floor: floor.load(ordering: .relaxed))
        scanned.byteCount = item.byteCount
        return scanned
      },
      consume: { scanned in
        try shared.withLock { collector in
          try collector.add(scanned)
          floor.store(collector.floor, ordering: .relaxed)
        }
      })
    let summaries = reader.withLock { $0.summaries }
    return try shared.withLock { try $0.finish(summaries) }
  }
}

/// One worker of a ranking: findings in, queue items out. Never shared.
final class FindingRanker {
  private let book: RuleBook
  private let scorer: Scorer
  private let fingerprinter: Fingerprinter

  init(_ book: RuleBook, _ scorer: Scorer) {
    self.book = book
    self.scorer = scorer
    fingerprinter = Fingerprinter(book)
  }

  /// Scores every finding.
  ///
  /// - Parameter floor: items below this priority are not wanted; see `QueueBuilder.floor`.
  func rank(_ lines: [FindingsParser.Line], floor: Int64) -> ScannedBatch {
    var result = ScannedBatch()
    for line in lines {
      switch line {
      case .reject(let reject): result.reject(reject)
      case .finding(let record):
        if let unknown = record.indicators.first(where: { !isLoaded($0) }) {
          result.reject(mismatch(record, unknown))
        } else {
          add(record, floor: floor, to: &result)
        }
      }
    }
    return result
  }

  private func isLoaded(_ indicator: FindingRecord.Indicator) -> Bool {
    book.index(ofRule: indicator.rule).map { book[$0].version == indicator.version } ?? false
  }

  private func mismatch(
    _ record: FindingRecord, _ indicator: FindingRecord.Indicator
  ) -> RejectedRecord {
    RejectedRecord(
      source: record.source.source(position: record.position), byteOffset: 0,
      byteCount: record.line.count, reason: .invalidFinding,
      detail: "rule '\(indicator.rule)' version \(indicator.version) is not loaded; "
        + "rank with the rules the findings were made with", raw: record.line)
  }

  private func add(_ record: FindingRecord, floor: Int64, to result: inout ScannedBatch) {
    var finding = Finding()
    for indicator in record.indicators {
      guard let rule = book.index(ofRule: indicator.rule) else { continue }
      for (field, span) in indicator.evidence {
        finding.matches.append(Match(rule: rule, field: field, span: span))
      }
    }
    finding.matches.sort()
    let (band, total) = scorer.rank(finding.matches)
    result.counts.scanned += 1
    if record.isIncomplete { result.counts.incomplete += 1 }
    if !record.isDated { result.counts.undated += 1 }
    if !finding.matches.isEmpty { result.counts.withIndicators += 1 }
    result.counts.bands[Int(band.rawValue)] += 1
    guard QueueKey.priority(band: band, score: total) >= floor else { return }
    var batch = DocumentBatch()
    batch.bytes = record.title + record.text
    let document = Document(
      id: ByteRange(0, 0), title: ByteRange(0, record.title.count),
      text: ByteRange(record.title.count, batch.bytes.count), sourceIndex: 0,
      position: record.position)
    result.items.append(
      finding: record.line.dropLast(), score: scorer.score(finding.matches),
      fingerprint: fingerprinter.fingerprint(of: document, finding, in: batch),
      id: String(decoding: record.id, as: UTF8.self), origin: QueueKey.Origin(record.source),
      position: record.position)
  }
}

extension ScannedBatch {
  /// Adds a record that was not scanned.
  mutating func reject(_ record: RejectedRecord) {
    rejects.append(record)
    counts.rejectedByReason[record.reason.rawValue, default: 0] += 1
  }
}
