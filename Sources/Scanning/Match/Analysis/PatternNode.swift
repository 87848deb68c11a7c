/// A pattern as a tree, as far as matching needs it: groups are only their bodies.
indirect enum PatternNode: Sendable, Equatable {
  /// Nothing.
  case empty
  /// One code point.
  case set(SymbolSet)
  /// One after the other.
  case sequence([PatternNode])
  /// The first that leads to a match.
  case choice([PatternNode])
  /// Several times.
  case repetition(PatternNode, RepeatCount)
  /// Nothing, at some places only.
  case assertion(EdgeAssertion)
}

/// How often something repeats.
struct RepeatCount: Hashable, Sendable {
  var minimum: Int
  /// Nil: without end.
  var maximum: Int?
  /// Whether fewer are tried first.
  var isLazy: Bool
}

/// A condition on the two symbols round a place: any of the pairs must hold.
struct EdgeAssertion: Hashable, Sendable {
  /// One way to hold: the symbol before and the symbol behind the place lie in these sets.
  struct Pair: Hashable, Sendable {
    var before: SymbolSet
    var after: SymbolSet
  }

  var pairs: [Pair]

  /// Holds where the symbol behind the place is in `set`.
  static func after(_ set: SymbolSet) -> EdgeAssertion {
    EdgeAssertion(pairs: [Pair(before: .all, after: set)])
  }

  /// Holds where the symbol before the place is in `set`.
  static func before(_ set: SymbolSet) -> EdgeAssertion {
    EdgeAssertion(pairs: [Pair(before: set, after: .all)])
  }
}

/// How many code points a pattern matches.
struct LengthRange: Equatable, Sendable {
  /// Counts stop growing here.
  private static let limit = 1 << 20

  var minimum: Int
  /// Nil: without end, or too many to count.
  var maximum: Int?

  /// One behind the other.
  static func + (left: LengthRange, right: LengthRange) -> LengthRange {
    let maximum: Int? =
      if let first = left.maximum, let second = right.maximum, first + second <= limit {
        first + second
      } else { nil }
    return LengthRange(minimum: min(left.minimum + right.minimum, limit), maximum: maximum)
  }

  /// One or the other.
  func union(_ other: LengthRange) -> LengthRange {
    let maximum: Int? =
      if let first = maximum, let second = other.maximum { max(first, second) } else { nil }
    return LengthRange(minimum: min(minimum, other.minimum), maximum: maximum)
  }

  /// Several, one behind the other.
  func repeated(_ minimumCount: Int, _ maximumCount: Int?) -> LengthRange {
    let most: Int? =
      if maximum == 0 || maximumCount == 0 {
        0
      } else if let maximum, let maximumCount,
        maximum * maximumCount <= Self.limit
      { maximum * maximumCount } else { nil }
    return LengthRange(minimum: min(minimum * minimumCount, Self.limit), maximum: most)
  }
}

extension PatternNode {
  /// How many code points it matches; assertions match none.
  var lengths: LengthRange {
    switch self {
    case .empty, .assertion: LengthRange(minimum: 0, maximum: 0)
    case .set: LengthRange(minimum: 1, maximum: 1)
    case .sequence(let nodes):
      nodes.reduce(LengthRange(minimum: 0, maximum: 0)) { $0 + $1.lengths }
    case .choice(let nodes):
      nodes.dropFirst().reduce(nodes[0].lengths) { $0.union($1.lengths) }
    case .repetition(let node, let count):
      node.lengths.repeated(count.minimum, count.maximum)
    }
  }
}

extension PatternNode {
  /// Whether it matches without any code point: told sooner than all lengths.
  var canBeEmpty: Bool {
    switch self {
    case .empty, .assertion: true
    case .set: false
    case .sequence(let nodes): nodes.allSatisfy(\.canBeEmpty)
    case .choice(let nodes): nodes.contains(where: \.canBeEmpty)
    case .repetition(let node, let count): count.minimum == 0 || node.canBeEmpty
    }
  }
}
