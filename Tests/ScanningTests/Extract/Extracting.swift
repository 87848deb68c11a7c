import Model
import RulePacks

@testable import Scanning

/// Extraction of one document from strings, as the scan does it.
enum Extracting {
  private static let extractor = Extractor()

  /// What `title` and `text` state.
  static func read(
    title: String, text: String
  ) -> (identifiers: [Identifier], facts: [FactEvidence]) {
    let scratch = ExtractScratch()
    var identifiers: [Identifier] = []
    var facts: [FactEvidence] = []
    withNormalised(title) { title in
      withNormalised(text) { text in
        extractor.extract(
          title: title, text: text, scratch: scratch, into: &identifiers, facts: &facts)
      }
    }
    return (identifiers, facts)
  }

  /// The same as case files spell it.
  static func forms(title: String, text: String) -> [String] {
    let (identifiers, facts) = read(title: title, text: text)
    return identifiers.map(\.value.caseForm) + facts.map { "!\($0.fact.rawValue)" }
  }

  private static func withNormalised(_ original: String, _ body: (ExtractionText) -> Void) {
    var arena: [UInt8] = []
    var map = OffsetMap()
    let bytes = Array(original.utf8)
    let changed = bytes.withUnsafeBufferPointer {
      Normaliser().normalise($0, into: &arena, map: &map)
    }
    (changed ? arena : bytes).withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress ?? UnsafePointer(bitPattern: 1) else { return }
      body(ExtractionText(start: start, byteCount: buffer.count, map: map))
    }
  }
}
