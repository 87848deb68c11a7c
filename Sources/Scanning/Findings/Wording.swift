internal import Model

/// The wording of an ad without its contacts, names, ages and prices: what templates are told by.
enum Wording {
  /// What stands for a blanked span; digits are blanked when texts are compared.
  private static let blank: UInt8 = 0x30

  /// Appends one normalised field to `result`, with one symbol in the place of each blanked span,
  /// and a line feed.
  ///
  /// - Parameters:
  ///   - text: the normalised field.
  ///   - map: leads from `text` back to the original.
  ///   - identifiers: those of the ad, of any field; their spans are of the original.
  static func append(
    _ text: UnsafeBufferPointer<UInt8>, _ field: Field, map: OffsetMap,
    without identifiers: [Identifier], to result: inout [UInt8]
  ) {
    // By index, as copies of identifiers would be counted.
    var last = ByteSpan(0, 0)
    var isSorted = true
    // Findings list identifiers in order; edited ones may not.
    for index in identifiers.indices where identifiers[index].field == field {
      if identifiers[index].span < last { isSorted = false }
      last = identifiers[index].span
    }
    let sorted = isSorted ? identifiers : identifiers.sorted { $0.span < $1.span }
    var copied = 0
    for index in sorted.indices where sorted[index].field == field {
      guard isBlanked(sorted[index].value) else { continue }
      let original = sorted[index].span
      let span = map.isIdentity ? original : map.normalised(of: original)
      let (start, end) = (Int(span.start), Int(span.end))
      // Findings may have been edited: a span that cuts a character would spoil the text.
      guard start >= copied, end <= text.count, isBoundary(start, in: text),
        isBoundary(end, in: text)
      else { continue }
      result.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<start]))
      result.append(blank)
      copied = end
    }
    result.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied...]))
    result.append(0x0A)
  }

  private static func isBoundary(_ place: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    place == text.count || text[place] & 0xC0 != 0x80
  }

  private static func isBlanked(_ value: Identifier.Value) -> Bool {
    switch value {
    case .phone, .email, .handle, .url, .wallet, .payment, .age, .price, .name: true
    case .clientAge, .place, .height, .weight, .date: false
    }
  }
}
