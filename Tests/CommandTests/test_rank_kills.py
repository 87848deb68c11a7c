"""A ranking that is killed again and again ends with the bytes of one that was left alone."""

import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks" / "linking"))

import linked_ads  # noqa: E402

# What a run has done, in the order in which its files appear.
STATE = ["state.json", "templates"]


@pytest.fixture(scope="module")
def findings(searchlight, tmp_path_factory):
    """Findings in two files with lines between that cannot be ranked, and their queue."""
    folder = tmp_path_factory.mktemp("findings")
    lines = list(linked_ads.findings(12_000, 3, most=4000))
    for place in range(0, len(lines), 1500):
        lines.insert(place, b'{"schema":1,"id":"broken %d"}\n' % place)
    (folder / "a.jsonl").write_bytes(b"".join(lines[:7000]))
    (folder / "b.jsonl").write_bytes(b"".join(lines[7000:]))
    rank(searchlight, folder, "whole")
    return folder


def rank(searchlight, folder, name, *options, expect=3):
    return searchlight("rank", "a.jsonl", "b.jsonl", "-o", f"{name}.jsonl", *options,
                       cwd=folder, expect=expect)


def outputs(folder, name):
    manifest = json.loads((folder / f"{name}.manifest.json").read_text())
    del manifest["times"]
    for option in ("jobs", "strict"):
        manifest["options"].pop(option)
    return ((folder / f"{name}.jsonl").read_bytes(),
            (folder / f"{name}.rejects.jsonl").read_bytes(), manifest)


def kill_when(bin_folder, folder, options, condition, end=signal.SIGKILL):
    """Runs a ranking and ends it once `condition` holds; says whether it came to that."""
    process = subprocess.Popen(
        [bin_folder / "searchlight", "rank", "a.jsonl", "b.jsonl", "-o", "killed.jsonl", "-q",
         "--save-every", "0", *options],
        cwd=folder, env={**os.environ, "SEARCHLIGHT_RULES": str(ROOT / "Rules")},
        stderr=subprocess.DEVNULL)
    try:
        while process.poll() is None:
            if condition():
                process.send_signal(end)
                return process.wait() == -end
            time.sleep(0.001)
        return False
    finally:
        process.kill()
        process.wait()


def chunks_done(folder):
    try:
        return json.loads((folder / "killed.resume" / "state.json").read_text())["chunks"]
    except FileNotFoundError:
        return 0


def test_killed_at_random_moments_it_ends_with_the_same_bytes(
        bin_folder, searchlight, findings):
    rng = random.Random(6)
    start = time.monotonic()
    rank(searchlight, findings, "timed", "--save-every", "0")
    whole = time.monotonic() - start
    kills = 0
    done = [0]
    for number in range(14):
        end = time.monotonic() + whole * rng.uniform(0.2, 0.8)
        options = ["--resume", "--jobs", str(1 + number % 3)]
        kills += kill_when(bin_folder, findings, options, lambda: time.monotonic() >= end)
        if (findings / "killed.manifest.json").exists():
            # It came to its end, or was killed after it.
            assert outputs(findings, "killed") == outputs(findings, "whole")
            (findings / "killed.manifest.json").unlink()
            done.append(0)
        else:
            done.append(chunks_done(findings))
    assert kills >= 1
    # What one run has saved, no later one has lost: it grows until a run is whole.
    assert all(now >= before or now == 0 for before, now in zip(done, done[1:]))
    rank(searchlight, findings, "killed", "--resume")
    assert outputs(findings, "killed") == outputs(findings, "whole")
    assert not (findings / "killed.resume").exists()
    assert not [name for name in os.listdir(findings) if "searchlight-queue" in name]


@pytest.mark.parametrize("name", STATE)
def test_what_is_saved_is_used_and_private(bin_folder, searchlight, findings, name):
    state = findings / "killed.resume"
    assert kill_when(bin_folder, findings, [], lambda: (state / name).exists())
    assert state.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in state.iterdir())
    saved = json.loads((state / "state.json").read_text())
    said = rank(searchlight, findings, "killed", "--resume", "--each").stderr.decode()
    read = saved["counts"]["scanned"] + sum(saved["counts"]["rejectedByReason"].values())
    assert f"going on behind {read} records" in said
    rank(searchlight, findings, "each", "--each")
    assert outputs(findings, "killed") == outputs(findings, "each")


def test_what_other_inputs_or_rules_have_left_is_not_used(bin_folder, searchlight, findings):
    state = findings / "killed.resume"
    assert kill_when(bin_folder, findings, [], lambda: (state / "state.json").exists())
    said = rank(searchlight, findings, "killed", "--resume", "--as-of", "2011-06-01")
    assert "starting anew" in said.stderr.decode()
    assert not state.exists()
    rank(searchlight, findings, "earlier", "--as-of", "2011-06-01")
    assert outputs(findings, "killed")[0] == outputs(findings, "earlier")[0]
    assert kill_when(bin_folder, findings, [], lambda: (state / "state.json").exists())
    os.utime(findings / "b.jsonl")
    assert "starting anew" in rank(searchlight, findings, "killed", "--resume").stderr.decode()
    assert kill_when(bin_folder, findings, [], lambda: (state / "state.json").exists())
    (state / "state.json").write_text("{}")
    assert b"not what an interrupted run has left" in rank(
        searchlight, findings, "killed", "--resume", expect=2).stderr
    rank(searchlight, findings, "killed")
    assert not state.exists()
    assert outputs(findings, "killed") == outputs(findings, "whole")


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_what_an_interrupted_run_leaves_is_said_and_removed_by_the_next(
        bin_folder, searchlight, findings, end):
    state = findings / "killed.resume"
    queue = findings / "killed.jsonl"
    queue.unlink(missing_ok=True)
    assert kill_when(bin_folder, findings, [], lambda: (state / "state.json").exists(), end)
    # The folder is all that is left: no queue, and unless there was no time, no temporary file.
    assert not queue.exists()
    left = [findings / name for name in os.listdir(findings) if name.startswith(".")]
    assert end == signal.SIGKILL or not left
    for path in left:
        path.unlink()
    said = searchlight("scan", "a.jsonl", "-o", "killed.jsonl", cwd=findings, expect=None).stderr
    assert b"killed.resume: left by an interrupted 'rank'" in said
    assert (state / "state.json").exists()
    said = rank(searchlight, findings, "killed").stderr
    assert b"killed.resume: left by an interrupted run and removed" in said
    assert not state.exists()
    assert outputs(findings, "killed") == outputs(findings, "whole")
    assert b"interrupted" not in rank(searchlight, findings, "killed").stderr


def test_only_files_can_be_gone_on_with(searchlight, findings):
    searchlight("rank", "-", "--resume", "-o", findings / "killed.jsonl", stdin=b"", expect=64)
    searchlight("rank", findings / "a.jsonl", "--resume", expect=64)
