internal import Model

/// A place of the data.
package struct Place: Sendable, Equatable {
  /// The definition's id, or one made of the name.
  package var id: String
  /// For people.
  package var name: String
  /// Whether a file of events defines it.
  package var isDefined: Bool
  /// Whether the data name it.
  package var isNamed = false
}

/// What was counted, by place and time: the ground of all answers.
package struct Panel: Sendable {
  /// Days, weeks or months.
  package internal(set) var axis: TimeAxis
  /// In the order of their numbers.
  package internal(set) var places: [Place]
  /// Counts and rates.
  package internal(set) var metrics: [MetricSeries]
  /// Stated ages and prices.
  var distributions: [DistributionSeries] = []
  /// Where contacts came from and went to, by place and event; see `Moves`.
  var moves = Moves()

  /// The number of a place, by id.
  func place(_ id: String) -> Int? { places.firstIndex { $0.id == id } }
}

/// One quantity by place and bin.
package struct MetricSeries: Sendable {
  /// What is measured.
  package let metric: Metric
  let binCount: Int
  /// Place after place; NaN where the data have no row.
  private(set) var values: [Float]
  /// For rates the ads that they are a share of, laid out alike.
  private(set) var exposures: [Float]?
  /// Which of it can be read as counts of what was there.
  var coverage: CoverageMap

  init(
    metric: Metric, placeCount: Int, binCount: Int, fill: Float = 0, hasExposure: Bool = false
  ) {
    self.metric = metric
    self.binCount = binCount
    values = [Float](repeating: fill, count: placeCount * binCount)
    exposures = hasExposure ? values : nil
    coverage = CoverageMap(placeCount: placeCount, binCount: binCount)
  }

  /// What was counted; NaN without a row.
  subscript(place: Int, bin: Int) -> Double {
    get { Double(values[place * binCount + bin]) }
    set { values[place * binCount + bin] = Float(newValue) }
  }

  /// The ads that a rate is a share of; 1 for counts.
  func exposure(_ place: Int, _ bin: Int) -> Double {
    exposures.map { Double($0[place * binCount + bin]) } ?? 1
  }

  mutating func setExposure(_ place: Int, _ bin: Int, _ value: Double) {
    exposures?[place * binCount + bin] = Float(value)
  }
}

/// A quantity that can be asked about.
package struct Metric: Sendable, Hashable {
  /// The name in tables.
  package var id: String
  /// For sentences, plural: `ads`, `contacts never seen there before`.
  package var noun: String
  /// Whether it is counted against something, and shown per 1,000 of that.
  package var isRate: Bool { base != .nothing }
  /// What it is counted against.
  package var base: Base

  /// What a metric is counted against.
  package enum Base: Sendable, Hashable {
    /// It is a count.
    case nothing
    /// The ads of the same place and time.
    case ads
    /// How much was collected there and then, as the table says.
    case coverage

    /// For captions.
    var unit: String {
      switch self {
      case .nothing: ""
      case .ads: ", per 1,000 ads"
      case .coverage: ", per 1,000 units of coverage"
      }
    }
  }

  init(id: String, noun: String, per base: Base = .nothing) {
    self.id = id
    self.noun = noun
    self.base = base
  }

  static let ads = Metric(id: "ads", noun: "ads")
  static let texts = Metric(id: "texts", noun: "distinct texts")
  static let contacts = Metric(id: "contacts", noun: "distinct contacts")
  static let newContacts = Metric(id: "new-contacts", noun: "contacts never seen there before")
  static let farContacts = Metric(
    id: "far-contacts", noun: "contacts whose area code lies elsewhere")
  static let arriving = Metric(id: "arriving", noun: "contacts arriving from other places")
  static let leaving = Metric(id: "leaving", noun: "contacts leaving to other places")
  static let ages = Metric(id: "age", noun: "stated ages")

  static func family(_ name: String) -> Metric {
    Metric(id: "family." + name, noun: "ads with an indicator of family \(name)", per: .ads)
  }

  static func prices(_ currency: String) -> Metric {
    Metric(id: "hour-price", noun: "stated prices of an hour (\(currency))")
  }
}

/// How often each value was stated, by place and bin.
struct DistributionSeries: Sendable {
  let metric: Metric
  /// For each place and bin with values, place · binCount + bin: value, times stated.
  var cells: [Int: [Int: Int]]
}

/// Contacts seen in one place and within two weeks in another.
struct Moves: Sendable, Equatable {
  /// How many days may lie between two places.
  static let window = 14

  struct Move: Hashable, Sendable {
    var from: Int
    var to: Int
    /// The bin in which the contact was first seen in `to`.
    var bin: Int
  }

  /// How many contacts made each move; only moves that touch a host place are kept.
  var counts: [Move: Int] = [:]
}
