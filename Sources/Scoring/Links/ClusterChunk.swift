internal import Dispatch
internal import Synchronization

/// Some whole clusters: their ads by text, and what their texts state.
struct ClusterChunk: Sendable {
  /// From so many ads on a chunk is full; a single cluster may have more.
  private static let fullCount = 16_384

  private(set) var ads: [AdRecord] = []
  private(set) var facts: [TextFact] = []
  private var adEnds: [Int] = []
  private var factEnds: [Int] = []

  /// Number of clusters.
  var count: Int { adEnds.count }
  var isFull: Bool { ads.count >= Self.fullCount }

  /// The ads of one cluster.
  func ads(of cluster: Int) -> ArraySlice<AdRecord> {
    ads[(cluster > 0 ? adEnds[cluster - 1] : 0)..<adEnds[cluster]]
  }

  /// The facts of one cluster.
  func facts(of cluster: Int) -> ArraySlice<TextFact> {
    facts[(cluster > 0 ? factEnds[cluster - 1] : 0)..<factEnds[cluster]]
  }

  /// Takes the next cluster of `linked`; false if there is none.
  mutating func takeNext(of linked: LinkedAds) throws(ScoringError) -> Bool {
    guard let first = linked.ads.head else { return false }
    while let head = linked.ads.head, head.cluster == first.cluster, let ad = try linked.ads.next()
    {
      ads.append(ad)
    }
    while let head = linked.facts.head, head.cluster == first.cluster,
      let fact = try linked.facts.next()
    {
      facts.append(fact)
    }
    endCluster()
    return true
  }

  /// Takes a cluster that was put aside.
  mutating func take(_ ads: [AdRecord], _ facts: [TextFact]) {
    self.ads += ads
    self.facts += facts
    endCluster()
  }

  private mutating func endCluster() {
    adEnds.append(ads.count)
    factEnds.append(facts.count)
  }

  /// Forgets everything, keeping the memory.
  mutating func removeAll() {
    ads.removeAll(keepingCapacity: true)
    facts.removeAll(keepingCapacity: true)
    adEnds.removeAll(keepingCapacity: true)
    factEnds.removeAll(keepingCapacity: true)
  }

  /// What `body` makes of parts of the clusters, on several threads; in the order of the clusters.
  func map<Part: Sendable>(
    workers: Int, _ body: @Sendable (_ clusters: Range<Int>) throws(ScoringError) -> Part
  ) throws(ScoringError) -> [Part] {
    let partCount = min(count, workers > 1 ? workers * 4 : 1)
    let parts = Mutex([Int: Result<Part, ScoringError>]())
    let bounds = (0...partCount).map { partCount > 0 ? count * $0 / partCount : 0 }
    DispatchQueue.concurrentPerform(iterations: partCount) { number in
      let result: Result<Part, ScoringError>
      do throws(ScoringError) {
        result = .success(try body(bounds[number]..<bounds[number + 1]))
      } catch {
        result = .failure(error)
      }
      parts.withLock { $0[number] = result }
    }
    let found = parts.withLock { $0 }
    var ordered: [Part] = []
    for number in 0..<partCount {
      if let part = found[number] { ordered.append(try part.get()) }
    }
    return ordered
  }
}

/// Clusters that may be in the queue, put aside until all others are known.
final class ClusterFile {
  private struct Entry: BitwiseCopyable {
    var first: QueuePlace
    var adCount: Int
    var factCount: Int
  }

  private let entries: RecordFile<Entry>
  private let ads: RecordFile<AdRecord>
  private let facts: RecordFile<TextFact>

  init(folder: String) {
    entries = RecordFile(folder: folder)
    ads = RecordFile(folder: folder)
    facts = RecordFile(folder: folder)
  }

  /// Puts a cluster aside whose first item has the place `first`.
  func append(
    _ first: QueuePlace, _ ads: ArraySlice<AdRecord>, _ facts: ArraySlice<TextFact>
  ) throws(ScoringError) {
    try entries.append(Entry(first: first, adCount: ads.count, factCount: facts.count))
    for ad in ads { try self.ads.append(ad) }
    for fact in facts { try self.facts.append(fact) }
  }

  /// Hands on all clusters whose first item stands at `last` or before it.
  func forEach(
    upTo last: QueuePlace?, _ body: ([AdRecord], [TextFact]) throws(ScoringError) -> Void
  ) throws(ScoringError) {
    var adStart = 0
    var factStart = 0
    try entries.forEach { entry throws(ScoringError) in
      if last.map({ entry.first <= $0 }) ?? true {
        try body(
          ads.read(adStart..<adStart + entry.adCount),
          facts.read(factStart..<factStart + entry.factCount))
      }
      adStart += entry.adCount
      factStart += entry.factCount
    }
  }
}
