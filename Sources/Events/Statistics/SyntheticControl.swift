internal import Foundation

/// A mix of other places that follows one place before an event. Source: Abadie, Diamond &
/// Hainmueller 2010.
///
/// The mix is the point nearest to the target in the polytope of the donors, found exactly by
/// Wolfe's method. Source: Wolfe 1976, "Finding the nearest point in a polytope".
struct SyntheticControl {
  /// Weight of each donor: none negative, together 1.
  let weights: [Double]

  /// - Parameters:
  ///   - target: the place before the event, one value a period.
  ///   - donors: the others, as long as `target`; not empty.
  init(target: [Double], donors: [[Double]]) {
    let points = donors.map { donor in zip(donor, target).map { $0 - $1 } }
    let scale = max(1e-300, points.map(Self.norm).max() ?? 1)
    var corral = [points.indices.min { Self.norm(points[$0]) < Self.norm(points[$1]) } ?? 0]
    var shares = [1.0]
    for _ in 0..<(50 + 20 * max(target.count, 1)) {
      let here = Self.mix(points, corral, shares)
      let products = points.map { Self.dot($0, here) }
      guard let best = products.indices.min(by: { products[$0] < products[$1] }),
        products[best] < Self.dot(here, here) - 1e-13 * scale, !corral.contains(best)
      else { break }
      corral.append(best)
      shares.append(0)
      Self.settle(points, &corral, &shares)
    }
    var weights = [Double](repeating: 0, count: donors.count)
    for (donor, share) in zip(corral, shares) { weights[donor] = share }
    self.weights = weights
  }

  /// The mix of any series of the donors, one value a period.
  func mix(_ donors: [[Double]]) -> [Double] {
    guard let length = donors.first?.count else { return [] }
    var sum = [Double](repeating: 0, count: length)
    for (weight, donor) in zip(weights, donors) where weight > 0 {
      for period in 0..<length { sum[period] += weight * donor[period] }
    }
    return sum
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in 0..<a.count { sum += a[index] * b[index] }
    return sum
  }

  private static func norm(_ a: [Double]) -> Double { dot(a, a) }

  private static func mix(_ points: [[Double]], _ corral: [Int], _ shares: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: points[corral[0]].count)
    for (index, share) in zip(corral, shares) {
      let point = points[index]
      for place in 0..<point.count { sum[place] += share * point[place] }
    }
    return sum
  }

  /// Drops points until the nearest point of the plane through the rest lies among them.
  private static func settle(
    _ points: [[Double]], _ corral: inout [Int], _ shares: inout [Double]
  ) {
    while corral.count > 1 {
      guard let plane = nearestInPlane(corral.map { points[$0] }) else {
        // Points that depend on each other: the newest adds nothing.
        corral.removeLast()
        shares.removeLast()
        return
      }
      if plane.allSatisfy({ $0 > 1e-12 }) {
        shares = plane
        return
      }
      var step = 1.0
      for (old, new) in zip(shares, plane) where new <= 1e-12 && old > new {
        step = min(step, old / (old - new))
      }
      shares = zip(shares, plane).map { $0 + step * ($1 - $0) }
      let kept = shares.indices.filter { shares[$0] > 1e-12 }
      if kept.count == corral.count { return }
      corral = kept.map { corral[$0] }
      shares = kept.map { shares[$0] }
      let sum = shares.reduce(0, +)
      shares = shares.map { $0 / sum }
    }
    shares = [1]
  }

  /// Shares, together 1 and of any sign, of the point of their plane that is nearest to zero.
  private static func nearestInPlane(_ points: [[Double]]) -> [Double]? {
    // Relative to the first point, so that only the differences have to be independent.
    let size = points.count - 1
    let differences = points.dropFirst().map { point in zip(point, points[0]).map { $0 - $1 } }
    var gram = SymmetricMatrix(size: size)
    for row in 0..<size {
      for column in 0..<size { gram[row, column] = dot(differences[row], differences[column]) }
    }
    guard let rest = gram.solve(differences.map { -dot($0, points[0]) }) else { return nil }
    return [1 - rest.reduce(0, +)] + rest
  }
}
