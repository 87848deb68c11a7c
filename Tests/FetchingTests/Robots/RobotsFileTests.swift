import Testing

@testable import Fetching

struct RobotsFileTests {
  private func allows(_ file: String, _ agent: String, _ path: String) throws -> Bool {
    RobotsFile.rules(in: Array(file.utf8), for: agent)
      .allows(try WebAddress("http://ads.example.com" + path))
  }

  // RFC 9309, section 5.1.
  private let simple = """
    User-Agent: *
    Disallow: *.gif$
    Disallow: /example/
    Allow: /publications/

    User-Agent: foobot
    Disallow:/
    Allow:/example/page.html
    Allow:/example/allowed.gif

    User-Agent: barbot
    User-Agent: bazbot
    Disallow: /example/page.html

    User-Agent: quxbot
    """

  @Test(arguments: [
    ("other", "/a.gif", false), ("other", "/example/x", false), ("other", "/publications/x", true),
    ("other", "/example/page.html", false), ("foobot", "/x", false),
    ("foobot", "/example/page.html", true), ("foobot", "/example/allowed.gif", true),
    ("FooBot", "/x", false), ("barbot", "/example/page.html", false), ("barbot", "/x", true),
    ("bazbot", "/example/page.html", false), ("quxbot", "/example/page.html", true),
    ("quxbot", "/a.gif", true),
  ])
  func `the standard's simple example`(agent: String, path: String, isAllowed: Bool) throws {
    #expect(try allows(simple, agent, path) == isAllowed)
  }

  // RFC 9309, section 5.2.
  @Test(arguments: [
    ("/example/page/", true), ("/example/page/disallowed.gif", false), ("/example/page/x", true),
  ])
  func `the longest match wins`(path: String, isAllowed: Bool) throws {
    let file = """
      User-Agent: foobot
      Allow: /example/page/
      Disallow: /example/page/disallowed.gif
      """
    #expect(try allows(file, "foobot", path) == isAllowed)
  }

  // RFC 9309, section 2.2.1: groups of one agent are put together.
  @Test(arguments: [("/a", false), ("/b", false), ("/c", true)])
  func `groups that name an agent are merged`(path: String, isAllowed: Bool) throws {
    let file = """
      user-agent: ExampleBot
      disallow: /a
      user-agent: OtherBot
      disallow: /c
      user-agent: examplebot
      disallow: /b
      """
    #expect(try allows(file, "ExampleBot", path) == isAllowed)
  }

  @Test func `allow wins where both are equally specific`() throws {
    #expect(try allows("User-agent: *\nDisallow: /a\nAllow: /a", "x", "/a"))
    #expect(try allows("User-agent: *\nAllow: /a\nDisallow: /a", "x", "/a"))
  }

  @Test func `an agent's own group replaces that of everyone`() throws {
    let file = "User-agent: *\nDisallow: /\n\nUser-agent: searchlight\nDisallow: /private"
    #expect(try allows(file, "searchlight", "/a"))
    #expect(try !allows(file, "searchlight", "/private/x"))
    #expect(try !allows(file, "other", "/a"))
  }

  @Test func `a longer product token is another agent`() throws {
    let file = "User-agent: searchlight-news\nDisallow: /\n"
    #expect(try allows(file, "searchlight", "/a"))
    #expect(try !allows(file, "searchlight-news", "/a"))
    #expect(try !allows("User-agent: searchlight/2.1\nDisallow: /", "searchlight", "/a"))
  }

  @Test func `line ends, comments, byte order mark and rules without an agent`() throws {
    let file = "\u{FEFF}Disallow: /x\rUser-agent: * # all\r\nDisallow: /a # not a\r\rDisallow: /b\n"
    #expect(try allows(file, "x", "/x"))
    #expect(try !allows(file, "x", "/a"))
    #expect(try !allows(file, "x", "/b"))
  }

  @Test func `other lines do not interfere with groups`() throws {
    let file = """
      User-agent: a
      Sitemap: http://ads.example.com/map.xml
      Host: ads.example.com

      User-agent: b
      Disallow: /x
      """
    #expect(try !allows(file, "a", "/x"))
    #expect(try !allows(file, "b", "/x"))
  }

  @Test func `robots txt itself is always allowed`() throws {
    #expect(try allows("User-agent: *\nDisallow: /", "x", "/robots.txt"))
  }

  @Test func `crawl delay and sitemaps are read`() {
    let file = """
      Sitemap: http://ads.example.com/one.xml
      User-agent: *
      Crawl-delay: 2.5
      User-agent: slow
      Crawl-delay: 30
      Disallow:
      sitemap: http://ads.example.com/two.xml
      """
    let rules = RobotsFile.rules(in: Array(file.utf8), for: "slow")
    #expect(rules.crawlDelaySeconds == 30)
    #expect(
      rules.sitemaps == ["http://ads.example.com/one.xml", "http://ads.example.com/two.xml"])
    #expect(RobotsFile.rules(in: Array(file.utf8), for: "x").crawlDelaySeconds == 30)
  }

  @Test func `rules beyond 500 KiB are still read`() throws {
    let filler = String(repeating: "# filler filler filler filler\n", count: 17_500)
    #expect(filler.utf8.count > 500 << 10)
    #expect(try !allows("User-agent: *\n" + filler + "Disallow: /late\n", "x", "/late"))
  }
}
