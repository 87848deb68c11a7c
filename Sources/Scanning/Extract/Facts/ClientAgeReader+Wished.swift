/// Limits of those whom somebody wishes for, by what the sentence says of them: "Wife wanted, 35 to 47",
/// "ladies 35-50 hit me up", "a lady 60-72 would suit me", "21-28 ideal", "persons 30 or over".
extension ClientAgeReader {
  /// Those who are wished for, as friends, in marriage or as company in a house.
  private static let wished = WordTable<Bool>(
    """
    wife husband bride groom spouse boyfriend girlfriend bf gf friend friends pal pals buddy buddies
    partner partners mate mates someone somebody same person people guys men ladies women females
    males gentlemen couple couples roommate roommates housemate housemates flatmate flatmates tenant
    tenants lodger sister brother adults adult inquilino caballeros damas hombres mujeres pareja
    amigas amigos compañera compañero alguien alguém persona dame partnerin mann мужчину женщину
    девушку
    """.listedWords.map { ($0, true) })

  /// Whether token `index` names somebody who may be wished for.
  func names(wished index: Int) -> Bool {
    // "a pair of boots, 38-40"
    if field.isWord(index, "pair") { return field.isWord(index - 1, "au") }
    return field.namesPerson(index) && !cues.isTrade(index)
      || field.isLetters(index)
        && Self.wished.value(of: field.source.tokens[index], in: field.source.bytes) != nil
  }

  /// Verbs of wishes, as far as `isWish` has them not.
  private static let longings = WordTable<Bool>(
    """
    look looks dreams need needs procuramos deseo casarme aimerait cherchons ищу Ищу suchen cerca
    """.listedWords.map { ($0, true) })

  func isLonging(_ index: Int) -> Bool {
    // "Dating people 23-35", but not "he is dating".
    isWish(index) || field.isWord(index, "dating") && field.opensSentence(index)
      || field.isLetters(index)
        && Self.longings.value(of: field.source.tokens[index], in: field.source.bytes) != nil
  }

  /// How many tokens of a sentence a wish may stand before its years.
  private static let wishReach = 14

  /// Where the wish starts that goes on up to token `index`, with somebody for its first noun: what
  /// "you" look for, or a room for somebody, is another matter.
  func longing(before index: Int) -> Int? {
    var noun: Int?
    var at = index - 1
    while at >= max(0, index - Self.wishReach), !field.isSentenceBreak(at) || field.startsLine(at) {
      if isWanted(at) || field.isWord(at, "sought"), names(wished: at - 1),
        field.isOneLine(at - 1, at)
      {
        return at - 1
      }
      if isLonging(at) {
        guard let noun, !isOfYou(at), !(at + 1..<noun).contains(where: isOfHouse) else {
          return nil
        }
        return at
      }
      if names(wished: at) || isOne(at) && !cues.isTrade(at) && !field.isWord(at, "pair") {
        noun = at
      }
      guard
        field.isLetters(at) || field.isSymbol(at, ",") || field.isSymbol(at, ":")
          || field.isSymbol(at, "'") || field.isSymbol(at, "/")
      else { return nil }
      if field.startsLine(at) { return nil }
      at -= 1
    }
    return nil
  }

  private func isOfYou(_ index: Int) -> Bool {
    (index - 3..<index).contains { field.isWord($0, "you") || field.isWord($0, "u") }
  }

  /// Whether token `index` is a thing that is looked for, as one who lives in it is.
  func isOfHouse(_ index: Int) -> Bool {
    for word: WordKey in [
      "room", "place", "job", "work", "ride", "help", "cuarto", "trabajo", "empleo", "depa",
      "depto",
      "piso", "chamba",
    ]
    where field.isWord(index, word) { return true }
    return field.has(index, [.thing, .numbered, .otherUnit]) && !names(wished: index)
  }

  // MARK: Ranges

  /// Where the words start that make a range one of those who are wished for; nil where none do.
  func wishedRange(_ first: Int, _ end: Int, isBehindOwn: Bool) -> Int? {
    guard first > 0 || isFavoured(end + 1), !field.isMeasured(end), !isOfExperience(end) else {
      return nil
    }
    // "21-28 ideal"
    if field.opensSentence(first), isFavoured(end + 1) {
      return first
    }
    var before = first - 1
    while before > 0, !field.startsLine(before + 1),
      field.has(before, [.from, .age]) || field.isWord(before, "of") || field.isWord(before, "de")
        || field.isWord(before, "anywhere")
    { before -= 1 }
    guard before >= 0, field.isOneLine(before, first) else { return nil }
    let isEnd = field.isCleanRight(end + 1) && !field.isSymbol(end + 1, "/")
    // "Ideal housemate is 24-34 and …"
    if field.has(before, .be), names(wished: before - 1) || isCandidate(before - 1),
      field.isWord(before - 2, "ideal") || field.isWord(before - 2, "perfect")
    {
      return isEnd || field.has(end + 1, [.and, .clauseEnd]) ? before - 2 : nil
    }
    // "You'd be female, 35 to 60, free room."
    if isEnd, let you = addressed(before: before + 1) { return you }
    let isNoun = names(wished: before)
    if isNoun, !field.has(before - 1, .possessive) {
      let isApart = field.isCleanLeft(before) || field.has(before - 1, .article)
      // "A lady 60-72 would suit me", "Ladies 35-50 hit me up", "Pals 18-24 pls!"
      if isApart, field.isWord(end + 1, "would") || field.isWord(end + 1, "should") {
        return before
      }
      if field.isCleanLeft(before),
        isBehindOwn && isEnd || isFavoured(end + 1) || isCall(end + 1, isSure: !isBehindOwn)
      {
        return before
      }
    }
    guard
      isEnd || field.has(end + 1, .clauseEnd) && !field.marks(end + 1, .looseAppeal)
        || isFavoured(end + 1)
    else { return nil }
    guard isNoun || field.isSymbol(before, ",") || field.isSymbol(before, ":") || before < first - 1
    else { return nil }
    return longing(before: before + 1)
  }

  /// Whether token `index` says of a range before it that it is what one would like.
  private func isFavoured(_ index: Int) -> Bool {
    guard !field.startsLine(index) else { return false }
    for word: WordKey in ["ideal", "please", "pls", "plz", "pref", "ideally"]
    where field.isWord(index, word) { return true }
    return field.source.isWord(index, Self.preferred)
  }

  private static let preferred = WordKey(lowercased: "preferred".utf8)

  /// "hit me up", "text me": what is said to those who should answer.
  ///
  /// - Parameter isSure: whether one person must speak; who offers others says "call us".
  private func isCall(_ index: Int, isSure: Bool) -> Bool {
    guard !field.startsLine(index) else { return false }
    if field.isWord(index, "apply") { return true }
    guard !isSure || field.isWord(index + 1, "me") else { return false }
    for word: WordKey in [
      "hit", "text", "txt", "write", "call", "message", "msg", "email",
    ]
    where field.isWord(index, word) { return true }
    return false
  }

  /// Where "You", "You'd be", "You are" open the sentence that goes on, in words and commas, up to token
  /// `index`.
  private func addressed(before index: Int) -> Int? {
    guard field.isSymbol(index - 1, ",") else { return nil }
    var at = index - 1
    while at > index - 9, at > 0, !field.opensSentence(at),
      field.isLetters(at) || field.isSymbol(at, ",") || field.isSymbol(at, "'")
    { at -= 1 }
    guard field.isWord(at, "you") || field.isWord(at, "u") else { return nil }
    return (at + 1...at + 4).contains {
      field.has($0, .be) || field.isWord($0, "be") || field.isWord($0, "r")
    } ? at : nil
  }

  // MARK: Single limits

  /// The limit that one number is of those who are wished for; nil where it is none.
  func wishedLimit(_ years: Int, _ first: Int, _ end: Int) -> Limit? {
    guard first > 0 else { return nil }
    if let last = olderEnd(behind: end, years), field.isCleanRight(last + 1) {
      // "a person 30 or over", "men and women 18 and up"
      let noun = first - 1
      if names(wished: noun), field.isOneLine(noun, first), !field.has(noun - 1, .possessive) {
        return Limit(minimum: years, maximum: nil, first: noun, last: last)
      }
      // "League is for 30 and over."
      if field.isWord(noun, "for"), field.has(noun - 1, .be), field.isOneLine(noun - 2, first),
        isGroup(noun - 2)
      {
        return Limit(minimum: years, maximum: nil, first: noun, last: last)
      }
    }
    let isLegal = years == 18 || years == 21
    // "over 18 w/ smartphone" of those who are hired
    if isLegal, field.isWord(first - 1, "over"), field.isCleanLeft(first - 1),
      field.isCleanRight(end + 1) || field.isWord(end + 1, "w") || field.isWord(end + 1, "with"),
      isOfWork(first, end, isSure: true)
    {
      return Limit(minimum: years, maximum: nil, first: first - 1, last: end)
    }
    // "Barback, must be 21 (Pearl)"
    if isLegal, field.isSymbol(end + 1, "("), field.isWord(first - 1, "be"),
      field.isWord(first - 2, "must")
    {
      return Limit(minimum: years, maximum: nil, first: first - 2, last: end)
    }
    if field.isWord(first - 1, "least") || field.isWord(first - 1, "most"),
      field.isWord(first - 2, "at"), isFreeOfNoun(end) || field.has(end + 1, .and)
    {
      let isLeast = field.isWord(first - 1, "least")
      // "Au pair at least 21, please."
      if isLeast, names(wished: first - 3), field.isOneLine(first - 3, first) {
        return Limit(minimum: years, maximum: nil, first: first - 3, last: end)
      }
      // "Want a guy who's at most 32"
      if !isLeast, let wish = longing(before: first - 2) {
        return Limit(minimum: nil, maximum: years, first: wish, last: end)
      }
    }
    return foreign(years, first, end)
  }

  private func isGroup(_ index: Int) -> Bool {
    for word: WordKey in [
      "league", "group", "club", "class", "classes", "event", "team", "night", "choir", "program",
      "this", "it", "study", "trip", "tour", "park", "dance",
    ] where field.isWord(index, word) { return true }
    return false
  }

  /// The last token of "or older", "and over", and for the age that laws ask for "and up", behind token
  /// `end`: prices go "and up" as well.
  private func olderEnd(behind end: Int, _ years: Int) -> Int? {
    guard let last = upwardEnd(behind: end), !field.isSymbol(last, "+") else { return nil }
    for word: WordKey in ["older", "over", "above"] where field.isWord(last, word) { return last }
    return years == 18 || years == 21 ? last : nil
  }

  /// "dame de plus de 35 ans", "senhora de até 62 anos", "mujer de máximo 52 años", "Ella de 35 en
  /// adelante", "Alter: ab 30".
  private func foreign(_ years: Int, _ first: Int, _ end: Int) -> Limit? {
    var at = first - 1
    if field.isWord(at, "ab"), field.isSymbol(at - 1, ":"), field.has(at - 2, .age),
      field.isCleanRight(end + 1)
    {
      return Limit(minimum: years, maximum: nil, first: at - 2, last: end)
    }
    if field.isWord(at, "de"), field.isWord(end + 1, "en"), field.isWord(end + 2, "adelante"),
      names(wished: at - 1) || field.has(at - 1, .pronoun), field.isOneLine(at - 1, end + 2)
    {
      return Limit(minimum: years, maximum: nil, first: at - 1, last: end + 2)
    }
    guard field.has(end, .year), field.words[end].value == 2, isFreeOfNoun(end),
      !isOfExperience(end)
    else { return nil }
    let isMore = field.isWord(at, "de") && field.isWord(at - 1, "plus")
    if isMore { at -= 1 }
    guard isMore || field.isWord(at, "até") || field.isWord(at, "hasta") || isMost(at),
      field.isWord(at - 1, "de"), names(wished: at - 2), field.isOneLine(at - 2, first),
      longing(before: at - 1) != nil || isMore && field.isWord(at - 3, "avec")
    else { return nil }
    return Limit(
      minimum: isMore ? years : nil, maximum: isMore ? nil : years, first: at - 2, last: end)
  }
}
