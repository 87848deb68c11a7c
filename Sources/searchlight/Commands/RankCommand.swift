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
      findings were made with; weights and bands may differ.

      Example: searchlight rank shard-*.findings.jsonl -o queue.jsonl
      Example: searchlight rank findings.jsonl --weights site.yml -o queue.jsonl
      """)

  @Argument(help: "Files of findings, folders, or - for standard input.", completion: .file())
  var findings: [String]

  @OptionGroup var rules: RuleOptions
  @OptionGroup var queue: QueueOptions
  @OptionGroup var jobs: JobOptions

  @Flag(help: "Stop, and write nothing, at the first line that cannot be ranked.")
  var strict = false

  @OptionGroup var messages: MessageOptions

  func run() throws {
    let library = try rules.load()
    var ingest = IngestOptions()
    ingest.format = .jsonl
    let plan = RunPlan(
      command: "rank", inputs: findings, ingest: ingest, library: library, redactor: nil,
      queue: queue, asOf: queue.asOfDate, findings: nil, workers: jobs.count, strict: strict,
      messages: messages,
      recorded: [
        ("inputs", .texts(findings)), ("top", .optionalNumber(queue.top)),
        ("each", .flag(queue.each)),
        ("asOf", .optionalText(queue.asOf)), ("suppress", .optionalText(queue.suppress)),
        ("jobs", .number(jobs.count)), ("strict", .flag(strict)),
        ("includeDraft", .flag(rules.includeDraft)),
      ])
    let result = try RankPipeline(plan: plan).run()
    if result.counts.rejected > 0 { throw ExitCode(3) }
  }
}
