"""'rules profile': counts that do not change from run to run, and a gate on their growth."""

import json

import pytest

PACK = """
pack: test
format: 1
version: 1.0.0
language: en
sources: {{study: "A study"}}
rules:
  - id: trust.reliable
    name: Reliable
    version: 1
    status: stable
    description: Says reliable. May be said for any reason.
    evidence: {{grade: B, sources: [study]}}
    pattern: '{pattern}'
    weight: 1.0
    examples: ["⟦reliable⟧ one", "so ⟦reliable⟧"]
    counterexamples: ["liable", "real"]
"""


@pytest.fixture
def pack(tmp_path):
    def write(pattern):
        path = tmp_path / "pack.yml"
        path.write_text(PACK.format(pattern=pattern))
        return path

    return write


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "corpus.jsonl"
    texts = ["a reliable car", "the table is liable to wobble", "real oak", "nothing here at all"]
    path.write_text("".join(
        json.dumps({"id": str(n), "text": texts[n % 4] + f" number {n}"}) + "\n" for n in range(400)))
    return path


def test_counts_follow_from_rules_and_corpus(searchlight, pack, corpus):
    first, second = [json.loads(searchlight(
        "rules", "profile", "--corpus", corpus, "--rules", pack("reliable"), "--format", "json").stdout)
        for _ in range(2)]
    for profile in (first, second):
        for part in [profile["total"], *profile["packs"], *profile["rules"]]:
            assert 0 <= part.pop("timeShare") <= 1.000001
    assert first == second
    assert first["documents"] == 400
    rule = first["rules"][0]
    assert (rule["name"], rule["matches"], rule["limitsHit"]) == ("trust.reliable", 100, 0)
    assert 100 <= rule["candidates"] < 400 and rule["tableBytes"] > 0


def test_records_of_the_corpus_that_cannot_be_read_are_told(searchlight, pack, corpus):
    with open(corpus, "a") as file:
        file.write("neither\n")
    done = searchlight("rules", "profile", "--corpus", corpus, "--rules", pack("reliable"), expect=3)
    assert b"400 documents" in done.stdout
    assert done.stderr == b"warning: 1 records of the corpus could not be read\n"


def test_a_dearer_rule_fails_the_gate(searchlight, pack, corpus, tmp_path):
    baseline = tmp_path / "baseline.json"
    profile = ["rules", "profile", "--corpus", corpus, "--rules"]
    baseline.write_bytes(searchlight(*profile, pack("reliable"), "--format", "json").stdout)
    searchlight(*profile, pack("reliable"), "--baseline", baseline, "--max-regression", "0%")
    done = searchlight(*profile, pack(r"(reliable|\b\w+ (?=number))"), "--baseline", baseline, expect=1)
    assert b"trust.reliable: error:" in done.stderr and b"grew from" in done.stderr


def test_a_baseline_of_another_corpus_is_refused(searchlight, pack, corpus, tmp_path):
    baseline = tmp_path / "baseline.json"
    baseline.write_bytes(searchlight(
        "rules", "profile", "--corpus", corpus, "--rules", pack("reliable"), "--format", "json").stdout)
    corpus.write_text('{"id": "x", "text": "other"}\n')
    done = searchlight("rules", "profile", "--corpus", corpus, "--rules", pack("reliable"),
                       "--baseline", baseline, expect=2)
    assert b"another corpus" in done.stderr
    baseline.write_text("{}")
    done = searchlight("rules", "profile", "--corpus", corpus, "--rules", pack("reliable"),
                       "--baseline", baseline, expect=2)
    assert b"not a profile" in done.stderr


def test_the_tracking_form_is_a_list_of_named_counts(searchlight, pack, corpus):
    entries = json.loads(searchlight(
        "rules", "profile", "--corpus", corpus, "--rules", pack("reliable"), "--format", "tracking").stdout)
    assert {"name": "all rules: limits hit", "unit": "count", "value": 0} in entries
    assert all(set(entry) == {"name", "unit", "value"} for entry in entries)
