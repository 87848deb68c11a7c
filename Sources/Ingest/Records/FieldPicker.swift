internal import CSimdJSON

/// Finds the values of a JSON object that fill the parts of its document.
struct FieldPicker {
  /// The value that fills a part.
  struct Pick {
    /// Index of the path that leads to it.
    var path: Int
    /// Whether its first name is written in other case than the path's.
    var isFolded: Bool
    var value: sj_element

    /// Whether `key` is the `depth`th name of the path, `name`, as it was picked.
    func isNamed(_ key: sj_string, _ name: [UInt8], depth: Int) -> Bool {
      isFolded && depth == 0
        ? key.equalsFolded(name) && !key.equals(name) : key.equals(name)
    }
  }

  private let selectors: FieldSelectors
  private let takesSource: Bool
  /// What was picked, in the order of the paths.
  private(set) var picked: [Pick] = []
  /// What the object says itself of where it was read.
  private(set) var ownSource: sj_element?

  init(selectors: FieldSelectors, takesSource: Bool) {
    self.selectors = selectors
    self.takesSource = takesSource
  }

  /// Finds the value of every path; of alternatives only the first that is there is kept, with the
  /// first of its companions.
  mutating func pick(_ root: sj_element) {
    picked.removeAll(keepingCapacity: true)
    ownSource = nil
    var members = sj_begin(root)
    var key = sj_string()
    var value = sj_element()
    while sj_next_member(&members, &key, &value) != 0 {
      if takesSource, key.equals(MemberWriter.sourceKey) { ownSource = value }
      for number in selectors.numbers(keyLength: key.count) {
        // Not by a copy of the path, which would be counted for every member.
        if key.equalsFolded(selectors.paths[number].names[0]) {
          if let found = descend(value, number, depth: 1).flatMap(Self.value) {
            let isFolded = !key.equals(selectors.paths[number].names[0])
            keep(Pick(path: number, isFolded: isFolded, value: found))
          }
        } else if let name = selectors.paths[number].flatName, key.equalsFolded(name),
          let found = Self.value(value)
        {
          keep(Pick(path: number, isFolded: !key.equals(name), value: found))
        }
      }
    }
    picked.sort { selectors.paths[$0.path].order < selectors.paths[$1.path].order }
    for target in selectors.withCompanions { settle(target) }
  }

  private mutating func keep(_ pick: Pick) {
    let number = pick.path
    let target = selectors.paths[number].target
    if !selectors.isJoined[target.rawValue], !selectors.withCompanions.contains(target),
      let other = picked.firstIndex(where: { selectors.paths[$0.path].target == target })
    {
      let otherNumber = picked[other].path
      let isBehind =
        otherNumber == number
        ? pick.isFolded && !picked[other].isFolded
        : selectors.paths[otherNumber].order < selectors.paths[number].order
      if !isBehind { picked[other] = pick }
      return
    }
    // A key that is given twice: the last one counts, as in most readers, before those in other case.
    if let same = picked.firstIndex(where: { $0.path == number }) {
      if !pick.isFolded || picked[same].isFolded { picked[same] = pick }
    } else {
      picked.append(pick)
    }
  }

  /// Of alternatives that have companions keeps the first, and the first companion of that.
  private mutating func settle(_ target: FieldTarget) {
    let paths = selectors.paths
    let best = picked.first { paths[$0.path].target == target && paths[$0.path].lead == nil }?.path
    let companion = best.flatMap { best in picked.first { paths[$0.path].lead == best }?.path }
    picked.removeAll {
      paths[$0.path].target == target && $0.path != best && $0.path != companion
    }
  }

  /// What the path leads to from the value of its first `depth` names.
  private func descend(_ value: sj_element, _ path: Int, depth: Int) -> sj_element? {
    guard depth < selectors.paths[path].names.count else { return value }
    guard sj_type_of(value) == sj_object else { return nil }
    var members = sj_begin(value)
    var key = sj_string()
    var member = sj_element()
    while sj_next_member(&members, &key, &member) != 0 {
      if key.equals(selectors.paths[path].names[depth]) {
        return descend(member, path, depth: depth + 1)
      }
    }
    return nil
  }

  /// The value itself, or what MongoDB's extended JSON wraps in an object of one member, as in
  /// `{"$date": {"$numberLong": "1296986400000"}}`; nil for other objects and null.
  private static func value(_ value: sj_element) -> sj_element? {
    let type = sj_type_of(value)
    if type == sj_null { return nil }
    guard type == sj_object else { return value }
    var members = sj_begin(value)
    var key = sj_string()
    var inner = sj_element()
    guard sj_next_member(&members, &key, &inner) != 0,
      wrappers.contains(where: { key.equals($0) })
    else { return nil }
    var (otherKey, other) = (sj_string(), sj_element())
    guard sj_next_member(&members, &otherKey, &other) == 0 else { return nil }
    return self.value(inner)
  }

  /// Source: MongoDB Extended JSON, version 2.
  private static let wrappers = [
    "$oid", "$date", "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal", "$symbol",
    "$uuid",
  ].map { Array($0.utf8) }
}
