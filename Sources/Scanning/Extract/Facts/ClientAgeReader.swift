/// Reads the age limits that an ad sets for those who answer.
///
/// "No one under 25", "35+ only", "gentlemen over 30", "must be 18 or older", and wishes: "looking
/// for a woman aged 22". A limit below 18 is none of a client.
struct ClientAgeReader {
  let field: FactField
  let cues: AgeCues

  /// A limit and the tokens that state it.
  struct Limit {
    var minimum: Int?
    var maximum: Int?
    var first: Int
    var last: Int
  }

  /// The limit that the number in tokens `first...last` states; nil where it states none.
  ///
  /// - Parameters:
  ///   - years: the number, for a range its lower end.
  ///   - through: the upper end of a range.
  ///   - isBehindOwn: whether one age of the writer alone was read before.
  func limit(
    _ years: Int, through: Int?, first: Int, last: Int, isBehindOwn: Bool = false
  ) -> Limit? {
    guard years >= 18, years <= 99 else { return nil }
    // "under 21s"
    let isPlural =
      field.isWord(last + 1, "s") && field.isGlued(last + 1)
      && field.has(first - 1, [.under, .over])
    let end = isPlural ? last + 1 : cues.unit(behind: last)?.last ?? last
    if let limit = phrase(years, through: through, first, end) { return limit }
    if let through {
      if let limit = range(years, through, first, end) { return limit }
      let start =
        asked(first, end, isBehindOwn: isBehindOwn) ?? wantedForWork(first, last, end)
        ?? labelled(first, end) ?? wishedRange(first, end, isBehindOwn: isBehindOwn)
      return start.map { Limit(minimum: years, maximum: through, first: $0, last: end) }
    }
    if end == last, field.isMeasured(last) { return nil }
    let limit =
      below(years, first, end) ?? above(years, first, end) ?? upward(years, first, end)
      ?? downward(years, first, end) ?? most(years, first, end) ?? highest(years, first, end)
      ?? bounded(years, first, end)
    if let limit { return limit }
    return least(years, first, end) ?? signed(years, first, end) ?? oldest(years, first, end)
      ?? wishedLimit(years, first, end) ?? sought(years, first, end)
  }

  private func range(_ years: Int, _ through: Int, _ first: Int, _ end: Int) -> Limit? {
    if isOfExperience(end) { return nil }
    var at = first - 1
    while at > 0,
      field.has(at, [.from, .age, .be]) || field.isSymbol(at, ":") || field.isWord(at, "de"),
      !field.startsLine(at)
    { at -= 1 }
    guard at >= 0, !field.startsLine(at + 1) || field.has(at + 1, .age) else { return nil }
    // "Hostesses wanted, 18 to 28", "Models needed, aged 18 to 30"
    let comma = field.has(first - 1, .age) ? first - 2 : first - 1
    if field.isSymbol(comma, ","), !field.isMeasured(end), let wanted = wanted(before: comma) {
      return Limit(minimum: years, maximum: through, first: wanted, last: end)
    }
    if let you = addressee(before: first, end) {
      return Limit(minimum: years, maximum: through, first: you, last: end)
    }
    // "Vaga para recepcionista, de 22 a 35 anos"
    if field.isWord(first - 1, "de"), field.isSymbol(first - 2, ","), field.words[end].value == 2,
      field.has(end, .year), let hirer = hirer(before: first - 2)
    {
      return Limit(minimum: years, maximum: through, first: hirer, last: end)
    }
    // "Age limit 20-35", "Age group 30-45"
    if field.isWord(first - 1, "limit") || field.isWord(first - 1, "group"),
      field.has(first - 2, .age)
    {
      return Limit(minimum: years, maximum: through, first: first - 2, last: end)
    }
    // "Requisitos: sexo femenino, edad 20 a 35 años"
    if field.has(first - 1, .age), let requirement = requirement(before: first - 1) {
      return Limit(minimum: years, maximum: through, first: requirement, last: end)
    }
    // "Empresa solicita chofer. Edad de 25 a 45 años"
    let label = field.has(at, .age) ? at : at + 1
    if field.has(label, .age), label < first,
      field.isSentenceBreak(label - 1) || field.startsLine(label),
      isHiring(before: label) || asksForPersons(before: label)
    {
      return Limit(minimum: years, maximum: through, first: label, last: end)
    }
    // "Roommate wanted, female, age 23 to 35", "Busco muchacha de planta, edad entre 25 y 45"
    if field.has(label, .age), label < first, field.isSymbol(label - 1, ","),
      let wish = wish(before: label - 1)
    {
      return Limit(minimum: years, maximum: through, first: wish, last: end)
    }
    if let only = onlyThose(before: at + 1, first) {
      return Limit(minimum: years, maximum: through, first: only, last: end)
    }
    // "Be between 27 and 36", "you should be 30 to 50"
    let order = field.has(first - 1, .from) ? first - 2 : first - 1
    if field.isWord(order, "be"), isFreeOfNoun(end),
      field.isCleanLeft(order) || field.isWord(order - 1, "please")
        || field.isWord(order - 1, "should") || field.isWord(order - 1, "must")
    {
      return Limit(minimum: years, maximum: through, first: order, last: end)
    }
    // "Should be single, kind and between 40 and 55"
    if field.has(first - 1, .from), isFreeOfNoun(end), let start = self.order(before: order + 1) {
      return Limit(minimum: years, maximum: through, first: start.first, last: end)
    }
    if !field.isMeasured(end) || field.isSymbol(end + 1, "\""),
      let limit = sought(years, first, end)
    {
      return Limit(minimum: years, maximum: through, first: limit.first, last: end)
    }
    // "Housemate, preferably 25-35"
    if field.source.isWord(first - 1, Self.preferably) || field.isWord(first - 1, "prefer"),
      !field.isMeasured(end), field.isCleanRight(end + 1)
    {
      return Limit(minimum: years, maximum: through, first: first - 1, last: end)
    }
    // "Hiring: female attendants 21-40"
    if at == first - 1, field.isLetters(at), field.has(at - 1, .person), isSought(at, end),
      !field.isMeasured(end), isFreeOfNoun(end)
    {
      return Limit(minimum: years, maximum: through, first: at - 1, last: end)
    }
    // "Wanted: waitress aged 20-30"
    if field.has(at, .persons) || isOne(at) && field.has(at + 1, .age), isSought(at, end) {
      return Limit(minimum: years, maximum: through, first: at, last: end)
    }
    if field.has(at, .client), !field.has(at, .person) || field.has(at, .must),
      end > first + 2 || !field.isMeasured(end)
    {
      return Limit(minimum: years, maximum: through, first: at, last: end)
    }
    if field.has(first - 1, .age) || field.has(first - 2, .age), field.has(end + 1, .only) {
      return Limit(minimum: years, maximum: through, first: first, last: end + 1)
    }
    return nil
  }

  /// "solicita chofer, de 20 a 25 años de experiencia": whether the years up to token `end` are such.
  func isOfExperience(_ end: Int) -> Bool {
    let noun = field.isWord(end + 1, "de") || field.isWord(end + 1, "of") ? end + 2 : end + 1
    return field.has(end, .year) && field.has(noun, .experience)
  }

  /// Where "Requisitos:", "Requirements:" open the line of token `index`.
  private func requirement(before index: Int) -> Int? {
    var at = index - 1
    while at > max(0, index - 12), !field.startsLine(at) { at -= 1 }
    guard at >= 0, field.isLetters(at), field.isSymbol(at + 1, ":") else { return nil }
    return field.source.isWord(at, Self.requisitos) || field.source.isWord(at, Self.requirements)
      ? at : nil
  }

  private static let requisitos = WordKey(lowercased: "requisitos".utf8)
  private static let requirements = WordKey(lowercased: "requirements".utf8)

  /// "You: 35-50, kind", "You: kind, 35-50": where the words for who should answer start.
  private func addressee(before first: Int, _ end: Int) -> Int? {
    guard field.isCleanLeft(first), field.isCleanRight(end + 1), !field.isSymbol(end + 1, "/")
    else {
      return nil
    }
    var at = first - 1
    while at > first - 8, field.isLetters(at) || field.isSymbol(at, ","), !field.startsLine(at) {
      at -= 1
    }
    return field.isSymbol(at, ":") && (field.isWord(at - 1, "you") || field.isWord(at - 1, "u"))
      && field.isOneLine(at, first) ? at - 1 : nil
  }

  /// "no one under 25", "over 30 only", "if you are under 25 do not call".
  private func below(_ years: Int, _ first: Int, _ end: Int) -> Limit? {
    var at = first - 1
    while at > 0,
      field.has(at, [.age, .article]) || field.isWord(at, "of")
        || field.isWord(at, "than") || field.isWord(at, "de") || field.isWord(at, "que"),
      !field.startsLine(at)
    { at -= 1 }
    guard at >= 0, !field.startsLine(first), field.has(at, [.under, .over]) else { return nil }
    if field.has(at, .over), isForOlder(years, end + 1) {
      return Limit(minimum: years, maximum: nil, first: at, last: end)
    }
    let isShutOut = field.has(at, .under) && isShutOut(before: at)
    // "Don't write me if you're under 45"
    let reach = field.has(at, .under) && you(before: at) != nil ? 12 : 6
    // "Sorry, over 30s only"
    let isSorry = field.has(end + 1, .only) && field.isWord(firstDenial(before: at), "sorry")
    let isDenied = !isSorry && (isShutOut || field.hasBefore(at, within: reach, .negation))
    let start = isShutOut ? at - 1 : isDenied ? firstDenial(before: at) : at
    if field.has(at, .under) {
      // "No one lives under 25 Main Street.", "no offers under 25"
      if isAddress(end) || isOffer(at - 1) { return nil }
      // "preferentemente menor de 45 años, sin hijos"
      let isWished =
        isWished(behind: end) && field.isCleanRight(end + 2) || isHope(at - 1)
        || isExclusive(at - 1) || isExclusive(at - 2)
      if isDenied || !isWished && denies(behind: end) {
        return Limit(minimum: years, maximum: nil, first: start, last: end)
      }
      return younger(years, at, end)
    }
    if isDenied, !field.hasBefore(at, within: 4, .must) {
      return Limit(minimum: nil, maximum: years, first: start, last: end)
    }
    if isOfSomeoneSought(before: at), !field.has(end + 1, [.thing, .experience, .year]) {
      return Limit(minimum: years, maximum: nil, first: at, last: end)
    }
    let isSpanish = field.isWord(at, "mayores")
    let isForClients =
      field.isWord(at - 1, "be") && field.isWord(at - 2, "please")
      || field.has(at - 1, .client) || field.has(at - 2, .client) && field.has(at - 1, .be)
      || field.hasBefore(at, within: 3, .must) || field.has(end + 1, .only)
      || field.has(field.isSymbol(at - 1, ",") ? at - 2 : at - 1, .only) && !field.isMeasured(end)
      || isSpanish
      || field.isWord(first - 1, "of") && field.has(first - 2, .age)
    let isForReader = isForReader(at, first, end)
    guard isForClients && !field.has(at - 1, .persons) || isForReader,
      isFreeOfNoun(end) || field.isWord(end + 1, "yourself") || field.isWord(end, "s")
    else { return nil }
    // "Don't write if you're over 60"
    if you(before: at) != nil, field.hasBefore(at, within: 12, .negation) {
      return Limit(minimum: nil, maximum: years, first: at, last: end)
    }
    return Limit(minimum: years, maximum: nil, first: at, last: end)
  }

  /// "under 25 do not call": but not "menor de 40, sin hijos".
  private func denies(behind end: Int) -> Bool {
    var at = end + 1
    while at < min(field.count, end + 5), !field.isSentenceBreak(at) {
      if field.has(at, .negation) && !field.isWord(at, "sin") || isShutOut(before: at + 1) {
        return true
      }
      at += 1
    }
    return false
  }

  private func isOffer(_ index: Int) -> Bool {
    for word: WordKey in ["offers", "offer", "bids", "prices"] where field.isWord(index, word) {
      return true
    }
    return false
  }

  /// Whether a street follows, so that the number is a house's.
  private func isAddress(_ end: Int) -> Bool {
    guard field.isLetters(end + 1), !field.startsLine(end + 1) else { return false }
    for at in end + 2...end + 3 {
      if field.isSentenceBreak(at) { return false }
      for word: WordKey in ["street", "st", "avenue", "ave", "road", "rd", "drive", "lane", "blvd"]
      where field.isWord(at, word) { return true }
    }
    return false
  }

  /// The token of the denial that the limit before token `index` hangs on.
  private func firstDenial(before index: Int) -> Int {
    var at = index - 1
    while at > 0, !field.has(at, .negation) { at -= 1 }
    return at
  }

  /// Whether no noun follows that the number could count.
  func isFreeOfNoun(_ end: Int) -> Bool {
    field.isCleanRight(end + 1) || field.isSymbol(end + 1, "+")
      || field.has(end + 1, [.only, .clauseEnd, .client, .negation, .must])
      || field.isWord(end + 1, "por") && field.isWord(end + 2, "favor")
      || field.isWord(end + 1, "due") && field.isWord(end + 2, "to")
      || field.isWord(end + 1, "because") || field.isWord(end + 1, "unless")
  }
}
