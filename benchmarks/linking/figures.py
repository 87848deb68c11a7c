"""Figures of a queue against the declared truth of linked_ads.py."""

import collections
import json


def read(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def pairs(count):
    return count * (count - 1) // 2


def pairwise(found, true):
    """Precision and recall over pairs: found and true give for each thing its group."""
    both = sum(pairs(n) for n in collections.Counter((found[k], true[k]) for k in true).values())
    said = sum(pairs(n) for n in collections.Counter(found[k] for k in true).values())
    real = sum(pairs(n) for n in collections.Counter(true.values()).values())
    return both / said, both / real


def cluster_figures(each, truth):
    """Of ads, from a queue made with --each."""
    return pairwise({i["id"]: i["links"]["cluster"] for i in each},
                    {t["id"]: t["cluster"] for t in truth})


def template_figures(each, truth):
    """Of distinct texts that have a declared wording."""
    wording = {t["id"]: t["template"] for t in truth}
    texts = {}
    for item in each:
        if wording[item["id"]] is not None:
            texts[item["fingerprint"]] = item
    found = {f: i["links"]["template"] or f for f, i in texts.items()}
    return pairwise(found, {f: wording[i["id"]] for f, i in texts.items()})


def first_clusters(each, queue, truth, count=100):
    """Share of organisations among the first clusters of the queue, and of an order by matches."""
    label = {t["id"]: t["label"] for t in truth}
    ours = [label[item["id"]] for item in queue[:count]]
    best = {}
    for item in each:
        matches = sum(len(i["evidence"]) for i in item["indicators"])
        key = (-matches, item["fingerprint"], item["id"])
        cluster = item["links"]["cluster"]
        best[cluster] = min(best.get(cluster, key), key)
    theirs = [label[key[2]] for key in sorted(best.values())[:count]]
    return sum(ours) / len(ours), sum(theirs) / len(theirs)
