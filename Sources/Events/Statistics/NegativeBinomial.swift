internal import Foundation

/// A negative binomial regression with a log link (NB2: variance = mean + alpha · mean²), fitted by
/// maximum likelihood. Source: Cameron & Trivedi, Regression Analysis of Count Data, §3.3.
struct NegativeBinomial {
  /// On the log scale, with errors from the observed information.
  let coefficients: [Coefficient]
  /// The dispersion; 0 where counts vary no more than a Poisson process.
  let alpha: Double

  /// - Parameters:
  ///   - y: counts.
  ///   - offset: added to the linear predictor of each row.
  ///
  /// Returns nil where nothing was counted or columns depend on each other.
  init?(_ design: DesignMatrix, _ y: [Double], offset: [Double]? = nil) {
    let offset = offset ?? [Double](repeating: 0, count: y.count)
    guard y.count > design.columnCount, y.contains(where: { $0 > 0 }),
      var fit = Self.poisson(design, y, offset)
    else { return nil }
    let excess = zip(y, fit.means).reduce(0) { sum, pair in
      let difference = pair.0 - pair.1
      return sum + difference * difference - pair.0
    }
    guard excess > 0 else {
      guard let inverse = design.gram(weights: fit.means).inverse() else { return nil }
      alpha = 0
      coefficients = fit.beta.enumerated().map {
        Coefficient(estimate: $1, standardError: inverse[$0, $0].squareRoot())
      }
      return
    }
    let squares = fit.means.reduce(0) { $0 + $1 * $1 }
    // The shape a = 1/alpha, started from the method of moments.
    var shape = min(max(squares / excess, 1e-3), 1e7)
    for _ in 0..<200 {
      let before = (fit.beta, shape)
      shape = Self.bestShape(y, fit.means, from: shape)
      guard Self.improve(&fit, design, y, offset, shape: shape) else { return nil }
      let moved = zip(before.0, fit.beta).reduce(abs(log(shape / before.1))) {
        max($0, abs($1.0 - $1.1))
      }
      if moved < 1e-11 { break }
    }
    guard let errors = Self.standardErrors(design, y, fit.means, shape) else { return nil }
    alpha = 1 / shape
    coefficients = zip(fit.beta, errors).map { Coefficient(estimate: $0, standardError: $1) }
  }

  private struct Fit {
    var beta: [Double]
    var means: [Double]
  }

  /// The fit with no dispersion beyond Poisson, which the other starts from.
  private static func poisson(_ design: DesignMatrix, _ y: [Double], _ offset: [Double]) -> Fit? {
    let average = y.reduce(0, +) / Double(y.count)
    var means = y.map { ($0 + average) / 2 + 1e-8 }
    var beta: [Double] = []
    for _ in 0..<100 {
      let working = (0..<y.count).map {
        log(means[$0]) - offset[$0] + (y[$0] - means[$0]) / means[$0]
      }
      guard
        let next = design.gram(weights: means).solve(
          design.transposed(times: zip(working, means).map(*)))
      else { return nil }
      let moved = beta.isEmpty ? 1 : zip(beta, next).reduce(0) { max($0, abs($1.0 - $1.1)) }
      beta = next
      means = Self.means(design, beta, offset)
      if moved < 1e-12 { break }
    }
    return Fit(beta: beta, means: means)
  }

  private static func means(
    _ design: DesignMatrix, _ beta: [Double], _ offset: [Double]
  ) -> [Double] {
    // Beyond e^±30 a mean is as good as none or all, and its square would lose the rest.
    zip(design.times(beta), offset).map { exp(min(30, max(-30, $0 + $1))) }
  }

  /// Newton's method on the log of the shape, with the means held.
  private static func bestShape(_ y: [Double], _ means: [Double], from start: Double) -> Double {
    var logShape = log(start)
    for _ in 0..<50 {
      let a = exp(logShape)
      let (slope, curve) = shapeDerivatives(y, means, a)
      let (first, second) = (slope * a, curve * a * a + slope * a)
      let step = second < 0 ? -first / second : (first > 0 ? 0.5 : -0.5)
      logShape = min(18, max(-9, logShape + min(1, max(-1, step))))
      if abs(step) < 1e-13 { break }
    }
    return exp(logShape)
  }

  private static func shapeDerivatives(
    _ y: [Double], _ means: [Double], _ a: Double
  ) -> (slope: Double, curve: Double) {
    let (digamma, trigamma) = (Distributions.digamma(a), Distributions.trigamma(a))
    var (slope, curve) = (0.0, 0.0)
    for (count, mean) in zip(y, means) {
      let sum = a + mean
      slope += Distributions.digamma(count + a) - digamma - log1p(mean / a) + (mean - count) / sum
      curve +=
        Distributions.trigamma(count + a) - trigamma + mean / (a * sum)
        - (mean - count) / (sum * sum)
    }
    return (slope, curve)
  }

  /// One Newton step on the coefficients, with the shape held.
  private static func improve(
    _ fit: inout Fit, _ design: DesignMatrix, _ y: [Double], _ offset: [Double], shape a: Double
  ) -> Bool {
    let slopes = zip(y, fit.means).map { ($0 - $1) * a / (a + $1) }
    let weights = zip(y, fit.means).map { $1 * a * (a + $0) / ((a + $1) * (a + $1)) }
    guard let step = design.gram(weights: weights).solve(design.transposed(times: slopes)) else {
      return false
    }
    fit.beta = zip(fit.beta, step).map { $0 + min(2, max(-2, $1)) }
    fit.means = means(design, fit.beta, offset)
    return true
  }

  /// From the inverse of the observed information of coefficients and alpha together.
  private static func standardErrors(
    _ design: DesignMatrix, _ y: [Double], _ means: [Double], _ a: Double
  ) -> [Double]? {
    let size = design.columnCount
    var information = SymmetricMatrix(size: size + 1)
    for row in 0..<y.count {
      let (count, mean) = (y[row], means[row])
      let sum = a + mean
      let weight = mean * a * (a + count) / (sum * sum)
      let cross = mean * (count - mean) / (sum * sum) * a * a
      let values = design.row(row)
      information.addOuter(values + [0], scaledBy: weight)
      for (column, value) in values.enumerated() {
        information[column, size] += cross * value
        information[size, column] += cross * value
      }
    }
    let (slope, curve) = shapeDerivatives(y, means, a)
    information[size, size] = -(curve * a * a * a * a + 2 * slope * a * a * a)
    return information.inverse().map { inverse in
      (0..<size).map { inverse[$0, $0].squareRoot() }
    }
  }
}
