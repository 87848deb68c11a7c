import Model
import RulePacks
import Scanning
import Scoring

/// One worker of a scan: documents in, findings lines and queue items out.
///
/// Keeps its memory from batch to batch; never shared between threads.
final class BatchScanner<Engine: Matcher> {
  /// What to make.
  struct Wishes: Sendable {
    /// Whether lines of findings are wanted for every document.
    var findings: Bool
    /// Whether queue items are wanted.
    var items: Bool
    /// Masks contacts, if asked for.
    var redactor: Redactor?
  }

  private let worker: ScanWorker<Engine>
  private let writer: FindingWriter
  private let scorer: Scorer
  private let wishes: Wishes
  private let digest = Digest()
  private let fingerprinter: Fingerprinter
  private var line = JSONBuffer()
  private var lines = JSONBuffer()

  init(_ scanner: Scanner<Engine>, book: RuleBook, scorer: Scorer, wishes: Wishes) {
    worker = scanner.makeWorker()
    writer = FindingWriter(book)
    self.scorer = scorer
    self.wishes = wishes
    fingerprinter = Fingerprinter(book)
  }

  /// Scans `batch`.
  ///
  /// - Parameter floor: items below this priority are not wanted; see `QueueBuilder.floor`.
  func scan(_ batch: DocumentBatch, floor: Int64) -> ScannedBatch {
    worker.scan(batch)
    var result = ScannedBatch()
    for reject in batch.rejects { result.reject(reject) }
    let origins = batch.sources.map { QueueKey.Origin($0) }
    lines.removeAll()
    for (number, document) in batch.documents.enumerated() {
      let finding = worker.findings[number]
      let (band, total) = scorer.rank(finding.matches)
      result.counts.count(document, finding, band)
      let isWanted =
        wishes.items && QueueKey.priority(band: band, score: total) >= floor
      guard isWanted || wishes.findings else { continue }
      line.removeAll()
      let fingerprint = write(document, finding, number, batch, needsFingerprint: isWanted)
      if wishes.findings {
        lines.raw(line.bytes)
        lines.raw("\n")
      }
      if isWanted {
        result.items.append(
          finding: line.bytes.dropLast(), score: scorer.score(finding.matches),
          fingerprint: fingerprint, id: batch.string(document.id),
          origin: origins[document.sourceIndex], position: document.position)
      }
    }
    result.findings = lines.bytes
    return result
  }

  /// Puts the document's line of findings into `line` and returns its fingerprint.
  private func write(
    _ document: Document, _ finding: Finding, _ number: Int, _ batch: DocumentBatch,
    needsFingerprint: Bool
  ) -> UInt64 {
    if let redactor = wishes.redactor {
      let redacted = redactor.redact(document, finding, in: batch)
      redacted.batch.bytes.withUnsafeBufferPointer { bytes in
        writer.write(
          redacted.document, redacted.finding, bytes: bytes,
          source: batch.source(of: document), digest: digest, to: &line)
      }
      return fingerprinter.fingerprint(of: redacted.document, redacted.finding, in: redacted.batch)
    }
    batch.bytes.withUnsafeBufferPointer { bytes in
      writer.write(
        document, finding, bytes: bytes, source: batch.source(of: document), digest: digest,
        to: &line)
    }
    return needsFingerprint ? worker.fingerprint(of: number, in: batch, digest: digest) : 0
  }
}

extension RunCounts {
  /// Counts one scanned document.
  fileprivate mutating func count(_ document: Document, _ finding: Finding, _ band: Band) {
    scanned += 1
    if !finding.incomplete.isEmpty { incomplete += 1 }
    if document.posted == nil { undated += 1 }
    if document.repaired { repaired += 1 }
    if !finding.matches.isEmpty { withIndicators += 1 }
    bands[Int(band.rawValue)] += 1
  }
}
