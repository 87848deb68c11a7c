import ArgumentParser
import Ingest
import RulePacks
import Scanning

/// One line in, one line out: what a cluster runs on its nodes.
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Scan JSON lines from standard input, one line of findings a line.",
    discussion: """
      Keeps no state. A blank line gives a blank line; a record that cannot be scanned gives a \
      line of the rejects file, which 'rank' passes on, and exit code 3 at the end. 'source' is \
      copied from the record if it is there, so that shards can be ranked as if they had been \
      scanned together.

      Example: searchlight worker < shard.jsonl > shard.findings.jsonl
      Example: split -n l/4 --filter='searchlight worker > $FILE.findings || test $? = 3' ads.jsonl

      """ + LimitsHelp.text)

  @OptionGroup var rules: RuleOptions

  @Option(
    help: "Which fields hold what, as in 'scan'.")
  var map: String?

  @Option(
    help: ArgumentHelp(
      "Where JSON objects that wrap their records hold the list of these, as in 'scan'; each record "
        + "gives a line.", valueName: "path"))
  var records: RecordPath?

  @Option(help: "Field names of a kind of dump; without it the first record decides.")
  var profile: ProfileChoice?

  @Option(help: "What dates such as 02/06/2011 mean, as in 'scan'.")
  var dateOrder: DateOrder?

  @Option(
    help: ArgumentHelp("Mask contacts with this key.", valueName: "file"), completion: .file())
  var redactKey: String?

  func validate() throws { try MappingArgument.check(map) }

  func run() throws {
    let library = try rules.load()
    var ingest = IngestOptions()
    ingest.format = .jsonl
    ingest.profile = profile.flatMap { Profile(rawValue: $0.rawValue) }
    ingest.dateOrder = dateOrder
    ingest.records = records
    ingest.takesSource = true
    if let map { ingest.mapping = try FieldMapping(map) }
    let redactor = try redactKey.map { Redactor(key: try RedactionKey.read($0)) }
    let scanner = try Scanner(library.book, engine: FastMatcher(library.book))
    let rejectCount = try WorkerPipeline(
      scanner: scanner, library: library, ingest: ingest, redactor: redactor
    ).run()
    if rejectCount > 0 { throw ExitCode(3) }
  }
}
