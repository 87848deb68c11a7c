import ArgumentParser
import Events
import Foundation

/// Everything about event periods.
struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "Say what changed during an event, against its baseline and controls.",
    discussion: """
      Example: searchlight events statistics numbers.json
      """,
    subcommands: [EventsStatistics.self])
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
    let handle =
      input == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: input)
    guard let data = try handle?.readToEnd() else { throw RunFailure.unreadable(path: input) }
    let output = try OutputFile(nil)
    try output.write(StatisticsRequest.read(Array(data)).answer())
  }
}
