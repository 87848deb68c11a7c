package import Model
package import RulePacks

/// Fingerprints of documents that have not just been scanned. One worker's memory; never shared.
package final class Fingerprinter {
  private let book: RuleBook
  private let normaliser = Normaliser()
  private let digest = Digest()
  private var arena: [UInt8] = []
  private var map = OffsetMap()

  /// - Parameter book: what the numbers in findings refer to.
  package init(_ book: RuleBook) { self.book = book }

  /// The fingerprint of `document`, whose bytes are in `batch`.
  package func fingerprint(
    of document: Document, _ finding: Finding, in batch: DocumentBatch
  ) -> UInt64 {
    arena.removeAll(keepingCapacity: true)
    return batch.bytes.withUnsafeBufferPointer { bytes in
      func prepare(_ range: ByteRange) -> Range<Int>? {
        let start = arena.count
        let original = UnsafeBufferPointer(rebasing: bytes[range.range])
        return normaliser.normalise(original, into: &arena, map: &map) ? start..<arena.count : nil
      }
      let title = prepare(document.title)
      let text = prepare(document.text)
      return arena.withUnsafeBufferPointer { arena in
        Fingerprint.compute(
          title: UnsafeBufferPointer(
            rebasing: title.map { arena[$0] } ?? bytes[document.title.range]),
          text: UnsafeBufferPointer(
            rebasing: text.map { arena[$0] } ?? bytes[document.text.range]),
          matches: finding.matches, book: book, digest: digest)
      }
    }
  }
}
