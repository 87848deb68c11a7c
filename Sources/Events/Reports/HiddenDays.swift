/// The days of a line that a report made for sharing does not show.
///
/// Those with a count under `TidyTable.maskLimit`, and where the event, or one weekday of the
/// baseline, has only one of them, the least of the others too: sums and means of these are in the
/// report, and what is left of them would be the hidden count. Source: Hundepool and others 2012,
/// Statistical Disclosure Control, §4.2 (secondary suppression).
struct HiddenDays {
  private var bins: Set<Int> = []

  init(_ points: [SeriesLine.Point], axis: TimeAxis, isPublic: Bool) {
    guard isPublic else { return }
    let known = points.filter { $0.value != nil }
    let small = known.filter { $0.count > 0 && $0.count < TidyTable.maskLimit }
    bins = Set(small.map(\.bin))
    // The event as a whole, and each weekday of the baseline.
    let groups: [Int?] = [nil, 0, 1, 2, 3, 4, 5, 6]
    for season in groups {
      let group = known.filter { point in
        season.map { point.phase == .baseline && axis.season(point.bin) == $0 }
          ?? (point.phase == .event)
      }
      guard group.count(where: { bins.contains($0.bin) }) == 1,
        let next = group.filter({ !bins.contains($0.bin) }).min(by: { $0.count < $1.count })
      else { continue }
      bins.insert(next.bin)
    }
  }

  /// Whether the point's count is not to be shown.
  func contains(_ point: SeriesLine.Point) -> Bool { bins.contains(point.bin) }
}
