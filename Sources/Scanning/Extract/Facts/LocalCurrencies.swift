internal import Model

/// A price whose currency is stated by a name that several countries call their money by.
struct LoosePrice {
  /// Of the price among the document's identifiers.
  var index: Int
  /// Number in `Currency`, of a name of several.
  var currency: Int
}

/// Gives prices in "$", "pesos", "kr" and the like the currency that the whole document tells.
///
/// "$80" is in US dollars unless all places that title and text name are in one other country whose
/// money is called so: then it is that country's. A place that somebody is from does not count, nor one
/// where the euro is paid, beside another.
enum LocalCurrencies {
  /// Settles the currency of the document's loose prices.
  ///
  /// - Parameter first: the index of the document's first identifier.
  static func settle(from first: Int, in found: inout Extraction) {
    guard let local = currency(of: found, from: first) else { return }
    for loose in found.loosePrices where Currency.mayBe(loose.currency, local.code) {
      guard case .price(var price) = found.identifiers[loose.index].value,
        price.cents >= local.least * 100
      else { continue }
      price.currency = local.code
      found.identifiers[loose.index].value = .price(price)
    }
  }

  /// The currency of the one country in which the document's places are; nil where there is none, more
  /// than one, or one whose money no other country's is called as.
  private static func currency(of found: Extraction, from first: Int) -> Local? {
    var currency: Local?
    var origins = found.origins[...]
    for index in first..<found.identifiers.count {
      if origins.first == index {
        origins.removeFirst()
        continue
      }
      guard case .place(let name) = found.identifiers[index].value else { continue }
      let region = Place.region(ofStandard: name)
      guard let local = local(of: region) else {
        // "Palermo" is a part of Buenos Aires too, and nobody says "$" for euros.
        guard euros.contains(region) else { return nil }
        continue
      }
      guard currency == nil || currency?.code == local.code else { return nil }
      currency = local
    }
    return currency
  }

  private static func local(of region: Substring) -> Local? {
    // Most places are of the United States; only provinces of Canada have two letters as well.
    if region.utf8.count == 2 { return provinces.contains(region) ? canada : nil }
    return byRegion[region]
  }

  private struct Local {
    /// ISO 4217.
    var code: String
    /// The least whole amount of a price: "$80" in Bogotá is no sum in Colombian pesos.
    var least = 0
  }

  private static let canada = Local(code: "CAD")

  /// Where the euro is paid; none of the names of several currencies is one of it.
  private static let euros: Set<Substring> = [
    "Italy", "Spain", "France", "Germany", "Portugal", "Netherlands", "Belgium", "Austria",
    "Ireland",
    "Greece", "Finland",
  ]

  private static let provinces: Set<Substring> = [
    "ON", "QC", "BC", "AB", "MB", "SK", "NS", "NB", "NL", "PE", "NT", "NU", "YT",
  ]

  /// By region, as `PlaceTable` names them.
  private static let byRegion: [Substring: Local] = [
    "Mexico": Local(code: "MXN"), "Australia": Local(code: "AUD"),
    "New Zealand": Local(code: "NZD"), "Singapore": Local(code: "SGD"),
    "Hong Kong": Local(code: "HKD"), "Taiwan": Local(code: "TWD"), "Jamaica": Local(code: "JMD"),
    "Colombia": Local(code: "COP", least: 1_000), "Chile": Local(code: "CLP", least: 500),
    "Argentina": Local(code: "ARS", least: 500), "Uruguay": Local(code: "UYU", least: 20),
    "Dominican Republic": Local(code: "DOP", least: 50), "Philippines": Local(code: "PHP"),
    "Sweden": Local(code: "SEK"), "Norway": Local(code: "NOK"), "Denmark": Local(code: "DKK"),
    "India": Local(code: "INR"), "Pakistan": Local(code: "PKR"), "Nepal": Local(code: "NPR"),
    "Sri Lanka": Local(code: "LKR"), "Japan": Local(code: "JPY"), "China": Local(code: "CNY"),
    "Saudi Arabia": Local(code: "SAR"), "Qatar": Local(code: "QAR"),
  ]
}
