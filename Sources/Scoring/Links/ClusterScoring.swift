internal import Model
internal import RulePacks

/// Goes through linked ads cluster by cluster and gives the queue what it shows of each.
///
/// With a limit only the places of clusters are found at first, and clusters that may still be shown
/// are put aside; the lines of those that are shown in the end are made last.
struct ClusterScoring {
  let linked: LinkedAds
  let judge: ClusterJudge
  /// The most items; nil for no limit.
  let limit: Int?
  /// No item of a lower priority is among the first `limit`.
  let floor: Int64
  let workers: Int
  let folder: String
  let builder: QueueBuilder

  /// Goes through all clusters.
  func run(progress: (Double) -> Void) throws(ScoringError) -> LinkReport {
    var report = LinkReport()
    report.ads = linked.adCount
    report.texts = linked.textCount
    report.templates = linked.templates.count
    report.cuts = linked.contacts.cuts.count
    report.hubs = linked.contacts.hubs.values.map {
      LinkReport.Hub(
        kind: $0.kind.name, token: Hex.text($0.hash), texts: $0.texts, groups: $0.groups)
    }.sorted { $0.token < $1.token }
    if let limit {
      try runInTwo(limit, &report, progress: progress)
    } else {
      try forEachChunk(progress: progress) { chunk throws(ScoringError) in
        let judge = judge
        let parts = try chunk.map(workers: workers) { clusters throws(ScoringError) in
          try judge.judgeAndShow(clusters, of: chunk)
        }
        for part in parts {
          report.add(part.report)
          try offer(part.items)
        }
      }
    }
    report.queued = builder.count
    return report
  }

  private func runInTwo(
    _ limit: Int, _ report: inout LinkReport, progress: (Double) -> Void
  ) throws(ScoringError) {
    var places = FirstPlaces(limit: limit)
    let candidates = ClusterFile(folder: folder)
    try forEachChunk(progress: progress) { chunk throws(ScoringError) in
      let parts = try judged(chunk)
      for part in parts {
        report.add(part.report)
        for place in part.places where place.priority >= floor { places.add(place) }
      }
      for (cluster, first) in parts.lazy.flatMap(\.firsts).enumerated() {
        guard let first, first.priority >= floor, places.last.map({ first <= $0 }) ?? true else {
          continue
        }
        try candidates.append(first, chunk.ads(of: cluster), chunk.facts(of: cluster))
      }
    }
    var chunk = ClusterChunk()
    try candidates.forEach(upTo: places.last) { ads, facts throws(ScoringError) in
      chunk.take(ads, facts)
      if chunk.isFull {
        try show(chunk, last: places.last)
        chunk.removeAll()
      }
    }
    try show(chunk, last: places.last)
  }

  private func forEachChunk(
    progress: (Double) -> Void, _ body: (ClusterChunk) throws(ScoringError) -> Void
  ) throws(ScoringError) {
    var chunk = ClusterChunk()
    var done = 0
    while try chunk.takeNext(of: linked) {
      guard chunk.isFull || linked.ads.head == nil else { continue }
      try body(chunk)
      done += chunk.ads.count
      progress(Double(done) / Double(max(1, linked.adCount)))
      chunk.removeAll()
    }
  }

  private func judged(_ chunk: ClusterChunk) throws(ScoringError) -> [ClusterJudge.Judged] {
    let judge = judge
    return try chunk.map(workers: workers) { judge.judge($0, of: chunk) }
  }

  /// Gives the queue the chunk's items that stand at `last` or before it.
  private func show(_ chunk: ClusterChunk, last: QueuePlace?) throws(ScoringError) {
    let judge = judge
    let parts = try chunk.map(workers: workers) { clusters throws(ScoringError) in
      try judge.show(clusters, of: chunk, last: last)
    }
    for part in parts { try offer(part) }
  }

  /// Gives the queue what it wants of the items.
  private func offer(_ items: ClusterJudge.Items) throws(ScoringError) {
    var start = 0
    for key in items.keys {
      let end = start + key.tailCount
      if builder.isWanted(key) { try builder.add(key, tail: items.tails[start..<end]) }
      start = end
    }
  }
}
