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
      taken: scratch.taken.start)
    if scratch.speaksOfTime { dates.extract(from: field, into: &found) }
    if scratch.quantities.count > 0 {
      measures.extract(from: field, into: &found)
      ages.extract(from: field, into: &found, statements: &scratch.statements)
      prices.extract(from: field, into: &found, items: &scratch.items)
    }
    names.extract(from: field, into: &found)
    places.extract(from: field, into: &found)
  }

  /// Appends what the document as a whole establishes, once its fields are read.
  func conclude(scratch: FactScratch, into found: inout Extraction) {
    AgeFacts.add(
      scratch.statements, speaksOfSeveral: scratch.speaksOfSeveral, to: &found.facts)
    scratch.statements.removeAll(keepingCapacity: true)
    scratch.speaksOfSeveral = false
  }
}

/// The memory that reading facts needs. Kept from document to document, never shared.
final class FactScratch {
  fileprivate(set) var words = GrowingBuffer<FactWord>()
  fileprivate(set) var quantities = GrowingBuffer<Quantity>()
  fileprivate(set) var taken = GrowingBuffer<Bool>()
  fileprivate(set) var statements: [AgeStatement] = []
  fileprivate(set) var items: [PriceItem] = []
  /// Whether "we", "girls" and the like occur in the document so far.
  fileprivate(set) var speaksOfSeveral = false
  /// Whether a month, a weekday or the like occurs in the field.
  fileprivate(set) var speaksOfTime = false

  fileprivate static let times: FactWord.Roles = [
    .month, .weekday, .until, .nearDay, .thisNext,
  ]

  /// Looks up the words of a field and reads its numbers.
  fileprivate func fill(
    from field: FieldTokens, claims: ClaimedSpans, _ table: WordTable<FactWord>
  ) {
    quantities.removeAll()
    var roles: FactWord.Roles = []
    let memory = words.resize(to: field.tokens.count)
    let taken = taken.resize(to: field.tokens.count)
    for index in field.tokens.indices {
      let word = table.value(of: field.tokens[index], in: field.bytes) ?? .none
      roles.formUnion(word.roles)
      // In bounds: there is room for as many words as tokens.
      (memory + index).initialize(to: word)
      (taken + index).initialize(to: false)
    }
    // Claims come in order of their starts; a token is taken by the first that reaches it.
    var first = 0
    for claim in claims.claims {
      while first < field.tokens.count, field.tokens[first].end <= claim.span.start { first += 1 }
      var index = first
      while index < field.tokens.count, field.tokens[index].start < claim.span.end {
        taken[index] = true
        index += 1
      }
    }
    if field.hints.contains(.remarks) { speaksOfSeveral = true }
    speaksOfTime = field.hints.contains(.digits) || !roles.isDisjoint(with: Self.times)
    let reader = QuantityReader(field: field, words: words.elements)
    var index = 0
    while index < field.tokens.count {
      let token = field.tokens[index]
      if token.kind == .digits || token.number.isNumber
        || memory[index].roles.contains(.compound),
        let quantity = reader.read(at: index)
      {
        quantities.append(quantity)
        index = quantity.last + 1
      } else {
        index += 1
      }
    }
  }
}

/// A list of trivial values whose memory is kept when it is emptied.
///
/// Not thread-safe: each worker has its own.
final class GrowingBuffer<Element: BitwiseCopyable> {
  private var storage: UnsafeMutablePointer<Element>
  private var capacity = 64
  /// How many elements there are.
  private(set) var count = 0

  init() { storage = .allocate(capacity: capacity) }

  // Elements are trivial: nothing to deinitialise.
  deinit { storage.deallocate() }

  /// Valid until the next change of the list.
  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: storage, count: count) }

  /// The first element; valid as long as `elements`.
  var start: UnsafeMutablePointer<Element> { storage }

  func removeAll() { count = 0 }

  @inline(__always)
  func append(_ element: Element) {
    if count == capacity { grow() }
    // In bounds: count < capacity holds after growing.
    (storage + count).initialize(to: element)
    count += 1
  }

  /// Makes room for exactly `count` elements, for the caller to initialise; those before are lost.
  func resize(to count: Int) -> UnsafeMutablePointer<Element> {
    if count > capacity {
      storage.deallocate()
      while capacity < count { capacity *= 2 }
      storage = .allocate(capacity: capacity)
    }
    self.count = count
    return storage
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: storage, count: count)
    storage.deallocate()
    storage = larger
    capacity *= 2
  }
}
