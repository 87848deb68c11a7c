import ArgumentParser
import Fetching
import Foundation

/// Pages into a folder of evidence.
struct CrawlCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crawl",
    abstract: "Fetch pages into a folder of WARC files (the default).",
    discussion: """
      The folder holds crawl-00001.warc.gz and so on, manifest.jsonl, and hidden files with the \
      state. Run the same command again to go on after an interruption, a kill or a limit: no \
      page is lost, and none asked for again but those under way (--concurrency up to 16; less \
      than three times as many beyond).

      Pages are asked for plain or in gzip. One that comes in another coding (br, zstd) is kept \
      whole, as it came, under the outcome unsupported-coding; links and ads are not taken from it.

      Example: searchlight fetch https://ads.example.com/list -o crawl --contact me@example.org
      Example: searchlight fetch --profile Samples/site.yml -o crawl --contact me@example.org \
      --documents ads.jsonl --case 2026-014 --operator 'J. Doe'
      Example: searchlight fetch --sitemap robots https://ads.example.com/ --since 2026-01-25 \
      --until 2026-02-09 -o crawl --contact me@example.org --dry-run
      """)

  @OptionGroup(title: "What") var seeds: SeedOptions

  @Option(
    name: [.customShort("o"), .customLong("output")], help: "The crawl's folder.",
    completion: .directory)
  var output: String

  @Option(help: "Write the ads as JSON lines that 'scan' reads.", completion: .file())
  var documents: String?

  @Flag(help: "Ask again for pages that are done: 304 and equal bodies become revisit records.")
  var refresh = false

  @Flag(help: "Show what would be fetched and what not, with the reason; asks for robots.txt only.")
  var dryRun = false

  @Option(name: .customLong("case"), help: "A reference that goes into all evidence.")
  var caseReference: String?

  @Option(name: .customLong("operator"), help: "Who runs this; goes into all evidence.")
  var operatorName: String?

  @OptionGroup(title: "Politeness") var politeness: PolitenessOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup(title: "Connections") var network: NetworkOptions

  @Option(help: "Write counts as JSON to this file, or - for standard output.", completion: .file())
  var stats: String?

  @Option(help: "Log each request to standard error: none, text or json.")
  var log: LogForm = .none

  @Option(help: "Show a live line: auto (on a terminal), always or never.")
  var progress: Visibility = .auto

  @Flag(name: .shortAndLong, help: "No summary.")
  var quiet = false

  /// How requests are logged.
  enum LogForm: String, ExpressibleByArgument, CaseIterable {
    case none, text, json
  }

  /// Whether the live line is shown.
  enum Visibility: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  func validate() throws {
    if output.isEmpty { throw ValidationError("-o must name a folder") }
    for text in [caseReference, operatorName].compactMap(\.self) where text.isEmpty {
      throw ValidationError("--case and --operator cannot be empty")
    }
  }

  func run() throws {
    let stop = StopFlag()
    Interruption.handle(stop)
    let options = try options()
    if dryRun { return try DryRunOutput.show(options) }
    try FetchOutput.check(
      [("--documents", documents), ("--stats", stats)],
      inputs: [seeds.seeds, seeds.profile, network.caFile], folder: options.folder)
    let statsFile = try stats.map { path throws(FetchError) in try StatsFile(path) }
    let crawl = try Crawl(options, stop: stop)
    let isLive = progress == .always || progress == .auto && Messages.isTerminal && log == .none
    let form: CrawlDisplay.Log = log == .json ? .json : log == .text ? .text : .none
    let display = CrawlDisplay(log: form, isLive: isLive)
    let report: CrawlReport
    do {
      report = try crawl.run(observer: display)
    } catch {
      display.clear()
      throw error
    }
    display.clear()
    Messages.note(ReportOutput.text(report, folder: output), quiet: quiet)
    try statsFile?.write(ReportOutput.json(report))
    if report.stop == .interrupted { throw ExitCode(2) }
    if report.isLimited { throw ExitCode(4) }
    if report.failed > 0 || report.last.waiting > 0 { throw ExitCode(3) }
  }

  private func options() throws -> CrawlOptions {
    let profile = try seeds.profile.map { try ProfileReader.load($0) }
    let filter = QueryFilter(QueryFilter.tracking + (profile?.droppedQuery ?? []))
    let addresses = try seeds.addresses(profile, filter)
    let sitemaps = try seeds.sitemapAddresses(profile, filter)
    var engine = EngineOptions(
      userAgent: politeness.userAgent, concurrency: politeness.concurrency)
    try network.apply(to: &engine)
    limits.apply(to: &engine.limits)
    let custody = Custody(
      tool: SearchlightFetch.tool, caseReference: caseReference, operatorName: operatorName,
      contact: politeness.contact, userAgent: politeness.userAgent,
      ignoresRobotsBecause: politeness.ignoreRobots)
    let depth = seeds.depth ?? profile?.depthLimit ?? (profile == nil ? 0 : 5)
    var options = CrawlOptions(
      folder: output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output,
      scope: Scope(profile: profile, seeds: addresses + sitemaps, depthLimit: depth),
      engine: engine, custody: custody, agent: politeness.agent,
      throttle: politeness.throttle(profile))
    options.seeds = addresses
    options.sitemaps = sitemaps
    options.usesRobotsSitemaps = seeds.usesRobotsSitemaps(profile)
    options.window =
      seeds.since == nil && seeds.until == nil
      ? nil : DateWindow(since: seeds.since, until: seeds.until)
    options.profile = profile
    options.filter = filter
    options.backoff.attemptLimit = politeness.tries
    options.longestWait = .milliseconds(Int(politeness.maxWait * 1000))
    options.redirectLimit = limits.maxRedirects
    options.pageLimit = limits.maxPages ?? profile?.pageLimit
    options.byteLimit = limits.maxMegabytes.map { $0 * 1_000_000 } ?? profile?.byteLimit
    let seconds = limits.maxMinutes.map { $0 * 60 } ?? profile?.secondsLimit.map(Double.init)
    options.timeLimit = seconds.map { .milliseconds(Int($0 * 1000)) }
    options.documents = documents
    options.refreshes = refresh
    options.fileBytes = limits.warcMegabytes * 1_000_000
    let isKnown = FileManager.default.fileExists(atPath: options.folder + "/manifest.jsonl")
    if addresses.isEmpty && sitemaps.isEmpty && !isKnown {
      throw ValidationError(
        "nothing to fetch; name addresses, --seeds FILE, --sitemap or a profile with seeds")
    }
    return options
  }
}
