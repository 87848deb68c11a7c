internal import Foundation
internal import Model

/// How a period differs from its baseline, always together with how the controls differ.
///
/// This is the only holder of a change in the program, and it cannot be made without a
/// `ControlGroup`, which is never empty: there is no way to print a change without its control.
package struct ControlledChange: Sendable {
  /// The host's own numbers.
  let host: Period
  /// The controls' numbers, all of them together.
  let control: Period
  /// How many places the controls are.
  let controlCount: Int
  /// Log of the host's rate ratio to its own baseline, from a negative binomial regression.
  let ownRate: Coefficient
  /// The dispersion of that regression.
  let dispersion: Double
  /// Log of the host's ratio over the controls' ratio, a trend between them taken out.
  let relative: Coefficient
  /// The period's mean against the same weekdays' baseline, in robust standard errors.
  let robustZ: Double?
  /// The same of the place's share of all places.
  let shareZ: Double?
  let differences: [Difference]
  let placebo: PlaceboTest
  let synthetic: SyntheticTest?
  /// Whether the place was collected badly for days in its baseline, or in the event otherwise than
  /// in the baseline.
  let collectionChanged: Bool
  /// When the change seems to have begun, as an index of the axis.
  let began: Int?
  /// What share of the period's bins could be used.
  let coverage: Double
  /// The relative rise that would have been seen four times in five.
  let detectable: Double

  /// How much better the numbers fit a change of the host alone than one that all places share:
  /// twice the logarithm of the ratio of likelihoods, from normal deviations.
  ///
  /// The host's deviation from its controls speaks against a shared change, and the deviation of the
  /// controls themselves, where it goes the same way, for it. The former is that of the regression
  /// or of the placebos, whichever is less; and it counts less where the numbers are too small to
  /// show any change that is to be expected, for what stands out there is mostly chance. Source: the
  /// exponent of the Bayes factor of Wakefield 2009, with a prior deviation of log 1.4.
  var evidence: Double {
    let alone = min(
      Distributions.normalQuantile(1 - max(relative.p, 1e-300) / 2), abs(placebo.statistic))
    let common = placebo.controls
    let shared = common.change * relative.estimate > 0 ? common.statistic : 0
    let error = alone > 0 ? abs(relative.estimate) / alone : 0
    let prior = Self.priorDeviation * Self.priorDeviation
    return alone * alone * prior / (prior + error * error) - shared * shared
  }

  private static let priorDeviation = log(1.4)

  /// How far the controls would have moved, in their standard errors, had they shared the change.
  /// Where it is little, they cannot show that they did not.
  var resolution: Double {
    let error = placebo.controls.standardError
    return error > 0 ? abs(relative.estimate) / error : 0
  }

  /// What was counted in the period and what was usual.
  struct Period: Sendable {
    var observed: Double
    var expected: Double
    var ratio: Double { expected > 0 ? observed / expected : 0 }
  }

  init(
    host: Period, control: Period, group: ControlGroup, ownRate: Coefficient, dispersion: Double,
    relative: Coefficient, robustZ: Double?, shareZ: Double?,
    differences: [Difference],
    placebo: PlaceboTest, synthetic: SyntheticTest?, collectionChanged: Bool, began: Int?,
    coverage: Double,
    detectable: Double
  ) {
    self.host = host
    self.control = control
    controlCount = group.places.count
    self.ownRate = ownRate
    self.dispersion = dispersion
    self.relative = relative
    self.robustZ = robustZ
    self.shareZ = shareZ
    self.differences = differences
    self.placebo = placebo
    self.synthetic = synthetic
    self.collectionChanged = collectionChanged
    self.began = began
    self.coverage = coverage
    self.detectable = detectable
  }
}
