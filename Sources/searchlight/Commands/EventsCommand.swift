import ArgumentParser
import Events
import Foundation
import Model
import RulePacks
import Files

/// Everything about event periods.
struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "Say what changed during an event, against its baseline and controls.",
    discussion: """
      Example: searchlight events findings.jsonl --events Samples/events/super-bowls.yml -o report
      """,
    subcommands: [EventsReport.self, EventsCheck.self, EventsStatistics.self],
    defaultSubcommand: EventsReport.self)
}

/// `events report`
struct EventsReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Answer whether ads changed during events, and write a report.",
    discussion: """
      Takes findings of 'scan --findings' or 'worker', or one table of counts with the header \
      place,date,count[,metric][,coverage] whose dates are days, weeks (their first day) or months \
      (2011-02). coverage (or total) says how much was collected there and then, in any unit that is \
      the same throughout (pages fetched, ads of all categories); counts are then held against it. \
      Without it, a change of collection at one place alone cannot be told from a change of ads.

      Every answer is one of: rose, fell, no evidence either way, cannot be told (and why). No \
      change is ever given without the change of the control places beside it. With -o NAME the \
      report is written to NAME.html (one page without script), NAME.csv and NAME.jsonl (date, \
      place, metric, value, baseline, low, high, p_placebo, q, coverage), NAME.answers.jsonl \
      (every estimate) and, of findings, NAME.rejects.jsonl (lines that cannot be read, and why).

      Dates of exactly midnight UTC count as days without a time; all others are turned into days \
      by the clock of the place, as the definitions give it.

      Example: searchlight events findings.jsonl --events Samples/events/super-bowls.yml -o report
      Example: searchlight events counts.csv --events mine.yml --public -o for-the-press
      """)

  @Argument(
    help:
      "Findings (files, folders, - for standard input), or one table of counts; may be compressed.",
    completion: .file())
  var inputs: [String]

  @Option(
    name: .customLong("events"),
    help: ArgumentHelp("Definitions of events; may be repeated.", valueName: "file.yml"),
    completion: .file(extensions: ["yml"]))
  var files: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Name of the report's files, without endings.", valueName: "name"),
    completion: .file())
  var output: String?

  @Flag(
    name: .customLong("public"),
    help: "Mask counts under 5, for reports meant for sharing.")
  var isPublic = false

  @Flag(help: "Print every answer; without it those about ads, and whatever rose or fell.")
  var all = false

  @OptionGroup var rules: RuleOptions
  @OptionGroup var jobs: JobOptions
  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("--events must name a file of definitions") }
  }

  func run() throws {
    let definitions = try EventDefinitions.read(files)
    let name = output.map { $0.hasSuffix(".html") ? String($0.dropLast(5)) : $0 }
    var claims = FileClaims(inputs: inputs, files: files)
    let outputs = try name.map { try EventsOutputs(name: $0, claims: claims) }
    let rejectsPath = name.map { $0 + ".rejects.jsonl" }
    try claims.write(rejectsPath)
    let plan = EventsPlan(
      inputs: inputs, definitions: definitions, book: try book(), workers: jobs.count,
      messages: messages, rejects: try RejectsFile(rejectsPath, verbose: messages.verbose))
    let counted = try EventsPipeline(plan: plan).count()
    for note in counted.notes { Messages.note(note, quiet: messages.quiet) }
    let report = EventReport(
      Analyst(counted.panel, definitions), terms: counted.terms, inputs: counted.summaries,
      isPublic: isPublic, version: Searchlight.version,
      progress: QuestionProgress(isShown: messages.showsProgress).show)
    try outputs?.write(report)
    let text = try OutputFile(nil)
    // Names of places are the table's.
    try text.write(Array(TerminalText.plainLines(report.summary(all: all)).utf8))
    if let name { Messages.note("report: \(name).html", quiet: messages.quiet) }
    if counted.rejected > 0 { throw ExitCode(3) }
  }

  /// Examples have fingerprints only where rules are at hand; counting needs none.
  private func book() throws -> RuleBook? {
    do {
      return try rules.load().book
    } catch RunFailure.noRulesFound {
      return nil
    }
  }
}

/// `events check`
struct EventsCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report faults of event definitions, and list what they define.",
    discussion: """
      Several files are read as one, as '--events' reads them. Exits 0 when clean, 1 when there is \
      a fault, with the place of each (file:line:column), 2 when a file could not be read.

      Example: searchlight events check Samples/events/super-bowls.yml
      """)

  @Argument(help: "Definitions of events.", completion: .file(extensions: ["yml"]))
  var files: [String]

  func run() throws {
    let listing: String
    do {
      listing = try EventDefinitions.read(files).listing
    } catch {
      guard let faults = error.faults, !faults.contains(where: \.isUnreadable) else { throw error }
      for fault in faults { Messages.note("\(fault)") }
      throw ExitCode(1)
    }
    let output = try OutputFile(nil)
    try output.write(Array(listing.utf8))
  }
}

/// `events statistics`
struct EventsStatistics: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statistics",
    abstract: "Compute the statistics of event reports from numbers of your own.",
    discussion: """
      Reads one JSON object and prints one, so that every estimate can be held against another \
      program. Members, all optional: ols {x, y, clusters}, negativeBinomial {x, y, offset}, \
      quasiBinomial {x, successes, trials, offset}, mannWhitney {first, second}, \
      benjaminiHochberg [p], logOdds {first, second, prior}, syntheticControl {target, donors}, \
      robust [values], wilson {successes, trials}, cumulativeSum [z]. x has one row an \
      observation; a constant is a column of ones. What has no answer is left out.

      Example: echo '{"mannWhitney":{"first":[19,21,30],"second":[24,25,33]}}' | searchlight \
      events statistics -
      """)

  @Argument(help: "A JSON file, or - for standard input.", completion: .file())
  var input: String

  func run() throws {
    let data = try FileBytes.read(input, takesInput: true)
    let output = try OutputFile(nil)
    try output.write(StatisticsRequest.read(data).answer())
  }
}
