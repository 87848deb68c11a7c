/// One of the windows by which a rule's matches are found.
struct Factor: Sendable {
  /// The four sets of symbols.
  var window: Window
  /// Where a match can start, counted in code points back from the window, and what else must
  /// stand round it.
  var places: [Place]

  /// How windows lie to matches.
  struct Place: Hashable, Sendable {
    /// The match starts at least this many code points before the window; -1: one behind its first
    /// symbol, which is context.
    var low: Int
    /// And at most this many; nil: without end.
    var high: Int?
    /// Where the eight symbols to compare start, counted from the window.
    var checkOffset: Int
    /// Which bytes of those eight count: 0xFF or 0.
    var checkMask: UInt64
    /// What they must be.
    var checkValue: UInt64
  }
}

/// The factors of one rule.
struct FactorChoice: Sendable {
  var factors: [Factor]
  /// Expected windows a code point.
  var expected: Double
  /// Expected places a code point at which a match may start.
  var expectedStarts: Double
  /// What they cost together: the measure by which they were chosen.
  var cost: Double
  /// Windows of which every match holds one somewhere: the starts that `factors` name are worth
  /// trying only in texts that hold one. Empty where that would spare too little.
  var companions: [Factor] = []
}

/// Chooses windows so that every path of a rule holds one of them, and so that they are rare.
struct FactorChooser {
  /// A window stands for at most this many runs of symbols.
  static let keyLimit = 1300
  /// Starts further apart than this are not tried one by one.
  static let spreadLimit = 48
  /// Starts further from the window than this neither.
  static let distanceLimit = 1000
  /// What a key costs: it fills the table that all other text is looked up in.
  private static let keyCost = 0.4 / 131_072

  let model: FrequencyModel
  /// What each length that gaps behind a window can have adds to its cost: what stands before it has been found,
  /// so the automaton runs through the gap.
  var playCost = 0.2

  /// A window at one place of one path. Small and plain, as there are many.
  fileprivate struct Occurrence: BitwiseCopyable {
    var window: Int32
    var path: Int32
    var item: Int32
    var low: Int32
    /// `endless` without an upper end.
    var upper: Int32
    /// How far apart the ends of what follows the window can lie.
    var play: Int32
    /// Whether the path has held the window before.
    var isRepeat: Bool
    /// Index of the window's next occurrence; -1 behind the last.
    var next: Int32 = -1

    static let endless = Int32.max

    var high: Int? { upper == Self.endless ? nil : Int(upper) }
  }

  fileprivate struct Candidate: BitwiseCopyable {
    var window: Window
    /// What it costs where nothing else is to be found out.
    var cost: Double
    /// What it costs at its dearest place.
    var highestCost = 0.0
    /// How many paths hold it.
    var pathCount: Int32 = 0
    /// The last path that it was met on.
    var path: Int32 = -1
    /// Indices of its first and last occurrence.
    var first: Int32 = -1
    var last: Int32 = -1
  }

  /// All windows of some paths.
  private struct Occurrences {
    var candidates: [Candidate] = []
    /// Path by path.
    var all: [Occurrence] = []
    /// Where each path's start, and their number behind the last.
    var firstOfPath: [Int32] = []

    /// Adds the last occurrence of a candidate.
    mutating func append(_ occurrence: Occurrence, cost: Double) {
      let number = Int(occurrence.window)
      let index = Int32(all.count)
      let last = candidates[number].last
      if last < 0 { candidates[number].first = index } else { all[Int(last)].next = index }
      candidates[number].last = index
      candidates[number].path = occurrence.path
      candidates[number].highestCost = max(candidates[number].highestCost, cost)
      if !occurrence.isRepeat { candidates[number].pathCount += 1 }
      all.append(occurrence)
    }

    /// Calls `body` with each occurrence of a candidate, by path.
    func forEach(of candidate: Int, _ body: (Occurrence) -> Void) {
      var index = candidates[candidate].first
      while index >= 0 {
        body(all[Int(index)])
        index = all[Int(index)].next
      }
    }
  }

  /// The occurrence by which a path is found.
  fileprivate struct Assignment: BitwiseCopyable {
    var occurrence: Occurrence
    var cost: Double
  }

  /// Windows that hold all of some paths.
  struct Cover {
    fileprivate var candidates: [Candidate]
    /// Numbers of candidates, in the order they were chosen.
    fileprivate var chosen: [Int]
    /// By path.
    fileprivate var assignments: [Assignment]
    /// See `FactorChoice.cost`.
    fileprivate(set) var cost = 0.0
  }

  /// Chooses for `paths`; nil if one of them holds no window.
  ///
  /// - Parameter bounded: whether windows must tell within limits where the match starts.
  func choose(_ paths: PathList, bounded: Bool) -> FactorChoice? {
    cover(paths, bounded: bounded).map { choice(of: $0, paths) }
  }

  /// What `choose` chooses, before it is put in words.
  func cover(_ paths: PathList, bounded: Bool) -> Cover? {
    guard !paths.isEmpty else { return nil }
    var occurrences = Occurrences()
    var numbers = WindowNumbers()
    var allHold = true
    occurrences.all.reserveCapacity(paths.items.count)
    paths.forEach { path, items in
      guard allHold else { return }
      let first = occurrences.all.count
      occurrences.firstOfPath.append(Int32(first))
      let path = Int32(path)
      Self.forEachWindow(items, padded: bounded) { window, item, low, high, play in
        if bounded {
          guard let high, high - low <= Self.spreadLimit, high <= Self.distanceLimit else { return }
        }
        let keyCount = window.keyCount
        guard keyCount <= Self.keyLimit else { return }
        let number = numbers.number(of: window)
        if number == occurrences.candidates.count {
          let cost = model.expected(window) + Double(keyCount) * Self.keyCost
          occurrences.candidates.append(Candidate(window: window, cost: cost))
        }
        let occurrence = Occurrence(
          window: Int32(number), path: path, item: Int32(item), low: Int32(clamping: low),
          upper: high.map { Int32(clamping: $0) } ?? Occurrence.endless, play: Int32(play),
          isRepeat: occurrences.candidates[number].path == path)
        occurrences.append(occurrence, cost: cost(occurrences.candidates[number], occurrence))
      }
      allHold = occurrences.all.count > first
    }
    guard allHold else { return nil }
    occurrences.firstOfPath.append(Int32(occurrences.all.count))
    let chosen = Self.chosenWindows(pathCount: paths.count, occurrences)
    return cover(pathCount: paths.count, occurrences, chosen)
  }

  /// What finding the paths costs; much more where windows do not tell where a match starts.
  func cost(of paths: PathList) -> Double {
    cost(of: paths, boundedCover: cover(paths, bounded: true))
  }

  /// The same, where it is known how windows that tell where a match starts hold the paths.
  func cost(of paths: PathList, boundedCover: Cover?) -> Double {
    if let boundedCover { return boundedCover.cost }
    return cover(paths, bounded: false).map { $0.cost + PathExpander.windowless } ?? .infinity
  }

  /// Calls `body` with each window of a path, the index of its first item (-1 if that is none of
  /// the run's), how far behind the start of a match it lies, and how far apart the ends of what follows it can lie.
  ///
  /// - Parameter padded: whether runs shorter than a window are filled up with any symbols: there
  ///   is always something next to them, if only a separator.
  private static func forEachWindow(
    _ items: UnsafeBufferPointer<PathItem>, padded: Bool,
    _ body: (Window, Int, Int, Int?, Int) -> Void
  ) {
    var low = -1
    var high: Int? = -1
    var runStart = 0
    var play = 0
    for item in items where !item.isSymbols { play += Self.play(of: item) }
    func close(at index: Int) {
      let count = index - runStart
      guard count > 0 else { return }
      let runLow = low - count
      let runHigh = high.map { $0 - count }
      /// The mask of the item at `offset` of the run, or anything outside of it.
      func mask(_ offset: Int) -> UInt32 {
        (0..<count).contains(offset) ? items[runStart + offset].mask : FoldedAlphabet.fullMask
      }
      let first = min(0, count - 4)
      // A run of four or more is not filled up; the separator before a text is the first place
      // that belongs to it.
      guard first == 0 || padded else { return }
      for start in first...max(0, count - 4) where runLow + start >= -1 {
        body(
          Window(
            first: mask(start), second: mask(start + 1), third: mask(start + 2),
            fourth: mask(start + 3)),
          start < 0 ? -1 : runStart + start, runLow + start, runHigh.map { $0 + start }, play)
      }
    }
    for (index, item) in items.enumerated() {
      if item.isSymbols {
        low += 1
        high = high.map { $0 + 1 }
      } else {
        close(at: index)
        runStart = index + 1
        play -= Self.play(of: item)
        low += item.minimum
        high = if let before = high, let maximum = item.maximum { before + maximum } else { nil }
      }
    }
    close(at: items.count)
  }

  /// How many lengths a gap can have; an endless one counts as a long one.
  private static func play(of gap: PathItem) -> Int {
    gap.maximum.map { min($0 - gap.minimum, playLimit) } ?? playLimit
  }

  /// Gaps longer than this cost no more: most sentences end before.
  private static let playLimit = 60

  /// What a window at this place costs. Starts that have to be tried for it are cheap, as most are
  /// turned away by their first symbols.
  private func cost(_ candidate: Candidate, _ occurrence: Occurrence) -> Double {
    var factor = 1 + playCost * Double(occurrence.play)
    if occurrence.upper != Occurrence.endless {
      factor += 0.1 * Double(occurrence.upper - occurrence.low)
    }
    return candidate.cost * factor
  }

  /// Windows that hold all paths together: greedily the one that costs least for each new path,
  /// then without those that turned out not to be needed.
  private static func chosenWindows(pathCount: Int, _ occurrences: Occurrences) -> [Int] {
    let costs = occurrences.candidates.map(\.highestCost)
    var newPaths = occurrences.candidates.map(\.pathCount)
    var isCovered = [Bool](repeating: false, count: pathCount)
    var chosen: [Int] = []
    var left = pathCount
    while left > 0 {
      var best = -1
      var bestCost = Double.infinity
      for number in newPaths.indices where newPaths[number] > 0 {
        let cost = costs[number] / Double(newPaths[number])
        if cost < bestCost { (best, bestCost) = (number, cost) }
      }
      guard best >= 0 else { break }
      chosen.append(best)
      occurrences.forEach(of: best) { occurrence in
        let path = Int(occurrence.path)
        if isCovered[path] { return }
        isCovered[path] = true
        left -= 1
        let range = Int(occurrences.firstOfPath[path])..<Int(occurrences.firstOfPath[path + 1])
        for index in range where !occurrences.all[index].isRepeat {
          newPaths[Int(occurrences.all[index].window)] -= 1
        }
      }
    }
    return pruned(chosen, costs, occurrences, pathCount)
  }

  private static func pruned(
    _ chosen: [Int], _ costs: [Double], _ occurrences: Occurrences, _ pathCount: Int
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: pathCount)
    func forEachPath(_ window: Int, _ body: (Int) -> Void) {
      occurrences.forEach(of: window) { if !$0.isRepeat { body(Int($0.path)) } }
    }
    for window in chosen { forEachPath(window) { counts[$0] += 1 } }
    return chosen.sorted { (costs[$0], $0) > (costs[$1], $1) }.filter { window in
      var isNeeded = false
      forEachPath(window) { isNeeded = isNeeded || counts[$0] <= 1 }
      if !isNeeded { forEachPath(window) { counts[$0] -= 1 } }
      return isNeeded
    }
  }

  /// Gives every path to the chosen window that costs it least.
  private func cover(pathCount: Int, _ occurrences: Occurrences, _ chosen: [Int]) -> Cover {
    var best = [Assignment?](repeating: nil, count: pathCount)
    for window in chosen {
      occurrences.forEach(of: window) { occurrence in
        let cost = cost(occurrences.candidates[window], occurrence)
        let path = Int(occurrence.path)
        if best[path].map({ cost < $0.cost }) ?? true {
          best[path] = Assignment(occurrence: occurrence, cost: cost)
        }
      }
    }
    var cover = Cover(
      candidates: occurrences.candidates, chosen: chosen, assignments: best.compactMap(\.self))
    var costs = [Double](repeating: 0, count: occurrences.candidates.count)
    for assignment in cover.assignments {
      let window = Int(assignment.occurrence.window)
      costs[window] = max(costs[window], assignment.cost)
    }
    for window in chosen { cover.cost += costs[window] }
    return cover
  }

  /// The windows of a cover of `paths`, with what stands round them.
  func choice(of cover: Cover, _ paths: PathList) -> FactorChoice {
    var byWindow = [[Occurrence]](repeating: [], count: cover.candidates.count)
    for assignment in cover.assignments {
      byWindow[Int(assignment.occurrence.window)].append(assignment.occurrence)
    }
    var choice = FactorChoice(factors: [], expected: 0, expectedStarts: 0, cost: cover.cost)
    for window in cover.chosen where !byWindow[window].isEmpty {
      let expected = model.expected(cover.candidates[window].window)
      choice.expected += expected
      let places = Self.spreads(of: byWindow[window]).map { spread in
        WindowCheck(paths, spread.members.map { (Int($0.path), Int($0.item)) })
          .place(low: spread.low, high: spread.high)
      }
      for place in places {
        choice.expectedStarts += expected * Double((place.high ?? place.low) - place.low + 1)
      }
      choice.factors.append(Factor(window: cover.candidates[window].window, places: places))
    }
    return choice
  }

  /// Occurrences of a window, by where matches start.
  fileprivate struct Spread {
    var low: Int
    var high: Int?
    var members: [Occurrence]
  }

  /// Spreads in order; those that overlap are made one, or their starts would be tried twice.
  private static func spreads(of occurrences: [Occurrence]) -> [Spread] {
    var spreads: [Spread] = []
    for occurrence in occurrences.sorted(by: { ($0.low, $0.upper) < ($1.low, $1.upper) }) {
      let low = Int(occurrence.low)
      let last = spreads.count - 1
      if last >= 0, spreads[last].isContinued(from: low, to: occurrence.high) {
        spreads[last].add(occurrence)
      } else {
        spreads.append(Spread(low: low, high: occurrence.high, members: [occurrence]))
      }
    }
    return spreads
  }
}

extension FactorChooser.Spread {
  /// Whether what starts at `low`, no earlier than this, belongs to it.
  fileprivate func isContinued(from low: Int, to high: Int?) -> Bool {
    guard let mine = self.high, high != nil else { return self.low == low && self.high == high }
    return low <= mine
  }

  fileprivate mutating func add(_ occurrence: FactorChooser.Occurrence) {
    if let mine = high, let other = occurrence.high { high = max(mine, other) }
    members.append(occurrence)
  }
}

/// Numbers windows in the order they are first asked for.
private struct WindowNumbers {
  private var windows: [Window] = []
  /// One more than the number, by hash; 0 is free. Twice as many slots as windows at least.
  private var slots = [Int32](repeating: 0, count: 128)

  mutating func number(of window: Window) -> Int {
    if windows.count * 2 >= slots.count { grow() }
    let slot = slot(of: window)
    if slots[slot] != 0 { return Int(slots[slot]) - 1 }
    windows.append(window)
    slots[slot] = Int32(windows.count)
    return windows.count - 1
  }

  /// Where the window is, or belongs.
  private func slot(of window: Window) -> Int {
    var hash = UInt64(window.first) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ UInt64(window.second)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 29) ^ UInt64(window.third)) &* 0x94D0_49BB_1331_11EB
    hash = (hash ^ (hash >> 32) ^ UInt64(window.fourth)) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(hash >> 32) & (slots.count - 1)
    while slots[slot] != 0, windows[Int(slots[slot]) - 1] != window {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for (number, window) in windows.enumerated() { slots[slot(of: window)] = Int32(number + 1) }
  }
}

/// Finds the symbols that stand round a window on all of several paths.
struct WindowCheck {
  private static let reach = -12..<16
  /// By place from the window on, `reach.lowerBound` first: the symbols that paths have there; all
  /// where one of them has a gap between.
  private var masks = [UInt32](repeating: 0, count: WindowCheck.reach.count)

  /// - Parameter members: paths, and the index of the window's first item on each; -1 where the
  ///   window was filled up and starts before its run does.
  init(_ paths: PathList, _ members: [(path: Int, item: Int)]) {
    for (path, item) in members {
      let range = paths.range(of: path)
      let window = item < 0 ? range.upperBound : range.lowerBound + item
      add(paths.items[range], Self.reach.lowerBound..<0, from: window, step: -1)
      add(paths.items[range], 0..<Self.reach.upperBound, from: window, step: 1)
    }
  }

  /// Adds the symbols of one path at `offsets` from the window, as far as its run goes, starting
  /// next to the window.
  private mutating func add(
    _ path: ArraySlice<PathItem>, _ offsets: Range<Int>, from window: Int, step: Int
  ) {
    var isRun = path.indices.contains(window)
    for index in 0..<offsets.count {
      let offset = step > 0 ? offsets.lowerBound + index : offsets.upperBound - 1 - index
      isRun = isRun && path.indices.contains(window + offset) && path[window + offset].isSymbols
      let mask = isRun ? path[window + offset].mask : FoldedAlphabet.fullMask
      // A symbol that nothing matches tells nothing.
      masks[offset - Self.reach.lowerBound] |= mask == 0 ? FoldedAlphabet.fullMask : mask
    }
  }

  /// The one symbol at `offset` from the window; nil if there may be several.
  private func byte(_ offset: Int) -> UInt8? {
    let mask = masks[offset - Self.reach.lowerBound]
    // The window's own four symbols have been compared.
    guard !(0..<4).contains(offset), mask.nonzeroBitCount == 1 else { return nil }
    return FoldedAlphabet.bytes[mask.trailingZeroBitCount]
  }

  /// The eight symbols that tell most, as a place of a factor.
  func place(low: Int, high: Int?) -> Factor.Place {
    let worths = Self.reach.map { offset in
      byte(offset).map { $0 == FoldedAlphabet.other ? 2.5 : 4 } ?? 0
    }
    var best = 0
    var bestWorth = -1.0
    for start in -12...8 {
      var worth = -0.01 * Double(abs(start))
      for offset in start..<start + 8 { worth += worths[offset - Self.reach.lowerBound] }
      if worth > bestWorth { (best, bestWorth) = (start, worth) }
    }
    var place = Factor.Place(low: low, high: high, checkOffset: best, checkMask: 0, checkValue: 0)
    for (shift, offset) in (best..<best + 8).enumerated() {
      guard let byte = byte(offset) else { continue }
      place.checkMask |= 0xFF << UInt64(shift * 8)
      place.checkValue |= UInt64(byte) << UInt64(shift * 8)
    }
    return place
  }
}
