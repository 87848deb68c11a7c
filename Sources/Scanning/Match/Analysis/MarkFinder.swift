/// Code points outside ASCII one of which every match of a pattern holds, such as an emoji.
///
/// Folding meets them one by one in any case, so they lead to a rule without any run of symbols.
struct Mark: Hashable, Sendable {
  /// More code points than these in place of one are not worth listing.
  static let listLimit = 40

  var scalar: UInt32
  /// How far behind the start of a match it stands, in code points.
  var low: Int
  var high: Int
}

extension PatternNode {
  /// The marks of the pattern; nil if a match may hold none, or tells too little of where it
  /// starts.
  func marks() -> [Mark]? {
    switch self {
    case .empty, .assertion: return nil
    case .set(let set):
      // Without kinds the exceptions are the members.
      guard set.ascii == 0, set.kinds == 0, !set.hasEdge, !set.exceptions.isEmpty,
        set.exceptions.count <= Mark.listLimit
      else { return nil }
      return set.exceptions.map { Mark(scalar: $0, low: 0, high: 0) }
    case .repetition(let node, let count): return count.minimum > 0 ? node.marks() : nil
    case .choice(let nodes):
      var marks: [Mark] = []
      for node in nodes {
        guard let found = node.marks() else { return nil }
        marks += found
      }
      return marks.count <= Mark.listLimit ? marks : nil
    case .sequence(let nodes):
      var before = LengthRange(minimum: 0, maximum: 0)
      for node in nodes {
        guard let maximum = before.maximum, maximum - before.minimum <= FactorChooser.spreadLimit
        else { return nil }
        if let found = node.marks() {
          return found.map {
            Mark(scalar: $0.scalar, low: $0.low + before.minimum, high: $0.high + maximum)
          }
        }
        before = before + node.lengths
      }
      return nil
    }
  }
}
