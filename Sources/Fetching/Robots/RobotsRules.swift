/// What a robots.txt says to one crawler.
package struct RobotsRules: Sendable, Equatable {
  /// One allow or disallow line.
  struct Rule: Sendable, Equatable {
    var pattern: PathPattern
    var allows: Bool
  }

  /// The most specific first, allow before disallow where they are equally specific, so that the
  /// first that matches decides. Source: RFC 9309, section 2.2.2.
  private(set) var rules: [Rule]
  /// Seconds between requests, where the file asks for it.
  package private(set) var crawlDelaySeconds: Double?
  /// Addresses of sitemaps, as written.
  package private(set) var sitemaps: [String]

  /// Allows everything.
  package static let allowAll = RobotsRules(rules: [], crawlDelaySeconds: nil, sitemaps: [])
  /// Disallows everything.
  package static let disallowAll = RobotsRules(
    rules: [Rule(pattern: PathPattern("/"), allows: false)], crawlDelaySeconds: nil, sitemaps: [])

  init(rules: [Rule], crawlDelaySeconds: Double?, sitemaps: [String]) {
    self.rules = rules.enumerated().sorted { left, right in
      (left.element.pattern.octets, left.element.allows ? 1 : 0, -left.offset)
        > (right.element.pattern.octets, right.element.allows ? 1 : 0, -right.offset)
    }.map(\.element)
    self.crawlDelaySeconds = crawlDelaySeconds
    self.sitemaps = sitemaps
  }

  /// Whether a page may be fetched. The robots.txt itself always may.
  package func allows(_ address: WebAddress) -> Bool {
    if address.target == "/robots.txt" { return true }
    let target = PathPattern.comparable(Array(address.target.utf8))
    return rules.first { $0.pattern.matches(comparable: target) }?.allows ?? true
  }
}
