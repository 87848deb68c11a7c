/// Currencies that prices are stated in, and the signs and words that are the name of several.
///
/// Each has a number. Those of names of several start at `dollarSign`: the places of the document choose
/// which of them is meant; see `LocalCurrencies`. A number below 0 is none.
enum Currency {
  /// ISO 4217, by number.
  private static let codes = [
    "USD", "EUR", "GBP", "MXN", "CAD", "AUD", "BRL", "JPY", "INR", "THB", "PHP", "RUB", "PLN",
    "RON", "AED", "CHF", "CNY", "SEK", "CZK", "KRW", "DKK", "NOK", "VND", "UAH", "MYR", "SAR",
    "QAR", "KWD", "SGD", "HKD", "NZD", "COP", "ARS", "CLP", "DOP", "PEN", "UYU", "JMD", "TWD",
    "PKR", "NPR", "LKR", "ZAR",
  ]

  /// "$": dollars or pesos.
  static let dollarSign = 64
  /// "dollars", "bucks".
  static let dollarWord = 65
  /// "pesos".
  static let pesoWord = 66
  /// "kr", "kronor".
  static let krona = 67
  /// "Rs", "rupees".
  static let rupee = 68
  /// "¥": yen or yuan.
  static let yenSign = 69
  /// "riyals".
  static let riyal = 70

  /// What names of several mean where no place tells, the largest currency of the name, and all that
  /// they may mean; by number from `dollarSign` on.
  private static let names: [(code: String, meanings: Set<String>)] = [
    ("USD", dollars.union(pesos).subtracting(["PHP"])), ("USD", dollars), ("MXN", pesos),
    ("SEK", ["SEK", "NOK", "DKK"]), ("INR", ["INR", "PKR", "NPR", "LKR"]), ("JPY", ["JPY", "CNY"]),
    ("SAR", ["SAR", "QAR"]),
  ]
  private static let dollars: Set = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "JMD", "TWD"]
  private static let pesos: Set = ["MXN", "COP", "ARS", "CLP", "DOP", "UYU", "PHP"]

  /// The ISO 4217 code of currency `number`; of a name of several what it means where no place tells.
  static func code(_ number: Int) -> String {
    isLoose(number) ? names[number - dollarSign].code : codes[number]
  }

  /// Whether `number` is that of a name of several currencies.
  static func isLoose(_ number: Int) -> Bool { number >= dollarSign }

  /// Whether `other`, which stands by an amount of the same kind, tells which currency `number` is: any
  /// where none is stated, one that it may mean where its name is that of several.
  static func isTold(_ number: Int, by other: Int) -> Bool {
    if number < 0 { return true }
    return isLoose(number) && other >= 0 && mayBe(number, code(other))
  }

  /// Whether the name of several currencies `number` may mean the currency `code`.
  static func mayBe(_ number: Int, _ code: String) -> Bool {
    names[number - dollarSign].meanings.contains(code)
  }

  /// The number of a currency by its code, which must be a known one.
  static func number(_ code: String) -> Int {
    codes.firstIndex(of: code) ?? { preconditionFailure("no currency \(code)") }()
  }

  /// The number of a currency sign; nil for other characters.
  static func number(ofSign scalar: UInt64) -> Int? {
    switch scalar {
    case 0x24: dollarSign
    case 0x20AC: 1
    case 0xA3: 2
    case 0xA5: yenSign
    case 0x20B9: 8
    case 0x0E3F: 9
    case 0x20B1: 10
    case 0x20BD: 11
    case 0x20A9: 19
    case 0x20AB: 22
    case 0x20B4: 23
    default: nil
    }
  }

  /// Whether the scalar is a picture that ads put for money: a rose, a kiss, a bag of it.
  static func isCodePicture(_ scalar: UInt64) -> Bool {
    switch scalar {
    case 0x1F339, 0x1F48B, 0x1F48E, 0x1F36C, 0x1F36D, 0x1F381, 0x1F4B0, 0x1F4B5, 0x1F4B8, 0x1F337:
      true
    default: false
    }
  }
}
