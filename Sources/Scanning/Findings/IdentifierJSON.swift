internal import Model

/// Writes the members of `identifiers` in `findings.jsonl`.
enum IdentifierJSON {
  /// Appends one identifier: its kind, what it states, then where and in which words.
  ///
  /// - Parameter field: the original bytes of the identifier's field.
  static func write(
    _ identifier: Identifier, in field: UnsafeBufferPointer<UInt8>, to json: inout JSONBuffer
  ) {
    json.raw("{\"kind\":")
    json.string(identifier.value.kind)
    writeValue(identifier.value, to: &json)
    json.raw(",\"field\":\"")
    json.raw(identifier.field.name)
    json.raw("\",\"start\":")
    json.integer(Int(identifier.span.start))
    json.raw(",\"end\":")
    json.integer(Int(identifier.span.end))
    json.raw(",\"quote\":")
    json.string(UnsafeBufferPointer(rebasing: field[identifier.span.range]))
    json.raw("}")
  }

  private static func writeValue(_ value: Identifier.Value, to json: inout JSONBuffer) {
    switch value {
    case .phone(let text, let obscured), .email(let text, let obscured):
      writeText(text, to: &json)
      json.raw(obscured ? ",\"obscured\":true" : ",\"obscured\":false")
    case .age(let years, let through):
      json.raw(",\"years\":")
      json.integer(years)
      if let through {
        json.raw(",\"through\":")
        json.integer(through)
      }
    case .clientAge(let minimum, let maximum):
      json.raw(",\"minimum\":")
      writeInteger(minimum, to: &json)
      json.raw(",\"maximum\":")
      writeInteger(maximum, to: &json)
    case .price(let price):
      json.raw(",\"amount\":")
      json.points(Points(thousandths: price.cents * 10))
      json.raw(",\"currency\":")
      json.stringOrNull(price.currency)
      json.raw(",\"minutes\":")
      writeInteger(price.minutes, to: &json)
      if let period = price.period {
        json.raw(",\"period\":")
        json.string(period)
      }
    case .handle(let platform, let text), .wallet(let platform, let text),
      .payment(let platform, let text):
      json.raw(",\"platform\":")
      json.string(platform)
      writeText(text, to: &json)
    case .url(let text), .name(let text), .place(let text), .date(let text):
      writeText(text, to: &json)
    case .height(let centimetres):
      json.raw(",\"centimetres\":")
      json.integer(centimetres)
    case .weight(let kilograms):
      json.raw(",\"kilograms\":")
      json.integer(kilograms)
    }
  }

  private static func writeText(_ text: String, to json: inout JSONBuffer) {
    json.raw(",\"value\":")
    json.string(text)
  }

  private static func writeInteger(_ value: Int?, to json: inout JSONBuffer) {
    if let value { json.integer(value) } else { json.raw("null") }
  }
}
