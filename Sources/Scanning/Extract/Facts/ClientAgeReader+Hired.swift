internal import Model

/// Limits that only what the text is about tells: hiring, pay, a study, an own age that came before.
extension ClientAgeReader {
  /// Words of those who hire, pay for work or choose among those who answer; false for those that ads
  /// of persons have as well.
  private static let ofWork = WordTable<Bool>(
    """
    hiring hire wanted needed vacancy vacancies apply applicants applicant application applications
    resume cv salary wage wages compensation compensated stipend employer employment contract
    positions position recruit recruiting recruitment casting donors volunteers
    requirements qualifications vacante vacantes empleo sueldo salario salário requisitos
    requisito requiere requieren requerimos solicita solicito solicitamos solicitan solicitud
    contrata contratan contratamos contratando piden pagamos semanales quincenal quincenales
    mensuales prestaciones rento alquilo arriendo currículum curriculum vaga vagas gesucht bewerbung sahod
    study paid ot trainee trainees commission accommodation hostel indistinto indistinta escolaridad
    secundaria preparatoria prepa
    """.listedWords.map { ($0, true) }
      + """
      experience exp experiencia experiência shift shifts turno turnos job jobs work trabajo horario
      semana overtime ayudante training tips benefits insurance
      """.listedWords.map { ($0, false) })

  /// How many tokens before and behind a range the words for work are looked for.
  private static let workReach = 48

  /// Whether words near the tokens `first...last`, or the title, tell of work that is paid for, or of a
  /// choice.
  ///
  /// - Parameter isSure: whether only words count that no ad of persons has.
  func isOfWork(_ first: Int, _ last: Int, isSure: Bool) -> Bool {
    for at in max(0, first - Self.workReach)..<min(field.count, last + Self.workReach)
    where field.isLetters(at) {
      if let isAlways = Self.ofWork.value(of: field.source.tokens[at], in: field.source.bytes),
        isAlways || !isSure
      {
        return true
      }
    }
    return isAskedInTitle()
  }

  /// Where the words start that make a range one of those who are hired or chosen: "Hostesses, age
  /// 20-30 … Salary …", "Vacante: guardia, 25 a 50 años", "Models for a show, women 20-45. Paid $75".
  /// Of a business's own "new girls, 20 to 25" nothing is asked.
  func wantedForWork(_ first: Int, _ last: Int, _ end: Int) -> Int? {
    guard !isOfExperience(end) else { return nil }
    let before =
      field.has(first - 1, .from) || field.isWord(first - 1, "de") ? first - 2 : first - 1
    let isLabelled = field.has(before, .age)
    let isOfThem =
      field.isOneLine(max(before, 0), first)
      && (field.has(before, [.persons, .client]) || field.namesPerson(before) || isSexWord(before))
    // "contrata vendedoras de 22 a 35 años"
    let isOfTrade =
      end > last && before == first - 2 && field.isLetters(before)
      && !field.has(before, [.thing, .relation, .possessive, .experience])
    guard isLabelled || isOfThem || isOfTrade || end > last && field.isCleanLeft(before + 1),
      end > last || !field.isMeasured(end) && field.isCleanRight(end + 1)
        || field.has(end + 1, [.clauseEnd, .only]) || isWanted(end + 1)
    else { return nil }
    // "Male 22-38 yrs old, with licence": one who is offered has one age.
    if isOfThem, isOneSex(before), field.isCleanLeft(before), field.isCleanRight(end + 1) {
      return before
    }
    // "our girls aged 20-25", "Sexy girls 20 to 25"
    let noun = isLabelled ? before - 1 : before
    if field.has(noun, .persons) && !isSexWord(noun) || field.isWord(noun, "girls"),
      field.has(noun - 1, .possessive) || field.marks(noun - 1, .appeal)
    {
      return nil
    }
    // "Muchacha de 25 a 40 años se necesita"
    if isOfThem, isSought(before, end) { return before }
    if isOfThem, isPurpose(behind: end, isSexWord(before)) { return before }
    return isOfWork(first, end, isSure: !isLabelled && (isOfThem || isOfTrade))
      ? before + (isLabelled || isOfThem || isOfTrade ? 0 : 1) : nil
  }

  /// "girls 19-26 for work in a bar", "women 30-50 to work", "females 18-40 for a hair demo": what those
  /// are wanted for; of "girls" only work is none of the reader's pleasure.
  private func isPurpose(behind end: Int, _ isSexWord: Bool) -> Bool {
    guard field.isWord(end + 1, "for") || field.isWord(end + 1, "to") else { return false }
    for word: WordKey in ["work", "job", "jobs"] where field.isWord(end + 2, word) { return true }
    guard isSexWord, field.isWord(end + 1, "for"), field.isLetters(end + 2) else { return false }
    for word: WordKey in ["you", "your", "u", "fun", "company", "massage", "hire", "the", "sale"]
    where field.isWord(end + 2, word) { return false }
    return !field.has(end + 2, [.priceCue, .hour, .half, .currency, .filler, .codeWord])
      || field.has(end + 2, .article)
  }

  private func isOneSex(_ index: Int) -> Bool {
    for word: WordKey in ["female", "male", "femenino"]
    where field.isWord(index, word) { return true }
    return false
  }

  private func isSexWord(_ index: Int) -> Bool {
    for word: WordKey in ["female", "male", "women", "men", "woman", "man", "females", "males"]
    where field.isWord(index, word) { return true }
    return false
  }

  /// Where "you are", "you're", "if u r", "you should be" start right before token `index`.
  func you(before index: Int) -> Int? {
    var at = index - 1
    if field.has(at, [.from, .adverb]) { at -= 1 }
    guard at >= 0, field.isOneLine(at, index) else { return nil }
    if field.isWord(at, "youre") || field.isWord(at, "ur") { return at }
    if field.isSymbol(at, ":"), field.isWord(at - 1, "you") { return at - 1 }
    guard field.has(at, .be) || field.isWord(at, "r") else { return nil }
    at -= 1
    if field.isSymbol(at, "'") || field.isWord(at, "should") || field.has(at, .must) { at -= 1 }
    return field.isWord(at, "you") || field.isWord(at, "u") ? at : nil
  }

  /// Where what is asked of others starts before a range: "Ages 25-35 with a truck" behind the age
  /// of the one who writes, "ideally between 30 and 40", "the ad says ages 18-30", "women 20-35 only".
  func asked(_ first: Int, _ end: Int, isBehindOwn: Bool) -> Int? {
    let before = field.has(first - 1, .from) ? first - 2 : first - 1
    if let you = you(before: first), field.isCleanRight(end + 1) || field.has(end + 1, .clauseEnd) {
      return you
    }
    // "Between 21 and 35? Apply …"
    if field.has(first - 1, .from), field.isCleanLeft(first - 1), field.isSymbol(end + 1, "?"),
      isOfWork(first, end, isSure: true)
    {
      return first - 1
    }
    guard before >= 0, field.isOneLine(before, first), field.isLetters(before) else { return nil }
    // "must be between the ages of 18 and 45"
    if field.isWord(first - 1, "of") || field.isWord(first - 1, "de"), field.has(first - 2, .age),
      field.hasBefore(first - 2, within: 5, [.must, .client]) || isHiring(before: first - 2)
    {
      return first - 2
    }
    if field.has(before, .age) {
      if isBehindOwn, field.isCleanLeft(before), !field.isSymbol(before - 1, "(") { return before }
      for word: WordKey in ["says", "said", "states", "wants", "asks"]
      where field.isWord(before - 1, word) { return before }
    }
    if field.has(before, [.age, .persons, .client]) || isSexWord(before),
      field.has(end + 1, .only), field.isCleanRight(end + 2)
    {
      return before
    }
    guard !field.isMeasured(end), field.isCleanRight(end + 1) else { return nil }
    return isHope(before) ? before : nil
  }

  /// The upper end that stands behind the lower: "mínimo 30, máximo 38", "min 21 max 35".
  func most(behind end: Int) -> (years: Int, last: Int)? {
    let at = field.isSymbol(end + 1, ",") || field.has(end + 1, .and) ? end + 2 : end + 1
    guard isMost(at), field.isOneLine(end, at) else { return nil }
    guard let number = field.quantity(at: at + 1), let years = field.quantities[number].whole,
      (18...99).contains(years)
    else { return nil }
    let last = field.quantities[number].last
    return (years, cues.unit(behind: last)?.last ?? last)
  }

  func isMost(_ index: Int) -> Bool {
    for word: WordKey in ["max", "maximum", "máximo", "máxima", "maximo", "maxima"]
    where field.isWord(index, word) { return true }
    return false
  }

  /// "edad máxima 40", "maximum age 45": nobody who is older.
  func highest(_ years: Int, _ first: Int, _ end: Int) -> Limit? {
    var at = first - 1
    while at > 0, field.isSymbol(at, ":") || field.has(at, .be) || field.isWord(at, "of"),
      !field.startsLine(at)
    { at -= 1 }
    guard at > 0, field.isOneLine(at - 1, first), isFreeOfNoun(end) else { return nil }
    let isHighest =
      field.has(at, .age) && isMost(at - 1) || isMost(at) && field.has(at - 1, .age)
    return isHighest ? Limit(minimum: nil, maximum: years, first: at - 1, last: end) : nil
  }

  /// "23 yrs of age minimum", "21 years old min.", "18 ans minimum": a unit tells from minutes.
  func least(_ years: Int, _ first: Int, _ end: Int) -> Limit? {
    guard field.has(end, [.year, .yearsOld, .old, .age]), !field.startsLine(end + 1),
      field.has(end + 1, .must), !field.hasBehind(end + 2, within: 3, .experience),
      !field.hasBefore(first, within: 3, .experience)
    else { return nil }
    return Limit(minimum: years, maximum: nil, first: first, last: end + 1)
  }

  /// "Grupo de senderismo +40", "solo +30", "+18": years with the sign before.
  func signed(_ years: Int, _ first: Int, _ end: Int) -> Limit? {
    let sign = first - 1
    guard field.isSymbol(sign, "+"), field.isGlued(first), !field.isGlued(sign), years <= 60,
      field.isCleanRight(end + 1), !field.isDigits(sign - 1), !field.isMeasured(end)
    else { return nil }
    let isLegal = (years == 18 || years == 21) && field.isCleanLeft(sign)
    let isTitle =
      field.source.field == .title && end + 1 == field.count && field.isLetters(sign - 1)
      && !field.has(sign - 1, [.thing, .numbered, .otherUnit, .priceCue])
    guard isLegal || isTitle || field.hasBefore(sign, within: 2, [.only, .client, .age]) else {
      return nil
    }
    return Limit(minimum: years, maximum: nil, first: sign, last: end)
  }

  /// Whether what stands before the words "under 25" shuts those out: "abstenerse menores de 25".
  func isShutOut(before index: Int) -> Bool {
    for word: WordKey in ["bawal", "avoid", "ban", "block"] where field.isWord(index - 1, word) {
      return true
    }
    guard index > 0, field.isLetters(index - 1) else { return false }
    return field.source.isWord(index - 1, Self.abstain)
      || field.source.isWord(index - 1, Self.abstainPlainly)
      || field.source.isWord(index - 1, Self.abstained)
  }

  private static let abstain = WordKey(lowercased: "abstenerse".utf8)
  private static let abstained = WordKey(lowercased: "absténganse".utf8)
  private static let abstainPlainly = WordKey(lowercased: "abstenganse".utf8)

  /// Whether "over N" is said to whoever reads, or of those whom an event or a post is for: "if you're
  /// over 40", "please be over 30", "football for over 50s", ", mayor de 25 años", "homens acima de 30".
  func isForReader(_ at: Int, _ first: Int, _ end: Int) -> Bool {
    if field.isWord(end, "s") { return true }
    if you(before: at) != nil || isHope(at - 1) || order(before: at) != nil { return true }
    // "Requisitos: ser mayor de 21", "Cleaner required, honest and over 25"
    if field.isWord(at - 1, "ser") { return true }
    if field.isSymbol(at - 1, ",") || field.has(at - 1, .and), field.isOneLine(at - 1, first),
      field.isCleanRight(end + 1), !field.isMeasured(end), asksForPersons(before: at - 1)
    {
      return true
    }
    if field.isWord(at, "acima") {
      return field.isCleanLeft(at) || field.has(at - 1, [.client, .persons])
        || field.namesPerson(at - 1)
    }
    if field.isWord(at, "maior") || field.isWord(at, "mayor"), field.isWord(first - 1, "de") {
      return field.isCleanLeft(at) && (field.has(end, .year) || isHiring(before: at))
    }
    return field.has(at - 1, .persons) && isHiring(before: at)
  }

  /// "Singles night 40+": a title that names what those past an age meet for.
  func isOfEvent(_ first: Int, _ last: Int) -> Bool {
    guard field.source.field == .title, field.isCleanRight(last + 1), first > 0 else {
      return false
    }
    for at in max(0, first - 3)..<first {
      for word: WordKey in [
        "night", "singles", "mixer", "social", "dating", "dance", "meetup", "league", "football",
        "softball", "yoga", "choir", "hikers", "club", "group", "swim",
      ] where field.isWord(at, word) { return true }
    }
    return false
  }
}
