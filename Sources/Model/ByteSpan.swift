/// A half-open range of byte offsets into one field of a document, in UTF-8 bytes.
///
/// Offsets are bytes, never characters: `"é"` covers two. `start <= end` always holds.
package struct ByteSpan: Hashable, Sendable {
  /// Offset of the first byte.
  package let start: UInt32
  /// Offset one past the last byte.
  package let end: UInt32

  /// - Precondition: `start <= end`.
  package init(start: UInt32, end: UInt32) {
    precondition(start <= end, "span ends before it starts")
    self.start = start
    self.end = end
  }

  /// - Precondition: both fit 32 bits and `start <= end`.
  package init(_ start: Int, _ end: Int) {
    self.init(start: UInt32(start), end: UInt32(end))
  }

  /// Length in bytes; 0 for an empty span.
  package var byteCount: Int { Int(end - start) }

  /// Whether the two spans share at least one byte.
  package func overlaps(_ other: ByteSpan) -> Bool { start < other.end && other.start < end }

  /// Whether `other` lies wholly inside this span.
  package func contains(_ other: ByteSpan) -> Bool { start <= other.start && other.end <= end }

  /// The same offsets as `Int`s, for slicing arrays.
  package var range: Range<Int> { Int(start)..<Int(end) }
}

extension ByteSpan: Comparable {
  /// By start, then by end.
  package static func < (left: ByteSpan, right: ByteSpan) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }
}
