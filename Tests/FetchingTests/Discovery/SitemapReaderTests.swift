import Testing

@testable import Fetching

struct SitemapReaderTests {
  private func entries(_ text: String) -> [SitemapReader.Entry] {
    SitemapReader.entries(Array(text.utf8), limit: 1 << 20)
  }

  @Test func `sitemaps, indexes and lists are told apart`() {
    let urls = """
      <?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <url><loc> http://ads.example.com/?a=1&amp;b=2 </loc><lastmod>2026-02-01</lastmod></url>
      <url><loc><![CDATA[http://ads.example.com/two]]></loc></url><url><loc/></url></urlset>
      """
    #expect(
      entries(urls) == [
        SitemapReader.Entry(
          location: "http://ads.example.com/?a=1&b=2", lastChange: "2026-02-01", isSitemap: false),
        SitemapReader.Entry(
          location: "http://ads.example.com/two", lastChange: nil, isSitemap: false),
      ])
    let index =
      "<sitemapindex><sitemap><loc>http://ads.example.com/m</loc></sitemap></sitemapindex>"
    #expect(entries(index).map(\.isSitemap) == [true])
    #expect(entries("http://ads.example.com/1\r\nhttp://ads.example.com/2\n").count == 2)
  }

  @Test func `what breaks off gives what came before, and entities are not expanded`() {
    #expect(entries("<urlset><url><loc>http://a.example/</loc></url><url><loc>http://b").count == 1)
    let bomb = """
      <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
      <urlset><url><loc>http://a.example/&b;</loc></url></urlset>
      """
    #expect(entries(bomb).allSatisfy { $0.location.utf8.count < 100 })
  }

  @Test(arguments: [
    ("2026-01-31", false), ("2026-02-01", true), ("2026-02-05T10:00:00Z", true),
    ("2026-02-09T00:00:00Z", false), ("yesterday", true), (nil, true),
  ])
  func `a window takes its days and what has none`(date: String?, isIn: Bool) throws {
    let window = try #require(DateWindow(since: "2026-02-01", until: "2026-02-08"))
    #expect(window.contains(date) == isIn)
  }

  @Test func `what is no day makes no window`() {
    #expect(DateWindow(since: "yesterday") == nil)
    #expect(DateWindow(until: "2026-2-1") == nil)
  }
}
