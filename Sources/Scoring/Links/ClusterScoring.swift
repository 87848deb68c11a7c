internal import Model
internal import RulePacks

/// Scores linked ads cluster by cluster and gives the queue what it shows of each.
struct ClusterScoring {
  let scorer: Scorer
  let options: QueueMaker.Options
  let linked: LinkedAds
  let places: PlaceTable
  let origins: [QueueKey.Origin]
  let lines: SpillFile
  let builder: QueueBuilder

  /// One text of a cluster with its score.
  private struct ScoredText {
    var number: Int
    var priority: Int64
    var links: [LinkContribution]
    var template: TemplateSpread?
  }

  /// Goes through all clusters.
  func run(progress: (Double) -> Void) throws(ScoringError) -> LinkReport {
    var report = LinkReport()
    report.ads = linked.adCount
    report.texts = linked.textCount
    report.templates = linked.templates.count
    report.cuts = linked.contacts.cuts.count
    report.hubs = linked.contacts.hubs.values.map {
      LinkReport.Hub(
        kind: String(describing: $0.kind), token: Hex.text($0.hash), texts: $0.texts,
        groups: $0.groups)
    }.sorted { $0.token < $1.token }
    let signals = LinkSignals(scorer.table.links)
    let context = Cluster.Context(
      hubs: linked.contacts.hubs, cuts: linked.contacts.cuts, spans: signals.spans)
    let json = LinksJSON(places: places, hubs: linked.contacts.hubs)
    var templates = linked.templateOfText
    var ads: [AdRecord] = []
    var facts: [TextFact] = []
    var done = 0
    while let first = linked.ads.head {
      ads.removeAll(keepingCapacity: true)
      facts.removeAll(keepingCapacity: true)
      while let head = linked.ads.head, head.cluster == first.cluster,
        let ad = try linked.ads.next()
      {
        ads.append(ad)
      }
      while let head = linked.facts.head, head.cluster == first.cluster,
        let fact = try linked.facts.next()
      {
        facts.append(fact)
      }
      let cluster = Cluster(ads: ads, facts: facts, context)
      count(cluster, in: &report)
      let texts = score(cluster, signals, &templates, &report)
      try offer(cluster, texts, json, &report)
      done += ads.count
      if done % 4096 < ads.count { progress(Double(done) / Double(max(1, linked.adCount))) }
    }
    report.queued = builder.count
    return report
  }

  private func count(_ cluster: Cluster, in report: inout LinkReport) {
    report.clusters += 1
    if cluster.activity.ads > 1 { report.linkedClusters += 1 }
    report.undated += cluster.activity.undated
    report.unplaced += cluster.activity.unplaced
  }

  /// The cluster's texts with their scores; those that are set aside are left out.
  private func score(
    _ cluster: Cluster, _ signals: LinkSignals, _ templates: inout UnionFind,
    _ report: inout LinkReport
  ) -> [ScoredText] {
    var scored: [ScoredText] = []
    for (number, text) in cluster.texts.enumerated() {
      let ad = text.ads[0]
      let template = linked.templates[templates.root(of: ad.text)]
      let links = signals.contributions(
        ads: text.ads, contacts: text.contacts.map { cluster.contacts[$0] }.filter(\.isFollowed),
        template: template)
      let points = links.reduce(Points.zero) { $0 + $1.points }
      let band = scorer.band(
        counted: Points(thousandths: Int(ad.counted)) + points,
        isMinor: ad.flags.contains(.minor))
      report.bands[Int(band.rawValue)] += text.ads.count
      if options.suppressed.contains(ad.fingerprint) {
        report.suppressed += text.ads.count
        continue
      }
      scored.append(
        ScoredText(
          number: number,
          priority: QueueKey.priority(
            band: band, score: Points(thousandths: Int(ad.total)) + points),
          links: links, template: template))
    }
    return scored
  }

  /// Gives the queue the cluster's items: all, or the first of the first text in the queue's order.
  private func offer(
    _ cluster: Cluster, _ texts: [ScoredText], _ json: LinksJSON, _ report: inout LinkReport
  ) throws(ScoringError) {
    if options.showsEach {
      for text in texts where text.priority >= builder.floor {
        for ad in cluster.texts[text.number].ads {
          try offer(ad, try notes(of: ad), text, cluster, behind: 0, json)
        }
      }
      return
    }
    guard
      // Texts are in the order of their fingerprints, so of equal ones the first stays.
      let best = texts.max(by: {
        $0.priority != $1.priority ? $0.priority < $1.priority : $0.number > $1.number
      })
    else { return }
    let shown = texts.reduce(0) { $0 + cluster.texts[$1.number].ads.count }
    report.folded += shown - 1
    guard best.priority >= builder.floor else { return }
    let (ad, notes) = try first(of: cluster.texts[best.number].ads)
    try offer(ad, notes, best, cluster, behind: shown - 1, json)
  }

  /// Of copies the one that comes first in the queue: by id, then by source.
  private func first(
    of copies: [AdRecord]
  ) throws(ScoringError) -> (ad: AdRecord, notes: AdNotes) {
    var best = (ad: copies[0], notes: try notes(of: copies[0]))
    for copy in copies.dropFirst() {
      let notes = try notes(of: copy)
      if key(copy, notes, priority: 0) < key(best.ad, best.notes, priority: 0) {
        best = (copy, notes)
      }
    }
    return best
  }

  private func notes(of ad: AdRecord) throws(ScoringError) -> AdNotes {
    var bytes: [UInt8] = []
    try lines.read(
      offset: Int(ad.offset) + Int(ad.headCount), count: Int(ad.notesCount), into: &bytes)
    return AdNotes(bytes)
  }

  private func key(_ ad: AdRecord, _ notes: AdNotes, priority: Int64) -> QueueKey {
    QueueKey(
      priority: priority, fingerprint: ad.fingerprint, id: notes.id,
      origin: origins[Int(ad.origin)], position: notes.position, headOffset: Int(ad.offset),
      headCount: Int(ad.headCount))
  }

  private func offer(
    _ ad: AdRecord, _ notes: AdNotes, _ text: ScoredText, _ cluster: Cluster, behind: Int,
    _ json: LinksJSON
  ) throws(ScoringError) {
    let key = key(ad, notes, priority: text.priority)
    guard builder.isWanted(key) else { return }
    var links = JSONBuffer()
    json.write(
      cluster, text: text.number, contacts: notes.contacts, template: text.template,
      behind: behind, to: &links)
    var tail = JSONBuffer()
    QueueTail.write(
      scorer.score(notes.outline, links: text.links), links: links.bytes,
      fingerprint: ad.fingerprint, to: &tail)
    try builder.add(key, tail: tail.bytes)
  }
}
