"""The shipped rules through the built command: their own checks, and what must not matter."""

import json
import random
import re

import pytest

PACK = """\
pack: case
format: 1
version: 1.0.0
language: en
sources: {{study: "A study"}}
rules:
  - id: trust.real
    name: Real pictures
    version: 1
    status: stable
    description: Says so. Sellers say so too.
    evidence: {{grade: A, sources: [study]}}
    pattern: |-
      {pattern}
    weight: 1
    examples:
      - "{first}"
      - "All ⟦real pictures⟧ here."
    counterexamples:
      - "{counter}"
      - "Real photos."
{more}"""


def pack(pattern=r"real\spictures", first="My ⟦real pictures⟧.", counter="Pictures, real ones.",
         more=""):
    return PACK.format(pattern=pattern, first=first, counter=counter, more=more)


SECOND = """\
  - id: trust.sure
    name: Sure pictures
    version: 1
    status: stable
    description: Says so. Sellers say so too.
    evidence: {grade: A, sources: [study]}
    pattern: (?:sure|real)\tpictures
    weight: 1
    examples: ["My ⟦sure pictures⟧.", "⟦Sure pictures⟧."]
    counterexamples: ["Sure photos.", "Pictures."]
""".replace("\t", " ")

CASES = {
    "pattern-syntax": (pack(pattern="real(pictures"), 1,
                       ":13:14: error: trust.real: pattern, byte 13: missing closing parenthesis"
                       " [pattern-syntax]"),
    "matches-nothing": (pack(pattern=r"(?:real\spictures)?"), 1,
                        ":13:14: error: trust.real: the pattern matches the empty text, which says"
                        " nothing [matches-nothing]"),
    "example-missed": (pack(first="My ⟦real photos⟧."), 1,
                       ':7:5: error: trust.real: missed: "My ⟦real photos⟧." [example-missed]'),
    "span-differs": (pack(first="⟦My real pictures⟧."), 1,
                     ":7:5: error: trust.real: matched ‹real pictures›, not what is marked in"
                     ' "⟦My real pictures⟧." [span-differs]'),
    "counterexample-hit": (pack(counter="No real pictures."), 1,
                           ":7:5: error: trust.real: matched ‹real pictures› in"
                           ' "No real pictures." [counterexample-hit]'),
    "known-miss-found": (pack(more='    known_misses: ["My real pictures."]\n'), 0,
                         ":7:5: warning: trust.real: known miss is found now, make it an example:"
                         ' "My real pictures." [known-miss-found]'),
    "overlapping-rules": (pack(more=SECOND), 0,
                          ":7:5: warning: trust.real: matches the same words as 'trust.sure' in"
                          ' "My ⟦real pictures⟧." [overlapping-rules]'),
    "slow-pattern": (pack(pattern=r"(?:\w|\w\w|\w\w\w)*!|real\spictures"), 0, "[slow-pattern]"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_only_the_matcher_finds_is_told_with_its_place(searchlight, tmp_path, name):
    text, code, message = CASES[name]
    path = tmp_path / "case.yml"
    path.write_text(text, encoding="utf-8")
    done = searchlight("rules", "check", path, expect=code)
    lines = done.stderr.decode().replace(str(path), "case.yml").splitlines()
    if message.startswith(":"):
        assert "case.yml" + message in lines
    else:
        assert any(message in line for line in lines), lines
    if code == 0:
        searchlight("rules", "check", "--pedantic", path, expect=1)


def test_a_composite_is_checked_by_its_examples(searchlight, tmp_path):
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs/case.yml").write_text(pack(), encoding="utf-8")
    (tmp_path / "scoring.yml").write_text("""\
format: 1
version: 1.0.0
families: {trust: {cap: 2, grade: A}}
composites:
  - id: composite.one
    name: one
    description: One cue.
    when: {all: [trust]}
    points: 1
    examples: ["Nothing here."]
    counterexamples: ["My real pictures."]
bands: {medium: 4, high: 8, urgent: 14}
""", encoding="utf-8")
    done = searchlight("rules", "check", tmp_path, expect=1)
    text = done.stderr.decode()
    assert 'scoring.yml:5:9: error: composite \'composite.one\' does not hold for "Nothing here." ' \
        '[example-missed]' in text
    assert 'scoring.yml:5:9: error: composite \'composite.one\' holds for "My real pictures." [counterexample-hit]' in text


def test_a_site_may_not_make_one_family_enough(searchlight, samples, tmp_path):
    site = tmp_path / "site.yml"
    site.write_text("overlay: site\nformat: 1\ncaps: {documents: 20}\n")
    done = searchlight("rules", "check", "--weights", site, expect=1)
    said = f"{site}:3:8: error: 'documents' alone can reach"
    assert done.stderr.decode().count("[guard-rail]") == 1 and said in done.stderr.decode()
    done = searchlight("scan", samples / "ads.jsonl", "--weights", site, expect=2)
    assert said in done.stderr.decode()


def test_a_folder_without_lock_or_scoring_is_told_of(searchlight, tmp_path):
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs/case.yml").write_text(pack(), encoding="utf-8")
    said = searchlight("rules", "check", tmp_path).stderr.decode()
    assert f"{tmp_path}:1:1: warning: no scoring.yml: every family weighs up to 3.75" in said
    assert f"{tmp_path}:1:1: warning: no packs.lock, so rules may change" in said
    assert "warning: no " not in searchlight("rules", "check", tmp_path / "packs").stderr.decode()
    assert "warning: no " not in searchlight("rules", "check").stderr.decode()


def test_a_word_list_scans_like_a_pack(searchlight, tmp_path, json_lines):
    table = tmp_path / "words.csv"
    table.write_text("term,family,weight,grade,source,language\n"
                     "blue lantern,trust,1.5,C,Agency list,en\n高薪,deception,1,C,Agency list,zh\n",
                     encoding="utf-8")
    searchlight("rules", "check", "--pedantic", table)
    ads = tmp_path / "ads.jsonl"
    texts = ["Ask for the BLUE  lantern.", "bluer lanterns", "Blue\nlantern 高薪招人"]
    ads.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n"
                           for n, text in enumerate(texts)))
    findings = tmp_path / "findings.jsonl"
    searchlight("scan", ads, "--rules", table, "-o", tmp_path / "queue.jsonl",
                "--findings", findings)
    found = {record["id"]: [i["rule"] for i in record["indicators"]]
             for record in json_lines(findings)}
    chinese = [rule for rule in found["2"] if rule.startswith("deception.term-")]
    assert found == {"0": ["trust.term-blue-lantern"], "1": [],
                     "2": chinese + ["trust.term-blue-lantern"]}
    assert len(chinese) == 1


# What must not matter.

NATIONALITIES = """asian latina european african american russian ukrainian romanian bulgarian polish
hungarian czech moldovan chinese japanese korean thai vietnamese filipina indian pakistani nepali
indonesian brazilian colombian venezuelan mexican cuban dominican peruvian spanish italian french
german british irish greek turkish arab persian lebanese moroccan egyptian ethiopian nigerian kenyan
jamaican haitian australian canadian albanian black white caucasian hispanic""".split()
GENDERS = [
    {"girl": "boy", "girls": "boys", "woman": "man", "women": "men", "lady": "gentleman",
     "ladies": "gentlemen", "she": "he", "her": "his", "hers": "his", "female": "male",
     "females": "males", "chica": "chico", "chicas": "chicos", "mujer": "hombre",
     "mujeres": "hombres"},
]
# All of them name a nationality too, so that one list serves both.
LANGUAGES = """english spanish french german italian portuguese russian romanian polish chinese
japanese korean thai vietnamese turkish greek hungarian dutch""".split()


def replaced(text, words):
    """The text with whole words replaced, their case kept."""
    def change(match):
        new = words[match.group().lower()]
        return new.capitalize() if match.group()[0].isupper() else new
    return re.sub(r"\b(?:%s)\b" % "|".join(map(re.escape, words)), change, text,
                  flags=re.IGNORECASE)


def findings(searchlight, records):
    """What the rules find in each record, by id."""
    stream = "".join(json.dumps(record) + "\n" for record in records).encode()
    out = searchlight("worker", stdin=stream).stdout.decode()
    return {record["id"]: record for record in map(json.loads, out.splitlines())}


def rules_of(record):
    return [indicator["rule"] for indicator in record["indicators"]]


@pytest.fixture(scope="module")
def ads(samples, json_lines):
    """Sample adverts, and invented ones that name origins, genders and languages."""
    records = [{"id": f"sample-{n}", "title": record.get("title") or "",
                "text": record.get("text") or record.get("body") or ""}
               for n, record in enumerate(json_lines(samples / "ads.jsonl"))]
    texts = [
        "Beautiful thai lady, new in town. She is available tonight, incall only.",
        "Three german girls available. Call and ask for Mia at two one four 555 0142.",
        "Sweet russian woman, speaks little english. No german men. Just turned 19.",
        "Women aged 18-25 wanted as cleaners. Must speak french. We keep your passport.",
        "Massage by young korean masseuse, men only. New girls every week.",
        "Attractive waitress wanted, english not needed. Her manager handles bookings.",
        "Looking for young attractive ladies. Russian or polish, no papers needed.",
        "Free room for a young woman. Italian couple. No rent for the right lady.",
        "Obedient thai wife, foreign brides. Marriage for papers.",
        "White leather sofa, italian design. Turkish carpet. Persian rug, 80 dollars.",
    ]
    records += [{"id": f"made-{n}", "title": "", "text": text} for n, text in enumerate(texts)]
    return [record for record in records if record["text"]]


def swapped(ads, mappings):
    """Copies of the adverts that hold one of the words, one for each mapping."""
    for number, words in enumerate(mappings):
        for record in ads:
            copy = {"id": f"{record['id']}|{number}", "title": replaced(record["title"], words),
                    "text": replaced(record["text"], words)}
            if copy["title"] != record["title"] or copy["text"] != record["text"]:
                yield copy


@pytest.mark.parametrize("group", ["nationality", "gender", "language"])
def test_words_for_people_can_be_swapped_for_each_other(searchlight, ads, group):
    """The same rules that weigh match: score, band and rank stay, origin's points included."""
    if group == "gender":
        mappings = GENDERS + [{new: old for old, new in GENDERS[0].items()}]
    else:
        words = NATIONALITIES if group == "nationality" else LANGUAGES
        mappings = [dict.fromkeys(words, word) for word in words]
    copies = list(swapped(ads, mappings))
    assert len(copies) >= 10
    listed = json.loads(searchlight("rules", "list", "--format", "json").stdout)
    weighs = {rule["id"] for rule in listed["rules"] if rule["weight"] != 0}
    before = findings(searchlight, ads)
    after = findings(searchlight, copies)
    for name, record in after.items():
        found, wanted = rules_of(record), rules_of(before[name.split("|")[0]])
        assert [rule for rule in found if rule in weighs] == [
            rule for rule in wanted if rule in weighs], record["text"]


NEUTRAL = [
    "Thank you for reading.", "The house is near a park.", "Nice weather today.",
    "We like tea and music.", "Gracias por leer.", "The blue chair stands by the door.",
]


def test_neutral_text_changes_nothing(searchlight, ads):
    before = findings(searchlight, ads)
    rng = random.Random(7)
    longer = [dict(ad, text=rng.choice(NEUTRAL) + "\n" + ad["text"] + "\n" + rng.choice(NEUTRAL))
              for ad in ads]
    for name, record in findings(searchlight, longer).items():
        assert rules_of(record) == rules_of(before[name]), record["text"]


def test_text_that_no_rule_matched_can_be_taken_away(searchlight, ads):
    """Everything after the first end of a sentence behind all evidence and identifiers."""
    before = findings(searchlight, ads)
    shorter = []
    for ad in ads:
        record = before[ad["id"]]
        ends = [place["end"] for part in record["indicators"] for place in part["evidence"]
                if place["field"] == "text"]
        ends += [part["end"] for part in record["identifiers"] if part["field"] == "text"]
        raw = ad["text"].encode()
        cut = next((found.end() for found in re.finditer(rb"[.!?](?=\s)|\n", raw)
                    if found.end() >= max(ends, default=0)), None)
        if cut and cut < len(raw):
            shorter.append(dict(ad, text=raw[:cut].decode()))
    assert len(shorter) > 25
    for name, record in findings(searchlight, shorter).items():
        assert rules_of(record) == rules_of(before[name]), record["text"]


def test_missing_fields_add_nothing(searchlight, ads):
    full = [dict(ad, url="https://example.org/1", posted="2026-02-03T10:00:00Z",
                 place="Dallas, TX") for ad in ads]
    before = findings(searchlight, full)
    for gone in (["title"], ["url", "posted", "place"], ["title", "url", "posted", "place"]):
        less = [{key: value for key, value in ad.items() if key not in gone} for ad in full]
        for name, record in findings(searchlight, less).items():
            same = set(rules_of(record)) == set(rules_of(before[name]))
            fewer = set(rules_of(record)) <= set(rules_of(before[name]))
            assert fewer if "title" in gone else same, record["text"]


def test_a_lock_needs_a_folder(searchlight, samples):
    pack = samples.parent / "Rules/packs/facts.yml"
    done = searchlight("rules", "lock", "--rules", pack, expect=2)
    assert f"{pack}:1:1: error: cannot be read: no folder; packs.lock stands in one" \
        in done.stderr.decode()


def test_a_lock_has_no_options_that_it_ignores(searchlight):
    assert b"--rules" in searchlight("rules", "lock", "--help").stdout
    for option in (["--weights", "site.yml"], ["--include-draft"]):
        done = searchlight("rules", "lock", *option, expect=64)
        assert b"Unknown option" in done.stderr


def test_a_check_that_cannot_read_a_file_is_not_finished(searchlight, tmp_path):
    done = searchlight("rules", "check", tmp_path / "missing.yml", expect=2)
    assert b"missing.yml:1:1: error: cannot be read" in done.stderr
    (tmp_path / "bad.yml").write_text("pack: [")
    searchlight("rules", "check", tmp_path / "bad.yml", expect=1)
