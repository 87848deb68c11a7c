/// Ages at the end of titles that stand inside a text, as scraped pages have them, and the lines of lists
/// that look like such titles.
struct AgeTitleLines {
  let field: FactField
  let cues: AgeCues

  /// The most tokens of a title.
  private static let titleLimit = 40
  /// The most tokens of a list's line.
  private static let lineLimit = 14
  /// The most tokens of a line that says when and where a title was posted.
  private static let stampLimit = 32

  /// What no title of a person has.
  private static let things: FactWord.Roles = [.thing, .experience, .load, .client]

  /// "Soft hands massage - 29" above "Reno | Sunday, May 3, 2015 4:10 PM", and "_Reno Companions_ - 23
  /// Reno Companions are …", where the text begins as its title does.
  func states(_ first: Int, _ last: Int) -> Bool {
    guard isDashed(first), first > 2 else { return false }
    let isStamped = field.startsLine(last + 1) && isStamp(last + 1)
    guard isStamped || isRepeated(last + 1, before: first) && !isPlural(last + 1) else {
      return false
    }
    var at = first - 2
    var (isOfPerson, isOfService) = (false, false)
    while at >= max(0, first - Self.titleLimit) {
      if field.has(at, Self.things), !field.has(at, .person) { return false }
      if field.marks(at, .givenName) || field.namesPerson(at) && !cues.isTrade(at) {
        isOfPerson = true
      }
      if isService(at) || names(someone: at) { isOfService = true }
      if field.startsLine(at) { break }
      at -= 1
    }
    guard at >= 0, field.startsLine(at) else { return false }
    // "Massage - 60" may be what it costs.
    return isOfPerson || isOfService && !(isFive(first) && field.source.tokens[first].key >= 40)
  }

  /// "Reno companions - 24 Reno companions online": how many of a kind there are.
  func counts(_ first: Int, _ last: Int) -> Bool {
    isDashed(first) && isRepeated(last + 1, before: first) && isPlural(last + 1)
  }

  /// Whether the number in tokens `first...last` is one of a list's: "Women - 38" above "Men - 42".
  func isOfList(_ first: Int, _ last: Int) -> Bool {
    guard field.startsLine(last + 1), let index = field.quantity(at: first),
      let start = start(of: first)
    else { return false }
    if index > 0 {
      let item = field.quantities[index - 1]
      if item.last + 1 == start, let other = self.start(of: item.first),
        isList(other, item.first, start, first)
      {
        return true
      }
    }
    guard index + 1 < field.quantities.count else { return false }
    let item = field.quantities[index + 1]
    guard field.startsLine(item.last + 1), let other = self.start(of: item.first),
      other == last + 1
    else { return false }
    return isList(start, first, other, item.first)
  }

  /// Whether two lines that end with the numbers at tokens `first` and `second`, from tokens `upper` and
  /// `lower` on, name nobody; two round numbers behind what is said of persons are prices.
  private func isList(_ upper: Int, _ first: Int, _ lower: Int, _ second: Int) -> Bool {
    var isOfPerson = false
    for at in upper..<second {
      if field.marks(at, .givenName) { return false }
      if names(someone: at) { isOfPerson = true }
    }
    return !isOfPerson || isFive(first) && isFive(second)
  }

  /// Whether a title's dash stands before token `first`, behind a word or a mark.
  private func isDashed(_ first: Int) -> Bool {
    field.isSymbol(first - 1, "-") && !field.isGlued(first) && !field.isGlued(first - 1)
      && !field.startsLine(first - 1) && !field.startsLine(first) && !field.isDigits(first - 2)
  }

  /// Where the short line of the number at token `first` starts, whose other tokens are words with a dash
  /// behind them.
  private func start(of first: Int) -> Int? {
    guard isDashed(first) else { return nil }
    var at = first - 2
    while at >= max(0, first - Self.lineLimit), !field.isDigits(at) {
      if field.startsLine(at) { return at }
      at -= 1
    }
    return nil
  }

  private func names(someone index: Int) -> Bool {
    field.marks(index, .givenName) || field.namesPerson(index) && !cues.isTrade(index)
      || field.marks(index, .appeal) && !field.marks(index, .looseAppeal)
  }

  /// Whether the line from token `start` on says when something was posted: a weekday or a month, and a
  /// time of day.
  private func isStamp(_ start: Int) -> Bool {
    var (hasDay, at) = (false, start)
    while at < min(field.count, start + Self.stampLimit), at == start || !field.startsLine(at) {
      if field.has(at, [.month, .weekday]) { hasDay = true }
      if hasDay, field.isSymbol(at, ":"), field.isDigits(at - 1), field.isDigits(at + 1) {
        return true
      }
      at += 1
    }
    return false
  }

  /// Whether the text from token `index` on begins with two words that stand before token `first` in its
  /// line.
  private func isRepeated(_ index: Int, before first: Int) -> Bool {
    guard field.isLetters(index), field.isLetters(index + 1), !field.startsLine(index + 1),
      field.source.tokens[index].flags.contains(.startsCapital)
    else { return false }
    var at = first - 2
    while at > max(0, first - Self.titleLimit), !field.startsLine(at) {
      if isSame(at - 1, index), isSame(at, index + 1) { return true }
      at -= 1
    }
    return false
  }

  /// Whether one of the two words from token `index` on ends in s.
  private func isPlural(_ index: Int) -> Bool {
    (index...index + 1).contains {
      // In bounds: a token has a byte.
      field.source.bytes[Int(field.source.tokens[$0].end) - 1] | 0x20 == 0x73
    }
  }

  private func isSame(_ index: Int, _ other: Int) -> Bool {
    let (token, word) = (field.source.tokens[index], field.source.tokens[other])
    return token.kind == .letters && token.hash == word.hash && token.key == word.key
      && token.byteCount == word.byteCount
  }

  private func isFive(_ first: Int) -> Bool {
    field.isDigits(first) && field.source.tokens[first].key % 5 == 0
  }

  private func isService(_ index: Int) -> Bool {
    field.isLetters(index)
      && Self.services.value(of: field.source.tokens[index], in: field.source.bytes) != nil
  }

  private static let services = WordTable<Bool>(
    """
    massage massages bodywork bodyrub rubdown spa escort escorts companion companions incall
    outcall incalls outcalls masseuse masaje masajes scort massagem
    """.listedWords.map { ($0, true) })
}
