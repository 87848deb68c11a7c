import Generated
import Model
import Testing

@testable import Ingest

@Suite struct FeedItemsTests {
  /// What is found, in words: items by their text, faults by their reasons.
  private func found(
    in feed: String, limit: Int = 1000, step: Int = .max
  ) throws -> (items: [String], faults: [String]) {
    var feed = (text: feed, items: FeedItems(MemoryStream(feed, step: step), limit: limit))
    var items: [String] = []
    var faults: [String] = []
    var number = 0
    while let found = try feed.items.next() {
      number += 1
      switch found {
      case .item(let bytes, let place):
        #expect(place.number == number)
        #expect(Array(feed.text.utf8.dropFirst(place.byteOffset).prefix(bytes.count)) == bytes)
        items.append(String(decoding: bytes, as: UTF8.self))
      case .fault(let error, let place, let byteCount, let raw):
        #expect(place.number == number)
        #expect(raw.count <= byteCount)
        #expect(Array(feed.text.utf8.dropFirst(place.byteOffset).prefix(raw.count)) == raw)
        faults.append(
          "\(number) \(place.byteOffset)+\(byteCount) \(error.reason.rawValue): \(error.detail)")
      }
    }
    return (items, faults)
  }

  private static let feeds: [(feed: String, items: [String])] = [
    ("<rss><channel><item>a</item> x <item/></channel></rss>", ["<item>a</item>", "<item/>"]),
    (
      "<?xml version='1.0'?><!-- <item> --><!DOCTYPE rss [<!ENTITY a '<item>'>]><rss><item\n>a</item ></rss>",
      ["<item\n>a</item >"]
    ),
    (
      "<rdf:RDF><items><item/></items><item rdf:about='x'>a<b/></item></rdf:RDF>",
      ["<item/>", "<item rdf:about='x'>a<b/></item>"]
    ),
    (
      "<feed><entry><item/><entryx></entryx></entry><item>b</item></feed>",
      ["<entry><item/><entryx></entryx></entry>"]
    ),
    ("<a:feed><a:entry>a</a:entry></a:feed>", ["<a:entry>a</a:entry>"]),
    ("<RSS><Item>a</ITEM></RSS>", ["<Item>a</ITEM>"]),
    (
      "<rss><item><![CDATA[</item>]]><!-- </item> --><?x </item>?></item></rss>",
      ["<item><![CDATA[</item>]]><!-- </item> --><?x </item>?></item>"]
    ),
    ("<rss><item>a < b & <c</item></rss>", ["<item>a < b & <c</item>"]),
    ("<rss/>", []), ("<feed></feed>", []), ("<RSS><item/></rss>", ["<item/>"]),
    ("<rss><feed><entry/></feed><item/></rss>", ["<item/>"]),
    (
      "<rss><item>a</item></rss><feed><entry>b</entry></feed>",
      ["<item>a</item>", "<entry>b</entry>"]
    ),
  ]

  @Test(arguments: feeds, [1, 7, 1000])
  func `items are found by their tags`(feed: (feed: String, items: [String]), step: Int) throws {
    let (items, faults) = try found(in: feed.feed, step: step)
    #expect(items == feed.items)
    #expect(faults.isEmpty)
  }

  private static let long = String(repeating: "x", count: 40)
  private static let broken: [(feed: String, items: [String], faults: [String])] = [
    (
      "<rss><item>a<item>b</item></rss>", ["<item>b</item>"],
      ["1 5+7 invalid XML: an item without an end"]
    ),
    ("<rss><channel><item>a</channel></rss>", [], ["1 14+7 invalid XML: an item without an end"]),
    (
      "<rss><item>a</item><item>b", ["<item>a</item>"],
      ["2 19+7 truncated record: the file ends inside the item"]
    ),
    (
      "<rss><item>a</item><item b='", ["<item>a</item>"],
      ["2 19+9 truncated record: the file ends inside the item"]
    ),
    (
      "<rss><item>a</item>", ["<item>a</item>"],
      ["2 19+0 truncated record: the file ends inside the feed"]
    ),
    (
      "<rss><item>a<![CDATA[ <item>b</item></rss>", ["<item>b</item>"],
      ["1 5+17 truncated record: the file ends inside the item"]
    ),
    (
      "<rss><item>\(long)</item><item>a</item></rss>", ["<item>a</item>"],
      ["1 5+53 record too long: longer than 50 bytes"]
    ),
    (
      "<rss><item>\(long)\(long)</item></rss>", [],
      ["1 5+93 record too long: longer than 50 bytes"]
    ),
    ("<html><item>a</item></html>", [], ["1 0+27 invalid XML: no RSS or Atom feed"]),
    ("", [], ["1 0+0 invalid XML: no RSS or Atom feed"]),
  ]

  @Test(arguments: broken, [1, 7, 1000])
  func `what is broken costs itself only`(
    feed: (feed: String, items: [String], faults: [String]), step: Int
  ) throws {
    let (items, faults) = try found(in: feed.feed, limit: 50, step: step)
    #expect(items == feed.items)
    #expect(faults == feed.faults)
  }

  @Test func `a feed's charset and entities are known`() throws {
    var items = FeedItems(
      MemoryStream(
        "<?xml version=\"1.0\" encoding = 'ISO-8859-1' ?><!DOCTYPE rss SYSTEM \"x>\" [<!ENTITY a \"]>\">"
          + "<!ENTITY % b SYSTEM 'file:///x'>]><rss><item/></rss>", step: 1), limit: 100)
    _ = try items.next()
    #expect(items.encoding == "iso-8859-1")
    #expect(items.entities == ["a", "b"])
  }

  @Test(arguments: [
    ("<rss version='2.0'>", true), ("\u{FEFF}\n<?xml version='1.0'?>\n<!-- x -->\n<rss>", true),
    ("<!DOCTYPE rss [<!ENTITY a \"<html>\">]><RSS>", true),
    ("<feed xmlns=\"http://www.w3.org/2005/Atom\">", true), ("<feed>", false),
    ("<a:feed xmlns:a='http://purl.org/atom/ns#'>", true),
    ("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", true), ("<rdf:RDF xmlns='x'>", false),
    ("<html><rss>", false), ("<!DOCTYPE html><html>", false), ("text <rss>", false), ("", false),
    ("<?xml version='1.0'?>", false), ("<rss", false), ("</rss>", false),
    ("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>", false),
  ])
  func `a feed is told by its first element`(start: String, isFeed: Bool) {
    #expect(FeedItems.begin(Array(start.utf8)[...]) == isFeed)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `any bytes are found alike whatever the pieces`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "<item>", "</item>", "<item", "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", ">", "<", "/>",
      "\"", "x", "</rss>", "<rss>", "<!ENTITY a", "é",
    ]
    let feed =
      "<rss>" + (0..<50).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    let whole = try found(in: feed, limit: 60)
    let cut = try found(in: feed, limit: 60, step: 3)
    #expect(whole.items.allSatisfy { $0.utf8.count <= 60 })
    if !whole.faults.contains(where: { $0.contains("too long") }) {
      #expect(whole.items == cut.items && whole.faults == cut.faults)
    }
  }
}
