import ArgumentParser
import Ingest
import RulePacks

/// Findings in, a ranked queue out.
struct RankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Rank findings into a review queue.",
    discussion: """
      Takes what 'scan --findings' or 'worker' wrote, in any order and any number of files, and \
      makes the queue that one scan of everything would have made. Rules must be those that the \
      findings were made with; weights and bands may differ. A line has at most \
      \(IngestLimits.findings.recordBytes >> 30) GiB; a longer one is a reject.

      With -o, a run that takes long saves what it has read and compared in a folder beside the queue \
      (queue.resume, mode 0700, removed at the end). If the run is killed, the same command with \
      --resume goes on from there and makes the same bytes; scores are computed again. Until then the \
      folder stays, with the text of the ads in it: a run that ends, with or without --resume, \
      removes it, and so may you.

      Example: searchlight rank shard-*.findings.jsonl -o queue.jsonl
      Example: searchlight rank findings.jsonl --weights site.yml -o queue.jsonl
      Example: searchlight rank findings.jsonl -o queue.jsonl --resume
      """)

  @Argument(help: "Files of findings, folders, or - for standard input.", completion: .file())
  var findings: [String]

  @OptionGroup var rules: RuleOptions
  @OptionGroup var queue: QueueOptions
  @OptionGroup var jobs: JobOptions

  @Flag(help: "Stop, and write nothing, at the first line that cannot be ranked.")
  var strict = false

  @Flag(
    help: "Go on from what an interrupted run has saved, if inputs, rules and options are the same."
  )
  var resume = false

  @Option(
    help: ArgumentHelp("Seconds between two saves of what is done.", valueName: "seconds"))
  var saveEvery = 10.0

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if !(saveEvery >= 0) { throw ValidationError("--save-every must be 0 or more") }
    if resume, queue.noLinks { throw ValidationError("--resume and --no-links exclude each other") }
    if resume, queue.beside("resume") == nil || findings.contains("-") {
      throw ValidationError("--resume needs -o, and findings in files")
    }
  }

  func run() throws {
    let library = try rules.load()
    let plan = RunPlan(
      command: "rank", inputs: findings, ingest: .findings, library: library, redactor: nil,
      queue: queue, asOf: queue.asOfDate, findings: nil, workers: jobs.count, strict: strict,
      messages: messages, resumes: resume, saveInterval: saveEvery,
      recorded: [
        ("inputs", .texts(findings)), ("top", .optionalNumber(queue.top)),
        ("each", .flag(queue.each)), ("noLinks", .flag(queue.noLinks)),
        ("asOf", .optionalText(queue.asOf)), ("suppress", .optionalText(queue.suppress)),
        ("jobs", .number(jobs.count)), ("strict", .flag(strict)),
        ("includeDraft", .flag(rules.includeDraft)),
      ])
    let result = try RankPipeline(plan: plan).run()
    if result.counts.rejected > 0 { throw ExitCode(3) }
  }
}
