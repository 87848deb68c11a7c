import Testing

@testable import Fetching

struct ScopeTests {
  @Test func `hosts, allowed and denied paths make the scope`() throws {
    var profile = SiteProfile()
    profile.hosts = ["ads.example.com", "*.example.org"]
    profile.allow = [PathPattern("/ad/*"), PathPattern("/$")]
    profile.deny = [PathPattern("/ad/private*")]
    let scope = Scope(profile: profile, seeds: [], depthLimit: 3)
    let inside = [
      "http://ads.example.com/", "https://ads.example.com/ad/1", "http://a.b.example.org/ad/1",
    ]
    let outside = [
      "http://example.org/ad/1", "http://badexample.org/ad/1", "http://ads.example.com/list",
      "http://ads.example.com/ad/private/1", "http://www.ads.example.com/ad/1",
    ]
    for url in inside { #expect(scope.contains(try WebAddress(url)), "\(url)") }
    for url in outside { #expect(!scope.contains(try WebAddress(url)), "\(url)") }
  }

  @Test(arguments: [
    ("/a", true), ("/a.html", true), ("/a.php", true), ("/a.jpg", false), ("/a.JPG?x=1", false),
    ("/a.js", false), ("/video.mp4", false), ("/dir.png/", false), ("/v1.2/ad", true),
  ])
  func `images, scripts and media are no pages`(path: String, mayBe: Bool) throws {
    let address = try WebAddress("http://ads.example.com" + path)
    #expect(Scope(profile: nil, seeds: [], depthLimit: 0).mayBePage(address) == mayBe)
  }
}
