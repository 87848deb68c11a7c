import Ingest
import Model
import RulePacks
import Scanning
import Scoring

/// Standard input to standard output, line by line, in one thread: a cluster starts as many
/// processes as it has processors.
struct WorkerPipeline<Engine: Matcher> {
  let scanner: Scanner<Engine>
  let library: RuleLibrary
  let ingest: IngestOptions
  let redactor: Redactor?

  /// Answers every line.
  ///
  /// - Returns: how many could not be scanned.
  /// - Throws: where standard input cannot be read, or not to its end.
  func run() throws -> Int {
    let input = try InputReader(["-"], options: ingest) { line in
      Messages.note(line.text, quiet: !line.isWarning)
    }
    var counts = RunCounts()
    var readings = ReadingNotes()
    let output = try OutputFile(nil)
    let parser = DocumentParser()
    let batchScanner = BatchScanner(
      scanner.makeWorker(knowing: KnownTexts()), book: library.book,
      scorer: Scorer(library.book, library.scoring),
      wishes: .init(findings: true, ads: false, redactor: redactor))
    while let chunk = input.next() {
      let batch = chunk.parse(with: parser)
      let scanned = batchScanner.scan(batch)
      counts.add(scanned.counts)
      for var reading in scanned.readings {
        // Lines of many files may stand in any order.
        reading.source = BatchSource(path: "-")
        readings.add(reading)
      }
      try output.write(
        LineOrder.merge(
          findings: scanned.findings, rejects: scanned.rejects, lines: batch.lines,
          keepsRaw: redactor == nil))
      if let fault = batch.rejects.first(where: { $0.reason == .unreadable }) {
        throw RunFailure.nothingReadable(inputs: ["-"], rejected: 1, first: fault.why)
      }
    }
    readings.say(quiet: false)
    if let warning = counts.unreadDatesWarning { Messages.note(warning) }
    return counts.rejected
  }
}

/// Puts findings and rejects back at the lines they come from.
enum LineOrder {
  /// One line for each line of input: findings, a reject, or nothing for a blank line.
  static func merge(
    findings: [UInt8], rejects: [RejectedRecord], lines: [DocumentBatch.LineOutcome], keepsRaw: Bool
  ) -> [UInt8] {
    var json = JSONBuffer()
    var rest = findings[...]
    var nextReject = 0
    for line in lines {
      switch line {
      case .document:
        let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
        json.raw(rest[..<end])
        rest = rest[end...]
      case .reject:
        RejectLine.write(rejects[nextReject], keepsRaw: keepsRaw, to: &json)
        json.raw("\n")
        nextReject += 1
      case .blank:
        json.raw("\n")
      }
    }
    return json.bytes
  }
}
