package import Model

/// How a queue fares against reviewers' labels.
///
/// Only labelled items count: a measure over items that nobody has judged would be a guess.
package struct Evaluation: Sendable {
  /// One way to order the items, and how well it does.
  package struct Order: Sendable {
    /// `queue`, `number of matches`, `best single family` or `random`.
    package var name: String
    /// Nil for `random`, which has expectations only.
    package var metrics: RankingMetrics?
    /// Area under the precision-recall curve.
    package var averagePrecision: Double?
    /// Area under the receiver operating characteristic.
    package var rocArea: Double?
    /// Normalised discounted cumulative gain.
    package var ndcg: Double?
    /// Precision in the first k, one for each of `depths`.
    package var precisions: [Double?]
  }

  /// Items that share something, and how many of them are relevant.
  package struct Group: Sendable {
    /// A rule, family, band, language or word.
    package var name: String
    /// Relevant of all judged ones.
    package var precision: Proportion
    /// Those in the first `depths[0]` of the queue.
    package var inFirst: Int
  }

  /// Judged items by score, from the lowest bin to the highest.
  package struct CalibrationBin: Sendable {
    /// Lowest score in the bin.
    package var from: Points
    /// Highest score in the bin.
    package var through: Points
    /// Relevant of all.
    package var precision: Proportion
  }

  /// How deep precision is measured, ascending.
  package let depths: [Int]
  /// Items of the queue.
  package let queueCount: Int
  /// Labelled ids that the queue does not have.
  package let missingCount: Int
  /// Items whose reviewers are evenly divided; they are left out.
  package let disputedCount: Int
  /// Items with a label, in the order of the queue.
  package let items: [JudgedItem]
  /// Whether each of `items` is relevant.
  package let relevant: [Bool]
  /// The queue's order first, then the alternatives.
  package let orders: [Order]
  /// Five bins of equal size, fewer where scores tie.
  package let calibration: [CalibrationBin]
  /// By band, urgent first.
  package let bands: [Group]
  /// By id.
  package let families: [Group]
  /// By id.
  package let rules: [Group]
  /// Most frequent first.
  package let languages: [Group]
  /// Most frequent first.
  package let identityWords: [Group]
  /// Reviewers' labels.
  package let labels: LabelSet

  /// - Parameters:
  ///   - items: judged items in the order of the queue.
  ///   - queueCount: all items of the queue.
  ///   - relevantFrom: the least grade that counts as relevant, for graded labels.
  package init(
    _ items: [JudgedItem], labels: LabelSet, queueCount: Int, depths: [Int], relevantFrom: Double
  ) {
    var kept: [JudgedItem] = []
    var relevant: [Bool] = []
    for item in items {
      guard let isRelevant = labels.isRelevant(item.label, from: relevantFrom) else { continue }
      kept.append(item)
      relevant.append(isRelevant)
    }
    self.items = kept
    self.relevant = relevant
    self.labels = labels
    self.queueCount = queueCount
    self.depths = depths
    disputedCount = items.count - kept.count
    let found = Set(items.map(\.id))
    missingCount = labels.labels.keys.count { !found.contains($0) }
    orders = Self.orders(kept, relevant, depths)
    calibration = Self.bins(kept, relevant)
    let groups = Grouping(items: kept, relevant: relevant, first: depths.first ?? 0)
    bands = Band.allCases.reversed().map(\.name).compactMap { name in
      groups.group(name) { $0.band == name }
    }
    families = groups.byID { $0.families.map(\.id) }
    rules = groups.byID(\.rules)
    languages = groups.byCount { [$0.language] }
    identityWords = groups.byCount(\.identityWords)
  }

  private static func orders(
    _ items: [JudgedItem], _ relevant: [Bool], _ depths: [Int]
  ) -> [Order] {
    let labels = items.map(\.label)
    func order(_ name: String, _ scores: [Double]) -> Order {
      let metrics = RankingMetrics(scores: scores, labels: labels, relevant: relevant)
      return Order(
        name: name, metrics: metrics, averagePrecision: metrics.averagePrecision,
        rocArea: metrics.rocArea, ndcg: metrics.ndcg,
        precisions: depths.map { metrics.precision(at: $0) })
    }
    let relevantCount = relevant.count { $0 }
    let tied = RankingMetrics(
      scores: items.map { _ in 0 }, labels: labels, relevant: relevant)
    let random = Order(
      name: "random", metrics: nil,
      averagePrecision: RandomOrder.averagePrecision(relevant: relevantCount, count: items.count),
      rocArea: tied.rocArea, ndcg: tied.ndcg, precisions: depths.map { tied.precision(at: $0) })
    return [
      order("queue", items.map { -Double($0.rank) }),
      order("number of matches", items.map { Double($0.matchCount) }),
      order(
        "best single family",
        items.map { Double($0.families.map(\.points.thousandths).max() ?? 0) }),
      random,
    ]
  }

  private static func bins(_ items: [JudgedItem], _ relevant: [Bool]) -> [CalibrationBin] {
    let order = items.indices.sorted { items[$0].score < items[$1].score }
    let size = max(1, (order.count + 4) / 5)
    var bins: [CalibrationBin] = []
    var start = 0
    while start < order.count {
      var end = min(order.count, start + size)
      // Equal scores stay in one bin.
      while end < order.count, items[order[end]].score == items[order[end - 1]].score { end += 1 }
      bins.append(
        CalibrationBin(
          from: items[order[start]].score, through: items[order[end - 1]].score,
          precision: Proportion(
            order[start..<end].count { relevant[$0] }, of: end - start)))
      start = end
    }
    return bins
  }
}

/// Counts judged items by what they share.
private struct Grouping {
  let items: [JudgedItem]
  let relevant: [Bool]
  /// How many items from the front count as the first ones.
  let first: Int

  func group(_ name: String, _ belongs: (JudgedItem) -> Bool) -> Evaluation.Group? {
    let members = items.indices.filter { belongs(items[$0]) }
    guard !members.isEmpty else { return nil }
    return Evaluation.Group(
      name: name, precision: Proportion(members.count { relevant[$0] }, of: members.count),
      inFirst: members.count { $0 < first })
  }

  func byID(_ names: (JudgedItem) -> [String]) -> [Evaluation.Group] {
    var members: [String: [Int]] = [:]
    for (index, item) in items.enumerated() {
      for name in Set(names(item)) { members[name, default: []].append(index) }
    }
    return members.sorted { $0.key < $1.key }.map { name, indices in
      Evaluation.Group(
        name: name, precision: Proportion(indices.count { relevant[$0] }, of: indices.count),
        inFirst: indices.count { $0 < first })
    }
  }

  func byCount(_ names: (JudgedItem) -> [String]) -> [Evaluation.Group] {
    byID(names).sorted {
      ($1.precision.count, $0.name) < ($0.precision.count, $1.name)
    }
  }
}
