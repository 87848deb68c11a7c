"""Measures linking: python3 measure.py SEARCHLIGHT FOLDER [MOST]

Writes raw.csv and summary.md into FOLDER: figures against the declared truth of linked_ads.py, the
cost of `rank` from 10,000 findings up to MOST (1,000,000 unless given), what links add to a scan, and
near-duplicates beside datasketch on the same texts, both on one core. Rules are taken from SEARCHLIGHT_RULES.
"""

import csv
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

import datasketch

import figures
import linked_ads

HERE = pathlib.Path(__file__).resolve().parent
SEARCHLIGHT = sys.argv[1]
FOLDER = pathlib.Path(sys.argv[2])
MOST = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000


def run(*arguments):
    """Runs searchlight; gives seconds passed, seconds of processor, and the most MB of memory."""
    start = time.monotonic()
    process = os.posix_spawn(SEARCHLIGHT, [SEARCHLIGHT, *map(str, arguments)], os.environ)
    # The kernel counts this script's own memory into ru_maxrss of its child, so VmHWM is read.
    memory = 0
    while True:
        done, status, usage = os.wait4(process, os.WNOHANG)
        if done:
            break
        try:
            peak = re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{process}/status").read_text())
            memory = max(memory, int(peak[1]) / 1000 if peak else 0)
        except OSError:
            pass
        time.sleep(0.02)
    assert os.waitstatus_to_exitcode(status) == 0
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, memory


def write_findings(path, truth_path, count, seed):
    if count > 100_000:
        with open(path, "wb") as file:
            file.writelines(linked_ads.findings(count, seed))
        return
    dump = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
    with open(path, "w") as file, open(truth_path, "w") as truths:
        for line, (record, truth, *found) in enumerate(linked_ads.ads(count, seed), 1):
            file.write(dump(linked_ads.finding(record, *found, line)) + "\n")
            truths.write(dump(truth) + "\n")


def shingles(text):
    text = re.sub(r"[^a-z0-9]+", " ", re.sub(r"[0-9]+", "0", text.lower())).strip()
    return {text[n:n + 5] for n in range(len(text) - 4)}


def near_duplicates(folder, rows):
    """Seconds of one core: datasketch for hashing and lookup alone, and all of `rank`."""
    world = linked_ads.World(5, 0, 0)
    texts = []
    # So many that the start of the command, which datasketch has not, does not matter.
    while len(texts) < 60_000:
        wording = world.wording(world.rng.randint(40, 120))
        texts += [world.text(wording) for _ in range(world.rng.randint(1, 6))]
    with open(folder / "texts.jsonl", "w") as file:
        for number, text in enumerate(texts):
            record = {"id": f"ad-{number}", "place": None, "text": text}
            file.write(json.dumps(linked_ads.finding(record, [], [], number + 1)) + "\n")
    sets = [shingles(text) for text in texts]
    start = time.process_time()
    index = datasketch.MinHashLSH(threshold=0.7, num_perm=128)
    hashes = []
    for number, members in enumerate(sets):
        hashed = datasketch.MinHash(num_perm=128)
        hashed.update_batch([shingle.encode() for shingle in members])
        index.insert(number, hashed)
        hashes.append(hashed)
    found = {(a, b) for a, hashed in enumerate(hashes) for b in index.query(hashed) if b < a}
    theirs = time.process_time() - start
    _, ours, _ = run("rank", folder / "texts.jsonl", "--each", "--jobs", 1, "-q", "-o",
                     folder / "texts-queue.jsonl")
    template = {int(i["id"][3:]): i["links"]["template"]
                for i in figures.read(folder / "texts-queue.jsonl")}
    # Alike pairs lie within one wording, and each wording's texts follow each other.
    alike = [(a, b) for a in range(len(texts)) for b in range(max(0, a - 6), a)
             if len(sets[a] & sets[b]) >= 0.7 * len(sets[a] | sets[b])]
    our_recall = sum(template[a] is not None and template[a] == template[b]
                     for a, b in alike) / len(alike)
    their_recall = sum(pair in found for pair in alike) / len(alike)
    rows.append(("near-duplicates", "searchlight rank", len(texts), ours, our_recall))
    rows.append(("near-duplicates", "datasketch", len(texts), theirs, their_recall))
    return [
        "## Near-duplicates, one core", "",
        f"{len(texts)} texts, {len(alike)} pairs with a Jaccard similarity of 0.7 or more.", "",
        "| | processor seconds | recall of these pairs |", "| --- | --- | --- |",
        f"| datasketch (MinHash and MinHashLSH alone) | {theirs:.2f} | {their_recall:.4f} |",
        f"| searchlight rank (reading, linking, scoring, writing) | {ours:.2f} | {our_recall:.4f} |",
        "", f"Ratio: {theirs / ours:.1f}. Unfair to Searchlight: it does all of its other work in "
        "the same time. Unfair to datasketch: its hashing is Python and numpy.", ""]


def share_of_scan(folder, rows):
    """Processor seconds of scans with and without links, in turn, of the ads of matching/ads.py."""
    ads = folder / "ads.jsonl"
    subprocess.run([sys.executable, HERE.parent / "matching" / "ads.py", "120000000", "7",
                    HERE.parents[1] / "Rules", ads, folder / "ads.txt"], check=True)
    lines = ["## Links in a scan, one worker", "",
             "120 MB of generated ads; medians of five pairs of runs in turn.", "",
             "| queue | processor seconds | without links | ratio |", "| --- | --- | --- | --- |"]
    for name, options in [("whole", []), ("first 10,000", ["--top", 10_000])]:
        pairs = []
        for _ in range(5):
            with_links, without = (
                run("scan", ads, *options, *more, "--jobs", 1, "-q", "-o", folder / "queue.jsonl")[1]
                for more in ([], ["--no-links"]))
            pairs.append((with_links, without, with_links / without))
        middle = [statistics.median(column) for column in zip(*pairs)]
        rows.append(("scan with and without links", name, *middle))
        lines.append(f"| {name} | {middle[0]:.2f} | {middle[1]:.2f} | {middle[2]:.2f} |")
        print(lines[-1], flush=True)
    return [*lines, ""]


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows = []
    lines = []
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name:
        folder = pathlib.Path(name)
        lines += share_of_scan(folder, rows)
        lines += near_duplicates(folder, rows)
        lines += ["## rank, two workers", "",
                  "| findings | MB | seconds | processor seconds | memory, MB | µs a finding |",
                  "| --- | --- | --- | --- | --- | --- |"]
        count = 10_000
        while count <= MOST:
            findings = folder / "findings.jsonl"
            write_findings(findings, folder / "truth.jsonl", count, 1)
            wall, cpu, memory = run("rank", findings, "-q", "-o", folder / "queue.jsonl")
            size = findings.stat().st_size / 1e6
            rows.append(("rank", count, wall, cpu, memory))
            lines.append(f"| {count:,} | {size:.0f} | {wall:.1f} | {cpu:.1f} | {memory:.0f} "
                         f"| {cpu / count * 1e6:.1f} |")
            print(lines[-1], flush=True)
            if count == 100_000:
                run("rank", findings, "-q", "--each", "-o", folder / "each.jsonl")
                truth = figures.read(folder / "truth.jsonl")
                each = figures.read(folder / "each.jsonl")
                queue = figures.read(folder / "queue.jsonl")
                clusters = figures.cluster_figures(each, truth)
                templates = figures.template_figures(each, truth)
                first = figures.first_clusters(each, queue, truth)
                rows += [("clusters", *clusters), ("templates", *templates), ("first", *first)]
                truth_lines = [
                    "", "## Against the declared truth, 100,000 ads", "",
                    "| | precision | recall |", "| --- | --- | --- |",
                    f"| clusters, pairs of ads | {clusters[0]:.4f} | {clusters[1]:.4f} |",
                    f"| templates, pairs of texts | {templates[0]:.4f} | {templates[1]:.4f} |", "",
                    f"Organisations among the first 100 clusters: {first[0]:.2f} in the queue, "
                    f"{first[1]:.2f} ordered by number of matches.", ""]
                del each, queue, truth
            count *= 10
        lines += truth_lines if MOST >= 100_000 else []
    (FOLDER / "summary.md").write_text("# Linking\n\n" + "\n".join(lines) + "\n")
    with open(FOLDER / "raw.csv", "w", newline="") as file:
        csv.writer(file).writerows(rows)


if __name__ == "__main__":
    main()
