import Foundation
import Ingest
import Model
import RulePacks
import Scoring
import Files

/// The files of a run: queue, findings, rejects, manifest. None appears before all are whole.
final class RunOutputs {
  /// Takes in ads and makes the queue of them.
  let queue: QueueMaker
  private let queueFile: OutputFile
  private let findingsFile: OutputFile?
  private let rejectsFile: OutputFile?
  private let manifestFile: OutputFile?
  private let plan: RunPlan
  private let started = Date()
  private let clock = ContinuousClock.now

  /// Opens everything, so that a run does not fail at its end for want of a folder.
  ///
  /// - Parameter isScan: whether findings are made by this very run.
  init(_ plan: RunPlan, isScan: Bool) throws {
    self.plan = plan
    let options = plan.queue
    var claims = FileClaims(
      inputs: plan.inputs, files: plan.library.files + [options.suppress, plan.redactionKey])
    try claims.write(options.output ?? "-")
    for path in [plan.findings, options.rejectsPath, options.manifestPath] {
      try claims.write(path)
    }
    queueFile = try OutputFile(options.output)
    findingsFile = try plan.findings.map { try OutputFile($0) }
    rejectsFile = try options.rejectsPath.map { try OutputFile($0) }
    manifestFile = try options.manifestPath.map { try OutputFile($0) }
    var queueOptions = QueueMaker.Options(spillFolder: Self.spillFolder(beside: options.output))
    queueOptions.limit = options.top
    queueOptions.showsEach = options.each
    queueOptions.linksAds = !options.noLinks
    queueOptions.leavesOutLines = isScan
    queueOptions.workers = plan.workers
    queueOptions.suppressed = try options.suppress.map(SuppressFile.read) ?? []
    queue = QueueMaker(
      Scorer(plan.library.book, plan.library.scoring), options: queueOptions)
  }

  /// The folder of the queue, which has room for it; for a stream that of temporary files.
  private static func spillFolder(beside output: String?) -> String {
    guard let output, !FileIdentity.isStream(output) else { return NSTemporaryDirectory() }
    let folder = PathParts(output).folder
    return folder.isEmpty ? "." : folder
  }

  /// Whether lines of findings are to be made.
  var wantsFindings: Bool { findingsFile != nil }

  /// Writes whole lines of findings.
  func writeFindings(_ lines: [UInt8]) throws { try findingsFile?.write(lines) }

  /// Writes one line of rejects.
  func writeReject(_ line: [UInt8]) throws { try rejectsFile?.write(line) }

  /// Writes queue and manifest, puts all files under their names, says what became of the input.
  func finish(_ result: RunResult) throws {
    let counts = result.counts
    let isEmpty = result.inputs.allSatisfy { $0.byteCount == 0 && $0.sha256 != nil }
    if counts.scanned > 0 || isEmpty {
      try queue.write { try queueFile.write($0) }
    }
    let seconds = (ContinuousClock.now - clock).seconds
    var manifest = ManifestWriter()
    manifest.write(plan, result: result, started: started, seconds: seconds)
    try manifestFile?.write(manifest.json.bytes)
    if counts.scanned == 0 && !isEmpty {
      // The rejects tell why; the queue would only seem to say that there is nothing to see.
      try rejectsFile?.commit()
      try manifestFile?.commit()
      throw RunFailure.nothingReadable(
        inputs: plan.inputs, as: plan.command == "rank" ? .findings : .ads,
        rejected: counts.rejected, first: counts.firstReject ?? "")
    }
    for file in [findingsFile, rejectsFile, queueFile, manifestFile] { try file?.commit() }
    RunSummary.say(
      result, seconds: seconds, linksAds: !plan.queue.noLinks, keepsRejects: rejectsFile != nil,
      quiet: plan.messages.quiet)
  }
}

/// What is said on standard error at the end of a run.
enum RunSummary {
  static func say(
    _ result: RunResult, seconds: Double, linksAds: Bool, keepsRejects: Bool, quiet: Bool
  ) {
    let counts = result.counts
    let bytes = result.inputs.reduce(0) { $0 + $1.byteCount }
    let rate = Progress.size(Int(Double(bytes) / max(seconds, 0.001)))
    let links = result.links
    let bands = Band.allCases.reversed().map { "\(links.bands[Int($0.rawValue)]) \($0.name)" }
    var lines = [
      "\(counts.read) records: \(counts.scanned) scanned, \(counts.rejected) rejected; "
        + "\(counts.withIndicators) with indicators; \(bands.joined(separator: ", "))",
      linksAds
        ? "\(links.texts) distinct texts in \(links.clusters) clusters, \(links.linkedClusters) of them "
          + "with several ads; \(links.folded) ads stand behind another"
        : "not linked: every ad by itself",
      "\(links.queued) in the queue; \(Progress.size(bytes)) in "
        + String(format: "%.1f s", seconds) + ", \(rate)/s",
    ]
    let passedOver = result.inputs.reduce(into: [:]) { total, input in
      total.merge(input.passedOver, uniquingKeysWith: +)
    }
    if !passedOver.isEmpty {
      let kinds = passedOver.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      lines.append("pages that hold no ads, not read: \(kinds.joined(separator: ", "))")
    }
    for file in result.rejectedFiles { lines.append("warning: not read: \(file)") }
    for (reason, count) in counts.rejectedByReason.sorted(by: { $0.key < $1.key }) {
      lines.append("warning: \(count) rejected: \(reason)")
    }
    if counts.rejected > 0 && !keepsRejects {
      lines.append("warning: rejected records are not kept; name a file with --rejects")
    }
    if counts.incomplete > 0 {
      lines.append(
        "warning: \(counts.incomplete) documents on which a rule or a reader hit its limits")
    }
    if let warning = counts.unreadDatesWarning { lines.append(warning) }
    if counts.later + counts.undatedLeftOut > 0 {
      lines.append(
        "\(counts.later) posted on or after the date asked for and \(counts.undatedLeftOut) without "
          + "a date are left out")
    }
    if links.suppressed > 0 {
      lines.append("\(links.suppressed) set aside by reviewers and not shown")
    }
    if links.unmatched > 0 {
      lines.append("\(links.unmatched) fingerprints of --suppress set no ad aside")
    }
    if !links.hubs.isEmpty {
      lines.append(
        "\(links.hubs.count) contacts stand in too many unrelated texts and are not followed")
    }
    for line in lines { Messages.note(line, quiet: quiet) }
    var readings = result.readings
    readings.say(quiet: quiet)
  }
}
