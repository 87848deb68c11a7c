"""Robots decisions beside Protego's, on every real robots file of its source distribution.

Where the two differ, a line of RFC 9309 says so: a difference that none of the readings below
explains fails the test."""

import collections
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import threading
import warnings

import fetching
import pytest
from protego import Protego

AGENTS = ["searchlight", "googlebot", "bingbot"]
URLS_FOR_EACH = 14


@pytest.fixture(scope="module")
def robots_files():
    """The files, from PyPI: pip keeps what it has fetched."""
    folder = pathlib.Path(__file__).resolve().parents[2] / ".build" / "protego"
    if not list(folder.glob("protego-*/tests/test_data/*")):
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", "protego",
             "-d", str(folder), "protego==0.7.0"],
            capture_output=True, text=True)
        archives = list(folder.glob("protego-*.tar.gz"))
        if not archives:
            warnings.warn("ROBOTS DECISIONS NOT COMPARED: no source distribution of protego: "
                          + done.stderr[-500:])
            pytest.skip("the source distribution of protego cannot be had from PyPI")
        with tarfile.open(archives[0]) as archive:
            archive.extractall(folder, filter="data")
    found = sorted(
        path for path in folder.glob("protego-*/tests/test_data/*") if path.is_file())
    assert len(found) > 4200
    return found


def urls(text, chance):
    """Addresses that a file's own patterns decide about."""
    paths = ["/", "/index.html", "/a/b?c=d"]
    # A back slash is no part of an address: what it means there is not for robots.txt to say.
    patterns = re.findall(r"(?im)^\s*(?:dis)?allow\s*:\s*(/[^#\s\\]+)", text)
    for pattern in patterns[:: max(1, len(patterns) // 4)]:
        plain = pattern.replace("*", "x").rstrip("$")
        paths += [plain, plain + "z", plain.rstrip("/") + "/deep/page.html?q=1"]
    return ["https://ads.example.com" + path for path in dict.fromkeys(paths)][:URLS_FOR_EACH]


def as_the_standard_reads_it(text, agent):
    """The file with everything rewritten that Protego reads otherwise than RFC 9309 does.

    - section 2.2.4: other records must not interfere with the parsing of groups, so a crawl-delay
      or unknown line between two user-agent lines does not end the list of agents;
    - section 2.2.1: the product token is compared whole, not by its start, and what follows a '/'
      or a space is a version;
    - section 2.2.2: an address is compared octet by octet;
    - section 2.2: lines end with CR, LF or CRLF, not with other line-like characters.
    """
    lines = []
    for line in re.split(r"[\r\n]+", text):
        line = line.split("#")[0]
        line = re.sub(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", " ", line)
        found = re.match(r"\s*([A-Za-z -]+?)\s*:(.*)", line)
        if found is None:
            lines.append(line)
            continue
        field, value = found.group(1).lower(), found.group(2).strip()
        if field in ("user-agent", "useragent", "user agent"):
            token = re.split(r"[/\s*]", value)[0].lower()
            everyone = value == "*" or value.startswith("* ")
            value = "*" if everyone else agent if token == agent else "nobody"
            lines.append(f"User-agent: {value}")
        elif re.fullmatch(r"allow|dis+al+ow|diasllow|disallaw", field):
            # Protego lets an allowed /x/index.html allow /x/ as well; section 2.2.2 goes by octets.
            if field == "allow" and value.endswith("/index.html"):
                value += "*"
            # An empty rule is a rule to the grouping.
            lines.append(f"{found.group(1)}: {value}" if value else f"{found.group(1)}:")
        elif field in ("sitemap", "sitemaps", "site-map"):
            lines.append(line)
    return "\n".join(lines)


def explained(text, agent, url):
    """What Protego says of the file as the standard reads it."""
    return Protego.parse(as_the_standard_reads_it(text, agent)).can_fetch(url, agent)


def hangs_on_octets(text, url):
    """Whether a pattern that may cover the address holds an escape or a '$'.

    Section 2.2.2: a reserved character and its escape are different octets; 2.2.3: '$' ends a
    pattern. Protego takes both readings, and counts encoded octets."""
    path = url.removeprefix("https://ads.example.com")
    for pattern in re.findall(r"(?im)^\s*(?:dis)?allow\s*:\s*(/[^#\s]+)", text):
        parts = re.split(r"[*%$&+,:;!'()@~|]", pattern)
        if len(parts) > 1 and path.startswith(parts[0]) and pattern.strip("*") != parts[0]:
            return True
    return False


def test_decisions_equal_those_of_protego(bin_folder, robots_files):
    import random

    chance = random.Random(9309)
    questions = []
    for path in robots_files:
        text = path.read_bytes().decode("utf-8-sig", "replace")
        asked = urls(text, chance)
        questions += [(path, text, agent, asked) for agent in AGENTS]
    process = subprocess.Popen(
        [fetching.command(bin_folder), "robots", "--batch"], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True)

    def ask():
        for path, _, agent, asked in questions:
            process.stdin.write(
                json.dumps({"file": str(path), "agent": agent, "urls": asked}) + "\n")
        process.stdin.close()

    threading.Thread(target=ask, daemon=True).start()
    counts, unexplained, parsed = collections.Counter(), [], (None, None)
    for path, text, agent, asked in questions:
        allowed = json.loads(process.stdout.readline())["allowed"]
        if parsed[0] != path:
            parsed = (path, Protego.parse(text))
        for url, ours in zip(asked, allowed, strict=True):
            theirs = parsed[1].can_fetch(url, agent)
            counts["decisions"] += 1
            if ours == theirs:
                continue
            counts["different"] += 1
            if ours == explained(text, agent, url):
                counts["grouping and tokens (2.2.1, 2.2.4)"] += 1
            elif hangs_on_octets(text, url):
                counts["octets and '$' (2.2.2, 2.2.3)"] += 1
            else:
                unexplained.append((path.name, agent, url, ours, theirs))
    assert process.wait(30) == 0
    print(dict(counts))
    assert not unexplained, unexplained[:20]
    assert counts["decisions"] > 50_000
    assert counts["different"] < counts["decisions"] / 50, counts
