import Testing

@testable import Fetching

struct RobotsPolicyTests {
  private func policy(_ status: Int?, redirects: Int = 0, attempts: Int = 1) -> RobotsPolicy {
    RobotsPolicy(
      status: status, body: Array("User-agent: *\nDisallow: /a".utf8), agent: "x",
      redirects: redirects, attempts: attempts, attemptLimit: 4)
  }

  // RFC 9309, section 2.3.1.
  @Test func `an answer is read, a missing file allows, a broken server disallows`() throws {
    guard case .rules(let rules) = policy(200) else {
      Issue.record("a file was not read")
      return
    }
    #expect(try !rules.allows(WebAddress("http://ads.example.com/a")))
    for status in [400, 401, 403, 404, 410, 451, 499] { #expect(policy(status) == .unavailable) }
    for status in [500, 502, 503, 599] {
      #expect(policy(status) == .retry)
      #expect(policy(status, attempts: 4) == .unreachable)
    }
    #expect(policy(nil) == .retry)
    #expect(policy(nil, attempts: 4) == .unreachable)
  }

  @Test func `at least five redirects are followed, more count as no file`() {
    for redirects in 0..<5 { #expect(policy(301, redirects: redirects) == .redirect) }
    #expect(policy(301, redirects: 5) == .unavailable)
  }

  @Test func `a server that asks to be left alone is asked later`() {
    #expect(policy(429) == .retry)
    #expect(policy(429, attempts: 4) == .unreachable)
  }
}
