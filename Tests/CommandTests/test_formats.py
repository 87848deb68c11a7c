"""Every format and every wrapping, read by the built command."""

import bz2
import gzip
import io
import json
import lzma
import subprocess
import tarfile
import zipfile
import zlib

import pytest

from scanning import RULES, Scan

ADS = [
    {"id": "a-1", "title": "Room", "body": "Quiet room by the park.", "when": "2011-02-06"},
    {"id": "a-2", "title": "Work", "body": "Your passport is held by us.", "when": "2011-02-07"},
    {"id": "a-3", "title": "Café", "body": "I am new in town, señor.", "when": "2011-02-08"},
]
TEXTS = [ad["body"] for ad in ADS]
JSONL = "".join(json.dumps(ad, ensure_ascii=False) + "\n" for ad in ADS).encode()
PAGE = "<html><head><title>{title}</title></head><body><p>{body}</p></body></html>"


def test_json_lines_with_usual_names_and_fields_carried_along(scan):
    done = scan(JSONL.replace(b'"when"', b'"date"'), "ads.jsonl")
    assert done.code == 0 and done.texts == TEXTS
    assert [finding["id"] for finding in done.findings] == ["a-1", "a-2", "a-3"]
    assert done.findings[2]["title"] == "Café"
    assert done.findings[0]["posted"] == "2011-02-06T00:00:00Z"
    assert [item["id"] for item in done.queue][:1] == ["a-2"]
    assert b"JSON lines" in done.err
    kept = scan(b'{"text":"x","colour":"red","nested":{"a":[1,2.50,null,true]}}\n')
    assert kept.findings[0]["extra"] == {"colour": "red", "nested": {"a": [1, 2.5, None, True]}}


def test_mapped_fields_are_joined_and_reach_into_objects(scan):
    line = {"n": 7, "company": "Acme", "job": {"body": "Pick fruit."}, "more": ["a", "b"], "x": 1}
    done = scan(json.dumps(line).encode(), "in", "--map",
                "text=company+job.body+more,id=n,title=none")
    assert done.texts == ["Acme\nPick fruit.\na\nb"]
    assert done.findings[0]["id"] == "7" and done.findings[0]["title"] == ""
    assert done.findings[0]["extra"] == {"job": {}, "x": 1}


def test_field_names_in_any_case_and_the_exact_one_first(scan):
    """A dump with "Title" and "Body" had no text field, and every record of it was a reject."""
    rows = [{"ID": "1", "Title": "Desk", "Body": "Oak desk", "Posted": "2011-02-06", "CITY": "Reno", "State": "NV"},
            {"id": "2", "Text": "other", "text": "same", "TEXT": "third"},
            {"id": "3", "ÉTAT": "x", "text": "plain"}]
    done = scan("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode())
    assert done.code == 0 and done.texts == ["Oak desk", "same", "plain"]
    first, second, third = done.findings
    assert (first["id"], first["title"], first["place"]) == ("1", "Desk", "Reno, NV")
    assert first["posted"] == "2011-02-06T00:00:00Z" and "extra" not in first
    assert second["extra"] == {"Text": "other", "TEXT": "third"} and third["extra"] == {"ÉTAT": "x"}


def test_values_that_mongodb_exports_in_objects_are_read(scan):
    rows = [{"_id": {"$oid": "65a1b2c3d4e5f60718293a4b"}, "text": "Oak desk",
             "posted": {"$date": "2011-02-06T10:00:00Z"}, "views": {"$numberInt": "5"}},
            {"_id": {"$oid": "65a1b2c3d4e5f60718293a4c"}, "text": "Pine desk",
             "posted": {"$date": {"$numberLong": "1296986400000"}}},
            {"_id": {"$oid": "65a1b2c3d4e5f60718293a4d", "more": 1}, "text": "Desk", "posted": {"$other": 1}}]
    done = scan("".join(json.dumps(row) + "\n" for row in rows).encode(), "dump.jsonl")
    assert done.code == 0 and done.texts == ["Oak desk", "Pine desk", "Desk"]
    assert [finding["id"][-1] for finding in done.findings] == ["b", "c", "3"]
    assert [finding["posted"] for finding in done.findings[:2]] == ["2011-02-06T10:00:00Z"] * 2
    assert done.findings[0]["extra"] == {"views": {"$numberInt": "5"}}
    assert done.findings[2]["posted"] is None and done.findings[2]["extra"]["posted"] == {"$other": 1}


def test_a_dot_in_a_field_name_is_understood(scan):
    done = scan(b'{"job.body":"Pick fruit."}\n', "in", "--map", "text=job.body")
    assert done.texts == ["Pick fruit."] and "extra" not in done.findings[0]


LARGE = "123456789012345678901"


@pytest.mark.parametrize("options, start, end", [
    ([], "", ""), ([], "[", "]"), ([], "[\n", "\n]"), (["--records", "ads"], '{"ads":[', "]}"),
])
def test_numbers_of_any_size_are_read_and_kept_to_the_digit(scan, options, start, end):
    records = [f'{{"id":{LARGE},"text":"one","n":[-{LARGE},7],"f":1e400}}',
               '{"id":1.50,"text":"two","n":1.50}', '{"id":-2E3,"text":"three"}',
               '{"id":18446744073709551615,"text":"four"}',
               f'{{"text":"last\\ud800","x":{LARGE}}}']
    records.insert(0, records[0])
    content = start + (",\n" if start else "\n").join(records) + end
    done = scan(content.encode(), "ads.json", *options)
    assert done.code == 0 and done.texts == ["one", "one", "two", "three", "four", "last\ufffd"]
    ids = [finding["id"] for finding in done.findings]
    assert ids[:5] == [LARGE, LARGE, "1.50", "-2E3", "18446744073709551615"]
    assert done.findings[0]["extra"] == {"n": [f"-{LARGE}", 7], "f": "1e400"}
    assert done.findings[2]["extra"] == {"n": 1.5} and done.findings[5]["extra"] == {"x": LARGE}
    assert done.manifest["counts"]["repaired"] == 1


def test_a_large_number_changes_neither_profile_nor_offsets(scan):
    line = f'{{"_source":{{"id":{LARGE},"body":"Quiet room"}}}}\n'
    done = scan(f'{line}{{"text":"x","n":{LARGE}.}}\n{{"text":{LARGE}}}'.encode())
    assert done.texts == ["Quiet room"] and done.findings[0]["id"] == LARGE
    assert done.reasons == ["invalid JSON", "no text field"]
    assert done.rejects[0]["start"] == len(line)
    assert done.rejects[0]["end"] == len(line) + len(LARGE) + 18


def test_an_array_of_records_pretty_printed_or_not(scan):
    for indent in (None, 2):
        done = scan(json.dumps(ADS, indent=indent).encode(), "ads.json", "--map", "text=body")
        assert done.texts == TEXTS and done.code == 0
        assert [finding["source"]["record"] for finding in done.findings] == [1, 2, 3]


def test_objects_of_several_lines_behind_each_other(scan):
    """As 'jq .' leaves records."""
    text = "\n".join(json.dumps(ad, indent=2, ensure_ascii=False) for ad in ADS)
    for content in (text, "\ufeff" + text.replace("\n", "\r\n") + "\r\n"):
        done = scan(content.encode(), "ads.json", "--map", "text=body")
        assert done.texts == TEXTS and done.code == 0
        assert [finding["source"]["record"] for finding in done.findings] == [1, 2, 3]
        assert b"JSON objects of several lines" in done.err


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_line_in_which_a_spreadsheet_names_the_separator(scan, mark, end):
    rows = [f"sep={mark}", "id,title,text,date".replace(",", mark)] + [
        mark.join(f'"{ad[key]}"' for key in ("id", "title", "body", "when")) for ad in ADS]
    for start, coding in (("", "utf-8"), ("\ufeff", "utf-8"), ("", "utf-16")):
        done = scan((start + end.join(rows) + end).encode(coding), "ads.csv")
        assert done.code == 0 and done.texts == TEXTS
        assert [finding["id"] for finding in done.findings] == ["a-1", "a-2", "a-3"]
        assert done.findings[0]["source"]["line"] == 3


CDR2 = {"_id": "C2", "timestamp": 1296986400000, "team": "t", "url": "http://example.org/2",
        "raw_content": "<html><title>T</title><p>Room&nbsp;to let</p></html>", "crawl_data": {}}
CDR3 = {"doc_id": "C3", "timestamp_crawl": "2011-02-06T10:00:00Z", "url": "http://example.org/3",
        "raw_content": "<p>Room to let</p>", "extracted_text": "Room to let"}
ES = {"_index": "ads", "_id": "E1", "_source": {"title": "T", "body": "Room to let",
                                                "date": 1296986400, "floor": 3}}


@pytest.mark.parametrize("record, profile, ident, text", [
    (CDR2, "cdr2", "C2", "Room\u00a0to let"), (CDR3, "cdr3", "C3", "Room to let"),
    (ES, "es", "E1", "Room to let"),
])
@pytest.mark.parametrize("named", [True, False])
def test_profiles_are_named_or_detected(scan, record, profile, ident, text, named):
    options = ["--profile", profile] if named else []
    done = scan(json.dumps(record).encode() + b"\n", "in", *options)
    finding = done.findings[0]
    assert (finding["id"], finding["text"]) == (ident, text)
    assert finding["posted"] == "2011-02-06T10:00:00Z"
    assert profile.encode() in done.err
    if profile == "es":
        assert finding["extra"] == {"_index": "ads", "_source": {"floor": 3}}
    if profile == "cdr2":
        assert finding["title"] == "T"


def test_the_profile_of_a_very_long_first_record_is_detected(scan):
    record = {"zzz": "x" * 200_000, **ES}
    assert scan(json.dumps(record).encode() + b"\n").findings[0]["text"] == "Room to let"


@pytest.mark.parametrize("value, expected", [
    ("2011-02-06T11:00:00.250+01:00", "2011-02-06T10:00:00.250Z"), (1296986400, True),
    ("1296986400", True), (1296986400000, True), ("1296986400000", True),
    ("2011-02-06 10:00:00", True), ("20110206100000", True), (0, None), ("soon", None),
    ("0001-01-01T00:00:00+05:00", None),
])
def test_dates_in_iso_seconds_and_milliseconds(scan, value, expected):
    done = scan(json.dumps({"text": "x", "posted": value}).encode())
    expected = "2011-02-06T10:00:00Z" if expected is True else expected
    assert done.findings[0]["posted"] == expected
    assert done.manifest["counts"]["undated"] == (expected is None)
    if expected is None:
        assert done.findings[0]["extra"] == {"posted": value}
        assert (b"not read" in done.err) == (value != 0)


DATES = (b'id,text,date\n1,Room,02/06/2011\n2,Flat,"Sunday, February 6, 2011 5:45 PM"\n'
         b'3,House,2011/02/06\n4,Barn,\n5,Shed,13/02/2011\n')


def test_dates_that_are_not_read_are_named_and_an_order_reads_them(scan):
    done = scan(DATES, "table", "--format", "csv")
    evening, night = "2011-02-06T17:45:00Z", "2011-02-06T00:00:00Z"
    assert [finding["posted"] for finding in done.findings] == [None, evening, night, None, None]
    assert b"2 records hold a date that was not read" in done.err and b"table:2;" in done.err
    assert done.findings[0]["extra"] == {"date": "02/06/2011"}
    done = scan(DATES, "table", "--format", "csv", "--date-order", "mdy")
    assert [finding["posted"] for finding in done.findings] == [night, evening, night, None, None]
    assert b"1 records hold a date that was not read" in done.err and b"table:6;" in done.err
    done = scan(DATES, "table", "--format", "csv", "--date-order", "dmy")
    assert done.findings[4]["posted"] == "2011-02-13T00:00:00Z" and b"not read" not in done.err
    assert done.manifest["options"]["dateOrder"] == "dmy"


@pytest.mark.parametrize("content", [
    b"id,text,day,time,city,state\n1,Room,2011-02-06,10:00,Dallas,TX\n2,Flat,Feb 6 2011,,,NV\n3,x,,,,\n",
    b'{"id":"1","text":"Room","day":"2011-02-06","time":"10:00","city":"Dallas","state":"TX"}\n'
    b'{"id":"2","text":"Flat","day":"Feb 6 2011","time":"","city":"","state":"NV"}\n'
    b'{"id":"3","text":"x","day":"","time":"","city":"","state":""}\n',
], ids=["table", "JSON"])
def test_days_with_times_and_cities_with_states_are_put_together(scan, content):
    done = scan(content, "ads", "--map", "posted=day+time,place=city+state")
    assert [(finding["posted"], finding["place"]) for finding in done.findings] == [
        ("2011-02-06T10:00:00Z", "Dallas, TX"), ("2011-02-06T00:00:00Z", "NV"), (None, None)]
    assert b"not read" not in done.err
    assert not done.findings[0].get("extra")


@pytest.mark.parametrize("second", ["state", "region", "province", "State "])
@pytest.mark.parametrize("kind", ["table", "JSON", "es"])
def test_a_city_and_its_state_are_the_place_where_no_better_field_is(scan, kind, second):
    rows = [("Dallas", "TX"), ("", "NV"), ("Reno", ""), ("", "")]
    if kind == "table":
        ads = f"id;text;{second};city\n" + "".join(f"1;Room;{b};{a}\n" for a, b in rows)
    else:
        second = second.strip().lower()
        ads = [{"id": "1", "text": "Room", second: b, "city": a} for a, b in rows]
        ads = "".join(json.dumps({"_source": ad} if kind == "es" else ad) + "\n" for ad in ads)
    done = scan(ads.encode(), "ads")
    assert [finding["place"] for finding in done.findings] == ["Dallas, TX", "NV", "Reno", None]
    assert not done.findings[0].get("extra", {}).get("_source")
    start = "_source." if kind == "es" else ""
    assert f"place from {start}city and {start}{second.strip().lower()}\n".encode() in done.err


@pytest.mark.parametrize("fields, place", [
    ({"city": "Dallas", "state": "TX", "place": "Deep Ellum"}, "Deep Ellum"),
    ({"province": "QC", "location": "Old Port", "city": "Montreal"}, "Old Port"),
    ({"city": "Dallas", "state": "TX", "region": "South"}, "Dallas, TX"),
    ({"region": "South", "city": "Dallas"}, "Dallas, South"), ({"state": "active"}, None),
    ({"state": "active", "region": "South"}, "South"), ({"state": "TX", "area": "East"}, "East"),
    ({"city": "Dallas"}, "Dallas"),
])
@pytest.mark.parametrize("kind", ["table", "JSON"])
def test_fields_that_are_no_part_of_the_place_are_carried_along(scan, kind, fields, place):
    ad = {"id": "1", "text": "Room", **fields}
    if kind == "JSON":
        ads = json.dumps(ad)
    else:
        ads = "\n".join("\t".join(row) for row in (ad, ad.values()))
    done = scan(ads.encode(), "ads")
    assert done.findings[0]["place"] == place
    rest = {name: text for name, text in fields.items() if text not in (place or "").split(", ")}
    assert done.findings[0].get("extra", {}) == rest
    assert (b"place from" in done.err) == (len(fields) - len(rest) == 2)


def test_a_mapped_place_is_put_together_of_what_the_mapping_names(scan):
    ads = b"id,text,city,state\n1,Room,Dallas,TX\n"
    done = scan(ads, "ads", "--map", "place=city")
    assert done.findings[0]["place"] == "Dallas" and b"place from" not in done.err
    done = scan(ads, "ads", "--map", "title=id")
    assert done.findings[0]["place"] == "Dallas, TX"
    assert b"place from city and state\n" in done.err


@pytest.mark.parametrize("content", [
    b'{"text":"Room","day":"2011-02-06","time":"noonish"}\n',
    b"text,day,time\nRoom,2011-02-06,noonish\n",
], ids=["JSON", "table"])
def test_of_a_date_and_what_is_none_only_the_date_is_taken(scan, content):
    done = scan(content, "ads", "--map", "posted=day+time")
    assert done.findings[0]["posted"] == "2011-02-06T00:00:00Z"
    assert done.findings[0]["extra"] == {"time": "noonish"}


def test_a_worker_reads_dates_in_the_order_it_is_told(searchlight):
    line = json.dumps({"text": "Room", "date": "02/06/2011"}).encode()
    done = searchlight("worker", "--rules", RULES, stdin=line)
    assert json.loads(done.stdout)["posted"] is None and b"--date-order" in done.stderr
    done = searchlight("worker", "--rules", RULES, "--date-order", "dmy", stdin=line)
    assert json.loads(done.stdout)["posted"] == "2011-06-02T00:00:00Z" and done.stderr == b""


CSV = (b'id,title,body,when\r\na-1,Room,Quiet room by the park.,2011-02-06\r\n'
       b'a-2,Work,"Your passport\nis held, ""always"" by us.",2011-02-07\r\n'
       b'a-3,Caf\xc3\xa9,"I am new in town, se\xc3\xb1or.",2011-02-08')


def test_csv_with_quoted_line_ends_and_a_header(scan):
    done = scan(b"\xef\xbb\xbf" + CSV, "table", "--map", "posted=when")
    assert done.texts == [TEXTS[0], 'Your passport\nis held, "always" by us.', TEXTS[2]]
    assert [finding["source"]["line"] for finding in done.findings] == [2, 3, 5]
    assert done.findings[0]["posted"] == "2011-02-06T00:00:00Z"
    assert done.code == 0 and b"CSV" in done.err


def test_tables_without_a_header_by_column_number(scan):
    rows = CSV.split(b"\r\n", 1)[1]
    done = scan(rows, "table", "--map", "id=1,title=2,text=3,posted=4")
    assert [finding["id"] for finding in done.findings] == ["a-1", "a-2", "a-3"]
    tabs = scan(b"7\tRoom\tto let\n", "table", "--map", "id=1,text=2+3")
    assert tabs.texts == ["Room\nto let"] and b"TSV" in tabs.err


def test_rows_without_any_of_the_numbered_columns_are_rejects(scan):
    done = scan(b"7,Room,to let\n8\n9,Flat\n", "table", "--format", "csv", "--map", "id=1,text=2+3")
    assert done.texts == ["Room\nto let", "Flat"] and done.reasons == ["no text field"]
    done = scan(b"7,Room\n", "table", "--format", "csv", "--map", "text=9")
    assert done.code == 2 and done.reasons == ["no text field"]


def test_tsv_and_utf16_from_a_spreadsheet(scan):
    table = "id\ttext\n1\tQuiet ☂ room\n2\tsecond 😀\n"
    assert scan(table.encode(), "t.tsv").texts == ["Quiet ☂ room", "second 😀"]
    for encoding in ("utf-16", "utf-16-be"):
        mark = b"\xfe\xff" if encoding.endswith("be") else b""
        assert scan(mark + table.encode(encoding), "t").texts == ["Quiet ☂ room", "second 😀"]


def test_plain_text_is_a_document_a_line_and_below_folders_a_document_a_file(
        scan, bin_folder, tmp_path):
    text = b"\xef\xbb\xbfQuiet room.\r\n\r\nNew in town\n  \nlast line, no end"
    done = scan(text, "notes.txt")
    assert done.texts == ["Quiet room.", "New in town", "last line, no end"]
    assert [finding["source"]["line"] for finding in done.findings] == [1, 3, 5]
    folder = tmp_path / "tree"
    for name, content in [("b/two.txt", "two\nlines\n"), ("a.txt", "one"), ("B.txt", "Three")]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    walked = Scan(bin_folder / "searchlight", tmp_path / "out", [folder])
    assert walked.texts == ["Three", "one", "two\nlines\n"]
    assert len({finding["id"] for finding in walked.findings}) == 3
    assert b"one document a file" in walked.err


def test_plain_text_that_is_named_is_a_document_a_line_wherever_it_lies(
        scan, bin_folder, tmp_path):
    text = "Quiet room.\nNew in town\n"
    assert scan(zipped([("ads.txt", text.encode())]), "ads.zip").texts == [text]
    for container in (zipped, tarred):
        done = scan(container([("ads.txt", text.encode())]), "ads", "--format", "text")
        assert done.texts == text.splitlines()
        assert [finding["source"]["line"] for finding in done.findings] == [1, 2]
    folder = tmp_path / "tree"
    folder.mkdir()
    (folder / "ads.txt").write_text(text)
    walked = Scan(bin_folder / "searchlight", tmp_path / "out", [folder], "--format", "text")
    assert walked.texts == text.splitlines() and b"one document a line" in walked.err


HTML = """<!DOCTYPE html><html><head><title>Room  to
let</title><style>p {{}}</style><script>var hidden = "new in town"</script>
<meta property="article:published_time" content="2011-02-06T10:00:00Z">
<link rel="canonical" href="http://example.org/room">
<script type="application/ld+json">{{"@type":"Offer","name":"Café offer","url":"http://x.example"}}
</script></head><body><p>Quiet&nbsp;room<br>by the park</p><div>second<b>bold</b></div>
<img alt="A view" src="x.png"><a href="tel:+12145550142">call</a>
<a href="mailto:ann%40example.org?subject=x">mail</a>{nul}<p>after</p></body></html>"""


def test_html_gives_what_a_person_sees_and_what_links_and_blocks_say(scan):
    done = scan(HTML.format(nul="\0").encode(), "page")
    finding = done.findings[0]
    assert finding["title"] == "Room to let"
    assert finding["text"].split("\n") == [
        "Quiet\u00a0room", "by the park", "secondbold", "call mail", "after",
        "Café offer", "A view", "tel:+12145550142", "mailto:ann@example.org"]
    assert finding["url"] == "http://example.org/room"
    assert finding["posted"] == "2011-02-06T10:00:00Z"
    assert b"HTML" in done.err


@pytest.mark.parametrize("content", [
    '<meta charset="windows-1252"><p>Café €'.encode("cp1252"),
    b"\xef\xbb\xbf<meta charset=latin1><p>" + "Café €".encode(),
    b"\xff\xfe" + '<meta charset="utf-16"><p>Café €'.encode("utf-16-le"),
    b"<p>" + "Café €".encode("cp1252"),
])
def test_html_charset_from_mark_meta_or_guess(scan, content):
    assert scan(content, "page.html").texts == ["Café €"]


def http(body, *headers, status="200 OK"):
    head = "\r\n".join([f"HTTP/1.1 {status}", *headers])
    return head.encode() + b"\r\n\r\n" + body


def warc(kind, body, version="1.0", mime="application/http; msgtype=response", number=1,
         length=None):
    head = (f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"WARC-Date: 2011-02-06T10:00:00Z\r\nWARC-Target-URI: http://example.org/{number}\r\n"
            f"Content-Type: {mime}\r\nContent-Length: {len(body) if length is None else length}")
    return head.encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


def chunked(body):
    half = len(body) // 2
    parts = [body[:half], body[half:], b""]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(part), part) for part in parts)


def archive_of_pages():
    page = "<p>Café {}</p>"
    return [
        warc("warcinfo", b"software: x\r\n", mime="application/warc-fields"),
        warc("request", b"GET / HTTP/1.1\r\n\r\n", mime="application/http; msgtype=request"),
        warc("response", http(page.format(1).encode("cp1252"),
                              "Content-Type: text/html; charset=windows-1252"), number=1),
        warc("response", http(chunked(gzip.compress(page.format(2).encode())),
                              "Content-Type: text/html; charset=utf-8",
                              "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
             version="1.1", number=2),
        warc("response", http(zlib.compress(page.format(3).encode())[2:-4],
                              "Content-Type: text/html", "Content-Encoding: deflate"), number=3),
        warc("response", http(b'<meta charset="shift_jis">' + "<p>部屋".encode("shift_jis"),
                              "Content-Type: text/html"), number=4),
        warc("conversion", "Plain ☂ text".encode(), mime="text/plain", number=5),
        warc("response", http(b"\x89PNG", "Content-Type: image/png"), number=6),
    ]


@pytest.mark.parametrize("members", [False, True])
def test_warc_and_wet_through_transfer_and_content_codings(scan, members):
    records = archive_of_pages()
    content = b"".join(map(gzip.compress, records)) if members else b"".join(records)
    done = scan(content, "crawl")
    assert done.texts == ["Café 1", "Café 2", "Café 3", "部屋", "Plain ☂ text"]
    assert done.reasons == ["not text"] and done.code == 3
    assert [f["source"]["record"] for f in done.findings] == [3, 4, 5, 6, 7]
    assert done.findings[0]["source"]["recordID"] == "urn:uuid:1"
    assert done.findings[0]["url"] == "http://example.org/1"
    assert done.findings[0]["posted"] == "2011-02-06T10:00:00Z"


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_of_a_package_of_a_crawl_only_warc_files_are_read(scan, order, method):
    records = archive_of_pages()
    files = [("archive/a.warc.gz", b"".join(map(gzip.compress, records[:4]))),
             ("archive/b.warc", b"".join(records[4:7])),
             ("indexes/index.cdx", b"org,example)/1 20110206100000 {}\n"),
             ("pages/pages.jsonl", b'{"format":"json-pages-1.0","title":"All"}\n'),
             ("logs/manifest.jsonl", b'{"text":"logged"}\n'),
             ("datapackage.json", b'{"title":"Crawl","text":"x"}')]
    done = scan(zipped(files[::order], method), "crawl.wacz")
    assert done.code == 0 and b"a crawl's package" in done.err
    texts = ["Café 1", "Café 2", "Café 3", "部屋", "Plain ☂ text"]
    assert sorted(done.texts) == sorted(texts)
    data = scan(zipped(files[-1:] + [("data/ads.csv", b"id,text\n1,new in town\n")]), "data.zip")
    assert data.texts == ["x", "new in town"]


def test_answers_that_are_no_page_are_counted_and_not_scanned(scan):
    page = b"<p>This page is not here</p>"
    statuses = ["200 OK", "301 Moved Permanently", "404 Not Found", "410", "503 Busy", "203 OK", "Ok"]
    done = scan(b"".join(
        warc("response", http(page, "Content-Type: text/html", status=status), number=number)
        for number, status in enumerate(statuses)), "crawl")
    assert [finding["source"]["record"] for finding in done.findings] == [1, 6, 7]
    assert done.manifest["inputs"][0]["passedOver"] == {"error": 3, "redirect": 1}
    assert b"error 3, redirect 1" in done.err and done.code == 0


def test_tries_of_a_crawl_that_broke_off_are_counted_and_not_scanned(scan):
    def tried(number, *fields):
        record = warc("response", http(b"<p>Just turned 21</p>", "Content-Type: text/html"), number=number)
        lines = "".join(f"{field}\r\n" for field in fields).encode()
        return record.replace(b"WARC-Date:", lines + b"WARC-Date:", 1)

    page = "Searchlight-Page: page"
    done = scan(b"".join([
        tried(1, page, "WARC-Truncated: disconnect"), tried(2, page, "WARC-Truncated: time"),
        tried(3, page), tried(4, page, "WARC-Truncated: length"),
        # What other tools cut may be all that there is.
        tried(5, "WARC-Truncated: disconnect")]), "crawl")
    assert [finding["source"]["record"] for finding in done.findings] == [3, 4, 5]
    assert done.manifest["inputs"][0]["passedOver"] == {"cut-off": 2}
    assert b"cut-off 2" in done.err and done.code == 0


def test_pages_and_broken_records_of_a_crawl_keep_their_order_whatever_the_jobs(scan):
    records = []
    for number in range(600):
        page = http(b"<p>Page %d</p>" % number, "Content-Type: text/html")
        if number % 7 == 3:
            page = http(b"\x89PNG", "Content-Type: image/png")
        if number % 50 == 20:
            records.append(b"junk\r\n\r\n")
        records.append(warc("response", page, number=number))
    outcomes = []
    for jobs in ("1", "8"):
        done = scan(b"".join(records), "crawl", "--jobs", jobs)
        assert done.texts == [f"Page {number}" for number in range(600) if number % 7 != 3]
        offsets = [reject["start"] for reject in done.rejects]
        assert offsets == sorted(offsets) and len(offsets) == 86 + 12
        outcomes.append((done.findings, done.rejects))
    assert outcomes[0] == outcomes[1]


def tarred(files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def zipped(files, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def zstd(content):
    return subprocess.run(["zstd", "-q", "-c"], input=content, stdout=subprocess.PIPE,
                          check=True).stdout


KNOWN_FILES = {
    "Office": zipped([("docProps/app.xml", b"<x/>"), ("xl/workbook.xml", b"<workbook/>")]),
    "Office document": zipped([("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
                               ("content.xml", b"<x/>")], zipfile.ZIP_STORED),
    "an Office": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512),
    "PDF": b"%PDF-1.4\n1 0 obj<<>>endobj\n", "Parquet": b"PAR1" + bytes(range(256)) + b"PAR1",
    "SQLite": b"SQLite format 3\0" + bytes(100),
}


@pytest.mark.parametrize("kind", KNOWN_FILES)
def test_files_of_other_programs_are_named_with_what_to_do(scan, kind):
    done = scan(KNOWN_FILES[kind], "dump")
    assert done.code == 2 and done.reasons == ["not text"] and not done.findings
    assert kind in done.rejects[0]["detail"] and ";" in done.rejects[0]["detail"]
    assert f"error: not text ({done.rejects[0]['detail']})".encode() in done.err


def test_a_file_of_a_folder_that_is_not_read_is_named(bin_folder, tmp_path):
    folder = tmp_path / "dump"
    folder.mkdir()
    (folder / "ads.jsonl").write_bytes(JSONL)
    for number in range(11):
        (folder / f"book{number:02}.xlsx").write_bytes(KNOWN_FILES["Office"])
    done = Scan(bin_folder / "searchlight", tmp_path / "out", [folder])
    assert done.code == 3 and len(done.findings) == 3
    assert done.err.count(b"warning: not read: ") == 10
    assert b"book00.xlsx: not text (an Office document" in done.err
    assert b"warning: 11 rejected: not text" in done.err


PARTS = JSONL.splitlines(keepends=True)
WRAPPINGS = {
    "gzip": gzip.compress(JSONL),
    "gzip members": b"".join(map(gzip.compress, PARTS)),
    "gzip padded": gzip.compress(JSONL) + bytes(512),
    "bzip2": bz2.compress(JSONL),
    "bzip2 streams": b"".join(map(bz2.compress, PARTS)),
    "xz": lzma.compress(JSONL),
    "xz streams": b"".join(map(lzma.compress, PARTS)),
    "zip": zipped([("deep/é.jsonl", JSONL)]),
    "zip stored": zipped([("ads.jsonl", JSONL)], zipfile.ZIP_STORED),
    "tar": tarred([("deep/é.jsonl", JSONL)]),
    "tar in gzip": gzip.compress(tarred([("ads.jsonl", JSONL)])),
    "tar in xz": lzma.compress(tarred([("ads.jsonl", JSONL)])),
    "gzip in zip in tar": tarred([("a.zip", zipped([("b.gz", gzip.compress(JSONL))]))]),
}


@pytest.mark.parametrize("wrapping", [*WRAPPINGS, "zstd", "zstd frames"])
def test_compression_and_containers_are_seen_through(scan, wrapping):
    if wrapping == "zstd":
        content = zstd(JSONL)
    elif wrapping == "zstd frames":
        content = b"".join(map(zstd, PARTS))
    else:
        content = WRAPPINGS[wrapping]
    done = scan(content)
    assert done.code == 0 and done.texts == TEXTS
    assert done.manifest["inputs"][0]["bytes"] == len(content)
    if "é" in str(done.findings[0]["source"].get("member")):
        assert done.findings[0]["source"]["member"] == "deep/é.jsonl"


def test_files_of_many_formats_in_one_archive(scan):
    files = [("a.jsonl", JSONL), ("b.csv", CSV), ("c.html", b"<p>page</p>"), ("d.txt", b"two\nlines"),
             ("e.warc", b"".join(archive_of_pages())), ("empty.txt", b"")]
    done = scan(zipped(files))
    assert len(done.findings) == 3 + 3 + 1 + 1 + 5
    assert done.manifest["inputs"][0]["format"] == "jsonl,csv,text,html,warc"
    assert done.manifest["inputs"][0]["compression"] == "zip"


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_names_in_archives_may_have_any_letters(searchlight, tmp_path, kind):
    names = ["ads-日本.jsonl", "объявления.jsonl"]
    files = [(name, b'{"text":"new in town"}\n') for name in names]
    (tmp_path / "ads").write_bytes(zipped(files) if kind == "zip" else tarred(files))
    searchlight("scan", "ads", "-o", "q", "--findings", "f", "-q", cwd=tmp_path,
                env={"LC_ALL": "C"})
    found = [json.loads(line) for line in (tmp_path / "f").read_bytes().splitlines()]
    assert [line["source"]["member"] for line in found] == names
    assert [line["id"] for line in found] == [f"{name}:1" for name in names]


def test_standard_input_is_read_like_a_file(bin_folder, tmp_path):
    path = tmp_path / "in"
    path.write_bytes(gzip.compress(JSONL))
    with open(path, "rb") as stream:
        done = Scan(bin_folder / "searchlight", tmp_path / "out", ["-"], stdin=stream)
    assert done.texts == TEXTS and done.findings[0]["source"] == {"path": "-", "line": 1}


def test_crlf_and_a_last_line_without_an_end(scan):
    done = scan(b"\xef\xbb\xbf" + JSONL.replace(b"\n", b"\r\n")[:-2])
    assert done.texts == TEXTS and done.code == 0


def test_a_table_named_by_its_mapping_is_no_prose(scan):
    done = scan(b"Nr,Beschreibung\n1,Ruhiges Zimmer\n", "in", "--map", "text=Beschreibung")
    assert done.texts == ["Ruhiges Zimmer"]


def test_prose_with_commas_is_no_table(scan):
    done = scan(b"Title, in good order\nSecond line\n", "in")
    assert done.texts == ["Title, in good order", "Second line"]
