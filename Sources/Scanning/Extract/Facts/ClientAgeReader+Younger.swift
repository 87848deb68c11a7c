/// Limits that leave out those who are older: "under 50 preferred", "menor de 40 años", "hasta 35 años".
extension ClientAgeReader {
  /// Upper limits; lower ones are about minors.
  private static let upperLimits = 21...65

  /// "women under 40 only", "preferible menor de 40 años", "applicants should be under 35": who may
  /// answer is younger.
  ///
  /// - Parameter at: the word for "under".
  func younger(_ years: Int, _ at: Int, _ end: Int) -> Limit? {
    guard Self.upperLimits.contains(years), at > 0,
      isFreeOfNoun(end) || isHope(end + 1) || field.isWord(end + 1, "will")
        || isWanted(end + 1), !isQuestion(end + 1)
    else { return nil }
    let hasUnit = field.has(end, [.year, .old, .yearsOld, .age])
    let isWished = isWished(behind: end) || isWanted(end + 1)
    let before = at - 1
    func limit(_ start: Int) -> Limit {
      Limit(minimum: nil, maximum: years, first: start, last: end)
    }
    if let order = order(before: at) {
      return hasUnit || order.hasSubject || asksForPersons(before: at) ? limit(order.first) : nil
    }
    // "age under 40", "age: under 40"
    let label = field.isSymbol(before, ":") ? before - 1 : before
    if field.has(label, .age), field.isCleanLeft(label), field.isOneLine(label, at) {
      return limit(label)
    }
    // "Waitresses needed, under 30 preferred", "Busco hombre, menor de 60 años"
    if field.isCleanLeft(at), !field.isSymbol(before, ":") {
      return (isWished || hasUnit) && asksForPersons(before: at) ? limit(at) : nil
    }
    guard field.isOneLine(before, at) else { return nil }
    if field.isWord(before, "ser") { return limit(before) }
    if isHope(before) || isExclusive(before) {
      return hasUnit || asksForPersons(before: before) ? limit(before) : nil
    }
    guard isCandidate(before) else { return nil }
    if isExclusive(before - 1) { return limit(before - 1) }
    // "Seeking masseuse under 40" may be what she asks.
    let isSought =
      isOfSomeoneSought(before: at) || (before - 4..<before).contains { names(hiring: $0) }
    return isWished || isSought && !isServing(before)
      || hasUnit && asksForPersons(before: at)
      ? limit(before) : nil
  }

  /// Whether a price may stand by the person's word at token `index`.
  private func isServing(_ index: Int) -> Bool {
    for word: WordKey in ["tenant", "roommate", "lodger", "widow", "widower"]
    where field.isWord(index, word) { return false }
    return field.words[index].value != 0 || cues.isTrade(index) || field.marks(index, .status)
      || Self.servants.value(of: field.source.tokens[index], in: field.source.bytes) != nil
  }

  private static let servants = WordTable<Bool>(
    """
    masseuse masseuses escorts companion dancer dancers entertainer entertainers therapists models
    nanny housekeeper performers girls
    """.listedWords.map { ($0, true) })

  /// "Se busca cajera, hasta 35 años", "preferência até 35 anos", "cherche colocataire de moins de
  /// 35 ans", "suche Frau unter 45": the most years of those who are asked for.
  func oldest(_ years: Int, _ first: Int, _ end: Int) -> Limit? {
    guard Self.upperLimits.contains(years), first > 1 else { return nil }
    var at = first - 1
    if field.isWord(at, "unter") {
      guard isCandidate(at - 1), isWish(at - 2) || isWish(at - 3), field.isCleanRight(end + 1),
        field.isOneLine(at - 2, first)
      else { return nil }
      return Limit(minimum: nil, maximum: years, first: at - 1, last: end)
    }
    guard field.has(end, .year), field.words[end].value == 2, isFreeOfNoun(end),
      !isOfExperience(end)
    else { return nil }
    if field.isWord(at, "de"), field.isWord(at - 1, "moins") {
      at = field.isWord(at - 2, "de") ? at - 2 : at - 1
    } else if !field.isWord(at, "hasta"), !field.isWord(at, "até"), !isMost(at) {
      return nil
    }
    let noun = field.isWord(at - 1, "de") ? at - 2 : at - 1
    guard at > 0 else { return nil }
    let isAsked =
      isHope(at - 1) || isCandidate(noun) && isHope(noun - 1)
      || (field.isCleanLeft(at) || isCandidate(at - 1)) && asksForPersons(before: at)
    return isAsked ? Limit(minimum: nil, maximum: years, first: at, last: end) : nil
  }

  /// Whether token `index` is a word for what somebody hopes for: "preferably", "de preferencia".
  func isHope(_ index: Int) -> Bool {
    field.isLetters(index)
      && (Self.hopes.value(of: field.source.tokens[index], in: field.source.bytes) != nil
        || field.source.isWord(index, Self.preferably))
  }

  private static let hopes = WordTable<Bool>(
    """
    ideally hopefully preferably preferable ojalá ojala preferible preferiblemente idealmente
    preferência preferencia idealerweise preferentemente
    """.listedWords.map { ($0, true) })

  /// Whether "preferred", "only", "ideally" follows a limit: what comes then is another matter.
  func isWished(behind end: Int) -> Bool {
    field.has(end + 1, .only) && !field.isWord(end + 2, "with") || isHope(end + 1)
  }

  func isExclusive(_ index: Int) -> Bool {
    field.has(index, .only)
      && (field.isWord(index, "only") || field.isWord(index, "solo") || field.isWord(index, "sólo"))
  }

  private func isQuestion(_ index: Int) -> Bool {
    var at = index
    while !field.isSentenceBreak(at) { at += 1 }
    return field.isSymbol(at, "?")
  }

  // MARK: Orders

  /// Where the words start that ask of whoever reads what goes on with "be" or "and" right before token
  /// `index`, and whether they say of whom: "Must have a car and be …", "Please be polite and …",
  /// "You need to be …".
  func order(before index: Int) -> (first: Int, hasSubject: Bool)? {
    let isBe = field.isWord(index - 1, "be")
    guard isBe || field.has(index - 1, .and) else { return nil }
    var start = index - 1
    while start > max(0, index - Self.orderReach) {
      let opensSentence =
        field.startsLine(start)
        || field.source.tokens[start - 1].kind == .symbol && field.isSentenceBreak(start - 1)
      if opensSentence || field.isCleanLeft(start),
        let order = order(at: start, index, isBe, opensSentence)
      {
        return order
      }
      if opensSentence { return nil }
      start -= 1
    }
    return start == 0 ? order(at: 0, index, isBe, true) : nil
  }

  private func order(
    at start: Int, _ index: Int, _ isBe: Bool, _ opensSentence: Bool
  ) -> (first: Int, hasSubject: Bool)? {
    var verb = start
    if field.has(verb, .article) || field.isWord(verb, "all") { verb += 1 }
    let hasSubject = isOfCandidate(verb)
    verb = hasSubject ? verb + 1 : start
    let isAuxiliary =
      field.isWord(verb, "must") || field.isWord(verb, "should") || field.isWord(verb, "please")
      || (field.isWord(verb, "need") || field.isWord(verb, "have")) && field.isWord(verb + 1, "to")
    let isImperative =
      opensSentence && !hasSubject && (field.isWord(verb, "be") || field.isWord(verb, "have"))
    guard verb < index - 1, isAuxiliary || isImperative else { return nil }
    // "Must be quick, type 40 and over 60 is a plus"
    if !isBe, (verb..<index).contains(where: field.isDigits) { return nil }
    // "Must be clean, employed and over 30": the same "be" for all of it.
    let hasBe = isBe || (verb...min(verb + 2, index - 1)).contains { field.isWord($0, "be") }
    return hasBe ? (start, hasSubject) : nil
  }

  private static let orderReach = 16

  private func isOfCandidate(_ index: Int) -> Bool {
    field.isWord(index, "you") || field.isWord(index, "u") || isCandidate(index)
  }

  // MARK: Persons asked for

  /// Whether the sentences before token `index` ask for persons: "drivers needed", "we are looking for
  /// hosts"; what the reader may look for, or those who are offered, is another matter.
  func asksForPersons(before index: Int) -> Bool {
    var at = index - 1
    while at >= max(0, index - Self.askReach), !field.isSymbol(at, "?") {
      if field.isLetters(at) {
        if isWanted(at) || field.isWord(at, "required"),
          isCandidate(field.has(at - 1, .be) ? at - 2 : at - 1)
        {
          return true
        }
        if isWish(at) || names(hiring: at) || field.isWord(at, "need") || field.isWord(at, "needs")
          || field.isWord(at, "precisa"),
          !isOfReader(at), isForCandidate(at)
        {
          return true
        }
      }
      at -= 1
    }
    return false
  }

  private static let askReach = 40

  /// Whether "you" or several persons who are offered have the wish at token `index`.
  private func isOfReader(_ index: Int) -> Bool {
    for at in index - 3..<index {
      if field.isWord(at, "you") || field.isWord(at, "u") || field.isWord(at, "your") {
        return true
      }
    }
    let subject = field.has(index - 1, .be) ? index - 2 : index - 1
    return field.has(subject, .persons) && field.isOneLine(max(subject, 0), index)
  }

  /// Whether the first nouns behind the wish at token `index` name somebody: "looking for promo staff".
  private func isForCandidate(_ index: Int) -> Bool {
    var at = index + 1
    while field.isWord(at, "for") || field.isWord(at, "de") || field.isWord(at, "para")
      || field.isSymbol(at, ":")
    { at += 1 }
    while at < min(field.count, index + 7), !field.isSentenceBreak(at) {
      if isCandidate(at) { return !isCustomer(at) }
      for word: WordKey in ["for", "to", "in", "with", "from", "at", "near", "para", "en", "con"]
      where field.isWord(at, word) { return false }
      at += 1
    }
    return false
  }

  /// Whether token `index` names those who pay.
  private func isCustomer(_ index: Int) -> Bool {
    for word: WordKey in ["clients", "callers", "buyers", "guests", "visitors"]
    where field.isWord(index, word) { return true }
    return field.source.isWord(index, Self.customers)
  }

  private static let customers = WordKey(lowercased: "customers".utf8)

  /// Those who are hired or chosen, as far as no other list has them.
  private static let candidates = WordTable<Bool>(
    """
    cooks chefs nurses hosts waitresses crew extras people players volunteers talent guards maids nannies clerks
    mechanics technicians menina meninas moças mitbewohnerin mitbewohner frau colocataire extra personal chofer
    edecanes auxiliar auxiliares niñera niñeras empleada empleado compañera
    compañero
    """.listedWords.map { ($0, true) })

  /// Whether token `index` names persons who may answer, by what they are or do.
  func isCandidate(_ index: Int) -> Bool {
    guard field.isLetters(index), !field.isWord(index, "one"), !field.isWord(index, "black") else {
      return false
    }
    if field.has(index, [.persons, .client])
      || field.has(index, .person) && field.words[index].value != 2
      || names(sought: index) && !field.has(index, .person)
    {
      return true
    }
    if field.isWord(index - 1, "native") { return field.source.isWord(index, Self.speakers) }
    let token = field.source.tokens[index]
    if Self.candidates.value(of: token, in: field.source.bytes) != nil { return true }
    // "movers", "mesera", "recepcionista"
    guard field.roles(index).isEmpty, token.byteCount > 5,
      Self.things.value(of: token, in: field.source.bytes) == nil
    else { return false }
    let ending = WordKey(
      lowercased: (Int(token.end) - 3..<Int(token.end)).map { field.source.bytes[$0] | 0x20 })
    for suffix: WordKey in ["ers", "ors", "ero", "era", "ras", "dor", "ora", "sta"]
    where ending == suffix { return true }
    return false
  }

  /// Things whose names end as those of persons do.
  private static let things = WordTable<Bool>(
    """
    makers holders covers papers numbers letters orders offers flyers posters stickers rollers filters
    coolers heaters routers scooters sweaters trousers slippers containers towers mixers folders binders
    planters feeders lockers drawers dryers washers fryers boilers toasters lighters coasters computers
    scanners chargers adapters motors mirrors colors razors sensors layers corners borders powers
    primera tercera primero tercero dinero tablero sombrero nevera cartera escalera madera carretera
    cafetera compras palabras obras muestras lavadora computadora impresora licuadora aspiradora comedor
    ventilador computador refrigerador congelador televisor fiesta respuesta propuesta subasta revista
    """.listedWords.map { ($0, true) })

  private static let speakers = WordKey(lowercased: "speakers".utf8)
}
