/// Spells a pattern out as paths: every match of the pattern follows one of them.
///
/// Paths may match more than the pattern. What would make too many of them becomes a gap.
struct PathExpander {
  /// The most paths of one pattern: so many words may stand in a list of alternatives.
  static let pathLimit = 1_024
  /// The most paths that parts make together which have fewer each.
  private static let productLimit = 64
  /// What paths cost at least of which one holds no window that tells where a match starts.
  static let windowless = 1.0
  /// The longest run of one repeated item that is spelled out.
  private static let runLimit = 12

  /// What finding paths costs.
  private let cost: (PathList) -> Double
  private var symbols: PathSymbols

  /// The paths of `node`, each with one symbol of context before and behind it. Conditions have
  /// narrowed the symbols next to them and are gone. Empty if nothing can match.
  ///
  /// - Parameters:
  ///   - limit: the most paths.
  ///   - cost: tells which part of a pattern is worth spelling out where not all is.
  static func paths(
    of node: PatternNode, registry: KindRegistry, limit: Int = pathLimit,
    cost: @escaping (PathList) -> Double
  ) -> PathList {
    var expander = PathExpander(cost: cost, symbols: PathSymbols(registry: registry))
    let paths = expander.expand(node, limit: limit)
    return expander.symbols.resolved(paths)
  }

  /// The most paths of something of which `count` paths are needed anyway.
  private static func limit(_ limit: Int, besides count: Int) -> Int {
    min(limit, max(productLimit, count))
  }

  private mutating func expand(_ node: PatternNode, limit: Int) -> PathList {
    switch node {
    case .empty: return PathList(path: [])
    case .set, .assertion: return PathList(path: item(of: node).map { [$0] } ?? [])
    case .choice(let nodes):
      if nodes.count > limit { return PathList(path: gap(for: node)) }
      // Twice as many, as words have endings.
      let limit = Self.limit(limit, besides: 2 * nodes.count)
      for branchLimit in [limit, limit / nodes.count] {
        var paths = PathList()
        paths.reserveCapacity(pathCount: 2 * nodes.count, itemCount: 16 * nodes.count)
        for node in nodes where paths.count <= limit {
          paths.append(expand(node, limit: branchLimit))
        }
        if paths.count <= limit { return paths }
      }
      return PathList(path: gap(for: node))
    case .sequence(let nodes): return expand(sequence: nodes, limit: limit)
    case .repetition(let node, let count): return expand(node, count, limit: limit)
    }
  }

  private mutating func expand(sequence nodes: [PatternNode], limit: Int) -> PathList {
    let (parts, starts) = parts(of: nodes, limit: limit)
    let limit = Self.limit(limit, besides: parts.reduce(0) { max($0, $1.count) })
    let whole = parts.reduce(1) { min($0 * $1.count, 1 << 30) }
    if whole <= limit { return PathList.joined(parts) }
    // Every match holds every part, so the run of parts with the rarest windows will do.
    let runs = Self.longestRuns(of: parts.map(\.count), limit: limit)
    let lengths = nodes.map(\.lengths)
    func paths(of run: Range<Int>, _ middle: [PathList]) -> PathList {
      let before = PathList(path: Self.gap(for: lengths[..<starts[run.lowerBound]]))
      let after = PathList(path: Self.gap(for: lengths[starts[run.upperBound]...]))
      return PathList.joined([before] + middle + [after])
    }
    func allPaths(of run: Range<Int>) -> PathList { paths(of: run, Array(parts[run])) }
    func somePaths(of run: Range<Int>) -> PathList {
      paths(of: run, [Self.sample(of: parts[run])])
    }
    guard runs.count > 1 else { return runs.first.map { allPaths(of: $0) } ?? PathList() }
    // Some paths tell which run it is, unless others turn out to hold no window.
    let best = cheapest(runs) { cost(symbols.resolved(somePaths(of: $0))) }
    let bestPaths = allPaths(of: best.run)
    if best.cost >= Self.windowless || cost(symbols.resolved(bestPaths)) < Self.windowless {
      return bestPaths
    }
    return allPaths(of: cheapest(runs) { cost(symbols.resolved(allPaths(of: $0))) }.run)
  }

  /// The paths of parts that follow one another, and the index in `nodes` at which each part starts
  /// and the last one ends. Nodes of one item, of which literal text is made, are one part together.
  private mutating func parts(
    of nodes: [PatternNode], limit: Int
  ) -> (parts: [PathList], starts: [Int]) {
    var (parts, starts): ([PathList], [Int]) = ([], [])
    parts.reserveCapacity(nodes.count)
    starts.reserveCapacity(nodes.count + 1)
    var line: [PathItem] = []
    line.reserveCapacity(nodes.count)
    for (index, node) in nodes.enumerated() {
      let item = item(of: node)
      if line.isEmpty { starts.append(index) }
      if let item {
        line.append(item)
        continue
      }
      if !line.isEmpty {
        parts.append(PathList(path: line))
        starts.append(index)
        line.removeAll()
      }
      parts.append(expand(node, limit: limit))
    }
    if !line.isEmpty { parts.append(PathList(path: line)) }
    starts.append(nodes.count)
    return (parts, starts)
  }

  /// The item that stands for `node`, if one does.
  private mutating func item(of node: PatternNode) -> PathItem? {
    switch node {
    case .set(let set): .symbols(symbols.mask(of: set))
    case .assertion(let assertion): symbols.condition(assertion)
    default: nil
    }
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
  private static func sample(of parts: ArraySlice<PathList>) -> PathList {
    let most = parts.reduce(0) { max($0, $1.count) }
    var sample = PathList()
    sample.reserveCapacity(
      pathCount: most,
      itemCount: parts.reduce(0) { $0 + (most / $1.count + 1) * $1.items.count })
    for number in 0..<most {
      for part in parts { sample.append(part[number % part.count]) }
      sample.endPath()
    }
    return sample
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

  /// A gap in place of nodes of these lengths, one behind the other.
  private static func gap(for parts: ArraySlice<LengthRange>) -> [PathItem] {
    let lengths = parts.reduce(LengthRange(minimum: 0, maximum: 0), +)
    if lengths.maximum == 0 { return [] }
    return [.gap(minimum: lengths.minimum, maximum: lengths.maximum)]
  }

  private mutating func expand(
    _ node: PatternNode, _ count: RepeatCount, limit: Int
  ) -> PathList {
    let body = expand(node, limit: limit)
    let limit = Self.limit(limit, besides: body.count)
    var paths = PathList(path: [])
    var copies = 0
    while copies < count.minimum {
      if body.count == 1 ? copies >= Self.runLimit : paths.count * body.count > limit {
        break
      }
      paths = PathList.joined([paths, body])
      copies += 1
    }
    let rest = node.lengths.repeated(
      count.minimum - copies, count.maximum.map { $0 - copies })
    if copies == count.minimum, let maximum = count.maximum, maximum - copies <= 3 {
      var optional = PathList(path: [])
      var current = PathList(path: [])
      for _ in copies..<maximum {
        guard current.count * body.count <= limit else { break }
        current = PathList.joined([current, body])
        optional.append(current)
      }
      if optional.count * paths.count <= limit, isWhole(optional, body, maximum - copies) {
        return PathList.joined([paths, optional])
      }
    }
    // The last of several code points of one set is worth keeping: it stands next to what follows.
    if case .set = node, copies == count.minimum, copies > 0, rest.maximum != 0 {
      let gap = PathItem.gap(minimum: 0, maximum: rest.maximum.map { $0 - 1 })
      let between = PathList(path: rest.maximum == 1 ? [] : [gap])
      var all = paths
      all.append(PathList.joined([paths, between, body]))
      return all
    }
    if rest == LengthRange(minimum: 0, maximum: 0) { return paths }
    let end =
      rest.minimum > 0
      ? start(of: node, rest) : [.gap(minimum: 0, maximum: rest.maximum)]
    return PathList.joined([paths, PathList(path: end)])
  }

  /// Whether all numbers of copies were spelled out.
  private func isWhole(_ paths: PathList, _ body: PathList, _ copies: Int) -> Bool {
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
    case .set(let set): return symbols.mask(of: set)
    case .choice(let nodes):
      var mask: UInt32 = 0
      for node in nodes { mask |= firstSymbols(of: node) }
      return mask
    case .sequence(let nodes):
      var mask: UInt32 = 0
      for node in nodes {
        mask |= firstSymbols(of: node)
        if !node.canBeEmpty { break }
      }
      return mask
    case .repetition(let node, _): return firstSymbols(of: node)
    }
  }
}
