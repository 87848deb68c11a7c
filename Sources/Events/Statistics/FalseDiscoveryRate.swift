/// The share of false answers among those that are called findings. Source: Benjamini & Hochberg
/// 1995.
package enum FalseDiscoveryRate {
  /// For each p value the smallest rate at which it would still be a finding; same order.
  package static func adjusted(_ p: [Double]) -> [Double] {
    let order = p.indices.sorted { p[$0] > p[$1] }
    var result = p
    var least = 1.0
    for (place, index) in order.enumerated() {
      let rank = Double(p.count - place)
      least = min(least, p[index] * Double(p.count) / rank)
      result[index] = least
    }
    return result
  }
}
