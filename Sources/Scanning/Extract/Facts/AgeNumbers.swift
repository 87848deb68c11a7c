/// Numbers of two digits that are something else than an age: items of forms, days of a tour, hours, heads.
struct AgeNumbers {
  let field: FactField

  /// The most symbols between a label and its number: "Bust……34".
  private static let leaderLimit = 12

  /// What labels a number that is no age.
  private static let labels: FactWord.Roles = [
    .numbered, .otherUnit, .heightCue, .weightCue, .load, .experience, .thing, .priceCue, .must,
  ]

  /// Whether a form's label stands before token `first`: "Bust: 34", "Seats = 24", "Waist……26".
  func isLabelled(_ first: Int) -> Bool {
    var at = first - 1
    var isLabel = false
    while at > max(0, first - Self.leaderLimit), !field.startsLine(at + 1) {
      if field.isSymbol(at, ":") || field.isSymbol(at, "=") || field.isSymbol(at, ".") {
        isLabel = true
      } else {
        break
      }
      at -= 1
    }
    return isLabel && at >= 0 && !field.startsLine(at + 1) && field.has(at, Self.labels)
      && !field.has(at, .person)
  }

  /// Whether the range in tokens `first...last` is the days of one town of several: "Reno 20-22, Tahoe
  /// 23-25".
  func isOfTour(_ first: Int, _ last: Int) -> Bool {
    guard let index = field.quantity(at: first), isStop(first) else { return false }
    func isRange(_ low: Int) -> Bool {
      guard field.quantities.indices.contains(low), low + 1 < field.quantities.count else {
        return false
      }
      let (start, end) = (field.quantities[low], field.quantities[low + 1])
      return field.isSymbol(start.last + 1, "-") && end.first == start.last + 2
        && isStop(start.first)
    }
    return isRange(index - 2) && first - field.quantities[index - 1].last < 5
      || isRange(index + 2) && field.quantities[index + 2].first - last < 5
  }

  /// Whether a word that may name a town stands before token `first`.
  private func isStop(_ first: Int) -> Bool {
    let town = first - 1
    return field.isLetters(town) && field.isOneLine(town, first)
      && field.source.tokens[town].flags.contains(.startsCapital)
      && !field.has(town, [.person, .persons, .client, .age])
      && (field.marks(town, .place) || field.roles(town).isEmpty)
  }

  /// "lunes a viernes 10 a 19": whether the number at token `first` ends hours or another range.
  func isEnd(_ first: Int) -> Bool {
    field.has(first - 1, .to) && field.isDigits(first - 2) && field.isOneLine(first - 2, first)
  }

  /// "a team of 22", "equipo de 30": whether the number at token `first` counts those who belong together.
  func isOfGroup(_ first: Int) -> Bool {
    guard field.isWord(first - 1, "of") || field.isWord(first - 1, "de"), first > 1 else {
      return false
    }
    for word: WordKey in [
      "team", "group", "crew", "staff", "family", "party", "class", "equipo", "grupo", "squad",
    ] where field.isWord(first - 2, word) { return true }
    return false
  }

  // MARK: Goods

  /// "Botas de mujer 37", "pour homme 42": whether a size for somebody stands before token `first`.
  func isSize(_ first: Int) -> Bool {
    let owner = first - 1
    guard owner > 0, field.has(owner, [.person, .persons, .client]),
      field.isOneLine(owner - 1, first)
    else { return false }
    for word: WordKey in ["de", "pour", "para", "da"] where field.isWord(owner - 1, word) {
      return true
    }
    return false
  }

  /// "Men's suit - 34": whether the line of the number at token `first` is about what is sold for many.
  func isOfGoods(_ first: Int) -> Bool {
    guard field.isSymbol(first - 1, "-") || field.isSymbol(first - 1, ",") else { return false }
    var at = first - 1
    while at > max(0, first - 10), !field.startsLine(at + 1) {
      if isForMany(at) { return true }
      at -= 1
    }
    return isForMany(at)
  }

  /// Whether token `index` starts "men's suit", "ladies' clubs"; "every man's dream" is one person.
  func isForMany(_ index: Int) -> Bool {
    guard field.isSymbol(index + 1, "'"), field.has(index, [.persons, .client, .relation]) else {
      return false
    }
    let noun = field.isWord(index + 2, "s") && field.isGlued(index + 2) ? index + 3 : index + 2
    guard field.isLetters(noun), field.isOneLine(index, noun) else { return false }
    return field.has(noun, .thing)
      || field.roles(noun).isEmpty && field.words[noun].starts.isEmpty
        && Self.wishes.value(of: field.source.tokens[noun], in: field.source.bytes) == nil
  }

  private static let wishes = WordTable<Bool>(
    """
    dream dreams fantasy fantasies choice favorite favourite favorites fav delight desire desires best
    pick paradise weakness club lounge touch friend playmate guide wish wishes night day heaven pleasure
    """.listedWords.map { ($0, true) })
}
