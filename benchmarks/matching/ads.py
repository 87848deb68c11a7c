"""Generates ads for measuring: python3 ads.py BYTES SEED RULES ads.jsonl ads.txt

The same bytes for the same arguments. `ads.jsonl` holds ads as a dump does, `ads.txt` the same texts
one a line, for peers that read lines. As FIELD.md tells of real dumps: short texts with a long tail,
cues in about half of them and many in few, one in four a copy of an earlier one, a third with
characters outside ASCII, contacts plain and obscured. Cues are the examples of the rules given.
"""

import json
import pathlib
import random
import re
import sys

import yaml

from words import COMMON, SYLLABLES

BYTES, SEED = int(sys.argv[1]), int(sys.argv[2])
RULES, JSONL, TEXT = sys.argv[3:6]
rng = random.Random(SEED)


def cues():
    """What the examples of the rules mark, without a line end."""
    found = []
    for path in sorted(pathlib.Path(RULES).glob("packs/*.yml")):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            for example in rule.get("examples", []):
                found += re.findall("⟦([^⟧]*)⟧", example)
    return [re.sub(r"\s+", " ", cue) for cue in found]


CUES = cues()
# Common words come often, as they do: weights fall with the place in the list.
WEIGHTS = [1 / (place + 8) for place in range(len(COMMON))]
ACCENTED = "café señora niño después garçon über São José naïve résumé piñata jalapeño corazón mañana".split()
FOREIGN = ["продаю велосипед недорого", "二手家具 价格面议", "vende-se mesa em bom estado não fumador",
           "căutăm personal pentru bucătărie", "cần người phụ bếp lương tuần", "รับสมัครพนักงาน"]
EMOJI = ["\U0001F352", "\u2728", "\U0001F339", "\U0001F4DE", "\u2764\ufe0f", "\U0001F451", "\u2708\ufe0f"]
DIGITS = "zero one two three four five six seven eight nine".split()
PLACES = ["Dallas, TX", "Houston, TX", "Atlanta, GA", "Chicago, IL", "Phoenix, AZ", "Denver, CO", "Miami, FL"]


def sentence():
    words = rng.choices(COMMON, WEIGHTS, k=rng.randrange(5, 18))
    if rng.random() < 0.1:
        words.insert(0, "".join(rng.choices(SYLLABLES, k=3)).capitalize())
    return " ".join(words).capitalize() + rng.choice([". ", ". ", "! ", ", ", " - "])


def number():
    digits = rng.choice(["214", "713", "404", "312", "602"]) + "55501" + f"{rng.randrange(100):02d}"
    kind = rng.random()
    if kind < 0.6:
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]} "
    if kind < 0.8:
        return " ".join(DIGITS[int(d)] for d in digits) + " "
    return "*".join(digits) + " "


SENTENCES = [sentence() for _ in range(40_000)]


def ad():
    parts = rng.choices(SENTENCES, k=min(90, max(1, int(rng.lognormvariate(1.7, 0.6)))))
    kind = rng.random()
    count = 0 if kind < 0.45 else rng.randrange(1, 3) if kind < 0.85 else rng.randrange(3, 8)
    for cue in rng.choices(CUES, k=count):
        parts.insert(rng.randrange(len(parts) + 1), cue + rng.choice([". ", ", ", " "]))
    if rng.random() < 0.35:
        parts.append(number())
    kind = rng.random()
    if kind < 0.16:
        parts.insert(rng.randrange(len(parts) + 1), rng.choice(EMOJI) + " ")
    elif kind < 0.28:
        parts.insert(rng.randrange(len(parts) + 1), " ".join(rng.choices(ACCENTED, k=3)) + " ")
    elif kind < 0.33:
        parts.append(rng.choice(FOREIGN) + " ")
    text = "".join(parts).strip()
    return text.upper() if rng.random() < 0.05 else text


written = index = 0
recent = []
with open(JSONL, "w", encoding="utf-8") as jsonl, open(TEXT, "w", encoding="utf-8") as lines:
    while written < BYTES:
        if recent and rng.random() < 0.25:
            text = rng.choice(recent)
        else:
            text = ad()
            recent.append(text)
            if len(recent) > 5000:
                recent = recent[2500:]
        index += 1
        day = index % 42
        record = {"id": f"g{index}", "posted": f"2011-{1 + day // 31:02d}-{1 + day % 31:02d}T12:00:00Z",
                  "place": rng.choice(PLACES), "title": text[:24].rstrip(), "text": text}
        line = json.dumps(record, ensure_ascii=False)
        jsonl.write(line + "\n")
        lines.write(text + "\n")
        written += len(line.encode()) + 1
