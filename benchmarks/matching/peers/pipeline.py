"""A whole scan as a data scientist would write it: pipeline.py RULES PATTERNS ADS.jsonl TOP QUEUE

orjson reads, hyperscan finds candidates, `regex` confirms them, weights are added up a family at a
time, a heap keeps the first TOP, two processes share the work. Patterns that `regex` does not take are
left out. Prints one line of JSON; the time to compile is left out of `seconds`, and the compiled
database is kept beside PATTERNS.
"""

import hashlib
import heapq
import json
import multiprocessing
import pathlib
import resource
import sys
import time

import hyperscan
import orjson
import regex
import yaml

from one_line import plain

RULES, PATTERNS, ADS, TOP, QUEUE = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5]
CHUNK = 4 << 20


def load():
    global database, compiled, rules
    patterns = [p.decode() for p in open(PATTERNS, "rb").read().split(b"\0")[:-1]]
    rules = []
    for path in sorted(pathlib.Path(RULES).glob("packs/*.yml")):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            if "pattern" in rule and rule.get("status") != "draft":
                rules.append((rule["id"].rsplit(".", 1)[0], float(rule["weight"])))
    compiled = {}
    for number, pattern in enumerate(patterns):
        try:
            compiled[number] = regex.compile(plain(pattern), regex.IGNORECASE)
        except regex.error:
            pass
    expressions = [plain(patterns[number]).encode() for number in compiled]
    kept = pathlib.Path(f"{PATTERNS}.{hashlib.sha256(repr(expressions).encode()).hexdigest()[:16]}.pydb")
    if kept.exists():
        database = hyperscan.loadb(kept.read_bytes(), hyperscan.HS_MODE_BLOCK)
        database.scratch = hyperscan.Scratch(database)
        return
    flags = (hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_UCP
             | hyperscan.HS_FLAG_PREFILTER | hyperscan.HS_FLAG_SINGLEMATCH)
    database = hyperscan.Database()
    database.compile(expressions=expressions, ids=list(compiled), elements=len(compiled),
                     flags=[flags] * len(compiled))
    kept.write_bytes(hyperscan.dumpb(database))


def scan(chunk):
    heap, matches, read = [], 0, 0
    for line in chunk.splitlines():
        ad = orjson.loads(line)
        read += 1
        families, spans = {}, []
        for field in ("title", "text"):
            text = ad[field]
            candidates = []
            database.scan(text.encode(), match_event_handler=lambda i, a, b, f, c: candidates.append(i))
            for number in candidates:
                found = [(m.start(), m.end()) for m in compiled[number].finditer(text)]
                if found:
                    matches += len(found)
                    family, weight = rules[number]
                    families.setdefault(family, {})[number] = weight
                    spans.append((number, field, found))
        score = sum(min(3.75, sum(weights.values())) for weights in families.values())
        item = (score, ad["id"], orjson.dumps({**ad, "score": score, "spans": spans}))
        if len(heap) < TOP:
            heapq.heappush(heap, item)
        elif item > heap[0]:
            heapq.heapreplace(heap, item)
    return heap, matches, read


def chunks():
    with open(ADS, "rb") as file:
        rest = b""
        while True:
            data = file.read(CHUNK)
            if not data:
                break
            cut = data.rfind(b"\n") + 1
            yield rest + data[:cut]
            rest = data[cut:]
        if rest:
            yield rest


start = time.perf_counter()
load()
pool = multiprocessing.Pool(2)
compiled_at = time.perf_counter()
best, matches, read = [], 0, 0
for heap, count, records in pool.imap(scan, chunks()):
    best = heapq.nlargest(TOP, best + heap)
    matches, read = matches + count, read + records
with open(QUEUE, "wb") as out:
    for _, _, line in best:
        out.write(line + b"\n")
end = time.perf_counter()
pool.close()
pool.join()
peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({"peer": "Python pipeline, 2 processes", "bytes": pathlib.Path(ADS).stat().st_size,
                  "documents": read, "rules": len(compiled), "matches": matches,
                  "compileSeconds": round(compiled_at - start, 3), "seconds": round(end - compiled_at, 3),
                  "peakKiB": peak}))
