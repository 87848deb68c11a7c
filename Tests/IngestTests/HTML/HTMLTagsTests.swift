import Testing

@testable import Ingest

@Suite struct HTMLTagsTests {
  @Test(arguments: [
    ("<a b c>", true), ("<a b>", false), ("<a b='c d e'>", false), ("<a b = \"c > d\" e>", true),
    ("<p>a b c d</p>", false), ("a < b c d >", false), ("<!-- <a b c> -->", false),
    ("<!-- --><a b c>", true), ("<script>if (a<b c d e) {}</script>", false),
    ("<SCRIPT>x</SCRIPT><a b c>", true), ("<style>a<b c d", false), ("<a b='c", false),
    ("<", false),
    ("<a/b/c>", true), ("<!--", false),
  ])
  func `attributes are counted outside quotes, scripts and comments`(page: String, isOver: Bool) {
    #expect(HTMLTags.hasTag(in: Array(page.utf8), withMoreAttributesThan: 1) == isOver)
  }
}
