/// What texts state beside contacts: ages, names and prices, each counted once.
struct StatedFacts {
  /// A range of prices in hundredths of one currency.
  struct Prices: Equatable {
    /// Nil where texts state none.
    var currency: String?
    var least: Int
    var most: Int
  }

  /// Distinct ages in years, ascending.
  private(set) var ages: [Int] = []
  /// Distinct names offered.
  private(set) var names = 0
  /// By currency; without one first.
  private(set) var prices: [Prices] = []

  init(_ facts: some Sequence<TextFact>) {
    var names: [UInt64] = []
    for fact in facts {
      switch TextFact.Kind(rawValue: fact.kind) {
      case .age: ages.append(Int(fact.value))
      case .name: names.append(fact.value)
      case .price:
        let (currency, cents) = PriceCode.parts(fact.value)
        if let place = prices.firstIndex(where: { $0.currency == currency }) {
          prices[place].least = min(prices[place].least, cents)
          prices[place].most = max(prices[place].most, cents)
        } else {
          prices.append(Prices(currency: currency, least: cents, most: cents))
        }
      default: break
      }
    }
    if ages.count > 1 { ages = Set(ages).sorted() }
    self.names = names.count > 1 ? Set(names).count : names.count
    prices.sort { ($0.currency ?? "") < ($1.currency ?? "") }
  }
}
