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
    for number in numbers
    where country.lengths.contains(number.count)
      && !found.identifiers[first...].contains(where: {
        $0.field == number.field && $0.span.start < number.span.end
          && number.span.start < $0.span.end
      })
    {
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
        let region = name.split(separator: ",").last,
        let other = NumberingPlan.callingCode(of: region.drop { $0 == " " })
      else { continue }
      guard code == nil || code == other else { return nil }
      code = other
    }
    guard let country = code.flatMap(plan.country), country.hasTrunkZero else { return nil }
    return country
  }
}
