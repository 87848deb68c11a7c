import ArgumentParser
import Foundation
import Files
import Scanning

/// The command that users type.
struct Searchlight: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "searchlight",
    abstract: "Find cues linked to human trafficking in ads, and rank the ads for review.",
    discussion: """
      Every item of the queue is a lead with its evidence, for a trained person to look at. \
      Nothing it says is a verdict.

      Example: searchlight scan ads.jsonl.gz -o queue.jsonl && searchlight show queue.jsonl

      'searchlight NAME ...' runs 'searchlight-NAME', if there is one beside this command or on \
      the PATH.

      Exit codes: 0 done, 1 a check found problems, 2 could not finish, 3 finished but some \
      records were rejected, 64 wrong usage.

      In danger? US: 911. National Human Trafficking Hotline (US): 1-888-373-7888, text 233733. \
      NCMEC: 1-800-843-5678. HSI tip line: 1-866-347-2423.
      """,
    version: version,
    subcommands: [
      ScanCommand.self,
      WorkerCommand.self,
      RankCommand.self,
      ShowCommand.self,
      EventsCommand.self,
      ReplayCommand.self,
      EvalCommand.self,
      CalibrateCommand.self,
      RulesCommand.self,
    ])
}

@main
enum Main {
  static func main() {
    StandardStreams.hold()
    Sibling.runIfNamed(CommandLine.arguments)
    TemporaryFiles.handleSignals()
    // While they are made, one thread alone parses arguments and reads rules.
    if ["scan", "worker"].contains(CommandLine.arguments.dropFirst().first) {
      ScanTables.prepare()
    }
    do {
      var command = try Searchlight.parseAsRoot()
      try command.run()
    } catch OutputError.readerGone {
      Foundation.exit(0)
    } catch let error where isUsage(error) {
      Searchlight.exit(withError: error)
    } catch {
      Messages.note("\(error)")
      Foundation.exit(2)
    }
  }

  /// Whether ArgumentParser knows what to do with it: help, versions, exit codes, wrong arguments.
  private static func isUsage(_ error: any Error) -> Bool {
    let isOurs =
      error is any RunError || Searchlight.exitCode(for: error) == .failure && !(error is ExitCode)
    return !isOurs
  }
}
