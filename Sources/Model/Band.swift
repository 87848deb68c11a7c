/// How soon a person should look at an item. By urgency, least first.
package enum Band: UInt8, CaseIterable, Comparable, Sendable, Hashable {
  /// Nothing, or little that stands alone.
  case low
  /// Two kinds of indicator together.
  case medium
  /// Several kinds together.
  case high
  /// Many kinds together, or a stated age that the law puts first.
  case urgent

  /// The name in `queue.jsonl`.
  package var name: String {
    switch self {
    case .low: "low"
    case .medium: "medium"
    case .high: "high"
    case .urgent: "urgent"
    }
  }

  package static func < (left: Band, right: Band) -> Bool { left.rawValue < right.rawValue }
}
