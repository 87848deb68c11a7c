/// What telephone numbers may look like, by public numbering plans.
///
/// Sources: ATIS-0300051 and 47 CFR 52 for the North American plan; ITU-T E.164 and its list of
/// country codes; national plans for lengths.
struct NumberingPlan: Sendable {
  /// A country code with the lengths of the numbers behind it.
  struct Country: Sendable {
    /// 1 to 3 digits.
    var code: UInt16
    /// Digits of a number without the country code and without a trunk prefix.
    var lengths: ClosedRange<Int>
    /// Whether numbers are dialled with a leading 0 inside the country.
    var hasTrunkZero: Bool
  }

  /// By country code; nil where no country has it.
  private let countries: [Country?]

  init() {
    var countries = [Country?](repeating: nil, count: 1000)
    for entry in Self.table.listedWords {
      let parts = entry.parts(between: ":")
      let hasTrunk = parts[1].utf8.last == UInt8(ascii: "t")
      let lengths = (hasTrunk ? String(parts[1].dropLast()) : parts[1]).parts(between: "-")
      guard let code = UInt16(parts[0]), let shortest = lengths.first.flatMap({ Int($0) }),
        let longest = lengths.last.flatMap({ Int($0) })
      else { preconditionFailure("a line of the country table cannot be read") }
      countries[Int(code)] = Country(
        code: code, lengths: shortest...longest, hasTrunkZero: hasTrunk)
    }
    self.countries = countries
  }

  /// The country with calling code `code`.
  func country(_ code: Int) -> Country? { code < countries.count ? countries[code] : nil }

  /// Whether `area` may be a North American area code: `[2-8]XX` or `9XX`, no `N11`, no `N9X` and
  /// no `37X` and `96X`, which are kept for a longer plan. Whether it is in use today does not count.
  static func isAreaCode(_ area: Int) -> Bool {
    guard area >= 200, area <= 999, area % 100 != 11 else { return false }
    return area / 10 % 10 != 9 && area / 10 != 37 && area / 10 != 96
  }

  /// Whether `exchange` may stand behind an area code: `NXX`, no `N11`.
  static func isExchange(_ exchange: Int) -> Bool {
    exchange >= 200 && exchange <= 999 && exchange % 100 != 11
  }

  /// Whether ten digits may be a North American number.
  static func isNorthAmerican(_ number: UInt64) -> Bool {
    guard number < 10_000_000_000 else { return false }
    let area = Int(number / 10_000_000)
    let exchange = Int(number / 10_000 % 1000)
    // A digit repeated ten times, all digits downwards, and the exchange for directory assistance are
    // no one's number.
    return isAreaCode(area) && isExchange(exchange) && number % 1_111_111_111 != 0
      && number != 9_876_543_210
      && number % 10_000_000 != 5_551_212
  }

  /// `code:shortest-longest`, with `t` where a trunk 0 is dialled inside the country.
  private static let table = """
    7:10 20:9-10t 27:9t 30:10 31:9t 32:8-9t 33:9t 34:9 36:8-9 39:9-11 40:9t 41:9t 43:7-12t 44:9-10t
    45:8 46:7-9t 47:8 48:9 49:7-11t 51:9t 52:10 53:8t 54:10-11t 55:10-11t 56:9 57:10 58:10t 60:8-10t
    61:9t 62:8-12t 63:10t 64:8-10t 65:8 66:8-9t 81:9-10t 82:8-10t 84:9-10t 86:10-11t 90:10t 91:10t
    92:10t 93:9t 94:9t 95:7-10t 98:10t 211:9t 212:9t 213:8-9t 216:8 218:9t 220:7 221:9 222:8 223:8
    224:9 225:10 226:8 227:8 228:8 229:8-10 230:7-8 231:7-9t 232:8t 233:9t 234:8-10t 235:8 236:8
    237:9 238:7 239:7 240:9 241:7-8t 242:9 243:9t 244:9 245:7-9 246:7 248:7 249:9t 250:9t 251:9t
    252:7-9 253:8 254:9t 255:9t 256:9t 257:8 258:9 260:9t 261:9t 262:9t 263:9t 264:9t 265:9t 266:8
    267:8 268:8 269:7 290:5 291:7t 297:7 298:6 299:6 350:8 351:9 352:9 353:7-9t 354:7 355:8-9t 356:8
    357:8 358:6-10t 359:8-9t 370:8 371:8 372:7-8 373:8t 374:8t 375:9t 376:6 377:8-9t 378:6-10 380:9t
    381:8-9t 382:8t 383:8t 385:8-9t 386:8t 387:8t 389:8t 420:9 421:9t 423:7 500:5 501:7 502:8 503:8
    504:8 505:8 506:8 507:7-8 508:6t 509:8 590:9t 591:8t 592:7 593:8-9t 594:9t 595:9t 596:9t 597:6-7
    598:8t 599:7-8 670:7-8 672:6 673:7 674:7 675:7-8 676:5-7 677:5-7 678:5-7 679:7 680:7 681:6 682:5
    683:4 685:5-7 686:8 687:6 688:5-6 689:8 690:4 691:7 692:7 850:8-10t 852:8 853:8 855:8-9t 856:8-10t
    880:8-10t 886:8-9t 960:7 961:7-8t 962:8-9t 963:8-9t 964:8-10t 965:8 966:8-9t 967:7-9t 968:8
    970:8-9t 971:8-9t 972:8-9t 973:8 974:8 975:8 976:8 977:8-10t 992:9 993:8 994:9t 995:9t 996:9t
    998:9
    """
}
