/// The parts of a document that rules read.
package enum Field: UInt8, CaseIterable, Sendable, Hashable {
  /// The heading of the ad.
  case title = 0
  /// The body of the ad.
  case text = 1

  /// The name used in rule files and in `findings.jsonl`.
  package var name: StaticString {
    switch self {
    case .title: "title"
    case .text: "text"
    }
  }
}

/// A set of fields, as a rule's `fields:` states it.
package struct FieldSet: OptionSet, Sendable, Hashable {
  /// Bit `n` stands for the field of raw value `n`.
  package let rawValue: UInt8

  /// Takes the bits as they are.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The heading only.
  package static let title = FieldSet(rawValue: 1)
  /// The body only.
  package static let text = FieldSet(rawValue: 2)
  /// Both: what a rule without `fields:` reads.
  package static let all: FieldSet = [.title, .text]

  /// Whether the set holds `field`.
  package func contains(_ field: Field) -> Bool { rawValue & (1 << field.rawValue) != 0 }
}
