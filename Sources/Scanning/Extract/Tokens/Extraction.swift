internal import Model

/// What the extractors have found so far in one document, and which bytes of the field at hand they
/// have claimed.
struct Extraction {
  /// In the order found; `Extractor` sorts them at the end, until when none is taken away.
  var identifiers: [Identifier] = []
  var facts: [FactEvidence] = []
  /// Prices whose currency the document's places choose; emptied with each document.
  var loosePrices: [LoosePrice] = []
  /// Indices of places that somebody is from, in ascending order; emptied with each document.
  var origins: [Int] = []
  /// Whether a field held more than is read of one.
  var isCut = false
  /// Claims on the field that is being read; emptied between fields.
  var claims = ClaimedSpans()

  /// Adds an identifier that the normalised bytes in `range` state, and claims them.
  mutating func add(
    _ value: Identifier.Value, _ range: Range<Int>, in field: FieldTokens,
    as reading: ClaimedSpans.Reading
  ) {
    identifiers.append(Identifier(field: field.field, span: field.original(range), value: value))
    claims.claim(range, as: reading, identifier: identifiers.count - 1)
  }

  /// Adds a fact that the normalised bytes in `range` establish.
  mutating func add(_ fact: IdentifierFact, _ range: Range<Int>, in field: FieldTokens) {
    facts.append(FactEvidence(fact: fact, field: field.field, span: field.original(range)))
  }
}
