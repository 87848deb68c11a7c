internal import Model

/// What linking has found, for the manifest.
package struct LinkReport: Sendable, Equatable {
  /// A contact that is too common to be followed.
  package struct Hub: Sendable, Equatable {
    /// `phone`, `email`, `handle`, `wallet` or `payment`.
    package var kind: String
    /// What stands for the contact in `links` of the queue.
    package var token: String
    /// Distinct texts it stands in.
    package var texts: Int
    /// Groups of them that share neither wording nor another contact.
    package var groups: Int
  }

  /// Ads that were linked.
  package var ads = 0
  /// Distinct texts.
  package var texts = 0
  /// Sets of ads that share contacts; an ad without one is a set of its own.
  package var clusters = 0
  /// Clusters of two ads or more.
  package var linkedClusters = 0
  /// Templates of two texts or more.
  package var templates = 0
  /// Items in the queue.
  package var queued = 0
  /// Ads that stand behind another item.
  package var folded = 0
  /// Ads that reviewers have set aside.
  package var suppressed = 0
  /// Fingerprints by which reviewers have set no ad of this run aside.
  package var unmatched = 0
  /// Those by which they have.
  private(set) var setAside: Set<UInt64> = []
  /// Ads without a date or a place: unknown, never zero.
  package var undated = 0
  package var unplaced = 0
  /// Contacts that are not followed from one text, so that parts of a large cluster stay apart.
  package var cuts = 0
  /// By token.
  package var hubs: [Hub] = []
  /// Ads by band, least urgent first.
  package var bands = [Int](repeating: 0, count: Band.allCases.count)

  /// Nothing.
  package init() {}

  /// Counts ads that reviewers have set aside.
  mutating func setAside(_ ads: Int, _ fingerprint: UInt64) {
    suppressed += ads
    setAside.insert(fingerprint)
  }

  /// Counts the ads of one cluster.
  mutating func count(_ ads: ArraySlice<AdRecord>) {
    clusters += 1
    if ads.count > 1 { linkedClusters += 1 }
    for ad in ads {
      if ad.posted == AdRecord.unknown { undated += 1 }
      if ad.place == 0 { unplaced += 1 }
    }
  }

  /// Adds what was counted of other clusters.
  mutating func add(_ other: LinkReport) {
    clusters += other.clusters
    linkedClusters += other.linkedClusters
    folded += other.folded
    suppressed += other.suppressed
    setAside.formUnion(other.setAside)
    undated += other.undated
    unplaced += other.unplaced
    for band in bands.indices { bands[band] += other.bands[band] }
  }
}
