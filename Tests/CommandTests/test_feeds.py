"""RSS and Atom feeds, read by the built command."""

import base64
import bz2
import gzip
import json
from xml.sax.saxutils import escape

import pytest

from scanning import RULES, Scan
from test_formats import http, tarred, warc, zipped

MIB = 1 << 20
TEXTS = ["Quiet room by the park.\nCall 214-555-0142 & ask for Ann.", "Your passport is held by us.",
         "I am new in town, señor."]
PAGES = [f"<p>{escape(text)}</p>".replace("\n", "</p><p>") for text in TEXTS]
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Ads</title>
<link>http://example.org/</link><description>All of them</description>
{items}</channel></rss>
"""
ITEM = """<item><title>Ad {number}</title><link>http://example.org/{number}</link>
<guid isPermaLink="false">ad-{number}</guid><description>{text}</description>
<pubDate>Sun, 06 Feb 2011 10:00:00 GMT</pubDate><category>housing</category>
<city>Dallas</city><state>TX</state></item>
"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="http://example.org/"><title>Ads</title><items><rdf:Seq>
<rdf:li rdf:resource="http://example.org/1"/></rdf:Seq></items></channel>
{items}</rdf:RDF>
"""
RDF_ITEM = """<item rdf:about="http://example.org/{number}"><title>Ad {number}</title>
<link>http://example.org/{number}</link><description>{text}</description>
<dc:date>2011-02-06T04:00:00-06:00</dc:date><dc:coverage>Dallas, TX</dc:coverage></item>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss">
<title>Ads</title><id>urn:ads</id><updated>2011-02-08T10:00:00Z</updated>
{items}</feed>
"""
ENTRY = """<entry><title type="html">Ad &lt;b>{number}&lt;/b></title><id>urn:{number}</id>
<link rel="self" href="http://example.org/self"/><link href="http://example.org/{number}"/>
<updated>2011-02-08T10:00:00Z</updated><published>2011-02-06T10:00:00Z</published>
<content type="{type}">{text}</content>
<georss:featurename>Dallas, TX</georss:featurename></entry>
"""


def rss(texts, encoding="utf-8"):
    items = "".join(ITEM.format(number=number, text=text) for number, text in enumerate(texts, 1))
    return RSS.format(encoding=encoding, items=items).encode(encoding)


def rdf(texts):
    return RDF.format(items="".join(
        RDF_ITEM.format(number=number, text=text) for number, text in enumerate(texts, 1))).encode()


def atom(texts, type="html"):
    return ATOM.format(items="".join(
        ENTRY.format(number=number, text=text, type=type)
        for number, text in enumerate(texts, 1))).encode()


ESCAPED = [escape(page) for page in PAGES]
MARKED = [f"<![CDATA[{page}]]>" for page in PAGES]
XHTML = [f'<div xmlns="http://www.w3.org/1999/xhtml">{page}</div>' for page in PAGES]
FEEDS = {
    "RSS escaped": rss(ESCAPED), "RSS CDATA": rss(MARKED), "RSS bare": rss(PAGES),
    "RSS Latin-1": rss(ESCAPED, "iso-8859-1"), "RSS UTF-16": rss(MARKED, "utf-16"),
    "RSS without declaration": b"\n \n" + rss(MARKED).split(b"\n", 1)[1],
    "RDF escaped": rdf(ESCAPED), "RDF CDATA": rdf(MARKED),
    "Atom escaped": atom(ESCAPED), "Atom CDATA": atom(MARKED), "Atom XHTML": atom(XHTML, "xhtml"),
    "Atom prefixed": atom(ESCAPED).replace(b"<", b"<a:").replace(b"<a:/", b"</a:")
    .replace(b"xmlns=", b"xmlns:a=").replace(b"a:georss", b"georss"),
}


@pytest.mark.parametrize("kind", FEEDS)
@pytest.mark.parametrize("name", ["ads.xml", "in.html", "in"])
def test_each_item_of_a_feed_is_a_document(scan, kind, name):
    done = scan(FEEDS[kind], name)
    assert done.code == 0 and done.texts == TEXTS
    ids = {"RSS": "ad-{}", "RDF": "http://example.org/{}", "Atom": "urn:{}"}[kind.split()[0]]
    for number, finding in enumerate(done.findings, 1):
        assert finding["id"] == ids.format(number) and finding["title"] == f"Ad {number}"
        assert finding["url"] == f"http://example.org/{number}"
        assert finding["posted"] == "2011-02-06T10:00:00Z" and finding["place"] == "Dallas, TX"
        assert finding["source"]["record"] == number
    assert b": RSS or Atom feed" in done.err
    assert done.manifest["inputs"][0]["format"] == "feed"
    if kind.startswith("RSS"):
        assert done.findings[0]["extra"] == {"category": "housing"}


def test_feeds_in_archives_folders_and_streams(scan, bin_folder, tmp_path):
    feed = FEEDS["RSS CDATA"]
    for wrapping in (gzip.compress(feed), bz2.compress(feed), zipped([("a/ads.rss", feed)]),
                     gzip.compress(tarred([("ads", feed)]))):
        assert scan(wrapping).texts == TEXTS
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.xml").write_bytes(feed)
    (folder / "b.html").write_bytes(b"<p>page</p>")
    (folder / "c.atom").write_bytes(FEEDS["Atom XHTML"])
    done = Scan(bin_folder / "searchlight", tmp_path / "out", [folder])
    assert done.texts == [*TEXTS, "page", *TEXTS] and done.code == 0
    (tmp_path / "in").write_bytes(feed)
    with open(tmp_path / "in", "rb") as stream:
        done = Scan(bin_folder / "searchlight", tmp_path / "out", ["-"], stdin=stream)
    assert done.texts == TEXTS


@pytest.mark.parametrize("mime", [
    "application/rss+xml; charset=utf-8", "text/xml", "text/html", "application/octet-stream"])
def test_feeds_that_were_crawled(scan, mime):
    plain = "<rss><channel><item><title>One</title></item><item><title>T</item></channel></rss>"
    page = http(b"<p>page</p>", "Content-Type: text/html")
    done = scan(
        warc("response", page, number=1)
        + warc("response", http(gzip.compress(FEEDS["RDF CDATA"]), f"Content-Type: {mime}",
                                "Content-Encoding: gzip"), number=2)
        + warc("response", http(plain.encode(), f"Content-Type: {mime}"), number=3), "crawl.warc")
    assert done.texts == ["page", *TEXTS, ""] and done.code == 3
    assert [finding["source"]["record"] for finding in done.findings] == [1, 2, 2, 2, 3]
    assert done.findings[1]["source"]["recordID"] == "urn:uuid:2"
    assert done.findings[2]["url"] == "http://example.org/2"
    # What an item does not say the record does.
    assert done.findings[4]["url"] == "http://example.org/3"
    assert done.findings[4]["posted"] == "2011-02-06T10:00:00Z"
    assert len({finding["id"] for finding in done.findings}) == 5
    assert done.reasons == ["invalid XML"] and done.rejects[0]["source"]["record"] == 3
    assert done.rejects[0]["detail"] == "item 2: an item that is not well-formed"


def test_the_charset_of_a_server_goes_before_the_feed_s(scan):
    feed = rss(ESCAPED).replace(b'encoding="utf-8"', b'encoding="iso-8859-1"')
    done = scan(warc("response", http(feed, "Content-Type: text/xml; charset=utf-8")))
    assert done.texts == TEXTS


def test_what_a_feed_says_besides_is_carried_along(scan):
    item = """<item><title>Room</title><description>One, two</description>
<content:encoded>&lt;p>One, two, three&lt;/p></content:encoded><dc:creator>Ann</dc:creator>
<category>rooms</category><category>park side</category><pubDate>13/02/2011</pubDate>
<enclosure url="http://example.org/p.jpg" type="image/jpeg"/></item>"""
    feed = RSS.format(encoding="utf-8", items=item).encode()
    done = scan(feed)
    finding = done.findings[0]
    assert finding["text"] == "One, two, three" and finding["id"].endswith("in:1")
    assert finding["extra"] == {
        "dc:creator": "Ann", "category": "rooms\npark side", "pubDate": "13/02/2011",
        "enclosure": "http://example.org/p.jpg"}
    assert b"1 records hold a date that was not read" in done.err
    done = scan(feed, "in", "--date-order", "dmy", "--map", "text=creator+description,place=category")
    finding = done.findings[0]
    assert finding["posted"] == "2011-02-13T00:00:00Z" and finding["place"] == "rooms"
    assert finding["text"] == "Ann\nOne, two" and finding["title"] == "Room"


@pytest.mark.parametrize("content", [
    b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>x</p><rss/></html>',
    b"<!-- <rss> --><p>x</p>", b"<!DOCTYPE html><title>rss</title><p>x</p>",
])
def test_pages_are_no_feeds(scan, content):
    done = scan(content, "page.html")
    assert done.texts == ["x"] and b": HTML" in done.err


def test_a_format_overrules_what_a_file_looks_like(scan):
    feed = b"Warning: deprecated in line 3\n" + FEEDS["RSS CDATA"]
    assert len(scan(feed).texts) > 3
    assert scan(feed, "in", "--format", "feed").texts == TEXTS
    assert len(scan(FEEDS["RSS CDATA"], "in", "--format", "html").texts) == 1
    done = scan(b"<p>no feed</p>", "in", "--format", "feed")
    assert done.code == 2 and done.reasons == ["invalid XML"]
    assert done.rejects[0]["detail"] == "no RSS or Atom feed"


def test_a_feed_without_items_is_no_reject(scan, bin_folder, tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.xml").write_bytes(rss([]))
    (folder / "b.xml").write_bytes(rss(MARKED))
    done = Scan(bin_folder / "searchlight", tmp_path / "out", [folder])
    assert done.code == 0 and done.texts == TEXTS
    assert scan(rss([])).code == 2


# Hostile feeds

def with_items(*items):
    items = [ITEM.format(number=1, text="first"), *items, ITEM.format(number=9, text="last")]
    return RSS.format(encoding="utf-8", items="".join(items)).encode()


def neighbours(done):
    return done.texts[0] == "first" and done.texts[-1] == "last"


BAD_ITEMS = [
    ("<item><title>x</title>", "invalid XML"), ("<item></item>", "no text field"),
    ("<item><title>x</titel></item>", "invalid XML"), ("<item/>", "no text field"),
    ("<item><a></b></item>", "invalid XML"), ("<item><title>&evil;</title></item>", "undecodable content"),
    ("<item " + " ".join(f'a{number}=""' for number in range(2000)) + "/>", "undecodable content"),
    ("<item>" + "<a>" * 100_000 + "</a>" * 100_000 + "</item>", "undecodable content"),
    ("<item>" + "<a/>" * 60_000 + "</item>", "undecodable content"),
    ("<item><title>" + "x" * (17 * MIB) + "</title></item>", "record too long"),
    ("<item><!DOCTYPE x [<!ENTITY y 'z'>]><title>&y;</title></item>", "invalid XML"),
]


@pytest.mark.parametrize("number", range(len(BAD_ITEMS)))
def test_a_bad_item_is_one_reject(scan, number):
    item, reason = BAD_ITEMS[number]
    evil = '<!DOCTYPE rss [<!ENTITY evil "x">]>\n<rss'
    content = with_items(item).replace(b"<rss", evil.encode(), 1)
    done = scan(content)
    assert done.code == 3 and done.reasons == [reason] and neighbours(done)
    reject = done.rejects[0]
    assert reject["source"]["record"] == 2
    assert content[reject["start"]:reject["end"]].strip() == item.encode()
    assert item.encode().startswith(base64.b64decode(reject["raw"])[:len(item)])


def test_odd_but_readable_items_are_read(scan):
    done = scan(with_items(
        "<item><title>R&B, AT&T; &nbsp;caf&eacute; &#0;</title></item>",
        "<item><description>1 < 2 <ann@example.org> <3</description></item>",
        "<item><description>one<br>two <b>three<i>four</b></description></item>",
        "<item><title>\x01\x0b</title><title>b</title><description> x\x00y </description></item>"))
    assert done.code == 0 and neighbours(done)
    assert done.findings[1]["title"] == "R&B, AT&T; \u00a0café"
    assert done.texts[2:5] == ["1 < 2 <ann@example.org> <3", "one\ntwo threefour", "x y"]


def test_entities_are_neither_expanded_nor_fetched(scan, tmp_path):
    (tmp_path / "secret").write_text("secret words")
    laughs = "".join(f'<!ENTITY e{n} "{"&e%d;" % (n - 1) * 10}">' for n in range(1, 30))
    start = f"""<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY e0 "lol">{laughs}
<!ENTITY file SYSTEM "file://{tmp_path}/secret"><!ENTITY % more SYSTEM "http://127.0.0.1:9/y"> %more;
<!ENTITY nbsp "&e29;">]><rss"""
    items = [f"<item><title>{text}</title></item>" for text in ("&e29;", "&file;", "a&nbsp;b", "&more;")]
    done = scan(with_items(*items).replace(b"<rss", start.encode(), 1))
    assert done.code == 3 and neighbours(done) and done.findings[1]["title"] == "a\u00a0b"
    assert done.reasons == ["undecodable content"] * 3
    assert "not expanded" in done.rejects[0]["detail"]
    written = b"".join(path.read_bytes() for path in done.folder.iterdir())
    assert b"secret words" not in written and b"lollol" not in written


@pytest.mark.parametrize("cut, count, detail", [
    ("<pubDate>", 1, "the file ends inside the item"), ("<item>", 0, "the file ends inside the feed"),
    ("</channel>", 3, "the file ends inside the feed"),
])
def test_a_feed_that_is_cut_says_so(scan, cut, count, detail):
    whole = FEEDS["RSS CDATA"]
    end = [place for place in range(len(whole)) if whole.startswith(cut.encode(), place)][count % 3]
    done = scan(whole[:end] + b"  ")
    assert done.code == (3 if count else 2) and len(done.texts or []) == count
    assert done.reasons == ["truncated record"] and done.rejects[0]["detail"] == detail
    packed = gzip.compress(whole)
    done = scan(packed[:len(packed) * 2 // 3])
    assert done.reasons == ["damaged compressed data"]


def test_a_large_feed_takes_little_memory(scan):
    item = ITEM.format(number=7, text=MARKED[0]).encode()
    start, end = rss([]).split(b"</channel>")
    done = scan(start + item * (32 * MIB // len(item)) + b"</channel>" + end)
    assert done.code == 0 and len(done.findings) == 32 * MIB // len(item)
    assert done.peak_kb < 300_000


def test_marks_that_do_not_end_cost_no_more_than_their_bytes(scan):
    for mark in (b"<item><![CDATA[", b"<item><!--", b'<item a="', b"<item>", b"<!--", b"<![CDATA["):
        done = scan(rss([]).split(b"</channel>")[0] + mark * (2 * MIB // len(mark)))
        assert done.code == 2 and set(done.reasons) <= {
            "truncated record", "invalid XML", "record too long"}


def test_a_worker_takes_json_only(searchlight):
    done = searchlight("worker", "--rules", RULES, stdin=b"<rss/>\n", expect=3)
    assert json.loads(done.stdout)["reason"] == "invalid JSON"
