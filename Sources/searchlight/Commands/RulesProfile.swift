import ArgumentParser
import Foundation
import Ingest
import Model
import RulePacks
import Scanning
import Files

/// `rules profile`
struct RulesProfile: ParsableCommand {
  /// `--format`.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, tracking
  }

  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Measure what each rule and pack costs on a corpus.",
    discussion: """
      For each rule: its share of the time in candidates; how often the engine had to look at it \
      (candidates), run its automaton or call PCRE2; matches; limits hit; bytes of tables. All but \
      the time follow from rules and corpus alone, so a CI job can gate a change on any machine: \
      with --baseline, exit code 1 says that a count grew by more than --max-regression.

      Formats: text; json, which is what --baseline reads; tracking, a list of {name, unit, value} \
      as benchmark-tracking actions read it (customSmallerIsBetter).

      Example: searchlight rules profile --corpus ads.jsonl --format json > baseline.json
      Example: searchlight rules profile --corpus ads.jsonl --baseline baseline.json \
      --max-regression 10%

      """ + LimitsHelp.text)

  @Option(
    help: "Documents to measure on: a file or folder; may be repeated.", completion: .file())
  var corpus: [String]

  @OptionGroup var rules: RuleOptions

  @Option(
    help: ArgumentHelp("Which fields hold what, as in 'scan'.", valueName: "map"))
  var map: String?

  @Option(
    help: ArgumentHelp("Where wrappers hold their records, as in 'scan'.", valueName: "path"))
  var records: RecordPath?

  @Option(help: "What is written to standard output.")
  var format: Format = .text

  @Option(
    help: ArgumentHelp("An earlier profile of the same corpus, as JSON.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var baseline: String?

  @Option(
    help: ArgumentHelp("How far a count may grow before the run fails.", valueName: "share"))
  var maxRegression = "10%"

  private var most: Double? { ProfileGate.share(maxRegression) }

  func validate() throws {
    try MappingArgument.check(map)
    guard most != nil else {
      throw ValidationError("--max-regression takes a share such as 10% or 0.1")
    }
  }

  func run() throws {
    let library = try rules.load()
    let earlier = try baseline.map(read)
    let (profile, rejectCount) = try measure(library)
    let text = RuleProfileText(profile: profile)
    let output = try OutputFile(nil)
    switch format {
    case .text: try output.write(Array(text.table.utf8))
    case .json: try output.write(Array(text.json))
    case .tracking: try output.write(Array(text.tracking))
    }
    if let earlier, let baseline, let most {
      try hold(profile, to: earlier, most: most, baseline: baseline)
    }
    if rejectCount > 0 {
      Messages.note("warning: \(rejectCount) records of the corpus could not be read")
      throw ExitCode(3)
    }
  }

  private func hold(
    _ profile: RuleProfile, to earlier: RuleProfile, most: Double, baseline: String
  ) throws {
    guard earlier.corpus == profile.corpus else {
      throw RunFailure.badBaseline(path: baseline, reason: "it was measured on another corpus")
    }
    let regressions = ProfileGate(most: most).regressions(profile, since: earlier)
    for regression in regressions { Messages.note("\(regression)") }
    if !regressions.isEmpty { throw ExitCode(1) }
  }

  /// Measures, and counts the records that could not be read.
  private func measure(_ library: RuleLibrary) throws -> (RuleProfile, rejectCount: Int) {
    var options = IngestOptions()
    if let map { options.mapping = try FieldMapping(map) }
    options.records = records
    let reader = try InputReader(corpus, options: options) { _ in }
    let parser = DocumentParser()
    let profiler = try RuleProfiler(library.book)
    var rejectCount = 0
    var firstReject: String?
    while let chunk = reader.next() {
      let batch = chunk.parse(with: parser)
      rejectCount += batch.rejects.count
      if firstReject == nil { firstReject = batch.rejects.first?.why }
      profiler.add(batch)
    }
    guard profiler.documentCount > 0 else {
      throw RunFailure.nothingReadable(
        inputs: corpus, as: .corpus, rejected: rejectCount, first: firstReject ?? "")
    }
    let hashes = reader.summaries.map { $0.sha256 ?? "" }.joined(separator: "+")
    return (RuleProfile(profiler, library, corpus: hashes), rejectCount)
  }

  private func read(_ path: String) throws -> RuleProfile {
    let data = Data(try FileBytes.read(path))
    do {
      let profile = try JSONDecoder().decode(RuleProfile.self, from: data)
      guard profile.schema == RuleProfile.schemaVersion else {
        throw RunFailure.badBaseline(path: path, reason: "its schema is \(profile.schema)")
      }
      return profile
    } catch is DecodingError {
      throw RunFailure.badBaseline(path: path, reason: "not a profile")
    }
  }
}
