/// Several paths, end to end in one array: there are many of them, and they are put together a lot.
struct PathList: Sendable, Equatable {
  /// The items of all paths.
  private(set) var items: [PathItem] = []
  /// Where each path ends in `items`.
  private(set) var ends: [Int] = []

  /// No path.
  init() {}

  /// One path.
  init(path: [PathItem]) {
    items = path
    ends = [path.count]
  }

  /// How many paths there are.
  var count: Int { ends.count }
  /// Whether there are none.
  var isEmpty: Bool { ends.isEmpty }

  /// Where the items of a path are in `items`.
  func range(of path: Int) -> Range<Int> { (path == 0 ? 0 : ends[path - 1])..<ends[path] }

  /// The items of a path.
  subscript(_ path: Int) -> ArraySlice<PathItem> { items[range(of: path)] }

  /// Calls `body` with the number and the items of each path.
  func forEach(_ body: (Int, UnsafeBufferPointer<PathItem>) -> Void) {
    items.withUnsafeBufferPointer { items in
      for path in ends.indices {
        body(path, UnsafeBufferPointer(rebasing: items[range(of: path)]))
      }
    }
  }

  /// Whether two paths are the same.
  func areEqual(_ first: Int, _ second: Int) -> Bool {
    let (first, second) = (range(of: first), range(of: second))
    guard first.count == second.count else { return false }
    for (left, right) in zip(first, second) where items[left] != items[right] { return false }
    return true
  }

  /// Makes room for so many paths of so many items together.
  mutating func reserveCapacity(pathCount: Int, itemCount: Int) {
    ends.reserveCapacity(pathCount)
    items.reserveCapacity(itemCount)
  }

  /// Adds an item to the path that `endPath` will end.
  mutating func append(_ item: PathItem) { items.append(item) }

  /// Adds items to the path that `endPath` will end.
  mutating func append(_ more: ArraySlice<PathItem>) { items.append(contentsOf: more) }

  /// Ends the path of the items added since the last one.
  mutating func endPath() { ends.append(items.count) }

  /// Leaves only `mask` of the item's symbols; gaps stay as they are.
  mutating func narrow(_ index: Int, to mask: UInt32) {
    if items[index].isSymbols { items[index] = .symbols(mask) }
  }

  /// Adds whole paths.
  mutating func append(_ others: PathList) {
    let start = items.count
    items += others.items
    ends += others.ends.lazy.map { start + $0 }
  }

  /// Takes the last path away.
  mutating func removeLastPath() {
    ends.removeLast()
    items.removeSubrange((ends.last ?? 0)...)
  }

  /// All paths that follow one of each of `parts`, one behind the other; those that differ in the
  /// last part stand together.
  static func joined(_ parts: [PathList]) -> PathList {
    let parts = withoutLonePaths(parts)
    if parts.count == 1 { return parts[0] }
    var joined = PathList()
    let count = parts.reduce(1) { $0 * $1.count }
    joined.ends.reserveCapacity(count)
    joined.items.reserveCapacity(
      parts.reduce(0) { $0 + ($1.isEmpty ? 0 : $1.items.count * (count / $1.count)) })
    var choice = [Int](repeating: 0, count: parts.count)
    for _ in 0..<count {
      for part in parts.indices {
        for index in parts[part].range(of: choice[part]) {
          joined.items.append(parts[part].items[index])
        }
      }
      joined.endPath()
      for place in choice.indices.reversed() {
        choice[place] += 1
        if choice[place] < parts[place].count { break }
        choice[place] = 0
      }
    }
    return joined
  }

  /// The same parts with neighbours of one path each made one, so that no item is put in place
  /// twice.
  private static func withoutLonePaths(_ parts: [PathList]) -> [PathList] {
    guard zip(parts, parts.dropFirst()).contains(where: { $0.count == 1 && $1.count == 1 }) else {
      return parts.isEmpty ? [PathList(path: [])] : parts
    }
    var result: [PathList] = []
    result.reserveCapacity(parts.count)
    var isLone = false
    for part in parts {
      if part.count == 1, isLone {
        result[result.count - 1].extendLonePath(part)
      } else {
        result.append(part)
      }
      isLone = part.count == 1
    }
    return result
  }

  private mutating func extendLonePath(_ other: PathList) {
    items += other.items
    ends[0] = items.count
  }
}

/// Paths of which none comes twice, in the order they were first added.
struct DistinctPaths {
  private(set) var paths = PathList()
  /// By path.
  private var hashes: [UInt64] = []
  /// One more than the path, by hash; 0 is free. Twice as many slots as paths at least.
  private var slots = [Int32](repeating: 0, count: 64)

  /// Makes room for so many paths of so many items together.
  init(pathCount: Int = 0, itemCount: Int = 0) {
    paths.reserveCapacity(pathCount: pathCount, itemCount: itemCount)
    hashes.reserveCapacity(pathCount)
    while pathCount * 2 > slots.count { slots += slots }
  }

  /// Adds a path that `fill` puts together, unless it is there or `fill` returns false.
  mutating func add(_ fill: (inout PathList) -> Bool) {
    let start = paths.items.count
    let isPath = fill(&paths)
    paths.endPath()
    guard isPath else {
      paths.removeLastPath()
      return
    }
    var hash: UInt64 = 0
    for index in start..<paths.items.count {
      hash = (hash ^ paths.items[index].bits) &* 0x9E37_79B9_7F4A_7C15
    }
    if paths.count * 2 > slots.count { grow() }
    let path = paths.count - 1
    var slot = Int(hash >> 32) & (slots.count - 1)
    while slots[slot] != 0 {
      let other = Int(slots[slot]) - 1
      if hashes[other] == hash, paths.areEqual(other, path) {
        paths.removeLastPath()
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(paths.count)
    hashes.append(hash)
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for (path, hash) in hashes.enumerated() {
      var slot = Int(hash >> 32) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(path + 1)
    }
  }
}
