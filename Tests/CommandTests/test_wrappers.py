"""JSON objects that hold their records in a list, read by the built command."""

import base64
import gzip
import json

import pytest

from scanning import RULES, Scan
from test_formats import ADS, TEXTS, zipped

MIB = 1 << 20
RECORDS = [{"id": ad["id"], "title": ad["title"], "text": ad["body"], "images": [{"text": "front"}]}
           for ad in ADS]


def wrapped(records, path="ads", indent=None, **more):
    """The records in an object, below the names of the path."""
    content = records
    for number, name in enumerate(reversed(path.split("."))):
        content = {"total": number, **more, name: content, "took": 0.5}
    return json.dumps(content, indent=indent, ensure_ascii=False).encode()


@pytest.mark.parametrize("path", ["ads", "data.items", "a.b.c.d", "données"])
@pytest.mark.parametrize("indent", [None, 2, 0])
def test_the_items_of_the_list_are_the_records(scan, path, indent):
    done = scan(wrapped(RECORDS, path, indent), "dump.json", "--records", path)
    assert done.code == 0 and done.texts == TEXTS
    assert [finding["id"] for finding in done.findings] == ["a-1", "a-2", "a-3"]
    assert [finding["source"]["record"] for finding in done.findings] == [1, 2, 3]
    assert done.findings[0]["extra"] == {"images": [{"text": "front"}]}
    assert f"JSON, records in '{path}', generic fields".encode() in done.err
    assert done.manifest["options"]["records"] == path


@pytest.mark.parametrize("mark", [b"\n", b"", b"\r\n\r\n", b"\xef\xbb\xbf", b"["])
def test_several_wrappers_are_read_one_after_another(scan, mark):
    parts = [wrapped(RECORDS[:2]), wrapped([]), wrapped(RECORDS[2:], indent=2)]
    if mark == b"[":
        content = b"[" + b",\n".join(parts) + b"]"
    elif mark.startswith(b"\xef"):
        content = mark + b"\n".join(parts)
    else:
        content = mark.join(parts)
    done = scan(content, "pages", "--records", "ads")
    assert done.code == 0 and done.texts == TEXTS
    assert [finding["source"]["record"] for finding in done.findings] == [1, 2, 3]


@pytest.mark.parametrize("options", [[], ["--profile", "es"]])
def test_answers_of_a_search_engine_are_read_with_their_profile(scan, options):
    hits = [{"_id": f"E{number}", "_score": None,
             "_source": {"body": text, "city": "Dallas", "state": "TX", "date": 1296986400}}
            for number, text in enumerate(TEXTS)]
    done = scan(wrapped(hits, "hits.hits", max_score=1.5), "answer", "--records", "hits.hits", *options)
    assert done.code == 0 and done.texts == TEXTS
    finding = done.findings[0]
    assert (finding["id"], finding["place"]) == ("E0", "Dallas, TX")
    assert finding["posted"] == "2011-02-06T10:00:00Z"
    assert b"records in 'hits.hits', es fields, place from _source.city and _source.state" in done.err


def test_a_mapping_names_fields_of_the_records(scan):
    done = scan(wrapped(ADS), "in", "--records", "ads", "--map", "text=body+none,title=id,posted=when")
    assert done.texts == TEXTS and done.findings[0]["title"] == "a-1"
    assert done.findings[0]["posted"] == "2011-02-06T00:00:00Z"
    assert b"no field 'none', which --map names" in done.err


@pytest.mark.parametrize("wrapper, detail", [
    (b'{"status":"no more"}', "no 'hits.hits'"), (b'{"hits":{"hits":{"a":1}}}', "'hits.hits' is no list"),
    (b'{"hits":[]}', "no 'hits.hits'"), (b'{"hits":{"hits":"none"}}', "'hits.hits' is no list"),
])
@pytest.mark.parametrize("indent", [None, 1])
def test_a_wrapper_without_the_list_is_a_reject_that_names_the_path(scan, wrapper, detail, indent):
    first, last = wrapped(RECORDS[:1], "hits.hits", indent), wrapped(RECORDS[1:], "hits.hits", indent)
    done = scan(first + b"\n" + wrapper + b"\n" + last, "in", "--records", "hits.hits")
    assert done.code == 3 and done.texts == TEXTS
    reject = done.rejects[0]
    assert (reject["reason"], reject["detail"]) == ("no list of records", detail)
    assert reject["source"]["record"] == 2
    assert (reject["start"], reject["end"]) == (len(first) + 1, len(first) + 1 + len(wrapper))
    assert base64.b64decode(reject["raw"]) == wrapper
    assert [finding["source"]["record"] for finding in done.findings] == [1, 3, 4]


def test_empty_lists_are_no_records_and_no_rejects(scan):
    done = scan(wrapped([]) + b'{"ads":null}' + wrapped(RECORDS), "in", "--records", "ads")
    assert done.code == 0 and done.texts == TEXTS and done.manifest["counts"]["read"] == 3
    done = scan(wrapped([]), "in", "--records", "ads")
    assert done.code == 2 and done.rejects == []


@pytest.mark.parametrize("indent", [None, 2])
def test_rejects_of_items_stand_where_they_say(scan, indent):
    items = [RECORDS[0], {"colour": "red"}, 3, RECORDS[1], {"text": None}, RECORDS[2]]
    content = wrapped(items, indent=indent)
    done = scan(content, "in", "--records", "ads")
    assert done.code == 3 and done.texts == TEXTS
    assert done.reasons == ["no text field", "not a JSON object", "no text field"]
    assert [reject["source"]["record"] for reject in done.rejects] == [2, 3, 5]
    for reject, item in zip(done.rejects, [items[1], 3, items[4]]):
        assert json.loads(content[reject["start"]:reject["end"]]) == item
        assert json.loads(base64.b64decode(reject["raw"])) == item


def test_a_broken_item_costs_itself_only(scan):
    lines = [json.dumps(record) for record in RECORDS]
    lines.insert(1, '{"text":"a quote is missing}')
    lines.insert(3, '{"text":"x"]')
    content = ('{"ads":[\n' + ",\n".join(lines) + "\n]}\n").encode()
    done = scan(content, "in", "--records", "ads")
    assert done.texts == TEXTS and done.reasons == ["invalid JSON"] * 2
    for number, reject in zip((1, 3), done.rejects):
        assert content[reject["start"]:reject["end"]].decode().strip(", ") == lines[number]


@pytest.mark.parametrize("end, reason", [
    (b'{"id":"a-3","te', "invalid JSON"), (b"", "truncated record"),
])
def test_a_file_that_is_cut_says_so(scan, end, reason):
    content = wrapped(RECORDS[:2] + [{}]).split(b"{}")[0] + end
    done = scan(content, "in", "--records", "ads")
    assert done.code == 3 and done.texts == TEXTS[:2] and done.reasons == [reason]
    assert done.rejects[0]["end"] == len(content)
    done = scan(gzip.compress(content + b" " * 9)[:-9], "in", "--records", "ads")
    assert done.code == 3 and done.reasons == ["damaged compressed data"]


def test_records_are_found_in_archives_folders_and_streams(scan, bin_folder, tmp_path):
    content = wrapped(RECORDS, "data.items", 1)
    for wrapping in (gzip.compress(content), zipped([("a.json", content)])):
        assert scan(wrapping, "in", "--records", "data.items").texts == TEXTS
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.json").write_bytes(wrapped(RECORDS[number:number + 1], "data.items"))
    (folder / "list.csv").write_bytes(b"id,text\n1,Flat\n")
    done = Scan(bin_folder / "searchlight", tmp_path / "out", [folder], "--records", "data.items")
    assert done.texts == [*TEXTS, "Flat"] and done.code == 0
    with open(tmp_path / "in", "wb+") as stream:
        stream.write(content)
        stream.seek(0)
        done = Scan(bin_folder / "searchlight", tmp_path / "out", ["-"], "--records", "data.items",
                    stdin=stream)
    assert done.texts == TEXTS


def test_a_worker_answers_each_record(searchlight, tmp_path):
    content = b"\n".join([wrapped(RECORDS[:2]), wrapped([]), b'{"x":1}', wrapped(RECORDS[2:])]) + b"\n"
    done = searchlight("worker", "--rules", RULES, "--records", "ads", stdin=content, expect=3)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer.get("text") for answer in answers] == [*TEXTS[:2], None, TEXTS[2]]
    assert [answer["source"]["record"] for answer in answers] == [1, 2, 3, 4]
    assert answers[2]["detail"] == "no 'ads'"
    (tmp_path / "findings.jsonl").write_bytes(done.stdout)
    (tmp_path / "in").write_bytes(content)
    queues = []
    for command in (["rank", "findings.jsonl"], ["scan", "in", "--records", "ads"]):
        searchlight(*command, "--rules", RULES, "-o", "q.jsonl", cwd=tmp_path, expect=3)
        queue = [json.loads(line) for line in (tmp_path / "q.jsonl").read_bytes().splitlines()]
        queues.append([dict(item, source=item["source"]["record"]) for item in queue])
    assert queues[0] == queues[1]


def test_replays_and_profiles_read_wrappers(searchlight, tmp_path):
    records = [dict(record, posted=ad["when"], place="Reno") for record, ad in zip(RECORDS, ADS)]
    (tmp_path / "in.json").write_bytes(wrapped(records, indent=1))
    searchlight("replay", "in.json", "--records", "ads", "-o", "replay", "--rules", RULES, cwd=tmp_path)
    summary = json.loads((tmp_path / "replay/summary.json").read_text())
    assert summary["rejected"] == 0 and summary["steps"] == 3
    searchlight("rules", "profile", "--corpus", "in.json", "--records", "ads", "--rules", RULES,
                cwd=tmp_path)


def test_an_item_may_be_as_long_as_a_record_and_the_rest_of_any_length(scan):
    long = {"id": "long", "text": "x" * (16 * MIB)}
    content = wrapped([RECORDS[0], long, *RECORDS[1:]], noise="y" * (40 * MIB))
    done = scan(content, "in", "--records", "ads")
    assert done.code == 3 and done.texts == TEXTS and done.reasons == ["record too long"]
    reject = done.rejects[0]
    assert reject["source"]["record"] == 2
    assert content[reject["start"]:reject["end"]].strip() == json.dumps(long).encode()
    done = scan(b'{"noise":"' + b"y" * (40 * MIB) + b'"}' + wrapped(RECORDS), "in", "--records", "ads")
    assert done.texts == TEXTS and done.reasons == ["no list of records"]
    assert done.peak_kb < 250_000


def test_a_wrapper_is_told_with_what_to_pass(scan):
    for content in (wrapped(RECORDS), wrapped(RECORDS, indent=2)):
        done = scan(content, "dump.json")
        assert done.code == 2 and done.reasons == ["no text field"]
        assert done.rejects[0]["detail"] == "the records seem to be in a list: --records ads"
        assert b"dump.json: warning: the records seem to be in a list; read them with --records ads" \
            in done.err
    done = scan(wrapped([{"_source": {"text": "x"}}], "hits.hits"), "in")
    assert done.rejects[0]["detail"].endswith("--records hits.hits")
    done = scan(wrapped([*RECORDS, {"text": "x" * (17 * MIB)}]), "in")
    assert done.reasons == ["record too long"] and "--records ads" in done.rejects[0]["detail"]
    done = scan(wrapped(RECORDS, name="My dump"), "in")
    assert done.code == 0 and b"read them with --records ads" in done.err


@pytest.mark.parametrize("record", [
    {"text": "Room", "comments": [{"text": "nice", "id": 1}]}, {"images": [{"description": "front"}]},
    {"url": "u", "contacts": [{"name": "n", "text": "t"}]}, {"id": 1, "parts": [{"text": "b"}]},
])
def test_records_that_merely_hold_lists_are_not_taken_for_wrappers(scan, record):
    done = scan(json.dumps(record).encode() + b'\n{"text":"Flat"}\n', "in")
    assert b"--records" not in done.err
    assert all("--records" not in reject["detail"] for reject in done.rejects)


def test_a_path_with_an_empty_name_is_wrong_usage(searchlight):
    for path in ("", ".", "hits..hits"):
        done = searchlight("scan", "in", f"--records={path}", expect=64)
        assert b"--records" in done.stderr
