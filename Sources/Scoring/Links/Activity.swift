/// Where and when ads were posted. What is not known is counted as unknown and nowhere else.
struct Activity: Equatable {
  /// One ad: when, and where.
  struct Sighting {
    /// Milliseconds since 1970, or `AdRecord.unknown`.
    var posted: Int64
    /// Number of the place, 0 for none.
    var place: UInt32

    var day: Int64? {
      guard posted != AdRecord.unknown else { return nil }
      let (quotient, remainder) = posted.quotientAndRemainder(dividingBy: 86_400_000)
      return remainder < 0 ? quotient - 1 : quotient
    }
  }

  /// All ads.
  private(set) var ads: Int
  /// Those without a date.
  private(set) var undated = 0
  /// Those without a place.
  private(set) var unplaced = 0
  /// Numbers of the distinct places, ascending.
  private(set) var places: [UInt32]
  /// Milliseconds since 1970; nil where no ad has a date.
  private(set) var firstSeen: Int64?
  private(set) var lastSeen: Int64?
  /// Distinct days (UTC) with an ad.
  private(set) var daysActive = 0
  /// By day: distinct pairs of day and place.
  private var dated: [(day: Int64, place: UInt32)] = []

  init(_ sightings: some Sequence<Sighting>) {
    ads = 0
    places = []
    for sighting in sightings {
      ads += 1
      if sighting.place == 0 { unplaced += 1 } else { places.append(sighting.place) }
      guard let day = sighting.day else {
        undated += 1
        continue
      }
      firstSeen = min(firstSeen ?? sighting.posted, sighting.posted)
      lastSeen = max(lastSeen ?? sighting.posted, sighting.posted)
      dated.append((day, sighting.place))
    }
    places.sortAndRemoveRepeats()
    dated.sort { ($0.day, $0.place) < ($1.day, $1.place) }
    var last = -1
    for next in dated.indices {
      if last >= 0, dated[last] == dated[next] { continue }
      if last < 0 || dated[last].day != dated[next].day { daysActive += 1 }
      last += 1
      dated[last] = dated[next]
    }
    dated.removeLast(dated.count - last - 1)
    dated.removeAll { $0.place == 0 }
  }

  /// The most places in any `days` days in a row, and the fewest days in which so many were seen.
  func mostPlaces(within days: Int) -> (places: Int, days: Int) {
    if places.count <= 1 || dated.count <= 1 { return dated.isEmpty ? (0, 0) : (1, 1) }
    var best = (places: 0, days: 0)
    // Of each place the entries from `start` to `end`, and how many places have any.
    var counts = [Int](repeating: 0, count: places.count)
    var seen = 0
    var start = 0
    for end in dated.indices {
      let place = number(of: dated[end].place)
      if counts[place] == 0 { seen += 1 }
      counts[place] += 1
      while true {
        let first = number(of: dated[start].place)
        guard dated[end].day - dated[start].day >= Int64(days) || counts[first] > 1 else { break }
        counts[first] -= 1
        if counts[first] == 0 { seen -= 1 }
        start += 1
      }
      let span = Int(dated[end].day - dated[start].day) + 1
      if seen > best.places || (seen == best.places && span < best.days) { best = (seen, span) }
    }
    return best
  }

  /// The index in `places` of one that is there.
  private func number(of place: UInt32) -> Int {
    var (low, high) = (0, places.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  static func == (left: Activity, right: Activity) -> Bool {
    left.ads == right.ads && left.undated == right.undated && left.unplaced == right.unplaced
      && left.places == right.places && left.firstSeen == right.firstSeen
      && left.lastSeen == right.lastSeen && left.daysActive == right.daysActive
      && left.dated.elementsEqual(right.dated, by: ==)
  }
}

extension [UInt32] {
  /// Ascending, each once.
  fileprivate mutating func sortAndRemoveRepeats() {
    guard count > 1 else { return }
    sort()
    var last = 0
    for next in 1..<count where self[next] != self[last] {
      last += 1
      self[last] = self[next]
    }
    removeLast(count - last - 1)
  }
}
