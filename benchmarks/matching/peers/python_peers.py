"""Peers that are Python packages or commands: python3 python_peers.py PEER PATTERNS DOCUMENTS BYTES

Prints one line of JSON as the C peers do. Patterns that a peer does not take are left out; `rules`
says how many it ran.
"""

import json
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

from one_line import plain

PEER, PATTERNS, DOCUMENTS, BYTES = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])

patterns = [p.decode() for p in open(PATTERNS, "rb").read().split(b"\0")[:-1]]
data = open(DOCUMENTS, "rb").read(BYTES)
data = data[:data.rfind(b"\n") + 1]
documents = data.decode().splitlines()
matches, rules = 0, len(patterns)
start = time.perf_counter()


def find_all(module, flags):
    global matches, rules, start_scan
    compiled = []
    for pattern in patterns:
        try:
            compiled.append(module.compile(plain(pattern), flags))
        except module.error:
            pass
    rules = len(compiled)
    start_scan = time.perf_counter()
    for document in documents:
        for pattern in compiled:
            for found in pattern.finditer(document):
                matches += found.end() > found.start()


if PEER == "re":
    find_all(re, re.IGNORECASE)
elif PEER == "regex":
    import regex
    find_all(regex, regex.IGNORECASE | regex.V0)
elif PEER == "chimera":
    import hyperscan
    flags = (hyperscan.CH_FLAG_CASELESS | hyperscan.CH_FLAG_UTF8 | hyperscan.CH_FLAG_UCP)
    database = hyperscan.Database(chimera=True, mode=hyperscan.CH_MODE_NOGROUPS)
    database.compile(expressions=[plain(p).encode() for p in patterns], ids=list(range(len(patterns))),
                     elements=len(patterns), flags=[flags] * len(patterns))
    start_scan = time.perf_counter()

    def on_match(identifier, begin, end, flags, captured, context):
        global matches
        matches += end > begin

    for line in data.split(b"\n"):
        if line:
            database.scan(line, match_event_handler=on_match)
elif PEER == "yara":
    import yara
    kept = []
    for number, pattern in enumerate(patterns):
        # YARA has no groups without capture; for it all groups are.
        text = plain(pattern).replace("/", r"\/").replace("(?:", "(")
        source = f"rule r{number} {{ strings: $a = /{text}/i condition: $a }}"
        try:
            yara.compile(source=source)
            kept.append(source)
        except yara.SyntaxError:
            pass
    rules = len(kept)
    start = time.perf_counter()
    compiled = yara.compile(source="\n".join(kept))
    start_scan = time.perf_counter()
    for line in data.split(b"\n"):
        if line:
            for match in compiled.match(data=line):
                for string in match.strings:
                    matches += len(string.instances)
elif PEER == "yara-x":
    import yara_x
    kept = []
    for number, pattern in enumerate(patterns):
        text = plain(pattern).replace("/", r"\/")
        source = f"rule r{number} {{ strings: $a = /{text}/i condition: $a }}"
        try:
            yara_x.compile(source)
            kept.append(source)
        except yara_x.CompileError:
            pass
    rules = len(kept)
    start = time.perf_counter()
    compiled = yara_x.compile("\n".join(kept))
    scanner = yara_x.Scanner(compiled)
    start_scan = time.perf_counter()
    for line in data.split(b"\n"):
        if line:
            for rule in scanner.scan(line).matching_rules:
                for pattern in rule.patterns:
                    matches += len(pattern.matches)
elif PEER == "ripgrep":
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "documents").write_bytes(data)

        def count(group):
            """Matches of a group of rules; one that is too large for PCRE2 is halved."""
            (folder / "patterns").write_text("".join(plain(p) + "\n" for p in group))
            done = subprocess.run(
                ["rg", "-P", "-i", "--no-config", "--count-matches", "--threads", "1", "-f",
                 folder / "patterns", folder / "documents"], capture_output=True, text=True)
            if done.returncode in (0, 1):
                return int(done.stdout or 0)
            if len(group) == 1:
                sys.exit(done.stderr[:300])
            return count(group[:len(group) // 2]) + count(group[len(group) // 2:])

        start_scan = time.perf_counter()
        matches = count(patterns)
else:
    sys.exit(f"unknown peer '{PEER}'")

end = time.perf_counter()
peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({"peer": PEER, "bytes": len(data), "documents": len(documents), "rules": rules,
                  "matches": matches, "compileSeconds": round(start_scan - start, 4),
                  "seconds": round(end - start_scan, 4), "peakKiB": peak}))
