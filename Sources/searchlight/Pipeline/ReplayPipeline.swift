import Events
import Foundation
import Ingest
import Model
import RulePacks
import Scanning
import Scoring
import Synchronization

/// Walks through a dataset in the order in which it was posted.
///
/// Each step's queue is the one that `rank --as-of` with the step's end makes, so nothing of a later
/// ad can be in it. Steps are folders; the last file of a step to be written is `step.json`.
struct ReplayPipeline {
  let plan: ReplayPlan

  /// Runs all steps; `say` is given a line for each.
  ///
  /// - Returns: how many records could not be read.
  func run(say: (String) throws -> Void) throws -> Int {
    try OutputFolder.make(plan.output)
    let summaryPath = plan.output + "/summary.json"
    let rejects = try rejectsFile(beside: summaryPath)
    let findings = try findings(rejects)
    // Of a run that ends early no older summary may seem to tell.
    unlink(summaryPath)
    let lines = LineStore(folder: plan.output)
    let collected = try collect(findings, lines: lines, rejects)
    try rejects.commit()
    let ads = collected.ads
    guard let period = ads.period else { throw noDatedAd(collected, rejects) }
    let start = plan.from ?? Self.day(period.lowerBound)
    let end =
      plan.to ?? Instant(milliseconds: Self.day(period.upperBound).milliseconds + 86_400_000)
    guard let clock = ReplayClock(start: start, end: end, step: plan.step) else {
      throw RunFailure.nothingToReplay(period)
    }
    guard clock.count <= ReplayClock.mostSteps else {
      throw RunFailure.tooManySteps(clock.count)
    }
    let steps = ReplaySteps(
      folder: plan.output, clock: clock, resumes: plan.resumes,
      origin: try origin(collected.summaries, clock))
    try OutputFolder.make(steps.folder)
    try steps.removeOthers()
    let watch = ReplayWatch(ads, clock: clock)
    var summary = ReplaySummary(undated: collected.undated, rejected: rejects.count)
    if let note = summary.leftOut {
      let more = rejects.count > 0 ? "; \(rejects.path ?? "") says why" : ""
      Messages.note(note + more, quiet: plan.messages.quiet)
    }
    var sights = ReplaySights(ads)
    let makes = ReplayQueue(plan: plan, ads: ads, lines: lines, spillFolder: steps.folder)
    var queue: [UInt8]?
    for number in 0..<clock.count {
      var report = watch.advance(to: number)
      let isDone = try steps.isDone(number)
      if isDone {
        queue = try steps.queue(number)
      } else if queue == nil || report.adCount > 0 {
        // Without a new ad the queue is what it was.
        queue = try makes.lines(before: clock.first(number + 1))
      }
      let lines = try (queue ?? []).split(separator: 0x0A).map { try QueueGlance($0) }
      report.sights = sights.alarms(report, queue: lines)
      if !isDone { try steps.write(number, report: report, queue: queue ?? [], glances: lines) }
      let seen = summary.add(clock.name(number), report: report, queue: lines)
      try say(
        "\(clock.name(number)): \(report.adCount) ads, \(seen.items) in the queue, \(seen.urgent) "
          + "newly urgent, \(report.alarmCount) alarms, \(report.arrivals.count) contacts new in "
          + "town\n")
      if let speed = plan.speed { Thread.sleep(forTimeInterval: 1 / speed) }
    }
    let file = try OutputFile(summaryPath)
    try file.write(summary.json(steps: clock.count))
    try file.commit()
    try say(summary.text)
    return rejects.count
  }

  /// The file of what cannot be read; it and the summary take the place of no input.
  private func rejectsFile(beside summary: String) throws -> RejectsFile {
    let path = plan.output + "/rejects.jsonl"
    var claims = FileClaims(inputs: plan.inputs)
    for written in [summary, path] { try claims.write(written) }
    return try RejectsFile(path, verbose: plan.messages.verbose)
  }

  /// Why there is nothing to walk through.
  private func noDatedAd(_ collected: Collected, _ rejects: RejectsFile) -> RunFailure {
    collected.undated > 0
      ? .noDatedAd(undated: collected.undated)
      : .nothingReadable(
        inputs: plan.inputs, as: .ads, rejected: rejects.count, first: rejects.first ?? "")
  }

  private static func day(_ moment: Instant) -> Instant {
    let day: Int64 = 86_400_000
    let rest = moment.milliseconds % day
    return Instant(milliseconds: moment.milliseconds - (rest < 0 ? rest + day : rest))
  }

  /// Says what the steps were made from: a step of other inputs or options is none of this run.
  private func origin(_ inputs: [InputSummary], _ clock: ReplayClock) throws -> String {
    let rules = plan.library.book.rules.map { "\($0.id) \($0.version) \($0.contentHash)" }
    let scoring = plan.library.scoring.identity
    let parts =
      inputs.map { $0.sha256 ?? "" }.sorted() + rules + [
        scoring, "\(plan.definitions)", "\(clock.start)", "\(clock.step)", "\(plan.top)",
        Searchlight.version,
      ]
    return ContentHash.hex(Array(parts.joined(separator: "\n").utf8))
  }

  /// The inputs, if they are findings; else findings that are made of them now.
  ///
  /// - Parameter rejects: gets what cannot be scanned.
  private func findings(_ rejects: RejectsFile) throws -> SharedInput {
    let lines = try SharedInput(plan.inputs, options: .findings) { _ in }
    // A stream can be read once only, so it is looked at as ads are.
    let named = lines.isStream ? try ads() : lines
    // Findings are not wrapped, and a wrapper may be too large for a line of them.
    if plan.ingest.records == nil, named.holdsFindings {
      if !lines.isStream {
        lines.warnings.forEach { Messages.note($0, quiet: plan.messages.quiet) }
      }
      return named
    }
    let path = plan.output + "/findings.jsonl"
    var claims = FileClaims(inputs: plan.inputs)
    try claims.write(path)
    try FindingsMaker(plan: plan).write(
      to: path, from: lines.isStream ? named : ads(), rejects: rejects)
    return try SharedInput([path], options: .findings) { _ in }
  }

  private func ads() throws -> SharedInput {
    let quiet = plan.messages.quiet
    return try SharedInput(plan.inputs, options: plan.ingest) { line in
      Messages.note(line.text, quiet: quiet && !line.isWarning)
    }
  }

  /// What is known of the ads before the first step.
  private struct Collected {
    var ads: ReplayAds
    var summaries: [InputSummary]
    /// Findings that nobody can say the time of.
    var undated: Int
  }

  /// What one piece of findings holds.
  private struct Batch {
    var ads: [ReplayAd] = []
    /// Of each ad.
    var lines: [[UInt8]] = []
    var undated = 0
    var rejects: [RejectedRecord] = []
    var byteCount: Int
  }

  private func collect(
    _ input: SharedInput, lines: LineStore, _ rejects: RejectsFile
  ) throws -> Collected {
    let shared = Mutex(
      (
        ads: ReplayAdCollector(plan.definitions),
        progress: Progress(
          isShown: plan.messages.showsProgress, totalBytes: input.totalByteCount), read: 0,
        undated: 0
      ))
    let book = plan.library.book
    try OrderedPool.run(
      workers: plan.workers,
      produce: { input.next() },
      makeState: { (parser: FindingsParser(), fingerprinter: RecordFingerprinter(book)) },
      transform: { item, state in
        var batch = Batch(byteCount: item.byteCount)
        for line in state.parser.parse(item.chunk) {
          switch line {
          case .reject(let reject): batch.rejects.append(reject)
          case .finding(let record):
            guard let posted = record.posted else {
              batch.undated += 1
              continue
            }
            batch.ads.append(
              ReplayAd(
                posted: posted, place: record.place ?? [],
                fingerprint: state.fingerprinter.fingerprint(of: record) ?? 0,
                identifiers: record.identifiers))
            batch.lines.append(record.line)
          }
        }
        return batch
      },
      consume: { batch in
        try shared.withLock { state in
          for (var ad, line) in zip(batch.ads, batch.lines) {
            ad.line = try lines.append(line)
            state.ads.append(ad)
          }
          try rejects.add(batch.rejects)
          state.undated += batch.undated
          state.read += batch.ads.count + batch.undated + batch.rejects.count
          state.progress.update(records: state.read, bytes: batch.byteCount)
        }
      })
    let summaries = input.summaries
    return shared.withLock { state in
      state.progress.finish()
      return Collected(
        ads: state.ads.sorted(), summaries: summaries, undated: state.undated)
    }
  }
}

/// Scans ads into findings, for inputs that are none yet.
struct FindingsMaker {
  let plan: ReplayPlan

  /// Writes the findings of what `input` reads; `rejects` gets what cannot be scanned.
  func write(to path: String, from input: SharedInput, rejects: RejectsFile) throws {
    let book = plan.library.book
    let scanner = try Scanner(book, engine: FastMatcher(book))
    let scorer = Scorer(book, plan.library.scoring)
    let known = KnownTexts()
    let wishes = BatchScanner.Wishes(
      findings: true, ads: false, redactor: nil)
    let file = Mutex((output: try OutputFile(path), readings: ReadingNotes()))
    try OrderedPool.run(
      workers: plan.workers, produce: { input.next() },
      makeState: {
        (
          parser: DocumentParser(),
          scanner: BatchScanner(
            scanner.makeWorker(knowing: known), book: book, scorer: scorer, wishes: wishes)
        )
      },
      transform: { item, state in
        let batch = state.scanner.scan(item.chunk.parse(with: state.parser))
        return (lines: batch.findings, rejects: batch.rejects, readings: batch.readings)
      },
      consume: { batch in
        try rejects.add(batch.rejects)
        try file.withLock { file in
          try file.output.write(batch.lines)
          file.readings.add(batch.readings)
        }
      })
    try file.withLock { file in
      try file.output.commit()
      file.readings.say(quiet: plan.messages.quiet)
    }
  }
}
