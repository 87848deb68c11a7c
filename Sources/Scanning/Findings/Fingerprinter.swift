package import Model
package import RulePacks

/// Fingerprints and wordings of documents that have not just been scanned. One worker's memory; never
/// shared.
package final class Fingerprinter {
  private let book: RuleBook
  private let normaliser = Normaliser()
  private let digest = Digest()
  private var arena: [UInt8] = []
  private var title = NormalisedField()
  private var text = NormalisedField()

  /// A field of the last document.
  private struct NormalisedField {
    /// Where it lies in `arena`; nil where the field needed no change.
    var range: Range<Int>?
    var map = OffsetMap()
  }

  /// - Parameter book: what the numbers in findings refer to.
  package init(_ book: RuleBook) { self.book = book }

  /// The fingerprint of `document`, whose bytes are in `batch`.
  package func fingerprint(
    of document: Document, _ finding: Finding, in batch: DocumentBatch
  ) -> UInt64 {
    arena.removeAll(keepingCapacity: true)
    return batch.bytes.withUnsafeBufferPointer { bytes in
      title.range = normalise(document.title, bytes, &title.map)
      text.range = normalise(document.text, bytes, &text.map)
      return arena.withUnsafeBufferPointer { arena in
        Fingerprint.compute(
          title: Self.normalised(title, document.title, arena, bytes),
          text: Self.normalised(text, document.text, arena, bytes),
          matches: finding.matches, book: book, digest: digest)
      }
    }
  }

  /// Appends the wording of the document whose fingerprint was computed last to `result`: its
  /// normalised title and text, contacts, names, ages and prices blanked out.
  ///
  /// - Parameter identifiers: those of the document.
  package func appendWording(
    of document: Document, _ identifiers: [Identifier], in batch: DocumentBatch,
    to result: inout [UInt8]
  ) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      arena.withUnsafeBufferPointer { arena in
        Wording.append(
          Self.normalised(title, document.title, arena, bytes), .title, map: title.map,
          without: identifiers, to: &result)
        Wording.append(
          Self.normalised(text, document.text, arena, bytes), .text, map: text.map,
          without: identifiers, to: &result)
      }
    }
  }

  /// The digest of the text of `document`, whose bytes are in `batch`.
  package func textDigest(of document: Document, in batch: DocumentBatch) -> SHA256 {
    batch.bytes.withUnsafeBufferPointer {
      digest.digest(of: UnsafeBufferPointer(rebasing: $0[document.text.range]))
    }
  }

  private func normalise(
    _ range: ByteRange, _ bytes: UnsafeBufferPointer<UInt8>, _ map: inout OffsetMap
  ) -> Range<Int>? {
    let start = arena.count
    let original = UnsafeBufferPointer(rebasing: bytes[range.range])
    return normaliser.normalise(original, into: &arena, map: &map) ? start..<arena.count : nil
  }

  private static func normalised(
    _ field: NormalisedField, _ range: ByteRange, _ arena: UnsafeBufferPointer<UInt8>,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: field.range.map { arena[$0] } ?? bytes[range.range])
  }
}
