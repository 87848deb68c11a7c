/// One item of a path, in one machine word: paths are many and are copied a lot.
struct PathItem: Hashable, Sendable, BitwiseCopyable {
  private enum Kind: UInt32 {
    case symbols, gap, condition
  }

  /// Of a gap without an upper end, in place of the most code points.
  private static let endless: UInt32 = (1 << 30) - 1

  /// The mask, the fewest code points of a gap, or the number of a condition.
  private let first: UInt32
  /// Two bits for the kind; above them the most code points of a gap.
  private let second: UInt32

  private init(_ kind: Kind, _ first: UInt32, most: UInt32 = 0) {
    self.first = first
    second = most << 2 | kind.rawValue
  }

  /// One code point whose folded symbol is in the mask.
  static func symbols(_ mask: UInt32) -> PathItem { PathItem(.symbols, mask) }

  /// Any code points, at least `minimum` and at most `maximum` of them; nil: without end.
  static func gap(minimum: Int, maximum: Int?) -> PathItem {
    PathItem(.gap, UInt32(minimum), most: maximum.map { UInt32($0) } ?? endless)
  }

  /// A condition on the symbols round this place.
  static func condition(_ number: Int) -> PathItem { PathItem(.condition, UInt32(number)) }

  private var kind: UInt32 { second & 3 }

  /// Whether it is one code point of known symbols.
  var isSymbols: Bool { kind == Kind.symbols.rawValue }
  /// Whether it is a condition.
  var isCondition: Bool { kind == Kind.condition.rawValue }
  /// The number of the condition; nil for other items.
  var condition: Int? { isCondition ? Int(first) : nil }
  /// The folded symbols of one code point; all of them next to a gap or a condition.
  var mask: UInt32 { isSymbols ? first : FoldedAlphabet.fullMask }
  /// Of a gap: the fewest code points.
  var minimum: Int { Int(first) }
  /// Of a gap: the most code points; nil without end.
  var maximum: Int? { second >> 2 == Self.endless ? nil : Int(second >> 2) }
  /// Equal for equal items alone.
  var bits: UInt64 { UInt64(first) << 32 | UInt64(second) }
}
