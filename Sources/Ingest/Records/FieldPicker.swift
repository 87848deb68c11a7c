internal import CSimdJSON

/// Finds the values of a JSON object that fill the parts of its document.
struct FieldPicker {
  private let selectors: FieldSelectors
  private let takesSource: Bool
  /// What was picked, in the order of the paths: index of the path, and the value.
  private(set) var picked: [(path: Int, value: sj_element)] = []
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
        if key.equals(selectors.paths[number].names[0]) {
          if let found = descend(value, number, depth: 1), Self.isValue(found) {
            keep(number, found)
          }
        } else if let name = selectors.paths[number].flatName, key.equals(name),
          Self.isValue(value)
        {
          keep(number, value)
        }
      }
    }
    picked.sort { selectors.paths[$0.path].order < selectors.paths[$1.path].order }
    for target in selectors.withCompanions { settle(target) }
  }

  private mutating func keep(_ number: Int, _ value: sj_element) {
    let target = selectors.paths[number].target
    if !selectors.isJoined[target.rawValue], !selectors.withCompanions.contains(target),
      let other = picked.firstIndex(where: { selectors.paths[$0.path].target == target })
    {
      if selectors.paths[picked[other].path].order >= selectors.paths[number].order {
        picked[other] = (number, value)
      }
      return
    }
    // A key that is given twice: the last one counts, as in most readers.
    if let same = picked.firstIndex(where: { $0.path == number }) {
      picked[same].value = value
    } else {
      picked.append((number, value))
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

  private static func isValue(_ value: sj_element) -> Bool {
    let type = sj_type_of(value)
    return type != sj_null && type != sj_object
  }
}
