internal import Model

/// Reads the heights and weights of persons.
///
/// Sizes of persons only: 120 to 215 cm, 35 to 160 kg, and not what is lifted, shipped or sold.
struct MeasureExtractor: Sendable {
  private static let heights = 120...215
  private static let kilograms = 35...160

  /// Appends heights and weights of `field`; what is claimed already is left alone.
  func extract(from field: FactField, into found: inout Extraction) {
    /// The last token of the height read last.
    var heightEnd = -1
    for quantity in field.quantities {
      guard field.isFree(quantity.first, quantity.last),
        let whole = quantity.isFraction ? quantity.cents / 100 : quantity.whole
      else { continue }
      if let (centimetres, first, last) = height(quantity, whole, field),
        Self.heights.contains(centimetres), !isThings(first, field)
      {
        field.state(.height(centimetres: centimetres), first, last, in: &found)
        heightEnd = last
      } else if let (kilograms, first, last) = weight(
        quantity, whole, field, isBesideHeight: isBeside(heightEnd, quantity.first, field)),
        Self.kilograms.contains(kilograms), !isThings(first, field)
      {
        field.state(.weight(kilograms: kilograms), first, last, in: &found)
      }
    }
  }

  /// Whether at most one sign stands between a height that ends at token `end` and token `first`.
  private func isBeside(_ end: Int, _ first: Int, _ field: FactField) -> Bool {
    guard end >= 0, field.isOneLine(end, first) else { return false }
    return first == end + 1
      || first == end + 2 && !field.isLetters(end + 1) && !field.isDigits(end + 1)
  }

  /// Whether a thing or an animal is measured: one stands in the four words before token `first` and
  /// nobody between, or the number is the second side of a size.
  private func isThings(_ first: Int, _ field: FactField) -> Bool {
    if field.isWord(first - 1, "x") || field.isSymbol(first - 1, "*") { return true }
    var at = first - 1
    while at >= max(0, first - 4), !field.startsLine(at + 1) {
      if field.has(at, [.person, .selfBe, .pronoun, .heightCue, .weightCue])
        || field.isWord(at, "i") || field.isWord(at, "ako")
        || field.source.tokens[at].kind == .symbol && field.isSentenceBreak(at)
      {
        return false
      }
      if Self.things.value(of: field.source.tokens[at], in: field.source.bytes) != nil {
        return true
      }
      at -= 1
    }
    return false
  }

  /// What is sold by its height or weight, and what is kept.
  private static let things = WordTable<Bool>(
    """
    fridge freezer refrigerator wardrobe mattress bed beds sofa couch table desk shelf shelves
    bookcase bookshelf cabinet curtain curtains blind blinds tree trees plant cactus palm door window
    ladder surfboard board longboard paddleboard snowboard skis ski kayak canoe paddle pole rod screen
    tv monitor frame rug carpet mirror tank python snake boa dog dogs puppy pup shepherd labrador lab
    retriever husky mastiff rottweiler dane bulldog collie poodle horse pony mare gelding stallion goat
    pig boar sow bull cow calf sheep ram lamb cat rabbit scooter bike bicycle trailer cage crate
    box suitcase luggage statue lamp fence panel panels limit max maximum kettlebell dumbbell
    dumbbells barbell plates weights sack bag bags parcel package rope hose cable pipe
    """.listedWords.map { ($0, true) })

  // MARK: Heights

  private func height(
    _ quantity: Quantity, _ whole: Int, _ field: FactField
  ) -> (centimetres: Int, first: Int, last: Int)? {
    let next = quantity.last + 1
    let cue = self.cue(.heightCue, before: quantity.first, field)
    let first = cue ?? quantity.first
    if (4...7).contains(whole), !quantity.isFraction, !field.startsLine(next),
      let (inches, last) = inches(behind: next, field, hasCue: cue != nil)
    {
      guard !isSize(behind: last, field) else { return nil }
      return (((whole * 1200 + inches) * 254 + 5000) / 10_000, first, last)
    }
    // "1m63"
    if whole == 1, field.isWord(next, "m"), field.isGlued(next), field.isGlued(next + 1),
      field.isDigits(next + 1), field.source.tokens[next + 1].byteCount == 2
    {
      return (100 + Int(field.source.tokens[next + 1].key), first, next + 1)
    }
    if field.has(next, .centimetre), !field.startsLine(next) {
      return cue != nil || isPersons(behind: next, field) || isSpeakers(quantity.first, field)
        ? (whole, first, next) : nil
    }
    if whole == 1 || whole == 2, field.source.tokens[quantity.last].byteCount == 2,
      quantity.first < quantity.last
    {
      if field.has(next, .metre), !field.startsLine(next) {
        return cue != nil || isPersons(behind: next, field)
          ? (quantity.cents, first, next) : nil
      }
      // "1,60 de altura"
      let isNamed = field.isWord(next, "de") && field.has(next + 1, .heightCue)
      return cue == nil && !isNamed ? nil : (quantity.cents, first, quantity.last)
    }
    guard cue != nil, !field.isMeasured(quantity.last) else { return nil }
    if let inches = decimalInches(quantity, whole, field) {
      return (((whole * 1200 + inches) * 254 + 5000) / 10_000, first, quantity.last)
    }
    return whole >= 140 ? (whole, first, quantity.last) : nil
  }

  /// Hundredths of inches that are written as decimals of feet behind a cue: "height: 5.7", "5.11".
  private func decimalInches(_ quantity: Quantity, _ whole: Int, _ field: FactField) -> Int? {
    guard quantity.isFraction, (4...6).contains(whole), quantity.first + 2 == quantity.last else {
      return nil
    }
    let inches = field.source.tokens[quantity.last]
    return inches.byteCount == 1 || inches.key == 10 || inches.key == 11
      ? Int(inches.key) * 100 : nil
  }

  /// Hundredths of inches behind the feet, and the last token: `'4"`, "ft 4 in", "feet tall".
  private func inches(
    behind index: Int, _ field: FactField, hasCue: Bool
  ) -> (hundredths: Int, last: Int)? {
    let isMark = field.isSymbol(index, "'") && field.isGlued(index)
    // "5''1"
    if isMark, field.isSymbol(index + 1, "'"), field.isGlued(index + 1), field.isGlued(index + 2),
      let number = field.quantity(at: index + 2), let inches = field.quantities[number].whole,
      inches < 12, !field.isMeasured(index + 2)
    {
      return (inches * 100, index + 2)
    }
    let isHyphen = hasCue && field.isSymbol(index, "-") && field.isGlued(index)
    guard isMark || isHyphen || field.has(index, .feet) else { return nil }
    var next = index + 1
    if field.isSymbol(next, ","), field.has(index, .feet) { next += 1 }
    if !field.startsLine(next), let number = field.quantity(at: next),
      field.quantities[number].cents < 1200,
      !field.isSymbol(field.quantities[number].last + 1, "%"),
      !field.has(field.quantities[number].last + 1, [.feet, .minute, .hour])
    {
      var last = field.quantities[number].last
      if field.isSymbol(last + 1, "\""), field.isGlued(last + 1) {
        last += 1
      } else if field.isSymbol(last + 1, "'"), field.isSymbol(last + 2, "'") {
        last += 2
      } else if field.has(last + 1, .inch), !field.startsLine(last + 1),
        !field.isWord(last + 1, "in") || field.isCleanRight(last + 2)
      {
        last += 1
      }
      return (field.quantities[number].cents, last)
    }
    guard !isHyphen,
      hasCue || field.isWord(index + 1, "tall") || isWeight(at: index + 1, field)
    else { return nil }
    return (0, field.isWord(index + 1, "tall") ? index + 1 : index)
  }

  /// Whether a person's weight may follow in pounds: "5ft 115lbs".
  private func isWeight(at index: Int, _ field: FactField) -> Bool {
    guard !field.startsLine(index), let number = field.quantity(at: index),
      let pounds = field.quantities[number].whole, (85...250).contains(pounds)
    else { return false }
    let unit = field.quantities[number].last + 1
    return field.has(unit, .poundWeight) && !field.startsLine(unit)
      && isPersons(behind: unit, field)
  }

  /// Whether a size of two sides follows: "5'4 x 7".
  private func isSize(behind last: Int, _ field: FactField) -> Bool {
    field.isWord(last + 1, "x") || field.isWord(last + 1, "by") || field.isWord(last + 1, "wide")
      || field.isWord(last + 1, "long") || field.isWord(last + 1, "deep")
  }

  // MARK: Weights

  private func weight(
    _ quantity: Quantity, _ whole: Int, _ field: FactField, isBesideHeight: Bool
  ) -> (kilograms: Int, first: Int, last: Int)? {
    let next = quantity.last + 1
    let cue = self.cue(.weightCue, before: quantity.first, field)
    let first = cue ?? quantity.first
    let hasUnit =
      !field.startsLine(next)
      && field.has(next, [.poundWeight, .pounds, .kilogram])
    guard hasUnit else {
      guard cue != nil, !field.isMeasured(quantity.last), !field.isWord(first, "peso") else {
        return nil
      }
      if (90...350).contains(whole) { return (Self.kilograms(pounds: whole), first, quantity.last) }
      return (40...89).contains(whole) ? (whole, first, quantity.last) : nil
    }
    if field.hasBefore(quantity.first, within: 6, [.load, .over, .must])
      || field.hasBehind(next + 1, within: 3, .load) || field.isWord(next + 1, "of")
      || field.isWord(quantity.first - 1, "move") || field.isSymbol(quantity.first - 1, "$")
      || field.isSymbol(next + 1, "+")
    {
      return nil
    }
    guard
      cue != nil || isBesideHeight || isPersons(behind: next, field)
        || isSpeakers(quantity.first, field)
    else { return nil }
    if field.has(next, .kilogram) { return (whole, first, next) }
    return (70...350).contains(whole) ? (Self.kilograms(pounds: whole), first, next) : nil
  }

  private static func kilograms(pounds: Int) -> Int { (pounds * 45_359 + 50_000) / 100_000 }

  // MARK: Both

  /// The word that announces the measure: "height:", "I weigh".
  private func cue(_ role: FactWord.Roles, before first: Int, _ field: FactField) -> Int? {
    var at = first - 1
    var skipped = 0
    while skipped < 2, at > 0, !field.startsLine(at),
      field.isSymbol(at, ":") || field.isSymbol(at, "-") || field.isSymbol(at, "=")
        || field.has(at, .be) || field.isWord(at, "about") || field.isWord(at, "de")
    {
      at -= 1
      skipped += 1
    }
    guard at >= 0, field.has(at, role) else { return nil }
    if field.isOneLine(at, first) { return at }
    // A label that has a line of its own.
    let isLabel =
      field.startsLine(at) && field.isSymbol(first - 1, ":") && field.isOneLine(at, first - 1)
    return isLabel && endsLine(first, field) ? at : nil
  }

  /// Whether the number that starts a line at `first` has nothing but a unit behind it there.
  private func endsLine(_ first: Int, _ field: FactField) -> Bool {
    guard let number = field.quantity(at: first) else { return false }
    let next = field.quantities[number].last + 1
    return next >= field.count || field.startsLine(next)
      || field.has(next, [.centimetre, .metre, .poundWeight, .pounds, .kilogram, .feet])
      || field.isSymbol(next, "'")
  }

  /// Whether who speaks stands right before token `first`: "im 82kg".
  private func isSpeakers(_ first: Int, _ field: FactField) -> Bool {
    field.has(first - 1, .selfBe) || field.isWord(first - 2, "i") && field.isWord(first - 1, "am")
      || field.isWord(first - 3, "i") && field.isSymbol(first - 2, "'")
        && field.isWord(first - 1, "m")
  }

  /// Whether what follows a measure leaves it a person's: no noun that it could describe.
  private func isPersons(behind last: Int, _ field: FactField) -> Bool {
    let next = last + 1
    if field.isWord(next, "x") || field.isWord(next, "by") { return false }
    return field.isCleanRight(next) || field.isDigits(next)
      || field.isWord(next, "po") || field.isWord(next, "ako")
      || field.has(next, [.heightCue, .weightCue, .and, .clauseEnd, .person, .be])
  }
}
