"""Measures matching and the whole scan beside their peers: measure.py [--short] OUTPUT_FOLDER

--short measures the shipped rules alone, on less text and in fewer rounds, and leaves Vectorscan out
unless a full run has left its compiled database behind: compiling takes a quarter of an hour.

Every row is a process of its own. Peers and Searchlight take turns, so that a machine whose speed
drifts treats them alike; a ratio is the median of the ratios of neighbouring runs. Match counts
stand beside times, and where two do the same work they must be equal.
"""

import csv
import json
import math
import os
import pathlib
import platform
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHORT = "--short" in sys.argv
OUT = pathlib.Path([a for a in sys.argv[1:] if a != "--short"][0])
WORK = ROOT / ".build" / "bench"
BIN = ROOT / ".build" / "release"
PEERS = HERE / "peers"
MB = 1_000_000
ROUNDS = 2 if SHORT else 5
SIZE = 40 * MB if SHORT else 250 * MB

rows = []


def run(label, command, corpus):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=WORK)
    if done.returncode not in (0, 3):
        print(f"  {label}: failed ({done.returncode}): {done.stderr.strip()[:200]}")
        return None
    row = json.loads(done.stdout.strip().splitlines()[-1])
    row["peer"] = label
    row["corpus"] = corpus
    row["rate"] = row["bytes"] / max(row["seconds"], 1e-9) / MB
    rows.append(row)
    print(f"  {label}: {row['rate']:.1f} MB/s, {row['matches']} matches in {row['bytes'] / MB:.1f} MB, "
          f"compile {row['compileSeconds']:.2f} s, peak {row['peakKiB'] // 1024} MiB", flush=True)
    return row


def build():
    WORK.mkdir(parents=True, exist_ok=True)
    flags = ["-O3", "-march=native", "-w"]
    subprocess.run(["gcc", *flags, "-o", WORK / "pcre2", PEERS / "pcre2.c", "-lpcre2-8"], check=True)
    subprocess.run(["gcc", *flags, "-o", WORK / "vectorscan", PEERS / "vectorscan.c", "-lpcre2-8", "-lhs",
                    "-lpthread"], check=True)
    subprocess.run(["g++", *flags, "-std=c++17", "-o", WORK / "re2set", PEERS / "re2set.cpp", "-lre2"],
                   check=True)


def corpora():
    """Name, documents one a line, ads as JSON lines."""
    made = [("generated ads", WORK / "ads.txt", WORK / "ads.jsonl")]
    subprocess.run([sys.executable, HERE / "ads.py", str(SIZE), "7", ROOT / "Rules", WORK / "ads.jsonl",
                    WORK / "ads.txt"], check=True)
    real = ROOT.parent / "shared" / "real" / "job-ads.jsonl"
    if real.exists():
        lines, records = [], []
        for line in real.open(encoding="utf-8"):
            ad = json.loads(line)
            text = " ".join(ad.get(part) or "" for part in ("company", "body", "requirements", "benefits"))
            text = " ".join(text.split())
            lines.append(text + "\n")
            records.append(json.dumps({"id": ad["id"], "title": ad["title"], "text": text},
                                      ensure_ascii=False) + "\n")
        times = max(1, (SIZE // 4) // sum(len(line) for line in lines))
        (WORK / "real.txt").write_text("".join(lines) * times, encoding="utf-8")
        (WORK / "real.jsonl").write_text("".join(records) * times, encoding="utf-8")
        made.append(("real job ads, repeated", WORK / "real.txt", WORK / "real.jsonl"))
    return made


def rules(count):
    folder = WORK / f"rules-{count}"
    made = subprocess.run([sys.executable, HERE / "rules.py", ROOT / "Rules", str(count), "1", folder],
                          check=True, capture_output=True, text=True)
    return folder, int(made.stdout)


def matching(corpus, text, folder, count, foreign):
    """One rule set on one corpus: everyone on what they can do in reasonable time.

    `foreign` are texts of another kind, which ours has chosen its windows for in one run."""
    print(f"matching: {corpus}, {count} rules", flush=True)
    patterns = folder / "patterns.nul"
    slow = (1 if SHORT else 4) * MB
    mine = ["matchbench", folder, text]
    engine = lambda size, threads=1: [BIN / mine[0], *mine[1:], size, "engine", threads]
    has_vectorscan = not SHORT or pathlib.Path(f"{patterns}.hsdb").exists()
    for _ in range(ROUNDS):
        run("Searchlight", engine(0), corpus)
        if has_vectorscan:
            run("Vectorscan + PCRE2", [WORK / "vectorscan", patterns, text, 0 if count <= 500 else SIZE // 4],
                corpus)
        if foreign:
            run("Searchlight, foreign sample", [*engine(0), foreign], corpus)
    run("Searchlight, 2 threads", engine(0, 2), corpus)
    if not SHORT:
        run("Vectorscan + PCRE2, 2 threads", [WORK / "vectorscan", patterns, text, SIZE // 4, 2], corpus)
    equal = run("Searchlight, same bytes", engine(slow), corpus)
    for label, command in [("PCRE2 JIT, rule by rule", [WORK / "pcre2", patterns, text, slow]),
                           ("RE2 set", [WORK / "re2set", patterns, text, slow])]:
        row = run(label, command, corpus)
        if row and equal and label.startswith("PCRE2") and row["matches"] != equal["matches"]:
            sys.exit(f"counts differ: {equal['matches']} and {row['matches']}")
    peer = [sys.executable, PEERS / "python_peers.py"]
    for name, label, size in [("ripgrep", "ripgrep -P -f", slow // 4), ("yara", "YARA", slow),
                              ("yara-x", "YARA-X", slow), ("re", "Python re", slow // 8),
                              ("regex", "Python regex", slow // 8)]:
        run(label, [*peer, name, patterns, text, size], corpus)
    if count <= 500 and not SHORT:
        run("Chimera (hyperscan)", [*peer, "chimera", patterns, text, slow], corpus)


def scan_row(label, corpus, ads, jobs, top=10_000):
    """A whole scan as a process, with the system's own account of its memory."""
    queue = WORK / "queue.jsonl"
    command = [BIN / "searchlight", "scan", ads, "--rules", ROOT / "Rules", "-o", queue, "--top", top,
               "--jobs", jobs, "-q"]
    script = (
        "import json,resource,subprocess,sys,time;s=time.perf_counter();"
        "r=subprocess.run(sys.argv[1:]);e=time.perf_counter()-s;"
        "u=resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(json.dumps({'seconds':e,'peakKiB':u.ru_maxrss,'cpu':u.ru_utime+u.ru_stime}));"
        "sys.exit(r.returncode)")
    done = subprocess.run([sys.executable, "-c", script, *[str(c) for c in command]],
                          capture_output=True, text=True, cwd=WORK)
    if done.returncode not in (0, 3):
        print(f"  {label}: failed: {done.stderr[:300]}")
        return None
    row = json.loads(done.stdout)
    manifest = json.loads((WORK / "queue.manifest.json").read_text())
    row.update(peer=label, corpus=corpus, bytes=pathlib.Path(ads).stat().st_size, rules=0,
               documents=manifest["counts"]["read"], matches=manifest["counts"]["withIndicators"],
               compileSeconds=0.0)
    row["rate"] = row["bytes"] / row["seconds"] / MB
    rows.append(row)
    print(f"  {label}: {row['rate']:.1f} MB/s, {row['documents']} records, peak {row['peakKiB'] // 1024} MiB",
          flush=True)
    return row


def scanning(corpus, ads, folder):
    print(f"scan: {corpus}", flush=True)
    for _ in range(ROUNDS):
        scan_row("searchlight scan, 2 workers", corpus, ads, 2)
        scan_row("searchlight scan, 1 worker", corpus, ads, 1)
    part = WORK / "part.jsonl"
    data = open(ads, "rb").read((6 if SHORT else 40) * MB)
    part.write_bytes(data[:data.rfind(b"\n") + 1])
    if not SHORT:
        run("Python pipeline, 2 processes",
            [sys.executable, PEERS / "pipeline.py", ROOT / "Rules", folder / "patterns.nul", part, 10_000,
             WORK / "pipeline.jsonl"], corpus)


def median(label, corpus, count):
    found = [r["rate"] for r in rows if (r["peer"], r["corpus"], r["rules"]) == (label, corpus, count)]
    return statistics.median(found) if found else None


def paired(ours, theirs, corpus, count):
    a = [r["rate"] for r in rows if (r["peer"], r["corpus"], r["rules"]) == (ours, corpus, count)]
    b = [r["rate"] for r in rows if (r["peer"], r["corpus"], r["rules"]) == (theirs, corpus, count)]
    return statistics.median(x / y for x, y in zip(a, b)) if a and b else None


UNFAIR = {
    "Vectorscan + PCRE2": "counts only, keeps no spans; compile time not in its rate",
    "PCRE2 JIT, rule by rule": "counts only; on the first bytes",
    "RE2 set": "runs fewer rules (no look-around); ASCII word edges",
    "ripgrep -P -f": "one alternation of all rules, so overlapping matches count once; reads from disk",
    "YARA": "runs fewer rules; ASCII word edges; overlapping matches all count",
    "YARA-X": "runs fewer rules; ASCII word edges; overlapping matches all count",
    "Python re": "runs fewer rules", "Python regex": "other case folding in rare places",
    "Chimera (hyperscan)": "reports every match; compile time not in its rate",
    "Python pipeline, 2 processes": "no contacts, no normalising, no exact spans in bytes; on the first bytes",
}


def summary():
    lines = ["| corpus | rules | who | MB/s (median) | matches | compile s | peak MiB | Searchlight is faster by |",
             "|---|---|---|---|---|---|---|---|"]
    seen = []
    for row in rows:
        key = (row["corpus"], row["rules"], row["peer"])
        if key in seen:
            continue
        seen.append(key)
        rate = median(row["peer"], row["corpus"], row["rules"])
        base = {"Vectorscan + PCRE2, 2 threads": "Searchlight, 2 threads",
                "Python pipeline, 2 processes": "searchlight scan, 2 workers"}.get(row["peer"], "Searchlight")
        counts = {r["rules"] for r in rows if r["peer"] == base and r["corpus"] == row["corpus"]}
        nearest = min(counts, key=lambda c: abs(c - row["rules"]), default=None)
        ours = median(base, row["corpus"], nearest)
        if row["peer"] == "Vectorscan + PCRE2":
            ratio = paired("Searchlight", row["peer"], row["corpus"], row["rules"])
        else:
            ratio = ours / rate if ours and row["peer"] in UNFAIR or "Vectorscan" in row["peer"] else None
        lines.append(f"| {row['corpus']} | {row['rules'] or ''} | {row['peer']} | {rate:.1f} | {row['matches']} "
                     f"| {row['compileSeconds']:.2f} | {row['peakKiB'] // 1024} | "
                     f"{f'{ratio:.1f}x' if ratio else ''} |")
    lines += ["", "What each is unfair about:", ""]
    lines += [f"- {name}: {text}." for name, text in UNFAIR.items() if any(r["peer"] == name for r in rows)]
    return "\n".join(lines) + "\n"


def chart(corpus, count):
    """Rates on a logarithmic scale, as SVG; peers that run fewer rules say how many."""
    others = ("threads", "same bytes", "foreign", "searchlight scan", "pipeline")
    bars = []
    for row in rows:
        name = row["peer"]
        if row["corpus"] != corpus or row["rules"] > count + 5 or any(other in name for other in others):
            continue
        label = name if row["rules"] == count else f"{name} ({row['rules']} rules)"
        bar = (label, median(name, corpus, row["rules"]))
        if bar not in bars:
            bars.append(bar)
    bars.sort(key=lambda bar: -bar[1])
    low, high = 0.05, max(bar[1] for bar in bars) * 1.1
    width = lambda rate: 380 * math.log(max(rate, low) / low) / math.log(high / low)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 {34 * len(bars) + 40}" '
             'font-family="system-ui, sans-serif" font-size="14" role="img" '
             'aria-label="Matching rate of Searchlight and its peers">',
             '<rect width="100%" height="100%" fill="#fff"/>']
    for place, (name, rate) in enumerate(bars):
        y = 34 * place + 10
        colour = "#0b5394" if name == "Searchlight" else "#9fb6cc"
        parts.append(f'<text x="220" y="{y + 17}" text-anchor="end" fill="#222">{name}</text>'
                     f'<rect x="230" y="{y}" width="{width(rate):.1f}" height="24" fill="{colour}"/>'
                     f'<text x="{236 + width(rate):.1f}" y="{y + 17}" fill="#222">{rate:.3g} MB/s</text>')
    parts.append(f'<text x="230" y="{34 * len(bars) + 30}" fill="#555">one core, {count} rules, {corpus}; '
                 'logarithmic scale</text></svg>')
    return "".join(parts)


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    pcre2 = subprocess.run(["pcre2-config", "--version"], capture_output=True, text=True).stdout.strip()
    return (f"- commit {commit.stdout.strip()}\n- {model}, {os.cpu_count()} cores, Linux {platform.release()}\n"
            f"- load at the start {os.getloadavg()[0]:.2f}\n- PCRE2 {pcre2} with JIT; libvectorscan, libre2 "
            "and ripgrep from Debian 12; Python peers pinned in `benchmarks/requirements.txt`\n")


head = machine()
build()
subprocess.run(["swift", "build", "-c", "release"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
sets = [rules(0)] if SHORT else [rules(0), rules(500), rules(2000)]
texts = corpora()
for corpus, text, ads in texts:
    for folder, count in sets if corpus.startswith("generated") else sets[:1]:
        matching(corpus, text, folder, count, next((t for _, t, _ in texts if t != text), None))
    scanning(corpus, ads, sets[0][0])
OUT.mkdir(parents=True, exist_ok=True)
fields = ["corpus", "rules", "peer", "bytes", "documents", "matches", "compileSeconds", "seconds", "rate", "peakKiB"]
with open(OUT / "raw.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.DictWriter(file, fields, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
(OUT / "summary.md").write_text(summary(), encoding="utf-8")
(OUT / "rates.svg").write_text(chart("generated ads", sets[0][1]), encoding="utf-8")
command = "sh benchmarks/run" + (" --short" if SHORT else "")
(OUT / "README.md").write_text(f"# Matching and scanning beside their peers\n\n`{command}`\n\n{head}\n"
                               f"Figures: `summary.md`, all runs: `raw.csv`.\n", encoding="utf-8")
print(summary())
