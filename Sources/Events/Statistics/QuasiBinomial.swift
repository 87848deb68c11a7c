internal import Foundation

/// A logistic regression of shares whose spread is estimated from the data (Pearson's chi-square
/// over its degrees of freedom). Source: McCullagh & Nelder, Generalized Linear Models, §4.5.
struct QuasiBinomial {
  /// On the logit scale, with errors scaled by the dispersion and rows less columns degrees.
  let coefficients: [Coefficient]
  /// 1 where shares vary as coin tosses would.
  let dispersion: Double

  /// - Parameters:
  ///   - successes: for each row, at most `trials`.
  ///   - trials: rows with none are left out.
  ///   - minimumDispersion: 1 keeps a lucky smooth baseline from making errors small.
  ///   - prior: a column whose coefficient is known to lie around 0, and its standard deviation.
  ///
  /// Returns nil where rows are too few, or columns depend on each other, or all rows are alike in
  /// having none or only successes.
  init?(
    _ design: DesignMatrix, successes: [Double], trials: [Double], offset: [Double],
    minimumDispersion: Double = 0, prior: (column: Int, deviation: Double)? = nil
  ) {
    let kept = trials.indices.filter { trials[$0] > 0 }
    let columns = design.columnCount
    guard kept.count > columns else { return nil }
    var x = DesignMatrix(columnCount: columns)
    for row in kept { x.append(Array(design.row(row))) }
    let y = kept.map { successes[$0] }
    let n = kept.map { trials[$0] }
    let shift = kept.map { offset[$0] }
    guard y.contains(where: { $0 > 0 }), zip(y, n).contains(where: { $0 < $1 }) else { return nil }
    var shares = zip(y, n).map { ($0 + 0.5) / ($1 + 1) }
    var beta: [Double] = []
    var information = SymmetricMatrix(size: columns)
    let degrees = Double(kept.count - columns)
    var scale = max(minimumDispersion, 1)
    func addPrior() {
      guard let prior else { return }
      information[prior.column, prior.column] += scale / (prior.deviation * prior.deviation)
    }
    func pearson() -> Double {
      y.indices.reduce(0.0) { sum, row in
        let difference = y[row] - n[row] * shares[row]
        return sum + difference * difference / (n[row] * shares[row] * (1 - shares[row]))
      }
    }
    for _ in 0..<60 {
      let weights = zip(n, shares).map { $0 * $1 * (1 - $1) }
      let working = y.indices.map {
        log(shares[$0] / (1 - shares[$0])) - shift[$0] + (y[$0] - n[$0] * shares[$0]) / weights[$0]
      }
      information = x.gram(weights: weights)
      addPrior()
      guard let next = information.solve(x.transposed(times: zip(working, weights).map(*))) else {
        return nil
      }
      let moved = beta.isEmpty ? 1 : zip(beta, next).reduce(0) { max($0, abs($1.0 - $1.1)) }
      beta = next
      shares = zip(x.times(beta), shift).map {
        min(1 - 1e-12, max(1e-12, 1 / (1 + exp(-($0 + $1)))))
      }
      if prior != nil { scale = max(minimumDispersion, pearson() / degrees) }
      if moved < 1e-11 { break }
    }
    scale = max(minimumDispersion, pearson() / degrees)
    information = x.gram(weights: zip(n, shares).map { $0 * $1 * (1 - $1) })
    addPrior()
    guard let inverse = information.inverse() else { return nil }
    dispersion = scale
    coefficients = beta.enumerated().map {
      Coefficient(
        estimate: $1, standardError: (scale * inverse[$0, $0]).squareRoot(), degrees: degrees)
    }
  }
}
