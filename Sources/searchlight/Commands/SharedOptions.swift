import ArgumentParser
import Foundation
import Ingest
import Model
import RulePacks
import Scanning
import Files

/// Where rules are.
struct RulePaths: ParsableArguments {
  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "A rule pack, or a folder laid out like Rules/; may be repeated.", valueName: "path"),
    completion: .file())
  var named: [String] = []

  /// The option, else `SEARCHLIGHT_RULES`, else the rules beside the command.
  func found() throws -> [String] {
    if !named.isEmpty { return named }
    if let path = ProcessInfo.processInfo.environment["SEARCHLIGHT_RULES"], !path.isEmpty {
      return [path]
    }
    guard let path = Installation.rules() else { throw RunFailure.noRulesFound }
    return [path]
  }
}

/// Which rules a run uses.
struct RuleOptions: ParsableArguments {
  @OptionGroup var paths: RulePaths

  @Option(
    name: .customLong("weights"),
    help: ArgumentHelp("A site's overlay: changes numbers only.", valueName: "site.yml"),
    completion: .file(extensions: ["yml"]))
  var overlays: [String] = []

  @Flag(help: "Load rules of status 'draft' too.")
  var includeDraft = false

  /// What to load.
  func request() throws -> RuleLibrary.Request {
    RuleLibrary.Request(
      paths: try paths.found(), overlays: overlays, includesDraft: includeDraft)
  }

  /// Loads the rules; problems are errors.
  func load() throws -> RuleLibrary { try RuleLibrary.load(request()) }
}

/// How inputs are read.
struct InputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How records are laid out; auto looks at each file's content. Plain text is one document a "
        + "line, but below folders and in zip and tar one a file; 'text' says one a line everywhere."
    ))
  var format: FormatChoice = .auto

  @Option(
    help: ArgumentHelp(
      "Which fields hold what: text=body,place=city+state. Join fields with +, reach into objects "
        + "with dots, give column numbers for tables without a header. Parts: id, title, text, "
        + "url, posted, place. Parts that are not named are looked for under their usual names; of "
        + "a city and a state, region or province both are the place.", valueName: "map"))
  var map: String?

  @Option(
    help: ArgumentHelp(
      "Where JSON objects that wrap their records hold the list of these: ads for {\"ads\":[...]}, "
        + "hits.hits for answers of Elasticsearch. Files may be of any size; the limit on a record is "
        + "one item's.", valueName: "path"))
  var records: RecordPath?

  @Option(help: "Field names of a kind of dump; without it each file's first record decides.")
  var profile: ProfileChoice?

  @Option(
    help: ArgumentHelp(
      "What dates such as 02/06/2011 mean: mdy 6 February, dmy 2 June. Without it they count as "
        + "undated. Written dates and those with the year first need no order."))
  var dateOrder: DateOrder?

  func validate() throws { try MappingArgument.check(map) }

  /// The same for `Ingest`.
  func ingestOptions() throws -> IngestOptions {
    var options = IngestOptions()
    options.format = format.format
    options.profile = profile.flatMap { Profile(rawValue: $0.rawValue) }
    options.dateOrder = dateOrder
    options.records = records
    if let map { options.mapping = try FieldMapping(map) }
    return options
  }
}

/// `--map`.
enum MappingArgument {
  /// What cannot be understood is wrong usage.
  static func check(_ text: String?) throws {
    guard let text else { return }
    do { _ = try FieldMapping(text) } catch { throw ValidationError("\(error)") }
  }
}

/// `--format`.
enum FormatChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, jsonl, csv, tsv, text, html, feed, warc

  var format: InputFormat? { InputFormat(rawValue: rawValue) }
}

/// `--profile`.
enum ProfileChoice: String, ExpressibleByArgument, CaseIterable {
  case cdr2, cdr3, es, generic
}

/// `--records`.
extension RecordPath: ExpressibleByArgument {
  /// Takes names joined with dots.
  public init?(argument: String) { self.init(argument) }
}

/// `--date-order`.
extension DateOrder: ExpressibleByArgument {}

/// What is said on standard error.
struct MessageOptions: ParsableArguments {
  /// `--progress`.
  enum ProgressChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  @Option(help: "A line with rate, share and time left; auto shows it on a terminal.")
  var progress: ProgressChoice = .auto

  @Flag(
    name: .shortAndLong, help: "Say nothing but errors, and warnings that ads may have gone unread."
  )
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say more: every rejected record, with its place and reason.")
  var verbose = false

  var showsProgress: Bool {
    switch progress {
    case .auto: Messages.isTerminal && !quiet
    case .always: true
    case .never: false
    }
  }
}

/// How many workers run at once.
struct JobOptions: ParsableArguments {
  // A negative number is told of as such, not as an option that nobody knows.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Worker threads, 1 to 1024; results do not depend on it. Default: one for each processor.",
      valueName: "n"))
  var jobs: Int?

  var count: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs must be from 1 to 1024")
    }
  }
}

/// Where a queue and what goes with it are written.
struct QueueOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The queue; rejects and manifest stand beside it. Default: standard output.",
      valueName: "queue.jsonl"), completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp("Records that could not be scanned, with reasons.", valueName: "file"),
    completion: .file())
  var rejects: String?

  @Option(
    help: ArgumentHelp("What was run on what, with counts and times.", valueName: "file"),
    completion: .file())
  var manifest: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Keep only the first N items of the queue.", valueName: "n"))
  var top: Int?

  @Flag(help: "Show every ad, not only the first of each cluster of ads that share contacts.")
  var each = false

  @Flag(
    help: ArgumentHelp(
      "Rank every ad by itself, without looking for copies, shared contacts or like wordings: 'links' "
        + "is null."))
  var noLinks = false

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "Take into the queue only what was posted before; undated ads are left out, all are counted.",
      valueName: "date"))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      "Fingerprints of items that reviewers have set aside, one a line: they are linked but not "
        + "shown, under whatever id their text returns.", valueName: "file"), completion: .file())
  var suppress: String?

  /// Whether the queue shows one ad of a text at most.
  var showsOnePerText: Bool { !each && !noLinks }

  /// The date of `--as-of`.
  var asOfDate: Instant? { asOf.flatMap { DateText.instant($0.utf8) } }

  func validate() throws {
    if let asOf, asOfDate == nil {
      throw ValidationError("--as-of '\(asOf)' is no date such as 2011-02-06")
    }
    if let top, top < 1 { throw ValidationError("--top must be 1 or more") }
  }

  var rejectsPath: String? { rejects ?? beside("rejects.jsonl") }
  var manifestPath: String? { manifest ?? beside("manifest.json") }

  /// The output's name with another ending; nil for standard output, devices and pipes.
  func beside(_ ending: String) -> String? {
    guard let output, !FileIdentity.isStream(output) else { return nil }
    let stem = output.hasSuffix(".jsonl") ? String(output.dropLast(6)) : output
    return stem + "." + ending
  }
}

/// The limits of reading and matching, for the help of every command that reads.
enum LimitsHelp {
  static let text: String = {
    let limits = IngestLimits()
    return """
      Limits, each of which ends in a reject or in 'incomplete', never in a crash: a record has at \
      most \(limits.recordBytes >> 20) MiB; compressed data may grow \(limits.expansionRatio)-fold \
      beyond \(limits.expansionFloor >> 20) MiB; archives nest \(limits.packingDepth) deep, JSON \
      \(limits.jsonDepth) deep, HTML elements \(limits.elementDepth) deep with at most \(limits.attributeCount) \
      attributes; items of feeds have at most \(limits.elementCount) elements; PCRE2 runs \
      at most 200,000 match steps, 20,000 backtracking frames and 16 MiB of heap a search; \
      identifiers are read in the first \(Extractor.closeReadingLimit >> 20) MiB of a field that lie \
      round digits and words that may start one.
      """
  }()
}
