package import Model

/// Takes spans of a normalised text back to the text it was made from.
///
/// A normalised text is the original with some runs of bytes replaced; the map lists those runs.
/// Between them both texts are the same bytes, so most texts need few runs and ASCII ones none.
package struct OffsetMap: Sendable, Equatable {
  /// A run of original bytes and what became of it. Either may be empty, not both.
  struct Replacement: Sendable, Equatable {
    var normalisedStart: UInt32
    var normalisedEnd: UInt32
    var originalStart: UInt32
    var originalEnd: UInt32
  }

  /// In order of both texts; they never overlap.
  private(set) var replacements: [Replacement] = []

  /// The map of a text that did not change.
  package init() {}

  /// Whether the whole text is unchanged.
  package var isIdentity: Bool { replacements.isEmpty }

  /// Forgets everything, keeping the memory.
  mutating func removeAll() { replacements.removeAll(keepingCapacity: true) }

  /// Adds a run behind all others. Runs that touch in both texts stay apart, so that a span may
  /// end between them.
  mutating func append(normalised: Range<Int>, original: Range<Int>) {
    replacements.append(
      Replacement(
        normalisedStart: UInt32(normalised.lowerBound),
        normalisedEnd: UInt32(normalised.upperBound),
        originalStart: UInt32(original.lowerBound), originalEnd: UInt32(original.upperBound)))
  }

  /// The smallest span of original bytes from which all of `span` was made.
  ///
  /// A run that `span` cuts is taken whole; characters that were dropped at its ends are left out.
  package func original(of span: ByteSpan) -> ByteSpan {
    if replacements.isEmpty { return span }
    if span.byteCount == 0 {
      let offset = originalStart(of: span.start)
      return ByteSpan(start: offset, end: offset)
    }
    return ByteSpan(start: originalStart(of: span.start), end: originalEnd(of: span.end))
  }

  /// The smallest span of normalised bytes that holds all that was made from `span` of the original.
  ///
  /// A run that `span` cuts is taken whole.
  func normalised(of span: ByteSpan) -> ByteSpan {
    let before = firstReplacement { $0.originalStart > span.start }
    var start = span.start
    if before > 0 {
      let run = replacements[before - 1]
      start =
        span.start < run.originalEnd
        ? run.normalisedStart : run.normalisedEnd + (span.start - run.originalEnd)
    }
    let behind = firstReplacement { $0.originalStart >= span.end }
    var end = span.end
    if behind > 0 {
      let run = replacements[behind - 1]
      end =
        span.end <= run.originalEnd
        ? run.normalisedEnd : run.normalisedEnd + (span.end - run.originalEnd)
    }
    return ByteSpan(start: start, end: max(start, end))
  }

  /// Whether the bytes of `span` stand in the original exactly as here, with none dropped between.
  package func isUnchanged(_ span: ByteSpan) -> Bool {
    let first = firstReplacement {
      $0.normalisedEnd > span.start || $0.normalisedStart > span.start
    }
    return first == replacements.count || replacements[first].normalisedStart >= span.end
  }

  /// The last run that starts at or before `offset` decides; a dropped run just before it moves
  /// the start past what was dropped.
  private func originalStart(of offset: UInt32) -> UInt32 {
    let next = firstReplacement { $0.normalisedStart > offset }
    guard next > 0 else { return offset }
    let run = replacements[next - 1]
    return offset < run.normalisedEnd
      ? run.originalStart : run.originalEnd + (offset - run.normalisedEnd)
  }

  /// The last run that starts before `offset` decides, so that what was dropped at it stays out.
  private func originalEnd(of offset: UInt32) -> UInt32 {
    let next = firstReplacement { $0.normalisedStart >= offset }
    guard next > 0 else { return offset }
    let run = replacements[next - 1]
    return offset <= run.normalisedEnd
      ? run.originalEnd : run.originalEnd + (offset - run.normalisedEnd)
  }

  /// Index of the first run for which `predicate` holds; it must hold for all that follow too.
  private func firstReplacement(where predicate: (Replacement) -> Bool) -> Int {
    var (low, high) = (0, replacements.count)
    while low < high {
      let middle = (low + high) / 2
      if predicate(replacements[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
