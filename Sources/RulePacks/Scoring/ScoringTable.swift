package import Model

/// What turns findings into a rank: families, composites and bands, with every name resolved to
/// the rules of one `RuleBook`. Source of the numbers: `scoring.yml` and overlays.
package struct ScoringTable: Sendable, Equatable {
  /// Rules that say the same kind of thing and share a ceiling.
  package struct Family: Sendable, Equatable {
    /// Such as `age.youth`.
    package var id: String
    /// The most points the family adds, and the most it takes away.
    package var cap: Points
    /// What the evidence behind it amounts to.
    package var grade: Grade
    /// False for families whose points never move an item across a band.
    package var countsForBands: Bool

    /// Takes the parts as they are.
    package init(id: String, cap: Points, grade: Grade, countsForBands: Bool = true) {
      self.id = id
      self.cap = cap
      self.grade = grade
      self.countsForBands = countsForBands
    }
  }

  /// Indicators that tell more together than alone.
  package struct Composite: Sendable, Equatable {
    /// Such as `composite.youth-obscured`.
    package var id: String
    /// Short, for people.
    package var name: String
    /// What was seen, and what innocent explanation exists.
    package var description: String
    /// When it holds.
    package var condition: Condition
    /// If set, the condition must hold for matches inside so many bytes of one field.
    package var withinBytes: Int?
    /// What it adds.
    package var points: Points
    /// Texts on which it must hold.
    package var examples: [String]
    /// Texts on which it must not hold.
    package var counterexamples: [String]

    /// Takes the parts as they are.
    package init(
      id: String, name: String = "", description: String = "", condition: Condition,
      withinBytes: Int? = nil, points: Points, examples: [String] = [],
      counterexamples: [String] = []
    ) {
      self.id = id
      self.name = name
      self.description = description
      self.condition = condition
      self.withinBytes = withinBytes
      self.points = points
      self.examples = examples
      self.counterexamples = counterexamples
    }
  }

  /// A condition over what matched.
  package indirect enum Condition: Sendable, Equatable {
    /// The rule matched.
    case rule(RuleIndex)
    /// Any rule of the family matched; index into `families`.
    case family(Int)
    /// The composite holds; index into `composites`, smaller than this one's own.
    case composite(Int)
    /// All hold.
    case all([Condition])
    /// At least one holds.
    case any([Condition])
    /// None holds.
    case none([Condition])
    /// At least `count` hold.
    case atLeast(count: Int, of: [Condition])
  }

  /// The least score of each band above `low`.
  package struct Bands: Sendable, Equatable {
    /// From here on an item is `medium`.
    package var medium: Points
    /// From here on an item is `high`.
    package var high: Points
    /// From here on an item is `urgent`.
    package var urgent: Points

    /// Takes the thresholds as they are.
    package init(medium: Points, high: Points, urgent: Points) {
      self.medium = medium
      self.high = high
      self.urgent = urgent
    }

    /// What holds where no `scoring.yml` was loaded.
    package static let standard = Bands(
      medium: Points(4), high: Points(8), urgent: Points(14))
  }

  /// SemVer text of `scoring.yml`; nil where none was loaded.
  package var version: String?
  /// By id.
  package var families: [Family]
  /// Index into `families` for each rule of the book.
  package var familyOfRule: [Int]
  /// Points for each rule of the book; zero for those that are not scored.
  package var weights: [Points]
  /// In an order in which each comes after those it names.
  package var composites: [Composite]
  /// Thresholds.
  package var bands: Bands
  /// How ads are linked, and what that adds.
  package var links: LinkTable
  /// Where families, composites and link signals are written, by id, and the links' cap as `links`;
  /// empty where no `scoring.yml` was read.
  package var places: [String: SourceLocation] = [:]
  /// Where overlays let families, composites and link signals weigh more, by id, and where they
  /// lowered bands, as `bands`.
  package var changes: [String: SourceLocation] = [:]

  /// All that scores depend on, as text: the same in every process, whatever the files' lines.
  package var identity: String {
    var table = self
    // The order of a dictionary is another in every process.
    table.places = [:]
    table.changes = [:]
    return "\(table)"
  }

  /// The family that the law puts first (TVPA: no force, fraud or coercion needs to be shown).
  package static let minorFamily = "age.minor"

  /// The most points a family adds where no `scoring.yml` says otherwise.
  package static let standardCap = Points(3.75)

  /// Takes the parts as they are.
  package init(
    version: String?, families: [Family], familyOfRule: [Int], weights: [Points],
    composites: [Composite], bands: Bands, links: LinkTable = LinkTable()
  ) {
    self.version = version
    self.families = families
    self.familyOfRule = familyOfRule
    self.weights = weights
    self.composites = composites
    self.bands = bands
    self.links = links
  }
}
