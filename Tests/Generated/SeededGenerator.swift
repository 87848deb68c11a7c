internal import Foundation

/// A small random number generator whose sequence depends on its seed alone (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Equal seeds give equal sequences.
  package init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// From 0 up to but not including 1.
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// With mean 0 and standard deviation 1. Source: Box & Muller 1958.
  package mutating func normal() -> Double {
    (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
  }

  /// With mean `shape`, for shapes of at least 1. Source: Marsaglia & Tsang 2000.
  package mutating func gamma(shape: Double) -> Double {
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = pow(1 + c * x, 3)
      if v > 0, log(1 - uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
    }
  }

  /// A count, by adding up exponential waits.
  package mutating func poisson(_ mean: Double) -> Int {
    var left = mean
    var count = 0
    while true {
      left += log(1 - uniform())
      if left < 0 { return count }
      count += 1
    }
  }
}
