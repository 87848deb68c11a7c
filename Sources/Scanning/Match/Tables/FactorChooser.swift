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

  /// The occurrence by which a path is found.
  fileprivate struct Assignment: BitwiseCopyable {
    var occurrence: WindowOccurrence
    var cost: Double
  }

  /// Windows that hold all of some paths.
  struct Cover {
    fileprivate var candidates: [WindowCandidate]
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
  func cost(of window: Window, _ keyCount: Int) -> Double {
    model.expected(window) + Double(keyCount) * Self.keyCost
  }

  /// What a window at this place costs. Starts that have to be tried for it are cheap, as most are
  /// turned away by their first symbols.
  func cost(
    _ candidate: WindowCandidate, _ occurrence: WindowOccurrence, pathPlay: Int32
  ) -> Double {
    var factor = 1 + playCost * Double(pathPlay - occurrence.playBefore)
    if occurrence.upper != WindowOccurrence.endless {
      factor += 0.1 * Double(occurrence.upper - occurrence.low)
    }
    return candidate.cost * factor
  }

  /// Windows that hold all paths together: greedily the one that costs least for each new path,
  /// then without those that turned out not to be needed.
  private static func chosenWindows(pathCount: Int, _ occurrences: WindowOccurrences) -> [Int] {
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
    _ chosen: [Int], _ costs: [Double], _ occurrences: WindowOccurrences, _ pathCount: Int
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
  private func cover(pathCount: Int, _ occurrences: WindowOccurrences, _ chosen: [Int]) -> Cover {
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
    var occurrence: WindowOccurrence
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
