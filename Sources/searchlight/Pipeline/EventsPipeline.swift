import Events
import Foundation
import Ingest
import Model
import RulePacks
import Scanning
import Synchronization

/// What an event report is to be made of.
struct EventsPlan: Sendable {
  /// Findings, or one table of counts.
  var inputs: [String]
  var definitions: EventDefinitions
  /// The rules that the findings were made with, for fingerprints of examples.
  var book: RuleBook?
  var workers: Int
  var messages: MessageOptions
  /// Gets the lines that cannot be read.
  var rejects: RejectsFile
}

/// What was counted of the inputs.
struct CountedInputs {
  var panel: Panel
  /// The words of findings; nil for tables.
  var terms: TermCollector?
  var summaries: [ReportInput]
  /// For people: what was read and what was left out.
  var notes: [String]
  var rejected = 0
}

/// Reads findings or a table of counts into a panel.
struct EventsPipeline {
  let plan: EventsPlan

  func count() throws -> CountedInputs {
    let input = try InputReader(plan.inputs, options: .findings) { _ in }
    for warning in input.warnings { Messages.note(warning, quiet: plan.messages.quiet) }
    let first = input.next()
    if let lines = first?.lines, CountTable.begins(lines) {
      return try countTable(lines, then: input)
    }
    return try countFindings(first, then: input)
  }

  /// Reads a table to its end; a part of one would be other counts.
  private func countTable(
    _ first: ArraySlice<UInt8>, then input: sending InputReader
  ) throws -> CountedInputs {
    let path = plan.inputs[0]
    guard plan.inputs.count == 1 else {
      throw EventsError.badTable(
        path: path, line: 1, reason: "a table of counts must be the only input")
    }
    var bytes = Array(first)
    while let chunk = input.next() {
      guard let lines = chunk.lines, input.summaries.isEmpty else {
        throw EventsError.badTable(
          path: path, line: 1, reason: "not one table of counts from end to end")
      }
      bytes += lines
    }
    let panel = try CountTable.read(bytes, path: path, definitions: plan.definitions)
    return CountedInputs(
      panel: panel, summaries: reportInputs(input.summaries),
      notes: [
        "\(path): \(panel.axis.resolution.rawValue) counts of \(panel.places.count) places"
      ])
  }

  private func countFindings(
    _ first: InputChunk?, then input: sending InputReader
  ) throws -> CountedInputs {
    let reader = Mutex((input: input, first: first))
    let shared = Mutex(
      FindingsCounter(plan, totalByteCount: input.totalByteCount))
    try OrderedPool.run(
      workers: plan.workers,
      produce: {
        reader.withLock { reader in
          let chunk = reader.first.take() ?? reader.input.next()
          return chunk.map { (chunk: $0, byteCount: reader.input.byteCount) }
        }
      },
      makeState: { FindingsParser() },
      transform: { item, parser in CountableBatch(parser.parse(item.chunk), item.byteCount) },
      consume: { batch in try shared.withLock { try $0.add(batch) } })
    let summaries = reader.withLock { $0.input.summaries }
    return try shared.withLock { try $0.finish(reportInputs(summaries), plan.inputs) }
  }

  private func reportInputs(_ summaries: [InputSummary]) -> [ReportInput] {
    summaries.map { ReportInput(path: $0.path, byteCount: $0.byteCount, sha256: $0.sha256) }
  }
}

/// Findings as counting needs them, made by one worker.
private struct CountableBatch: Sendable {
  var ads: [(ad: AdRecord, record: FindingRecord)] = []
  var undated = 0
  var rejects: [RejectedRecord] = []
  var byteCount: Int

  init(_ lines: [FindingsParser.Line], _ byteCount: Int) {
    self.byteCount = byteCount
    for line in lines {
      switch line {
      case .reject(let reject): rejects.append(reject)
      case .finding(let record):
        guard let posted = record.posted else {
          undated += 1
          continue
        }
        let ad = AdRecord(
          posted: posted, place: record.place ?? [], title: record.title, text: record.text,
          families: record.indicators.map(\.family), identifiers: record.identifiers)
        ads.append((ad, record))
      }
    }
  }
}

/// Takes in batches in input order. Used by one thread at a time.
private final class FindingsCounter {
  private let builder: SeriesBuilder
  private let fingerprinter: RecordFingerprinter?
  private var progress: Progress
  private let rejects: RejectsFile
  private var undated = 0
  private var read = 0

  init(_ plan: EventsPlan, totalByteCount: Int?) {
    builder = SeriesBuilder(plan.definitions)
    fingerprinter = plan.book.map(RecordFingerprinter.init)
    rejects = plan.rejects
    progress = Progress(isShown: plan.messages.showsProgress, totalBytes: totalByteCount)
  }

  func add(_ batch: CountableBatch) throws {
    try rejects.add(batch.rejects)
    undated += batch.undated
    read += batch.ads.count + batch.undated + batch.rejects.count
    for (ad, record) in batch.ads {
      builder.add(ad) { fingerprinter?.fingerprint(of: record) }
    }
    progress.update(records: read, bytes: batch.byteCount)
  }

  func finish(_ inputs: [ReportInput], _ named: [String]) throws -> CountedInputs {
    progress.finish()
    try rejects.commit()
    let rejected = rejects.count
    var notes = ["\(read) findings: \(builder.countedAds) counted"]
    let left = [
      (undated, "without a date"), (builder.placelessAds, "without a place"),
      (builder.outsideAds, "outside all periods"), (rejected, "rejected"),
    ]
    for (count, why) in left where count > 0 { notes.append("\(count) \(why)") }
    var lines = [notes.joined(separator: ", ")]
    if rejected > 0 {
      lines.append(rejects.path.map { "\($0) says why" } ?? "-v says what was rejected and why")
    }
    let terms = builder.terms
    guard let panel = builder.finish() else {
      throw rejected == read
        ? RunFailure.noFindings(inputs: named) : RunFailure.nothingToCount(read: read)
    }
    return CountedInputs(
      panel: panel, terms: terms,
      summaries: inputs,
      notes: lines, rejected: rejected)
  }
}
