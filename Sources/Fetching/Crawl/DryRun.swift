internal import Foundation
internal import Model

/// What a crawl would do with its seeds and with what waits in its folder, without fetching any
/// page: only robots.txt is asked for, and nothing is written.
package final class DryRun {
  /// What would become of one page.
  package struct Line: Sendable, Equatable {
    /// The page.
    package var url: String
    /// Why it would not be fetched; nil where it would.
    package var refusal: Outcome?
    /// Least time between two requests to its host.
    package var delay: Duration
  }

  private let options: CrawlOptions
  private let engine: CurlEngine
  private var rules: [String: RobotsRules?] = [:]

  /// Pages of the state file that are shown.
  private static let waitingLimit = 1000

  /// Sets up the connections.
  package init(_ options: CrawlOptions) throws(FetchError) {
    self.options = options
    engine = try CurlEngine(options.engine, folder: NSTemporaryDirectory(), clock: CrawlClock())
  }

  /// Calls `show` for each page, seeds first.
  package func run(_ show: (Line) throws -> Void) throws {
    for address in options.sitemaps + options.seeds { try show(line(address)) }
    let state = options.folder + "/" + Frontier.name
    guard FileManager.default.fileExists(atPath: state) else { return }
    let frontier = try Frontier(folder: options.folder)
    for origin in try frontier.origins() {
      let pages = try frontier.waiting(
        origin: origin.id, now: Instant(milliseconds: .max), without: [],
        limit: Self.waitingLimit)
      for page in pages where !options.seeds.contains(page.address) {
        try show(line(page.address))
      }
    }
  }

  private func line(_ address: WebAddress) throws(FetchError) -> Line {
    var line = Line(url: address.text, refusal: nil, delay: options.throttle.delay)
    guard options.scope.contains(address) else {
      line.refusal = .outOfScope
      return line
    }
    if options.custody.ignoresRobotsBecause != nil { return line }
    guard let rules = try robots(address.origin) else {
      line.refusal = .robotsUnreachable
      return line
    }
    if let seconds = rules.crawlDelaySeconds {
      line.delay = max(line.delay, .milliseconds(Int(min(seconds, 1e9) * 1000)))
      if line.delay > options.longestWait { line.refusal = .heldBySite }
    }
    if !rules.allows(address) { line.refusal = .robotsDisallowed }
    return line
  }

  /// What robots.txt says; nil where it cannot be had.
  private func robots(_ origin: String) throws(FetchError) -> RobotsRules? {
    if let known = rules[origin] { return known }
    var result: RobotsRules?
    var next: WebAddress?
    do throws(AddressProblem) { next = try WebAddress(origin + "/robots.txt") } catch {
      throw .badAddress(place: origin, error)
    }
    var redirects = 0
    while let address = next {
      next = nil
      let exchange = try ask(address)
      let isUsable =
        exchange.status != nil && exchange.outcome.truncation == nil
        || exchange.outcome == .wireLimit
      let policy = RobotsPolicy(
        status: isUsable ? exchange.status : nil,
        body: try DecodedBody.bytes(exchange, limit: RobotsFile.byteLimit), agent: options.agent,
        redirects: redirects, attempts: 1, attemptLimit: 1)
      switch policy {
      case .rules(let found): result = found
      case .unavailable: result = .allowAll
      case .unreachable, .retry: result = nil
      case .redirect:
        redirects += 1
        do throws(AddressProblem) {
          next = try WebAddress(exchange.fields?["location"] ?? "", base: address)
        } catch {
          result = .allowAll
        }
      }
    }
    rules[origin] = .some(result)
    return result
  }

  private func ask(_ address: WebAddress) throws(FetchError) -> Exchange {
    try engine.start(FetchRequest(id: 1, address: address, purpose: .robots))
    while true {
      if let exchange = try engine.advance(timeout: .seconds(1)).first { return exchange }
    }
  }
}
