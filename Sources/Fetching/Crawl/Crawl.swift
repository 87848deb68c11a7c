internal import Foundation
internal import Model

/// One run of a crawl: from what waits in the state file to nothing left to fetch, a limit, or a
/// wish to stop. Runs on the thread that calls it; another thread keeps what comes.
package final class Crawl {
  let options: CrawlOptions
  let clock = CrawlClock()
  let frontier: Frontier
  let archivist: Archivist
  private let folder: CrawlFolder
  private let engine: CurlEngine
  private let stop: StopFlag
  private weak var observer: (any CrawlObserver)?

  var hosts: [HostQueue] = []
  private var byID: [Int64: HostQueue] = [:]
  private var nextHost = 0
  /// Pages under way, by the id of their request.
  private var underWay: [Int64: QueuedPage] = [:]
  var generator = SystemRandomNumberGenerator()

  private var snapshot = CrawlSnapshot()
  private var outcomes: [Outcome: Int] = [:]
  private var failed = 0
  private var documents = 0
  private var pagesBefore = 0
  private var bytesBefore = 0
  private var startedPages = 0
  private var lastShown: Duration = .zero

  /// Opens the folder and everything in it; seeds that are new join the queue.
  ///
  /// - Parameter stop: ends the run early and in order.
  package init(_ options: CrawlOptions, stop: StopFlag) throws(FetchError) {
    self.options = options
    self.stop = stop
    folder = try CrawlFolder(options.folder)
    frontier = try Frontier(folder: options.folder)
    engine = try CurlEngine(options.engine, folder: options.folder, clock: clock)
    archivist = Archivist(
      try ArchiveDesk(options: options, frontier: frontier, clock: clock), wakeUp: engine.wakeUp)
    try frontier.write { writer in
      if options.refreshes { try writer.refresh() }
      for address in options.seeds {
        let kind = options.profile?.kind(of: address) ?? .page
        _ = try writer.add(FoundPage(address: address, kind: kind, depth: 0), via: nil)
      }
      for address in options.sitemaps {
        _ = try writer.add(FoundPage(address: address, kind: .sitemap, depth: 0), via: nil)
      }
    }
    for origin in try frontier.origins() {
      addHost(origin.id, origin.name, waiting: origin.waiting)
    }
    pagesBefore = try frontier.fact("pages") ?? 0
    bytesBefore = try frontier.fact("bytes") ?? 0
  }

  /// Fetches until there is a reason to end.
  package func run(observer: (any CrawlObserver)?) throws(FetchError) -> CrawlReport {
    self.observer = observer
    // Whatever happens, the thread that keeps pages must not outlive the engine it wakes.
    defer { archivist.finish() }
    var reason: CrawlReport.Stop?
    while true {
      reason = reason ?? limit()
      if reason == nil { try startAll() }
      if engine.activeCount == 0, archivist.pending == 0 {
        try settle()
        if reason != nil || hosts.allSatisfy({ $0.isIdle && $0.throttle.active == 0 }) { break }
      }
      for exchange in try engine.advance(timeout: wait(isStopping: reason != nil)) {
        try finish(exchange)
      }
      try settle()
      show()
    }
    archivist.finish()
    try settle()
    lastShown = .seconds(-1)
    show()
    // A limit that is reached with the last page keeps nothing from being fetched.
    if reason != .interrupted, snapshot.waiting == 0 { reason = .finished }
    return CrawlReport(
      stop: reason ?? .finished, last: snapshot, outcomes: outcomes, failed: failed,
      documents: documents)
  }

  // MARK: - Starting

  private func limit() -> CrawlReport.Stop? {
    if stop.isSet { return .interrupted }
    let isWaiting = hosts.contains { !$0.isIdle }
    guard isWaiting else { return nil }
    if let limit = options.pageLimit, pagesBefore + startedPages >= limit { return .pages }
    if let limit = options.byteLimit, bytesBefore + snapshot.byteCount >= limit { return .bytes }
    if let limit = options.timeLimit, clock.now >= limit { return .time }
    return nil
  }

  /// Whether another request may be under way.
  ///
  /// What is not on the disk yet counts too, because a kill makes it be fetched again: no more
  /// pages than the user wants under way. Only with many at once does hiding the disk's waits
  /// weigh more, and the rest goes on top.
  private var mayStartMore: Bool {
    let concurrency = options.engine.concurrency
    let unsaved = concurrency + max(0, concurrency - 16) * 2
    return engine.activeCount < concurrency && engine.activeCount + archivist.pending < unsaved
  }

  private func startAll() throws(FetchError) {
    var idleHosts = 0
    // Hosts take turns, one request each.
    while mayStartMore, idleHosts < hosts.count {
      if nextHost >= hosts.count { nextHost = 0 }
      let host = hosts[nextHost]
      nextHost += 1
      if try startOne(host) { idleHosts = 0 } else { idleHosts += 1 }
      if let limit = options.pageLimit, pagesBefore + startedPages >= limit { return }
    }
  }

  /// Starts one request to a host; false where it has to wait.
  private func startOne(_ host: HostQueue) throws(FetchError) -> Bool {
    let now = clock.now
    guard !host.isIdle, host.throttle.mayStart(at: now) else { return false }
    guard case .known(let rules, let until) = host.robots, now < until else {
      return try startRobots(host, now: now)
    }
    guard host.hasPage(at: now),
      let page = try host.next(from: frontier, clock: clock)
    else { return false }
    guard rules.allows(page.address) else {
      archivist.submit(.decision(page, .robotsDisallowed))
      return true
    }
    underWay[page.id] = page
    startedPages += 1
    host.throttle.start(at: now)
    try engine.start(
      FetchRequest(
        id: page.id, address: page.address, purpose: page.kind == .sitemap ? .sitemap : .page,
        validators: page.earlier == nil ? FetchRequest.Validators() : page.validators))
    return true
  }

  /// Asks for a host's robots.txt, unless the answer is known.
  private func startRobots(_ host: HostQueue, now: Duration) throws(FetchError) -> Bool {
    if case .asked = host.robots { return false }
    if options.custody.ignoresRobotsBecause != nil {
      host.robots = .known(.allowAll, until: .seconds(1 << 40))
      return true
    }
    guard host.robotsAt <= now else { return false }
    if host.robotsAttempts == 0, let stored = try frontier.robots(origin: host.id) {
      let age = (clock.instant.milliseconds - stored.at.milliseconds) / 1000
      if age >= 0, age < RobotsPolicy.lifetimeSeconds {
        let policy = RobotsPolicy(
          status: stored.status, body: stored.body, agent: options.agent,
          redirects: RobotsPolicy.redirectLimit, attempts: 0, attemptLimit: 0)
        take(policy, host, lifetime: .seconds(RobotsPolicy.lifetimeSeconds - Int(age)))
        return true
      }
    }
    let address: WebAddress
    do throws(AddressProblem) { address = try WebAddress(host.name + "/robots.txt") } catch {
      throw .badAddress(place: host.name, error)
    }
    try askRobots(host, address, redirects: 0, now: now)
    return true
  }

  private func askRobots(
    _ host: HostQueue, _ address: WebAddress, redirects: Int, now: Duration
  ) throws(FetchError) {
    host.robots = .asked
    host.throttle.start(at: now)
    // Negative ids are those of hosts.
    robotsRedirects[-host.id] = redirects
    try engine.start(FetchRequest(id: -host.id, address: address, purpose: .robots))
  }

  private var robotsRedirects: [Int64: Int] = [:]

  private func wait(isStopping: Bool) -> Duration {
    let tick: Duration = .milliseconds(200)
    // A result that is not on the disk wakes the wait when it is.
    if isStopping || !mayStartMore { return tick }
    let now = clock.now
    let next = hosts.compactMap(\.nextChance).min()
    return next.map { min(max($0 - now, .milliseconds(1)), tick) } ?? tick
  }

  // MARK: - Ending

  private func finish(_ exchange: Exchange) throws(FetchError) {
    snapshot.byteCount += exchange.body.count
    if exchange.request.purpose == .robots { return try finishRobots(exchange) }
    guard let page = underWay.removeValue(forKey: exchange.request.id),
      let host = byID[page.origin]
    else { preconditionFailure("an answer nobody asked for") }
    let now = clock.now
    host.throttle.finish(
      at: now, latency: exchange.latency, isError: !exchange.outcome.isSuccess)
    host.failuresInRow = exchange.status == nil ? host.failuresInRow + 1 : 0
    host.refusalsInRow = exchange.outcome == .rateLimited ? host.refusalsInRow + 1 : 0
    let verdict = Verdict(
      exchange, attempt: page.attempts + 1, refusals: host.refusalsInRow, options: options,
      now: clock.instant, using: &generator)
    var retryAt: Instant?
    switch verdict {
    case .done: break
    case .retry(let wait, let pausesHost):
      retryAt = Instant(
        milliseconds: clock.instant.milliseconds + Int64(wait.milliseconds))
      if pausesHost { host.throttle.pause(until: now + wait) }
    case .hold(let wait, let outcome):
      retryAt = Instant(
        milliseconds: clock.instant.milliseconds + Int64(wait.milliseconds))
      hold(host, outcome)
    }
    // Only what is done counts against the limit on pages.
    if retryAt != nil { startedPages -= 1 }
    // One host that is gone must not cost a timeout for each of its pages.
    if host.failuresInRow >= Self.failureLimit, host.held == nil { hold(host, .hostDown) }
    archivist.submit(.exchange(page, exchange, retryAt: retryAt))
  }

  /// Requests without an answer, one after another, after which a host is left alone.
  private static let failureLimit = 25

  private func hold(_ host: HostQueue, _ outcome: Outcome) {
    host.held = outcome
    archivist.submit(.hold(origin: host.id, outcome))
  }

  private func finishRobots(_ exchange: Exchange) throws(FetchError) {
    guard let host = byID[-exchange.request.id] else {
      preconditionFailure("an answer nobody asked for")
    }
    let now = clock.now
    host.throttle.finish(
      at: now, latency: exchange.latency, isError: !exchange.outcome.isSuccess)
    if exchange.outcome == .addressRefused {
      archivist.submit(.robots(origin: host.id, exchange, isFinal: false))
      // The guard refuses the pages too, each with its own outcome.
      return take(.unavailable, host, lifetime: .seconds(RobotsPolicy.lifetimeSeconds))
    }
    let redirects = robotsRedirects[exchange.request.id] ?? 0
    // What broke off or went beyond a limit has been read as far as it goes, as the standard asks.
    let isUsable =
      exchange.outcome.isSuccess || exchange.outcome == .wireLimit
      || exchange.outcome == .clientError || exchange.outcome == .serverError
      || exchange.outcome == .rateLimited
    let policy = RobotsPolicy(
      status: isUsable ? exchange.status : nil,
      body: try DecodedBody.bytes(exchange, limit: RobotsFile.byteLimit), agent: options.agent,
      redirects: redirects, attempts: host.robotsAttempts + 1,
      attemptLimit: options.backoff.attemptLimit)
    if policy == .redirect, let location = exchange.fields?["location"] {
      archivist.submit(.robots(origin: host.id, exchange, isFinal: false))
      do throws(AddressProblem) {
        let address = try WebAddress(location, base: exchange.request.address)
        return try askRobotsAgain(host, address, redirects: redirects + 1, now: now)
      } catch {
        // A redirect to nowhere: there is no file.
        return take(.unavailable, host, lifetime: .seconds(RobotsPolicy.lifetimeSeconds))
      }
    }
    let isFinal = policy != .retry && policy != .unreachable
    archivist.submit(.robots(origin: host.id, exchange, isFinal: isFinal))
    if policy == .retry {
      host.robotsAttempts += 1
      host.robots = .unknown
      let wait = Verdict.wait(
        exchange, attempt: host.robotsAttempts, options: options, now: clock.instant,
        using: &generator)
      host.robotsAt = now + min(wait, options.longestWait)
      return
    }
    take(policy, host, lifetime: .seconds(RobotsPolicy.lifetimeSeconds))
  }

  private func askRobotsAgain(
    _ host: HostQueue, _ address: WebAddress, redirects: Int, now: Duration
  ) throws(AddressProblem) {
    do throws(FetchError) {
      try askRobots(host, address, redirects: redirects, now: now)
    } catch {
      // libcurl cannot add a request: the site counts as one that does not answer.
      take(.unreachable, host, lifetime: .zero)
    }
  }

  private func take(_ policy: RobotsPolicy, _ host: HostQueue, lifetime: Duration) {
    host.robotsAttempts = 0
    switch policy {
    case .rules(let rules):
      host.robots = .known(rules, until: clock.now + lifetime)
      if let seconds = rules.crawlDelaySeconds, seconds > 0 {
        let delay = Duration.milliseconds(Int(min(seconds, 1e9) * 1000))
        if delay > options.longestWait { hold(host, .heldBySite) }
        host.throttle.require(crawlDelay: delay)
      }
      if options.usesRobotsSitemaps { addSitemaps(rules, host) }
    case .unavailable, .redirect: host.robots = .known(.allowAll, until: clock.now + lifetime)
    case .unreachable, .retry:
      host.robots = .known(.disallowAll, until: clock.now + lifetime)
      hold(host, .robotsUnreachable)
    }
  }

  private func addSitemaps(_ rules: RobotsRules, _ host: HostQueue) {
    let pages = rules.sitemaps.compactMap { text -> FoundPage? in
      do throws(AddressProblem) {
        let address = try WebAddress(text, filter: options.filter)
        return options.scope.containsHost(address)
          ? FoundPage(address: address, kind: .sitemap, depth: 0) : nil
      } catch {
        // Sitemap lines have to be whole addresses; others name nothing.
        return nil
      }
    }
    if !pages.isEmpty { archivist.submit(.found(pages)) }
  }

  // MARK: - Keeping count

  private func addHost(_ id: Int64, _ name: String, waiting: Int) {
    let host = HostQueue(id: id, name: name, waiting: waiting, throttle: options.throttle)
    hosts.append(host)
    byID[id] = host
  }

  private func settle() throws(FetchError) {
    for committed in try archivist.takeCommitted() {
      for (id, found) in committed.found {
        if let host = byID[id] {
          host.add(found.count)
        } else {
          addHost(id, found.name, waiting: found.count)
        }
      }
      for page in committed.released { release(page) }
      for event in committed.events {
        outcomes[event.outcome, default: 0] += 1
        observer?.note(event)
      }
      documents += committed.documents
    }
  }

  private func release(_ page: Archivist.Committed.Released) {
    guard let host = byID[page.origin] else { return }
    let retryIn = page.retryAt.map { $0.milliseconds - clock.instant.milliseconds }
    host.release(page.id, retryAt: retryIn.map { clock.now + .milliseconds(max(0, $0)) })
    guard page.retryAt == nil else { return }
    host.pages += 1
    snapshot.pages += 1
    if page.isFailure {
      host.errors += 1
      snapshot.errors += 1
      failed += 1
    }
  }

  private func show() {
    let now = clock.now
    guard now - lastShown >= .milliseconds(200) else { return }
    lastShown = now
    snapshot.elapsed = now
    snapshot.active = engine.activeCount
    snapshot.waiting = hosts.reduce(0) { $0 + $1.waiting }
    snapshot.hosts = hosts.map(\.state)
    observer?.show(snapshot)
  }
}
