/// Names of hosts in running text.
enum Domain {
  /// The last token of the host name that starts at token `first`: labels of letters, digits and
  /// hyphens joined by dots with no space between, the last a known top-level domain.
  ///
  /// A longer name whose end is unknown is cut back to the last known one ("example.org.Then").
  static func end(from first: Int, _ field: FieldTokens) -> Int? {
    var last: Int?
    var index = first
    var labels = 0
    while index < field.tokens.count {
      guard let labelEnd = label(from: index, isFirst: labels == 0 && index == first, field)
      else { break }
      labels += 1
      if labels > 1, labelEnd == index,
        TopLevelDomains.kind(of: field.tokens[labelEnd], in: field.bytes) != nil
      {
        last = labelEnd
      }
      guard field.isSymbol(labelEnd + 1, "."), field.isGlued(labelEnd + 1),
        field.isGlued(labelEnd + 2)
      else { break }
      index = labelEnd + 2
    }
    return last
  }

  /// The last token of the label that starts at token `first`.
  private static func label(from first: Int, isFirst: Bool, _ field: FieldTokens) -> Int? {
    var index = first
    var last: Int?
    while index < field.tokens.count, index == first || field.isGlued(index) {
      let token = field.tokens[index]
      if token.kind == .digits || token.kind == .letters {
        last = index
      } else if !(token.isSymbol("-") && last != nil) {
        break
      }
      index += 1
    }
    return last
  }
}
