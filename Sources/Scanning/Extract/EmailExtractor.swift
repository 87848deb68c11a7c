internal import Model

/// Reads e-mail addresses.
struct EmailExtractor: Sendable {
  /// Appends the addresses of `field`.
  func extract(from field: FieldTokens, into found: inout Extraction) {
    for index in field.tokens.indices where field.tokens[index].isSymbol("@") {
      guard let first = localPart(before: index, field),
        let last = Domain.end(from: index + 1, field)
      else { continue }
      let range = field.range(first, last)
      guard found.claims.isFree(range) else { continue }
      found.add(
        .email(field.string(range).lowercased(), obscured: false), range, in: field, as: .email)
    }
  }

  /// The first token of the local part that ends right before token `at`.
  private func localPart(before at: Int, _ field: FieldTokens) -> Int? {
    guard field.isGlued(at) else { return nil }
    var first = at
    while first > 0, field.isGlued(first), isLocal(field.tokens[first - 1]) { first -= 1 }
    while first < at, field.tokens[first].isSymbol(".") { first += 1 }
    return first < at ? first : nil
  }

  private func isLocal(_ token: Token) -> Bool {
    switch token.kind {
    case .digits, .letters: true
    case .symbol:
      token.isSymbol(".") || token.isSymbol("_") || token.isSymbol("-") || token.isSymbol("+")
        || token.isSymbol("%")
    case .picture: false
    }
  }
}
