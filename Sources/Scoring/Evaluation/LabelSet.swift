/// What reviewers said of items, by document id. Ids are compared exactly.
package struct LabelSet: Sendable {
  /// Labels of one item in the order they were read, each with its reviewer where one is named; of
  /// each named reviewer one at most.
  package private(set) var labels: [String: [(reviewer: String?, value: Double)]] = [:]
  /// Labels that gave way to another one of the same reviewer and item.
  package private(set) var replacedCount = 0

  /// No labels.
  package init() {}

  /// Adds one reviewer's label of an item. A reviewer who labels an item again thinks differently
  /// now: the last label counts. Labels without a name are one person's each.
  ///
  /// - Parameter value: 0 or more.
  package mutating func add(id: String, value: Double, reviewer: String?) {
    var own = labels[id] ?? []
    if reviewer != nil, let place = own.firstIndex(where: { $0.reviewer == reviewer }) {
      if own[place].value != value { replacedCount += 1 }
      own[place].value = value
    } else {
      own.append((reviewer, value))
    }
    labels[id] = own
  }

  /// Items with several labels of which at least one has no reviewer's name.
  package var namelessCount: Int {
    labels.values.count { $0.count > 1 && $0.contains { $0.reviewer == nil } }
  }

  /// The mean of an item's labels; nil where it has none.
  package func mean(of id: String) -> Double? {
    guard let values = labels[id], !values.isEmpty else { return nil }
    return values.reduce(0) { $0 + $1.value } / Double(values.count)
  }

  /// Whether any label is above 1 or between 0 and 1.
  package var isGraded: Bool {
    labels.values.contains { $0.contains { $0.value != 0 && $0.value != 1 } }
  }

  /// The label from which an item counts as relevant.
  ///
  /// Labels of 0 and 1 go by majority; `nil` is a tie, which counts as neither.
  package func isRelevant(_ mean: Double, from least: Double) -> Bool? {
    if isGraded { return mean >= least }
    return mean == 0.5 ? nil : mean > 0.5
  }

  /// Cohen's kappa for each pair of named reviewers who share items, by name.
  package var kappas: [(first: String, second: String, items: Int, kappa: Double?)] {
    let names = Set(labels.values.flatMap { $0.compactMap(\.reviewer) }).sorted()
    var result: [(first: String, second: String, items: Int, kappa: Double?)] = []
    for (number, first) in names.enumerated() {
      for second in names[(number + 1)...] {
        let pairs = labels.keys.sorted().compactMap { id -> (Double, Double)? in
          guard let values = labels[id],
            let left = values.first(where: { $0.reviewer == first }),
            let right = values.first(where: { $0.reviewer == second })
          else { return nil }
          return (left.value, right.value)
        }
        guard !pairs.isEmpty else { continue }
        result.append((first, second, pairs.count, Agreement.cohensKappa(pairs)))
      }
    }
    return result
  }

  /// Krippendorff's alpha over all items: nominal for labels of 0 and 1, interval for grades.
  package var alpha: Double? {
    Agreement.krippendorffsAlpha(
      labels.keys.sorted().map { (labels[$0] ?? []).map(\.value) },
      scale: isGraded ? .interval : .nominal)
  }
}
