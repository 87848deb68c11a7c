/// Limits in set phrases of other languages: "до 35 лет", "max 30 anni", "Mindestalter 18".
extension ClientAgeReader {
  /// What a phrase before a number says of it.
  private enum Bound {
    case least
    case most
  }

  /// The limit that a set phrase round the number in tokens `first...end` states.
  ///
  /// - Parameter through: the upper end of a range.
  func phrase(_ years: Int, through: Int?, _ first: Int, _ end: Int) -> Limit? {
    let hasUnit = field.has(end, .year) && !isOfExperience(end) && !isSkill(behind: end)
    if let through {
      // "от 25 до 40 лет"
      guard hasUnit, field.isWord(first - 1, "от"), field.isOneLine(first - 1, first) else {
        return nil
      }
      return Limit(minimum: years, maximum: through, first: first - 1, last: end)
    }
    if let limit = ageRange(years, first, end) { return limit }
    guard field.isOneLine(first - 1, end), let (bound, start) = bound(before: first, hasUnit)
    else { return nil }
    return Limit(
      minimum: bound == .least ? years : nil, maximum: bound == .most ? years : nil,
      first: start, last: end)
  }

  /// The phrase that ends before token `first`, and where it starts.
  ///
  /// - Parameter hasUnit: whether the number is one of years.
  private func bound(before first: Int, _ hasUnit: Bool) -> (bound: Bound, start: Int)? {
    let at = first - 1
    // "Mindestalter 18", "Ü40"
    if field.isLetters(at), field.source.isWord(at, Self.leastAge) { return (.least, at) }
    if field.isWord(at, "ü"), field.isGlued(first) { return (.least, at) }
    // "не старше 50", "не младше 21"
    if field.isWord(at - 1, "не"), field.isLetters(at) {
      if field.source.isWord(at, Self.older) { return (.most, at - 1) }
      if field.source.isWord(at, Self.younger) { return (.least, at - 1) }
    }
    guard hasUnit else { return nil }
    for word: WordKey in ["до", "max", "massimo", "bis"] where field.isWord(at, word) {
      return (.most, at)
    }
    for word: WordKey in ["ab", "minimo", "maiores"] where field.isWord(at, word) {
      return (.least, at)
    }
    // "maiores de 21 anos", "aux plus de 60 ans", "les moins de 30 ans"
    guard field.isWord(at, "de") else { return nil }
    if field.isWord(at - 1, "maiores") { return (.least, at - 1) }
    guard field.isWord(at - 2, "aux") || field.isWord(at - 2, "les") else { return nil }
    if field.isWord(at - 1, "plus") { return (.least, at - 2) }
    return field.isWord(at - 1, "moins") ? (.most, at - 2) : nil
  }

  /// "età tra i 24 e i 36 anni", "edad 20 hanggang 30", at the lower number.
  private func ageRange(_ years: Int, _ first: Int, _ end: Int) -> Limit? {
    var high = end + 2
    if field.isWord(high, "i") { high += 1 }
    guard field.isDigits(high), field.source.tokens[high].byteCount == 2,
      field.isOneLine(end, high), field.source.tokens[high].key > UInt64(years)
    else { return nil }
    let most = Int(field.source.tokens[high].key)
    if field.source.isWord(end + 1, Self.upTo), field.has(first - 1, .age) {
      return Limit(minimum: years, maximum: most, first: first - 1, last: high)
    }
    let between = field.isWord(first - 1, "i") ? first - 2 : first - 1
    guard field.isWord(end + 1, "e"), field.isWord(between, "tra") || field.isWord(between, "fra"),
      field.has(between - 1, .age), field.has(high + 1, .year)
    else { return nil }
    return Limit(minimum: years, maximum: most, first: between - 1, last: high + 1)
  }

  /// "20 ans d'expérience": whether the years up to token `end` are such.
  private func isSkill(behind end: Int) -> Bool {
    let noun = field.isSymbol(end + 2, "'") ? end + 3 : end + 1
    return field.has(noun, .experience)
  }

  private static let leastAge = WordKey(lowercased: "mindestalter".utf8)
  private static let older = WordKey(lowercased: "старше".utf8)
  private static let younger = WordKey(lowercased: "младше".utf8)
  private static let upTo = WordKey(lowercased: "hanggang".utf8)
}
