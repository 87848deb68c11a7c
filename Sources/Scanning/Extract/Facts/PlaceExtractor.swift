internal import Model

/// Reads the cities and US states that a text names, in their standard spelling ("Dallas, TX").
///
/// A name that is also a usual word or a first name ("Reading", "Austin") counts only where a word
/// such as "in" or "visiting", a state or another place stands beside it.
struct PlaceExtractor: Sendable {
  private let table: WordTable<[Int]>

  /// The first words of all places, in lower case.
  static var startingWords: [String] { PlaceTable.places.map(\.firstWord) }

  /// Those of them that are common words: a text without numbers near them has to write them with
  /// a capital letter.
  private static let commonWords: Set<String> = [
    "new", "la", "las", "los", "el", "san", "st", "fort", "long", "high", "mobile", "great",
    "college", "green", "little", "reading", "surprise", "round", "grand", "salt",
  ]

  /// What must stand behind them: the start of the name's rest, where all names have one.
  static let followers: [String: [String]] = {
    var followers: [String: Set<String>] = [:]
    for place in PlaceTable.places {
      let capital = commonWords.contains(place.firstWord) ? "^" : ""
      let rest = place.name.dropFirst(place.firstWord.utf8.count).prefix(4).prefix { $0 < 0x80 }
      followers[place.firstWord, default: []].insert(
        capital + String(decoding: rest, as: UTF8.self))
    }
    // Nothing behind it and no capital: the word alone will do.
    return followers.filter { !$0.value.contains("") }.mapValues { $0.sorted() }
  }()

  /// Builds the table of first words.
  init() {
    var byWord: [String: [Int]] = [:]
    for (index, place) in PlaceTable.places.enumerated() {
      byWord[place.firstWord, default: []].append(index)
    }
    table = WordTable(
      byWord.map { word, indices in
        // The longest name first: "Kansas City" before "Kansas"; the table's order among equals.
        let sorted = indices.sorted {
          let (left, right) = (PlaceTable.places[$0].name.count, PlaceTable.places[$1].name.count)
          return left == right ? $0 < $1 : left > right
        }
        return (word, sorted)
      })
  }

  /// Appends the places of `field`; what is claimed already is left alone.
  func extract(from field: FactField, into found: inout Extraction) {
    var next = 0
    var lastEnd = -2
    for index in field.starters where index >= next {
      guard field.words[index].starts.contains(.place),
        let candidates = table.value(of: field.source.tokens[index], in: field.source.bytes),
        let match = match(index, candidates, field, isListed: isListed(index, lastEnd, field))
      else { continue }
      if field.isFree(index, match.last) {
        field.state(.place(match.place), index, match.last, in: &found)
        if isOrigin(index, field) { found.origins.append(found.identifiers.count - 1) }
      }
      next = match.last + 1
      lastEnd = match.last
    }
  }

  /// "from Bogotá", "soy de Medellín", "chica de Cali": whether somebody is from the place at token `index`.
  private func isOrigin(_ index: Int, _ field: FactField) -> Bool {
    guard index > 0, field.isLetters(index - 1), field.isOneLine(index - 1, index) else {
      return false
    }
    if field.isWord(index - 1, "from") { return true }
    return field.isWord(index - 1, "de")
      && (field.isWord(index - 2, "soy") || field.isWord(index - 2, "somos")
        || field.has(index - 2, [.person, .persons]))
  }

  /// Whether a place ended right before, with "and", a comma, an arrow or the like between.
  private func isListed(_ index: Int, _ lastEnd: Int, _ field: FactField) -> Bool {
    lastEnd == index - 2 && isBetweenPlaces(index - 1, field)
  }

  /// Whether another place that is surely one follows behind token `last`: "Austin > Dallas".
  private func isBeforePlace(_ last: Int, _ field: FactField) -> Bool {
    let next = last + 2
    guard isBetweenPlaces(last + 1, field), next < field.count, field.isOneLine(last, next),
      field.source.tokens[next].flags.contains(.startsCapital), field.marks(next, .place),
      let candidates = table.value(of: field.source.tokens[next], in: field.source.bytes)
    else { return false }
    return candidates.contains {
      !PlaceTable.places[$0].isAmbiguous && end(of: PlaceTable.places[$0], at: next, field) != nil
    }
  }

  private func isBetweenPlaces(_ index: Int, _ field: FactField) -> Bool {
    if field.has(index, .and) || field.isWord(index, "or") || field.isWord(index, "to") {
      return true
    }
    guard index >= 0, index < field.count else { return false }
    let token = field.source.tokens[index]
    switch token.kind {
    case .symbol: return [0x2C, 0x2F, 0x26, 0x7C, 0x2D, 0x3E].contains(token.key)
    case .picture: return token.key == 0x2192 || token.key == 0x27A1
    case .digits, .letters: return false
    }
  }

  private func match(
    _ index: Int, _ candidates: [Int], _ field: FactField, isListed: Bool
  ) -> (place: String, last: Int)? {
    if field.isGlued(index),
      field.isLetters(index - 1) || field.isDigits(index - 1)
        || field.isSymbol(index - 1, "@") || field.isSymbol(index - 1, "#")
        || field.isSymbol(index - 1, ".") || field.isSymbol(index - 1, "_")
    {
      return nil
    }
    for candidate in candidates {
      let place = PlaceTable.places[candidate]
      guard let last = end(of: place, at: index, field) else { continue }
      // "en la Roma": a part of a town that is called after another.
      if !place.isState, field.isWord(index - 1, "la"), !field.isWord(index, "ciudad") { continue }
      if !place.isState, let (region, end) = region(behind: last, field) {
        let known = candidates.contains {
          let other = PlaceTable.places[$0]
          return other.name == place.name && other.region == region
        }
        // A city elsewhere ("Paris, TX") takes the state that stands there; in "Singapore, India" or
        // "New York, Texas" two places stand side by side.
        let isStateOfOther = region.utf8.count == 2 && place.city != "New York"
        if known || isStateOfOther { return ("\(place.city), \(region)", end) }
      }
      guard !isCompound(index, last, field),
        !place.isAmbiguous || isListed || isCued(index, last, field)
          || isBeforePlace(last, field)
      else { return nil }
      return (place.standard, last)
    }
    return nil
  }

  /// The last token of the place's name if it stands at token `index`.
  private func end(of place: Place, at index: Int, _ field: FactField) -> Int? {
    var at = Int(field.source.tokens[index].start)
    let limit = field.source.text.byteCount
    var previous: UInt8 = 0
    for byte in place.name {
      guard at < limit else { return nil }
      let here = LowerCase.byte(field.source.bytes[at], after: previous)
      guard here == byte || byte == 0x20 && (here == 0x2D || here == 0x0A) else { return nil }
      previous = field.source.bytes[at]
      at += 1
    }
    var last = index
    while last + 1 < field.count, Int(field.source.tokens[last].end) < at { last += 1 }
    return Int(field.source.tokens[last].end) == at ? last : nil
  }

  /// The state or country behind a city: ", TX", " Texas", ", Germany".
  private func region(behind last: Int, _ field: FactField) -> (region: String, last: Int)? {
    let hasComma = field.isSymbol(last + 1, ",")
    let next = hasComma ? last + 2 : last + 1
    guard next < field.count, field.isLetters(next), field.isOneLine(last, next) else { return nil }
    let token = field.source.tokens[next]
    if token.byteCount == 2 {
      let first = field.source.bytes[Int(token.start)] & 0xDF
      let second = field.source.bytes[Int(token.start) + 1] & 0xDF
      guard PlaceTable.mayBeCode(first, second) else { return nil }
      let code = String(decoding: [first, second], as: UTF8.self)
      // "in", "or", "me" and the like are words unless capitals or a comma say otherwise.
      let isWritten =
        field.source.tokens[next].range.allSatisfy { field.source.bytes[$0] & 0x20 == 0 }
      guard PlaceTable.codes.contains(code),
        isWritten || hasComma || !PlaceTable.codesThatAreWords.contains(code)
      else { return nil }
      return (code, next)
    }
    guard let candidates = PlaceTable.regionsByFirstWord.value(of: token, in: field.source.bytes)
    else { return nil }
    for place in candidates {
      if let end = end(of: place, at: next, field) { return (place.region, end) }
    }
    return nil
  }

  /// Whether the words beside the name make it the name of something else: "Boston terrier".
  private func isCompound(_ first: Int, _ last: Int, _ field: FactField) -> Bool {
    if field.isLetters(last + 1), field.isOneLine(last, last + 1),
      PlaceCompounds.behind.contains(key(last + 1, field))
    {
      return true
    }
    // "Lyon-Carrel", but "Dallas-Fort Worth" and "Chicago-based".
    if field.isSymbol(last + 1, "-"), field.isGlued(last + 1), field.isGlued(last + 2),
      field.isLetters(last + 2), field.source.tokens[last + 2].flags.contains(.startsCapital),
      !field.marks(last + 2, .place), !field.isWord(last + 2, "based")
    {
      return true
    }
    guard field.isLetters(first - 1), field.isOneLine(first - 1, first) else { return false }
    let before = key(first - 1, field)
    if PlaceCompounds.makers.contains(before) {
      return field.source.tokens[first - 1].flags.contains(.startsCapital)
    }
    if PlaceCompounds.before.contains(before) { return true }
    let isJoined = ["de", "del", "do", "da", "di", "du"].contains { field.isWord(first - 1, $0) }
    return isJoined && field.isLetters(first - 2) && field.isOneLine(first - 2, first)
      && PlaceCompounds.before.contains(key(first - 2, field))
  }

  private func key(_ index: Int, _ field: FactField) -> WordKey {
    let token = field.source.tokens[index]
    return WordKey(packed: token.key, byteCount: token.byteCount)
  }

  /// Whether a word such as "in" before, or brackets round, the name says that it is a place.
  private func isCued(_ first: Int, _ last: Int, _ field: FactField) -> Bool {
    guard field.source.tokens[first].flags.contains(.startsCapital) else { return false }
    if field.isWord(first, "la"), !isAbbreviation(first, field) { return false }
    if field.isSymbol(first - 1, "("), field.isSymbol(last + 1, ")") { return true }
    for word: WordKey in ["in", "from", "near", "visiting", "around", "en"]
    where field.isWord(first - 1, word) { return field.isOneLine(first - 1, first) }
    // "Room in Newtown, Sydney"
    if field.isSymbol(first - 1, ","), field.isLetters(first - 2),
      field.isOneLine(first - 2, first),
      field.source.tokens[first - 2].flags.contains(.startsCapital),
      field.isWord(first - 3, "in") || field.isWord(first - 3, "near")
    {
      return true
    }
    if !field.marks(first, .givenName), field.isOneLine(first - 1, first),
      Self.looseCues.contains(where: { field.isWord(first - 1, $0) })
    {
      return true
    }
    return field.isWord(first - 1, "downtown") || field.isWord(last + 1, "area")
      || field.isWord(last + 1, "cbd") || field.isWord(last + 1, "centre")
  }

  /// Cues that stand before people's names as well.
  private static let looseCues: [WordKey] = ["to", "à", "aus", "nach", "em", "para", "sa"]

  /// "in LA", which is no article: in capitals, and what stands behind it is not.
  private func isAbbreviation(_ index: Int, _ field: FactField) -> Bool {
    func isInCapitals(_ index: Int) -> Bool {
      field.source.tokens[index].range.allSatisfy { field.source.bytes[$0] & 0x20 == 0 }
    }
    guard isInCapitals(index), !field.isWord(index - 1, "en") else { return false }
    return !field.isLetters(index + 1) || !isInCapitals(index + 1)
  }
}
