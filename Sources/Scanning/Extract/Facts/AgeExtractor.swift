internal import Model

/// Reads the ages that an ad states of those it offers, and the age limits it sets for clients.
///
/// A bare number is never an age: a unit ("19yo"), a cue ("I'm 22", "age: 24", "just turned 18"), its
/// place in a classified title ("… - 23", "Ana (23)") or what stands right round it (a given name, a
/// sex, a body's measures, what ads say of persons) must say so, and nothing near it may say otherwise
/// (a price, a measure, a time, a count, years of experience, the age of a thing or of a child). "Turning
/// 18" is no age yet. Where no phrase tells, all that stands round the number is weighed; see
/// `AgeEvidence`. Below 18 a place or surroundings are not enough, but for "The girl, 15, was …".
struct AgeExtractor: Sendable {
  /// Appends ages and client limits of `field`; what is claimed already is left alone.
  func extract(
    from field: FactField, into found: inout Extraction, statements: inout [AgeStatement]
  ) {
    var reader = AgeReader(field: field)
    var index = 0
    while index < field.quantities.count {
      index = reader.read(index, into: &found, statements: &statements)
    }
  }
}
