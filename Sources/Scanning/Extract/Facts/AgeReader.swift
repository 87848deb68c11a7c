internal import Model

/// One pass over the numbers of a field.
struct AgeReader {
  /// Ages that are read at all.
  static let ages = 10...99
  /// Ages that a position in a title can state.
  private static let positionalAges = 18...69
  /// Ages of several persons one behind the other.
  static let listedAges = 18...49

  let field: FactField
  let cues: AgeCues
  let limits: ClientAgeReader
  let positions: AgePositions
  let surroundings: AgeSurroundings
  let phrases: AgePhrases
  /// How the age before stands behind a name.
  private var shape: AgePhrases.Shape?

  init(field: FactField) {
    self.field = field
    cues = AgeCues(field: field)
    limits = ClientAgeReader(field: field, cues: cues)
    positions = AgePositions(field: field, cues: cues)
    surroundings = AgeSurroundings(field: field, cues: cues)
    phrases = AgePhrases(field: field, surroundings: surroundings)
  }

  /// Reads the quantity `index`, or the range that starts with it.
  ///
  /// - Returns: the index of the next quantity to read.
  mutating func read(
    _ index: Int, into found: inout Extraction, statements: inout [AgeStatement]
  ) -> Int {
    if let whole = composed(index) {
      if field.isFree(whole.quantity.first, whole.quantity.last),
        let span = single(whole.quantity, whole.quantity.cents / 100, pairedWith: nil)
      {
        add(
          whole.quantity.cents / 100, through: nil, span.first, span.last, into: &found,
          &statements)
        return whole.next
      }
    }
    let low = field.quantities[index]
    guard let years = age(low), field.isFree(low.first, low.last)
    else { return index + 1 }
    if let (highIndex, through) = rangeEnd(index, years) {
      let high = field.quantities[highIndex]
      // Behind an age of the writer's own a range is that of those who should answer.
      let isBehindOwn = statements.last.map { !$0.isRange && $0.subject != .oneOfSeveral } ?? false
      if let limit = limits.limit(
        years, through: through, first: low.first, last: high.last, isBehindOwn: isBehindOwn)
      {
        add(limit, into: &found)
        return highIndex + 1
      }
      let end = (index: highIndex, through: through)
      if let span = rangeSpan(years, first: low.first, last: high.last) {
        // "Book club for women ages 25-40": who is asked outweighs the phrase.
        if let limit = asked(
          index, years, high: end, behind: found.identifiers.last)
        {
          add(limit, into: &found)
        } else {
          add(years, through: through, span.first, span.last, into: &found, &statements)
        }
      } else {
        weigh(index, years, high: end, into: &found, &statements)
      }
      return highIndex + 1
    }
    if let limit = limits.limit(years, through: nil, first: low.first, last: low.last) {
      add(limit, into: &found)
      return index + 1
    }
    if let end = listEnd(index, years) {
      for item in field.quantities[index...end] {
        add(item.cents / 100, through: nil, item.first, item.last, into: &found, &statements)
      }
      return end + 1
    }
    if let end = chainEnd(index, years) {
      let other = field.quantities[end]
      if let span = single(other, other.cents / 100, pairedWith: low.first) {
        for item in field.quantities[index..<end] {
          add(item.cents / 100, through: nil, item.first, item.last, into: &found, &statements)
        }
        add(other.cents / 100, through: nil, other.first, span.last, into: &found, &statements)
        return end + 1
      }
    }
    if Self.listedAges.contains(years), !low.isSpelled, !low.isJoined,
      !field.isMeasured(low.last), index + 1 < field.quantities.count,
      age(field.quantities[index + 1]).map(Self.listedAges.contains) == true,
      phrases.opensList(low.first, low.last, before: field.quantities[index + 1])
    {
      add(years, through: nil, low.first, low.last, into: &found, &statements)
      shape = phrases.shape(low.first, low.last)
    } else if let span = single(low, years, pairedWith: nil) {
      add(years, through: nil, span.first, span.last, into: &found, &statements)
      shape = phrases.shape(low.first, span.last)
    } else if let other = shape, Self.listedAges.contains(years), !low.isSpelled,
      !low.isJoined, !field.isMeasured(low.last), phrases.isNext(low.first, low.last, to: other)
    {
      add(years, through: nil, low.first, low.last, into: &found, &statements)
      shape = phrases.shape(low.first, low.last)
    } else {
      weigh(index, years, high: nil, into: &found, &statements)
    }
    return index + 1
  }

  /// The years that a quantity can be; nil where it is none.
  func age(_ quantity: Quantity) -> Int? {
    // "36 DD"
    guard let whole = quantity.whole, !quantity.isGrouped, Self.ages.contains(whole),
      !field.isWord(quantity.last + 1, "dd"), !field.isWord(quantity.last + 1, "ddd")
    else { return nil }
    if isCount(quantity) { return nil }
    if quantity.first > 0 {
      let before = field.source.tokens[quantity.first - 1]
      if before.kind == .symbol || before.kind == .picture,
        Currency.number(ofSign: before.key) != nil || before.key == 0x23
      {
        return nil
      }
      if before.kind == .letters, field.isGlued(quantity.first),
        !field.has(quantity.first - 1, [.age, .selfBe]), !field.isWord(quantity.first - 1, "ü"),
        !field.isWord(quantity.first - 1, "f") && !field.isWord(quantity.first - 1, "m"),
        !field.has(quantity.last + 1, .yearsOld) || before.flags.contains(.hasCapital)
          || field.source.bytes[Int(before.start)] < 0x80
      {
        return nil
      }
    }
    return whole
  }

  /// "Seit 47 Jahren", "20 yrs w/ infants", "35+ miles", "tengo 43 gallinas": whether the words beside a
  /// number say that something else is counted.
  private func isCount(_ quantity: Quantity) -> Bool {
    let (before, behind) = (quantity.first - 1, quantity.last + 1)
    if field.isWord(before, "seit") || field.isWord(before, "depuis") { return true }
    if field.isSymbol(behind, "+") { return field.has(behind + 1, .otherUnit) }
    if field.has(behind, .year), field.isWord(behind + 1, "w") {
      return field.isSymbol(behind + 2, "/")
    }
    return (field.isWord(before, "tengo") || field.isWord(before, "tenho"))
      && field.isLetters(behind) && !field.startsLine(behind) && field.roles(behind).isEmpty
      && !field.isWord(behind, "pero") && !field.isWord(behind, "mas")
  }

  /// The tokens that state the age `years` of `quantity`; nil where nothing says it is one.
  private func single(
    _ quantity: Quantity, _ years: Int, pairedWith other: Int?
  ) -> (first: Int, last: Int)? {
    let (first, last) = (quantity.first, quantity.last)
    let start = other ?? first
    if let unit = cues.unit(behind: last) {
      return withUnit(unit, years, start, first, last)
    }
    // "im a 22m student"
    if field.isWord(last + 1, "m") || field.isWord(last + 1, "f"), field.isGlued(last + 1),
      !field.isGlued(last + 2), field.has(start - 1, .article), years >= 18,
      let cue = cues.personCue(before: start)
    {
      return (cue, last + 1)
    }
    if let birthday = cues.birthday(first, last) { return birthday }
    // "mother of a grown son, 21, in the Navy"
    if field.isSymbol(start - 1, ","), years >= 18, cues.isChild(start - 2) { return nil }
    if positions.numbers.isSize(start) { return nil }
    if Self.positionalAges.contains(years), positions.isSex(behind: last, years),
      field.isCleanLeft(first)
    {
      return (first, last + 1)
    }
    if Self.positionalAges.contains(years), quantity.joinBefore == 0,
      let span = surroundings.besideSex(first, last, years)
    {
      return span
    }
    if Self.positionalAges.contains(years), quantity.joinBefore == 0,
      let span = phrases.besideDecoration(first, last)
    {
      return span
    }
    let isInStats = quantity.joinAfter == 0x2F && isBeforeMeasure(last)
    guard
      isInStats
        || quantity.joinAfter == 0
          && (!field.isMeasured(last) || surroundings.isBetweenSame(first, last)
            || field.isSymbol(last + 1, "-") && surroundings.isWish(last + 2))
          && !positions.numbers.isLabelled(start)
    else { return nil }
    if let cue = cues.personCue(before: start) {
      let isOther =
        field.has(last + 1, [.period, .night, .schedule, .per])
        || field.isWord(last + 1, "strong") || field.isSymbol(last + 1, "+")
        || field.isWord(cue, "we") && field.isWord(last + 1, "this")
      return isOther ? nil : (cue, last)
    }
    if let cue = cues.ageWord(before: start) {
      return isOwnAge(cue, years, last) ? (cue, last) : nil
    }
    if let cue = cues.turned(before: start, years: years) {
      guard !field.hasBehind(last + 1, within: 3, [.codeWord, .relation]),
        !field.has(last + 1, .thing) || field.isWord(start - 1, "turned"),
        field.isWord(start - 1, "just") || field.isWord(start - 1, "only")
          ? field.isCleanRight(last + 1) || field.has(last + 1, .and)
            || field.isSymbol(last + 1, "&") : true
      else { return nil }
      return (cue, last)
    }
    // A service more often than an age: "massage, 69, dance".
    if years == 69, field.isSymbol(start - 1, ","), field.isSymbol(last + 1, ","),
      !field.marks(start - 2, .givenName)
    {
      return nil
    }
    if positions.isBetweenCommas(start, last)
      || phrases.isBehindNames(start, last) && positions.goesOnAsNotice(last + 2)
    {
      return (start, last)
    }
    if Self.positionalAges.contains(years), !quantity.isJoined || isInStats,
      let span = quantity.isSpelled
        ? positions.spelled(start, last) : positions.span(start, last, years: years)
    {
      return span
    }
    if years >= 18, !quantity.isJoined || quantity.isSpelled,
      let noun = phrases.ofPerson(start, last)
    {
      return (noun, last)
    }
    guard Self.positionalAges.contains(years) else {
      guard years > 69, !quantity.isJoined else { return nil }
      return phrases.behindNoun(start, last) ?? phrases.atAge(start, last).map { ($0, last) }
    }
    if !quantity.isJoined, let span = phrases.span(start, last, years) { return span }
    return surroundings.span(start, last, years, isJoined: quantity.isJoined)
  }

  private func isBeforeMeasure(_ last: Int) -> Bool {
    field.isSymbol(last + 1, "/") && field.isSymbol(last + 3, "'")
  }

  func add(_ limit: ClientAgeReader.Limit, into found: inout Extraction) {
    let range = field.source.range(limit.first, limit.last)
    field.state(
      .clientAge(minimum: limit.minimum, maximum: limit.maximum), limit.first, limit.last,
      in: &found)
    found.add(.ageClientLimit, range, in: field.source)
  }

  func add(
    _ years: Int, through: Int?, _ first: Int, _ last: Int, into found: inout Extraction,
    _ statements: inout [AgeStatement]
  ) {
    let range = field.source.range(first, last)
    field.state(.age(years: years, through: through), first, last, in: &found)
    statements.append(
      AgeStatement(
        years: years, isRange: through != nil, field: field.source.field,
        span: field.source.original(range), subject: subject(first, last)))
  }
}
