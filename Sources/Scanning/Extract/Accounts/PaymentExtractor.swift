internal import Model

/// Reads account names on payment services: `$cashtag`, "venmo: name", "zelle 214-555-0142".
///
/// A cashtag needs Cash App named near it, or a digit in it: `$save` is no account. Where a service
/// pays to a telephone number or an e-mail address, that is the name.
struct PaymentExtractor: Sendable {
  /// The words that one of must be in a text that names an account without a link or a `$`.
  static let startingWords = ["cash", "cashapp", "cashtag", "venmo", "paypal", "pay", "zelle"]

  /// What must stand behind those of them that are common words.
  static let followers = ["cash": [" app", " tag"], "pay": [" pal"]]

  private let services = WordTable<String>([
    ("cashapp", "cashapp"), ("cashtag", "cashapp"), ("venmo", "venmo"), ("paypal", "paypal"),
    ("zelle", "zelle"), ("zell", "zelle"),
  ])
  private let words = AccountWords()

  /// Appends the names of `field`; runs behind the telephone numbers and e-mail addresses.
  func extract(from field: FieldTokens, into found: inout Extraction) {
    for window in field.windows where window.holds([.paymentWords, .currency, .innerDot]) {
      extract(from: field, window, into: &found)
    }
  }

  private func extract(
    from field: FieldTokens, _ window: TextWindow, into found: inout Extraction
  ) {
    var lastService: (name: String, token: Int)?
    var index = window.firstToken
    while index < window.tokenEnd {
      let token = field.tokens[index]
      if let service = service(at: index, field), found.claims.isFree(token) {
        lastService = (service.name, service.last)
        index = max(readBehind(service.last, service.name, field, &found) ?? 0, service.last) + 1
        continue
      }
      if token.isSymbol("$"), field.isGlued(index + 1),
        !field.isGlued(index) || isOpening(index, field)
      {
        let isNear = lastService.map { $0.name == "cashapp" && index - $0.token <= 12 } ?? false
        readCashtag(index, isAnnounced: isNear || isNamedBehind(index, field), field, &found)
      }
      index += 1
    }
  }

  private func isOpening(_ index: Int, _ field: FieldTokens) -> Bool {
    field.tokens[index - 1].kind == .symbol || field.tokens[index - 1].kind == .picture
  }

  private func service(at index: Int, _ field: FieldTokens) -> (name: String, last: Int)? {
    let token = field.tokens[index]
    if token.isWord("cash"), field.isWord(index + 1, "app") || field.isWord(index + 1, "tag") {
      return ("cashapp", index + 1)
    }
    if token.isWord("pay"), field.isWord(index + 1, "pal") { return ("paypal", index + 1) }
    return services.value(of: token, in: field.bytes).map { ($0, index) }
  }

  /// Whether Cash App is named within a few tokens behind token `index`.
  private func isNamedBehind(_ index: Int, _ field: FieldTokens) -> Bool {
    for next in index + 2..<index + 8 where next < field.tokens.count {
      if service(at: next, field)?.name == "cashapp" { return true }
    }
    return false
  }

  private func readCashtag(
    _ sign: Int, isAnnounced: Bool, _ field: FieldTokens, _ found: inout Extraction
  ) {
    guard let name = AccountName(at: sign + 1, field), field.tokens[sign + 1].kind == .letters,
      name.range.count <= 21, isAnnounced || (name.hasDigits && name.range.count >= 5),
      found.claims.isFree(name.range)
    else { return }
    add(name.range, "cashapp", field, &found)
  }

  /// Reads the name behind a service; its last token if there is one.
  private func readBehind(
    _ last: Int, _ service: String, _ field: FieldTokens, _ found: inout Extraction
  ) -> Int? {
    var index = last + 1
    var isMarked = false
    while index < field.tokens.count, index <= last + 7 {
      let token = field.tokens[index]
      if let claim = found.claims.claim(overlapping: token.range) {
        if let contact = claim.identifier { addContact(contact, service, &found) }
        return nil
      }
      if token.flags.contains(.lineStart), !isMarked { return nil }
      switch token.kind {
      case .symbol:
        if token.isSymbol("$"), service == "cashapp" { isMarked = true }
        if token.isSymbol("@") || token.isSymbol(":") || token.isSymbol("=") { isMarked = true }
        if token.isSymbol(".") || token.isSymbol(",") || token.isSymbol("/") { return nil }
      case .picture: break
      case .letters, .digits:
        // "zelle to anna@example.org"
        if token.isWord("to") {
          index += 1
          continue
        }
        switch words.role(of: token, in: field.bytes) {
        case .joiner where !field.isSymbol(index - 1, "@"),
          .announcer where !field.isSymbol(index - 1, "@"):
          index += 1
          continue
        case .and, .ordinary: return nil
        default: break
        }
        guard let name = AccountName(at: index, field), isMarked || name.isUnlikeWord,
          token.kind == .letters
        else { return nil }
        add(name.range, service, field, &found)
        return name.last
      }
      index += 1
    }
    return nil
  }

  /// Adds the telephone number or address that identifier `contact` is as a name, if it is one.
  private func addContact(_ contact: Int, _ service: String, _ found: inout Extraction) {
    var identifier = found.identifiers[contact]
    switch identifier.value {
    case .phone(let text, _), .email(let text, _):
      identifier.value = .payment(platform: service, text)
      found.identifiers.append(identifier)
    default: break
    }
  }

  private func add(
    _ range: Range<Int>, _ service: String, _ field: FieldTokens, _ found: inout Extraction
  ) {
    found.add(
      .payment(platform: service, field.string(range).lowercased()), range, in: field, as: .payment)
  }
}
