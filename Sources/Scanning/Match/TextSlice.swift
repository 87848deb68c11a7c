package import Model

/// One normalised text that the matcher is to read.
///
/// Borrowed: the memory belongs to the batch or to the worker's buffers and stays in place until
/// `match` returns. Valid UTF-8, no byte 0xFF.
package struct TextSlice {
  /// The first byte; never read where `byteCount` is 0.
  package let start: UnsafePointer<UInt8>
  /// Length in bytes.
  package let byteCount: Int
  /// Which field it is: rules for other fields do not run on it.
  package let field: Field

  /// Takes the parts as they are.
  package init(start: UnsafePointer<UInt8>, byteCount: Int, field: Field) {
    self.start = start
    self.byteCount = byteCount
    self.field = field
  }
}

/// One match in a list of texts, in offsets of the normalised text.
package struct TextMatch: Hashable, Sendable {
  /// Index into the list of texts.
  package var text: UInt32
  /// The rule that matched.
  package var rule: RuleIndex
  /// What it matched.
  package var span: ByteSpan

  /// Takes the parts as they are.
  package init(text: UInt32, rule: RuleIndex, span: ByteSpan) {
    self.text = text
    self.rule = rule
    self.span = span
  }
}

extension TextMatch: Comparable {
  /// By text, rule, then span.
  package static func < (left: TextMatch, right: TextMatch) -> Bool {
    if left.text != right.text { return left.text < right.text }
    if left.rule != right.rule { return left.rule < right.rule }
    return left.span < right.span
  }
}

/// A rule that did not run to its end on one text.
package struct IncompleteText: Hashable, Sendable {
  /// Index into the list of texts.
  package var text: UInt32
  /// The rule and what stopped it.
  package var rule: IncompleteRule

  /// Takes the parts as they are.
  package init(text: UInt32, rule: IncompleteRule) {
    self.text = text
    self.rule = rule
  }
}

/// What a matcher appends to. Owned by the worker and reused, so that matching allocates nothing
/// once it has grown.
package struct MatchList: Sendable {
  /// Ordered by text, rule, then span after `match` returns.
  package var matches: [TextMatch] = []
  /// Ordered by text, then rule.
  package var incomplete: [IncompleteText] = []

  /// An empty list.
  package init() {}

  /// Forgets everything, keeping the memory.
  package mutating func removeAll() {
    matches.removeAll(keepingCapacity: true)
    incomplete.removeAll(keepingCapacity: true)
  }
}
