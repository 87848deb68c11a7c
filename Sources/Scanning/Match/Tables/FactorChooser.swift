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

  /// A window at one place of paths that lie side by side and begin alike. Small and plain, as there
  /// are many.
  fileprivate struct Occurrence: BitwiseCopyable {
    var window: Int32
    /// The first path, and the first one behind the last.
    var firstPath: Int32
    var endPath: Int32 = -1
    var item: Int32
    var low: Int32
    /// `endless` without an upper end.
    var upper: Int32
    /// How many of the first items of a path it depends on.
    var reach: Int32
    /// How far apart the ends of what stands before the window can lie.
    var playBefore: Int32
    /// The same of a whole path, where it is most.
    var mostPlay: Int32 = 0
    /// Whether the paths have held the window before.
    var isRepeat: Bool
    /// Index of the occurrence before on the same paths; -1 before the first.
    var previous: Int32
    /// Index of the window's next occurrence; -1 behind the last.
    var next: Int32 = -1

    static let endless = Int32.max

    var high: Int? { upper == Self.endless ? nil : Int(upper) }
    var paths: Range<Int> { Int(firstPath)..<Int(endPath) }
  }

  fileprivate struct Candidate: BitwiseCopyable {
    var window: Window
    /// What it costs where nothing else is to be found out.
    var cost: Double
    /// What it costs at its dearest place.
    var highestCost = 0.0
    /// How many paths hold it.
    var pathCount: Int32 = 0
    /// How often the path at hand holds it.
    var openCount: Int32 = 0
    /// Indices of its first and last occurrence.
    var first: Int32 = -1
    var last: Int32 = -1
  }

  /// All windows of some paths.
  fileprivate struct Occurrences {
    var candidates: [Candidate] = []
    /// In the order they are first met: by path, and by place on each.
    var all: [Occurrence] = []
    /// By path: its last occurrence, from which `previous` leads to the others.
    var lastOfPath: [Int32] = []
    /// By path: how far apart its ends can lie.
    var plays: [Int32] = []

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
    var finder = OccurrenceFinder(self, bounded: bounded)
    guard finder.find(in: paths) else { return nil }
    let chosen = Self.chosenWindows(pathCount: paths.count, finder.found)
    return cover(pathCount: paths.count, finder.found, chosen)
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

  /// What a window costs where nothing else is to be found out.
  fileprivate func cost(of window: Window, _ keyCount: Int) -> Double {
    model.expected(window) + Double(keyCount) * Self.keyCost
  }

  /// What a window at this place costs. Starts that have to be tried for it are cheap, as most are
  /// turned away by their first symbols.
  fileprivate func cost(
    _ candidate: Candidate, _ occurrence: Occurrence, pathPlay: Int32
  ) -> Double {
    var factor = 1 + playCost * Double(pathPlay - occurrence.playBefore)
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
        for path in occurrence.paths where !isCovered[path] {
          isCovered[path] = true
          left -= 1
          var index = Int(occurrences.lastOfPath[path])
          while index >= 0 {
            let other = occurrences.all[index]
            if !other.isRepeat { newPaths[Int(other.window)] -= 1 }
            index = Int(other.previous)
          }
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
      occurrences.forEach(of: window) { if !$0.isRepeat { $0.paths.forEach(body) } }
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
        for path in occurrence.paths {
          let cost = cost(
            occurrences.candidates[window], occurrence, pathPlay: occurrences.plays[path])
          if best[path].map({ cost < $0.cost }) ?? true {
            best[path] = Assignment(occurrence: occurrence, cost: cost)
          }
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
    var order = [Int32](repeating: 0, count: cover.candidates.count)
    for (number, window) in cover.chosen.enumerated() { order[window] = Int32(number) }
    var held = [[Held]](repeating: [], count: cover.chosen.count)
    for (path, assignment) in cover.assignments.enumerated() {
      held[Int(order[Int(assignment.occurrence.window)])].append(
        Held(path: path, occurrence: assignment.occurrence))
    }
    var choice = FactorChoice(factors: [], expected: 0, expectedStarts: 0, cost: cover.cost)
    for (window, held) in zip(cover.chosen, held) where !held.isEmpty {
      let expected = model.expected(cover.candidates[window].window)
      choice.expected += expected
      let places = Self.spreads(of: held).map { spread in
        WindowCheck(paths, spread.members).place(low: spread.low, high: spread.high)
      }
      for place in places {
        choice.expectedStarts += expected * Double((place.high ?? place.low) - place.low + 1)
      }
      choice.factors.append(Factor(window: cover.candidates[window].window, places: places))
    }
    return choice
  }

  /// A path and the occurrence by which it is found.
  private struct Held: BitwiseCopyable {
    var path: Int
    var occurrence: Occurrence
  }

  /// Occurrences of a window, by where matches start.
  fileprivate struct Spread {
    var low: Int
    var high: Int?
    var members: [WindowCheck.Member]
  }

  /// Spreads in order; those that overlap are made one, or their starts would be tried twice.
  private static func spreads(of held: [Held]) -> [Spread] {
    var spreads: [Spread] = []
    let sorted = held.sorted {
      ($0.occurrence.low, $0.occurrence.upper) < ($1.occurrence.low, $1.occurrence.upper)
    }
    for held in sorted {
      let (low, high) = (Int(held.occurrence.low), held.occurrence.high)
      let member = WindowCheck.Member(path: held.path, item: Int(held.occurrence.item))
      let last = spreads.count - 1
      if last >= 0, spreads[last].isContinued(from: low, to: high) {
        spreads[last].add(member, to: high)
      } else {
        spreads.append(Spread(low: low, high: high, members: [member]))
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

  fileprivate mutating func add(_ member: WindowCheck.Member, to end: Int?) {
    if let mine = high, let other = end { high = max(mine, other) }
    members.append(member)
  }
}

/// Finds the windows of paths. What paths side by side share at their beginnings is walked once.
private struct OccurrenceFinder {
  private typealias Occurrence = FactorChooser.Occurrence

  /// What is known before an item of a path.
  private struct State: BitwiseCopyable {
    /// The least and most code points behind the start of a match; -1: one before it. `endless`
    /// where there is no most.
    var low = -1
    var high = -1
    /// Index of the first item of the run of symbols.
    var runStart = 0
    /// How far apart the ends of what stands before can lie.
    var play: Int32 = 0

    static let endless = Int.max
  }

  /// Gaps longer than this cost no more: most sentences end before.
  private static let playLimit = 60

  private let chooser: FactorChooser
  /// Whether windows must tell within limits where the match starts. Runs shorter than a window are
  /// filled up with any symbols then: there is always something next to them, if only a separator.
  private let isBounded: Bool
  private(set) var found = FactorChooser.Occurrences()
  private var numbers = WindowNumbers()
  /// By item of the path at hand, and behind its last.
  private var states: [State] = [State()]
  /// The path at hand.
  private var path: Int32 = 0
  /// Index of its last occurrence so far; -1 before the first.
  private var last: Int32 = -1

  init(_ chooser: FactorChooser, bounded: Bool) {
    self.chooser = chooser
    isBounded = bounded
  }

  /// Finds all windows; false if one of the paths holds none, and what was found is of no use.
  mutating func find(in paths: PathList) -> Bool {
    found.lastOfPath.reserveCapacity(paths.count)
    found.plays.reserveCapacity(paths.count)
    found.all.reserveCapacity(paths.items.count / 2)
    return paths.items.withUnsafeBufferPointer { items in
      var before = 0..<0
      for number in 0..<paths.count {
        let range = paths.range(of: number)
        var shared = 0
        let limit = min(before.count, range.count)
        while shared < limit,
          items[before.lowerBound + shared] == items[range.lowerBound + shared]
        {
          shared += 1
        }
        path = Int32(number)
        end(reaching: shared)
        walk(UnsafeBufferPointer(rebasing: items[range]), from: shared)
        guard last >= 0 else { return false }
        let play = states[range.count].play
        found.all[Int(last)].mostPlay = max(found.all[Int(last)].mostPlay, play)
        found.lastOfPath.append(last)
        found.plays.append(play)
        before = range
      }
      path = Int32(paths.count)
      end(reaching: -1)
      return true
    }
  }

  /// Ends the occurrences that depend on more than `count` items before the path at hand.
  private mutating func end(reaching count: Int) {
    while last >= 0, Int(found.all[Int(last)].reach) > count {
      let index = Int(last)
      found.all[index].endPath = path
      let occurrence = found.all[index]
      let number = Int(occurrence.window)
      var candidate = found.candidates[number]
      candidate.openCount -= 1
      if !occurrence.isRepeat { candidate.pathCount += path - occurrence.firstPath }
      candidate.highestCost = max(
        candidate.highestCost,
        chooser.cost(candidate, occurrence, pathPlay: occurrence.mostPlay))
      found.candidates[number] = candidate
      last = occurrence.previous
      if last >= 0 {
        found.all[Int(last)].mostPlay = max(found.all[Int(last)].mostPlay, occurrence.mostPlay)
      }
    }
  }

  /// Adds the windows of the path at hand that depend on more than its first `start` items.
  private mutating func walk(_ items: UnsafeBufferPointer<PathItem>, from start: Int) {
    if states.count <= items.count {
      states += [State](repeating: State(), count: items.count + 1 - states.count)
    }
    var state = states[start]
    for index in start..<items.count {
      let item = items[index]
      if item.isSymbols {
        if index - state.runStart >= 3 {
          let window = Window(
            first: items[index - 3].mask, second: items[index - 2].mask,
            third: items[index - 1].mask, fourth: item.mask)
          add(window, item: index - 3, state, at: -3, reach: index + 1)
        }
        state.low += 1
        if state.high != State.endless { state.high += 1 }
      } else {
        addShortRun(items, end: index, state)
        state.runStart = index + 1
        state.play += Self.play(of: item)
        state.low += item.minimum
        if state.high != State.endless {
          state.high = item.maximum.map { state.high + $0 } ?? State.endless
        }
      }
      states[index + 1] = state
    }
    addShortRun(items, end: items.count, state)
  }

  /// Adds the windows of a run of fewer symbols than a window has, which ends before item `end`.
  private mutating func addShortRun(
    _ items: UnsafeBufferPointer<PathItem>, end: Int, _ state: State
  ) {
    let count = end - state.runStart
    guard isBounded, count > 0, count < 4 else { return }
    /// The mask of the item at `offset` of the run, or anything outside of it.
    func mask(_ offset: Int) -> UInt32 {
      offset >= 0 && offset < count
        ? items[state.runStart + offset].mask : FoldedAlphabet.fullMask
    }
    // The separator before a text is the first place that belongs to it.
    for start in count - 4...0 where state.low - count + start >= -1 {
      let window = Window(
        first: mask(start), second: mask(start + 1), third: mask(start + 2),
        fourth: mask(start + 3))
      add(
        window, item: start < 0 ? -1 : state.runStart + start, state, at: start - count,
        reach: end + 1)
    }
  }

  /// Adds a window that starts `offset` code points behind the place of `state`.
  private mutating func add(
    _ window: Window, item: Int, _ state: State, at offset: Int, reach: Int
  ) {
    let isEndless = state.high == State.endless
    if isBounded {
      guard !isEndless, state.high - state.low <= FactorChooser.spreadLimit,
        state.high + offset <= FactorChooser.distanceLimit
      else { return }
    }
    let keyCount = window.keyCount
    guard keyCount <= FactorChooser.keyLimit else { return }
    let number = numbers.number(of: window)
    let index = Int32(found.all.count)
    if number == found.candidates.count {
      found.candidates.append(
        FactorChooser.Candidate(window: window, cost: chooser.cost(of: window, keyCount)))
      found.candidates[number].first = index
    } else {
      found.all[Int(found.candidates[number].last)].next = index
    }
    found.all.append(
      Occurrence(
        window: Int32(number), firstPath: path, item: Int32(item),
        low: Int32(clamping: state.low + offset),
        upper: isEndless ? Occurrence.endless : Int32(clamping: state.high + offset),
        reach: Int32(reach), playBefore: state.play,
        isRepeat: found.candidates[number].openCount > 0, previous: last))
    found.candidates[number].last = index
    found.candidates[number].openCount += 1
    last = index
  }

  /// How many lengths a gap can have; an endless one counts as a long one.
  private static func play(of gap: PathItem) -> Int32 {
    Int32(gap.maximum.map { min($0 - gap.minimum, playLimit) } ?? playLimit)
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
  /// A path, and the index of the window's first item on it; -1 where the window was filled up and
  /// starts before its run does.
  struct Member: BitwiseCopyable {
    var path: Int
    var item: Int
  }

  private static let reach = -12..<16
  /// By place from the window on, `reach.lowerBound` first: the symbols that paths have there; all
  /// where one of them has a gap between.
  private var masks = [UInt32](repeating: 0, count: WindowCheck.reach.count)

  init(_ paths: PathList, _ members: [Member]) {
    paths.items.withUnsafeBufferPointer { items in
      masks.withUnsafeMutableBufferPointer { masks in
        for member in members {
          let range = paths.range(of: member.path)
          let window = member.item < 0 ? range.upperBound : range.lowerBound + member.item
          let center = -Self.reach.lowerBound
          // Away from the window, as far as the run goes.
          var isRun = true
          for offset in 0..<Self.reach.upperBound {
            let place = window + offset
            isRun = isRun && place < range.upperBound && items[place].isSymbols
            masks[center + offset] |= Self.mask(isRun ? items[place].mask : 0)
          }
          isRun = window < range.upperBound
          for offset in 1...center {
            let place = window - offset
            isRun = isRun && place >= range.lowerBound && items[place].isSymbols
            masks[center - offset] |= Self.mask(isRun ? items[place].mask : 0)
          }
        }
      }
    }
  }

  /// All symbols in place of none: a symbol that nothing matches tells nothing.
  private static func mask(_ mask: UInt32) -> UInt32 {
    mask == 0 ? FoldedAlphabet.fullMask : mask
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
