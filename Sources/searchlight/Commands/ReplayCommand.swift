import ArgumentParser
import Events
import Foundation
import Ingest
import Model

/// A dataset as an investigator would have lived it.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Walk through a dataset in posted order, as it would have been lived.",
    discussion: """
      Takes ads in any format that 'scan' reads, or findings. For each step, -o FOLDER gets \
      steps/NAME/queue.jsonl (what 'rank --as-of' makes of everything posted before the step's end, \
      at most --top items), alarms.jsonl (places with far more ads than comparable earlier steps and \
      the other places make expect; contacts and clusters that are known, stand high or urgent in \
      the queue and are new in a place), new-in-town.jsonl (contacts known elsewhere and seen here for \
      the first time) and step.json. summary.json tells what would have been seen when, \
      rejects.jsonl which records cannot be read and why. Nothing of a step depends on later ads; \
      ads before --from are known, as they would have been. Undated ads are left out and counted. \
      Each ad is read and prepared once; every step with new ads links \
      and scores all ads until then again, some 5 microseconds an ad, for a new ad may change the \
      links of any other. Choose longer steps for long replays of large datasets; a replay has at \
      most \(ReplayClock.mostSteps).

      Example: searchlight replay ads.jsonl --from 2011-01-24 --to 2011-02-07 --step 1d -o replay
      Example: searchlight replay findings.jsonl --step 1d --speed 2 -o replay --resume

      """ + LimitsHelp.text)

  @Argument(help: "Ads or findings: files, folders, or - for standard input.", completion: .file())
  var inputs: [String]

  @Option(
    help: ArgumentHelp(
      "First day or moment. Default: the first day of the data.", valueName: "date"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "Last day, or the moment in whose step to stop. Default: the end of the data.",
      valueName: "date"))
  var to: String?

  @Option(help: ArgumentHelp("Length of a step: 30m, 12h, 1d, 1w.", valueName: "length"))
  var step = "1d"

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder for steps and summary.", valueName: "folder"),
    completion: .directory)
  var output: String

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Items of each step's queue.", valueName: "n"))
  var top = 100

  @Option(
    help: ArgumentHelp(
      "At most so many steps a second, 0.001 to 1000, for demonstrations.", valueName: "n"))
  var speed: Double?

  @Flag(
    help:
      """
      Keep steps that an earlier run has made from the same inputs, rules and options; all others in \
      the folder are removed.
      """
  )
  var resume = false

  @Option(
    name: .customLong("events"),
    help: ArgumentHelp(
      "Definitions whose places group the data's; may be repeated.", valueName: "file.yml"),
    completion: .file(extensions: ["yml"]))
  var files: [String] = []

  @OptionGroup var rules: RuleOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var jobs: JobOptions
  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if ReplayClock.length(step) == nil {
      throw ValidationError("--step must be a length such as 12h, 1d or 1w")
    }
    if top < 1 { throw ValidationError("--top must be 1 or more") }
    if let speed, !(0.001...1000).contains(speed) {
      throw ValidationError("--speed must be from 0.001 to 1000")
    }
    for (name, text) in [("from", from), ("to", to)] {
      if let text, DateText.instant(text.utf8) == nil {
        throw ValidationError("--\(name) must be a date such as 2011-02-06")
      }
    }
    if let first = from.flatMap({ DateText.instant($0.utf8) }), let end, end <= first {
      throw ValidationError("--to must not be before --from")
    }
  }

  func run() throws {
    let plan = ReplayPlan(
      inputs: inputs, ingest: try input.ingestOptions(), library: try rules.load(),
      definitions: files.isEmpty ? EventDefinitions() : try EventDefinitions.read(files),
      output: output, from: from.flatMap { DateText.instant($0.utf8) }, to: end,
      step: ReplayClock.length(step) ?? 0, top: top, resumes: resume, speed: speed,
      workers: jobs.count, messages: messages)
    let text = try OutputFile(nil)
    let rejected = try ReplayPipeline(plan: plan).run { try text.write(Array($0.utf8)) }
    if rejected > 0 { throw ExitCode(3) }
  }

  /// A day without a time is replayed whole.
  private var end: Instant? {
    guard let to, let moment = DateText.instant(to.utf8) else { return nil }
    let isDay = CalendarDay(to) != nil
    return isDay ? Instant(milliseconds: moment.milliseconds + 86_400_000) : moment
  }
}
