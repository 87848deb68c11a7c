import Testing

@testable import Fetching

struct WebAddressTests {
  @Test(arguments: [
    ("HTTP://Ads.Example.COM", "http://ads.example.com/"),
    ("http://ads.example.com:80/a", "http://ads.example.com/a"),
    ("https://ads.example.com:443/a", "https://ads.example.com/a"),
    ("http://ads.example.com:8080", "http://ads.example.com:8080/"),
    ("http://ads.example.com/a/./b/../c", "http://ads.example.com/a/c"),
    ("http://ads.example.com/a/..", "http://ads.example.com/"),
    ("http://ads.example.com/../../x", "http://ads.example.com/x"),
    ("http://ads.example.com//a//b", "http://ads.example.com//a//b"),
    ("http://ads.example.com/%7euser/%2fx", "http://ads.example.com/~user/%2Fx"),
    ("http://ads.example.com/a b|c", "http://ads.example.com/a%20b%7Cc"),
    ("http://ads.example.com/100%", "http://ads.example.com/100%25"),
    ("http://ads.example.com/é", "http://ads.example.com/%C3%A9"),
    ("http://ads.example.com/a#top", "http://ads.example.com/a"),
    ("http://ads.example.com/a?", "http://ads.example.com/a?"),
    ("http://ads.example.com?x=1", "http://ads.example.com/?x=1"),
    ("http://ads.example.com/a?b=1&utm_source=x&c=2", "http://ads.example.com/a?b=1&c=2"),
    ("http://ads.example.com/a?fbclid=x", "http://ads.example.com/a"),
    ("http:\\\\ads.example.com\\a", "http://ads.example.com/a"),
    ("  http://ads.example.com/a\n", "http://ads.example.com/a"),
    ("http://ads.exa\tmple.com/a", "http://ads.example.com/a"),
    ("http://ads.example.com./a", "http://ads.example.com/a"),
    ("http://bücher.example/", "http://xn--bcher-kva.example/"),
    ("http://MÜNCHEN.example。/", "http://xn--mnchen-3ya.example/"),
    ("http://例え.テスト/", "http://xn--r8jz45g.xn--zckzah/"),
    ("http://[::FFFF:127.0.0.1]/a", "http://[::ffff:127.0.0.1]/a"),
    ("http://192.0.2.1/a", "http://192.0.2.1/a"),
  ])
  func `equal addresses are equal text`(written: String, canonical: String) throws {
    #expect(try WebAddress(written).text == canonical)
    #expect(try WebAddress(canonical).text == canonical)
  }

  @Test(arguments: [
    ("b", "http://ads.example.com/list/b"),
    ("../b", "http://ads.example.com/b"),
    ("/b?x=1", "http://ads.example.com/b?x=1"),
    ("?page=2", "http://ads.example.com/list/?page=2"),
    ("", "http://ads.example.com/list/?page=1"),
    ("#top", "http://ads.example.com/list/?page=1"),
    ("//other.example.com/b", "http://other.example.com/b"),
    ("https://other.example.com/b", "https://other.example.com/b"),
  ])
  func `links are relative to their page`(link: String, whole: String) throws {
    let base = try WebAddress("http://ads.example.com/list/?page=1")
    #expect(try WebAddress(link, base: base).text == whole)
  }

  @Test(arguments: [
    ("ads.example.com", AddressProblem.relative), ("/a", .relative), ("", .relative),
    ("ftp://ads.example.com/", .otherScheme), ("javascript:void(0)", .otherScheme),
    ("mailto:a@example.com", .otherScheme), ("file:///etc/passwd", .otherScheme),
    ("http://user@ads.example.com/", .credentials),
    ("http://user:pass@ads.example.com/", .credentials),
    ("http://ads.example.com@127.0.0.1/", .credentials),
    ("http://?a", .badHost), ("http://a..b/", .badHost), ("http://a b/", .badHost),
    ("http://2130706433/", .badHost), ("http://0x7f.1/", .badHost),
    ("http://0177.0.0.1/", .badHost), ("http://127.1/", .badHost),
    ("http://[::1/", .badHost), ("http://[1.2.3.4]/", .badHost),
    ("http://ads.example.com:0/", .badPort), ("http://ads.example.com:99999/", .badPort),
    ("http://ads.example.com:8o/", .badPort),
  ])
  func `what cannot be fetched says why`(written: String, problem: AddressProblem) {
    #expect(throws: problem) { try WebAddress(written) }
  }

  @Test func `very long addresses are refused`() {
    let long = "http://ads.example.com/" + String(repeating: "a", count: 5000)
    #expect(throws: AddressProblem.tooLong) { try WebAddress(long) }
  }

  @Test(arguments: [
    ("http://user:secret@a.example/", "http://…@a.example/"),
    ("http://user:se/c@ret@a.example/x", "http://…@a.example/x"),
    ("user:secret@a.example", "…@a.example"),
    ("user:se://cret@a.example", "…@a.example"),
    ("ftp://a.example/x", "ftp://a.example/x"),
  ])
  func `user names and passwords are not shown`(text: String, shown: String) {
    #expect(WebAddress.shown(text) == shown)
  }

  @Test func `no address holds a line end or a space`() throws {
    let address = try WebAddress("http://ads.example.com/a\r\nHost: x/\u{0}b c?d=\r\n e")
    #expect(address.text == "http://ads.example.com/aHost:%20x/%00b%20c?d=%20e")
  }
}
