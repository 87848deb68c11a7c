/// A window at one place of paths that lie side by side and begin alike. Small and plain, as there
/// are many.
struct WindowOccurrence: BitwiseCopyable {
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

/// A window that some paths hold.
struct WindowCandidate: BitwiseCopyable {
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
struct WindowOccurrences {
  var candidates: [WindowCandidate] = []
  /// In the order they are first met: by path, and by place on each.
  var all: [WindowOccurrence] = []
  /// By path: its last occurrence, from which `previous` leads to the others.
  var lastOfPath: [Int32] = []
  /// By path: how far apart its ends can lie.
  var plays: [Int32] = []

  /// Calls `body` with each occurrence of a candidate, by path.
  func forEach(of candidate: Int, _ body: (WindowOccurrence) -> Void) {
    var index = candidates[candidate].first
    while index >= 0 {
      body(all[Int(index)])
      index = all[Int(index)].next
    }
  }
}

/// Finds the windows of paths. What paths side by side share at their beginnings is walked once.
struct OccurrenceFinder {
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
  private(set) var found = WindowOccurrences()
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
    // Side by side, paths share most of their windows.
    found.candidates.reserveCapacity(paths.items.count / 4)
    numbers.reserveCapacity(paths.items.count / 4)
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
        WindowCandidate(window: window, cost: chooser.cost(of: window, keyCount)))
      found.candidates[number].first = index
    } else {
      found.all[Int(found.candidates[number].last)].next = index
    }
    found.all.append(
      WindowOccurrence(
        window: Int32(number), firstPath: path, item: Int32(item),
        low: Int32(clamping: state.low + offset),
        upper: isEndless ? WindowOccurrence.endless : Int32(clamping: state.high + offset),
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

  /// Makes room for so many windows, before the first.
  mutating func reserveCapacity(_ count: Int) {
    windows.reserveCapacity(count)
    while count * 2 >= slots.count { slots += slots }
  }

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
