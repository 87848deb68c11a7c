import ArgumentParser
import Fetching
import Foundation
import Files

/// The command that opens connections: `searchlight fetch` runs it.
struct SearchlightFetch: ParsableCommand {
  static let version = "0.1.0"
  /// Name and version, for evidence.
  static let tool = "searchlight-fetch/\(version)"

  static let configuration = CommandConfiguration(
    commandName: "searchlight-fetch",
    abstract: "Fetch pages of classified ads, politely, as evidence.",
    discussion: """
      Leaves a folder with WARC files, a manifest whose lines are chained by hashes, and the state \
      to go on from: run the same command again after any interruption. 'searchlight scan FOLDER' \
      reads what was fetched.

      Example: searchlight fetch https://ads.example.com/list -o crawl --contact me@example.org
      Example: searchlight fetch --profile site.yml -o crawl --contact me@example.org \
      --documents ads.jsonl
      Example: searchlight fetch verify crawl && searchlight fetch pack crawl -o crawl.wacz

      'searchlight-fetch crawl --help' has all options and limits of a crawl; 'crawl' itself may \
      be left out.

      Exit codes: 0 done, 1 a check found problems, 2 could not finish or was interrupted, 3 \
      finished but some pages failed, 4 stopped with pages waiting because of a limit (of the \
      profile, the command line, or the site itself: robots.txt cannot be had, Retry-After or \
      Crawl-delay longer than --max-wait, 429 again and again), 64 wrong usage.
      """,
    version: version,
    subcommands: [CrawlCommand.self, VerifyCommand.self, PackCommand.self, RobotsCommand.self],
    defaultSubcommand: CrawlCommand.self)
}

@main
enum Main {
  static func main() {
    StandardStreams.hold()
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try SearchlightFetch.parseAsRoot()
      try command.run()
    } catch let error as FetchError {
      Messages.note("\(error)")
      Foundation.exit(2)
    } catch {
      SearchlightFetch.exit(withError: error)
    }
  }
}
