/// Turns sets and assertions into items of paths, and paths with conditions into paths without.
struct PathSymbols {
  private let registry: KindRegistry
  private var masks: [SymbolSet: UInt32] = [:]
  private var conditions: [[MaskPair]] = []
  private var conditionNumbers: [EdgeAssertion: Int] = [:]

  init(registry: KindRegistry) { self.registry = registry }

  /// The folded symbols of the set's members.
  mutating func mask(of set: SymbolSet) -> UInt32 {
    // A letter's mask is told sooner than looked up.
    if set.kinds == 0, set.exceptions.isEmpty {
      return FoldedAlphabet.mask(of: set, registry: registry)
    }
    if let mask = masks[set] { return mask }
    let mask = FoldedAlphabet.mask(of: set, registry: registry)
    masks[set] = mask
    return mask
  }

  /// The assertion as an item.
  mutating func condition(_ assertion: EdgeAssertion) -> PathItem {
    if let number = conditionNumbers[assertion] { return .condition(number) }
    var pairs: [MaskPair] = []
    for pair in assertion.pairs {
      pairs.append(MaskPair(before: mask(of: pair.before), after: mask(of: pair.after)))
    }
    conditions.append(pairs)
    conditionNumbers[assertion] = conditions.count - 1
    return .condition(conditions.count - 1)
  }

  /// Paths that can match, each once, with one symbol of context before and behind each. Conditions
  /// have narrowed the symbols next to them and are gone.
  func resolved(_ paths: PathList) -> PathList {
    // Each path gains two symbols of context.
    var distinct = DistinctPaths(
      pathCount: paths.count, itemCount: paths.items.count + 2 * paths.count)
    var places: [ConditionPlace] = []
    paths.forEach { _, path in
      distinct.add { resolve(path, &places, into: &$0) }
    }
    return distinct.paths
  }

  /// Where a condition stands in a path.
  private struct ConditionPlace: BitwiseCopyable {
    var condition: Int
    /// Index into the items of the list, of what follows the condition.
    var index: Int
  }

  /// Adds a path with context, whose conditions have narrowed their neighbours, to the end of
  /// `list`; false, and it is of no use, if one of them cannot hold.
  ///
  /// - Parameter places: memory that is used again.
  private func resolve(
    _ path: UnsafeBufferPointer<PathItem>, _ places: inout [ConditionPlace],
    into list: inout PathList
  ) -> Bool {
    places.removeAll(keepingCapacity: true)
    list.append(.symbols(FoldedAlphabet.fullMask))
    for item in path {
      if let condition = item.condition {
        places.append(ConditionPlace(condition: condition, index: list.items.count))
      } else {
        list.append(item)
      }
    }
    list.append(.symbols(FoldedAlphabet.fullMask))
    // Twice, as conditions side by side narrow each other's neighbours.
    for _ in 0..<2 {
      for place in places {
        let (before, after) = (list.items[place.index - 1].mask, list.items[place.index].mask)
        var narrowed = MaskPair(before: 0, after: 0)
        for number in conditions[place.condition].indices {
          let pair = conditions[place.condition][number]
          guard before & pair.before != 0, after & pair.after != 0 else { continue }
          narrowed.before |= before & pair.before
          narrowed.after |= after & pair.after
        }
        guard narrowed.before != 0 else { return false }
        list.narrow(place.index - 1, to: narrowed.before)
        list.narrow(place.index, to: narrowed.after)
      }
    }
    return true
  }
}

/// The masks of an assertion's pair.
private struct MaskPair: BitwiseCopyable {
  var before: UInt32
  var after: UInt32
}
