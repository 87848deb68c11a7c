internal import Model

/// Ages that no phrase tells but all that stands round them together.
extension AgeReader {
  /// The ages that are weighed.
  private static let weighedAges = 18...89
  /// Points that an age must have more than what else it could be.
  static let lead: Int32 = 16

  /// What a number or range is.
  private enum Weighed {
    case stated(AgeExpression)
    case asked(ClientAgeReader.Limit)
  }

  /// Adds what weighing makes of the number `index`, or of the range that it starts.
  func weigh(
    _ index: Int, _ years: Int, high: (index: Int, through: Int)?, into found: inout Extraction,
    _ statements: inout [AgeStatement]
  ) {
    switch weighed(index, years, high: high) {
    case .stated(let age):
      add(age.years, through: age.through, age.first, age.last, into: &found, &statements)
    case .asked(let limit): add(limit, into: &found)
    case nil: break
    }
  }

  /// Weighs the number `index` or the range that it starts; nil where it is no age.
  private func weighed(_ index: Int, _ years: Int, high: (index: Int, through: Int)?) -> Weighed? {
    guard let expression = expression(index, years, high: high) else { return nil }
    let points = AgeEvidence(field: field).points(expression)
    let isLimit = expression.form == .atLeast || expression.form == .atMost
    if points.stated >= max(points.asked, 0) + Self.lead, !isLimit {
      return .stated(expression)
    }
    guard points.asked >= max(isLimit ? 0 : points.stated, 0) + Self.lead else { return nil }
    return .asked(limit(expression))
  }

  /// The limit that a range is which a phrase tells of, where it weighs as one asked of others and its
  /// sentence has words of those who hire, invite or choose, or another limit stands before it.
  func asked(
    _ index: Int, _ years: Int, high: (index: Int, through: Int), behind last: Identifier?
  ) -> ClientAgeReader.Limit? {
    guard let expression = expression(index, years, high: high) else { return nil }
    let evidence = AgeEvidence(field: field)
    let around = evidence.surroundings(expression)
    var isBesideLimit = false
    if case .clientAge = last?.value, last?.field == field.source.field {
      isBesideLimit = isBehindTaken(expression.first)
    }
    // "I'm 29 and like women 40-55"
    let isWished = around.signs[1].contains(.persons) && around.signs[2].contains(.wish)
    guard
      isBesideLimit || isWished
        || around.signs.indices.contains(where: {
          around.signs[$0].contains(.hiring) || around.roles[$0].contains(.only)
        })
    else { return nil }
    let points = evidence.points(around)
    return points.asked >= max(points.stated, 0) + Self.lead ? limit(expression) : nil
  }

  /// Whether something is read already of what stands before token `first` in its sentence.
  private func isBehindTaken(_ first: Int) -> Bool {
    var at = first
    while at > max(0, first - 12), !field.opensSentence(at) {
      at -= 1
      if field.taken[at] { return true }
    }
    return false
  }

  /// The expression that the number `index` may be an age as; nil where something says it is none.
  func expression(
    _ index: Int, _ years: Int, high: (index: Int, through: Int)?
  ) -> AgeExpression? {
    let low = field.quantities[index]
    guard Self.weighedAges.contains(years), years != 69, !low.isFraction, !isOfMeasures(low) else {
      return nil
    }
    let last = field.quantities[high?.index ?? index]
    // "tom_59"
    let isOfName = field.isGlued(low.first) && field.isSymbol(low.first - 1, "_")
    guard !isOfName, !spoils(low.joinBefore, low.first - 2), !spoils(last.joinAfter, last.last + 2)
    else {
      return nil
    }
    let numbers = positions.numbers
    guard !numbers.isLabelled(low.first), !numbers.isOfGroup(low.first),
      !numbers.isSize(low.first), !numbers.isOfGoods(low.first),
      high == nil ? !numbers.isEnd(low.first) : !numbers.isOfTour(low.first, last.last),
      !positions.titleLines.isOfList(low.first, last.last),
      !positions.titleLines.counts(low.first, last.last)
    else { return nil }
    let expression = AgeExpressionReader(field: field, cues: cues).read(
      low, years, high: high.map { (field.quantities[$0.index], $0.through) })
    guard field.isFree(expression.first, expression.last) else { return nil }
    switch expression.form {
    case .bare, .range, .atLeast, .atMost:
      if field.isMeasured(last.last), last.joinAfter != 0x2F, !field.isSymbol(last.last + 1, "\"") {
        return nil
      }
      // "in my 40s"
      if expression.form == .bare, field.isWord(last.last + 1, "s"), field.isGlued(last.last + 1) {
        return nil
      }
    case .unit, .rangeOfYears, .wholeUnit, .sexed: break
    }
    let isExperience =
      expression.form != .bare && expression.form != .sexed
      && (field.hasBehind(expression.last + 1, within: 3, .experience)
        || expression.form == .unit && field.hasBefore(expression.first, within: 3, .experience))
    return isExperience ? nil : expression
  }

  /// Whether a number that a symbol joins to it makes another thing of it: "24/7", "34-24-34"; but not
  /// "38/35" and "44/178".
  private func spoils(_ join: UInt8, _ other: Int) -> Bool {
    guard join != 0 else { return false }
    guard join == 0x2F, field.isDigits(other) else { return true }
    let key = field.source.tokens[other].key
    return !(18..<80).contains(key) && !(140...205).contains(key)
  }

  /// "36/32/34": three numbers of two digits, joined by slashes.
  private func isOfMeasures(_ number: Quantity) -> Bool {
    func count(from index: Int, _ step: Int) -> Int {
      var (count, at) = (0, index)
      while field.isSymbol(at, "/"), field.isDigits(at + step),
        field.source.tokens[at + step].byteCount == 2
      {
        count += 1
        at += 2 * step
      }
      return count
    }
    return count(from: number.first - 1, -1) + count(from: number.last + 1, 1) >= 2
  }

  /// The limit that `expression` is where it is asked of others.
  func limit(_ expression: AgeExpression) -> ClientAgeReader.Limit {
    let (years, first) = (expression.years, expression.first)
    let isDenied = field.hasBefore(first, within: 10, .negation)
    var limit = ClientAgeReader.Limit(
      minimum: years, maximum: expression.through ?? years, first: first, last: expression.last)
    switch (expression.form, isDenied) {
    case (.atLeast, false), (.atMost, true): limit.maximum = nil
    case (.atMost, false), (.atLeast, true): limit.minimum = nil
    default: break
    }
    return limit
  }
}
