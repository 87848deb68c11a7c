import Generated
import Model
import Testing

@testable import Fetching

struct VerdictTests {
  private let now = Instant(milliseconds: 784_111_777_000)

  private func verdict(
    _ outcome: Outcome, status: Int? = nil, retryAfter: String? = nil, attempt: Int = 1,
    refusals: Int = 1
  ) throws -> Verdict {
    let address = try WebAddress("http://ads.example.com/")
    var header = "HTTP/1.1 \(status ?? 0) X\r\n"
    if let retryAfter { header += "Retry-After: \(retryAfter)\r\n" }
    let exchange = Exchange(
      request: FetchRequest(id: 1, address: address, purpose: .page), outcome: outcome,
      startedAt: now, duration: .zero, latency: .zero, sent: [], header: Array(header.utf8),
      fields: status == nil ? nil : HeaderFields(Array(header.utf8)), body: BodyStore(),
      decodedBytes: 0, protocolName: "http/1.1")
    var options = CrawlOptions(
      folder: "x", scope: Scope(profile: nil, seeds: [], depthLimit: 0),
      engine: EngineOptions(userAgent: "x", concurrency: 1),
      custody: Custody(
        tool: "x", caseReference: nil, operatorName: nil, contact: "x", userAgent: "x",
        ignoresRobotsBecause: nil), agent: "x",
      throttle: Throttle.Settings(
        delay: .zero, longestDelay: .zero, concurrency: 1, isAdaptive: false))
    options.longestWait = .seconds(600)
    var generator = SeededGenerator(seed: 1)
    return Verdict(
      exchange, attempt: attempt, refusals: refusals, options: options, now: now,
      using: &generator)
  }

  @Test func `pages that are had or not there are done`() throws {
    #expect(try verdict(.ok, status: 200) == .done)
    #expect(try verdict(.clientError, status: 404) == .done)
    #expect(try verdict(.serverError, status: 501) == .done)
    #expect(try verdict(.wireLimit, status: 200) == .done)
    #expect(try verdict(.tlsFailed) == .done)
    #expect(try verdict(.addressRefused) == .done)
  }

  @Test func `a wait the server asks for is kept, and the host waits with it`() throws {
    #expect(
      try verdict(.rateLimited, status: 429, retryAfter: "120")
        == .retry(after: .seconds(120), pausesHost: true))
    #expect(
      try verdict(.serverError, status: 503, retryAfter: "Sun, 06 Nov 1994 08:51:37 GMT")
        == .retry(after: .seconds(120), pausesHost: true))
  }

  @Test func `a wait shorter than the backoff is not taken`() throws {
    guard case .retry(let wait, true) = try verdict(.rateLimited, status: 429, retryAfter: "0")
    else {
      Issue.record("not tried again")
      return
    }
    #expect(wait >= .seconds(1) && wait <= .seconds(2))
  }

  @Test func `a connection that failed is tried again, without stopping the host`() throws {
    for outcome in [Outcome.reset, .shortBody, .emptyReply, .connectTimeout, .dnsFailed] {
      guard case .retry(_, false) = try verdict(outcome) else {
        Issue.record("\(outcome) is not tried again")
        continue
      }
      #expect(try verdict(outcome, attempt: 4) == .done)
    }
  }

  @Test func `a site that asks for too long a wait is left alone`() throws {
    #expect(
      try verdict(.rateLimited, status: 429, retryAfter: "601")
        == .hold(after: .seconds(601), .heldBySite))
    let last = try verdict(.rateLimited, status: 429, attempt: 4, refusals: 4)
    guard case .hold(_, .heldBySite) = last else {
      Issue.record("not left alone after as many tries")
      return
    }
  }

  @Test func `a page that failed otherwise before the site was busy is tried again`() throws {
    guard case .retry(_, true) = try verdict(.rateLimited, status: 429, attempt: 4) else {
      Issue.record("the site is left alone for one answer")
      return
    }
    #expect(try verdict(.rateLimited, status: 429, attempt: 8) == .done)
  }
}
