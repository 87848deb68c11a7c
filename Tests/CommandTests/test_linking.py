"""Links from outside: shards and order change nothing, the declared truth is found, peers agree."""

import datetime
import json
import pathlib
import random
import re
import sys
from decimal import Decimal

import datasketch
import jsonschema
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks" / "linking"))

import figures  # noqa: E402
import linked_ads  # noqa: E402

SCHEMAS = ROOT / "Sources" / "searchlight" / "Resources" / "schemas"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """6,000 ads with the truth about them, in a folder."""
    folder = tmp_path_factory.mktemp("corpus")
    rows = list(linked_ads.ads(6000, 7))
    with open(folder / "ads.jsonl", "w") as file:
        for record, *_ in rows:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    with open(folder / "truth.jsonl", "w") as file:
        for _, truth, *_ in rows:
            file.write(json.dumps(truth) + "\n")
    return folder


@pytest.fixture(scope="module")
def queues(searchlight, corpus):
    """The corpus' queue with every ad, and the one with the first of each cluster."""
    searchlight("scan", corpus / "ads.jsonl", "--each", "-o", corpus / "each.jsonl", "-q")
    searchlight("scan", corpus / "ads.jsonl", "-o", corpus / "queue.jsonl", "-q")
    return figures.read(corpus / "each.jsonl"), figures.read(corpus / "queue.jsonl")


def without_source(path):
    items = figures.read(path)
    for item in items:
        del item["source"]
    return items


def with_source(path, name):
    """The lines of a file of ads, each with the source that a scan of the file would give it."""
    lines = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        lines.append(json.dumps({**json.loads(line), "source": {"path": name, "line": number}}))
    return lines


@pytest.mark.parametrize("options", [[], ["--each"], ["--top", "20"], ["--as-of", "2011-01-20"]])
def test_shards_ranked_together_equal_one_scan(searchlight, samples, tmp_path, options):
    ads = samples / "ads.jsonl"
    (tmp_path / "ads.jsonl").write_bytes(ads.read_bytes())
    searchlight("scan", "ads.jsonl", "-o", "scan.jsonl", "--jobs", "3", *options, cwd=tmp_path)
    lines = with_source(ads, "ads.jsonl")
    random.Random(1).shuffle(lines)
    shards = []
    for number in range(3):
        found = searchlight("worker", stdin="\n".join(lines[number::3]).encode() + b"\n").stdout
        (tmp_path / f"shard{number}.jsonl").write_bytes(found)
        shards.append(f"shard{number}.jsonl")
    searchlight("rank", *reversed(shards), "-o", "rank.jsonl", "--jobs", "1", *options,
                cwd=tmp_path)
    assert (tmp_path / "scan.jsonl").read_bytes() == (tmp_path / "rank.jsonl").read_bytes()


def test_the_order_of_input_changes_nothing_but_sources(searchlight, corpus, queues, tmp_path):
    lines = (corpus / "ads.jsonl").read_text().splitlines()
    random.Random(2).shuffle(lines)
    (tmp_path / "ads.jsonl").write_text("\n".join(lines) + "\n")
    searchlight("scan", tmp_path / "ads.jsonl", "-o", tmp_path / "queue.jsonl", "-q")
    assert without_source(tmp_path / "queue.jsonl") == without_source(corpus / "queue.jsonl")


def test_links_find_the_declared_truth(corpus, queues):
    each, queue = queues
    truth = figures.read(corpus / "truth.jsonl")
    precision, recall = figures.cluster_figures(each, truth)
    assert precision >= 0.98 and recall >= 0.95
    precision, recall = figures.template_figures(each, truth)
    assert precision >= 0.95 and recall >= 0.95
    ours, by_matches = figures.first_clusters(each, queue, truth)
    assert ours >= 3 * by_matches and ours >= 0.5
    manifest = json.loads((corpus / "each.manifest.json").read_text())
    hubs = {hub["kind"]: hub for hub in manifest["links"]["hubs"]}
    assert set(hubs) == {"phone", "email"} and hubs["email"]["texts"] == 250
    assert manifest["links"]["cuts"] == 1


def test_items_and_what_stands_behind_them_are_all_ads(corpus, queues):
    each, queue = queues
    counts = json.loads((corpus / "queue.manifest.json").read_text())["counts"]
    assert len(each) == 6000
    assert counts["queued"] == len(queue)
    assert counts["queued"] + counts["folded"] == counts["scanned"] == 6000
    assert sum(item["links"]["behind"] + 1 for item in queue) == 6000
    assert sum(counts["bands"].values()) == 6000
    by_cluster = {}
    for item in each:
        by_cluster.setdefault(item["links"]["cluster"], []).append(item)
    assert [i["id"] for i in queue] == [members[0]["id"] for members in by_cluster.values()]
    for item in queue:
        assert item["links"]["ads"] == len(by_cluster[item["links"]["cluster"]])


def test_contributions_add_up_exactly(corpus, queues):
    with open(corpus / "each.jsonl") as file:
        for line in file:
            item = json.loads(line, parse_float=Decimal)
            assert sum((c["points"] for c in item["contributions"]), Decimal(0)) == item["score"]


def test_places_within_days_are_those_of_the_ads(corpus, queues):
    """Counted again from the records, cluster by cluster."""
    each, _ = queues
    clusters = {}
    for item in each:
        clusters.setdefault(item["links"]["cluster"], []).append(item)
    for members in clusters.values():
        links = members[0]["links"]
        dated = sorted({(i["posted"][:10], i["place"] or "") for i in members if i["posted"]})
        days = [datetime.date.fromisoformat(day).toordinal() for day, _ in dated]
        assert links["daysActive"] == len(set(days))
        assert links["undated"] == sum(1 for i in members if not i["posted"])
        assert links["unplaced"] == sum(1 for i in members if not i["place"])
        assert links["places"] == sorted({i["place"] for i in members if i["place"]})
        for span in (1, 7, 30):
            most = max((len({place for other, (_, place) in zip(days, dated)
                             if day <= other < day + span and place})
                        for day in set(days)), default=0)
            assert links["placesWithin"][str(span)] == most


def test_a_date_leaves_out_what_came_later_and_what_has_none(searchlight, corpus, tmp_path):
    ads = figures.read(corpus / "ads.jsonl")
    earlier = [ad for ad in ads if ad.get("posted", "9") < "2011-05"]
    undated = sum(1 for ad in ads if "posted" not in ad)
    (tmp_path / "earlier.jsonl").write_text("".join(json.dumps(ad) + "\n" for ad in earlier))
    searchlight("scan", corpus / "ads.jsonl", "--as-of", "2011-05-01", "-o",
                tmp_path / "asof.jsonl", "-q")
    searchlight("scan", tmp_path / "earlier.jsonl", "-o", tmp_path / "only.jsonl", "-q")
    assert without_source(tmp_path / "asof.jsonl") == without_source(tmp_path / "only.jsonl")
    counts = json.loads((tmp_path / "asof.manifest.json").read_text())["counts"]
    assert counts["undatedLeftOut"] == undated
    assert counts["later"] == len(ads) - undated - len(earlier)
    assert counts["scanned"] == len(ads)
    searchlight("scan", corpus / "ads.jsonl", "--as-of", "soon", expect=64)


@pytest.mark.parametrize("options", [[], ["--each"], ["--no-links"]])
def test_the_first_items_are_those_of_the_whole_queue(searchlight, corpus, tmp_path, options):
    searchlight("scan", corpus / "ads.jsonl", *options, "-o", tmp_path / "all.jsonl", "-q")
    lines = (tmp_path / "all.jsonl").read_bytes().splitlines()
    for top, jobs in [(40, 3), (700, 1)]:
        searchlight("scan", corpus / "ads.jsonl", *options, "--top", top, "--jobs", jobs,
                    "--findings", tmp_path / "findings.jsonl", "-o", tmp_path / "top.jsonl", "-q")
        assert (tmp_path / "top.jsonl").read_bytes().splitlines() == lines[:top]
        # Findings have all lines, whatever of them the queue needs.
        assert (tmp_path / "findings.jsonl").read_bytes().count(b"\n") == 6000
        searchlight("rank", tmp_path / "findings.jsonl", *options, "--top", top,
                    "-o", tmp_path / "ranked.jsonl", "-q")
        assert (tmp_path / "ranked.jsonl").read_bytes() == (tmp_path / "top.jsonl").read_bytes()


def test_without_links_every_ad_has_an_item_by_its_own_matches(
        searchlight, corpus, queues, tmp_path):
    each, _ = queues
    searchlight("scan", corpus / "ads.jsonl", "--no-links", "-o", tmp_path / "alone.jsonl", "-q")
    alone = figures.read(tmp_path / "alone.jsonl")
    schema = json.loads((SCHEMAS / "queue.schema.json").read_text())
    validator = jsonschema.Draft202012Validator(schema)
    for item in alone[::50]:
        validator.validate(item)
    own = {}
    for item in each:
        parts = [p for p in item["contributions"] if not p["of"].startswith("link ")]
        own[item["id"]] = (sum(Decimal(str(p["points"])) for p in parts), parts)
    assert len(alone) == len(each) == len(own)
    for item in alone:
        assert item["links"] is None
        assert (Decimal(str(item["score"])), item["contributions"]) == own[item["id"]]
    manifest = json.loads((tmp_path / "alone.manifest.json").read_text())
    assert manifest["links"]["clusters"] == 0 and manifest["options"]["noLinks"] is True
    assert manifest["counts"]["queued"] == len(each)
    searchlight("show", tmp_path / "alone.jsonl", "--top", "3")
    searchlight("show", tmp_path / "alone.jsonl", "--cluster", "0" * 16, expect=2)
    searchlight("rank", corpus / "ads.jsonl", "--no-links", "--resume", "-o",
                tmp_path / "alone.jsonl", expect=64)


def test_queue_and_manifest_hold_to_their_schemas(corpus, queues):
    each, queue = queues
    schema = json.loads((SCHEMAS / "queue.schema.json").read_text())
    validator = jsonschema.Draft202012Validator(schema)
    for item in each[::7] + queue[:200]:
        validator.validate(item)
    jsonschema.validate(
        json.loads((corpus / "queue.manifest.json").read_text()),
        json.loads((SCHEMAS / "manifest.schema.json").read_text()))


def test_a_cluster_is_shown_with_places_contacts_and_wording(searchlight, corpus, queues):
    each, queue = queues
    item = max(queue, key=lambda i: i["links"]["placeCount"])
    shown = searchlight("show", corpus / "queue.jsonl", "--top", len(queue)).stdout.decode()
    assert f"cluster {item['links']['cluster']}: {item['links']['ads']} ads" in shown
    cluster = searchlight("show", corpus / "each.jsonl", "--cluster",
                          item["links"]["cluster"]).stdout.decode()
    for place in item["links"]["places"]:
        assert place in cluster
    for contact in item["links"]["shared"]:
        assert contact["value"] in cluster
    assert "⟨" in cluster
    searchlight("show", corpus / "queue.jsonl", "--cluster", "0" * 16, expect=2)


def shingles(text):
    text = re.sub(r"[^a-z0-9]+", " ", re.sub(r"[0-9]+", "0", text.lower())).strip()
    return {text[n:n + 5] for n in range(len(text) - 4)}


def test_near_duplicates_are_found_at_least_as_well_as_datasketch_does(searchlight, tmp_path):
    rng = random.Random(3)
    world = linked_ads.World(3, 0, 0)
    texts = []
    for _ in range(60):
        words, slots = world.wording(rng.randint(25, 80))
        for _ in range(rng.randint(1, 6)):
            texts.append(world.text((words, slots + rng.sample(range(len(words)), 2))))
    texts = sorted(set(texts))
    sets = [shingles(text) for text in texts]
    alike = {(a, b) for a in range(len(texts)) for b in range(a)
             if len(sets[a] & sets[b]) >= 0.7 * len(sets[a] | sets[b])}
    (tmp_path / "ads.jsonl").write_text("".join(
        json.dumps({"id": f"ad-{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    searchlight("scan", tmp_path / "ads.jsonl", "--each", "-o", tmp_path / "queue.jsonl", "-q")
    template = {int(item["id"][3:]): item["links"]["template"]
                for item in figures.read(tmp_path / "queue.jsonl")}
    ours = {(a, b) for a, b in alike if template[a] is not None and template[a] == template[b]}
    index = datasketch.MinHashLSH(threshold=0.7, num_perm=128)
    hashes = []
    for number, members in enumerate(sets):
        hashed = datasketch.MinHash(num_perm=128)
        hashed.update_batch([shingle.encode() for shingle in members])
        index.insert(number, hashed)
        hashes.append(hashed)
    theirs = {(a, b) for a, b in alike if b in index.query(hashes[a])}
    assert len(alike) > 200
    assert len(ours) >= len(theirs)
    assert len(ours) >= 0.95 * len(alike)
    # And nothing that is not alike: through others at most, never far below the threshold.
    for a in range(len(texts)):
        for b in range(a):
            if template[a] is not None and template[a] == template[b]:
                assert len(sets[a] & sets[b]) >= 0.4 * len(sets[a] | sets[b])


def test_what_reviewers_set_aside_stays_away_under_another_id(searchlight, samples, tmp_path):
    ads = figures.read(samples / "ads.jsonl")
    searchlight("scan", samples / "ads.jsonl", "--each", "-o", tmp_path / "all.jsonl", "-q")
    first = figures.read(tmp_path / "all.jsonl")[0]
    gone = {i["id"] for i in figures.read(tmp_path / "all.jsonl")
            if i["fingerprint"] == first["fingerprint"]}
    (tmp_path / "set-aside").write_text(
        f"# false marks\n{first['fingerprint']} by ann\n\n0123456789abcdef of an older dump\n")
    again = dict(next(ad for ad in ads if ad["id"] == first["id"]), id="another-id")
    (tmp_path / "ads.jsonl").write_text(
        "".join(json.dumps(ad) + "\n" for ad in [*ads, again]))
    done = searchlight("scan", tmp_path / "ads.jsonl", "--each", "--suppress",
                       tmp_path / "set-aside", "-o", tmp_path / "rest.jsonl")
    assert b"\n1 fingerprints of --suppress set no ad aside\n" in done.stderr
    rest = figures.read(tmp_path / "rest.jsonl")
    assert {i["id"] for i in rest} == {ad["id"] for ad in ads} - gone
    counts = json.loads((tmp_path / "rest.manifest.json").read_text())["counts"]
    assert counts["suppressed"] == len(gone) + 1
    assert counts["queued"] + counts["suppressed"] == counts["scanned"]
    assert counts["unmatchedSuppressions"] == 1
    (tmp_path / "set-aside").write_text("not a fingerprint\n")
    searchlight("scan", tmp_path / "ads.jsonl", "--suppress", tmp_path / "set-aside",
                "-o", tmp_path / "rest.jsonl", expect=2)
