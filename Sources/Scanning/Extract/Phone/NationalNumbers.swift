internal import Model

/// A number as it is dialled inside a country, with the trunk 0, which the text near it does not name.
struct NationalNumber {
  /// All digits but the trunk 0.
  var digits: UInt64
  /// How many.
  var count: Int
  /// Of the original text.
  var field: Field
  var span: ByteSpan
  /// Whether plain reading would miss it.
  var isObscured: Bool
}

/// Gives numbers dialled with a trunk 0 the country that the whole document tells.
///
/// "0499 555 012" is a number in Melbourne and none in London: it is read where all places outside
/// North America that title and text name are in one country, and its length is one of that country.
enum NationalNumbers {
  /// Appends those of `numbers` that the document's country has; what is claimed already is left alone.
  ///
  /// - Parameter first: the index of the document's first identifier.
  static func add(
    _ numbers: [NationalNumber], plan: NumberingPlan, from first: Int, to found: inout Extraction
  ) {
    guard let country = country(of: found.identifiers[first...], plan) else { return }
    let claims = Claims(found.identifiers[first...])
    // Long runs of digits are read in pieces that overlap, so that a number may be there twice.
    var last: NationalNumber?
    let ordered = numbers.sorted {
      ($0.field.rawValue, $0.span.start) < ($1.field.rawValue, $1.span.start)
    }
    for number in ordered
    where country.lengths.contains(number.count) && !claims.overlap(number.field, number.span) {
      if let last, last.field == number.field, number.span.start < last.span.end { continue }
      last = number
      let whole = UInt64(country.code) * PhoneReading.power(number.count) + number.digits
      found.identifiers.append(
        Identifier(
          field: number.field, span: number.span,
          value: .phone(e164: "+\(whole)", obscured: number.isObscured)))
      if number.isObscured {
        found.facts.append(
          FactEvidence(fact: .phoneObscured, field: number.field, span: number.span))
      }
    }
  }

  /// The one country with a trunk 0 in which the places among `identifiers` are; nil if there is none
  /// or more than one. North America has no trunk 0.
  private static func country(
    of identifiers: ArraySlice<Identifier>, _ plan: NumberingPlan
  ) -> NumberingPlan.Country? {
    var code: Int?
    for identifier in identifiers {
      guard case .place(let name) = identifier.value,
        let other = NumberingPlan.callingCode(of: Place.region(ofStandard: name))
      else { continue }
      guard code == nil || code == other else { return nil }
      code = other
    }
    guard let country = code.flatMap(plan.country), country.hasTrunkZero else { return nil }
    return country
  }

  /// The spans of identifiers, ordered so that one look tells whether another span meets any of them.
  private struct Claims {
    /// By field, then by start; `end` is the highest so far in the field.
    private var spans: [(field: Field, start: UInt32, end: UInt32)]

    init(_ identifiers: ArraySlice<Identifier>) {
      spans = identifiers.map { ($0.field, $0.span.start, $0.span.end) }
      spans.sort { ($0.field.rawValue, $0.start) < ($1.field.rawValue, $1.start) }
      for index in spans.indices.dropFirst() where spans[index].field == spans[index - 1].field {
        spans[index].end = max(spans[index].end, spans[index - 1].end)
      }
    }

    func overlap(_ field: Field, _ span: ByteSpan) -> Bool {
      var (low, high) = (0, spans.count)
      while low < high {
        let middle = (low + high) / 2
        let isBefore =
          (spans[middle].field.rawValue, spans[middle].start) < (field.rawValue, span.end)
        if isBefore { low = middle + 1 } else { high = middle }
      }
      return low > 0 && spans[low - 1].field == field && spans[low - 1].end > span.start
    }
  }
}
