import Foundation
import Model
import Testing

@testable import Ingest

@Suite struct FeedItemTests {
  private func parts(
    _ item: String, map: String? = nil, order: DateOrder? = nil, entities: Set<String> = []
  ) throws -> BatchBuilder.Parts {
    var options = IngestOptions()
    options.dateOrder = order
    if let map { options.mapping = try FieldMapping(map) }
    var item = try FeedItem(
      Array(item.utf8), encoding: "utf-8", entities: entities, options: options)
    return try item.parts()
  }

  private func text(_ bytes: [UInt8]?) -> String? {
    bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `an item of RSS 2.0 is a document`() throws {
    let parts = try parts(
      """
      <item><title>Room &amp;amp; bath</title><link>http://example.org/1</link><guid>g</guid>
      <description>A room</description><content:encoded><![CDATA[<p>A room</p><p>by the park</p>]]>
      </content:encoded><pubDate>Sun, 06 Feb 2011 10:00:00 GMT</pubDate><category>a</category>
      <category>b</category><enclosure url="http://example.org/p.jpg" type="image/jpeg"/></item>
      """)
    #expect(text(parts.title) == "Room & bath")
    #expect(text(parts.text) == "A room\nby the park")
    #expect(text(parts.id) == "g" && text(parts.url) == "http://example.org/1")
    #expect(parts.posted == Instant(year: 2011, month: 2, day: 6, hour: 10))
    #expect(text(parts.extra) == #""category":"a\nb","enclosure":"http://example.org/p.jpg""#)
  }

  @Test func `an item of RSS 1.0 is a document`() throws {
    let parts = try parts(
      """
      <item rdf:about="http://example.org/a"><title>Work</title><description>New in town\
      </description><dc:date>2011-02-06</dc:date><dc:coverage>Reno</dc:coverage></item>
      """)
    #expect(text(parts.id) == "http://example.org/a" && text(parts.url) == text(parts.id))
    #expect(text(parts.text) == "New in town" && text(parts.place) == "Reno")
    #expect(parts.posted == Instant(year: 2011, month: 2, day: 6) && parts.extra == nil)
  }

  @Test func `an entry of Atom is a document`() throws {
    let parts = try parts(
      """
      <a:entry><a:title type="text">5 &lt; 6 &lt;b&gt;</a:title><a:link rel="self" href="s"/>
      <a:link href="http://example.org/1"/><a:id>urn:1</a:id><a:updated>2011-02-07T10:00:00Z</a:updated>
      <a:published>2011-02-06T10:00:00Z</a:published><a:summary>one</a:summary>
      <a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">one<br/>two &lt;b&gt;</div>
      </a:content><a:author><a:name>Ann</a:name><a:email>ann@example.org</a:email></a:author>
      </a:entry>
      """)
    #expect(text(parts.title) == "5 < 6 <b>" && text(parts.text) == "one\ntwo <b>")
    #expect(text(parts.id) == "urn:1" && text(parts.url) == "http://example.org/1")
    #expect(parts.posted == Instant(year: 2011, month: 2, day: 6, hour: 10))
    #expect(
      text(parts.extra)
        == #""updated":"2011-02-07T10:00:00Z","author":"Ann ann@example.org""#)
  }

  @Test(arguments: [
    ("plain\nlines, &lt;ann@example.org&gt;", "plain\nlines, <ann@example.org>"),
    ("&lt;p&gt;R&amp;amp;B&lt;/p&gt;&lt;p&gt;caf&amp;eacute;", "R&B\ncafé"),
    ("a &amp;lt; b &amp;#233;", "a < b é"), ("<![CDATA[x<br>y]]> z", "x\ny z"),
    ("R&B <3 caf&eacute;", "R&B <3 café"), ("open<br>tags <b><i>here</b>", "open\ntags here"),
    ("<b>well</b> formed<br/>tags", "well formed\ntags"), ("<g:a>x</g:a> y <g:b>z</g:b>", "x y z"),
    ("  ", nil),
  ])
  func `descriptions are text, or HTML however it was written`(
    description: String, expected: String?
  ) throws {
    let parts = try parts("<item><title>t</title><description>\(description)</description></item>")
    #expect(text(parts.text) == expected ?? "")
  }

  @Test(arguments: [
    ("<city>Reno</city><state>NV</state><area>x</area>", "Reno, NV"),
    ("<j:state>NV</j:state><j:city>Reno</j:city>", "Reno, NV"), ("<city>Reno</city>", "Reno"),
    ("<georss:featureName> Reno,\nNV </georss:featureName>", "Reno, NV"),
    ("<state>NV</state>", nil),
    ("<location><city>Reno</city> <zip>89501</zip></location>", "Reno 89501"),
    ("<city>Reno</city><state>NV</state><location>Sparks</location>", "Sparks"),
  ])
  func `a place is what an element says`(elements: String, place: String?) throws {
    #expect(try text(parts("<item><title>t</title>\(elements)</item>").place) == place)
  }

  @Test func `a guid that is no address is no link`() throws {
    let item = "<item><title>t</title><guid%>http://example.org/1</guid></item>"
    let is1 = try parts(item.replacing("%", with: ""))
    #expect(text(is1.url) == "http://example.org/1")
    let isNone = try parts(item.replacing("%", with: " isPermaLink=\"false\""))
    #expect(isNone.url == nil && text(isNone.id) == "http://example.org/1")
  }

  @Test func `dates that are not read are kept`() throws {
    let item = "<item><title>t</title><pubDate>02/06/2011</pubDate></item>"
    let none = try parts(item)
    #expect(none.posted == nil && none.hasUnreadDate)
    #expect(text(none.extra) == #""pubDate":"02/06/2011""#)
    let read = try parts(item, order: .dayFirst)
    #expect(read.posted == Instant(year: 2011, month: 6, day: 2) && read.extra == nil)
  }

  @Test func `a mapping goes before the usual elements and not in their place`() throws {
    let item = """
      <item><title>t</title><description>d</description><x:job>Cook</x:job><firm>Acme</firm></item>
      """
    let parts = try parts(item, map: "text=firm+x:job+none,place=job,title=none")
    #expect(text(parts.text) == "Acme\nCook" && text(parts.title) == "t")
    #expect(text(parts.place) == "Cook" && text(parts.extra) == #""description":"d""#)
  }

  @Test(arguments: [
    ("<item></item>", RejectedRecord.Reason.noText), ("<item><a/><b>x</b></item>", .noText),
    ("<item><a>x</b></item>", .invalidXML), ("<item>&lol;<title>t</title></item>", .undecodable),
    ("<item><!DOCTYPE a [<!ENTITY b 'c'>]><title>&b;</title></item>", .invalidXML),
    ("<item " + (0..<2000).map { "a\($0)=''" }.joined(separator: " ") + "/>", .undecodable),
  ])
  func `an item that cannot be read says why`(item: String, reason: RejectedRecord.Reason) {
    let error = #expect(throws: ContentError.self) { try parts(item, entities: ["lol"]) }
    #expect(error?.reason == reason)
  }
}
