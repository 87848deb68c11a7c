internal import Model

extension JSONMembers {
  /// What the document states about itself. Members of a kind that this build does not know, or
  /// without what their kind needs, are left out: later builds may write more.
  var identifiers: [Identifier] {
    guard let list = self["identifiers"] else { return [] }
    return Self.items(list).compactMap { item in
      let members = JSONMembers(item)
      guard let field = members.string("field").flatMap(Self.field),
        let start = members.integer("start"), let end = members.integer("end"), 0 <= start,
        start <= end, end <= UInt32.max, let value = members.identifierValue
      else { return nil }
      return Identifier(field: field, span: ByteSpan(start, end), value: value)
    }
  }

  private var identifierValue: Identifier.Value? {
    func named(_ make: (String, String) -> Identifier.Value) -> Identifier.Value? {
      guard let platform = string("platform"), let value = string("value") else { return nil }
      return make(platform, value)
    }
    let text = string("value")
    switch string("kind") {
    case "phone": return text.map { .phone(e164: $0, obscured: flag("obscured")) }
    case "email": return text.map { .email($0, obscured: flag("obscured")) }
    case "age": return integer("years").map { .age(years: $0, through: integer("through")) }
    case "client-age": return .clientAge(minimum: integer("minimum"), maximum: integer("maximum"))
    case "price":
      guard let amount = number("amount"), (0..<1e12).contains(amount) else { return nil }
      return .price(
        Identifier.Price(
          cents: Int((amount * 100).rounded()), currency: string("currency"),
          minutes: integer("minutes"), period: string("period")))
    case "handle": return named { .handle(platform: $0, $1) }
    case "wallet": return named { .wallet(platform: $0, $1) }
    case "payment": return named { .payment(platform: $0, $1) }
    case "url": return text.map { .url($0) }
    case "name": return text.map { .name($0) }
    case "place": return text.map { .place($0) }
    case "date": return text.map { .date($0) }
    case "height": return integer("centimetres").map { .height(centimetres: $0) }
    case "weight": return integer("kilograms").map { .weight(kilograms: $0) }
    default: return nil
    }
  }
}
