import Model
import Testing

@testable import Ingest

@Suite struct HTMLTextTests {
  private func read(_ page: String) throws -> (title: String, text: String) {
    let page = try HTMLText(IngestLimits()).read(Array(page.utf8), charset: nil)
    return (String(decoding: page.title, as: UTF8.self), String(decoding: page.text, as: UTF8.self))
  }

  @Test(arguments: [
    ("<p>a<p>b", "a\nb"), ("a<br>b", "a\nb"), ("a<b>b</b>c", "abc"), (" a \n b ", "a b"),
    ("<ul><li>a<li>b</ul>c", "a\nb\nc"), ("<table><tr><td>a<td>b</table>", "a\nb"),
    ("a<script>hidden</script>b", "ab"), ("a<style>x</style><noscript>y</noscript>b", "ab"),
    ("&lt;b&gt; &amp; &eacute; &#9730; &nope;", "<b> & é ☂ &nope;"), ("a\u{0}b", "a b"),
    ("<img alt='view'>a", "a\nview"), ("<a href='TEL:214-555-0142'>x</a>", "x\ntel:214-555-0142"),
    ("<a href='mailto:ann@example.org?subject=y'>x</a>", "x\nmailto:ann@example.org"),
    ("<meta name=description content='in short'>a", "a\nin short"), ("", ""),
  ])
  func `text is what a person would see`(page: String, text: String) throws {
    #expect(try read(page).text == text)
  }

  @Test func `strings of JSON-LD follow, keys sorted, and broken blocks as they are`() throws {
    let block = "<script type='application/ld+json'>"
    #expect(
      try read(block + #"{"@type":"X","b":["y",2],"a":"x","image":"z"}</script>t"#).text
        == "t\nx\ny\n2")
    #expect(try read(block + "{broken</script>t").text == "t\n{broken")
  }

  @Test func `the meta element's charset is not applied twice`() throws {
    #expect(try read("<meta charset=utf-8><p>é").text == "é")
  }

  @Test func `nesting has a limit`() {
    let page = String(repeating: "<b>", count: 2001)
    #expect(
      throws: ContentError(
        reason: .undecodable, detail: "elements nested more than 2000 deep")
    ) { try read(page) }
  }

  @Test(arguments: [
    ("<!DOCTYPE html>", true), ("  <p>", true), ("\u{FEFF}<html>", true), ("<a href=x>", true),
    ("<3 this room", false), ("room <b>", false), ("<banner>", false), ("", false),
  ])
  func `pages are told from prose`(text: String, isPage: Bool) {
    #expect(HTMLText.isHTML(Array(text.utf8)[...]) == isPage)
  }
}
