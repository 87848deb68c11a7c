/// Words that tell what the digits beside them are.
struct PhoneWords: Sendable {
  /// What a word says about the number beside it.
  enum Role: Sendable, Equatable {
    /// A telephone number follows: "call", "text".
    case cue
    /// Stands between the parts of a number: "then", "dash".
    case filler
    /// The number before it is a quantity: "lbs", "hours".
    case unit
    /// The number behind it is one of something else: "order", "ref".
    case otherNumber
    /// What stands on its two sides is not one number: "or", "ext".
    case divider
    /// A country by name, with its calling code.
    case country(UInt16)
  }

  private let table: WordTable<Role>

  init() {
    var words: [(word: String, value: Role)] = []
    func add(_ text: String, _ role: Role) {
      words += text.split { $0 == " " || $0 == "\n" }.map { (String($0), role) }
    }
    add(Self.fillers, .filler)
    add(Self.cues, .cue)
    add(Self.units, .unit)
    add(Self.otherNumbers, .otherNumber)
    add("or ext extn extension vs versus age aged", .divider)
    for (names, code) in Self.countries { add(names, .country(code)) }
    table = WordTable(words)
  }

  /// What the letters of `token` say; nil if nothing.
  func role(of token: Token, in bytes: UnsafePointer<UInt8>) -> Role? {
    table.value(of: token, in: bytes)
  }

  private static let cues = """
    call calls calling cal txt text texts texting message msg phone phones fone ph tel telephone telf
    tlf cell cel cellphone celular mobile mob movil móvil number numbers num nbr numero número sms
    whatsapp watsapp whatsap whats wsp wa reach contact contacts dial ring hmu digits hit llama llame
    llamame llámame llamar llámanos llamanos marca marque telefono teléfono contacto contactame
    contáctame escribe escribeme escríbeme mensaje mensajes viber signal imessage facetime fax line
    hotline
    """

  private static let fillers = """
    then and dash dot area code followed by plus next last first final the my is its comes come space
    hyphen star point period rest are finish finally finish follow it end ends ending in with add put now more after
    that s y luego después despues guion guión punto espacio seguido de con el la los mi es código
    codigo prefix lastly slash comma coma break pause uh er followed minus me no anytime xx
    """

  private static let units = """
    hr hrs hour hours hh hhr min mins minute minutes sec secs seconds yr yrs year years yo yrold old
    lb lbs pound pounds kg kgs kilo kilos cm mm ft foot feet inch inches am pm usd dollar
    dollars dlls bucks roses rose kisses kiss euro euros eur gbp quid pesos peso mxn percent off miles
    mile mi km kms day days week weeks wk wks month months guest guests people persons pax hora horas
    minutos años año anos libras dolares dólares dias días semana semanas mes meses sq sqft sf mph gb
    mb tb k bd ba bed beds bedroom bedrooms bath baths stars
    th st nd rd employees staff students clients customers
    """

  private static let otherNumbers = """
    id ids ref reference order orders invoice isbn sku case tracking track account acct item items
    license licence lic permit upc ean serial model vin zip zipcode post posting postid adid
    confirmation ticket policy member membership routing npi ein ssn part mls listing file req
    requisition batch lot lotto lottery picks pin iban bic swift imei mac gps dob patent version ver build asin barcode registration reg siret vat
    """

  private static let countries: [(String, UInt16)] = [
    ("uk england britain scotland wales", 44), ("mexico méxico", 52), ("colombia", 57),
    ("spain españa", 34), ("france", 33), ("germany deutschland", 49), ("italy italia", 39),
    ("india", 91), ("australia", 61), ("brazil brasil", 55), ("philippines pilipinas", 63),
    ("thailand", 66), ("singapore", 65), ("ireland", 353), ("netherlands holland", 31),
    ("romania", 40), ("ukraine", 380), ("venezuela", 58), ("ecuador", 593), ("honduras", 504),
    ("guatemala", 502), ("salvador", 503), ("nicaragua", 505), ("panama", 507), ("nigeria", 234),
    ("kenya", 254), ("turkey", 90), ("dubai uae emirates", 971), ("vietnam", 84), ("china", 86),
    ("hongkong", 852), ("japan", 81), ("korea", 82), ("poland", 48), ("portugal", 351),
    ("argentina", 54), ("chile", 56), ("peru", 51), ("greece", 30), ("sweden", 46),
  ]
}
