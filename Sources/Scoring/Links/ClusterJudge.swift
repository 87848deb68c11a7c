internal import Model
internal import RulePacks

/// Scores the ads of single clusters and says what the queue shows of them. Shared between threads.
struct ClusterJudge: Sendable {
  let scorer: Scorer
  let tail: QueueTail
  let signals: LinkSignals
  let context: Cluster.Context
  let templates: TemplateTable
  let suppressed: Set<UInt64>
  /// Whether every ad has an item, or only the first of the cluster.
  let showsEach: Bool
  let json: LinksJSON
  let notes: SpillReader
  /// By number.
  let origins: [QueueKey.Origin]

  /// What some clusters amount to.
  struct Judged: Sendable {
    var report = LinkReport()
    /// For each cluster the place of its first item; nil where all are set aside.
    var firsts: [QueuePlace?] = []
    /// The places of all items.
    var places: [QueuePlace] = []
  }

  /// Queue items: their keys, and what follows the rank in their lines, one behind the other.
  struct Items: Sendable {
    var keys: [QueueKey] = []
    var tails: [UInt8] = []
  }

  /// One text of a cluster with its score. What its links are is said again for those that are
  /// shown: a cluster may have very many.
  private struct ScoredText {
    var number: Int
    /// The first place that one of its ads has.
    var place: QueuePlace
    /// What links add.
    var points: Points
  }

  /// Counts clusters and finds their places in the queue.
  func judge(_ clusters: Range<Int>, of chunk: ClusterChunk) -> Judged {
    var result = Judged()
    for number in clusters {
      let (ads, facts) = (chunk.ads(of: number), chunk.facts(of: number))
      result.report.count(ads)
      if let ad = ads.first, ads.count == 1, facts.allSatisfy({ !$0.isContact }),
        templates.spread(of: ad.text) == nil
      {
        judge(alone: ad, in: &result)
        continue
      }
      let cluster = Cluster(ads: ads, facts: facts, context)
      let texts = scoredTexts(of: cluster, in: &result.report)
      count(texts, of: cluster, in: &result.report)
      let first = texts.map(\.place).min()
      result.firsts.append(first)
      guard showsEach else {
        if let first { result.places.append(first) }
        continue
      }
      for text in texts {
        result.places += cluster.ads(of: cluster.texts[text.number]).map {
          place(of: $0, with: text.points)
        }
      }
    }
    return result
  }

  /// Counts clusters and makes all of their items.
  func judgeAndShow(
    _ clusters: Range<Int>, of chunk: ClusterChunk
  ) throws(ScoringError) -> (report: LinkReport, items: Items) {
    var report = LinkReport()
    var writer = ItemWriter()
    for number in clusters {
      report.count(chunk.ads(of: number))
      let cluster = Cluster(ads: chunk.ads(of: number), facts: chunk.facts(of: number), context)
      let texts = scoredTexts(of: cluster, in: &report)
      count(texts, of: cluster, in: &report)
      try show(texts, of: cluster, last: nil, in: &writer)
    }
    return (report, writer.items)
  }

  /// The items of clusters that stand at `last` or before it.
  func show(
    _ clusters: Range<Int>, of chunk: ClusterChunk, last: QueuePlace?
  ) throws(ScoringError) -> Items {
    var report = LinkReport()
    var writer = ItemWriter()
    for number in clusters {
      let cluster = Cluster(ads: chunk.ads(of: number), facts: chunk.facts(of: number), context)
      let texts = scoredTexts(of: cluster, in: &report)
      try show(texts, of: cluster, last: last, in: &writer)
    }
    return writer.items
  }

  /// Counts the ads that will stand behind another.
  private func count(
    _ texts: [ScoredText], of cluster: Cluster, in report: inout LinkReport
  ) {
    if showsEach { return }
    report.folded += max(0, shownCount(texts, of: cluster) - 1)
  }

  /// How many ads texts have.
  private func shownCount(_ texts: [ScoredText], of cluster: Cluster) -> Int {
    texts.reduce(0) { $0 + cluster.ads(of: cluster.texts[$1.number]).count }
  }

  /// An ad that nothing links to any other.
  private func judge(alone ad: AdRecord, in result: inout Judged) {
    result.report.bands[Int(scorer.band(of: ad, with: .zero).rawValue)] += 1
    if suppressed.contains(ad.fingerprint) {
      result.report.setAside(1, ad.fingerprint)
      result.firsts.append(nil)
      return
    }
    let place = place(of: ad, with: .zero)
    result.firsts.append(place)
    result.places.append(place)
  }

  /// Writes the items of a cluster that stand at `last` or before it.
  private func show(
    _ texts: [ScoredText], of cluster: Cluster, last: QueuePlace?, in writer: inout ItemWriter
  ) throws(ScoringError) {
    if showsEach {
      for text in texts {
        for ad in cluster.ads(of: cluster.texts[text.number]) {
          if let last, last < place(of: ad, with: text.points) { continue }
          write(ad, try notes(of: ad, &writer.scratch), text, cluster, behind: 0, to: &writer)
        }
      }
      return
    }
    guard let best = texts.min(by: { $0.place < $1.place }) else { return }
    if let last, last < best.place { return }
    let (ad, notes) = try first(
      of: cluster.ads(of: cluster.texts[best.number]), best, &writer.scratch)
    write(
      ad, notes, best, cluster, behind: shownCount(texts, of: cluster) - 1, to: &writer)
  }

  private func place(of ad: AdRecord, with points: Points) -> QueuePlace {
    QueuePlace(priority: scorer.priority(of: ad, with: points), fingerprint: ad.fingerprint)
  }

  /// The cluster's texts with their scores; those that are set aside are left out.
  private func scoredTexts(of cluster: Cluster, in report: inout LinkReport) -> [ScoredText] {
    var scored: [ScoredText] = []
    for (number, text) in cluster.texts.enumerated() {
      let ads = cluster.ads(of: text)
      let points = links(of: text, in: cluster).found.reduce(Points.zero) { $0 + $1.points }
      var first = place(of: ads[ads.startIndex], with: points)
      for ad in ads {
        report.bands[Int(scorer.band(of: ad, with: points).rawValue)] += 1
        // Copies may match at other distances, and so have other composites.
        first = min(first, place(of: ad, with: points))
      }
      if suppressed.contains(first.fingerprint) {
        report.setAside(ads.count, first.fingerprint)
        continue
      }
      scored.append(ScoredText(number: number, place: first, points: points))
    }
    return scored
  }

  /// What links a text to others, and its template.
  private func links(
    of text: Cluster.Text, in cluster: Cluster
  ) -> (found: [LinkContribution], template: TemplateSpread?) {
    let ads = cluster.ads(of: text)
    let template = templates.spread(of: ads[ads.startIndex].text)
    let found = signals.contributions(
      ads: ads, contacts: cluster.contacts, own: cluster.contacts(of: text), template: template)
    return (found, template)
  }

  /// Of copies the one that comes first in the queue: by score, then by id, then by source.
  private func first(
    of copies: ArraySlice<AdRecord>, _ text: ScoredText, _ scratch: inout [UInt8]
  ) throws(ScoringError) -> (ad: AdRecord, notes: AdNotes) {
    if let only = copies.first, copies.count == 1 { return (only, try notes(of: only, &scratch)) }
    var best: (ad: AdRecord, notes: AdNotes, key: QueueKey)?
    // Copies without a line come behind one that has one.
    for copy in copies where copy.headCount > 0 && place(of: copy, with: text.points) == text.place
    {
      let notes = try notes(of: copy, &scratch)
      let key = key(copy, notes, text)
      if let best, best.key < key { continue }
      best = (copy, notes, key)
    }
    // One of the copies has the text's place, and the first of such has a line.
    guard let best else {
      let any = copies[copies.startIndex]
      return (any, try notes(of: any, &scratch))
    }
    return (best.ad, best.notes)
  }

  private func notes(
    of ad: AdRecord, _ scratch: inout [UInt8]
  ) throws(ScoringError) -> AdNotes {
    try notes.read(offset: Int(ad.notesOffset), count: Int(ad.notesCount), into: &scratch)
    return AdNotes(scratch[...])
  }

  private func key(_ ad: AdRecord, _ notes: AdNotes, _ text: ScoredText) -> QueueKey {
    QueueKey(
      priority: scorer.priority(of: ad, with: text.points), fingerprint: ad.fingerprint,
      id: notes.id, origin: origins[Int(ad.origin)], position: notes.position,
      headOffset: Int(ad.offset), headCount: Int(ad.headCount))
  }

  private func write(
    _ ad: AdRecord, _ notes: AdNotes, _ text: ScoredText, _ cluster: Cluster, behind: Int,
    to writer: inout ItemWriter
  ) {
    let (found, template) = links(of: cluster.texts[text.number], in: cluster)
    writer.add(key(ad, notes, text)) { bytes in
      tail.write(notes.outline, links: found, fingerprint: ad.fingerprint, to: &bytes) {
        json.write(
          cluster, text: text.number, contacts: notes.contacts, template: template,
          behind: behind, to: &$0)
      }
    }
  }
}

/// Items under construction.
private struct ItemWriter: ~Copyable {
  private var keys: [QueueKey] = []
  private var tails = JSONBuffer()
  /// Notes are read into it.
  var scratch: [UInt8] = []

  var items: ClusterJudge.Items { ClusterJudge.Items(keys: keys, tails: tails.bytes) }

  mutating func add(_ key: QueueKey, tail write: (inout JSONBuffer) -> Void) {
    let start = tails.count
    write(&tails)
    var key = key
    key.tailCount = tails.count - start
    keys.append(key)
  }
}

extension TextFact {
  /// Whether it is a contact, which may link texts.
  var isContact: Bool { TextFact.Kind(rawValue: kind)?.isContact == true }
}
