/// Reads robots.txt. Source: RFC 9309.
///
/// Takes what site owners commonly mean: a missing colon and the misspellings of `disallow` that
/// the parsers of search engines take as well.
package enum RobotsFile {
  /// Bytes that are read; section 2.5 asks for 500 KiB at least.
  package static let byteLimit = 1 << 20

  /// What the file says to the crawler with product token `agent`.
  package static func rules(in bytes: [UInt8], for agent: String) -> RobotsRules {
    var reader = Reader(agent: agent.lowercased())
    var rest = bytes.prefix(byteLimit)
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    for line in rest.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) { reader.take(line) }
    return reader.rules
  }

  private struct Reader {
    let agent: String
    /// The groups that name the agent, put together.
    private var own = Group()
    /// The groups for everyone else, put together.
    private var others = Group()
    private var isNamed = false
    private var sitemaps: [String] = []
    /// Whether the lines that are read belong to the agent, and to everyone.
    private var isInOwn = false
    private var isInOthers = false
    private var hadRule = true

    struct Group {
      var rules: [RobotsRules.Rule] = []
      var delaySeconds: Double?
    }

    init(agent: String) { self.agent = agent }

    var rules: RobotsRules {
      let group = isNamed ? own : others
      return RobotsRules(
        rules: group.rules, crawlDelaySeconds: group.delaySeconds, sitemaps: sitemaps)
    }

    mutating func take(_ line: ArraySlice<UInt8>) {
      let content = trimmed(line.prefix { $0 != 0x23 })
      guard let (field, value) = split(content) else { return }
      switch field {
      case .agent: takeAgent(value)
      case .allow, .disallow:
        hadRule = true
        guard !value.isEmpty else { return }
        let rule = RobotsRules.Rule(pattern: PathPattern(value), allows: field == .allow)
        if isInOwn { own.rules.append(rule) }
        if isInOthers { others.rules.append(rule) }
      case .delay:
        guard let seconds = Double(text(value)), seconds.isFinite, seconds >= 0 else { return }
        if isInOwn { own.delaySeconds = seconds }
        if isInOthers { others.delaySeconds = seconds }
      case .sitemap: sitemaps.append(text(value))
      }
    }

    /// An agent line after rules starts a group; lines that are neither must not interfere
    /// (section 2.2.4).
    private mutating func takeAgent(_ value: ArraySlice<UInt8>) {
      if hadRule { (isInOwn, isInOthers, hadRule) = (false, false, false) }
      if value.first == 0x2A, value.count == 1 || value.dropFirst().first == 0x20 {
        isInOthers = true
        return
      }
      let token = text(value.prefix { $0 > 0x20 && $0 != 0x2F && $0 != 0x2A }).lowercased()
      if token == agent {
        isInOwn = true
        isNamed = true
      }
    }

    enum Field {
      case agent, allow, disallow, delay, sitemap
    }

    private static let fields: [String: Field] = [
      "user-agent": .agent, "useragent": .agent, "user agent": .agent, "allow": .allow,
      "disallow": .disallow, "dissallow": .disallow, "dissalow": .disallow, "disalow": .disallow,
      "diasllow": .disallow, "disallaw": .disallow, "crawl-delay": .delay, "crawl delay": .delay,
      "sitemap": .sitemap, "sitemaps": .sitemap, "site-map": .sitemap,
    ]

    private func split(_ line: ArraySlice<UInt8>) -> (Field, ArraySlice<UInt8>)? {
      if let colon = line.firstIndex(of: 0x3A) {
        let name = text(trimmed(line[..<colon])).lowercased()
        if let field = Self.fields[name] { return (field, trimmed(line[(colon + 1)...])) }
        // The colon may be that of an address; one that ends the name of a field is not.
        let next = line[(colon + 1)...].first
        if next == nil || next.map({ $0 <= 0x20 }) == true { return nil }
      }
      var end = line.startIndex
      for _ in 0..<2 {
        guard let space = line[end...].firstIndex(where: { $0 == 0x20 || $0 == 0x09 }) else {
          // "Disallow" alone still ends the list of agents.
          return Self.fields[text(line).lowercased()].map { ($0, []) }
        }
        if let field = Self.fields[text(line[..<space]).lowercased()] {
          return (field, trimmed(line[space...]))
        }
        end = space + 1
      }
      return nil
    }

    private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      var bytes = bytes.drop { $0 <= 0x20 }
      while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
      return bytes
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> String {
      String(decoding: bytes, as: UTF8.self)
    }
  }
}
