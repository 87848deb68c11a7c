/// Sets of things numbered from 0 that only ever grow together. Four bytes a thing.
///
/// A set's root is its smallest member, whatever the order of unions.
struct UnionFind {
  /// Of each thing another of its set, or itself.
  private var parents: [UInt32]

  /// - Parameter count: that many things, each a set of its own.
  init(count: Int) { parents = Array(0..<UInt32(count)) }

  /// The root of the set that holds `thing`.
  mutating func root(of thing: UInt32) -> UInt32 {
    var thing = thing
    while true {
      let parent = parents[Int(thing)]
      if parent == thing { return thing }
      let grandparent = parents[Int(parent)]
      parents[Int(thing)] = grandparent
      thing = grandparent
    }
  }

  /// For each thing the root of its set.
  consuming func roots() -> [UInt32] {
    var roots = parents
    parents = []
    // A parent is never greater than its child, so it has its root by now.
    for thing in roots.indices { roots[thing] = roots[Int(roots[thing])] }
    return roots
  }

  /// Makes one set of two.
  mutating func unite(_ first: UInt32, _ second: UInt32) {
    let (left, right) = (root(of: first), root(of: second))
    if left < right { parents[Int(right)] = left } else { parents[Int(left)] = right }
  }

  /// Puts the sets aside in `file`, which is empty.
  func keep(in file: SpillFile) throws(ScoringError) { try file.append(records: parents) }

  /// Takes up the sets, as many things, that were put aside in `file`.
  mutating func restore(from file: SpillFile) throws(ScoringError) {
    try file.read(offset: 0, into: &parents)
  }

  /// Makes `thing` a set of its own; all other members of its set must be reset as well.
  mutating func reset(_ thing: UInt32) { parents[Int(thing)] = thing }
}
