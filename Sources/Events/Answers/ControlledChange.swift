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
  /// Log of the host's rate ratio to its own baseline, from a negative binomial regression.
  let ownRate: Coefficient
  /// The dispersion of that regression.
  let dispersion: Double
  /// The change against the controls, and how far it tells the host from them.
  let evidence: Evidence
  /// The period's mean against the same weekdays' baseline, in robust standard errors.
  let robustZ: Double?
  /// The same of the place's share of all places.
  let shareZ: Double?
  let differences: [Difference]
  let synthetic: SyntheticTest?
  /// When the change seems to have begun, as an index of the axis.
  let began: Int?
  /// What share of the period's bins could be used.
  let coverage: Double
  /// The relative rise that would have been seen four times in five.
  let detectable: Double

  /// What was counted in the period and what was usual.
  struct Period: Sendable {
    var observed: Double
    var expected: Double
    var ratio: Double { expected > 0 ? observed / expected : 0 }
  }

  /// How many places the controls are.
  var controlCount: Int { evidence.controlCount }
  /// Log of the host's ratio over the controls' ratio, a trend between them taken out.
  var relative: Coefficient { evidence.relative }
  var placebo: PlaceboTest { evidence.placebo }
}
