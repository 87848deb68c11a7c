import Testing

@testable import Fetching

struct PageFinderTests {
  private let profileText = """
    site: Example
    format: 1
    hosts: [ads.example.com]
    deny: [/private/*]
    links:
      next: {css: "a[rel=next]"}
      ads: {css: "li a", paths: ["/ad/*"]}
      listings: {css: "nav a"}
    fields:
      title: {css: h1}
      body: {css: .text}
      date: {css: time, attribute: datetime}
    """

  private func read(
    _ html: String, profile: String?, kind: PageKind, depthLimit: Int = 5
  ) throws -> PageFinder.Found {
    let profile = try profile.map { try ProfileReader.read($0, file: "p.yml") }
    let seed = try WebAddress("http://ads.example.com/list/1")
    let finder = try PageFinder(
      profile: profile, scope: Scope(profile: profile, seeds: [seed], depthLimit: depthLimit),
      filter: QueryFilter())
    let page = QueuedPage(
      id: 1, origin: 1, address: seed, kind: kind, depth: 1, redirects: 0, attempts: 0, via: nil,
      validators: FetchRequest.Validators(), earlier: nil)
    return finder.read(Array(html.utf8), charset: nil, page: page, documents: true)
  }

  private let listing = """
    <nav><a href="/cars">Cars</a><a href="/private/x">No</a></nav>
    <ul><li><a href="/ad/1?utm_source=x">One</a><li><a href="/ad/1">Again</a>
    <li><a href="/about">About</a><li><a href="http://other.example.com/ad/2">Other</a>
    <li><a href="/ad/photo.jpg">Photo</a><li><a href="mailto:a@example.org">Mail</a></ul>
    <a rel="next" href="?page=2">Next</a>
    """

  @Test func `links go by the profile`() throws {
    let found = try read(listing, profile: profileText, kind: .listing)
    #expect(
      found.links.map(\.address.text) == [
        "http://ads.example.com/ad/1", "http://ads.example.com/list/1?page=2",
        "http://ads.example.com/cars",
      ])
    #expect(found.links.map(\.kind) == [.ad, .listing, .listing])
    #expect(found.links.map(\.depth) == [2, 1, 2])
    #expect(found.ad == nil)
  }

  @Test func `beyond the depth only next pages are followed`() throws {
    let found = try read(listing, profile: profileText, kind: .listing, depthLimit: 1)
    #expect(found.links.map(\.address.text) == ["http://ads.example.com/list/1?page=2"])
  }

  @Test func `without a profile all links of the seeds' hosts are followed`() throws {
    let found = try read(listing, profile: nil, kind: .page)
    #expect(
      found.links.map(\.address.target) == [
        "/cars", "/private/x", "/ad/1", "/about", "/list/1?page=2",
      ])
  }

  @Test func `a base element moves relative links`() throws {
    let found = try read(
      "<base href='/sub/'><a href='x'>X</a>", profile: nil, kind: .page)
    #expect(found.links.map(\.address.target) == ["/sub/x"])
  }

  @Test func `an ad's fields go by the profile, and it leads nowhere`() throws {
    let html = """
      <title>Site</title><h1> Oak \n chairs</h1><time datetime="2026-02-01">Sunday</time>
      <div class="text">Two <b>chairs</b><br>Call 214-555-0142<script>no()</script></div>
      <li><a href="/ad/9">Other ad</a></li>
      """
    let found = try read(html, profile: profileText, kind: .ad)
    #expect(
      found.ad
        == AdFields(
          title: "Oak chairs", text: "Two chairs\nCall 214-555-0142", posted: "2026-02-01"))
    #expect(found.links.isEmpty)
  }

  @Test func `what a profile leaves out comes from json ld`() throws {
    let html = """
      <script type="application/ld+json">{broken</script>
      <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
      {"@type":"WebPage","name":"Site"},
      {"@type":["JobPosting"],"identifier":{"@type":"PropertyValue","value":"j-7"},
      "title":"Night guard","description":"<p>Guard a lot.</p><p>Call 214-555-0160.</p>",
      "datePosted":"2026-02-04","jobLocation":{"@type":"Place","address":{"addressLocality":"Dallas",
      "addressRegion":"TX"}},"baseSalary":{"currency":"USD","value":{"minValue":15}}}]}</script>
      <h1>Guard</h1>
      """
    let found = try read(html, profile: profileText, kind: .ad)
    #expect(
      found.ad
        == AdFields(
          id: "j-7", title: "Guard", text: "Guard a lot.\nCall 214-555-0160.", posted: "2026-02-04",
          place: "Dallas, TX", price: "15 USD"))
  }

  @Test func `microdata is read where there is no json ld`() throws {
    let html = """
      <div itemscope itemtype="https://schema.org/Product"><span itemprop="name">Desk</span>
      <meta itemprop="sku" content="d-1"><p itemprop="description">A desk,<br>with lamp.</p>
      <div itemprop="offers" itemscope itemtype="https://schema.org/Offer">
      <meta itemprop="price" content="40"><meta itemprop="priceCurrency" content="USD">
      <span itemprop="areaServed">Waco</span></div></div>
      """
    let found = try read(html, profile: nil, kind: .page)
    #expect(
      found.ad
        == AdFields(
          id: "d-1", title: "Desk", text: "A desk,\nwith lamp.", place: "Waco", price: "40 USD"))
  }

  @Test func `deep and broken pages end`() throws {
    let html = String(repeating: "<div><table>", count: 20_000) + "<a href='/x'>x</a>"
    _ = try read(html, profile: nil, kind: .page)
  }
}
