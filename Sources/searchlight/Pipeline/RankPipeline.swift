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
    for warning in input.warnings { Messages.note(warning, quiet: plan.messages.quiet) }
    let taker = ResumableTaker(
      try RunCollector(plan, totalByteCount: input.totalByteCount, sortsRejects: true),
      RunState(plan, inputs: input.identities))
    let chunksDone = try taker.start(plan)
    let shared = Mutex(taker)
    let reader = Mutex((input: input, count: 0))
    let book = plan.library.book
    let scorer = Scorer(book, plan.library.scoring)

    try OrderedPool.run(
      workers: plan.workers,
      produce: {
        reader.withLock { reader in
          reader.input.next().map { chunk in
            reader.count += 1
            return (chunk: chunk, byteCount: reader.input.byteCount, number: reader.count - 1)
          }
        }
      },
      makeState: {
        (
          parser: FindingsParser(),
          // What is saved serves a later run with --each as well, so it has the lines of all ads.
          ranker: FindingRanker(
            book, scorer, asOf: plan.asOf, links: !plan.queue.noLinks, onePerText: false)
        )
      },
      transform: { item, state in
        if item.number < chunksDone { return (item.byteCount, nil) }
        var scanned = state.ranker.rank(state.parser.parse(item.chunk))
        scanned.byteCount = item.byteCount
        return (item.byteCount, scanned)
      },
      consume: { (byteCount: Int, scanned: ScannedBatch?) in
        try shared.withLock { try $0.take(scanned, byteCount: byteCount) }
      })
    let summaries = reader.withLock { $0.input.summaries }
    return try shared.withLock { try $0.finish(summaries) }
  }
}

/// Takes in what workers have ranked, and keeps count of it for a run that goes on from it.
///
/// Used by one thread at a time.
private final class ResumableTaker {
  private let collector: RunCollector
  private let state: RunState?
  /// Pieces of input that are taken in or passed over.
  private var chunks = 0

  init(_ collector: RunCollector, _ state: RunState?) {
    self.collector = collector
    self.state = state
  }

  /// Goes on from an earlier run, if that is asked for; returns how many pieces it has taken in.
  func start(_ plan: RunPlan) throws -> Int {
    guard let state else { return 0 }
    guard plan.resumes else {
      if try state.remove() {
        Messages.note(
          "\(state.path): left by an interrupted run and removed; --resume goes on from it",
          quiet: plan.messages.quiet)
      }
      return 0
    }
    guard let (saved, rejects) = try state.load() else {
      try state.remove()
      Messages.note(
        "\(state.path): nothing of the same inputs, rules and options; starting anew",
        quiet: plan.messages.quiet)
      return 0
    }
    try collector.resume(saved, rejects, in: state.path)
    Messages.note(
      "\(state.path): going on behind \(saved.counts.read) records", quiet: plan.messages.quiet)
    return saved.chunks
  }

  /// Takes in the next piece; nil for one that the earlier run has taken in.
  func take(_ scanned: ScannedBatch?, byteCount: Int) throws {
    chunks += 1
    guard let scanned else { return collector.skip(byteCount: byteCount) }
    try collector.add(scanned)
    if let state, state.isDue { try collector.save(chunks: chunks, to: state) }
  }

  /// Makes the queue and writes everything.
  func finish(_ inputs: [InputSummary]) throws -> RunResult {
    if let state, state.isKept { try collector.save(chunks: chunks, to: state) }
    let result = try collector.finish(inputs)
    try state?.remove()
    return result
  }
}

/// One worker of a ranking: findings in, ads for the queue out. Never shared.
final class FindingRanker {
  private let book: RuleBook
  private let preparer: AdPreparer
  private let fingerprinter: Fingerprinter

  init(
    _ book: RuleBook, _ scorer: Scorer, asOf: Instant?, links: Bool = true, onePerText: Bool
  ) {
    self.book = book
    preparer = AdPreparer(scorer, asOf: asOf, links: links, onePerText: onePerText)
    fingerprinter = Fingerprinter(book)
  }

  /// Prepares every finding for the queue.
  func rank(_ lines: [FindingsParser.Line]) -> ScannedBatch {
    var result = ScannedBatch()
    for line in lines {
      switch line {
      case .reject(let reject): result.reject(reject)
      case .finding(let record):
        if let unknown = record.indicators.first(where: { !isLoaded($0) }) {
          result.reject(mismatch(record, unknown))
        } else {
          add(record, to: &result)
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

  private func add(_ record: FindingRecord, to result: inout ScannedBatch) {
    var finding = Finding()
    for indicator in record.indicators {
      guard let rule = book.index(ofRule: indicator.rule) else { continue }
      for (field, span) in indicator.evidence {
        finding.matches.append(Match(rule: rule, field: field, span: span))
      }
    }
    finding.matches.sort()
    result.counts.scanned += 1
    if record.isRepaired { result.counts.repaired += 1 }
    if record.incompleteCount > 0 { result.counts.incomplete += 1 }
    if !record.isDated { result.counts.undated += 1 }
    if record.text.isEmpty { result.counts.withoutText += 1 }
    if !finding.matches.isEmpty { result.counts.withIndicators += 1 }
    var batch = DocumentBatch()
    batch.bytes = record.title + record.text
    let document = Document(
      id: ByteRange(0, 0), title: ByteRange(0, record.title.count),
      text: ByteRange(record.title.count, batch.bytes.count), sourceIndex: 0,
      position: record.position)
    fingerprinter.read(document, in: batch)
    let ad = ScannedAd(
      fingerprint: fingerprinter.fingerprint(finding.matches, in: batch),
      id: String(decoding: record.id, as: UTF8.self), source: result.index(of: record.source),
      position: record.position, posted: record.posted,
      place: record.place.map { String(decoding: $0, as: UTF8.self) },
      category: record.extra.flatMap { ExtraField.category(in: $0[...]) }, matches: finding.matches,
      identifiers: record.identifiers, incompleteCount: record.incompleteCount)
    preparer.prepare(ad, into: &result.ads, line: { $0 += record.line }) { text in
      fingerprinter.appendWording(without: record.identifiers, in: batch, to: &text)
    }
  }
}

extension ScannedBatch {
  /// Adds a record that was not scanned.
  mutating func reject(_ record: RejectedRecord) {
    rejects.append(record)
    counts.rejectedByReason[record.reason.rawValue, default: 0] += 1
    if counts.firstReject == nil { counts.firstReject = record.why }
  }
}
