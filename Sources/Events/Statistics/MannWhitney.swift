internal import Foundation

/// The Mann-Whitney test of whether values of one sample tend to lie above those of another.
///
/// Agrees with SciPy's `mannwhitneyu`: `asymptotic` corrects for ties and continuity, `exact` is
/// for samples without ties. Source: Mann & Whitney 1947.
struct MannWhitney {
  /// Pairs in which the first sample's value is greater, ties counted as half.
  let u: Double
  /// Signed distance from no difference in standard errors, without continuity correction.
  let z: Double
  /// Two-sided.
  let asymptoticP: Double
  /// Two-sided; nil with ties, or where samples are too large for it to matter.
  let exactP: Double?
  /// Chance that a value of the first sample is above one of the second, ties counted as half.
  let superiority: Double

  /// Returns nil where a sample is empty.
  init?(_ first: [Double], _ second: [Double]) {
    func counts(_ values: [Double]) -> [Double: Int] {
      values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    self.init(counts(first), counts(second))
  }

  /// Takes samples as how often each value occurs.
  ///
  /// Returns nil where a sample is empty.
  init?(_ first: [Double: Int], _ second: [Double: Int]) {
    let (n, m) = (first.values.reduce(0, +), second.values.reduce(0, +))
    guard n > 0, m > 0 else { return nil }
    var ranks = 0.0
    var seen = 0
    var ties = 0.0
    for value in Set(first.keys).union(second.keys).sorted() {
      let mine = first[value] ?? 0
      let together = mine + (second[value] ?? 0)
      ranks += Double(mine) * (Double(seen) + Double(together + 1) / 2)
      let t = Double(together)
      ties += t * t * t - t
      seen += together
    }
    let (a, b) = (Double(n), Double(m))
    let total = a + b
    u = ranks - a * (a + 1) / 2
    superiority = u / (a * b)
    let tieShare = total > 1 ? ties / (total * (total - 1)) : 0
    let deviation = (a * b / 12 * (total + 1 - tieShare)).squareRoot()
    let distance = u - a * b / 2
    z = deviation > 0 ? distance / deviation : 0
    asymptoticP =
      deviation > 0
      ? min(1, Distributions.normalTwoSided(max(0, abs(distance) - 0.5) / deviation)) : 1
    exactP = ties == 0 && n * m <= 2500 ? Self.exact(max(u, a * b - u), n, m) : nil
  }

  /// Twice the chance of a U of at least `u`, at most 1.
  private static func exact(_ u: Double, _ n: Int, _ m: Int) -> Double {
    // ways[j][k]: arrangements of the values so far of the first sample and j of the second with
    // U = k. Only sums, so that nothing is lost to cancellation.
    var table = [[Double]](repeating: [1], count: m + 1)
    for i in 1...n {
      for j in 1...m {
        var sum = [Double](repeating: 0, count: i * j + 1)
        for (k, count) in table[j].enumerated() { sum[k + j] += count }
        for (k, count) in table[j - 1].enumerated() { sum[k] += count }
        table[j] = sum
      }
    }
    let ways = table[m]
    let all = ways.reduce(0, +)
    let tail = ways[Int(u.rounded(.up))...].reduce(0, +)
    return min(1, 2 * tail / all)
  }
}
