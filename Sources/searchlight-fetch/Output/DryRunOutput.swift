import ArgumentParser
import Fetching
import Foundation

/// What a crawl would do, one line a page on standard output.
enum DryRunOutput {
  static func show(_ options: CrawlOptions) throws {
    var isAnyFetched = false
    try DryRun(options).run { line in
      if line.refusal == nil { isAnyFetched = true }
      let decision = line.refusal.map { "skip \($0.rawValue)" } ?? "fetch"
      let text = "\(decision)\t\(line.url)\t\(String(format: "%.1f", line.delay.seconds)) s apart\n"
      try StandardOutput.write(Array(text.utf8))
    }
    if !isAnyFetched { throw ExitCode(4) }
  }
}
