"""The sample ads give the queue that is kept beside them."""

import os
import shutil

GOLDEN = "expected-queue.jsonl"


def test_the_samples_give_their_queue(searchlight, samples, tmp_path):
    """Recorded anew with SEARCHLIGHT_RECORD=1, which fails, so that no run passes by recording."""
    searchlight("scan", "Samples/ads.jsonl", "-o", tmp_path / "queue.jsonl", cwd=samples.parent)
    if os.environ.get("SEARCHLIGHT_RECORD") == "1":
        shutil.copyfile(tmp_path / "queue.jsonl", samples / GOLDEN)
        raise AssertionError(f"recorded {GOLDEN}; look at the difference and run again")
    assert (tmp_path / "queue.jsonl").read_bytes() == (samples / GOLDEN).read_bytes()


def test_what_stands_first_has_several_kinds_of_cues(samples, json_lines):
    queue = json_lines(samples / GOLDEN)
    bands = [item["band"] for item in queue]
    assert bands == sorted(bands, key=["urgent", "high", "medium", "low"].index)
    for item in queue:
        total = round(sum(part["points"] * 1000 for part in item["contributions"]))
        assert total == round(item["score"] * 1000)
        if item["band"] in ("urgent", "high") and "age.minor" not in item["families"]:
            assert len([part for part in item["contributions"] if part["points"] > 0]) >= 3
    ordinary = [item for item in queue if item["id"] and item["extra"]["category"] in ("goods", "housing")]
    assert ordinary and all(item["band"] == "low" for item in ordinary)


def test_the_samples_in_other_formats_are_read_whole(searchlight, samples, tmp_path, json_lines):
    searchlight("scan", samples / "ads.csv", samples / "pages", samples / "ads.warc.gz", "-o",
                tmp_path / "queue.jsonl", "--findings", tmp_path / "findings.jsonl")
    findings = json_lines(tmp_path / "findings.jsonl")
    assert len(findings) == 13 + 3 + 4
    assert all(finding["text"] for finding in findings)
