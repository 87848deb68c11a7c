import Model
import StrictYAML
import Testing

@testable import Fetching

struct ProfileReaderTests {
  private let start = "site: Example\nformat: 1\nhosts: [ads.example.com]\n"

  private func problems(_ text: String) -> [String] {
    do {
      _ = try ProfileReader.read(text, file: "p.yml")
      return []
    } catch {
      return error.description.split(separator: "\n").map(String.init)
    }
  }

  @Test func `a whole profile is read`() throws {
    let profile = try ProfileReader.read(
      start + """
        seeds: ["http://ads.example.com/"]
        sitemaps: [robots]
        allow: [/ad/*]
        links:
          ads: {css: "li.ad > a", paths: [/ad/*]}
        fields:
          id: {xpath: "//main/@data-ad"}
          date: {css: time, attribute: datetime}
        query: {drop: [sid]}
        limits: {depth: 3, pages: 10, megabytes: 5, minutes: 2}
        politeness: {delay: 0.5, concurrency: 1}
        """, file: "p.yml")
    #expect(profile.hosts == ["ads.example.com"])
    #expect(profile.sitemaps == ["robots"])
    #expect(profile.ads?.paths == [PathPattern("/ad/*")])
    #expect(profile.fields[.id] == SiteProfile.Selector(xpath: "//main/@data-ad"))
    #expect(profile.fields[.date] == SiteProfile.Selector(xpath: "//time", attribute: "datetime"))
    #expect(profile.depthLimit == 3 && profile.pageLimit == 10)
    #expect(profile.byteLimit == 5_000_000 && profile.secondsLimit == 120)
    #expect(profile.delaySeconds == 0.5 && profile.hostConcurrency == 1)
    #expect(profile.kind(of: try WebAddress("http://ads.example.com/ad/1")) == .ad)
    #expect(profile.kind(of: try WebAddress("http://ads.example.com/")) == .listing)
  }

  @Test(arguments: [
    (
      "limts: {}",
      "p.yml:4:1: error: unknown field 'limts'; known are site, format, hosts, allow, deny, seeds, sitemaps, links, fields, query, limits, politeness"
    ),
    (
      "limits: {pagse: 1}",
      "p.yml:4:10: error: unknown field 'pagse'; known are depth, pages, megabytes, minutes"
    ),
    ("limits: {pages: many}", "p.yml:4:17: error: 'pages' must be a whole number"),
    ("limits: {pages: 0}", "p.yml:4:17: error: 'pages' must be at least 1"),
    ("politeness: {delay: -1}", "p.yml:4:21: error: 'delay' must be at least 0"),
    ("seeds: [ftp://ads.example.com/]", "p.yml:4:9: error: only http and https are fetched"),
    ("seeds: http://ads.example.com/", "p.yml:4:8: error: 'seeds' must be a list of texts"),
    (
      "fields: {title: {css: \"a:hover\"}}",
      "p.yml:4:23: error: bad selector: ':hover' is not known at character 8"
    ),
    (
      "fields: {title: {xpath: \"//[\"}}", "p.yml:4:25: error: bad selector: '//[' is not XPath 1.0"
    ),
    ("fields: {title: {}}", "p.yml:4:17: error: give either 'css' or 'xpath'"),
    ("fields: {title: {css: a, xpath: //a}}", "p.yml:4:17: error: give either 'css' or 'xpath'"),
  ])
  func `a mistake is told with its place`(line: String, message: String) {
    #expect(problems(start + line + "\n") == [message])
  }

  @Test func `all problems are told at once`() {
    let found = problems("format: 2\nhosts: [\"a b\"]\n")
    #expect(
      found == [
        "p.yml:1:1: error: missing field 'site'",
        "p.yml:1:9: error: format 2 is not known; this tool reads format 1",
        "p.yml:2:9: error: 'a b' is no host name; '*.' is taken at its start only",
      ])
  }
}
