/// Where and when something was seen: a text, or a contact.
struct Sighting: Hashable, Comparable {
  var hash: UInt64
  /// Days since 1970.
  var day: UInt16
  var place: UInt16
  /// Whether its area code lies elsewhere.
  var isFar: Bool

  /// By what was seen, then by time.
  static func < (left: Sighting, right: Sighting) -> Bool {
    if left.hash != right.hash { return left.hash < right.hash }
    if left.day != right.day { return left.day < right.day }
    return left.place < right.place
  }
}

/// A growing set of sightings that stays as small as the distinct ones are.
struct SightingList {
  private var items: [Sighting] = []
  private var nextCompaction = 1 << 20

  mutating func append(_ sighting: Sighting) {
    items.append(sighting)
    if items.count >= nextCompaction {
      compact()
      nextCompaction = max(1 << 20, items.count + items.count / 2)
    }
  }

  /// All distinct sightings in order; the list is empty afterwards.
  mutating func takeSorted() -> [Sighting] {
    compact()
    defer { items = [] }
    return items
  }

  private mutating func compact() {
    items.sort()
    var kept = 0
    for index in items.indices where index == 0 || items[index] != items[kept - 1] {
      items[kept] = items[index]
      kept += 1
    }
    items.removeLast(items.count - kept)
  }
}
