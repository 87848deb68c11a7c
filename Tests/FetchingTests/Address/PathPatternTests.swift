import Testing

@testable import Fetching

struct PathPatternTests {
  // RFC 9309, section 2.2.3, and the table of Google's documentation that it grew from.
  @Test(arguments: [
    ("/", "/anything", true), ("/fish", "/fish", true), ("/fish", "/fish.html", true),
    ("/fish", "/fish/salmon.html", true), ("/fish", "/fishheads", true),
    ("/fish", "/catfish", false), ("/fish", "/desert/fish", false),
    ("/fish/", "/fish", false), ("/fish/", "/fish/?id=1", true),
    ("/fish*", "/fishheads/yummy.html", true), ("/*.php", "/index.php", true),
    ("/*.php", "/folder/any.php.file.html", true), ("/*.php", "/windows.PHP", false),
    ("/*.php$", "/filename.php", true), ("/*.php$", "/filename.php?parameters", false),
    ("/*.php$", "/filename.php/", false), ("/*.php$", "/filename.php5", false),
    ("/fish*.php", "/fishheads/catfish.php?parameters", true), ("/fish*.php", "/Fish.PHP", false),
    ("/a$", "/a", true), ("/a$", "/ab", false), ("$", "/", false), ("/$", "/", true),
    ("/a*b*c$", "/a-b-b-c", true), ("/a*b*c$", "/a-c-b", false), ("/*$", "/x", true),
    ("/path/file-with-a-%2A.html", "/path/file-with-a-*.html", true),
    ("/path/file-with-a-%2A.html", "/path/file-with-a-x.html", false),
    ("/path/foo-%24", "/path/foo-$", true), ("/a$b", "/a$b", true),
    ("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar", true),
    ("/foo/bar/\u{30C4}", "/foo/bar/%E3%83%84", true),
    ("/foo/bar/%E3%83%84", "/foo/bar/\u{30C4}", true),
    ("/foo/bar/%62%61%7A", "/foo/bar/baz", true),
  ])
  func `a pattern covers what the standard says`(pattern: String, path: String, covers: Bool) throws
  {
    let address = try WebAddress("http://ads.example.com" + path)
    #expect(PathPattern(pattern).matches(address) == covers)
  }

  @Test func `a pattern of stars alone takes no time`() throws {
    let address = try WebAddress("http://ads.example.com/" + String(repeating: "a", count: 2000))
    #expect(!PathPattern(String(repeating: "*a", count: 1500) + "*b").matches(address))
  }
}
