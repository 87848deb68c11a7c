internal import Foundation

/// An input of a report, so that the same report can be made again.
package struct ReportInput: Sendable {
  /// As named by the user.
  package var path: String
  /// Bytes as they lie on disk.
  package var byteCount: Int
  /// SHA-256 of those bytes, hexadecimal; nil where it could not be read to its end.
  package var sha256: String?

  /// Takes the parts as they are.
  package init(path: String, byteCount: Int, sha256: String?) {
    self.path = path
    self.byteCount = byteCount
    self.sha256 = sha256
  }
}

/// Everything that a report says, in whatever form.
package struct EventReport {
  /// What was asked of and about.
  package let analyst: Analyst
  /// To every question, in order.
  package let answers: [Answer]
  /// Whether small counts are masked.
  package let isPublic: Bool
  let terms: [[SalientTerm]]
  let inputs: [ReportInput]
  let version: String

  /// Asks all questions.
  ///
  /// - Parameters:
  ///   - terms: the words of findings; nil for tables.
  ///   - version: of the program.
  package init(
    _ analyst: Analyst, terms: TermCollector?, inputs: [ReportInput], isPublic: Bool,
    version: String, progress: (Int, Int) -> Void = { _, _ in }
  ) {
    self.analyst = analyst
    self.isPublic = isPublic
    self.inputs = inputs
    self.version = version
    self.terms =
      terms.map { $0.corpora.map(SalientTerm.all) } ?? analyst.definitions.events.map { _ in [] }
    let answers = analyst.answers(progress: progress)
    self.answers =
      isPublic ? answers.map { $0.masked(below: TidyTable.maskLimit) } : answers
  }

  func sentence(_ answer: Answer) -> String {
    Sentence(
      answer, panel: analyst.panel, definitions: analyst.definitions, isPublic: isPublic
    ).text
  }

  /// The answers as text: those about ads and all that say rose or fell, or `all`.
  package func summary(all: Bool) -> String {
    var lines: [String] = []
    for answer in answers {
      let isMain = answer.question.metric.id == Metric.ads.id
      guard all || isMain || answer.verdict == .rose || answer.verdict == .fell else { continue }
      lines.append(sentence(answer))
    }
    let counts = [Verdict.rose, .fell, .noEvidence].map { verdict in
      "\(answers.count { $0.verdict == verdict }) \(verdict.name)"
    }
    let untold = answers.count { answer in
      if case .cannotBeTold = answer.verdict { true } else { false }
    }
    lines.append(
      "\(answers.count) questions: \(counts.joined(separator: ", ")), \(untold) cannot-be-told.")
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A word that the event's texts have more of than those of the baseline.
struct SalientTerm: Sendable {
  var word: String
  var event: Int
  var baseline: Int
  var delta: Double
  var z: Double
  /// Fingerprints of texts with the word, at most three.
  var examples: [UInt64]

  /// Pseudo-counts of all words together.
  static let priorTotal = 500.0
  private static let listLimit = 15
  private static let leastTexts = 5
  static let leastZ = 2.5

  /// The words that stand out most, first by z.
  static func all(_ corpus: TermCollector.Corpus) -> [SalientTerm] {
    let total = Double(corpus.eventTotal + corpus.baselineTotal + corpus.backgroundTotal)
    guard corpus.eventTotal > 0, corpus.baselineTotal > 0 else { return [] }
    let odds = LogOdds(
      firstTotal: Double(corpus.eventTotal), secondTotal: Double(corpus.baselineTotal),
      priorTotal: priorTotal)
    let terms = corpus.words.compactMap { word, counts -> SalientTerm? in
      guard counts.event >= leastTexts else { return nil }
      let all = Double(counts.event + counts.baseline + counts.background)
      let found = odds.word(
        first: Double(counts.event), second: Double(counts.baseline),
        prior: priorTotal * all / total)
      guard found.z >= leastZ else { return nil }
      return SalientTerm(
        word: word, event: counts.event, baseline: counts.baseline, delta: found.delta,
        z: found.z, examples: counts.examples)
    }
    return Array(terms.sorted { $0.z != $1.z ? $0.z > $1.z : $0.word < $1.word }.prefix(listLimit))
  }
}

extension EventDefinitions {
  /// Events and their places as a table for people.
  package var listing: String {
    var text = ""
    for event in events {
      let zone = event.places.first.flatMap { place($0)?.timeZone } ?? "UTC"
      let names = event.places.map { place($0)?.name ?? $0 }.joined(separator: ", ")
      text += "\(event.id)\t\(event.name)\t\(names)\t"
      text += DayText.range(EventPeriods.days(of: event, in: zone)) + "\n"
    }
    return text
  }
}
