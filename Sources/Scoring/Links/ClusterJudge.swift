internal import Model
internal import RulePacks

/// Scores the ads of single clusters and says what the queue shows of them. Shared between threads.
struct ClusterJudge: Sendable {
  let scorer: Scorer
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

  /// A queue item: its key, and what follows the rank in its line.
  struct Item: Sendable {
    var key: QueueKey
    var tail: [UInt8]
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

  /// Counts a cluster and finds its places in the queue.
  func judge(_ ads: ArraySlice<AdRecord>, _ facts: ArraySlice<TextFact>, in result: inout Judged) {
    result.report.count(ads)
    if let ad = ads.first, ads.count == 1, facts.allSatisfy({ !$0.isContact }),
      templates.spread(of: ad.text) == nil
    {
      return judge(alone: ad, in: &result)
    }
    let cluster = Cluster(ads: ads, facts: facts, context)
    let texts = scoredTexts(of: cluster, in: &result.report)
    if !showsEach {
      let shown = texts.reduce(0) { $0 + cluster.ads(of: cluster.texts[$1.number]).count }
      result.report.folded += max(0, shown - 1)
    }
    let first = texts.map(\.place).min()
    result.firsts.append(first)
    guard showsEach else {
      if let first { result.places.append(first) }
      return
    }
    for text in texts {
      result.places += cluster.ads(of: cluster.texts[text.number]).map {
        place(of: $0, with: text.points)
      }
    }
  }

  /// An ad that nothing links to any other.
  private func judge(alone ad: AdRecord, in result: inout Judged) {
    result.report.bands[Int(scorer.band(of: ad, with: .zero).rawValue)] += 1
    if suppressed.contains(ad.fingerprint) {
      result.report.suppressed += 1
      return result.firsts.append(nil)
    }
    let place = place(of: ad, with: .zero)
    result.firsts.append(place)
    result.places.append(place)
  }

  /// The items of a cluster that stand at `last` or before it.
  func items(
    _ ads: ArraySlice<AdRecord>, _ facts: ArraySlice<TextFact>, last: QueuePlace?
  ) throws(ScoringError) -> [Item] {
    let cluster = Cluster(ads: ads, facts: facts, context)
    var report = LinkReport()
    let texts = scoredTexts(of: cluster, in: &report)
    var items: [Item] = []
    if showsEach {
      for text in texts {
        for ad in cluster.ads(of: cluster.texts[text.number]) {
          if let last, last < place(of: ad, with: text.points) { continue }
          items.append(item(ad, try notes(of: ad), text, cluster, behind: 0))
        }
      }
      return items
    }
    guard let best = texts.min(by: { $0.place < $1.place }) else { return [] }
    if let last, last < best.place { return [] }
    let shown = texts.reduce(0) { $0 + cluster.ads(of: cluster.texts[$1.number]).count }
    let (ad, notes) = try first(of: cluster.ads(of: cluster.texts[best.number]), best)
    items.append(item(ad, notes, best, cluster, behind: shown - 1))
    return items
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
        report.suppressed += ads.count
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
    of copies: ArraySlice<AdRecord>, _ text: ScoredText
  ) throws(ScoringError) -> (ad: AdRecord, notes: AdNotes) {
    var best: (ad: AdRecord, notes: AdNotes, key: QueueKey)?
    // Copies without a line come behind one that has one.
    for copy in copies where copy.headCount > 0 && place(of: copy, with: text.points) == text.place
    {
      let notes = try notes(of: copy)
      let key = key(copy, notes, text)
      if let best, best.key < key { continue }
      best = (copy, notes, key)
    }
    // One of the copies has the text's place, and the first of such has a line.
    guard let best else {
      let any = copies[copies.startIndex]
      return (any, try notes(of: any))
    }
    return (best.ad, best.notes)
  }

  private func notes(of ad: AdRecord) throws(ScoringError) -> AdNotes {
    var bytes: [UInt8] = []
    try notes.read(offset: Int(ad.notesOffset), count: Int(ad.notesCount), into: &bytes)
    return AdNotes(bytes)
  }

  private func key(_ ad: AdRecord, _ notes: AdNotes, _ text: ScoredText) -> QueueKey {
    QueueKey(
      priority: scorer.priority(of: ad, with: text.points), fingerprint: ad.fingerprint,
      id: notes.id, origin: origins[Int(ad.origin)], position: notes.position,
      headOffset: Int(ad.offset), headCount: Int(ad.headCount))
  }

  private func item(
    _ ad: AdRecord, _ notes: AdNotes, _ text: ScoredText, _ cluster: Cluster, behind: Int
  ) -> Item {
    let (found, template) = links(of: cluster.texts[text.number], in: cluster)
    var links = JSONBuffer()
    json.write(
      cluster, text: text.number, contacts: notes.contacts, template: template, behind: behind,
      to: &links)
    var tail = JSONBuffer()
    QueueTail.write(
      scorer.score(notes.outline, links: found), links: links.bytes,
      fingerprint: ad.fingerprint, to: &tail)
    return Item(key: key(ad, notes, text), tail: tail.bytes)
  }
}

extension TextFact {
  /// Whether it is a contact, which may link texts.
  var isContact: Bool { TextFact.Kind(rawValue: kind)?.isContact == true }
}
