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
    /// Its items, as a place in `tree`.
    var place = StartTree.root
    /// Whether nothing is known of what follows.
    var isCut = false

    /// Its own alone.
    var number: Int { Int(place) * 2 + (isCut ? 1 : 0) }

    func hash(into hasher: inout Hasher) { hasher.combine(number) }
  }

  /// How many code points are spelled out.
  private let reach: Int
  private var symbols: PathSymbols
  private var tree = StartTree()
  private var met = MetNumbers()
  /// The same for the starts of a repetition.
  private var metInRepetition = MetNumbers()

  /// The starts of `node`, up to `reach` code points each, with one symbol of context before them
  /// and, where a whole match is shorter, one behind it.
  static func starts(of node: PatternNode, reach: Int, registry: KindRegistry) -> PathList {
    var expander = StartExpander(reach: reach, symbols: PathSymbols(registry: registry))
    var starts = PathList()
    for start in expander.expand(node) {
      expander.tree.append(itemsTo: start.place, to: &starts)
      starts.endPath()
    }
    return expander.symbols.resolved(starts)
  }

  private func isOpen(_ start: Start) -> Bool { !start.isCut && symbolCount(start) < reach }

  private func symbolCount(_ start: Start) -> Int { tree.symbolCount(to: start.place) }

  private mutating func expand(_ node: PatternNode) -> [Start] {
    switch node {
    case .empty: return [Start()]
    case .set(let set): return [start(with: .symbols(symbols.mask(of: set)))]
    case .assertion(let assertion): return [start(with: symbols.condition(assertion))]
    case .choice(let nodes):
      var starts: [Start] = []
      for node in nodes { starts += expand(node) }
      met.begin()
      return shortened(starts.filter { met.isFirst($0.number) })
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
    let grows = body.allSatisfy { symbolCount($0) > 0 || $0.isCut }
    metInRepetition.begin()
    var all = starts.filter { metInRepetition.isFirst($0.number) }
    for _ in 0..<min(count.maximum.map { $0 - count.minimum } ?? reach, reach) {
      let open = starts.filter(isOpen)
      if open.isEmpty { break }
      guard grows else { return cut(all) }
      starts = followed(open, by: body)
      all += starts.filter { metInRepetition.isFirst($0.number) }
      if all.count > Self.limit { return shortened(all + cut(starts)) }
    }
    return all
  }

  /// Each of `starts` that is open, followed by each of `others`.
  private mutating func followed(_ starts: [Start], by others: [Start]) -> [Start] {
    let openCount = starts.reduce(0) { $0 + (isOpen($1) ? 1 : 0) }
    let others = shortened(others, to: max(1, Self.pairLimit / max(1, openCount)))
    var ends = PathList()
    for other in others {
      tree.append(itemsTo: other.place, to: &ends)
      ends.endPath()
    }
    var result: [Start] = []
    met.begin()
    for start in starts {
      guard isOpen(start) else {
        if met.isFirst(start.number) { result.append(start) }
        continue
      }
      for (end, other) in others.enumerated() {
        let place = tree.place(of: ends, end, behind: start.place, symbolLimit: reach)
        let longer = Start(place: place, isCut: other.isCut)
        if met.isFirst(longer.number) { result.append(longer) }
      }
    }
    return shortened(result)
  }

  /// The starts, ended early where they are more than `limit`.
  private func shortened(_ starts: [Start], to limit: Int = Self.limit) -> [Start] {
    guard starts.count > limit else { return starts }
    var starts = Set(starts)
    var length = reach
    while starts.count > limit, length > 0 {
      length -= 1
      starts = Set(starts.map { symbolCount($0) > length ? shortened($0, to: length) : $0 })
    }
    return Array(starts)
  }

  private func shortened(_ start: Start, to length: Int) -> Start {
    Start(place: tree.place(before: start.place, symbolCount: length), isCut: true)
  }

  private mutating func start(with item: PathItem) -> Start {
    Start(place: tree.place(of: item, behind: StartTree.root))
  }

  private func cut(_ starts: [Start]) -> [Start] {
    starts.map { start in
      var start = start
      start.isCut = symbolCount(start) < reach
      return start
    }
  }
}

/// Rows of items that share how they begin: equal rows lead to the same place.
private struct StartTree {
  /// Where no item leads.
  static let root: Int32 = 0

  private struct Place {
    /// Where the items before lead.
    var parent: Int32
    var item: PathItem
    var symbolCount: Int32
  }

  private var places = [Place(parent: root, item: .symbols(0), symbolCount: 0)]
  /// Places by parent and item; 0, the root, which has none, is free. Twice as many as places at
  /// least.
  private var slots = [Int32](repeating: root, count: 128)

  /// How many code points the items that lead to `place` are.
  func symbolCount(to place: Int32) -> Int { Int(places[Int(place)].symbolCount) }

  /// Where `item` leads from `place`.
  mutating func place(of item: PathItem, behind place: Int32) -> Int32 {
    let slot = slot(of: item, behind: place)
    if slots[slot] != Self.root { return slots[slot] }
    let new = Int32(places.count)
    let symbolCount = places[Int(place)].symbolCount + (item.isSymbols ? 1 : 0)
    places.append(Place(parent: place, item: item, symbolCount: symbolCount))
    slots[slot] = new
    if places.count * 2 > slots.count { grow() }
    return new
  }

  /// Where the place that `item` leads to from `place` is, or belongs.
  private func slot(of item: PathItem, behind place: Int32) -> Int {
    let hash = (item.bits ^ UInt64(place) << 17) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(hash >> 32) & (slots.count - 1)
    while slots[slot] != Self.root {
      let known = places[Int(slots[slot])]
      if known.parent == place, known.item == item { break }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: Self.root, count: slots.count * 2)
    for number in places.indices.dropFirst() {
      slots[slot(of: places[number].item, behind: places[number].parent)] = Int32(number)
    }
  }

  /// Where path `number` of `paths` leads from `place`, as far as there are no more than so many
  /// code points.
  mutating func place(
    of paths: PathList, _ number: Int, behind place: Int32, symbolLimit: Int
  ) -> Int32 {
    var place = place
    for index in paths.range(of: number) {
      if symbolCount(to: place) >= symbolLimit { break }
      place = self.place(of: paths.items[index], behind: place)
    }
    return place
  }

  /// The first place on the way to `place` behind so many code points.
  func place(before place: Int32, symbolCount: Int) -> Int32 {
    var place = place
    while place != Self.root, self.symbolCount(to: places[Int(place)].parent) >= symbolCount {
      place = places[Int(place)].parent
    }
    return place
  }

  /// Adds the items that lead to `place` to the path that `list` ends next.
  func append(itemsTo place: Int32, to list: inout PathList) {
    guard place != Self.root else { return }
    append(itemsTo: places[Int(place)].parent, to: &list)
    list.append(places[Int(place)].item)
  }
}

/// Tells which numbers come for the first time since it was last begun.
private struct MetNumbers {
  /// By number: when it came last.
  private var rounds: [Int32] = []
  private var round: Int32 = 0

  /// Forgets all numbers.
  mutating func begin() { round += 1 }

  /// Whether the number had not come.
  mutating func isFirst(_ number: Int) -> Bool {
    if number >= rounds.count {
      rounds += [Int32](repeating: 0, count: max(64, number * 2) - rounds.count)
    }
    defer { rounds[number] = round }
    return rounds[number] != round
  }
}
