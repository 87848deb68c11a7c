/// How far reviewers agree beyond chance.
package enum Agreement {
  /// Cohen's kappa of two reviewers over the items both labelled; nil where they share none or
  /// chance alone would make them agree always.
  ///
  /// Source: J. Cohen, "A coefficient of agreement for nominal scales" (1960).
  package static func cohensKappa(_ pairs: [(Double, Double)]) -> Double? {
    guard !pairs.isEmpty else { return nil }
    let n = Double(pairs.count)
    let observed = Double(pairs.count { $0.0 == $0.1 }) / n
    var left: [Double: Double] = [:]
    var right: [Double: Double] = [:]
    for pair in pairs {
      left[pair.0, default: 0] += 1 / n
      right[pair.1, default: 0] += 1 / n
    }
    let expected = left.keys.sorted().reduce(0) { $0 + (left[$1] ?? 0) * (right[$1] ?? 0) }
    return expected == 1 ? nil : (observed - expected) / (1 - expected)
  }

  /// What a disagreement of two labels weighs.
  package enum Scale: String, Sendable {
    /// Different is different.
    case nominal
    /// The square of the difference.
    case interval
  }

  /// Krippendorff's alpha over items with any number of labels; items with one label say nothing.
  /// Nil where nothing is paired or all labels are one value.
  ///
  /// Source: K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011).
  package static func krippendorffsAlpha(_ items: [[Double]], scale: Scale) -> Double? {
    func distance(_ a: Double, _ b: Double) -> Double {
      switch scale {
      case .nominal: a == b ? 0 : 1
      case .interval: (a - b) * (a - b)
      }
    }
    let paired = items.filter { $0.count > 1 }
    var totals: [Double: Double] = [:]
    var observed = 0.0
    for labels in paired {
      for label in labels { totals[label, default: 0] += 1 }
      for (number, first) in labels.enumerated() {
        for second in labels[(number + 1)...] {
          observed += 2 * distance(first, second) / Double(labels.count - 1)
        }
      }
    }
    let n = totals.values.reduce(0, +)
    guard n > 1 else { return nil }
    let values = totals.sorted { $0.key < $1.key }
    var expected = 0.0
    for (first, firstCount) in values {
      for (second, secondCount) in values {
        expected += firstCount * secondCount * distance(first, second)
      }
    }
    expected /= n - 1
    return expected == 0 ? nil : 1 - observed / expected
  }
}
