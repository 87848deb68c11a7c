package import Model
package import RulePacks

/// Fingerprints and wordings of documents that have not just been scanned, one at a time. One worker's
/// memory; never shared.
package final class Fingerprinter {
  private let book: RuleBook
  private let digest = Digest()
  private let texts = BatchTexts(Normaliser())

  /// - Parameter book: what the numbers in findings refer to.
  package init(_ book: RuleBook) { self.book = book }

  /// Reads a document, of which all else is told until the next is read.
  ///
  /// - Parameter batch: holds the document's bytes, here and in what follows.
  package func read(_ document: Document, in batch: DocumentBatch) {
    texts.removeAll()
    batch.bytes.withUnsafeBufferPointer { texts.append(document, $0) }
  }

  /// The document's fingerprint.
  ///
  /// - Parameter matches: those in the document, ordered by rule.
  package func fingerprint(_ matches: [Match], in batch: DocumentBatch) -> UInt64 {
    batch.bytes.withUnsafeBufferPointer {
      texts.fingerprint(of: 0, matches, $0, book: book, digest: digest)
    }
  }

  /// Appends the document's wording to `result`: its normalised title and text, contacts, names, ages
  /// and prices blanked out.
  ///
  /// - Parameter identifiers: those of the document.
  package func appendWording(
    without identifiers: [Identifier], in batch: DocumentBatch, to result: inout [UInt8]
  ) {
    batch.bytes.withUnsafeBufferPointer {
      texts.appendWording(of: 0, without: identifiers, $0, to: &result)
    }
  }

  /// The digest of the text of `document`.
  package func textDigest(of document: Document, in batch: DocumentBatch) -> SHA256 {
    batch.bytes.withUnsafeBufferPointer {
      digest.digest(of: UnsafeBufferPointer(rebasing: $0[document.text.range]))
    }
  }
}
