internal import Model

/// Reads what an ad states beside contacts: dates, body measures, ages, prices, names and places.
///
/// Immutable and shared between workers. The surer reading claims its bytes first: dates and
/// measures, then ages, then prices, then names and places.
struct FactExtractor: Sendable {
  private let table = WordTable(FactWords.all)
  private let dates = DateExtractor()
  private let measures = MeasureExtractor()
  private let ages = AgeExtractor()
  private let prices = PriceExtractor()
  private let names = NameExtractor()
  private let places = PlaceExtractor()

  /// The words that start a fact in a text without numbers, in lower case.
  static let startingWords =
    DateExtractor.startingWords + NameExtractor.startingWords + PlaceExtractor.startingWords

  /// What must stand behind those of them that start nothing alone; see `Follower`.
  static let followers: [String: [String]] = {
    var joined: [String: [String]] = [:]
    var free: Set<String> = []
    for (words, followers) in [
      (DateExtractor.startingWords, DateExtractor.followers),
      (NameExtractor.startingWords, NameExtractor.followers),
      (PlaceExtractor.startingWords, PlaceExtractor.followers),
    ] {
      for word in Set(words) {
        guard let behind = followers[word] else {
          free.insert(word)
          continue
        }
        joined[word, default: []] += behind
      }
    }
    return joined.filter { !free.contains($0.key) }
  }()

  /// Words that mean something wherever they stand in a document: "we", "girls".
  static let remarks: [String] =
    FactWords.all.filter { $0.value.roles.contains(.several) }.map(\.word)

  /// Appends the facts of one field of a document.
  func extract(from tokens: FieldTokens, scratch: FactScratch, into found: inout Extraction) {
    guard !tokens.hints.isDisjoint(with: [.digits, .numberWords, .factWords]) else { return }
    scratch.fill(from: tokens, claims: found.claims, table)
    let field = FactField(
      source: tokens, words: scratch.words.elements, quantities: scratch.quantities.elements,
      starters: scratch.starters.elements, moneyWindows: scratch.moneyWindows.elements,
      taken: scratch.taken.start, title: scratch.title)
    if scratch.speaksOfTime { dates.extract(from: field, into: &found) }
    if scratch.quantities.count > 0 {
      if scratch.speaksOfBodies { measures.extract(from: field, into: &found) }
      ages.extract(from: field, into: &found, statements: &scratch.statements)
      if scratch.moneyWindows.count > 0 {
        prices.extract(from: field, into: &found, items: &scratch.items)
      }
    }
    names.extract(from: field, into: &found)
    places.extract(from: field, into: &found)
  }

  /// Appends what the document as a whole establishes, once its fields are read.
  ///
  /// - Parameter first: the index of the document's first identifier.
  func conclude(scratch: FactScratch, from first: Int, into found: inout Extraction) {
    if !found.loosePrices.isEmpty {
      LocalCurrencies.settle(from: first, in: &found)
      found.loosePrices.removeAll(keepingCapacity: true)
    }
    if !found.origins.isEmpty { found.origins.removeAll(keepingCapacity: true) }
    if !scratch.statements.isEmpty {
      AgeFacts.add(
        scratch.statements, speaksOfSeveral: scratch.speaksOfSeveral, to: &found.facts)
      scratch.statements.removeAll(keepingCapacity: true)
    }
    scratch.speaksOfSeveral = false
  }
}

/// The memory that reading facts needs. Kept from document to document, never shared.
final class FactScratch {
  let words = GrowingBuffer<FactWord>()
  let quantities = GrowingBuffer<Quantity>()
  fileprivate let starters = GrowingBuffer<Int>()
  fileprivate let taken = GrowingBuffer<Bool>()
  fileprivate(set) var statements: [AgeStatement] = []
  fileprivate(set) var items: [PriceItem] = []
  /// Whether "we", "girls" and the like occur in the document so far.
  var speaksOfSeveral = false
  /// The start of the document's normalised title while its text is read; otherwise empty. Borrowed.
  var title = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// Whether a unit of heights or weights, or a word for one, occurs in the field.
  fileprivate(set) var speaksOfBodies = false
  /// Whether a digit, or a word that a date may start with, occurs in the field.
  fileprivate(set) var speaksOfTime = false

  /// Digits and words that a number may start with.
  private let numerals = GrowingBuffer<Int>()
  /// The windows in which something may make a price of a number.
  fileprivate let moneyWindows = GrowingBuffer<TextWindow>()

  /// What makes prices of numbers, beside signs and pictures.
  fileprivate static let money: FactWord.Roles = [
    .currency, .pounds, .codeWord, .priceCue, .half, .hour, .minute, .duration, .quick,
    .night, .period,
  ]
  /// Those of them that make a price of the smallest amount.
  fileprivate static let sureMoney: FactWord.Roles = [.currency, .pounds, .codeWord]
  /// The least amount, in hundredths, that others make a price of.
  fileprivate static let leastAmount = 7_00
  /// What a date may start with, beside digits.
  fileprivate static let dateStarts: FactWord.Roles = [.month, .weekday, .article]
  fileprivate static let bodies: FactWord.Roles = [
    .feet, .centimetre, .metre, .heightCue, .weightCue, .poundWeight, .pounds, .kilogram,
  ]

  /// Looks up the words of a field and reads its numbers.
  fileprivate func fill(
    from field: FieldTokens, claims: ClaimedSpans, _ table: WordTable<FactWord>
  ) {
    quantities.removeAll()
    starters.removeAll()
    numerals.removeAll()
    moneyWindows.removeAll()
    speaksOfBodies = false
    let count = field.tokens.count
    let memory = words.resize(to: count)
    let taken = taken.resize(to: count)
    taken.initialize(repeating: false, count: count)
    var roles: FactWord.Roles = []
    var starts: FactWord.Starts = []
    let table = table.view
    for window in field.windows {
      var windowRoles: FactWord.Roles = []
      var hasMark = window.hints.contains(.currency)
      let numeralsBefore = numerals.count
      for index in window.firstToken..<window.tokenEnd {
        let kind = field.tokens[index].kind
        // In bounds: there is room for as many words as tokens.
        memory[index] = .none
        if kind == .letters {
          if field.tokens[index].number.isNumber { numerals.append(index) }
          guard let word = table.value(of: field.tokens[index], in: field.bytes) else { continue }
          windowRoles.formUnion(word.roles)
          starts.formUnion(word.starts)
          memory[index] = word
          if word.roles.contains(.compound) { numerals.append(index) }
          if word.starts.contains(.mark) { hasMark = true }
          if !word.starts.isDisjoint(with: [.name, .place, .date])
            || !word.roles.isDisjoint(with: Self.dateStarts)
          {
            starters.append(index)
          }
        } else if kind == .digits {
          starters.append(index)
          numerals.append(index)
        } else if kind == .picture {
          hasMark = true
        } else if field.tokens[index].key == 0x27 {
          speaksOfBodies = true
        }
      }
      roles.formUnion(windowRoles)
      if numerals.count > numeralsBefore,
        hasMark || !windowRoles.isDisjoint(with: Self.money)
      {
        var window = window
        window.isWeak = !hasMark && windowRoles.isDisjoint(with: Self.sureMoney)
        moneyWindows.append(window)
      }
    }
    // Claims come in order of their starts; a token is taken by the first that reaches it.
    var first = 0
    for claim in claims.inOrder {
      while first < field.tokens.count, field.tokens[first].end <= claim.span.start { first += 1 }
      var index = first
      while index < field.tokens.count, field.tokens[index].start < claim.span.end {
        taken[index] = true
        index += 1
      }
    }
    if !roles.isDisjoint(with: Self.bodies) { speaksOfBodies = true }
    speaksOfTime = field.hints.contains(.digits) || starts.contains(.date)
    let reader = QuantityReader(field: field, words: words.elements)
    var next = 0
    for index in numerals.elements where index >= next {
      if let quantity = reader.read(at: index) {
        quantities.append(quantity)
        next = quantity.last + 1
      }
    }
    dropWindowsOfSmallAmounts()
  }

  /// How many tokens may stand between an amount and what makes a price of it.
  private static let moneyReach = 12

  /// Whether a number of a window without currencies has something near it that makes a price of it.
  private func mayBePrice(_ quantity: Quantity, in window: TextWindow) -> Bool {
    guard quantity.cents >= Self.leastAmount else { return false }
    let first = max(quantity.first - Self.moneyReach, window.firstToken)
    let last = min(quantity.last + Self.moneyReach, window.tokenEnd - 1)
    for index in first...max(first, last)
    where !words.start[index].roles.isDisjoint(with: Self.money) {
      return true
    }
    return false
  }

  /// Leaves only the windows in which there may be a price.
  private func dropWindowsOfSmallAmounts() {
    var (kept, next) = (0, 0)
    for window in moneyWindows.elements {
      var hasAmount = !window.isWeak
      while next < quantities.count, quantities.start[next].first < window.tokenEnd {
        if !hasAmount, mayBePrice(quantities.start[next], in: window) { hasAmount = true }
        next += 1
      }
      guard hasAmount else { continue }
      // In bounds: no more are kept than there are.
      moneyWindows.start[kept] = window
      kept += 1
    }
    moneyWindows.shorten(to: kept)
  }
}
