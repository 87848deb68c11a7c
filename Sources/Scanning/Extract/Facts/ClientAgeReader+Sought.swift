/// What tells that somebody is looked for: wishes, and words of those who hire.
extension ClientAgeReader {
  /// Those who are "wanted" or "needed" in the phrase before token `index`.
  func wanted(before index: Int) -> Int? {
    var at = index - 1
    while at > index - 6, field.isLetters(at), !field.startsLine(at) {
      if isWanted(at) { return person(before: at) }
      at -= 1
    }
    return nil
  }

  /// Where the words for somebody who is hired start, which reach up to the comma at token `index`.
  func hirer(before index: Int) -> Int? {
    var at = index - 1
    while at >= max(0, index - 6), field.isLetters(at) {
      if names(hiring: at) { return at }
      if field.startsLine(at) { return nil }
      at -= 1
    }
    return nil
  }

  /// Where the wish for a person starts that goes on, in words and commas, up to token `index`.
  func wish(before index: Int) -> Int? {
    var at = index - 1
    while at > index - 8, field.isLetters(at) || field.isSymbol(at, ",") {
      if isWanted(at) { return person(before: at) }
      if isWish(at) {
        // "looking for a room for two girls, ages 20-25": what is wished for comes first.
        var noun = at + 1
        while noun < index, field.isWord(noun, "for") || field.has(noun, .article) { noun += 1 }
        return field.has(noun, .persons) || isOne(noun) ? at : nil
      }
      if field.startsLine(at) { return nil }
      at -= 1
    }
    return nil
  }

  /// Whether token `index` says that somebody is wanted.
  func isWanted(_ index: Int) -> Bool {
    field.isWord(index, "wanted") || field.isWord(index, "needed")
  }

  /// The person or the persons right before token `index`.
  private func person(before index: Int) -> Int? {
    field.has(index - 1, [.persons, .client]) || isOne(index - 1) ? index - 1 : nil
  }

  func isOne(_ index: Int) -> Bool {
    field.has(index, .person) || field.marks(index, .status)
  }

  /// Whether the sentences before token `index` say that somebody is hired or looked for; a question
  /// asks whether the reader looks for something, and an appointment is needed or not.
  func isHiring(before index: Int) -> Bool {
    var at = index - 1
    while at >= max(0, index - Self.hiringReach), !field.isSymbol(at, "?") {
      if field.isLetters(at), names(hiring: at) {
        return !field.isWord(at, "needed") || field.isWord(at - 1, Self.experience)
          || !field.hasBefore(at, within: 4, .negation)
      }
      at -= 1
    }
    return false
  }

  func names(hiring index: Int) -> Bool {
    for word: WordKey in [
      "hiring", "wanted", "needed", "solicita", "vacante", "vacantes", "requiere", "contrata",
      "busca", "buscan", "buscamos", "solicito", "vaga", "vagas",
    ] where field.isWord(index, word) { return true }
    return field.source.isWord(index, Self.solicitan)
      || field.source.isWord(index, Self.solicitamos)
  }

  /// How many tokens before a limit by itself those who are hired are named.
  private static let hiringReach = 40

  /// Where "Solo estudiantes, de", "only women" start before a range whose words start at token `index`.
  func onlyThose(before index: Int, _ first: Int) -> Int? {
    let noun = field.isSymbol(index - 1, ",") ? index - 2 : index - 1
    guard noun > 0, field.isLetters(noun), field.isOneLine(noun - 1, first),
      field.isWord(noun - 1, "solo") || field.isWord(noun - 1, "sólo")
        || field.isWord(noun - 1, "only"),
      field.isCleanLeft(noun - 1)
    else { return nil }
    for word: WordKey in [
      "students", "women", "females", "men", "damas", "mujeres", "hombres", "tenants",
    ] where field.isWord(noun, word) { return noun - 1 }
    for word in [Self.estudiantes, Self.senoritas, Self.caballeros, Self.professionals]
    where field.source.isWord(noun, word) { return noun - 1 }
    return nil
  }

  private static let experience = WordKey(lowercased: "experience".utf8)
  private static let solicitamos = WordKey(lowercased: "solicitamos".utf8)
  private static let estudiantes = WordKey(lowercased: "estudiantes".utf8)
  private static let senoritas = WordKey(lowercased: "señoritas".utf8)
  private static let caballeros = WordKey(lowercased: "caballeros".utf8)
  private static let professionals = WordKey(lowercased: "professionals".utf8)

  /// Whether the persons at token `index` are looked for, not offered: "models 18-25 wanted".
  func isSought(_ index: Int, _ end: Int) -> Bool {
    for at in [end + 1, end + 2, index - 1, index - 2, index - 3] {
      for word: WordKey in [
        "wanted", "needed", "hiring", "seeking", "need", "looking", "busco", "busca", "buscan",
        "buscamos", "contrato", "solicito", "solicita", "necesito", "necesita",
      ] where field.isWord(at, word) { return true }
      if field.isWord(at, Self.solicitan) { return true }
    }
    return false
  }

  static let preferably = WordKey(lowercased: "preferably".utf8)
  private static let solicitan = WordKey(lowercased: "solicitan".utf8)

  /// "Looking for a woman aged 22", "seeking a 22 year old": the age of somebody who is looked for.
  /// What "you" look for, or a question asks, is what the ad offers.
  func sought(_ years: Int, _ first: Int, _ end: Int) -> Limit? {
    // "Seeking a partner, 50-50 split"
    let isSplit =
      field.isSymbol(end + 1, "-") && field.isGlued(end + 1) && field.isDigits(end + 2)
    guard !isSplit, !cues.isOthers(behind: end) else { return nil }
    var at = first - 1
    var hasPerson =
      field.has(end, [.yearsOld, .old, .age]) || field.isWord(end, "o")
      || field.has(end, .year) && field.words[end].value == 2 || cues.isPersons(behind: end)
    while at >= 0, at >= first - 7, !isWish(at) {
      if field.startsLine(at + 1) || field.isSentenceBreak(at) { return nil }
      if field.isWord(at, "até") { return nil }
      // "Housemate wanted: current tenants are 24"
      if field.has(at, .be), field.has(at - 1, [.persons, .several]) { return nil }
      let isPronoun =
        field.isSymbol(at + 1, ":") && (field.isWord(at, "him") || field.isWord(at, "her"))
      if names(sought: at) || field.has(at, .several) || isSex(at, end) || isPronoun {
        hasPerson = true
      }
      guard
        isPronoun
          || field.has(at, [.article, .age, .from, .person, .persons, .several, .old])
          || field.isWord(at, "someone") || field.marks(at, .status)
          || field.isLetters(at) && !field.has(at, [.thing, .relation, .possessive, .under, .over])
            && (isWish(at - 1) || names(sought: at + 1) || names(sought: at - 1) || isWish(at - 2))
          || field.isWord(at, "for") || field.isWord(at, "of")
          || field.isWord(at, "de")
          || field.isSymbol(at, ":") || field.isSymbol(at, ",") || field.isSymbol(at, "\"")
          || isForInDigits(at)
      else { return nil }
      at -= 1
    }
    // "I'm 44, looking for 38-50"
    if !hasPerson, field.isCleanRight(end + 1), !field.isMeasured(end), isBehindOwnAge(at) {
      hasPerson = true
    }
    // "Room wanted: professional, 35": what is wanted comes first.
    if isWanted(at), field.isSymbol(at + 1, ":"), field.has(at - 1, [.thing, .numbered]) {
      return nil
    }
    // "Busco cuarto, mujer 30 años": the one who looks for a thing.
    if field.isSymbol(at + 2, ","), isOfHouse(at + 1) { return nil }
    guard at >= 0, at >= first - 7, hasPerson, !field.startsLine(at + 1),
      !field.isWord(first - 1, "only")
    else { return nil }
    for before in [at - 1, at - 2, at - 3]
    where field.isWord(before, "you") || field.isWord(before, "u") || field.isWord(before, "your") {
      return nil
    }
    var behind = end + 1
    while behind < min(field.count, end + 20), !field.isSentenceBreak(behind) { behind += 1 }
    if field.isSymbol(behind, "?") { return nil }
    // "seeking ladies 40+"
    if let last = upwardEnd(behind: end) {
      return Limit(minimum: years, maximum: nil, first: at, last: last)
    }
    return Limit(minimum: years, maximum: years, first: at, last: end)
  }

  /// Whether token `index` is the short form of somebody who is looked for: "seeking SF 35-50".
  private func isSex(_ index: Int, _ end: Int) -> Bool {
    guard isWish(index - 1), field.source.tokens[index].flags.contains(.startsCapital),
      end > index + 1,
      field.isCleanRight(end + 1) || field.isWord(end + 1, "who")
    else { return false }
    for word: WordKey in ["sf", "sm", "df", "dm", "wf", "wm", "bf", "bm", "hf", "hm", "f", "m"]
    where field.isWord(index, word) {
      return true
    }
    return false
  }

  /// "busco mujer de hasta 42 años", "seeking a woman up to 45", "sucht Sie bis 60": the most years of
  /// somebody who is looked for.
  func most(_ years: Int, _ first: Int, _ end: Int) -> Limit? {
    var noun = first - 2
    // "Suche Sie ab 40", "suche Frau ab 30"
    if field.isWord(first - 1, "ab"), names(sought: noun) || field.isWord(noun, "männer"),
      isWish(noun - 1) || isWish(noun - 2) || field.isWord(noun - 1, "nur"),
      field.isOneLine(max(noun - 2, 0), first), isEndOfGerman(end)
    {
      return Limit(minimum: years, maximum: nil, first: noun, last: end)
    }
    if field.isWord(first - 1, "to") {
      guard field.isWord(noun, "up") else { return nil }
      noun -= 1
    } else if field.isWord(first - 1, "bis") {
      guard isEndOfGerman(end) else { return nil }
    } else if !field.isWord(first - 1, "hasta") {
      return nil
    }
    if field.isWord(noun, "de") { noun -= 1 }
    guard noun > 0, field.isOneLine(noun - 1, first) else { return nil }
    if field.isWord(first - 1, "bis"), field.isWord(noun, "sie") || field.isWord(noun, "ihn") {
      return isWish(noun - 1)
        ? Limit(minimum: nil, maximum: years, first: noun - 1, last: end) : nil
    }
    guard field.has(noun, .persons) || field.namesPerson(noun) || cues.isSeveral(noun) else {
      return nil
    }
    // "Looking for slim ladies up to 55"
    guard let wish = (noun - 3..<noun).last(where: isWish), field.isOneLine(wish, noun) else {
      return nil
    }
    return Limit(minimum: nil, maximum: years, first: wish, last: end)
  }

  /// Whether what follows "bis 60" leaves it years: "bis 30. Juni" is a day.
  private func isEndOfGerman(_ end: Int) -> Bool {
    if field.isSymbol(end + 1, ".") { return field.startsLine(end + 2) }
    for word: WordKey in ["für", "zum", "zur", "mit", "aus", "j"]
    where field.isWord(end + 1, word) {
      return true
    }
    return field.isCleanRight(end + 1)
  }

  /// Whether the wish at token `index` follows the age of the one who has it: "I'm 44, looking".
  private func isBehindOwnAge(_ index: Int) -> Bool {
    var at = index - 1
    while field.isSymbol(at, ",") || field.has(at, .and) { at -= 1 }
    guard at >= 0, at < index - 1, field.isOneLine(at, index), let own = field.quantity(at: at)
    else { return false }
    return cues.personCue(before: field.quantities[own].first) != nil
  }

  /// Whether token `index` names somebody who may be looked for.
  func names(sought index: Int) -> Bool {
    // "Want a pair, 40-42"
    if field.isWord(index, "pair") { return field.isWord(index - 1, "au") }
    if field.has(index, [.person, .persons]) || field.marks(index, .status) { return true }
    for word: WordKey in [
      "someone", "somebody", "folks", "partner", "mate", "smoker", "buddy", "mann", "alguien",
      "sie", "varón", "varon", "alguém", "person",
    ]
    where field.isWord(index, word) { return true }
    return false
  }

  /// "lookin 4 a SBF": a four or a two that is read as a word.
  private func isForInDigits(_ index: Int) -> Bool {
    field.isDigits(index) && field.isLetters(index - 1) && field.isLetters(index + 1)
      && !field.isGlued(index) && !field.isGlued(index + 1)
      && (field.source.tokens[index].key == 4 || field.source.tokens[index].key == 2)
      && field.source.tokens[index].byteCount == 1
  }

  /// "Se renta cuarto a señorita menor de 30"
  private func isLetOut(_ index: Int) -> Bool {
    for word: WordKey in ["alquila", "alquilo", "renta", "rento", "arriendo", "alugo"]
    where field.isWord(index, word) { return true }
    return false
  }

  func isWish(_ index: Int) -> Bool {
    for word: WordKey in [
      "looking", "seeking", "seek", "seeks", "wanted", "wanting", "busco", "busca", "buscando",
      "buscamos", "solicita", "solicito", "necesita", "necesito", "prefer", "prefers", "iso",
      "cherche", "sucht", "suche", "lookin", "prefiro", "procuro", "procura", "prefiere",
      "prefiero", "piden", "pide", "cerco", "want", "wants", "casting", "szukam",
    ] where field.isWord(index, word) { return true }
    if field.isLetters(index), field.source.isWord(index, Self.preferably) { return true }
    // "hoping to hear from a lady 60-72", "desea conocer dama de 55 a 65"
    if field.isWord(index, "hear") { return field.isWord(index + 1, "from") }
    if field.isWord(index, "conocer") { return !field.isWord(index - 1, "gusta") }
    // "would like to meet a man": but "come meet a …" is an offer.
    guard field.isWord(index, "meet"), field.isWord(index - 1, "to") || isForInDigits(index - 1)
    else { return false }
    for word: WordKey in [
      "like", "want", "wants", "hoping", "hope", "wish", "love", "luv", "looking",
    ]
    where field.isWord(index - 2, word) { return true }
    return false
  }

  /// "ISO someone over 40", "busco señora mayor de 40": whether somebody before token `index` is
  /// looked for.
  func isOfSomeoneSought(before index: Int) -> Bool {
    guard
      field.isWord(index - 1, "someone") || field.isWord(index - 1, "alguém")
        || field.isWord(index - 1, "person") || field.has(index - 1, [.persons, .client])
        || isOne(index - 1)
    else { return false }
    // "any women over 50"
    if field.isWord(index - 2, "any") { return true }
    for at in index - 5..<index - 1 where isLonging(at) || isLetOut(at) { return true }
    // "basement room for a quiet person over 40"
    return (index - 4..<index - 1).contains {
      field.isWord($0, "for") && (field.isWord($0 - 1, "room") || field.isWord($0 - 1, "bedroom"))
    }
  }
}
