import Testing

@testable import Fetching

struct CSSSelectorTests {
  private let page = """
    <html><body>
    <div id="top" class="box first"><p class="a b">one</p><p lang="en-GB">two</p></div>
    <ul class="ads"><li class="ad"><a href="/ad/1">three</a></li><li><b>four</b></li>
    <li class="ad sold"><a href="/ad/2" rel="next nofollow" title="it's &quot;new&quot;">five</a></li>
    <li class="add"></li></ul>
    <h2>six</h2><p>seven</p><span>eight</span><p data-id="42">nine</p>
    </body></html>
    """

  private func found(_ css: String) throws -> [String] {
    let tree = try #require(HTMLTree(Array(page.utf8), charset: nil))
    return tree.nodes(try XPathExpression(try CSSSelector.xpath(css))).map {
      $0.content.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  @Test(arguments: [
    ("h2", ["six"]), ("H2", ["six"]), ("#top > p", ["one", "two"]), ("p.a", ["one"]),
    (".a.b", ["one"]), ("p.c", []), ("div p", ["one", "two"]), ("body > p", ["seven", "nine"]),
    ("li.ad > a", ["three", "five"]), (".ad a, h2", ["three", "five", "six"]),
    ("h2 + p", ["seven"]), ("h2 ~ p", ["seven", "nine"]), ("h2 + span", []),
    ("a[rel]", ["five"]), ("a[rel=next]", []), ("a[rel~=next]", ["five"]),
    ("a[rel~='next nofollow']", []), ("p[lang|=en]", ["two"]),
    ("a[href^='/ad']", ["three", "five"]),
    ("a[href$='2']", ["five"]), ("a[href*=ad]", ["three", "five"]), ("a[href^='']", []),
    ("[data-id='42']", ["nine"]), ("[data-id=\"42\"]", ["nine"]),
    ("a[title=\"it's \\\"new\\\"\"]", ["five"]), ("li:first-child", ["three"]),
    ("li:last-child", [""]), ("li:nth-child(2)", ["four"]),
    ("li:nth-child(odd)", ["three", "five"]),
    ("li:nth-child(even)", ["four", ""]), ("li:nth-child(2n+1)", ["three", "five"]),
    ("li:nth-child(-n+2)", ["three", "four"]), ("li:nth-child(n+3)", ["five", ""]),
    ("p:first-of-type", ["one", "seven"]), ("p:last-of-type", ["two", "nine"]),
    ("p:nth-of-type(2)", ["two", "nine"]), ("li:not(.ad)", ["four", ""]), ("li:empty", [""]),
    ("b:only-child", ["four"]), ("ul *:first-child > a", ["three"]), ("*#top", ["onetwo"]),
  ])
  func `a selector finds what browsers find`(css: String, texts: [String]) throws {
    #expect(try found(css) == texts)
  }

  @Test(arguments: [
    ("", "a selector is missing at character 1"), ("a >", "a selector is missing at character 4"),
    ("a,", "a selector is missing at character 3"),
    ("#", "a name is missing after '#' at character 2"),
    ("a[", "an attribute name is missing at character 3"),
    ("a[href", "'=' is missing in an attribute test at character 7"),
    ("a[href=x", "']' is missing at character 9"),
    ("a::before", "a name is missing after ':' at character 3"),
    ("a:hover", "':hover' is not known at character 8"),
    ("li:nth-child(x)", "'x' is no position at character 16"),
    (":first-of-type", "':first-of-type' needs an element name before it at character 15"),
    ("a{}", "unexpected '{' at character 2"),
  ])
  func `what is no selector says where`(css: String, reason: String) {
    #expect(throws: SelectorProblem(reason: reason)) { try CSSSelector.xpath(css) }
  }
}
