internal import Foundation

/// Log-odds of words between two corpora with an informative Dirichlet prior.
///
/// Source: Monroe, Colaresi & Quinn 2008, "Fightin' Words", equations 15, 16, 19 and 22.
struct LogOdds {
  /// Counts of all words together.
  let firstTotal: Double
  let secondTotal: Double
  /// Pseudo-counts of all words together.
  let priorTotal: Double

  /// How much a word belongs to the first corpus rather than to the second.
  struct Word {
    /// Difference of the log-odds; positive where the first corpus has more.
    var delta: Double
    /// Its standard error is 1 if nothing differs.
    var z: Double
  }

  /// - Parameters:
  ///   - first: how often the first corpus has the word.
  ///   - prior: its pseudo-count, more than 0.
  func word(first: Double, second: Double, prior: Double) -> Word {
    let (a, b) = (first + prior, second + prior)
    let delta =
      log(a / (firstTotal + priorTotal - a)) - log(b / (secondTotal + priorTotal - b))
    return Word(delta: delta, z: delta / (1 / a + 1 / b).squareRoot())
  }
}
