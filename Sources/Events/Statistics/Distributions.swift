internal import Foundation

/// Distribution functions that the estimates rest on.
enum Distributions {
  /// Share of the standard normal distribution below `x`.
  static func normalCDF(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  /// Chance of a standard normal value at least as far from zero as `z`.
  static func normalTwoSided(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

  /// The value below which the share `p` of the standard normal distribution lies.
  ///
  /// Source: P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution
  /// function", followed by two steps of Halley's method.
  static func normalQuantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p <= 0 ? -.infinity : .infinity }
    var x = acklam(p)
    for _ in 0..<2 {
      let error = normalCDF(x) - p
      let step = error * (2 * Double.pi).squareRoot() * exp(x * x / 2)
      x -= step / (1 + x * step / 2)
    }
    return x
  }

  private static func acklam(_ p: Double) -> Double {
    func tail(_ q: Double) -> Double {
      let c = [
        -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838, -2.549732539343734,
        4.374664141464968, 2.938163982698783,
      ]
      let d = [
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996, 3.754408661907416,
      ]
      let numerator = c.reduce(0) { $0 * q + $1 }
      return numerator / (d.reduce(0) { $0 * q + $1 } * q + 1)
    }
    if p < 0.02425 { return tail((-2 * log(p)).squareRoot()) }
    if p > 0.97575 { return -tail((-2 * log(1 - p)).squareRoot()) }
    let a = [
      -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
      1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239,
    ]
    let b = [
      -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
      6.680131188771972e+01, -1.328068155288572e+01,
    ]
    let q = p - 0.5
    let r = q * q
    return a.reduce(0) { $0 * r + $1 } * q / (b.reduce(0) { $0 * r + $1 } * r + 1)
  }

  /// Chance of a Student's t value at least as far from zero as `t`.
  ///
  /// - Parameter degrees: more than 0; infinite means the normal distribution.
  static func studentTwoSided(_ t: Double, degrees: Double) -> Double {
    if degrees.isInfinite { return normalTwoSided(t) }
    if t.isNaN { return .nan }
    return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)
  }

  /// The t value that a share `confidence` of Student's distribution lies within, either side of 0.
  static func studentInterval(_ confidence: Double, degrees: Double) -> Double {
    if degrees.isInfinite { return normalQuantile((1 + confidence) / 2) }
    let target = 1 - confidence
    var low = 0.0
    var high = 2.0
    while studentTwoSided(high, degrees: degrees) > target, high < 1e9 { high *= 2 }
    for _ in 0..<200 where high - low > 1e-14 * high {
      let middle = (low + high) / 2
      if studentTwoSided(middle, degrees: degrees) > target { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The regularised incomplete beta function.
  ///
  /// Source: DLMF 8.17.22, the continued fraction, by Lentz's method.
  static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let front = exp(
      logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x))
    return x < (a + 1) / (a + b + 2)
      ? front * betaFraction(x, a, b) / a : 1 - front * betaFraction(1 - x, b, a) / b
  }

  private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    func safe(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
    var c = 1.0
    var d = 1 / safe(1 - (a + b) * x / (a + 1))
    var fraction = d
    for step in 1...500 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / safe(1 + even * d)
      c = safe(1 + even / c)
      fraction *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / safe(1 + odd * d)
      c = safe(1 + odd / c)
      let change = d * c
      fraction *= change
      if abs(change - 1) < 1e-15 { break }
    }
    return fraction
  }

  /// Logarithm of the gamma function of a positive value.
  static func logGamma(_ x: Double) -> Double { lgamma(x).0 }

  /// First derivative of `logGamma`. Source: DLMF 5.5.2 and 5.11.2.
  static func digamma(_ value: Double) -> Double {
    var x = value
    var sum = 0.0
    while x < 12 {
      sum -= 1 / x
      x += 1
    }
    let r = 1 / (x * x)
    let series =
      r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r * (1.0 / 132)))))
    return sum + log(x) - 0.5 / x - series
  }

  /// Second derivative of `logGamma`. Source: DLMF 5.15.5 and 5.15.8.
  static func trigamma(_ value: Double) -> Double {
    var x = value
    var sum = 0.0
    while x < 12 {
      sum += 1 / (x * x)
      x += 1
    }
    let r = 1 / (x * x)
    let series = 1.0 / 6 - r * (1.0 / 30 - r * (1.0 / 42 - r * (1.0 / 30 - r * (5.0 / 66))))
    return sum + 1 / x + r / 2 + r / x * series
  }
}
