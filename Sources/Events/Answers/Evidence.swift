internal import Foundation
internal import Model

/// How much better the numbers fit a change of one place alone than one that all places share, and
/// what that is enough for.
struct Evidence: Sendable {
  /// Log of the host's ratio over the controls' ratio, a trend between them taken out.
  let relative: Coefficient
  let placebo: PlaceboTest
  /// How many places the controls are.
  let controlCount: Int
  /// Whether the place was collected badly for days in its baseline, or in the event otherwise than
  /// in the baseline.
  let collectionChanged: Bool

  /// What a change at the host alone must have ahead of a change that all places share, where the
  /// controls would surely have shown that they share it; and more, where they would not, or where
  /// collection is known to have changed.
  static let least = 3.0
  private static let more = 12.0
  private static let (surely, hardly) = (4.8, 3.0)
  private static let priorDeviation = log(1.4)

  /// Twice the logarithm of the ratio of likelihoods.
  ///
  /// The host's deviation from its controls speaks against a shared change, and the deviation of the
  /// controls themselves, where it goes the same way, for it. The former is that of the regression
  /// or of the placebos, whichever is less; and it counts less where the numbers are too small to
  /// show any change that is to be expected, for what stands out there is mostly chance. Source: the
  /// exponent of the Bayes factor of Wakefield 2009, with a prior deviation of log 1.4.
  ///
  /// How far places wander is only known from so many stretches of their baselines as are as long as
  /// the period. So deviations follow Student's distribution and not the normal one, and a large one
  /// says less, the fewer the places and the shorter the baseline.
  var amount: Double {
    let alone = min(
      Distributions.normalQuantile(1 - max(relative.p, 1e-300) / 2), abs(placebo.statistic))
    let common = placebo.controls
    let shared = common.change * relative.estimate > 0 ? common.statistic : 0
    let error = alone > 0 ? abs(relative.estimate) / alone : 0
    let prior = Self.priorDeviation * Self.priorDeviation
    let degrees = max(1, placebo.stretchCount - 1)
    let deviance = (degrees + 1) * log1p(alone * alone / degrees)
    return deviance * prior / (prior + error * error) - shared * shared
  }

  /// How far the controls would have moved, in their standard errors, had they shared the change.
  /// Where it is little, they cannot show that they did not.
  private var resolution: Double {
    let error = placebo.controls.standardError
    return error > 0 ? abs(relative.estimate) / error : 0
  }

  /// How much is needed to tell the change from one that all places share.
  var needed: Double {
    // One control has nobody to show that it is not the strange one.
    needed(beyondDoubt: !collectionChanged && controlCount > 1)
  }

  private func needed(beyondDoubt: Bool) -> Double {
    let doubt = (Self.surely - resolution) / (Self.surely - Self.hardly)
    return Self.least + Self.more * (beyondDoubt ? min(1, max(0, doubt)) : 1)
  }

  /// Rose, fell, or no evidence of either.
  var direction: Verdict { direction(needed) }

  /// The same where one control was left out: that the others say the same does not rest on the ones
  /// that are left.
  var directionWithoutOne: Verdict { direction(needed(beyondDoubt: !collectionChanged)) }

  private func direction(_ needed: Double) -> Verdict {
    guard amount >= needed else { return .noEvidence }
    let effect = relative.estimate
    // Where all places moved together, a little more of it at one of them is no event; and where
    // the others moved the other way, theirs is the change.
    let (own, common) = (placebo.host, placebo.controls.change)
    if effect * common > 0 && abs(effect) < 0.75 * abs(common) { return .noEvidence }
    if own.change * effect < 0 || abs(own.change) < abs(effect) / 2 { return .noEvidence }
    // A place that stayed while its controls fell did not rise: the more they moved, the more must
    // the place have moved by itself.
    let opposite = effect * common < 0 ? placebo.controls.statistic : 0
    if own.statistic * own.statistic < 3.84 + min(12, opposite * opposite) { return .noEvidence }
    return effect > 0 ? .rose : .fell
  }
}
