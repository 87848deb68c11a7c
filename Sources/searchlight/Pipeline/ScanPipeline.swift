import Ingest
import RulePacks
import Scanning
import Scoring
import Synchronization

/// Reads, scans and collects: the order of the stages, and nothing of their work.
struct ScanPipeline<Engine: Matcher> {
  let scanner: Scanner<Engine>
  let plan: RunPlan

  /// Runs the scan; all files are there when it returns.
  func run() throws -> RunResult {
    let quiet = plan.messages.quiet
    if let path = RunState.leftover(of: plan) {
      Messages.note(
        "\(path): left by an interrupted 'rank', which goes on with --resume; it holds the text of "
          + "ads, so remove it if it is not wanted", quiet: quiet)
    }
    let input = try InputReader(plan.inputs, options: plan.ingest) { line in
      Messages.note(line.text, quiet: quiet && !line.isWarning)
    }
    let collector = try RunCollector(plan, totalByteCount: input.totalByteCount, isScan: true)
    let floor = collector.floor
    let shared = Mutex(collector)
    let reader = Mutex(input)
    try scan(reader, into: shared, floor: floor)
    let summaries = reader.withLock { $0.summaries }
    return try shared.withLock { try $0.finish(summaries) }
  }

  /// Reads and scans everything; the memory of it is free when this returns.
  private func scan(
    _ reader: borrowing Mutex<InputReader>, into collector: borrowing Mutex<RunCollector>,
    floor: QueueFloor
  ) throws {
    let scorer = Scorer(plan.library.book, plan.library.scoring)
    let known = KnownTexts()
    let wishes = BatchScanner.Wishes(
      findings: plan.findings != nil, ads: true, asOf: plan.asOf, floor: floor,
      links: !plan.queue.noLinks, onePerText: plan.queue.showsOnePerText, redactor: plan.redactor)

    try OrderedPool.run(
      workers: plan.workers,
      produce: {
        reader.withLock { reader in
          reader.next().map { (chunk: $0, byteCount: reader.byteCount) }
        }
      },
      makeState: {
        (
          parser: DocumentParser(),
          scanner: BatchScanner(
            scanner.makeWorker(knowing: known), book: plan.library.book, scorer: scorer,
            wishes: wishes)
        )
      },
      transform: { item, state in
        var scanned = state.scanner.scan(item.chunk.parse(with: state.parser))
        scanned.byteCount = item.byteCount
        return scanned
      },
      consume: { scanned in
        try collector.withLock { try $0.add(scanned) }
      })
  }
}
