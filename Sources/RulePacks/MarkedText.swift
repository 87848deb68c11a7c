package import Model

/// An example with what must be matched between `⟦` and `⟧`.
package struct MarkedText: Equatable, Sendable {
  /// The example without its marks.
  package let text: String
  /// What was marked, in UTF-8 bytes of `text`, in order.
  package let spans: [ByteSpan]

  /// Nil where the marks do not pair up.
  package init?(_ example: String) {
    var text = ""
    var spans: [ByteSpan] = []
    var open: Int?
    for character in example.unicodeScalars {
      switch character {
      case "⟦":
        guard open == nil else { return nil }
        open = text.utf8.count
      case "⟧":
        guard let start = open, start < text.utf8.count else { return nil }
        spans.append(ByteSpan(start, text.utf8.count))
        open = nil
      default: text.unicodeScalars.append(character)
      }
    }
    guard open == nil else { return nil }
    self.text = text
    self.spans = spans
  }
}
