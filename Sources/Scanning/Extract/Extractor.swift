package import Model

/// Reads contacts, ages, prices and other stated facts out of normalised text.
///
/// Immutable and shared between workers. Each kind has its own extractor; this one tells by a cheap
/// pass which of them have anything to read, cuts the text into tokens once for all, and runs them
/// in an order in which the surer reading claims its bytes first.
package struct Extractor: Sendable {
  let triggers: TriggerScanner
  private let tokenizer: Tokenizer
  private let emails = EmailExtractor()
  private let urls = URLExtractor()
  private let wallets = WalletExtractor()
  private let handles: HandleExtractor
  private let payments = PaymentExtractor()
  private let phones: PhoneExtractor
  private let facts = FactExtractor()

  /// That of this process.
  package static let shared = Extractor()

  /// Builds the tables, in some milliseconds.
  package init() {
    let numbers = NumberWords()
    tokenizer = Tokenizer(numbers: numbers)
    let platforms = PlatformNames()
    phones = PhoneExtractor(numbers: numbers, platforms: platforms)
    handles = HandleExtractor(platforms: platforms)
    triggers = TriggerScanner(
      NumberWords.all.filter { $0.value.trust > .onlyAmongOthers }.map { ($0.word, .numberWords) }
        + NumberNames.words.map { ($0.word, .numberWords) }
        + SpelledLetters.followers.keys.map { ($0, .numberWords) }
        + EmailExtractor.startingWords.map { ($0, .emailWords) }
        + HandleExtractor.startingWords.map { ($0, .platformWords) }
        + PaymentExtractor.startingWords.map { ($0, .paymentWords) }
        + URLExtractor.schemes.map { ($0, .link) }
        + FactExtractor.startingWords.map { ($0, .factWords) }
        + FactExtractor.remarks.map { ($0, .remarks) },
      followers: HandleExtractor.followers.merging(FactExtractor.followers) { $0 + $1 }
        .merging(SpelledLetters.followers) { $0 + $1 }
        .merging(PaymentExtractor.followers) { $0 + $1 }
        .merging(EmailWords.followers) { $0 + $1 }
        .merging(URLExtractor.schemes.map { ($0, ["://"]) }) { $0 + $1 },
      numbers: numbers)
  }

  /// What stands for the readers of identifiers where a rule's id would stand.
  package static let name = "extract"
  /// Why they did not read a text to its end.
  package static let cutCause = "identifier limit"
  /// The most bytes of a field that are read closely, all round digits and words that may start an
  /// identifier; no ad comes near it.
  package static let closeReadingLimit = 1 << 20

  /// The most bytes of a title that its text is read by.
  private static let titleLimit = 200

  /// Appends what `title` and `text` of one document state.
  ///
  /// - Parameters:
  ///   - identifiers: appended to, ordered by field, then by span.
  ///   - facts: appended to; one element for every span that establishes a fact.
  /// - Returns: false if only a part was read, as a field holds more than `closeReadingLimit`.
  @discardableResult
  package func extract(
    title: ExtractionText, text: ExtractionText, scratch: ExtractScratch,
    into identifiers: inout [Identifier], facts: inout [FactEvidence]
  ) -> Bool {
    // Swapped, not copied: the memory goes back and forth.
    var found = Extraction()
    swap(&found, &scratch.found)
    swap(&found.identifiers, &identifiers)
    swap(&found.facts, &facts)
    found.isCut = false
    let first = found.identifiers.count
    read(title, .title, scratch, into: &found)
    scratch.facts.title = UnsafeBufferPointer(
      start: title.start, count: min(title.byteCount, Self.titleLimit))
    read(text, .text, scratch, into: &found)
    scratch.facts.title = UnsafeBufferPointer(start: nil, count: 0)
    self.facts.conclude(scratch: scratch.facts, from: first, into: &found)
    phones.conclude(scratch: scratch.phones, from: first, into: &found)
    swap(&found.identifiers, &identifiers)
    swap(&found.facts, &facts)
    let isWhole = !found.isCut
    swap(&found, &scratch.found)
    guard identifiers.count > first + 1 else { return isWhole }
    identifiers[first...].sort {
      if $0.field != $1.field { return $0.field.rawValue < $1.field.rawValue }
      return $0.span < $1.span
    }
    return isWhole
  }

  private func read(
    _ text: ExtractionText, _ field: Field, _ scratch: ExtractScratch, into found: inout Extraction
  ) {
    let bytes = UnsafeBufferPointer(start: text.start, count: text.byteCount)
    let hints = triggers.scan(bytes, into: scratch.windows, starts: scratch.starts)
    if hints.contains(.remarks) { scratch.facts.speaksOfSeveral = true }
    guard scratch.windows.count > 0 else { return }
    if Self.shorten(scratch.windows, of: bytes) { found.isCut = true }
    scratch.tokens.removeAll()
    found.claims.removeAll()
    for index in 0..<scratch.windows.count {
      // In bounds by the loop's own limit.
      scratch.windows.start[index].firstToken = scratch.tokens.count
      tokenizer.tokenize(bytes, scratch.windows.start[index].range, into: scratch.tokens)
      scratch.windows.start[index].tokenEnd = scratch.tokens.count
    }
    let tokens = FieldTokens(
      field: field, text: text, hints: hints, tokens: scratch.tokens.tokens,
      windows: scratch.windows.elements)
    if !hints.isDisjoint(with: [.at, .emailWords, .innerDot]) {
      emails.extract(from: tokens, into: &found)
    }
    if !hints.isDisjoint(with: [.innerDot, .link]) {
      urls.extract(from: tokens, into: &found)
    }
    if hints.contains(.longRuns) { wallets.extract(from: tokens, into: &found) }
    if !hints.isDisjoint(with: [.digits, .numberWords]) {
      phones.extract(from: tokens, scratch: scratch.phones, into: &found)
    }
    if !hints.isDisjoint(with: [.platformWords, .at, .innerDot]) {
      handles.extract(from: tokens, into: &found)
    }
    if !hints.isDisjoint(with: [.paymentWords, .currency, .innerDot]) {
      payments.extract(from: tokens, into: &found)
    }
    facts.extract(from: tokens, scratch: scratch.facts, into: &found)
  }

  /// Cuts windows behind the first `closeReadingLimit` bytes of them off, at white space where there
  /// is some.
  ///
  /// - Returns: whether anything was cut off.
  private static func shorten(
    _ windows: GrowingBuffer<TextWindow>, of text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard text.count > closeReadingLimit else { return false }
    var left = closeReadingLimit
    for index in 0..<windows.count {
      // In bounds by the loop's own limit.
      let window = windows.start[index]
      if window.upper - window.lower <= left {
        left -= window.upper - window.lower
        continue
      }
      var end = window.lower + left
      while end > window.lower, text[end] > 0x20 { end -= 1 }
      windows.start[index].upper = end
      windows.shorten(to: end > window.lower ? index + 1 : index)
      return true
    }
    return false
  }
}
