import ArgumentParser
import Ingest
import RulePacks
import Scanning

/// Ads in, a ranked queue out.
struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Scan ads and rank them into a review queue.",
    usage: "searchlight scan INPUT... [-o queue.jsonl] [options]",
    discussion: """
      INPUT is a file, a folder (walked, sorted) or - for standard input: JSON lines, CSV, TSV, \
      plain text, HTML, RSS or Atom feeds, WARC or WET; gz, bz2, xz, zst, zip and tar are seen through.

      Example: searchlight scan dump.jsonl.gz pages/ -o queue.jsonl --top 500
      Example: searchlight scan jobs.jsonl --map text=company+body,title=subject -o queue.jsonl
      Example: searchlight scan answer.json --records hits.hits -o queue.jsonl

      """ + LimitsHelp.text)

  @Argument(help: "Files, folders, or - for standard input.", completion: .file())
  var inputs: [String]

  @OptionGroup var rules: RuleOptions
  @OptionGroup var queue: QueueOptions

  @Option(
    help: ArgumentHelp("A line for every document read, in input order.", valueName: "file"),
    completion: .file())
  var findings: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var jobs: JobOptions

  @Flag(
    help: """
      Mask contacts in all outputs with keyed tokens, and leave out fields of the dump but id, \
      title, text, url, date, place and category. Scores stay but for area codes held against \
      places, which masked numbers do not tell.
      """)
  var redact = false

  @Option(
    help: ArgumentHelp(
      "The key for --redact; without it one is made beside the output and used again.",
      valueName: "file"), completion: .file())
  var redactKey: String?

  @Flag(help: "Stop, and write nothing, at the first record that cannot be scanned.")
  var strict = false

  @OptionGroup var messages: MessageOptions

  func run() throws {
    let library = try rules.load()
    let redactor = try redact || redactKey != nil ? RedactionKey.redactor(redactKey, queue) : nil
    let scanner = try Scanner(library.book, engine: FastMatcher(library.book))
    EndOfProcess.keep(library, scanner)
    let plan = RunPlan(
      command: "scan", inputs: inputs, ingest: try input.ingestOptions(), library: library,
      redactor: redactor, redactionKey: redactKey, queue: queue, asOf: queue.asOfDate,
      findings: findings,
      workers: jobs.count, strict: strict,
      messages: messages, recorded: recordedOptions)
    let result = try ScanPipeline(scanner: scanner, plan: plan).run()
    if result.counts.rejected > 0 { throw ExitCode(3) }
  }

  private var recordedOptions: [(String, ManifestValue)] {
    [
      ("inputs", .texts(inputs)), ("format", .text(input.format.rawValue)),
      ("map", .optionalText(input.map)), ("records", .optionalText(input.records?.text)),
      ("profile", .optionalText(input.profile?.rawValue)),
      ("dateOrder", .optionalText(input.dateOrder?.rawValue)),
      ("top", .optionalNumber(queue.top)), ("each", .flag(queue.each)),
      ("noLinks", .flag(queue.noLinks)),
      ("asOf", .optionalText(queue.asOf)), ("suppress", .optionalText(queue.suppress)),
      ("jobs", .number(jobs.count)),
      ("redact", .flag(redact || redactKey != nil)), ("strict", .flag(strict)),
      ("includeDraft", .flag(rules.includeDraft)),
    ]
  }
}
