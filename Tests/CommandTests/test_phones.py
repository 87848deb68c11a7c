"""Telephone numbers of the marked examples, beside the PyPI package 'phonenumbers' on the same lines.

'phonenumbers' is Google's libphonenumber in Python; its matcher runs with the leniency that finds
most (POSSIBLE) and region US.
"""

import collections
import json
import pathlib

import phonenumbers
import pytest

CASES = pathlib.Path(__file__).resolve().parents[1] / "ScanningTests/Extract/Cases/phones.txt"


def cases():
    """(the numbers, whether one of them is hidden, the text) of each line."""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        text, arrow, expected = line.rpartition("=>")
        if arrow and not line.startswith("#"):
            phones = [part.split() for part in expected.split(";") if part.strip()]
            yield ([phone[1] for phone in phones], any("obscured" in phone for phone in phones),
                   text.strip().replace("\\n", "\n"))


def theirs(text):
    found = phonenumbers.PhoneNumberMatcher(text, "US", phonenumbers.Leniency.POSSIBLE)
    return [phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
            for match in found]


def score(read, truth):
    """Precision, recall, F1 and the share of lines read exactly."""
    right = sum(sum((collections.Counter(r) & collections.Counter(t)).values())
                for r, t in zip(read, truth))
    precision = right / max(sum(map(len, read)), 1)
    recall = right / max(sum(map(len, truth)), 1)
    exact = sum(sorted(r) == sorted(t) for r, t in zip(read, truth)) / len(truth)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), exact


@pytest.fixture(scope="module")
def both(searchlight):
    """The numbers on each line: as marked, as the command reads them, as the package does."""
    lines = list(cases())
    stdin = "".join(json.dumps({"id": str(number), "text": text}) + "\n"
                    for number, (_, _, text) in enumerate(lines))
    output = searchlight("worker", stdin=stdin.encode()).stdout.decode()
    ours = [[identifier["value"] for identifier in json.loads(line)["identifiers"]
             if identifier["kind"] == "phone"] for line in output.splitlines()]
    assert len(ours) == len(lines)
    return lines, ours, [theirs(text) for _, _, text in lines]


def report(name, lines, ours, peer):
    truth = [numbers for numbers, _, _ in lines]
    scores = score(ours, truth), score(peer, truth)
    for who, (precision, recall, f1, exact) in zip(("searchlight", "phonenumbers"), scores):
        print(f"{name}, {who}: {len(lines)} lines, precision {precision:.3f}, recall {recall:.3f}, "
              f"F1 {f1:.3f}, exact {exact:.3f}")
    return scores


def test_all_lines_are_read_better_than_by_phonenumbers(both):
    ours, peer = report("all", *both)
    assert ours[2] >= 0.97 and ours[3] >= 0.95
    assert all(mine > other for mine, other in zip(ours, peer))


def test_hidden_numbers_are_read_better_than_by_phonenumbers(both):
    lines, ours, peer = both
    hidden = [index for index, line in enumerate(lines) if line[1]]
    mine, other = report("hidden", *([part[index] for index in hidden] for part in both))
    assert len(hidden) >= 80
    assert mine[3] >= 0.95 and mine[3] > other[3] + 0.3


def test_lines_without_a_number_stay_without_one(both):
    lines, ours, peer = both
    clean = [index for index, line in enumerate(lines) if not line[0]]
    false = [sum(map(len, (read[index] for index in clean))) for read in (ours, peer)]
    print(f"no number, {len(clean)} lines: searchlight {false[0]}, phonenumbers {false[1]}")
    assert false[0] == 0 and false[1] > 0
