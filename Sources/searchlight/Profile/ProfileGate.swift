import Foundation

/// Compares a profile with an earlier one of the same corpus, by counts alone.
struct ProfileGate {
  /// The largest allowed growth: 0.1 is a tenth.
  let most: Double

  /// Growth of fewer than this many is noise of a small corpus.
  private static let leastGrowth = 16

  /// A count that grew.
  struct Regression: Equatable {
    var name: String
    var count: String
    var before: Int
    var now: Int
  }

  /// Reads `10%` or `0.1`.
  static func share(_ text: String) -> Double? {
    let isPercent = text.hasSuffix("%")
    guard let value = Double(isPercent ? String(text.dropLast()) : text), value >= 0,
      value.isFinite
    else { return nil }
    return isPercent ? value / 100 : value
  }

  /// What grew by more than allowed: rules that were there before, packs that were there before,
  /// and all rules together, new ones included.
  func regressions(_ profile: RuleProfile, since baseline: RuleProfile) -> [Regression] {
    func compare(_ now: [RuleProfile.Cost], _ before: [RuleProfile.Cost]) -> [Regression] {
      let earlier = Dictionary(
        before.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      return now.flatMap { cost -> [Regression] in
        guard let old = earlier[cost.name] else { return [] }
        return zip(cost.gated, old.gated).compactMap { new, old in
          let limit = Double(old.value) * (1 + most)
          guard Double(new.value) > limit, new.value - old.value >= Self.leastGrowth else {
            return nil
          }
          return Regression(name: cost.name, count: new.name, before: old.value, now: new.value)
        }
      }
    }
    return compare([profile.total], [baseline.total]) + compare(profile.packs, baseline.packs)
      + compare(profile.rules, baseline.rules)
  }
}

extension ProfileGate.Regression: CustomStringConvertible {
  var description: String {
    let growth =
      before == 0
      ? "from none" : String(format: "%+.1f %%", (Double(now) / Double(before) - 1) * 100)
    return "\(name): error: \(count) grew from \(before) to \(now) (\(growth))"
  }
}
