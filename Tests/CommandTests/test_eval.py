"""'eval' and 'calibrate' against scikit-learn, statsmodels and krippendorff on the same labels."""

import csv
import json
import random

import krippendorff
import numpy
import pytest
from sklearn.metrics import average_precision_score, ndcg_score, roc_auc_score
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import proportion_confint

FAMILIES = ["trust", "age.youth", "management", "documents"]
RULES = {"trust": "trust.real", "age.youth": "age.youth.just-turned",
         "management": "management.ask-for", "documents": "documents.passport-held"}


def make_queue(path, seed, count=260, truth=None):
    """A queue of invented items with ties in every measure; gives id -> what it shows."""
    rng = random.Random(seed)
    items = []
    for number in range(count):
        families = [name for name in FAMILIES if rng.random() < 0.3]
        points = {name: rng.choice([0.5, 1, 1.5, 2]) for name in families}
        places = {name: rng.randrange(1, 4) for name in families}
        items.append({"id": f"item-{number}", "points": points, "places": places,
                      "score": sum(points.values())})
    items.sort(key=lambda item: (-item["score"], item["id"]))
    with open(path, "w", encoding="utf-8") as file:
        for rank, item in enumerate(items, 1):
            item["rank"] = rank
            file.write(json.dumps({
                "schema": 1, "id": item["id"], "title": "", "text": "a russian lady and the market",
                "indicators": [
                    {"rule": RULES[name], "version": 1, "family": name,
                     "evidence": [{"field": "text", "start": 0, "end": 1, "quote": "a"}]
                     * item["places"][name]} for name in item["points"]],
                "rank": rank, "band": "medium" if item["score"] >= 4 else "low",
                "score": item["score"],
                "contributions": [{"of": f"family {name}", "points": value}
                                  for name, value in item["points"].items()],
                "families": list(item["points"]), "links": None, "why": "", "fingerprint":
                f"{rank:016x}"}) + "\n")
    return items


def write_labels(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "label", "reviewer"])
        writer.writerows(rows)


def close(value, expected):
    assert value == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_measures_equal_those_of_scikit_learn(searchlight, tmp_path, seed):
    rng = random.Random(seed)
    items = make_queue(tmp_path / "queue.jsonl", seed)
    judged = [item for item in items if rng.random() < 0.8]
    for item in judged:
        item["label"] = int(rng.random() < 0.1 + 0.12 * item["score"])
    write_labels(tmp_path / "labels.csv", [(i["id"], i["label"], "ann") for i in judged])
    searchlight("eval", tmp_path / "queue.jsonl", tmp_path / "labels.csv", "--json",
                tmp_path / "eval.json", "--html", tmp_path / "eval.html", "--at", "10,50")
    report = json.loads((tmp_path / "eval.json").read_text())
    labels = numpy.array([i["label"] for i in judged])
    orders = {
        "queue": [-i["rank"] for i in judged],
        "number of matches": [sum(i["places"].values()) for i in judged],
        "best single family": [max(i["points"].values(), default=0) for i in judged],
    }
    assert [order["name"] for order in report["orders"]] == [*orders, "random"]
    for order in report["orders"][:3]:
        scores = numpy.array(orders[order["name"]], dtype=float)
        close(order["averagePrecision"], average_precision_score(labels, scores))
        close(order["rocArea"], roc_auc_score(labels, scores))
        close(order["ndcg"], ndcg_score([labels], [scores]))
    close(report["orders"][0]["precisions"][0], labels[:10].mean())
    close(report["lift"][1], labels[:50].mean() / labels.mean())
    # What a random order gives, from many of them.
    shuffles = [average_precision_score(labels, numpy.random.default_rng(n).random(len(labels)))
                for n in range(2000)]
    assert report["orders"][3]["averagePrecision"] == pytest.approx(numpy.mean(shuffles), abs=0.01)
    for group in report["families"]:
        members = [i for i in judged if group["name"] in i["points"]]
        assert group["count"] == len(members)
        assert group["relevant"] == sum(i["label"] for i in members)
        low, high = proportion_confint(group["relevant"], group["count"], method="wilson")
        close(group["low"], low)
        close(group["high"], high)
    assert [group["name"] for group in report["identityWords"]] == ["lady", "russian"]
    assert [group["name"] for group in report["languages"]] == ["en"]
    page = (tmp_path / "eval.html").read_text()
    assert "<script" not in page and "http" not in page.replace("http-equiv", "")


def test_agreement_equals_statsmodels_and_krippendorff(searchlight, tmp_path):
    rng = random.Random(9)
    items = make_queue(tmp_path / "queue.jsonl", 9, count=120)
    rows, table, ratings = [], numpy.zeros((2, 2)), numpy.full((3, len(items)), numpy.nan)
    for number, item in enumerate(items):
        first = int(rng.random() < 0.4)
        second = first if rng.random() < 0.8 else 1 - first
        rows += [(item["id"], first, "ann"), (item["id"], second, "bo")]
        table[first, second] += 1
        ratings[0, number], ratings[1, number] = first, second
        if rng.random() < 0.3:
            rows.append((item["id"], first, "cy"))
            ratings[2, number] = first
    write_labels(tmp_path / "labels.csv", rows)
    searchlight("eval", tmp_path / "queue.jsonl", tmp_path / "labels.csv", "--json",
                tmp_path / "eval.json")
    report = json.loads((tmp_path / "eval.json").read_text())
    pair = report["kappas"][0]
    assert (pair["first"], pair["second"], pair["items"]) == ("ann", "bo", 120)
    close(pair["kappa"], cohens_kappa(table, return_results=False))
    close(report["alpha"], krippendorff.alpha(ratings, level_of_measurement="nominal"))
    split = sum(a != b and numpy.isnan(c) for a, b, c in ratings.T)
    assert report["disputed"] == split
    assert report["labelled"] == len(items) - split


def test_graded_labels(searchlight, tmp_path):
    rng = random.Random(4)
    items = make_queue(tmp_path / "queue.jsonl", 4, count=80)
    grades = {i["id"]: rng.randrange(0, 4) for i in items}
    (tmp_path / "labels.jsonl").write_text(
        "".join(json.dumps({"id": k, "label": v}) + "\n" for k, v in grades.items()))
    searchlight("eval", tmp_path / "queue.jsonl", tmp_path / "labels.jsonl", "--json",
                tmp_path / "eval.json", "--relevant-from", "2")
    report = json.loads((tmp_path / "eval.json").read_text())
    labels = numpy.array([grades[i["id"]] for i in items])
    ranks = numpy.array([-i["rank"] for i in items], dtype=float)
    close(report["orders"][0]["ndcg"], ndcg_score([labels], [ranks]))
    close(report["orders"][0]["averagePrecision"], average_precision_score(labels >= 2, ranks))


def test_labels_of_one_kind_are_told(searchlight, tmp_path):
    items = make_queue(tmp_path / "queue.jsonl", 4, count=8)
    for grades, said in (
            ([1, 1], b"All of them are relevant, so no order is better than another."),
            ([0, 0], b"None of them is relevant, so no order is better than another."),
            ([0.3, 0.6], b"is better than another but by nDCG; see --relevant-from.")):
        write_labels(tmp_path / "labels.csv", [
            (item["id"], grade, "") for item, grade in zip(items, grades)])
        done = searchlight("eval", tmp_path / "queue.jsonl", tmp_path / "labels.csv")
        assert said in done.stdout


def test_suppressed_items_count_as_not_relevant(searchlight, tmp_path):
    items = make_queue(tmp_path / "queue.jsonl", 5, count=20)
    write_labels(tmp_path / "labels.csv", [(items[0]["id"], 1, "")])
    # As editors of other systems save it.
    (tmp_path / "false.txt").write_bytes(
        f"\ufeff{items[1]['rank']:016x}  # looked at twice\r\n0123456789abcdef\r\n".encode())
    done = searchlight("eval", tmp_path / "queue.jsonl", tmp_path / "labels.csv", "--json",
                tmp_path / "eval.json", "--suppress", tmp_path / "false.txt")
    assert b"queue.jsonl: warning: 1 fingerprints of --suppress are no item's" in done.stderr
    report = json.loads((tmp_path / "eval.json").read_text())
    assert (report["labelled"], report["relevant"]) == (2, 1)


def test_labels_that_cannot_be_used_are_named(searchlight, tmp_path):
    make_queue(tmp_path / "queue.jsonl", 5, count=20)
    write_labels(tmp_path / "labels.csv", [("item-1", "yes", "ann")])
    done = searchlight("eval", tmp_path / "queue.jsonl", tmp_path / "labels.csv", expect=2)
    assert b"labels.csv:2: error: the label is not a number from 0 to 1000000" in done.stderr
    write_labels(tmp_path / "labels.csv", [("Item-1", "1", "ann")])
    done = searchlight("eval", tmp_path / "queue.jsonl", tmp_path / "labels.csv", expect=2)
    assert b"ids are compared exactly" in done.stderr


PACK = """
pack: test
format: 1
version: 1.0.0
language: en
sources: {study: "A study"}
rules:
"""


@pytest.fixture
def rules(tmp_path):
    """A folder of rules with the ids that `make_queue` uses."""
    folder = tmp_path / "rules"
    (folder / "packs").mkdir(parents=True)
    text = PACK
    for family, rule in RULES.items():
        word = rule.rsplit(".", 1)[1]
        text += f"""
  - id: {rule}
    name: {word}
    version: 1
    status: stable
    description: Says {word}. May be said for any reason.
    evidence: {{grade: B, sources: [study]}}
    pattern: '{word}'
    weight: 1.0
    examples: ["⟦{word}⟧ one", "⟦{word}⟧ two"]
    counterexamples: ["one", "two"]
"""
    (folder / "packs" / "test.yml").write_text(text)
    return folder


def test_calibrate_finds_the_family_that_matters(searchlight, tmp_path, rules):
    rng = random.Random(6)
    items = make_queue(tmp_path / "queue.jsonl", 6, count=800)
    rows = []
    for item in items:
        relevant = rng.random() < (0.75 if "documents" in item["points"] else 0.15)
        rows.append((item["id"], int(relevant), "ann"))
    write_labels(tmp_path / "labels.csv", rows)
    done = searchlight("calibrate", tmp_path / "queue.jsonl", tmp_path / "labels.csv", "--rules",
                       rules, "-o", tmp_path / "site.yml")
    overlay = (tmp_path / "site.yml").read_text()
    weights = {line.split(":")[0].strip(): float(line.split(":")[1].split("#")[0])
               for line in overlay.splitlines() if line.startswith("  ")}
    assert weights["documents.passport-held"] > 1.5
    assert all(0 <= value < 1 for rule, value in weights.items() if not rule.startswith("documents"))
    assert "proposed" in done.stderr.decode()
    again = searchlight("calibrate", tmp_path / "queue.jsonl", tmp_path / "labels.csv", "--rules",
                        rules)
    assert again.stdout.decode() == overlay
    # The overlay is one that scans take.
    (tmp_path / "ads.jsonl").write_text('{"id": "a", "text": "passport-held"}\n')
    scanned = searchlight("scan", tmp_path / "ads.jsonl", "--rules", rules, "--weights",
                          tmp_path / "site.yml", "-q")
    assert json.loads(scanned.stdout)["score"] == weights["documents.passport-held"]


def test_calibrate_refuses_few_labels_and_says_how_many_it_needs(searchlight, tmp_path, rules):
    items = make_queue(tmp_path / "queue.jsonl", 7, count=60)
    write_labels(tmp_path / "labels.csv", [(i["id"], int(n < 15), "") for n, i in enumerate(items)])
    done = searchlight("calibrate", tmp_path / "queue.jsonl", tmp_path / "labels.csv", "--rules",
                       rules, "-o", tmp_path / "site.yml", expect=2)
    assert b"15 relevant and 45 other items" in done.stderr
    assert b"label 25 more relevant and 0 more other items" in done.stderr
    assert not (tmp_path / "site.yml").exists()


def test_the_last_label_of_a_reviewer_counts_and_changes_are_told(searchlight, tmp_path):
    items = make_queue(tmp_path / "queue.jsonl", 6, count=20)
    first, second, third, fourth = (item["id"] for item in items[:4])
    write_labels(tmp_path / "labels.csv", [
        (first, 0, "ann"), (first, " 1 ", "ann "), (second, 0, "ann"), (second, 0, "ann"),
        (third, 1, "bo"), (fourth, 1, ""), (fourth, 0, ""), (fourth, 1, "")])
    done = searchlight("eval", tmp_path / "queue.jsonl", tmp_path / "labels.csv", "--json",
                       tmp_path / "eval.json")
    report = json.loads((tmp_path / "eval.json").read_text())
    assert [report[key] for key in ("labelled", "relevant", "disputed", "replaced", "nameless")] \
        == [4, 3, 0, 1, 1]
    # Only the nameless labels are several of one item.
    close(report["alpha"], krippendorff.alpha([[1], [0], [1]], level_of_measurement="nominal"))
    assert b"1 labels gave way to a later, other one of the same reviewer and item." in done.stdout
    assert b"1 ids have several labels, not all with a reviewer" in done.stdout


def test_labels_of_an_id_that_several_items_have_are_told(searchlight, tmp_path):
    items = make_queue(tmp_path / "queue.jsonl", 6, count=20)
    text = (tmp_path / "queue.jsonl").read_text()
    (tmp_path / "queue.jsonl").write_text(text.replace('"id": "item-', '"id": "same-', 2).replace(
        items[1]["id"].replace("item", "same"), items[0]["id"].replace("item", "same")))
    write_labels(tmp_path / "labels.csv", [
        (items[0]["id"].replace("item", "same"), 1, ""), (items[2]["id"], 0, "")])
    done = searchlight("eval", tmp_path / "queue.jsonl", tmp_path / "labels.csv")
    assert b"queue.jsonl: warning: 1 labelled items have the id of an item before them" in done.stderr
    assert b"2 of 20 items are labelled; 1 of them are relevant." in done.stdout


@pytest.mark.parametrize("table, said", [
    ("id,label\n,1\n", b":2: error: no id; a label file has the columns id, label"),
    ("label\n1\n", b":2: error: no id; a label file has the columns id, label"),
    ("id,label\nitem-1\n", b":2: error: no label; a label file has the columns id, label"),
    ("id,label\nitem-1,yes\n", b":2: error: the label is not a number from 0 to 1000000"),
    ("id,label\nitem-1,1e308\n", b":2: error: the label is not a number from 0 to 1000000"),
])
def test_rows_without_id_or_label_are_told(searchlight, tmp_path, table, said):
    make_queue(tmp_path / "queue.jsonl", 6, count=20)
    (tmp_path / "labels.csv").write_text(table)
    done = searchlight("eval", tmp_path / "queue.jsonl", tmp_path / "labels.csv", expect=2)
    assert said in done.stderr


def test_json_on_standard_output_stands_alone_and_queues_come_from_standard_input(
        searchlight, tmp_path):
    items = make_queue(tmp_path / "queue.jsonl", 6, count=20)
    write_labels(tmp_path / "labels.csv", [(i["id"], n % 2, "") for n, i in enumerate(items)])
    done = searchlight("eval", "-", tmp_path / "labels.csv", "--json", "-",
                       stdin=(tmp_path / "queue.jsonl").read_bytes())
    assert json.loads(done.stdout)["labelled"] == 20


@pytest.mark.parametrize("options", [("--at", "10,5"), ("--at", "5,5"), ("--relevant-from", "nan"),
                                     ("--relevant-from", "inf")])
def test_wrong_depths_and_grades_are_wrong_usage(searchlight, tmp_path, options):
    done = searchlight("eval", "queue.jsonl", "labels.csv", *options, expect=64)
    assert b"Usage: searchlight eval <queue> <labels>" in done.stderr


def test_names_of_reviewers_steer_neither_terminal_nor_page(searchlight, tmp_path):
    items = make_queue(tmp_path / "queue.jsonl", 6, count=20)
    name = "x\x1b[31m\x9b<\u0338script>\u202e"
    write_labels(tmp_path / "labels.csv",
                 [(i["id"], n % 2, who) for n, i in enumerate(items) for who in (name, "ann")])
    done = searchlight("eval", tmp_path / "queue.jsonl", tmp_path / "labels.csv", "--html",
                       tmp_path / "eval.html")
    said = done.stdout.decode()
    assert "over 20 items" in said
    assert not [mark for mark in "\x1b\x9b\u202e" if mark in said]
    page = (tmp_path / "eval.html").read_text()
    assert "&lt;\u0338script&gt;" in page


def calibration_queue(searchlight, samples, folder, *options):
    """A queue of the sample ads and labels that follow its scores."""
    searchlight("scan", samples / "ads.jsonl", "-o", folder / "queue.jsonl", "--each", *options)
    rng = random.Random(3)
    with open(folder / "queue.jsonl", encoding="utf-8") as file:
        items = [json.loads(line) for line in file]
    write_labels(folder / "labels.csv", [
        (i["id"], int(rng.random() < 0.1 + i["score"] / 20), "ann") for i in items])


def test_weights_beside_the_grid_of_proposals_do_not_seem_to_move(searchlight, samples, tmp_path):
    (tmp_path / "site.yml").write_text(
        "overlay: site\nformat: 1\nweights:\n  price.quick: 0.7\n  restriction.always: 0.15\n"
        "  trust.hundred-percent: 1.23\n")
    weights = ("--weights", tmp_path / "site.yml")
    calibration_queue(searchlight, samples, tmp_path, *weights)
    done = searchlight("calibrate", tmp_path / "queue.jsonl", tmp_path / "labels.csv", *weights)
    lines = [line.split() for line in done.stderr.decode().splitlines() if " -> " in line]
    assert {"restriction.always", "trust.hundred-percent"} <= {
        line[line.index("->") - 2] for line in lines}
    for line in lines:
        arrow = line.index("->")
        assert (line[0] == "*") == (line[arrow - 1] != line[arrow + 1])
    assert b"warning" not in done.stderr


def test_a_queue_of_other_weights_is_told(searchlight, samples, tmp_path):
    calibration_queue(searchlight, samples, tmp_path)
    (tmp_path / "site.yml").write_text(
        "overlay: site\nformat: 1\nweights:\n  restriction.always: 0.75\n")
    done = searchlight("calibrate", tmp_path / "queue.jsonl", tmp_path / "labels.csv",
                       "--weights", tmp_path / "site.yml")
    assert b"of the items have other points in the queue than these rules and weights give" \
        in done.stderr
