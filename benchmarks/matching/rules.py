"""Rules for measuring: python3 rules.py RULES COUNT SEED FOLDER

Takes the pattern rules of RULES and adds generated ones up to COUNT, in shapes that rule authors
write: words with endings, pairs, alternatives, numbers with units, look-ahead. Writes them to FOLDER
as a pack for `searchlight` (packs/bench.yml) and as NUL-ended patterns for the peers (patterns.nul).
"""

import pathlib
import random
import re
import sys

import yaml

from words import COMMON, SYLLABLES

RULES, COUNT, SEED, FOLDER = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), pathlib.Path(sys.argv[4])
rng = random.Random(SEED)
LONG = [word for word in COMMON if len(word) > 3 and word.isalpha()]


def slang():
    return "".join(rng.choices(SYLLABLES, k=rng.randrange(2, 5))) + rng.choice(["", "n", "x", "z", "s"])


def word():
    # Rules name what is rare: most of their words are not those of every ad.
    return rng.choice(LONG) if rng.random() < 0.25 else slang()


def generated():
    kind = rng.random()
    if kind < 0.30:
        return rf"\b{slang()}{rng.choice(['', 's?', '(?:s|ed)?', '(?:ing)?'])}\b"
    if kind < 0.45:
        return rf"\b{slang()}\s{slang()}\b"
    if kind < 0.60:
        return rf"\b(?:{'|'.join(word() for _ in range(rng.randrange(2, 5)))})[- ]?(?:{slang()}|{slang()})\b"
    if kind < 0.70:
        return rf"\b(?:{'|'.join(slang() for _ in range(rng.randrange(2, 7)))})\b"
    if kind < 0.80:
        return rf"\b{word()} (?:{rng.choice(['the ', 'my ', 'a ', 'for '])})?{slang()}s?\b"
    if kind < 0.86:
        return rf"\b\d{{1,3}} ?(?:{'|'.join(slang() for _ in range(rng.randrange(1, 4)))})s?\b"
    if kind < 0.92:
        return rf"\b(?:{slang()}|{slang()}) ?[:=#-]? ?\d{{2,5}}\b"
    if kind < 0.96:
        return rf"\b{slang()}[^.!?\n]{{0,30}}\b{slang()}\b"
    return rf"\b{slang()}\b(?=.{{0,30}}\b(?:{word()}|{word()})\b)"


patterns = []
for path in sorted(pathlib.Path(RULES).glob("packs/*.yml")):
    for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
        if "pattern" in rule and rule.get("status") != "draft":
            patterns.append(rule["pattern"])
patterns = patterns[:COUNT] if COUNT else patterns
seen = set(patterns)
while len(patterns) < COUNT:
    pattern = generated()
    if pattern not in seen:
        seen.add(pattern)
        patterns.append(pattern)

(FOLDER / "packs").mkdir(parents=True, exist_ok=True)
head = 'pack: bench\nformat: 1\nversion: "1.0.0"\nlanguage: en\nsources: {bench: "Generated for measuring"}\nrules:\n'
with open(FOLDER / "packs" / "bench.yml", "w", encoding="utf-8") as pack:
    pack.write(head)
    for number, pattern in enumerate(patterns):
        block = re.sub("^", "      ", pattern, flags=re.M)
        pack.write(f"""  - id: bench.rule-{number:04d}
    name: Rule {number}
    version: 1
    status: stable
    description: For measuring only.
    evidence: {{grade: C, sources: [bench]}}
    pattern: |-
{block}
    weight: 1.0
    examples: [one, two]
    counterexamples: [three, four]
""")
(FOLDER / "patterns.nul").write_bytes(b"".join(p.encode() + b"\0" for p in patterns))
print(len(patterns))
