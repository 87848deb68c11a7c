"""A scan that was read badly must not look like one that found nothing."""

import json

import pytest

from scanning import RULES, Scan

WARNING = b"warning: no record has a text, only titles were scanned"
JSONL = (b'{"id":"1","title":"T one","ad_words":"new in town","more":{"notes":"x"},"n":3}\n'
         b'{"id":"2","title":"T two","motto":"quiet","+12145550142":"x","c@example.org":"y"}\n')
CSV = b"id,title,ad words\n1,T one,new in town\n"


@pytest.mark.parametrize("name", ["ad_body", "ad_description", "post_body", "full_text",
                                  "fulltext", "desc"])
def test_further_usual_names_of_the_text(scan, name):
    assert scan(json.dumps({"title": "T", name: "x"}).encode()).texts == ["x"]
    assert scan(f"title,{name}\nT,x\n".encode()).texts == ["x"]


@pytest.mark.parametrize("mapping, missing", [
    ("text=typo", b"'typo'"), ("text=ad words+9,place=town", b"'9', 'town'"),
])
@pytest.mark.parametrize("options", [[], ["-q"]])
def test_a_table_without_a_column_that_is_asked_for_is_not_read(scan, mapping, missing, options):
    done = scan(CSV, "ads.csv", "--map", mapping, *options)
    assert done.code == 2 and done.queue is None and done.reasons == ["no such column"]
    place = bytes(done.folder.parent / "ads.csv")
    assert (b"%s: error: no such column (--map names %s; the header has id, title, ad words)\n"
            % (place, missing)) in done.err


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
