import Ingest
import Model
import Scoring

/// What a run has made: to be written out, and to be told of.
struct RunResult: Sendable {
  var counts: RunCounts
  var inputs: [InputSummary]
  /// The first files that were rejected whole, or from some place on, and why.
  var rejectedFiles: [String] = []
  /// What people should know of how files were read.
  var readings = ReadingNotes()
  /// What linking has found.
  var links = LinkReport()
}

/// Takes in scanned batches in input order: writes findings and rejects, builds the queue.
///
/// Used by one thread at a time.
final class RunCollector {
  /// So many rejected files are named at the end.
  private static let namedFileLimit = 10

  private let outputs: RunOutputs
  private let keepsRaw: Bool
  private let strict: Bool
  private let verbose: Bool
  private let sortsRejects: Bool
  private var heldRejects: [RejectedRecord] = []
  private var rejectedFiles: [String] = []
  private var progress: Progress
  private var counts = RunCounts()
  private var readings = ReadingNotes()
  private var json = JSONBuffer()

  /// - Parameters:
  ///   - sortsRejects: whether rejects are held until the end and sorted by source, for inputs
  ///     that come in no particular order.
  ///   - isScan: whether findings are made by this very run.
  init(
    _ plan: RunPlan, totalByteCount: Int?, sortsRejects: Bool = false, isScan: Bool = false
  ) throws {
    outputs = try RunOutputs(plan, isScan: isScan)
    keepsRaw = plan.redactor == nil
    strict = plan.strict
    verbose = plan.messages.verbose
    self.sortsRejects = sortsRejects
    progress = Progress(isShown: plan.messages.showsProgress, totalBytes: totalByteCount)
  }

  /// What ads must be able to reach to be in the queue.
  var floor: QueueFloor { outputs.queue.floor }

  /// Takes in the next batch.
  func add(_ scanned: ScannedBatch) throws {
    counts.add(scanned.counts)
    counts.later += scanned.ads.laterCount
    counts.undatedLeftOut += scanned.ads.undatedCount
    readings.add(scanned.readings)
    try take(scanned.rejects)
    try outputs.writeFindings(scanned.findings)
    try outputs.queue.add(scanned.ads, sources: scanned.sources)
    progress.update(records: counts.read, bytes: scanned.byteCount)
  }

  /// Goes on from what an earlier run has saved. Nothing may have been added before.
  func resume(_ saved: RunState.Saved, _ rejects: [RejectedRecord], in folder: String) throws {
    counts = saved.counts
    heldRejects = rejects
    try outputs.queue.resume(saved.queue, in: folder)
  }

  /// Passes over a piece of input that an earlier run has taken in.
  func skip(byteCount: Int) { progress.update(records: counts.read, bytes: byteCount) }

  /// Saves what was taken in, which is `chunks` pieces. Rejects must be held.
  func save(chunks: Int, to state: RunState) throws {
    try state.save(chunks: chunks, counts: counts, rejects: heldRejects, queue: outputs.queue)
  }

  /// Writes what is left, and puts all files under their names.
  ///
  /// Nothing that reading needed should be held any more: linking may take as much memory again.
  func finish(_ inputs: [InputSummary]) throws -> RunResult {
    FreedMemory.handBack()
    heldRejects.sort {
      $0.source != $1.source ? $0.source < $1.source : $0.byteOffset < $1.byteOffset
    }
    for reject in heldRejects { try write(reject) }
    var result = RunResult(
      counts: counts, inputs: inputs, rejectedFiles: rejectedFiles, readings: readings)
    result.links = try outputs.queue.link { phase, share in
      progress.update(phase: Self.words(phase), share: share)
    }
    progress.finish()
    try outputs.finish(result)
    return result
  }

  private static func words(_ phase: QueueMaker.Phase) -> String {
    switch phase {
    case .texts: "sorting texts"
    case .templates: "comparing texts"
    case .contacts: "following contacts"
    case .scores: "scoring"
    case .writing: "writing the queue"
    }
  }

  private func take(_ rejects: [RejectedRecord]) throws {
    for reject in rejects {
      if strict {
        progress.finish()
        throw RunFailure.strict(place: "\(reject.source)", reason: reject.reason.rawValue)
      }
      if verbose { Messages.note(reject.message) }
      if reject.source.isFile, rejectedFiles.count < Self.namedFileLimit {
        rejectedFiles.append("\(reject.source): \(reject.why)")
      }
      if sortsRejects { heldRejects.append(reject) } else { try write(reject) }
    }
  }

  private func write(_ reject: RejectedRecord) throws {
    json.removeAll()
    RejectLine.write(reject, keepsRaw: keepsRaw, to: &json)
    json.raw("\n")
    try outputs.writeReject(json.bytes)
  }
}

extension Source {
  /// Whether it is a file rather than a record of one.
  fileprivate var isFile: Bool { line == nil && record == nil }
}
