import Model
import Scanning

/// The wording of an ad without its contacts, ages and prices: what templates are told by.
///
/// One worker's memory; never shared.
struct AdWording {
  private let normaliser = Normaliser()
  private var map = OffsetMap()
  private var blanked: [UInt8] = []

  /// What stands for a blanked span; digits are blanked when texts are compared.
  private static let blank: UInt8 = 0x30

  /// Appends title and text of `document`, normalised, to `result`.
  mutating func append(
    _ document: Document, _ identifiers: [Identifier], bytes: [UInt8], to result: inout [UInt8]
  ) {
    for field in Field.allCases {
      let spans = identifiers.filter { $0.field == field && Self.isBlanked($0.value) }.map(\.span)
      blank(spans, in: bytes[document.range(of: field).range])
      let isChanged = blanked.withUnsafeBufferPointer {
        normaliser.normalise($0, into: &result, map: &map)
      }
      if !isChanged { result += blanked }
      result.append(0x0A)
    }
  }

  /// Copies `text` into `blanked` with one symbol in the place of each span.
  private mutating func blank(_ spans: [ByteSpan], in text: ArraySlice<UInt8>) {
    blanked.removeAll(keepingCapacity: true)
    var copied = text.startIndex
    for span in spans.sorted() {
      let (start, end) = (text.startIndex + Int(span.start), text.startIndex + Int(span.end))
      // Findings may have been edited: a span that cuts a character would spoil the text.
      guard start >= copied, end <= text.endIndex, Self.isBoundary(start, in: text),
        Self.isBoundary(end, in: text)
      else { continue }
      blanked += text[copied..<start]
      blanked.append(Self.blank)
      copied = end
    }
    blanked += text[copied...]
  }

  private static func isBoundary(_ place: Int, in text: ArraySlice<UInt8>) -> Bool {
    place == text.endIndex || text[place] & 0xC0 != 0x80
  }

  private static func isBlanked(_ value: Identifier.Value) -> Bool {
    switch value {
    case .phone, .email, .handle, .url, .wallet, .payment, .age, .price, .name: true
    case .clientAge, .place, .height, .weight, .date: false
    }
  }
}
