package import Model

/// One item of a queue that people have labelled.
package struct JudgedItem: Sendable, Equatable {
  /// The document's id.
  package var id: String
  /// 1-based place in the queue.
  package var rank: Int
  /// Band by name, as in `queue.jsonl`.
  package var band: String
  /// The item's score.
  package var score: Points
  /// Ids of the rules that matched, each once, in order.
  package var rules: [String]
  /// Families that matched, with what each adds; in order of id.
  package var families: [(id: String, points: Points)]
  /// How many places the rules matched in altogether.
  package var matchCount: Int
  /// The mean of the reviewers' labels: 0 or 1, or a grade from 0 up.
  package var label: Double
  /// BCP 47, as guessed from the text; `und` where it cannot be told.
  package var language: String
  /// Nationality, ethnicity and gender words in the item, lower case, each once, in order.
  package var identityWords: [String]

  /// Takes the parts as they are.
  package init(
    id: String, rank: Int, band: String, score: Points, rules: [String],
    families: [(id: String, points: Points)], matchCount: Int, label: Double,
    language: String = "und", identityWords: [String] = []
  ) {
    self.id = id
    self.rank = rank
    self.band = band
    self.score = score
    self.rules = rules
    self.families = families
    self.matchCount = matchCount
    self.label = label
    self.language = language
    self.identityWords = identityWords
  }

  package static func == (left: JudgedItem, right: JudgedItem) -> Bool {
    left.id == right.id && left.rank == right.rank && left.label == right.label
  }
}
