"""Hostile input: nothing is lost or skipped in silence, and neighbours stay intact."""

import bz2
import gzip
import io
import json
import lzma
import os
import random
import subprocess
import zipfile

import pytest

from scanning import RULES, Scan, measured
from test_formats import archive_of_pages, http, tarred, warc, zipped, zstd

GOOD = b'{"id":"first","text":"Your passport is held by us."}\n'
LAST = b'{"id":"last","text":"new in town"}\n'
MIB = 1 << 20


def neighbours(done):
    """Whether the first and the last record came out."""
    ids = [finding["id"] for finding in done.findings]
    return ids[0] == "first" and ids[-1] == "last"


# Numbers for names: a name that holds a record would not fit the environment of a command.
BAD_LINES = [
    (b'{"text":"cut', ["invalid JSON"]),
    (b"[" * 100_000 + b"]" * 100_000, ["invalid JSON"]),
    (b'{"text":"x","deep":' + b"[" * 100_000 + b"]" * 100_000 + b"}", ["invalid JSON"]),
    (b'[1,2]', ["not a JSON object"]), (b'"text"', ["not a JSON object"]),
    (b'{"colour":"red"}', ["no text field"]), (b'{"text":null}', ["no text field"]),
    (b'{"text":"a\0b"}', ["invalid JSON"]), (b"\0\0\0\0", ["invalid JSON"]),
    (b'{"text":"x"} {"text":"y"}', ["invalid JSON"]), (b"\xff\xfe\xfd", ["invalid JSON"]),
    (b'{"text":"\\x"}', ["invalid JSON"]),
    (bytes(random.Random(1).randbytes(3000)).replace(b"\n", b""), ["invalid JSON"]),
]


@pytest.mark.parametrize(
    "record, reasons", BAD_LINES, ids=[str(number) for number in range(len(BAD_LINES))])
def test_a_bad_json_line_is_one_reject(scan, record, reasons):
    done = scan(GOOD + record + b"\n" + LAST)
    assert done.code == 3 and done.reasons == reasons and neighbours(done)
    reject = done.rejects[0]
    assert (reject["start"], reject["end"]) == (len(GOOD), len(GOOD) + len(record))
    assert reject["source"]["line"] == 2 and reject["rawCut"] == (len(record) > 4096)


def test_strict_writes_nothing(bin_folder, tmp_path):
    (tmp_path / "in").write_bytes(GOOD + b"{\n" + LAST)
    done = Scan(bin_folder / "searchlight", tmp_path / "out", [tmp_path / "in"], "--strict")
    assert done.code == 2 and done.queue is done.rejects is done.manifest is done.findings is None
    assert b"in:2: error: invalid JSON" in done.err


def test_odd_but_readable_json_is_scanned(scan):
    records = [
        b'{"text":"first","text":"second"}', b'{"text":"lone \\ud800 here"}',
        b'{"text":"pair \\ud83d\\ude00"}', b'{"text":"bad \xff\xc3( bytes","title":"\xf0\x9f"}',
        b'{"text":"nul \\u0000 escaped"}', b'{"text":12.5}', b'{"text":""}',
        b'\xef\xbb\xbf{"text":"marked"}', b'  {"text":"space"}\t\r',
    ]
    done = scan(GOOD + b"\n".join(records) + b"\n\n   \n" + LAST)
    assert done.code == 0 and neighbours(done)
    assert done.texts[1:-1] == [
        "second", "lone \ufffd here", "pair \U0001f600", "bad \ufffd\ufffd( bytes",
        "nul \0 escaped", "12.5", "", "marked", "space"]
    assert done.manifest["counts"]["repaired"] == 2


def test_invalid_utf8_in_every_field_of_every_table_and_text(scan):
    bad = b"a\xffb\xc3"
    row = b",".join([bad] * 6)
    done = scan(b"id,title,text,url,place,more\n" + row + b"\n7,T,ok,,,\n", "t.csv")
    assert done.texts == ["a\ufffdb\ufffd", "ok"]
    assert done.findings[0]["extra"] == {"more": "a\ufffdb\ufffd"}
    lines = scan(bad + b"\nnext\n", "t.txt")
    assert lines.texts == ["a\ufffdb\ufffd", "next"]
    record = b"{" + b",".join(b'"%s":"%s"' % (key, bad) for key in
                              [b"id", b"title", b"text", b"url", b"posted", b"place", bad]) + b"}\n"
    assert scan(record).texts == ["a\ufffdb\ufffd"]


def test_nul_bytes_in_small_files_are_no_reason_to_refuse_them(scan):
    assert scan(b"id,text\n1,a\0b\n2,ok\n", "t.csv").texts == ["a\0b", "ok"]
    assert scan(b"a\0b\nok\n", "t.txt").texts == ["a\0b", "ok"]
    assert scan(GOOD + b'{"text":"a\0b"}\n').reasons == ["invalid JSON"]


BINARY = [
    b"\x89PNG\r\n\x1a\n" + bytes(100), b"%PDF-1.4\n%text\n", random.Random(2).randbytes(50_000),
    b"\x7fELF" + bytes(5000), "no mark".encode("utf-16-le") * 50, bytes(9000),
]


@pytest.mark.parametrize(
    "content", BINARY, ids=[str(number) for number in range(len(BINARY))])
def test_binary_files_are_rejects(scan, content):
    done = scan(content)
    assert done.code == 2 and done.reasons == ["not text"]
    assert done.manifest["counts"]["read"] == 1


def test_empty_input_is_an_empty_queue(scan):
    done = scan(b"")
    assert done.code == 0 and done.queue == [] and done.manifest["counts"]["read"] == 0


@pytest.mark.parametrize("content, name", [
    (b"\n\n  \n", "a.jsonl"), (b"[]\n", "a.json"), (b"id,text\n", "a.csv"),
    (gzip.compress(b""), "a.gz"), (zipped([]), "a.zip"), (tarred([]), "a.tar"),
])
def test_input_without_records_does_not_pass_for_a_scan(scan, content, name):
    done = scan(content, name)
    assert done.code == 2 and done.queue is None


def test_a_bad_item_of_an_array_costs_that_item(scan):
    done = scan(b'[\n{"text":"x"},\n{"text":"y},\n{"text":"z"},\n3\n]\n')
    assert done.texts == ["x", "z"] and done.reasons == ["invalid JSON", "not a JSON object"]
    assert done.rejects[0]["source"]["record"] == 2


# CSV

def test_a_missing_quote_costs_one_row(scan):
    rows = [b'%d,"text %d"\n' % (number, number) for number in range(2000)]
    rows[700] = b'700,"text 700\n'
    rows[1500] = b'1500,"text" 1500\n'
    rows[1999] = b'1999,"text 1999\n'
    done = scan(b"id,text\n" + b"".join(rows), "t.csv")
    assert done.reasons == ["invalid CSV"] * 3
    assert [reject["source"]["line"] for reject in done.rejects] == [702, 1502, 2001]
    assert len(done.findings) == 1997


def test_a_missing_quote_with_no_other_quotes_costs_one_row(scan):
    rows = [b"%d,text %d\n" % (number, number) for number in range(20_000)]
    rows[3] = b'3,"text 3\n'
    done = scan(b"id,text\n" + b"".join(rows), "t.csv")
    assert done.reasons == ["invalid CSV"] and len(done.findings) == 19_999


def test_rows_with_too_many_cells_are_rejects_and_short_rows_are_read(scan):
    done = scan(b"id,text,more\n1,a,b,c\n2,ok\n3,x,y\n", "t.csv")
    assert done.texts == ["ok", "x"] and done.reasons == ["more cells than columns"]


# Long records

@pytest.mark.parametrize("name, head, tail", [
    ("in.jsonl", GOOD, LAST), ("in.csv", b"id,text\nfirst,x\n", b"last,y\n"),
    ("in.tsv", b"id\ttext\nfirst\tx\n", b"last\ty\n"), ("in.txt", b"first\n", b"last\n"),
])
def test_a_line_of_200_mb_is_one_reject(bin_folder, tmp_path, name, head, tail):
    path = tmp_path / name
    with open(path, "wb") as file:
        file.write(head + (b'{"text":"' if name == "in.jsonl" else b"5,"))
        for _ in range(200):
            file.write(b"x" * MIB)
        file.write(b"\n" + tail)
    done = Scan(bin_folder / "searchlight", tmp_path / "out", [path])
    assert done.reasons == ["record too long"] and len(done.findings) == 2
    assert done.rejects[0]["end"] - done.rejects[0]["start"] > 200 * MIB
    assert done.rejects[0]["rawCut"]
    path.unlink()


def json_record(size):
    return b'{"id":"first","text":"' + b"x" * (size - 24) + b'"}'


LIMIT = 16 * MIB
# Where what counts against the limit begins and ends differs by format: never with its line end.
AT_THE_LIMIT = {
    "lines": lambda size: json_record(size) + b"\n" + LAST,
    "crlf": lambda size: json_record(size) + b"\r\n" + LAST,
    "unended": lambda size: LAST + json_record(size),
    "array": lambda size: b"[" + json_record(size) + b",\n" + LAST + b"]",
    "end of an array": lambda size: b"[" + LAST + b", " + json_record(size) + b"]",
    "csv": lambda size: b"id,text\nfirst," + b"x" * (size - 6) + b"\nlast,y\n",
    "csv crlf": lambda size: b"id,text\r\nfirst," + b"x" * (size - 6) + b"\r\nlast,y\r\n",
    "quoted csv": lambda size: b'id,text\nfirst,"' + b"\n" * (size - 8) + b'"\nlast,y\n',
    "unended csv": lambda size: b"id,text\nlast,y\nfirst," + b"x" * (size - 6),
    "tsv": lambda size: b"id\ttext\nfirst\t" + b"x" * (size - 6) + b"\nlast\ty\n",
}


@pytest.mark.parametrize("layout", AT_THE_LIMIT)
def test_a_record_of_just_the_limit_is_scanned_and_a_byte_more_is_a_reject(scan, layout):
    done = scan(AT_THE_LIMIT[layout](LIMIT))
    assert done.code == 0 and len(done.findings) == 2
    done = scan(AT_THE_LIMIT[layout](LIMIT + 1))
    assert done.reasons == ["record too long"]
    assert [finding["id"] for finding in done.findings] == ["last"]
    assert done.rejects[0]["detail"] == f"longer than {LIMIT} bytes"


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_line_of_text_of_just_the_limit_is_scanned(scan, end):
    done = scan(b"x" * LIMIT + end + b"last" + end, "in.txt", "--format", "text")
    assert [len(text) for text in done.texts] == [LIMIT, 4]
    done = scan(b"x" * (LIMIT + 1) + end + b"last" + end, "in.txt", "--format", "text")
    assert done.texts == ["last"] and done.reasons == ["record too long"]


def test_what_can_be_scanned_can_be_ranked(scan, bin_folder, tmp_path):
    """A line of findings is longer than its record, and nests deeper."""
    nested = b"[" * 249 + b"]" * 249
    done = scan(
        json_record(LIMIT) + b"\n" + b'{"id":"deep","text":"x","list":' + nested + b"}\n" + LAST,
        "in", "--each")
    assert done.code == 0 and len(done.findings) == 3
    ranked = tmp_path / "ranked.jsonl"
    command = [bin_folder / "searchlight", "rank", done.findings_path, "--rules", RULES, "--each"]
    assert subprocess.run([*command, "-o", ranked], check=False).returncode == 0
    assert ranked.read_bytes() == done.queue_path.read_bytes()


def test_json_that_readers_of_the_queue_could_not_read_is_a_reject(scan, bin_folder, tmp_path):
    done = scan(GOOD + b'{"text":"x","list":' + b"[" * 250 + b"]" * 250 + b"}\n" + LAST)
    assert done.reasons == ["invalid JSON"] and neighbours(done)
    assert "too deep" in done.rejects[0]["detail"]
    deepest = scan(b'{"text":"x","list":' + b"[" * 249 + b"]" * 249 + b"}\n")
    shown = subprocess.run(
        [bin_folder / "searchlight", "show", deepest.queue_path], capture_output=True, check=False)
    assert shown.returncode == 0, shown.stderr


def test_long_records_below_the_limit_are_scanned_within_the_memory_limit(bin_folder, tmp_path):
    path = tmp_path / "in"
    with open(path, "wb") as file:
        for number in range(3):
            file.write(b'{"text":"%d","list":[' % number + b"1," * (7 * MIB) + b"1]}\n")
    done = Scan(bin_folder / "searchlight", tmp_path / "out", [path], "--jobs", "2")
    assert done.texts == list("012")
    path.unlink()


# Bombs

def bomb(size=3 << 30):
    """Lines of JSON that compress about a thousandfold."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9) as file:
        file.write(GOOD)
        block = b" " * (16 * MIB)
        for _ in range(size // len(block)):
            file.write(block)
    return out.getvalue()


def test_a_gzip_bomb_ends_in_a_reject(scan):
    done = scan(bomb(1 << 28))
    assert done.code == 3 and done.findings[0]["id"] == "first"
    assert "expansion limit reached" in done.reasons


def test_a_bomb_in_many_layers_ends_in_a_reject(scan):
    content = bytes(1 << 28)
    for _ in range(4):
        content = gzip.compress(content)
    assert scan(content).code == 2


def test_a_zip_bomb_is_a_reject_and_its_neighbours_are_read(scan):
    done = scan(zipped([("a.jsonl", GOOD), ("b.txt", bytes([0x61]) * (1 << 27)),
                        ("c.jsonl", LAST)]))
    assert neighbours(done) and done.reasons[0] in ("expansion limit reached", "record too long")


def test_archives_nested_too_deep_are_a_reject(scan):
    content = GOOD
    for _ in range(12):
        content = gzip.compress(content)
    done = scan(zipped([("deep.gz", content), ("c.jsonl", LAST)]))
    assert done.reasons == ["expansion limit reached"] and done.findings[0]["id"] == "last"


PAGES = {
    "attributes": b"<p>" + b"<div " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">x</div>",
    "depth": b"<p>x" + b"<b>" * 300_000 + b"new in town" + b"</i>" * 300_000,
    "comment": b"<p>new in town</p><!-- " + b"x" * (8 * MIB),
    "tag": b"<p>new in town</p><a href=" + b"x" * (8 * MIB),
    "quote": b"<p>new in town</p><a href=\"" + b"x" * (8 * MIB),
    "brackets": b"<p>new in town</p>" + b"<" * (4 * MIB),
    "ampersands": b"<p>new in town</p>" + b"&" * (4 * MIB),
    "script": b"<p>new in town</p><script>" + b"x</ " * (2 * MIB),
    "text": b"<p>new in town " + b"x" * (15 * MIB),
    "json": b"<p>new in town</p><script type=application/ld+json>" + b"[" * 100_000 + b"</script>",
}


@pytest.mark.parametrize("name", PAGES)
def test_html_bombs_end_soon(scan, name):
    done = scan(PAGES[name], "page.html")
    if name in ("attributes", "depth"):
        assert done.code == 2 and done.reasons == ["undecodable content"]
    else:
        assert done.code == 0 and done.texts[0].startswith("new in town")


def test_an_html_bomb_in_a_record_costs_that_record(scan):
    record = json.dumps({"text": PAGES["depth"].decode()}).encode() + b"\n"
    done = scan(GOOD + record + LAST)
    assert neighbours(done) and done.reasons == ["undecodable content"]


# Cut and damaged archives

ADS = b"".join(b'{"id":"%d","text":"Room %d by the park, %s."}\n'
               % (n, n, random.Random(n).randbytes(30).hex().encode()) for n in range(3000))


@pytest.mark.parametrize("pack, least", [
    (gzip.compress, 1400), (lambda c: bz2.compress(c, 1), 900), (lzma.compress, 1400),
    (zstd, 900), (lambda c: zipped([("a.jsonl", c)]), 1400),
    (lambda c: tarred([("a.jsonl", c)]), 1400), (lambda c: gzip.compress(tarred([("a", c)])), 1400),
])
def test_a_cut_archive_gives_everything_before_the_cut_and_one_reject(scan, pack, least):
    content = pack(ADS)
    done = scan(content[:len(content) // 2])
    assert done.code == 3 and done.reasons == ["damaged compressed data"]
    assert [finding["id"] for finding in done.findings] == [
        str(n) for n in range(len(done.findings))]
    assert least <= len(done.findings) < 3000


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, zstd, bz2.compress])
def test_a_small_cut_file_gives_its_first_lines(scan, pack):
    content = pack(GOOD * 20 + random.Random(3).randbytes(3000).hex().encode())
    done = scan(content[:-20])
    assert done.reasons == ["damaged compressed data"]
    # bzip2 and zstd have only one block here, which nobody could decode.
    assert len(done.findings or []) == (0 if pack in (bz2.compress, zstd) else 20)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstd,
                                  lambda c: zipped([("a", c)]), lambda c: tarred([("a", c)])])
def test_damaged_archives_end_in_rejects(scan, pack):
    content = bytearray(pack(ADS))
    generator = random.Random(4)
    for _ in range(4):
        damaged = bytearray(content)
        for _ in range(4):
            damaged[generator.randrange(20, len(damaged))] = generator.randrange(256)
        done = scan(bytes(damaged))
        assert len(done.findings or []) + len(done.rejects or []) > 0


def test_a_damaged_zip_entry_leaves_its_neighbours(scan):
    content = bytearray(zipped([("a", GOOD), ("b", b'{"text":"changed"}\n'), ("c", LAST)],
                               zipfile.ZIP_STORED))
    content[content.index(b"changed")] ^= 1
    done = scan(bytes(content))
    assert neighbours(done) and done.reasons == ["damaged compressed data"]


def test_a_cut_page_in_an_archive_is_one_reject(scan):
    content = tarred([("a.jsonl", GOOD), ("b.html", b"<p>page</p>" * 2000)])
    done = scan(content[:6000])
    assert done.reasons == ["damaged compressed data"] and len(done.findings) == 1
    assert done.rejects[0]["source"]["member"] == "b.html" and done.rejects[0]["start"] == 0


# WARC

def test_wrong_lengths_and_junk_between_warc_records_cost_no_neighbours(scan):
    def page(text):
        return http(b"<p>" + text + b"</p>", "Content-Type: text/html")

    long = warc("response", page(b"long"), length=10 ** 15, number=2)
    short = warc("response", page(b"short") + b"x" * 300, length=50, number=3)
    over = warc("response", page(b"over"), length=5000, number=4)
    records = [warc("response", page(b"one")), long, warc("response", page(b"two")), short,
               warc("response", page(b"three")), b"junk junk\r\n\r\n", over,
               warc("response", page(b"four")), warc("response", b"no http"),
               b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n",
               b"WARC/1.0\r\nContent-Length: 99999999999999999999999\r\n\r\n",
               warc("response", page(b"five"))]
    done = scan(b"".join(records))
    assert [text for text in done.texts if text not in ("long", "over")] == [
        "one", "two", "three", "four", "five"]
    assert len(done.rejects) == 7 and "record too long" in done.reasons


@pytest.mark.parametrize("gzipped", [False, True])
def test_a_cut_warc_gives_every_whole_record(scan, gzipped):
    records = [gzip.compress(record) if gzipped else record for record in archive_of_pages()[:5]]
    content = b"".join(records)
    done = scan(content[:-30])
    assert done.texts == ["Café 1", "Café 2"] and len(done.rejects) == 1


def damaged(member, place):
    return member[:place] + bytes(byte ^ 0x55 for byte in member[place:place + 6]) + member[place + 6:]


@pytest.mark.parametrize("place", [0, 3, 30, 120, -12])
@pytest.mark.parametrize("pad", [0, 200_000])
def test_a_damaged_member_of_a_warc_costs_no_other(scan, place, pad):
    """Long ones move the borders of the blocks that are read."""
    def page(number):
        comment = random.Random(number).randbytes(pad).hex()
        body = f"<p>Room {number}</p><!--{comment}-->".encode()
        return warc("response", http(body, "Content-Type: text/html"), number=number)

    members = [gzip.compress(page(number)) for number in range(5)]
    members[1] = damaged(members[1], place if place >= 0 else len(members[1]) + place)
    members[3] = damaged(members[3], len(members[3]) // 2) + b"\x1f\x8b\x08" * 20
    done = scan(b"".join(members), "crawl.warc.gz")
    assert done.code == 3 and {"Room 0", "Room 2", "Room 4"} <= set(done.texts)
    assert done.reasons.count("damaged compressed data") == 2
    assert all("record" in reject["source"] for reject in done.rejects)


@pytest.mark.parametrize("cut", range(0, 900, 37))
def test_warc_cut_anywhere_is_counted(scan, cut):
    content = b"".join(archive_of_pages())[:cut]
    done = scan(content)
    assert done.code in (0, 2, 3)


# The file system

def test_what_a_killed_run_has_left_in_a_folder_is_not_read(bin_folder, tmp_path):
    """Its outputs under temporary names hold ads that stand in the inputs already."""
    tree = tmp_path / "tree"
    tree.mkdir()
    for name in ("a.jsonl", ".a.jsonl", ".queue.partial-notes"):
        (tree / name).write_bytes(LAST)
    (tree / ".findings.jsonl.partial-aB3xYz").write_bytes(GOOD)
    done = Scan(bin_folder / "searchlight", tmp_path / "out", [tree])
    assert done.code == 0 and done.texts == ["new in town"] * 3
    assert b".findings.jsonl.partial-aB3xYz: warning: a part of an output" in done.err
    named = Scan(bin_folder / "searchlight", tmp_path / "out",
                 [tree / ".findings.jsonl.partial-aB3xYz"])
    assert named.texts == ["Your passport is held by us."]


def test_files_that_cannot_be_read_are_rejects(bin_folder, tmp_path):
    tree = tmp_path / "tree"
    (tree / "sub").mkdir(parents=True)
    (tree / "a.jsonl").write_bytes(GOOD)
    (tree / "sub" / "z.jsonl").write_bytes(LAST)
    (tree / "loop").symlink_to(tree)
    (tree / "nowhere").symlink_to(tmp_path / "missing")
    os.mkfifo(tree / "pipe")
    with open(os.fsencode(tree) + b"/odd\xff.jsonl", "wb") as file:
        file.write(b'{"text":"odd"}\n')
    done = Scan(bin_folder / "searchlight", tmp_path / "out", [tree])
    assert done.texts == ["Your passport is held by us.", "odd", "new in town"]
    assert done.reasons == ["unreadable file"] * 2
    assert [reject["source"]["path"][-7:] for reject in done.rejects] == ["nowhere", "ee/pipe"]
    assert b"loop: warning: a link to a folder, not followed" in done.err


def test_standard_input_that_cannot_be_read_is_one_reject(bin_folder, tmp_path):
    """A read that fails is one fault, however often it would fail again."""
    folder = os.open(tmp_path, os.O_RDONLY)
    done = Scan(bin_folder / "searchlight", tmp_path / "out", ["-"], stdin=folder)
    os.close(folder)
    assert done.code == 2 and done.reasons == ["unreadable file"]
    assert done.rejects[0]["detail"] == "Is a directory"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_files_without_permission_are_rejects(scan, bin_folder, tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(GOOD)
    secret.chmod(0)
    (tmp_path / "last").write_bytes(LAST)
    done = Scan(bin_folder / "searchlight", tmp_path / "out", [secret, tmp_path / "last"])
    assert done.reasons == ["unreadable file"] and done.texts == ["new in town"]


def test_a_missing_input_ends_the_run_before_it_starts(bin_folder, tmp_path):
    done = Scan(bin_folder / "searchlight", tmp_path / "out", [tmp_path / "missing"])
    assert done.code == 2 and done.queue is None
    assert b"missing: error: no such file or folder" in done.err


def test_a_named_pipe_is_read_to_its_end(bin_folder, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", 'printf %s "$1" > "$0"', pipe, GOOD.decode()]) as writer:
        done = Scan(bin_folder / "searchlight", tmp_path / "out", [pipe])
        assert writer.wait(timeout=10) == 0
    assert done.texts == ["Your passport is held by us."]


def test_a_worker_that_could_scan_every_line_says_so(searchlight):
    assert searchlight("worker", stdin=GOOD + b"\n" + LAST).stdout.count(b"\n") == 3
    assert searchlight("worker", stdin=b"").stdout == b""
    assert b'"reason"' in searchlight("worker", stdin=b"[]", expect=3).stdout


def test_a_worker_that_cannot_read_its_input_could_not_finish(bin_folder, tmp_path):
    command = [bin_folder / "searchlight", "worker", "--rules", RULES]
    folder = os.open(tmp_path, os.O_RDONLY)
    done = subprocess.run(command, stdin=folder, capture_output=True, timeout=60)
    os.close(folder)
    assert done.returncode == 2
    assert done.stderr == b"-: error: unreadable file (Is a directory)\n"
    closed = subprocess.run(["sh", "-c", '"$@" <&-', "sh", *command], capture_output=True, timeout=60)
    assert closed.returncode == 2 and b"unreadable file" in closed.stderr


def test_a_worker_answers_line_by_line(bin_folder):
    with subprocess.Popen(
        [bin_folder / "searchlight", "worker", "--rules", RULES], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as worker:
        for number in range(3):
            worker.stdin.write(b'{"id":"%d","text":"x"}\n' % number)
            worker.stdin.flush()
            assert json.loads(worker.stdout.readline())["id"] == str(number)
        worker.stdin.write(b"\n{\n")
        worker.stdin.flush()
        assert worker.stdout.readline() == b"\n"
        assert json.loads(worker.stdout.readline())["reason"] == "invalid JSON"
        worker.stdin.close()
        assert worker.wait(timeout=10) == 3


@pytest.mark.parametrize("name, content", [
    ("json", GOOD), ("csv", b"id,text\n1,x\n2,y\n"), ("html", b"<p>one</p><p>two"),
    ("warc", b"".join(archive_of_pages())), ("gz", gzip.compress(GOOD * 9)),
    ("zip", zipped([("a", GOOD), ("b", LAST)])), ("tar", tarred([("a", GOOD), ("b", LAST)])),
    ("xz", lzma.compress(GOOD * 9)),
])
def test_mangled_input_never_ends_the_process(bin_folder, tmp_path, name, content):
    """Many mangled copies in one folder, so that one process reads them all."""
    generator = random.Random(name)
    tree = tmp_path / "tree"
    tree.mkdir()
    for number in range(150):
        mangled = bytearray(content)
        for _ in range(generator.randrange(1, 6)):
            place = generator.randrange(len(mangled))
            match generator.randrange(3):
                case 0: mangled[place] = generator.randrange(256)
                case 1: del mangled[place:place + generator.randrange(1, 20)]
                case 2: mangled[place:place] = generator.randbytes(generator.randrange(1, 9))
            if not mangled:
                mangled = bytearray(b"x")
        (tree / f"{number:03}").write_bytes(mangled)
    done = Scan(bin_folder / "searchlight", tmp_path / "out", [tree])
    assert done.code in (0, 3) and len(done.manifest["inputs"]) == 150


@pytest.mark.parametrize("unit, count", [
    ("a{}@example.org ", 300_000), ("@handle{0} ig: name{0} ", 200_000),
    ("zelle b{}@example.org ", 200_000)])
def test_an_ad_of_many_contacts_takes_seconds(bin_folder, tmp_path, unit, count):
    # Each contact against all others takes longer than the two minutes that a command has here.
    ad = tmp_path / "ad.txt"
    ad.write_text("".join(map(unit.format, range(count))) + "\n")
    code, _, err = measured([
        bin_folder / "searchlight", "scan", ad, "--rules", RULES, "-o", tmp_path / "queue.jsonl"])
    assert code == 0, err
    (item,) = (tmp_path / "queue.jsonl").read_bytes().splitlines()
    # The limit of what is read closely of a field ends before the last of them, and is told.
    assert item.count(b'{"kind":"') >= 30_000 and b'"why":"identifier limit"' in item


def test_thousands_of_numbers_and_places_are_read_one_by_one(scan):
    """Each once, though none is known before all places are; without a look at all for each."""
    numbers = {"id": "first", "text": "London 07700 900123. " * 20_000}
    places = {"id": "last", "text": "from Toronto, " * 20_000 + "Boston. Rent is $900 monthly"}
    done = scan("".join(json.dumps(record) + "\n" for record in (numbers, places)).encode())
    by_id = {finding["id"]: finding["identifiers"] for finding in done.findings}
    phones = [one for one in by_id["first"] if one["kind"] == "phone"]
    assert {one["value"] for one in phones} == {"+447700900123"} and len(phones) == 20_000
    prices = [one for one in by_id["last"] if one["kind"] == "price"]
    assert [(one["amount"], one["currency"]) for one in prices] == [(900, "USD")]
    assert sum(one["kind"] == "place" for one in by_id["last"]) == 20_001


def test_an_item_says_that_a_rule_could_not_be_finished_on_it(searchlight, tmp_path):
    """Such an item read "No indicators.", as if all rules had looked at it."""
    (tmp_path / "pack.yml").write_text(
        RULES.read_text(encoding="utf-8").split("rules:")[0] + r"""rules:
  - id: trust.blue-lantern
    name: Blue lantern
    version: 1
    status: stable
    description: The ad says blue lantern. Lamps are sold too.
    evidence: {grade: C, sources: [invented]}
    pattern: '\bblue\slantern\b(?![\s\S]*(?:x+x+)+y)'
    weight: 1.0
    examples: ["A ⟦blue lantern⟧ here.", "See the ⟦blue lantern⟧."]
    counterexamples: ["A blue lamp.", "A lantern."]
""", encoding="utf-8")
    (tmp_path / "ads.jsonl").write_text(json.dumps({"text": "blue lantern " + 5000 * "x"}) + "\n")
    scanned = tmp_path / "queue.jsonl"
    searchlight("scan", tmp_path / "ads.jsonl", "--rules", tmp_path / "pack.yml", "-o", scanned,
                "--findings", tmp_path / "findings.jsonl")
    item = json.loads(scanned.read_text())
    assert item["why"] == "No indicators; 1 rule could not be finished on this text."
    shown = searchlight("show", scanned).stdout.decode()
    assert "trust.blue-lantern                 not finished: " + item["incomplete"][0]["why"] in shown
    searchlight("rank", tmp_path / "findings.jsonl", "--rules", tmp_path / "pack.yml",
                "-o", tmp_path / "ranked.jsonl")
    assert (tmp_path / "ranked.jsonl").read_bytes() == scanned.read_bytes()


def test_text_of_nothing_but_prices_is_read_in_part_and_says_so(searchlight, tmp_path):
    """Two million identifiers of one record would take gigabytes; what was left out is told."""
    (tmp_path / "ads.jsonl").write_text(json.dumps({"id": "1", "text": 600_000 * "$80 "}) + "\n"
                                        + json.dumps({"id": "2", "text": "$80 hh"}) + "\n")
    findings = tmp_path / "findings.jsonl"
    done = searchlight("scan", tmp_path / "ads.jsonl", "--rules", RULES, "--each",
                       "-o", tmp_path / "queue.jsonl", "--findings", findings)
    assert b"1 documents on which a rule or a reader hit its limits" in done.stderr
    first, second = [json.loads(line) for line in findings.open()]
    assert first["incomplete"] == [{"rule": "extract", "why": "identifier limit"}]
    assert 200_000 < len(first["identifiers"]) < 300_000
    assert first["identifiers"][-1]["quote"] == "$80"
    assert second["incomplete"] == [] and len(second["identifiers"]) == 1
    whole = {item["id"]: item for item in map(json.loads, (tmp_path / "queue.jsonl").open())}
    assert whole["1"]["incomplete"] == first["incomplete"]
    searchlight("rank", findings, "--rules", RULES, "--each", "-o", tmp_path / "ranked.jsonl")
    assert (tmp_path / "ranked.jsonl").read_bytes() == (tmp_path / "queue.jsonl").read_bytes()
