import Model

@testable import Scanning

/// What the production extractor reads out of one document, through the production normaliser.
struct ReadText {
  private(set) var identifiers: [Identifier] = []
  private(set) var facts: [FactEvidence] = []
  private let title: [UInt8]
  private let text: [UInt8]

  static let extractor = Extractor()

  init(title: String = "", _ text: String, scratch: ExtractScratch = ExtractScratch()) {
    self.title = Array(title.utf8)
    self.text = Array(text.utf8)
    var identifiers: [Identifier] = []
    var facts: [FactEvidence] = []
    Self.withNormalised(self.title) { title in
      Self.withNormalised(self.text) { text in
        Self.extractor.extract(
          title: title, text: text, scratch: scratch, into: &identifiers, facts: &facts)
      }
    }
    self.identifiers = identifiers
    self.facts = facts
  }

  /// As case files spell it.
  var forms: [String] {
    identifiers.map(\.value.caseForm) + facts.map { "!\($0.fact.rawValue)" }
  }

  /// The original text that an identifier was read from.
  func quote(_ identifier: Identifier) -> String {
    let bytes = identifier.field == .title ? title : text
    return String(decoding: bytes[identifier.span.range], as: UTF8.self)
  }

  static func withNormalised(_ original: [UInt8], _ body: (ExtractionText) -> Void) {
    var arena: [UInt8] = []
    var map = OffsetMap()
    let changed = original.withUnsafeBufferPointer {
      Normaliser().normalise($0, into: &arena, map: &map)
    }
    (changed ? arena : original).withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress ?? UnsafePointer(bitPattern: 1) else { return }
      body(ExtractionText(start: start, byteCount: buffer.count, map: map))
    }
  }
}
