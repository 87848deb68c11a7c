internal import Foundation
package import Model
internal import RulePacks

/// Takes scanned ads in any order, links them, and makes the ranked queue.
///
/// Lines, sketches and facts are put aside in nameless files and sorted there; memory holds a few
/// bytes an ad, and about a hundred a queue item. What comes out does not depend on the order in
/// which ads came. Used by one thread at a time.
package final class QueueMaker {
  /// What the queue shows.
  package struct Options: Sendable {
    /// The most items; nil for no limit.
    package var limit: Int?
    /// Whether every ad has an item, or only the first of each cluster.
    package var showsEach = false
    /// Whether ads are linked. If not, every ad has an item, `links` is null and scores are those of
    /// the ads' own matches.
    package var linksAds = true
    /// Fingerprints of items that reviewers have set aside: they are linked, but not shown.
    package var suppressed: Set<UInt64> = []
    /// Whether lines of ads that cannot be among the first `limit` may be left out. Needs findings
    /// that were just made: copies of one text must state the same contacts.
    package var leavesOutLines = false
    /// Threads that link and score.
    package var workers = 1
    /// Where temporary files are made.
    package var spillFolder: String

    /// Everything, one item a cluster.
    package init(spillFolder: String) { self.spillFolder = spillFolder }
  }

  /// What is going on while the queue is made.
  package enum Phase: Sendable, Equatable {
    case texts, templates, contacts, scores, writing
  }

  private let scorer: Scorer
  private let tail: QueueTail
  private let options: Options
  private let lines: SpillFile
  private let notes: SpillFile
  private let sketches: SketchStore
  private let ads: ExternalSorter<AdRecord.ByText>
  private let facts: ExternalSorter<TextFact.ByText>
  private var places = PlaceTable()
  private var origins: [QueueKey.Origin] = []
  private var originNumbers: [BatchSource: UInt32] = [:]
  private var builder: QueueBuilder
  private var floorFinder: FloorFinder?
  /// What was counted of ads that are not to be linked.
  private var alone = LinkReport()
  /// Where the state is kept; nil as long as it is not.
  private var stateFolder: String?

  /// - Parameter scorer: the one that ads were prepared with.
  package init(_ scorer: Scorer, options: Options) {
    self.scorer = scorer
    tail = QueueTail(scorer)
    self.options = options
    let folder = options.spillFolder
    lines = SpillFile(folder: folder)
    notes = SpillFile(folder: folder)
    sketches = SketchStore(folder: folder)
    ads = ExternalSorter(folder: folder)
    facts = ExternalSorter(folder: folder)
    builder = QueueBuilder(limit: options.limit, heads: lines, folder: folder)
    if let limit = options.limit, options.leavesOutLines {
      floorFinder = FloorFinder(
        limit: limit, countsEach: options.showsEach || !options.linksAds)
    }
  }

  /// What ads must be able to reach to be in the queue: for those who prepare them.
  package var floor: QueueFloor { floorFinder?.floor ?? QueueFloor() }

  /// Takes in the ads of one batch.
  ///
  /// - Parameter sources: what the ads' `source` points into.
  package func add(_ batch: PreparedAds, sources: [BatchSource]) throws(ScoringError) {
    guard options.linksAds else { return try addAlone(batch, sources) }
    let base = UInt64(lines.byteCount)
    let notesBase = UInt64(notes.byteCount)
    let firstSketch = UInt32(sketches.count)
    let placeNumbers = batch.places.map { places.number(of: $0) }
    let sourceNumbers = sources.map { number(of: $0) }
    for record in batch.records {
      var record = record
      record.offset += base
      record.notesOffset += notesBase
      record.origin = sourceNumbers[Int(record.origin)]
      if record.place > 0 { record.place = placeNumbers[Int(record.place) - 1] }
      if record.sketch != AdRecord.none { record.sketch += firstSketch }
      try ads.append(record)
      raiseFloor(by: record)
    }
    for fact in batch.facts { try facts.append(fact) }
    try sketches.append(batch.sketches)
    try lines.append(batch.lines)
    try notes.append(batch.notes)
  }

  private func raiseFloor(by ad: AdRecord) {
    guard floorFinder != nil, !options.suppressed.contains(ad.fingerprint) else { return }
    floorFinder?.add(
      QueuePlace(priority: scorer.priority(of: ad, with: .zero), fingerprint: ad.fingerprint),
      hasContact: ad.flags.contains(.contact))
  }

  /// Takes in ads that are not to be linked: each is an item at once.
  private func addAlone(_ batch: PreparedAds, _ sources: [BatchSource]) throws(ScoringError) {
    let base = lines.byteCount
    let sourceNumbers = sources.map { number(of: $0) }
    var json = JSONBuffer()
    for ad in batch.records {
      if ad.posted == AdRecord.unknown { alone.undated += 1 }
      if ad.place == 0 { alone.unplaced += 1 }
      alone.bands[Int(scorer.band(of: ad, with: .zero).rawValue)] += 1
      if options.suppressed.contains(ad.fingerprint) {
        alone.setAside(1, ad.fingerprint)
        continue
      }
      raiseFloor(by: ad)
      let priority = scorer.priority(of: ad, with: .zero)
      // Without a line it could not be shown when it was prepared, and less so now.
      guard priority >= floor.priority, ad.headCount > 0 else { continue }
      let start = Int(ad.notesOffset)
      let notes = AdNotes(batch.notes[start..<start + Int(ad.notesCount)])
      let key = QueueKey(
        priority: priority, fingerprint: ad.fingerprint, id: notes.id,
        origin: origins[Int(sourceNumbers[Int(ad.origin)])], position: notes.position,
        headOffset: base + Int(ad.offset), headCount: Int(ad.headCount))
      guard builder.isWanted(key) else { continue }
      json.removeAll()
      tail.write(notes.outline, links: [], fingerprint: ad.fingerprint, to: &json) {
        $0.raw("null")
      }
      try builder.add(key, tail: json.written)
    }
    try lines.append(batch.lines)
  }

  private func number(of source: BatchSource) -> UInt32 {
    if let number = originNumbers[source] { return number }
    let number = UInt32(origins.count)
    origins.append(QueueKey.Origin(source))
    originNumbers[source] = number
    return number
  }

  /// Keeps all that was taken in so far in files in `folder`, the same one at every call.
  ///
  /// - Returns: what `resume` needs beside the files.
  package func keep(in folder: String) throws(ScoringError) -> QueueState {
    stateFolder = folder
    var state = QueueState()
    try lines.keep(at: folder + "/lines")
    state.lineByteCount = lines.byteCount
    try notes.keep(at: folder + "/notes")
    state.noteByteCount = notes.byteCount
    state.lastSketches = Data(try sketches.keep(at: folder + "/sketches"))
    state.sketchCount = sketches.count
    state.adRuns = try ads.keep(at: folder + "/ads")
    state.factRuns = try facts.keep(at: folder + "/facts")
    state.places = places.spellings
    state.origins = origins.map { QueueState.Origin($0.source) }
    return state
  }

  /// Takes in what an earlier process has kept in `folder`. Nothing may have been added before.
  package func resume(_ state: QueueState, in folder: String) throws(ScoringError) {
    stateFolder = folder
    try lines.resume(at: folder + "/lines", byteCount: state.lineByteCount)
    try notes.resume(at: folder + "/notes", byteCount: state.noteByteCount)
    try sketches.resume(
      at: folder + "/sketches", count: state.sketchCount,
      block: Array(state.lastSketches))
    try ads.resume(at: folder + "/ads", runs: state.adRuns)
    try facts.resume(at: folder + "/facts", runs: state.factRuns)
    for place in state.places { _ = places.number(of: place) }
    for origin in state.origins { _ = number(of: origin.source) }
  }

  /// Links and scores all ads that were added.
  ///
  /// - Parameters:
  ///   - goesOn: whether more ads will be added, and all of them linked again, once the queue is
  ///     written; otherwise none may be. Takes up to 64 MB more memory.
  ///   - progress: told of each step, with the share of it that is done.
  package func link(
    goesOn: Bool = false, progress: (Phase, Double) -> Void = { _, _ in }
  ) throws(ScoringError) -> LinkReport {
    guard options.linksAds else {
      alone.queued = builder.count
      alone.unmatched = options.suppressed.subtracting(alone.setAside).count
      return alone
    }
    let folder = options.spillFolder
    builder = QueueBuilder(limit: options.limit, heads: lines, folder: folder)
    let linker = Linker(
      table: scorer.table.links, folder: folder, sketches: sketches,
      keptTemplates: stateFolder.map { KeptSets(path: $0 + "/templates") })
    let linked = try linker.link(
      ads.finish(goesOn: goesOn), facts.finish(goesOn: goesOn), progress: progress)
    let signals = LinkSignals(scorer.table.links)
    let judge = ClusterJudge(
      scorer: scorer, tail: tail, signals: signals,
      context: Cluster.Context(
        hubs: linked.contacts.hubs, cuts: linked.contacts.cuts, spans: signals.spans),
      templates: linked.templates, suppressed: options.suppressed, showsEach: options.showsEach,
      json: LinksJSON(places: places.spellings, hubs: linked.contacts.hubs), notes: notes.reader,
      origins: origins)
    let scoring = ClusterScoring(
      linked: linked, judge: judge, limit: options.limit, floor: floor.priority,
      workers: options.workers, folder: folder, builder: builder)
    var report = try scoring.run { progress(.scores, $0) }
    report.unmatched = options.suppressed.subtracting(report.setAside).count
    progress(.writing, 0)
    return report
  }

  /// Writes the queue's lines in order, each with its line feed.
  package func write(_ emit: ([UInt8]) throws -> Void) throws { try builder.write(emit) }
}
