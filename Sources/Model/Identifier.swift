/// A contact, age, price or other fact that an ad states about itself, and where it states it.
package struct Identifier: Sendable, Hashable {
  /// The field that states it.
  package var field: Field
  /// The bytes that state it, in the original field.
  package var span: ByteSpan
  /// What is stated.
  package var value: Value

  /// Takes the parts as they are.
  package init(field: Field, span: ByteSpan, value: Value) {
    self.field = field
    self.span = span
    self.value = value
  }

  /// What is stated, by kind.
  package enum Value: Sendable, Hashable {
    /// A telephone number in E.164 form. `obscured` where plain reading would have missed it.
    case phone(e164: String, obscured: Bool)
    /// A stated age in whole years; `through` is the upper end of a range.
    case age(years: Int, through: Int?)
    /// An age limit that the ad sets for its readers or clients; at least one end is there.
    case clientAge(minimum: Int?, maximum: Int?)
    /// A price.
    case price(Price)
    /// An e-mail address in lower case. `obscured` where it is spelled out.
    case email(String, obscured: Bool)
    /// An account name on a platform (`instagram`, `telegram`, …), without `@`, in lower case.
    case handle(platform: String, String)
    /// A web address or bare domain as written.
    case url(String)
    /// A cryptocurrency address whose checksum holds. `platform` is `bitcoin` or `ethereum`.
    case wallet(platform: String, String)
    /// An account name on a payment service (`cashapp`, `venmo`, `paypal`, `zelle`).
    case payment(platform: String, String)
    /// A first name that the ad offers ("ask for NAME"), as written.
    case name(String)
    /// A place named in the text, in its standard spelling ("Dallas, TX").
    case place(String)
    /// A body height in whole centimetres.
    case height(centimetres: Int)
    /// A body weight in whole kilograms.
    case weight(kilograms: Int)
    /// A date or range of dates as written; years are often missing, so nothing is computed.
    case date(String)
  }

  /// An amount of money for something.
  package struct Price: Sendable, Hashable {
    /// Hundredths of the currency's unit.
    package var cents: Int
    /// ISO 4217, or nil where only a bare number or a code word stands.
    package var currency: String?
    /// What the amount buys, in minutes; nil where not stated, never guessed.
    package var minutes: Int?
    /// `hour`, `day`, `week`, `month` or `year` for pay and rent; nil where not stated.
    package var period: String?

    /// Takes the parts as they are.
    package init(cents: Int, currency: String?, minutes: Int?, period: String? = nil) {
      self.cents = cents
      self.currency = currency
      self.minutes = minutes
      self.period = period
    }
  }
}

extension Identifier.Value {
  /// The name of the kind in `findings.jsonl`.
  package var kind: String {
    switch self {
    case .phone: "phone"
    case .age: "age"
    case .clientAge: "client-age"
    case .price: "price"
    case .email: "email"
    case .handle: "handle"
    case .url: "url"
    case .wallet: "wallet"
    case .payment: "payment"
    case .name: "name"
    case .place: "place"
    case .height: "height"
    case .weight: "weight"
    case .date: "date"
    }
  }
}

/// A fact about one document that extraction establishes and that rules may name (`identifier:`).
package enum IdentifierFact: String, Sendable, Hashable, CaseIterable {
  /// A telephone number that plain reading would have missed.
  case phoneObscured = "phone.obscured"
  /// A stated age below 18.
  case ageMinor = "age.minor"
  /// Two stated ages that cannot both hold for one person.
  case ageContradictory = "age.contradictory"
  /// A stated age from 18 to 22.
  case ageYoung = "age.young"
  /// An age limit for readers or clients.
  case ageClientLimit = "age.client-limit"
  /// Two or more prices with different stated durations.
  case priceLadder = "price.ladder"
}

/// One span that establishes an `IdentifierFact`.
package struct FactEvidence: Sendable, Hashable {
  /// What is established.
  package var fact: IdentifierFact
  /// The field.
  package var field: Field
  /// The bytes, in the original field.
  package var span: ByteSpan

  /// Takes the parts as they are.
  package init(fact: IdentifierFact, field: Field, span: ByteSpan) {
    self.fact = fact
    self.field = field
    self.span = span
  }
}
