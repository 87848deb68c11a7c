import Model
import RulePacks
import Scanning
import Scoring

/// One worker of a scan: documents in, findings lines and ads for the queue out.
///
/// Keeps its memory from batch to batch; never shared between threads.
final class BatchScanner {
  /// What to make.
  struct Wishes: Sendable {
    /// Whether lines of findings are wanted for every document.
    var findings: Bool
    /// Whether ads are wanted for a queue.
    var ads: Bool
    /// If set, the queue takes only ads that were posted before it.
    var asOf: Instant?
    /// What ads must be able to reach to be in the queue.
    var floor = QueueFloor()
    /// Whether the queue links ads.
    var links = true
    /// Whether it shows one ad of a text at most.
    var onePerText = false
    /// Masks contacts, if asked for.
    var redactor: Redactor?
  }

  private let worker: ScanWorker
  private let writer: FindingWriter
  private let preparer: AdPreparer
  private let wishes: Wishes
  private let fingerprinter: Fingerprinter
  private var line = JSONBuffer()
  private var lines = JSONBuffer()

  init(_ worker: ScanWorker, book: RuleBook, scorer: Scorer, wishes: Wishes) {
    self.worker = worker
    writer = FindingWriter(book)
    preparer = AdPreparer(
      scorer, asOf: wishes.asOf, floor: wishes.floor, links: wishes.links,
      onePerText: wishes.onePerText)
    self.wishes = wishes
    fingerprinter = Fingerprinter(book)
  }

  /// Scans `batch`.
  func scan(_ batch: DocumentBatch) -> ScannedBatch {
    worker.scan(batch)
    var result = ScannedBatch()
    result.sources = batch.sources
    for reject in batch.rejects { result.reject(reject) }
    result.readings = Self.readings(of: batch)
    lines.removeAll()
    for (number, document) in batch.documents.enumerated() {
      let finding = worker.findings[number]
      result.counts.count(document, finding)
      if document.hasUnreadDate {
        result.counts.addUnreadDate(at: batch.source(of: document))
      }
      guard wishes.ads || wishes.findings else { continue }
      if let redactor = wishes.redactor {
        let redacted = redactor.redact(
          document, finding, category: category(of: document, in: batch), in: batch)
        add(
          redacted.document, redacted.finding, redacted.batch, batch.source(of: document),
          to: &result
        ) {
          fingerprinter.read(redacted.document, in: redacted.batch)
          return fingerprinter.fingerprint(redacted.finding.matches, in: redacted.batch)
        } wording: {
          fingerprinter.appendWording(
            without: redacted.finding.identifiers, in: redacted.batch, to: &$0)
        } textDigest: {
          fingerprinter.textDigest(of: redacted.document, in: redacted.batch)
        }
      } else {
        add(document, finding, batch, batch.source(of: document), to: &result) {
          if let fingerprint = worker.fingerprint(of: number, in: batch) { return fingerprint }
          fingerprinter.read(document, in: batch)
          return fingerprinter.fingerprint(finding.matches, in: batch)
        } wording: {
          if worker.appendWording(of: number, in: batch, to: &$0) { return }
          fingerprinter.read(document, in: batch)
          fingerprinter.appendWording(without: finding.identifiers, in: batch, to: &$0)
        } textDigest: {
          worker.textDigest(of: number, in: batch)
        }
      }
    }
    worker.remember(batch)
    result.findings = lines.bytes
    return result
  }

  private func category(of document: Document, in batch: DocumentBatch) -> String? {
    document.extra.flatMap { ExtraField.category(in: batch.bytes[$0.range]) }
  }

  /// What documents tell of the sources that have any.
  private static func readings(of batch: DocumentBatch) -> [SourceReading] {
    var readings = [SourceReading?](repeating: nil, count: batch.sources.count)
    for document in batch.documents {
      let index = document.sourceIndex
      if readings[index] == nil { readings[index] = SourceReading(source: batch.sources[index]) }
      readings[index]?.add(document, in: batch)
    }
    return readings.compactMap { $0 }
  }

  /// Adds what is wished for of one document.
  private func add(
    _ document: Document, _ finding: Finding, _ batch: DocumentBatch,
    _ source: @autoclosure () -> Source, to result: inout ScannedBatch, fingerprint: () -> UInt64,
    wording: (inout [UInt8]) -> Void, textDigest: () -> SHA256
  ) {
    line.removeAll()
    // Most ads of a long scan cannot be in the queue: their lines are never made.
    func writtenLine() -> UnsafeBufferPointer<UInt8> {
      if line.count == 0 {
        batch.bytes.withUnsafeBufferPointer { bytes in
          writer.write(
            document, finding, bytes: bytes, source: source(),
            textDigest: textDigest(), to: &line)
        }
      }
      return line.written
    }
    if wishes.ads {
      let ad = ScannedAd(
        fingerprint: fingerprint(), id: batch.string(document.id), source: document.sourceIndex,
        position: document.position, posted: document.posted,
        place: document.place.map(batch.string),
        category: category(of: document, in: batch),
        matches: finding.matches, identifiers: finding.identifiers,
        incompleteCount: finding.incompleteCount)
      preparer.prepare(
        ad, into: &result.ads, line: { $0.append(contentsOf: writtenLine()) }, wording: wording)
    }
    if wishes.findings {
      lines.raw(writtenLine())
      lines.raw("\n")
    }
  }
}

extension RunCounts {
  /// Counts one scanned document.
  fileprivate mutating func count(_ document: Document, _ finding: Finding) {
    scanned += 1
    if finding.incompleteCount > 0 { incomplete += 1 }
    if document.posted == nil { undated += 1 }
    if document.repaired { repaired += 1 }
    if document.text.byteCount == 0 { withoutText += 1 }
    if !finding.matches.isEmpty { withIndicators += 1 }
  }

  /// Counts a date that was not read.
  fileprivate mutating func addUnreadDate(at source: @autoclosure () -> Source) {
    unreadDates += 1
    if firstUnreadDate == nil { firstUnreadDate = source().description }
  }
}
