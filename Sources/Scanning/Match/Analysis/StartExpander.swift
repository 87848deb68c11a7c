/// Spells out how the matches of a pattern can start: every match begins like one of the starts.
///
/// Starts may allow more than the pattern. Where they become too many, they end early.
struct StartExpander {
  /// The most starts of one pattern.
  private static let limit = 1000
  /// The most pairs of starts that are put one behind the other.
  private static let pairLimit = 4000

  /// One start, or the start of a part.
  private struct Start: Hashable {
    private(set) var items: [PathItem] = []
    private(set) var symbolCount = 0
    /// Whether nothing is known of what follows.
    var isCut = false
    private var hash: UInt64 = 0

    mutating func append(_ item: PathItem) {
      items.append(item)
      hash = (hash ^ item.bits) &* 0x9E37_79B9_7F4A_7C15
      if item.isSymbols { symbolCount += 1 }
    }

    static func == (left: Start, right: Start) -> Bool {
      left.hash == right.hash && left.isCut == right.isCut && left.items == right.items
    }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }
  }

  /// How many code points are spelled out.
  private let reach: Int
  private var symbols: PathSymbols

  /// The starts of `node`, up to `reach` code points each, with one symbol of context before them
  /// and, where a whole match is shorter, one behind it.
  static func starts(of node: PatternNode, reach: Int, registry: KindRegistry) -> PathList {
    var expander = StartExpander(reach: reach, symbols: PathSymbols(registry: registry))
    var starts = PathList()
    for start in expander.expand(node) {
      starts.append(start.items[...])
      starts.endPath()
    }
    return expander.symbols.resolved(starts)
  }

  private func isOpen(_ start: Start) -> Bool { !start.isCut && start.symbolCount < reach }

  private mutating func expand(_ node: PatternNode) -> [Start] {
    switch node {
    case .empty: return [Start()]
    case .set(let set): return [start(with: .symbols(symbols.mask(of: set)))]
    case .assertion(let assertion): return [start(with: symbols.condition(assertion))]
    case .choice(let nodes):
      var starts: Set<Start> = []
      for node in nodes { starts.formUnion(expand(node)) }
      return shortened(starts)
    case .sequence(let nodes):
      var starts = [Start()]
      for node in nodes where starts.contains(where: isOpen) {
        starts = followed(starts, by: expand(node))
      }
      return starts
    case .repetition(let node, let count): return expand(node, count)
    }
  }

  private mutating func expand(_ node: PatternNode, _ count: RepeatCount) -> [Start] {
    let body = expand(node)
    var starts = [Start()]
    for _ in 0..<min(count.minimum, reach) { starts = followed(starts, by: body) }
    // A body without symbols could repeat for ever.
    let grows = body.allSatisfy { $0.symbolCount > 0 || $0.isCut }
    var all = Set(starts)
    for _ in 0..<min(count.maximum.map { $0 - count.minimum } ?? reach, reach) {
      let open = starts.filter(isOpen)
      if open.isEmpty { break }
      guard grows else { return cut(Array(all)) }
      starts = followed(open, by: body)
      all.formUnion(starts)
      if all.count > Self.limit { return shortened(all.union(cut(starts))) }
    }
    return Array(all)
  }

  /// Each of `starts` that is open, followed by each of `others`.
  private func followed(_ starts: [Start], by others: [Start]) -> [Start] {
    let open = starts.filter(isOpen)
    let others = shortened(Set(others), to: max(1, Self.pairLimit / max(1, open.count)))
    var result = Set(starts.filter { !isOpen($0) })
    for start in open {
      for other in others {
        var longer = start
        for item in other.items where longer.symbolCount < reach { longer.append(item) }
        longer.isCut = other.isCut
        result.insert(longer)
      }
    }
    return shortened(result)
  }

  /// The starts, ended early where they are more than `limit`.
  private func shortened(_ starts: Set<Start>, to limit: Int = Self.limit) -> [Start] {
    var starts = starts
    var length = reach
    while starts.count > limit, length > 0 {
      length -= 1
      starts = Set(starts.map { $0.symbolCount > length ? shortened($0, to: length) : $0 })
    }
    return Array(starts)
  }

  private func shortened(_ start: Start, to length: Int) -> Start {
    var shorter = Start()
    for item in start.items where shorter.symbolCount < length { shorter.append(item) }
    shorter.isCut = true
    return shorter
  }

  private func start(with item: PathItem) -> Start {
    var start = Start()
    start.append(item)
    return start
  }

  private func cut(_ starts: [Start]) -> [Start] {
    starts.map { start in
      var start = start
      start.isCut = start.symbolCount < reach
      return start
    }
  }
}
