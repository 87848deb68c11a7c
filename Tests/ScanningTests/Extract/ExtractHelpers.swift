import Model

@testable import Scanning

/// What the production extractor reads out of a text, through the production normaliser.
struct ReadText {
  var identifiers: [Identifier] = []
  var facts: [FactEvidence] = []
  let original: [UInt8]

  init(_ text: String, extractor: Extractor = Extractor(), scratch: ExtractScratch = .init()) {
    original = Array(text.utf8)
    var arena: [UInt8] = []
    var map = OffsetMap()
    let changed = original.withUnsafeBufferPointer {
      Normaliser().normalise($0, into: &arena, map: &map)
    }
    var identifiers: [Identifier] = []
    var facts: [FactEvidence] = []
    (changed ? arena : original).withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      let empty = ExtractionText(start: start, byteCount: 0, map: OffsetMap())
      extractor.extract(
        title: empty, text: ExtractionText(start: start, byteCount: bytes.count, map: map),
        scratch: scratch, into: &identifiers, facts: &facts)
    }
    self.identifiers = identifiers
    self.facts = facts
  }

  /// The original text of a span.
  func quote(_ span: ByteSpan) -> String { String(decoding: original[span.range], as: UTF8.self) }
}
