/// Chooses companions: windows of which every match of a rule holds one, apart from those that name
/// its starts. Where starts are common, as with a number and any word behind it, most are not worth
/// trying, since the text lacks what must follow.
struct CompanionChooser {
  /// A text is taken to have this many code points.
  private static let textLength = 600.0
  /// What trying a start costs, where finding a key costs 1.
  private static let attemptCost = 3.0
  /// What each of several starts of a window costs.
  private static let startCost = 0.1
  /// What letting a window wait costs.
  private static let waitCost = 0.3
  /// The most paths in which companions are looked for.
  private static let pathLimit = 64

  private let registry: KindRegistry
  /// Less than this a code point is not worth sparing.
  private let worth: Double
  private let model: FrequencyModel
  /// Companions say nothing of where matches start or end, so only how rare they are counts.
  private let chooser: FactorChooser

  /// - Parameter worth: what companions must spare a code point, where finding a key costs 1.
  init(registry: KindRegistry, model: FrequencyModel, worth: Double) {
    self.registry = registry
    self.worth = worth
    self.model = model
    chooser = FactorChooser(model: model, playCost: 0)
  }

  /// The companions to `choice`, the windows of a rule with pattern `node`; empty where they would
  /// spare too little.
  func companions(of node: PatternNode, to choice: FactorChoice) -> [Factor] {
    let starts = startsCost(of: choice)
    guard starts > worth else { return [] }
    // Rare windows have few starts to spare.
    let common = choice.factors.map(\.window).filter {
      model.expected($0) * Double(choice.factors.count) > choice.expected / 4
    }
    let paths = PathExpander.paths(of: node, registry: registry, limit: Self.pathLimit) {
      Self.cost(of: $0, apartFrom: common, chooser)
    }
    let apart = Self.apart(paths, from: common)
    guard let company = chooser.choose(apart, bounded: false) else { return [] }
    let rate = company.expected
    let isMet = min(1, rate * Self.textLength)
    let gain = starts * (1 - isMet) - rate - choice.expected * Self.waitCost
    return gain > worth ? company.factors : []
  }

  /// What trying all starts costs a code point.
  private func startsCost(of choice: FactorChoice) -> Double {
    choice.factors.reduce(0) { sum, factor in
      let starts = factor.places.reduce(0) { $0 + ($1.high ?? $1.low) - $1.low }
      return sum + model.expected(factor.window)
        * (Self.attemptCost + Self.startCost * Double(starts))
    }
  }

  private static func cost(
    of paths: PathList, apartFrom windows: [Window], _ chooser: FactorChooser
  ) -> Double {
    chooser.cover(apart(paths, from: windows), bounded: false)?.cost ?? .infinity
  }

  /// Paths with a gap in place of every word that holds one of the windows: what stands in the
  /// same word comes wherever the window does, and says nothing new.
  private static func apart(_ paths: PathList, from windows: [Window]) -> PathList {
    var apart = PathList()
    paths.forEach { _, path in
      append(path, apartFrom: windows, to: &apart)
      apart.endPath()
    }
    return apart
  }

  private static func append(
    _ path: UnsafeBufferPointer<PathItem>, apartFrom windows: [Window], to list: inout PathList
  ) {
    var isTaken: [Bool] = []
    for window in windows {
      for start in -3..<path.count where fits(window, path, at: start) {
        if isTaken.isEmpty { isTaken = [Bool](repeating: false, count: path.count) }
        var (first, last) = (max(start, 0), min(start + 3, path.count - 1))
        while first > 0, isInWord(path[first]), isInWord(path[first - 1]) { first -= 1 }
        while last + 1 < path.count, isInWord(path[last]), isInWord(path[last + 1]) { last += 1 }
        for index in first...last { isTaken[index] = true }
      }
    }
    for (index, item) in path.enumerated() {
      if isTaken.isEmpty || !isTaken[index] {
        list.append(item)
      } else if index == 0 || !isTaken[index - 1] {
        list.append(.gap(minimum: 0, maximum: nil))
      }
    }
  }

  private static func isInWord(_ item: PathItem) -> Bool {
    item.isSymbols && item.mask != FoldedAlphabet.otherMask
  }

  /// Whether the path's symbols from `start` on are all among the window's; what the window leaves
  /// open may lie beyond the path.
  private static func fits(
    _ window: Window, _ path: UnsafeBufferPointer<PathItem>, at start: Int
  ) -> Bool {
    func fits(_ mask: UInt32, _ index: Int) -> Bool {
      mask == FoldedAlphabet.fullMask
        || path.indices.contains(index) && path[index].isSymbols && path[index].mask & ~mask == 0
    }
    return fits(window.first, start) && fits(window.second, start + 1)
      && fits(window.third, start + 2) && fits(window.fourth, start + 3)
  }
}
