import ArgumentParser
import Fetching

/// Is the evidence what it was?
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the manifest's chain and every WARC record against it.",
    discussion: """
      Exits 0 when everything is as it was written, 1 when something was changed, added or taken \
      out, 2 when the folder cannot be read. The digest printed at the end is that of the last \
      manifest line: note it down elsewhere, and pass it as --head to show later that the end is \
      still the same.

      Example: searchlight fetch verify crawl
      Example: searchlight fetch verify crawl --head sha256:0123...
      """)

  @Argument(help: "The crawl's folder.", completion: .directory)
  var folder: String

  @Option(help: "The digest that the last line must have, as an earlier run printed it.")
  var head: String?

  @Flag(name: .shortAndLong, help: "Problems only.")
  var quiet = false

  func run() throws {
    let result = try Verifier(folder: folder).run()
    for problem in result.problems { Messages.note("\(problem)") }
    var isSound = result.problems.isEmpty
    if let head, head != result.head {
      Messages.note("\(folder): error: the last line has digest \(result.head), not \(head)")
      isSound = false
    }
    Messages.note(
      "\(result.records) records, \(result.files) files, \(result.bytes) bytes, head \(result.head)",
      quiet: quiet)
    if !isSound { throw ExitCode(1) }
  }
}
