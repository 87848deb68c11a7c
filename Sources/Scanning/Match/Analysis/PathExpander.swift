/// One item of a path. Plain numbers, as paths are copied a lot.
struct PathItem: Hashable, Sendable, BitwiseCopyable {
  private enum Kind: UInt8 {
    case symbols, gap, condition
  }

  private var kind: Kind
  /// Of a gap: whether it has no upper end.
  private(set) var isUnbounded = false
  /// The folded symbols of one code point; all of them next to a gap or a condition.
  private(set) var mask: UInt32
  /// The fewest and the most code points; of a condition, its number.
  private(set) var minimum: Int32 = 1
  private(set) var maximum: Int32 = 1

  /// One code point whose folded symbol is in the mask.
  static func symbols(_ mask: UInt32) -> PathItem { PathItem(kind: .symbols, mask: mask) }

  /// Any code points, at least `minimum` and at most `maximum` of them; nil: without end.
  static func gap(minimum: Int, maximum: Int?) -> PathItem {
    PathItem(
      kind: .gap, isUnbounded: maximum == nil, mask: FoldedAlphabet.fullMask,
      minimum: Int32(minimum), maximum: Int32(maximum ?? minimum))
  }

  /// A condition on the symbols round this place.
  static func condition(_ number: Int) -> PathItem {
    PathItem(kind: .condition, mask: FoldedAlphabet.fullMask, minimum: Int32(number), maximum: 0)
  }

  /// Whether it is one code point of known symbols.
  var isSymbols: Bool { kind == .symbols }
  /// Equal for equal items, and mostly not for others.
  var bits: UInt64 {
    (UInt64(mask) << 32 | UInt64(UInt32(bitPattern: minimum))) &* 31
      &+ UInt64(UInt32(bitPattern: maximum)) << 3 &+ UInt64(kind.rawValue)
  }
  /// The number of the condition; nil for other items.
  var condition: Int? { kind == .condition ? Int(minimum) : nil }
}

/// A path with a hash that takes one step an item.
private struct HashedPath: Hashable {
  let items: [PathItem]
  private let hash: UInt64

  init(_ items: [PathItem]) {
    self.items = items
    hash = items.reduce(0) { ($0 ^ $1.bits) &* 0x9E37_79B9_7F4A_7C15 }
  }

  static func == (left: HashedPath, right: HashedPath) -> Bool {
    left.hash == right.hash && left.items == right.items
  }

  func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

/// The masks of an assertion's pair.
struct MaskPair: Hashable, Sendable {
  var before: UInt32
  var after: UInt32
}

/// Spells a pattern out as paths: every match of the pattern follows one of them.
///
/// Paths may match more than the pattern. What would make too many of them becomes a gap.
struct PathExpander {
  /// The most paths of one pattern.
  static let pathLimit = 256
  /// What paths cost at least of which one holds no window that tells where a match starts.
  static let windowless = 1.0
  /// The longest run of one repeated item that is spelled out.
  private static let runLimit = 12

  private let registry: KindRegistry
  /// What finding paths costs.
  private let cost: ([[PathItem]]) -> Double
  private var masks: [SymbolSet: UInt32] = [:]
  private var conditions: [[MaskPair]] = []
  private var conditionNumbers: [EdgeAssertion: Int] = [:]

  /// The paths of `node`, where what tells where a match starts is worth spelling out.
  static func paths(
    of node: PatternNode, registry: KindRegistry, chooser: FactorChooser
  ) -> [[PathItem]] {
    paths(of: node, registry: registry) { chooser.cost(of: $0) }
  }

  /// The paths of `node`, each with one symbol of context before and behind it. Conditions have
  /// narrowed the symbols next to them and are gone. Empty if nothing can match.
  ///
  /// - Parameters:
  ///   - limit: the most paths.
  ///   - cost: tells which part of a pattern is worth spelling out where not all is.
  static func paths(
    of node: PatternNode, registry: KindRegistry, limit: Int = pathLimit,
    cost: @escaping ([[PathItem]]) -> Double
  ) -> [[PathItem]] {
    var expander = PathExpander(registry: registry, cost: cost)
    let paths = expander.expand(node, limit: limit)
    return expander.resolved(paths)
  }

  init(registry: KindRegistry, cost: @escaping ([[PathItem]]) -> Double) {
    self.registry = registry
    self.cost = cost
  }

  init(registry: KindRegistry, chooser: FactorChooser) {
    self.init(registry: registry) { chooser.cost(of: $0) }
  }

  /// Paths that can match, each once.
  func resolved(_ paths: [[PathItem]]) -> [[PathItem]] {
    var seen: Set<HashedPath> = []
    return paths.compactMap(resolve).filter { seen.insert(HashedPath($0)).inserted }
  }

  mutating func mask(of set: SymbolSet) -> UInt32 {
    if let mask = masks[set] { return mask }
    let mask = FoldedAlphabet.mask(of: set, registry: registry)
    masks[set] = mask
    return mask
  }

  private mutating func expand(_ node: PatternNode, limit: Int) -> [[PathItem]] {
    switch node {
    case .empty: return [[]]
    case .set(let set): return [[.symbols(mask(of: set))]]
    case .assertion(let assertion): return [[condition(assertion)]]
    case .choice(let nodes):
      for branchLimit in [limit, max(1, limit / nodes.count)] {
        var paths: [[PathItem]] = []
        for node in nodes { paths += expand(node, limit: branchLimit) }
        if paths.count <= limit { return paths }
      }
      return [gap(for: node)]
    case .sequence(let nodes): return expand(sequence: nodes, limit: limit)
    case .repetition(let node, let count): return expand(node, count, limit: limit)
    }
  }

  mutating func condition(_ assertion: EdgeAssertion) -> PathItem {
    var pairs: [MaskPair] = []
    if let number = conditionNumbers[assertion] { return .condition(number) }
    for pair in assertion.pairs {
      pairs.append(MaskPair(before: mask(of: pair.before), after: mask(of: pair.after)))
    }
    conditions.append(pairs)
    conditionNumbers[assertion] = conditions.count - 1
    return .condition(conditions.count - 1)
  }

  private mutating func expand(sequence nodes: [PatternNode], limit: Int) -> [[PathItem]] {
    var parts: [[[PathItem]]] = []
    for node in nodes { parts.append(expand(node, limit: limit)) }
    let whole = parts.reduce(1) { min($0 * $1.count, 1 << 30) }
    if whole <= limit { return parts.reduce([[]], Self.joined) }
    // Every match holds every part, so the run of parts with the rarest windows will do.
    let runs = Self.longestRuns(of: parts.map(\.count), limit: limit)
    func paths(of run: Range<Int>) -> [[PathItem]] {
      let before = Self.gap(of: nodes[..<run.lowerBound])
      let after = Self.gap(of: nodes[run.upperBound...])
      return Self.joined(
        Self.joined([before], parts[run].reduce([[]], Self.joined)), [after])
    }
    func somePaths(of run: Range<Int>) -> [[PathItem]] {
      let before = Self.gap(of: nodes[..<run.lowerBound])
      let after = Self.gap(of: nodes[run.upperBound...])
      return Self.sample(of: parts[run]).map { before + $0 + after }
    }
    guard runs.count > 1 else { return runs.first.map { paths(of: $0) } ?? [] }
    // Some paths tell which run it is, unless others turn out to hold no window.
    let best = cheapest(runs) { cost(resolved(somePaths(of: $0))) }
    if best.cost >= Self.windowless || cost(resolved(paths(of: best.run))) < Self.windowless {
      return paths(of: best.run)
    }
    return paths(of: cheapest(runs) { cost(resolved(paths(of: $0))) }.run)
  }

  /// The first of the runs, which are not none, that cost least.
  private func cheapest(
    _ runs: [Range<Int>], _ cost: (Range<Int>) -> Double
  ) -> (run: Range<Int>, cost: Double) {
    var best = (run: runs[0], cost: cost(runs[0]))
    for run in runs.dropFirst() {
      let price = cost(run)
      if price < best.cost { best = (run, price) }
    }
    return best
  }

  /// Paths through all parts in which each path of each part comes once at least.
  private static func sample(of parts: ArraySlice<[[PathItem]]>) -> [[PathItem]] {
    let most = parts.reduce(0) { max($0, $1.count) }
    return (0..<most).map { number in
      parts.reduce(into: []) { path, part in path += part[number % part.count] }
    }
  }

  /// Runs of parts whose paths are not too many together, none of them inside another.
  private static func longestRuns(of counts: [Int], limit: Int) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for start in counts.indices {
      var end = start
      var product = 1
      while end < counts.count, product * counts[end] <= limit {
        product *= counts[end]
        end += 1
      }
      if end > start, runs.last.map({ $0.upperBound < end }) ?? true { runs.append(start..<end) }
    }
    return runs
  }

  private static func gap(of nodes: ArraySlice<PatternNode>) -> [PathItem] {
    let lengths = nodes.reduce(LengthRange(minimum: 0, maximum: 0)) { $0 + $1.lengths }
    if lengths.maximum == 0 { return [] }
    return [.gap(minimum: lengths.minimum, maximum: lengths.maximum)]
  }

  private static func joined(_ left: [[PathItem]], _ right: [[PathItem]]) -> [[PathItem]] {
    if right.count == 1, right[0].isEmpty { return left }
    var paths: [[PathItem]] = []
    paths.reserveCapacity(left.count * right.count)
    for start in left { for end in right { paths.append(start + end) } }
    return paths
  }

  private mutating func expand(
    _ node: PatternNode, _ count: RepeatCount, limit: Int
  ) -> [[PathItem]] {
    let body = expand(node, limit: limit)
    var paths: [[PathItem]] = [[]]
    var copies = 0
    while copies < count.minimum {
      if body.count == 1 ? copies >= Self.runLimit : paths.count * body.count > limit {
        break
      }
      paths = Self.joined(paths, body)
      copies += 1
    }
    let rest = node.lengths.repeated(
      count.minimum - copies, count.maximum.map { $0 - copies })
    if copies == count.minimum, let maximum = count.maximum, maximum - copies <= 3 {
      var optional: [[PathItem]] = [[]]
      var current: [[PathItem]] = [[]]
      for _ in copies..<maximum {
        guard current.count * body.count <= limit else { break }
        current = Self.joined(current, body)
        optional += current
      }
      if optional.count * paths.count <= limit, isWhole(optional, body, maximum - copies) {
        return Self.joined(paths, optional)
      }
    }
    // The last of several code points of one set is worth keeping: it stands next to what follows.
    if case .set = node, copies == count.minimum, copies > 0, rest.maximum != 0 {
      let gap = PathItem.gap(minimum: 0, maximum: rest.maximum.map { $0 - 1 })
      return paths + paths.map { $0 + (rest.maximum == 1 ? [] : [gap]) + body[0] }
    }
    if rest == LengthRange(minimum: 0, maximum: 0) { return paths }
    return paths.map { path in
      guard rest.minimum > 0 else {
        return path + [.gap(minimum: 0, maximum: rest.maximum)]
      }
      return path + start(of: node, rest)
    }
  }

  /// Whether all numbers of copies were spelled out.
  private func isWhole(_ paths: [[PathItem]], _ body: [[PathItem]], _ copies: Int) -> Bool {
    var expected = 1
    var current = 1
    for _ in 0..<copies {
      current *= body.count
      expected += current
    }
    return paths.count == expected
  }

  /// A gap in place of `node`, behind the symbols it can start with.
  private mutating func gap(for node: PatternNode) -> [PathItem] {
    let lengths = node.lengths
    if lengths.minimum == 0 { return [.gap(minimum: 0, maximum: lengths.maximum)] }
    return start(of: node, lengths)
  }

  private mutating func start(of node: PatternNode, _ lengths: LengthRange) -> [PathItem] {
    var path: [PathItem] = [.symbols(firstSymbols(of: node))]
    if lengths.maximum != 1 {
      path.append(
        .gap(minimum: lengths.minimum - 1, maximum: lengths.maximum.map { $0 - 1 }))
    }
    return path
  }

  /// The symbols a non-empty match of `node` can start with, and perhaps more.
  private mutating func firstSymbols(of node: PatternNode) -> UInt32 {
    switch node {
    case .empty, .assertion: return 0
    case .set(let set): return mask(of: set)
    case .choice(let nodes):
      var mask: UInt32 = 0
      for node in nodes { mask |= firstSymbols(of: node) }
      return mask
    case .sequence(let nodes):
      var mask: UInt32 = 0
      for node in nodes {
        mask |= firstSymbols(of: node)
        if node.lengths.minimum > 0 { break }
      }
      return mask
    case .repetition(let node, _): return firstSymbols(of: node)
    }
  }

  /// Adds context and lets conditions narrow their neighbours; nil if one cannot hold.
  private func resolve(_ path: [PathItem]) -> [PathItem]? {
    var items: [PathItem] = []
    items.reserveCapacity(path.count + 2)
    items.append(.symbols(FoldedAlphabet.fullMask))
    var places: [(condition: Int, index: Int)] = []
    for item in path {
      if let condition = item.condition {
        places.append((condition, items.count))
      } else {
        items.append(item)
      }
    }
    items.append(.symbols(FoldedAlphabet.fullMask))
    // Twice, as conditions side by side narrow each other's neighbours.
    for _ in 0..<2 {
      for (condition, index) in places {
        let (before, after) = (items[index - 1].mask, items[index].mask)
        var narrowed = MaskPair(before: 0, after: 0)
        for pair in conditions[condition]
        where before & pair.before != 0 && after & pair.after != 0 {
          narrowed.before |= before & pair.before
          narrowed.after |= after & pair.after
        }
        guard narrowed.before != 0 else { return nil }
        if items[index - 1].isSymbols { items[index - 1] = .symbols(narrowed.before) }
        if items[index].isSymbols { items[index] = .symbols(narrowed.after) }
      }
    }
    return items
  }
}
