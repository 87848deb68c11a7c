internal import Model
internal import RulePacks

/// The normalised titles and texts of a batch, as far as they are read. One worker's memory; never
/// shared.
///
/// Two for each document that is read: the title at twice the document's slot, the text behind it.
final class BatchTexts {
  private let normaliser: Normaliser
  private var arena: [UInt8] = []
  private var texts: [Text] = []
  private var maps: [OffsetMap] = []

  /// A normalised text.
  fileprivate struct Text {
    var field: Field
    /// In `arena`, or in the batch where the text needed no change.
    var isInArena: Bool
    var range: Range<Int>
  }

  init(_ normaliser: Normaliser) { self.normaliser = normaliser }

  /// How many there are.
  var count: Int { texts.count }

  /// Forgets all.
  func removeAll() {
    arena.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
  }

  /// Adds title and text of `document`, whose bytes are in `batch`.
  func append(_ document: Document, _ batch: UnsafeBufferPointer<UInt8>) {
    for field in Field.allCases {
      let range = document.range(of: field).range
      let start = arena.count
      let number = texts.count
      if maps.count == number { maps.append(OffsetMap()) }
      let changed = normaliser.normalise(
        UnsafeBufferPointer(rebasing: batch[range]), into: &arena, map: &maps[number])
      texts.append(
        Text(field: field, isInArena: changed, range: changed ? start..<arena.count : range))
    }
  }

  /// The field that text `number` is.
  func field(of number: Int) -> Field { texts[number].field }

  /// What leads from text `number` back to its original.
  func map(of number: Int) -> OffsetMap { maps[number] }

  /// Calls `body` with access to the normalised texts; none may be added meanwhile.
  ///
  /// - Parameter batch: the bytes of the batch.
  func withBytes<Result>(
    _ batch: UnsafeBufferPointer<UInt8>, _ body: (Bytes) -> Result
  ) -> Result {
    arena.withUnsafeBufferPointer { arena in
      texts.withUnsafeBufferPointer { texts in
        body(Bytes(arena: arena, batch: batch, texts: texts))
      }
    }
  }

  /// The fingerprint of the document in `slot`, in which `matches` were found.
  ///
  /// - Parameter batch: the bytes of the batch.
  func fingerprint(
    of slot: Int, _ matches: [Match], _ batch: UnsafeBufferPointer<UInt8>, book: RuleBook,
    digest: Digest
  ) -> UInt64 {
    withBytes(batch) { texts in
      Fingerprint.compute(
        title: texts[2 * slot], text: texts[2 * slot + 1], matches: matches, book: book,
        digest: digest)
    }
  }

  /// Appends the wording of the document in `slot` to `result`: its title and text, contacts, names,
  /// ages and prices blanked out.
  ///
  /// - Parameter batch: the bytes of the batch.
  func appendWording(
    of slot: Int, without identifiers: [Identifier], _ batch: UnsafeBufferPointer<UInt8>,
    to result: inout [UInt8]
  ) {
    withBytes(batch) { bytes in
      for text in [2 * slot, 2 * slot + 1] {
        Wording.append(
          bytes[text], field(of: text), map: map(of: text), without: identifiers, to: &result)
      }
    }
  }

  /// Access to the bytes of all texts, for as long as nothing is added.
  struct Bytes {
    fileprivate var arena: UnsafeBufferPointer<UInt8>
    fileprivate var batch: UnsafeBufferPointer<UInt8>
    fileprivate var texts: UnsafeBufferPointer<Text>

    /// The bytes of text `number`.
    subscript(number: Int) -> UnsafeBufferPointer<UInt8> {
      let text = texts[number]
      return UnsafeBufferPointer(rebasing: (text.isInArena ? arena : batch)[text.range])
    }
  }
}
