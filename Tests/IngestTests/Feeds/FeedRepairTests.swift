import Model
import Testing

@testable import Ingest

@Suite struct FeedRepairTests {
  private func mended(_ item: String, entities: Set<String> = []) throws -> String {
    String(
      decoding: try FeedRepair.mended(Array(item.utf8), entities: entities), as: UTF8.self)
  }

  @Test(arguments: [
    ("<a>x &amp; &lt; &#233; &#xE9; y</a>", "<a>x &amp; &lt; &#233; &#xE9; y</a>"),
    ("R&B & AT&T; &;", "R&amp;B &amp; AT&amp;T; &amp;;"), ("&nbsp;&eacute;&apos;", "\u{A0}é&apos;"),
    ("&#0;&#11;&#xD800;&#x110000;", "    "), ("a\u{0}b\u{B}c\td\n", "a b c\td\n"),
    ("1 < 2 <3 << </a>", "1 &lt; 2 &lt;3 &lt;&lt; </a>"),
    ("<![CDATA[R&B <3 \u{1}]]>&B", "<![CDATA[R&B <3  ]]>&amp;B"), ("<![CDATA[&", "<![CDATA[&"),
    ("<", "&lt;"), ("&", "&amp;"), ("", ""),
  ])
  func `single characters are mended`(item: String, expected: String) throws {
    #expect(try mended(item) == expected)
  }

  @Test func `what the feed defines itself is not expanded`() throws {
    #expect(
      throws: ContentError(
        reason: .undecodable, detail: "an entity of the file's own, which is not expanded")
    ) {
      try mended("<a>&lol;</a>", entities: ["lol"])
    }
    #expect(
      try mended("&nbsp;&other;<![CDATA[&lol;]]>", entities: ["nbsp", "lol"])
        == "\u{A0}&amp;other;<![CDATA[&lol;]]>")
  }

  @Test(arguments: [
    ("<i><text>a<br>b</text></i>", "<i><text><![CDATA[a<br>b]]></text></i>"),
    (
      "<i><text x='y'>a</text><text>b</text></i>",
      "<i><text x='y'><![CDATA[a]]></text><text>b</text></i>"
    ),
    ("<i><text><![CDATA[a]]></text></i>", "<i><text><![CDATA[a]]></text></i>"),
    ("<i><texts>a</texts><text/></i>", "<i><texts>a</texts><text/></i>"),
    ("<i><text>a</i>", "<i><text>a</i>"), ("<text", "<text"),
  ])
  func `HTML between the tags of a text is marked`(item: String, expected: String) {
    let marked = FeedRepair.withTextMarked(Array(item.utf8), names: ["text"])
    #expect(String(decoding: marked, as: UTF8.self) == expected)
  }
}
