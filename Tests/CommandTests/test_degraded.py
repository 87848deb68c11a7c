"""A scan that was read badly must not look like one that found nothing."""

import json

import pytest

from scanning import RULES, Scan

WARNING = b"warning: no record has a text, only titles were scanned"
JSONL = (b'{"id":"1","title":"T one","ad_words":"new in town","more":{"notes":"x"},"n":3}\n'
         b'{"id":"2","title":"T two","motto":"quiet","+12145550142":"x","c@example.org":"y"}\n')
CSV = b"id,title,ad words\n1,T one,new in town\n"


@pytest.mark.parametrize("content, fields", [
    (JSONL, b"ad_words, more.notes, motto"), (CSV, b"ad words"),
    (CSV.replace(b",", b"\t"), b"ad words"),
    (b'{"_id":"1","_source":{"title":"T","ad_words":"x"}}', b"_source.ad_words"),
])
@pytest.mark.parametrize("options", [[], ["-q"]])
def test_a_file_without_texts_is_named_with_the_fields_it_has(scan, content, fields, options):
    done = scan(content, "ads", *options)
    assert done.code == 0 and set(done.texts) == {""}
    assert done.manifest["counts"]["withoutText"] == len(done.findings)
    line = next(line for line in done.err.splitlines() if WARNING in line)
    assert line.startswith(b"%s: " % bytes(done.folder.parent / "ads"))
    assert line.endswith(b"--map text=FIELD: " + fields)


@pytest.mark.parametrize("content, options", [
    (JSONL + b'{"text":"quiet"}\n', []), (JSONL, ["--map", "text=ad_words"]),
    (CSV, ["--map", "text=ad words"]), (b'{"title":"Room to let","n":3}\n', []),
    (b"id,title\n1,Room to let\n", []),
])
def test_files_with_texts_or_with_titles_alone_are_no_cause_for_it(scan, content, options):
    done = scan(content, "ads", *options)
    assert done.code == 0 and WARNING not in done.err
    assert done.manifest["counts"]["withoutText"] == done.texts.count("")


def test_each_file_is_looked_at_by_itself(bin_folder, tmp_path):
    folder = tmp_path / "ads"
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(b'{"text":"new in town"}\n')
    for number in range(12):
        (folder / f"b{number:02}.jsonl").write_bytes(JSONL)
    done = Scan(bin_folder / "searchlight", tmp_path / "out", [folder])
    assert done.err.count(WARNING) == 10 and b"b00.jsonl: warning: no record" in done.err
    assert b"\nwarning: 2 more files of whose records only titles were scanned\n" in done.err


def test_workers_say_it_too_and_rank_counts_it(searchlight, bin_folder, tmp_path):
    done = searchlight("worker", "--rules", RULES, stdin=JSONL)
    assert done.stderr.startswith(b"-: " + WARNING)
    (tmp_path / "findings").write_bytes(done.stdout)
    ranked = Scan(bin_folder / "searchlight", tmp_path / "out", [tmp_path / "findings"],
                  command="rank")
    assert ranked.manifest["counts"]["withoutText"] == 2
    done = searchlight("worker", "--rules", RULES, "--map", "text=typo", stdin=JSONL)
    assert b"-: warning: no field 'typo', which --map names" in done.stderr


@pytest.mark.parametrize("name", ["ad_body", "ad_description", "post_body", "full_text",
                                  "fulltext", "desc"])
def test_further_usual_names_of_the_text(scan, name):
    assert scan(json.dumps({"title": "T", name: "x"}).encode()).texts == ["x"]
    assert scan(f"title,{name}\nT,x\n".encode()).texts == ["x"]


@pytest.mark.parametrize("mapping, missing", [
    ("text=typo", b"'typo'"), ("text=typo+9,place=town", b"'typo', '9', 'town'"),
])
@pytest.mark.parametrize("options", [[], ["-q"]])
def test_a_table_without_a_column_that_is_asked_for_is_not_read(scan, mapping, missing, options):
    done = scan(CSV, "ads.csv", "--map", mapping, *options)
    assert done.code == 2 and done.queue is None and done.reasons == ["no such column"]
    place = bytes(done.folder.parent / "ads.csv")
    assert (b"%s: error: no such column (--map names %s; the header has id, title, ad words)\n"
            % (place, missing)) in done.err


@pytest.mark.parametrize("options", [[], ["-q"]])
def test_a_table_without_other_columns_is_read_and_they_are_named(scan, options):
    done = scan(CSV, "ads.csv", "--map", "text=Ad Words+9,title=3,place=town", *options)
    assert done.code == 0 and len(done.texts) == CSV.count(b"\n") - 1
    for name in ("9", "town"):
        assert b"ads.csv: warning: no column '%s', which --map names" % name.encode() in done.err
    assert done.err.count(b"which --map names") == 2


def test_columns_are_counted_by_the_header_as_it_is_read(scan):
    done = scan(b'id,"a,c",b,text\n1,x,y,new in town\n', "ads.csv", "--map", "text=text,title=5")
    assert done.code == 0 and b"warning: no column '5', which --map names" in done.err


def test_a_table_without_the_column_costs_no_other_file(bin_folder, tmp_path):
    (tmp_path / "a.csv").write_bytes(CSV * 9)
    (tmp_path / "b.csv").write_bytes(b"id,body\n1,new in town\n")
    done = Scan(bin_folder / "searchlight", tmp_path / "out",
                [tmp_path / "a.csv", tmp_path / "b.csv"], "--map", "text=body")
    assert done.code == 3 and done.texts == ["new in town"]
    assert done.reasons == ["no such column"] and "line" not in done.rejects[0]["source"]
    assert b"a.csv: no such column" in done.err


def test_a_first_row_that_is_no_header_is_not_told(scan):
    row = b"1,2145550142,c@example.org,Quiet room by the park for a calm person\n"
    done = scan(row * 2, "ads.csv", "--format", "csv", "--map", "text=body")
    assert done.code == 2 and b"the header has no names of columns" in done.err


def test_fields_that_json_lacks_are_named_whatever_is_asked_to_be_said(scan):
    done = scan(JSONL, "ads", "-q", "--map", "text=typo")
    assert done.code == 0 and b"warning: no field 'typo', which --map names" in done.err


@pytest.mark.parametrize("name, content, count", [
    ("ads.csv", b"id,text\n1,Caf\xe9\n2,plain\n3,se\xf1or\n", 2), ("ads.txt", b"plain\nCaf\xe9\n", 1),
    ("ads.jsonl", b'{"text":"Caf\xe9"}\n{"text":"plain"}\n', 1),
])
def test_bytes_that_were_replaced_are_told_of(scan, name, content, count):
    done = scan(content, name)
    assert done.code == 0 and done.manifest["counts"]["repaired"] == count
    note = b"%s: warning: %d records held bytes that are not UTF-8" % (name.encode(), count)
    assert done.err.count(note) == 1
    assert b"not UTF-8" not in scan(content, name, "-q").err
    good = scan("{\"text\":\"Café\"}".encode(), "good")
    assert b"not UTF-8" not in good.err and "repaired" not in good.findings[0]


def test_rank_counts_what_was_replaced_as_scan_does(scan, searchlight, bin_folder, tmp_path):
    content = b'{"id":"1","text":"Caf\xe9"}\n{"id":"2","text":"plain"}\n'
    whole = scan(content)
    assert [finding.get("repaired") for finding in whole.findings] == [True, None]
    (tmp_path / "findings").write_bytes(searchlight("worker", "--rules", RULES, stdin=content).stdout)
    ranked = Scan(bin_folder / "searchlight", tmp_path / "ranked", [tmp_path / "findings"],
                  command="rank")
    assert ranked.manifest["counts"]["repaired"] == whole.manifest["counts"]["repaired"] == 1
