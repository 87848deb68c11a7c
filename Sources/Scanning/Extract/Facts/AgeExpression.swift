internal import Model

/// A number, a range or a limit that may be an age, with the words that belong to it.
struct AgeExpression {
  /// How it is written.
  enum Form: Int {
    /// "34"
    case bare
    /// "34 years", "47 J."
    case unit
    /// "34 yo", "34 years old"
    case wholeUnit
    /// "34F"
    case sexed
    /// "30-40"
    case range
    /// "30-40 years"
    case rangeOfYears
    /// "40+", "over 40", "ab 40", "40 or older"
    case atLeast
    /// "under 40", "bis 40", "up to 40"
    case atMost
  }

  var form: Form
  /// Its tokens, those of its unit and of the words for a limit among them.
  var first: Int
  var last: Int
  var years: Int
  /// The upper end of a range.
  var through: Int?
}

/// Reads `AgeExpression`s.
struct AgeExpressionReader {
  let field: FactField
  let cues: AgeCues

  /// Words right before a number that make a limit of it, and how many words before them belong to it.
  private static let bounds = WordTable<Bound>(
    [
      ("over above past least ab mindestens minimum mínimo minimo mínima minima min", .atLeast),
      (
        "under below bis unter maximum máximo máxima maximo maxima max hasta até до До most",
        .atMost
      ),
      ("от От", .atLeast),
    ].flatMap { list, bound in list.listedWords.map { ($0, bound) } })

  /// Words before "de", "than", "als" before a number that make a limit of it.
  private static let compared = WordTable<Bound>(
    [
      ("mayor mayores mas más mais plus maior maiores older über acima más старше более", .atLeast),
      ("menor menores menos moins younger jünger abaixo младше менее", .atMost),
    ].flatMap { list, bound in list.listedWords.map { ($0, bound) } })

  /// Words behind a number, at once or past "or" and "and", that make a limit of it.
  private static let behind = WordTable<Bound>(
    [
      (
        "older over up above plus más mas mais adelante upward upwards älter aufwärts больше старше beyond better",
        .atLeast
      ),
      ("younger under below menos jünger младше", .atMost),
    ].flatMap { list, bound in list.listedWords.map { ($0, bound) } })

  private enum Bound: Sendable { case atLeast, atMost }

  /// The expression that the number in tokens `first...last` is or starts.
  ///
  /// - Parameter high: the tokens of a range's upper end and the years it states.
  func read(_ quantity: Quantity, _ years: Int, high: (quantity: Quantity, years: Int)?)
    -> AgeExpression
  {
    let number = high?.quantity.last ?? quantity.last
    var expression = AgeExpression(
      form: high == nil ? .bare : .range, first: quantity.first, last: number, years: years,
      through: high?.years)
    if let unit = cues.unit(behind: number) {
      expression.last = unit.last
      expression.form = high != nil ? .rangeOfYears : unit.isBare ? .unit : .wholeUnit
    } else if let unit = shortUnit(behind: number) {
      expression.last = unit
      expression.form = high != nil ? .rangeOfYears : .unit
    } else if high == nil, isSexLetter(number + 1) {
      expression.last = number + 1
      expression.form = .sexed
    }
    if high != nil { return expression }
    if let (first, bound) = bound(before: quantity.first) {
      expression.first = first
      expression.form = bound == .atLeast ? .atLeast : .atMost
    } else if let (last, bound) = bound(behind: expression.last) {
      expression.last = last
      expression.form = bound == .atLeast ? .atLeast : .atMost
    }
    return expression
  }

  /// "47 J.", "24a"
  private func shortUnit(behind last: Int) -> Int? {
    let next = last + 1
    guard !field.startsLine(next) else { return nil }
    if field.isWord(next, "j"), field.isSymbol(next + 1, "."), field.isGlued(next + 1) {
      return next + 1
    }
    return (field.isWord(next, "a") || field.isWord(next, "j") || field.isWord(next, "años"))
      && field.isGlued(next) && (!field.isGlued(next + 1) || !field.isDigits(next + 2)) ? next : nil
  }

  private func isSexLetter(_ index: Int) -> Bool {
    !field.startsLine(index) && (field.isWord(index, "f") || field.isWord(index, "m"))
  }

  private func bound(before first: Int) -> (first: Int, bound: Bound)? {
    guard first > 0, field.isOneLine(first - 1, first) else { return nil }
    var at = first - 1
    let tokens = field.source.tokens
    if field.isLetters(at) {
      if let bound = Self.bounds.value(of: tokens[at], in: field.source.bytes) {
        if bound == .atLeast, field.isWord(at, "least") || field.isWord(at, "most"),
          field.isWord(at - 1, "at")
        {
          return (at - 1, field.isWord(at, "most") ? .atMost : .atLeast)
        }
        return (at, bound)
      }
      if field.isWord(at, "to"), field.isWord(at - 1, "up") { return (at - 1, .atMost) }
      if field.has(at, .article) || field.isWord(at, "of") || field.isWord(at, "de")
        || field.isWord(at, "than") || field.isWord(at, "als") || field.isWord(at, "que")
        || field.isWord(at, "os")
      {
        at -= 1
        if at >= 0, field.isLetters(at), field.isOneLine(at, first),
          let bound = Self.compared.value(of: tokens[at], in: field.source.bytes)
        {
          return (at, bound)
        }
        if field.isWord(at, "age"), at > 0,
          let bound = Self.bounds.value(of: tokens[at - 1], in: field.source.bytes)
        {
          return (at - 1, bound)
        }
      }
    }
    return nil
  }

  private func bound(behind last: Int) -> (last: Int, bound: Bound)? {
    var at = last + 1
    guard !field.startsLine(at) else { return nil }
    if field.isSymbol(at, "+") { return (at, .atLeast) }
    for word: WordKey in ["or", "and", "o", "y", "und", "oder", "en", "e", "ou", "et", "и", "или"]
    where field.isWord(at, word) {
      at += 1
      break
    }
    if field.isSymbol(at, "&") { at += 1 }
    guard field.isLetters(at), field.isOneLine(last, at),
      let bound = Self.behind.value(of: field.source.tokens[at], in: field.source.bytes)
    else { return nil }
    return (at, bound)
  }
}
