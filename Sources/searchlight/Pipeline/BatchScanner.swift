import Model
import RulePacks
import Scanning
import Scoring

/// One worker of a scan: documents in, findings lines and ads for the queue out.
///
/// Keeps its memory from batch to batch; never shared between threads.
final class BatchScanner<Engine: Matcher> {
  /// What to make.
  struct Wishes: Sendable {
    /// Whether lines of findings are wanted for every document.
    var findings: Bool
    /// Whether ads are wanted for a queue.
    var ads: Bool
    /// If set, the queue takes only ads that were posted before it.
    var asOf: Instant?
    /// Masks contacts, if asked for.
    var redactor: Redactor?
  }

  private let worker: ScanWorker<Engine>
  private let writer: FindingWriter
  private let preparer: AdPreparer
  private let wishes: Wishes
  private let digest = Digest()
  private let fingerprinter: Fingerprinter
  private var line = JSONBuffer()
  private var lines = JSONBuffer()

  init(_ scanner: Scanner<Engine>, book: RuleBook, scorer: Scorer, wishes: Wishes) {
    worker = scanner.makeWorker()
    writer = FindingWriter(book)
    preparer = AdPreparer(scorer, asOf: wishes.asOf)
    self.wishes = wishes
    fingerprinter = Fingerprinter(book)
  }

  /// Scans `batch`.
  func scan(_ batch: DocumentBatch) -> ScannedBatch {
    worker.scan(batch)
    var result = ScannedBatch()
    result.sources = batch.sources
    for reject in batch.rejects { result.reject(reject) }
    lines.removeAll()
    for (number, document) in batch.documents.enumerated() {
      let finding = worker.findings[number]
      result.counts.count(document, finding)
      guard wishes.ads || wishes.findings else { continue }
      line.removeAll()
      if let redactor = wishes.redactor {
        let redacted = redactor.redact(document, finding, in: batch)
        write(
          redacted.document, redacted.finding, redacted.batch, source: batch.source(of: document))
        if wishes.ads {
          let fingerprint = fingerprinter.fingerprint(
            of: redacted.document, redacted.finding, in: redacted.batch)
          prepare(redacted.document, redacted.finding, redacted.batch, fingerprint, &result) {
            fingerprinter.appendWording(
              of: redacted.document, redacted.finding.identifiers, in: redacted.batch, to: &$0)
          }
        }
      } else {
        write(document, finding, batch, source: batch.source(of: document))
        if wishes.ads {
          let fingerprint = worker.fingerprint(of: number, in: batch, digest: digest)
          prepare(document, finding, batch, fingerprint, &result) {
            worker.appendWording(of: number, in: batch, to: &$0)
          }
        }
      }
      if wishes.findings {
        lines.raw(line.bytes)
        lines.raw("\n")
      }
    }
    result.findings = lines.bytes
    return result
  }

  /// Puts the document's line of findings into `line`.
  private func write(
    _ document: Document, _ finding: Finding, _ batch: DocumentBatch, source: Source
  ) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      writer.write(document, finding, bytes: bytes, source: source, digest: digest, to: &line)
    }
  }

  /// Adds the document, whose line of findings is in `line`, to the ads of `result`.
  private func prepare(
    _ document: Document, _ finding: Finding, _ batch: DocumentBatch, _ fingerprint: UInt64,
    _ result: inout ScannedBatch, wording: (inout [UInt8]) -> Void
  ) {
    let ad = ScannedAd(
      line: line.bytes, fingerprint: fingerprint, id: batch.string(document.id),
      source: document.sourceIndex, position: document.position, posted: document.posted,
      place: document.place.map(batch.string),
      category: document.extra.flatMap { ExtraField.category(in: batch.bytes[$0.range]) },
      matches: finding.matches, identifiers: finding.identifiers)
    preparer.prepare(ad, into: &result.ads, wording: wording)
  }
}

extension RunCounts {
  /// Counts one scanned document.
  fileprivate mutating func count(_ document: Document, _ finding: Finding) {
    scanned += 1
    if !finding.incomplete.isEmpty { incomplete += 1 }
    if document.posted == nil { undated += 1 }
    if document.repaired { repaired += 1 }
    if !finding.matches.isEmpty { withIndicators += 1 }
  }
}
