"""Generates ads with declared links: python3 linked_ads.py COUNT SEED ads.jsonl truth.jsonl [findings.jsonl]

The same bytes for the same arguments. Every ad comes with the truth about it: who posted it
(`cluster`), from which wording (`template`), and whether that is an organisation (`label`).

What is generated, per world of at most 20,000 ads:

* organisations: 8 to 60 texts from 1 to 3 wordings whose slots vary; 1 to 4 contacts that rotate,
  neighbours named together now and then; 2 to 6 places visited in turn; copies of texts; cues of
  two to four families, in one organisation of six of one family only. One ad of a hundred names no
  contact: nothing can link it, and the figures include that;
* independents: one contact, 1 to 4 ads of one wording with small edits, one place or two, every
  fifteenth on tour. Three of ten carry cues of one or two families; a third are decoys with many
  matches of one kind, of rules without weight, or both, as people who repeat themselves write;
* hubs: a platform's own number below the ads of many, and a spammer's address in texts of all kinds,
  each of which counts as a poster of its own;
* two large organisations that a single ad names together; they count as two.

For millions of findings `findings` repeats a corpus of 100,000 ads: in every copy the letters of words
are exchanged and contacts renamed, so that no copy is linked to another but through the hubs. Copies
have no telephone numbers of their own.

Words are made up; telephone numbers are from 555-01xx, addresses at example.org. With a fifth file
the findings are written as well, as a scan would have found them, for measuring `rank` alone.
"""

import hashlib
import json
import random
import re
import sys

WORLD = 20_000
AREAS = [201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224,
         225, 228, 229, 231, 234, 239, 240, 248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270,
         276, 281, 301, 302, 303, 304, 305, 307, 308, 309, 310, 312, 313, 314, 315, 316, 317, 318]
PLACES = ["Dallas, TX", "Austin, TX", "Houston, TX", "Denver, CO", "Chicago, IL", "Miami, FL",
          "Tampa, FL", "Atlanta, GA", "Phoenix, AZ", "Tucson, AZ", "Reno, NV", "Las Vegas, NV",
          "Portland, OR", "Seattle, WA", "Boston, MA", "Albany, NY", "Buffalo, NY", "Newark, NJ",
          "Memphis, TN", "Omaha, NE"]
# A sentence with its mark, the rule that finds it, the rule's family.
CUES = {
    "documents": ("We keep your passport safe.", "We keep your passport", "documents.we-keep"),
    "debt": ("You work off the debt in six months.", "work off the debt", "debt.work-off"),
    "isolation": ("Phones are collected on arrival.", "Phones are collected",
                  "isolation.phone-taken"),
    "wages": ("Fines for mistakes.", "Fines for mistakes", "wages.fines"),
    "hours": ("You work without breaks.", "work without breaks", "hours.no-breaks"),
    "age.youth": ("Sweet and innocent.", "Sweet and innocent", "age.youth.innocent"),
    "trust": ("Real and reliable.", "Real and reliable", "trust.reliable"),
    "management": ("Three ladies available now.", "Three ladies available",
                   "management.several-people"),
    "restriction": ("Incall only, centre.", "Incall only", "restriction.incall-only"),
    "risk": ("Extras available, ask.", "Extras available", "risk.extras"),
}
# Matches without weight, and small ones that many repeat.
DECOYS = {
    "screening.serious-only": ("Serious inquiries only.", "Serious inquiries only", "screening"),
    "movement.new-in-town": ("New in town this week.", "New in town", "movement"),
    "movement.visiting": ("Visiting until Friday.", "Visiting until", "movement"),
    "screening.references": ("Screening is required.", "Screening is required", "screening"),
    "sector.domestic": ("Housemaid wanted.", "Housemaid", "sector"),
    "restriction.always": ("Available 24/7.", "Available 24/7", "restriction"),
    "trust.promise": ("You won't be disappointed.", "You won't be disappointed", "trust"),
}
SYLLABLES = [a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
PLATFORM = ("phone", "+18005550100", "800-555-0100")
SPAMMER = ("email", "spam@example.org", "spam@example.org")


def vocabulary():
    rng = random.Random(1)
    words = {"".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(6000)}
    return sorted(words)


WORDS = vocabulary()
WEIGHTS = []
total = 0.0
for place in range(len(WORDS)):
    total += 1 / (place + 20)
    WEIGHTS.append(total)


class World:
    """Ads of one world, in the order in which they were posted."""

    def __init__(self, seed, number, count):
        self.rng = random.Random(f"{seed}/{number}")
        self.name = f"w{number}"
        self.count = count
        self.ads = []
        self.people = 0

    def words(self, count):
        return self.rng.choices(WORDS, cum_weights=WEIGHTS, k=count)

    def contact(self):
        self.people += 1
        if self.rng.random() < 0.1:
            number = f"555-01{self.rng.randint(0, 99):02d}"
            area = self.rng.choice(AREAS)
            # There are few such numbers, so a number of its own also names its world.
            if (area, number) not in self.used:
                self.used.add((area, number))
                return ("phone", f"+1{area}{number.replace('-', '')}", f"{area}-{number}")
        value = f"{self.name}p{self.people}@example.org"
        return ("email", value, value)

    used = set()

    def add(self, cluster, template, label, pieces, contacts, day, place):
        self.ads.append((cluster, template, label, pieces, contacts, day, place))

    def wording(self, length):
        """Words, and the places among them that vary."""
        words = self.words(length)
        slots = self.rng.sample(range(length), max(2, length // 18))
        return words, slots

    def text(self, wording):
        words, slots = wording
        words = list(words)
        for slot in slots:
            words[slot] = self.words(1)[0]
        return " ".join(words) + "."

    def cues(self, families):
        return [CUES[family] + (family,) for family in families]

    def organisation(self, number, size=None, families=None):
        rng = self.rng
        cluster = f"{self.name}-org{number}"
        contacts = [self.contact() for _ in range(rng.randint(1, 4))]
        wordings = [self.wording(rng.randint(40, 90)) for _ in range(rng.randint(1, 3))]
        if families is None:
            families = rng.sample(sorted(CUES), 1 if rng.random() < 1 / 6 else rng.randint(2, 4))
        route = rng.sample(PLACES, rng.randint(2, 6))
        day = rng.randint(0, 200)
        size = size or rng.randint(8, 60)
        for text in range(size):
            template = rng.randrange(len(wordings))
            first = text % len(contacts)
            named = [contacts[first]]
            if text < len(contacts) or rng.random() < 0.2:
                named.append(contacts[(first + 1) % len(contacts)])
            if len(named) == 2 and named[0] == named[1]:
                named.pop()
            if text >= 2 * len(contacts) and rng.random() < 0.01:
                named = []
            if rng.random() < 0.02:
                named.append(PLATFORM)
            pieces = (self.text(wordings[template]), self.cues(families))
            for _ in range(rng.choice([1, 1, 1, 2, 3])):
                day += rng.choice([0, 0, 0, 1])
                self.add(cluster, f"{cluster}-t{template}", 1, pieces, named,
                         day, route[day // 2 % len(route)])
        return cluster, contacts

    def independent(self, number):
        rng = self.rng
        cluster = f"{self.name}-one{number}"
        contacts = [self.contact()]
        wording = self.wording(rng.randint(25, 90))
        luck = rng.random()
        if luck < 0.3:
            cues = self.cues(rng.sample(sorted(CUES), rng.choice([1, 1, 2])))
        elif luck < 0.63:
            names = rng.sample(sorted(DECOYS), rng.randint(2, 4))
            cues = [(DECOYS[n][0], DECOYS[n][1], n, DECOYS[n][2])
                    for n in names for _ in range(rng.randint(2, 4))]
        else:
            cues = []
        if rng.random() < 0.04:
            contacts.append(PLATFORM)
        route = rng.sample(PLACES, 4 if number % 15 == 0 else rng.choice([1, 1, 2]))
        day = rng.randint(0, 360)
        for _ in range(rng.randint(1, 4)):
            pieces = (self.text(wording), cues)
            for _ in range(rng.choice([1, 1, 2])):
                day += rng.randint(0, 9)
                self.add(cluster, cluster, 0, pieces, contacts, day,
                         rng.choice(route) if rng.random() < 0.97 else None)

    def make(self):
        rng = self.rng
        number = 0
        if self.count >= 5000:
            large = [self.organisation(f"large{n}", size=320) for n in range(2)]
            self.add(large[0][0], None, 1, (" ".join(self.words(50)) + ".", []),
                     [large[0][1][0], large[1][1][0]], 100, PLACES[0])
            for spam in range(250):
                self.add(f"{self.name}-spam{spam}", None, 0, (" ".join(self.words(40)) + ".", []),
                         [SPAMMER], rng.randint(0, 360), rng.choice(PLACES))
        while len(self.ads) < self.count:
            number += 1
            if rng.random() < 0.06:
                self.organisation(number)
            else:
                self.independent(number)
        del self.ads[self.count:]
        rng.shuffle(self.ads)
        return self.ads


def ads(count, seed, numbers=True):
    """Yields for each ad: the record, the truth, and what is found in its text.

    Without `numbers` all contacts but the platform's are e-mail addresses.
    """
    World.used = set()
    if not numbers:
        World.used = {(area, f"555-01{n:02d}") for area in AREAS for n in range(100)}
    done = 0
    world = 0
    while done < count:
        size = min(WORLD, count - done)
        for cluster, template, label, (text, cues), contacts, day, place in World(
                seed, world, size).make():
            indicators = []
            identifiers = []
            for sentence, mark, rule, family in cues:
                text += " "
                start = len(text) + sentence.index(mark)
                indicators.append((rule, family, start, start + len(mark), mark))
                text += sentence
            for kind, value, written in contacts:
                text += " Contact "
                identifiers.append((kind, value, len(text), len(text) + len(written), written))
                text += written + "."
            record = {"id": f"ad-{done:08d}", "place": place, "text": text}
            if day % 40 != 7:
                month, rest = divmod(day % 360, 30)
                record["posted"] = f"2011-{month + 1:02d}-{min(rest, 27) + 1:02d}T12:00:00Z"
            truth = {"id": record["id"], "cluster": cluster, "template": template, "label": label}
            yield record, truth, indicators, identifiers
            done += 1
        world += 1


def finding(record, indicators, identifiers, line):
    """The line of findings that a scan would have written."""
    rules = {}
    for rule, family, start, end, quote in indicators:
        rules.setdefault((rule, family), []).append(
            {"field": "text", "start": start, "end": end, "quote": quote})
    return {
        "schema": 1, "id": record["id"], "source": {"path": "ads.jsonl", "line": line}, "url": None,
        "posted": record.get("posted"), "place": record["place"], "title": "",
        "text": record["text"],
        "textSHA256": hashlib.sha256(record["text"].encode()).hexdigest(),
        "indicators": [
            {"rule": rule, "version": 1, "family": family, "evidence": rules[rule, family]}
            for rule, family in sorted(rules)],
        "identifiers": [
            {"kind": kind, "value": value, "obscured": False, "field": "text", "start": start,
             "end": end, "quote": quote}
            for kind, value, start, end, quote in identifiers],
        "incomplete": []}


class Copy:
    """Renames the words and contacts of a line of findings; every length stays."""

    VOWELS = b"aeiou"
    CONSONANTS = b"bcdfghjklmnpqrstvwxyz"
    CONTACT = re.compile(rb"w([0-9]+)p([0-9]+@)")

    def __init__(self, number):
        rng = random.Random(f"copy {number}")
        mixed = [bytes(rng.sample(letters, len(letters)))
                 for letters in (self.VOWELS, self.CONSONANTS)]
        self.letters = bytes.maketrans(self.VOWELS + self.CONSONANTS, b"".join(mixed))
        letters = bytes(range(ord("a"), ord("z") + 1))
        first, second = divmod(number, 26)
        self.contact = b"%c\\1%c\\2" % (letters[first], letters[second])

    def of(self, line, number):
        start = line.index(b'"text":"') + 8
        end = line.index(b".", start)
        close = line.index(b'","textSHA256":"', end)
        text = line[start:end].translate(self.letters) + line[end:close]
        text = self.CONTACT.sub(self.contact, text)
        head = re.sub(rb'"id":"ad-[0-9]+"', b'"id":"ad-%08d"' % (number - 1), line[:start], count=1)
        head = re.sub(rb'"line":[0-9]+', b'"line":%d' % number, head, count=1)
        tail = self.CONTACT.sub(self.contact, line[close + 80:])
        return b'%s%s","textSHA256":"%s%s' % (
            head, text, hashlib.sha256(text).hexdigest().encode(), tail)


def findings(count, seed, most=100_000):
    """Yields `count` lines of findings with their line feeds; see the top of this file."""
    dump = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
    # Numbers are few, so none is left for a copied corpus.
    taken = count > most
    lines = []
    for line, (record, _, *found) in enumerate(ads(min(count, most), seed, not taken), 1):
        lines.append(dump(finding(record, *found, line)).encode() + b"\n")
    yield from lines
    for number in range(1, -(-count // most)):
        copy = Copy(number)
        for place, line in enumerate(lines[:count - number * most], number * most + 1):
            yield copy.of(line, place)


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    with open(sys.argv[3], "w") as records, open(sys.argv[4], "w") as truths:
        findings = open(sys.argv[5], "w") if len(sys.argv) > 5 else None
        dump = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
        for line, (record, truth, indicators, identifiers) in enumerate(ads(count, seed), 1):
            records.write(dump(record) + "\n")
            truths.write(dump(truth) + "\n")
            if findings:
                findings.write(dump(finding(record, indicators, identifiers, line)) + "\n")


if __name__ == "__main__":
    main()
