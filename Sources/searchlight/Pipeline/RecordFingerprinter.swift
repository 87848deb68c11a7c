import Ingest
import Model
import RulePacks
import Scanning

/// Fingerprints of findings as the queue has them. Used by one thread at a time.
final class RecordFingerprinter {
  private let book: RuleBook
  private let fingerprinter: Fingerprinter

  init(_ book: RuleBook) {
    self.book = book
    fingerprinter = Fingerprinter(book)
  }

  /// Nil where the findings were made with other rules: then the queue has other fingerprints.
  func fingerprint(of record: FindingRecord) -> UInt64? {
    var finding = Finding()
    for indicator in record.indicators {
      guard let rule = book.index(ofRule: indicator.rule), book[rule].version == indicator.version
      else { return nil }
      for (field, span) in indicator.evidence {
        finding.matches.append(Match(rule: rule, field: field, span: span))
      }
    }
    finding.matches.sort()
    var batch = DocumentBatch()
    batch.bytes = record.title + record.text
    let document = Document(
      id: ByteRange(0, 0), title: ByteRange(0, record.title.count),
      text: ByteRange(record.title.count, batch.bytes.count), sourceIndex: 0,
      position: record.position)
    fingerprinter.read(document, in: batch)
    return fingerprinter.fingerprint(finding.matches, in: batch)
  }
}
