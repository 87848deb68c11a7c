internal import Model

/// Counts in how many distinct texts each word stands, in and before event periods.
///
/// Every text counts once a period however often it was posted, and every word once a text, so that
/// one busy advertiser is not a trend. Words with digits are left out: they are prices and contacts.
package final class TermCollector {
  /// The words of one event's hosts.
  struct Corpus {
    var words: [String: Counts] = [:]
    /// Words of all texts together.
    var eventTotal = 0
    var baselineTotal = 0
    var backgroundTotal = 0
    fileprivate var seen: [Role: Set<UInt64>] = [:]
  }

  struct Counts {
    var event = 0
    var baseline = 0
    /// Texts of control places in the event's days.
    var background = 0
    /// The smallest fingerprints among the event's texts, at most three.
    var examples: [UInt64] = []
  }

  fileprivate enum Role: Hashable { case event, baseline, background }

  private struct Period {
    var hosts: Set<String>
    var periods: EventPeriods
    var controls: EventDefinition.Controls
    var isAsked: Bool
  }

  private static let wordLimit = 400_000

  private let periods: [Period]
  private(set) var corpora: [Corpus]

  init(_ definitions: EventDefinitions) {
    periods = definitions.events.map { event in
      let zone = event.places.first.flatMap { definitions.place($0)?.timeZone } ?? "UTC"
      return Period(
        hosts: Set(event.places),
        periods: EventPeriods(event, in: zone, definitions: definitions), controls: event.controls,
        isAsked: event.isAsked)
    }
    corpora = periods.map { _ in Corpus() }
  }

  func add(
    _ text: [UInt8], hash: UInt64, place: String, day: CalendarDay, fingerprint: () -> UInt64?
  ) {
    var words: Set<String>?
    for (number, period) in periods.enumerated() {
      guard let role = role(period, place, day),
        corpora[number].seen[role, default: []].insert(hash).inserted
      else { continue }
      let found = words ?? Self.words(text)
      words = found
      count(found, as: role, in: &corpora[number], example: role == .event ? fingerprint() : nil)
    }
  }

  private func role(_ period: Period, _ place: String, _ day: CalendarDay) -> Role? {
    guard period.isAsked else { return nil }
    let isEvent = period.periods.event.contains(day)
    if period.hosts.contains(place) {
      return isEvent ? .event : period.periods.isBaseline(day) ? .baseline : nil
    }
    guard isEvent else { return nil }
    switch period.controls {
    case .all: return .background
    case .places(let places): return places.contains(place) ? .background : nil
    }
  }

  private func count(
    _ words: Set<String>, as role: Role, in corpus: inout Corpus, example: UInt64?
  ) {
    for word in words {
      switch role {
      case .event:
        corpus.words[word, default: Counts()].event += 1
        corpus.eventTotal += 1
        if let example { corpus.words[word]?.keep(example) }
      case .baseline:
        corpus.words[word, default: Counts()].baseline += 1
        corpus.baselineTotal += 1
      case .background:
        corpus.words[word, default: Counts()].background += 1
        corpus.backgroundTotal += 1
      }
    }
    if corpus.words.count > Self.wordLimit {
      // Words of a single text can never stand out.
      corpus.words = corpus.words.filter {
        $0.value.event + $0.value.baseline + $0.value.background > 1
      }
    }
  }

  /// Runs of three to twenty letters, in lower case.
  private static func words(_ text: [UInt8]) -> Set<String> {
    var result: Set<String> = []
    var start = 0
    var hasDigit = false
    func isPart(_ byte: UInt8) -> Bool {
      byte >= 0x80 || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || (0x30...0x39).contains(byte)
    }
    for offset in 0...text.count {
      if offset < text.count, isPart(text[offset]) {
        if (0x30...0x39).contains(text[offset]) { hasDigit = true }
        continue
      }
      if !hasDigit, (3...40).contains(offset - start) {
        let word = String(decoding: text[start..<offset], as: UTF8.self).lowercased()
        if (3...20).contains(word.count) { result.insert(word) }
      }
      start = offset + 1
      hasDigit = false
    }
    return result
  }
}

extension TermCollector.Counts {
  /// Keeps the three smallest, so that the order of the input does not matter.
  fileprivate mutating func keep(_ fingerprint: UInt64) {
    guard !examples.contains(fingerprint) else { return }
    examples.append(fingerprint)
    examples.sort()
    if examples.count > 3 { examples.removeLast() }
  }
}
