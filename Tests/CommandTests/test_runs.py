"""What holds for every run: order, interruption, redaction, quotes, exit codes."""

import json
import os
import pathlib
import random
import re
import signal
import subprocess
import threading
import time
import zipfile

import pytest

from scanning import RULES, Scan, check_quotes, lines, measured

WORDS = ["room", "park", "señor", "部屋", "😀", "Ｐａｓｓｐｏｒｔ", "quiet", "new in town", "e\u0301",
         "passport is held", "ｎｅｗ　ｉｎ　ｔｏｗｎ", "\u200b", "n\u00adew in to\u200bwn", "𝗽𝗮𝘀𝘀𝗽𝗼𝗿𝘁 kept",
         "call 214-555-0142", "ann@example.org", "пассport", "two one four 5 5 5 0 1 9 9", "\u00a0"]


def ads(count, seed):
    """Records of invented words, some of them broken."""
    generator = random.Random(seed)
    records = []
    for number in range(count):
        if generator.random() < 0.02:
            records.append(b'{"id":"%d","text":"cut' % number)
            continue
        record = {
            "id": f"ad-{number:05}", "title": " ".join(generator.choices(WORDS, k=3)),
            "text": " ".join(generator.choices(WORDS, k=generator.randrange(1, 40))),
            "posted": f"2011-02-{generator.randrange(1, 28):02}", "n": number}
        if generator.random() < 0.3 and len(records) > 3:
            record["text"] = "Quiet room, new in town, your passport is held by us."
        records.append(json.dumps(record, ensure_ascii=generator.random() < 0.5).encode())
    return records


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    path = tmp_path_factory.mktemp("ads") / "ads.jsonl"
    path.write_bytes(b"\n".join(ads(2500, 7)) + b"\n")
    return path


def files_of(done):
    names = ("queue.jsonl", "queue.rejects.jsonl", "findings.jsonl")
    return {name: (done.folder / name).read_bytes()
            for name in names if (done.folder / name).exists()}


@pytest.mark.parametrize("options", [(), ("--top", "50"), ("--redact",)])
def test_results_do_not_depend_on_the_number_of_jobs(bin_folder, tmp_path, many, options):
    if options == ("--redact",):
        (tmp_path / "key").write_bytes(b"k" * 32)
        options = ("--redact-key", tmp_path / "key")
    results = []
    for jobs in ("1", "2", "8"):
        done = Scan(bin_folder / "searchlight", tmp_path / jobs, [many], "--jobs", jobs, *options)
        results.append(files_of(done))
    assert results[0] == results[1] == results[2]
    assert results[0]["queue.jsonl"] and results[0]["queue.rejects.jsonl"]
    ranks = [item["rank"] for item in lines(tmp_path / "8" / "queue.jsonl")]
    assert ranks == list(range(1, len(ranks) + 1))
    if "--top" in options:
        assert len(ranks) == 50


@pytest.mark.parametrize("options", [(), ("--redact",)])
def test_a_copy_of_a_text_has_the_findings_of_the_text(bin_folder, tmp_path, many, options):
    if options:
        (tmp_path / "key").write_bytes(b"k" * 32)
        options = ("--redact-key", tmp_path / "key")
    records = [json.loads(line) for line in many.read_bytes().splitlines() if line.endswith(b"}")]
    generator = random.Random(3)
    copies = [dict(record, id=f"{record['id']}-{number}")
              for record in records[:1000] for number in range(generator.randrange(1, 6))]
    generator.shuffle(copies)
    dump = tmp_path / "copies.jsonl"
    dump.write_text("".join(json.dumps(record) + "\n" for record in copies))
    singles = {line["id"]: line for line in Scan(
        bin_folder / "searchlight", tmp_path / "singles", [many], "--jobs", "1",
        *options).findings}
    found = Scan(bin_folder / "searchlight", tmp_path / "found", [dump], *options).findings
    assert [line["id"] for line in found] == [record["id"] for record in copies]
    for line in found:
        single = singles[line["id"].rpartition("-")[0]]
        assert {**line, "id": 0, "source": 0} == {**single, "id": 0, "source": 0}


def without_source(content):
    """Records without the place they were read at, which a worker does not know."""
    records = [json.loads(line) for line in content.splitlines()]
    for record in records:
        record.pop("source")
    return records


def test_workers_and_rank_over_shuffled_shards_make_the_queue_of_one_scan(
        bin_folder, tmp_path, many):
    whole = Scan(bin_folder / "searchlight", tmp_path / "whole", [many])
    records = many.read_bytes().splitlines(keepends=True)
    sourced = []
    for number, record in enumerate(records, 1):
        try:
            fields = json.loads(record)
        except ValueError:
            sourced.append(record)
            continue
        fields["source"] = {"path": str(many), "line": number}
        sourced.append(json.dumps(fields, ensure_ascii=False).encode() + b"\n")
    random.Random(5).shuffle(sourced)
    shards = []
    for number in range(4):
        shard = tmp_path / f"shard-{number}.findings.jsonl"
        code, out, err = measured_worker(bin_folder, b"".join(sourced[number::4]))
        assert code == (3 if b'"reason":"' in out else 0), err
        assert out.count(b"\n") == len(sourced[number::4])
        shard.write_bytes(out)
        shards.append(shard)
    random.Random(6).shuffle(shards)
    ranked = Scan(bin_folder / "searchlight", tmp_path / "ranked", shards, command="rank")
    assert ranked.code == whole.code == 3
    assert files_of(ranked)["queue.jsonl"] == files_of(whole)["queue.jsonl"]
    assert len(ranked.rejects) == len(whole.rejects)
    findings = [line for shard in shards for line in shard.read_bytes().splitlines()
                if b'"reason"' not in line[:400] or b'"indicators"' in line]
    assert sorted(findings) == sorted(files_of(whole)["findings.jsonl"].splitlines())


def measured_worker(bin_folder, content, *options):
    done = subprocess.run(
        [bin_folder / "searchlight", "worker", "--rules", RULES, *options], input=content,
        capture_output=True, env={}, timeout=120)
    return done.returncode, done.stdout, done.stderr


def test_one_worker_and_rank_give_findings_and_rejects_of_a_scan(bin_folder, tmp_path, many):
    whole = Scan(bin_folder / "searchlight", tmp_path / "whole", [many])
    code, out, _ = measured_worker(bin_folder, many.read_bytes())
    assert code == 3
    (tmp_path / "f.jsonl").write_bytes(out)
    ranked = Scan(bin_folder / "searchlight", tmp_path / "ranked", [tmp_path / "f.jsonl"],
                  command="rank")
    for name in ("queue.jsonl", "queue.rejects.jsonl"):
        assert without_source(files_of(ranked)[name]) == without_source(files_of(whole)[name])


def test_findings_of_a_scan_rank_to_its_queue(bin_folder, tmp_path, many):
    for top in ([], ["--top", "20"]):
        whole = Scan(bin_folder / "searchlight", tmp_path / "whole", [many], *top)
        ranked = Scan(bin_folder / "searchlight", tmp_path / "ranked", [whole.findings_path], *top,
                      command="rank")
        assert files_of(ranked)["queue.jsonl"] == files_of(whole)["queue.jsonl"]


@pytest.mark.parametrize("seed", range(4))
def test_quotes_are_the_bytes_of_their_field(bin_folder, tmp_path, searchlight, seed):
    path = tmp_path / "in"
    path.write_bytes(b"\n".join(ads(300, seed)))
    searchlight("scan", path, "-o", tmp_path / "queue.jsonl", "--findings", tmp_path / "f.jsonl",
                expect=None)
    findings = lines(tmp_path / "f.jsonl")
    assert len(findings) > 250
    originals = {}
    for line in path.read_bytes().splitlines():
        try:
            record = json.loads(line)
            originals[record["id"]] = record
        except ValueError:
            pass
    quotes = 0
    for finding in findings:
        check_quotes(finding)
        assert finding["text"] == originals[finding["id"]]["text"]
        assert finding["title"] == originals[finding["id"]]["title"]
        quotes += len(finding["indicators"])
    assert quotes > 100
    for item in lines(tmp_path / "queue.jsonl"):
        check_quotes(item)
        total = sum(round(part["points"] * 1000) for part in item["contributions"])
        assert total == round(item["score"] * 1000)


# Interruption

SIGNALS = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL]
FINAL = {"queue.jsonl", "queue.rejects.jsonl", "queue.manifest.json", "findings.jsonl"}


def interrupted(bin_folder, out, inputs, number, seconds):
    """Starts a scan, whose standard input stays open, and sends a signal; gives the exit code."""
    process = subprocess.Popen(
        [bin_folder / "searchlight", "scan", *inputs, "--rules", RULES, "-q",
         "-o", out / "queue.jsonl", "--findings", out / "findings.jsonl"],
        stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(number)
        return process.wait(timeout=20)
    finally:
        process.stdin.close()


@pytest.mark.parametrize("number", SIGNALS)
def test_an_interrupted_scan_leaves_no_file_under_a_final_name(
        bin_folder, tmp_path, many, number):
    generator = random.Random(number)
    for turn in range(8):
        out = tmp_path / f"out-{turn}"
        out.mkdir()
        # Standard input has no end, so no scan ends before the signal.
        seconds = generator.uniform(0.01, 0.3)
        assert interrupted(bin_folder, out, [*[many] * 8, "-"], number, seconds) == -number
        left = set(os.listdir(out))
        assert not left & FINAL
        if number != signal.SIGKILL:
            assert not left


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_near_the_end_leaves_whole_files_or_none(bin_folder, tmp_path, many, number):
    generator = random.Random(number)
    whole = tmp_path / "whole"
    whole.mkdir()
    begin = time.monotonic()
    assert interrupted(bin_folder, whole, [many] * 4, number, 60) == 3
    duration = time.monotonic() - begin
    for turn in range(8):
        out = tmp_path / f"out-{turn}"
        out.mkdir()
        seconds = duration * generator.uniform(0.5, 1.2)
        assert interrupted(bin_folder, out, [many] * 4, number, seconds) in (-number, 3)
        for name in set(os.listdir(out)) & FINAL:
            content = (out / name).read_bytes()
            if name == "queue.manifest.json":
                counts = json.loads((whole / name).read_bytes())["counts"]
                assert json.loads(content)["counts"] == counts
            else:
                assert content == (whole / name).read_bytes()


def test_a_reader_that_goes_away_is_no_fault(bin_folder, many):
    command = '"$0" scan "$1" --rules "$2" -q --rejects /dev/null; echo $? >&2'
    shell = subprocess.run(
        ["sh", "-c", f"({command}) | head -c 100 >/dev/null", bin_folder / "searchlight", many, RULES],
        capture_output=True, timeout=60)
    assert shell.stderr.split()[-1:] == [b"0"], shell.stderr
    gone = subprocess.run(
        ["sh", "-c", '"$0" scan "$1" --rules "$2" -o "$3" 2>&1 >/dev/null | true',
         bin_folder / "searchlight", many, RULES, os.devnull + "/x"], capture_output=True, timeout=60)
    assert gone.returncode == 0


def test_messages_nobody_reads_do_not_end_a_run(bin_folder, tmp_path, many):
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [bin_folder / "searchlight", "scan", many, "--rules", RULES, "-v",
         "-o", tmp_path / "queue.jsonl"], stderr=write, timeout=60)
    os.close(write)
    assert done.returncode == 3 and (tmp_path / "queue.jsonl").exists()


# Redaction

CONTACTS = {
    "id": "ad-1", "title": "Call 214-555-0142 now",
    "text": "new in town, call (214) 555-0142 or two one four 5 5 5 0 1 9 9, "
            "mail ann.lee@example.org, insta @quiet_room_park, see http://rooms.example.org/ann-lee",
    "url": "http://example.org/ads/2145550142?mail=ann.lee@example.org", "place": "Dallas 214-555-0142",
    "phone": "214-555-0142", "contact": {"mail": "ann.lee@example.org"}}
SECRETS = [b"555-0142", b"5550142", b"555 0142", b"0 1 9 9", b"5550199", b"ann.lee",
           b"ann-lee", b"quiet_room"]


@pytest.fixture
def contacts(tmp_path):
    path = tmp_path / "ads.jsonl"
    records = [CONTACTS, {**CONTACTS, "id": "ad-2"}, {**CONTACTS, "id": "214-555-0142"}]
    broken = json.dumps(CONTACTS).encode()[:-1]
    path.write_bytes(b"\n".join(json.dumps(record).encode() for record in records)
                     + b"\n" + broken + b"\n")
    return path


def test_redaction_leaves_scores_but_for_area_codes(bin_folder, tmp_path, samples):
    queues = []
    for name, options in [("plain", ()), ("masked", ("--redact",))]:
        done = Scan(bin_folder / "searchlight", tmp_path / name, [samples / "ads.jsonl"], "--each",
                    *options, rules=samples.parent / "Rules")
        queues.append({item["id"]: item for item in done.queue})
    plain, masked = queues
    parts = {name: [part["of"] for part in item["contributions"]] for name, item in plain.items()}
    assert any("link recruit.link" in names for names in parts.values())
    for name, item in plain.items():
        assert masked[name]["band"] == item["band"]
        # Link points have a cap together, so one part that is lost may raise another.
        if "link movement.area-code" not in parts[name]:
            assert masked[name]["contributions"] == item["contributions"]


def test_redacted_outputs_hold_no_contacts(bin_folder, tmp_path, contacts):
    done = Scan(bin_folder / "searchlight", tmp_path / "out", [contacts], "--redact", "-v")
    key = done.folder / "queue.redact.key"
    assert key.stat().st_size == 32 and key.stat().st_mode & 0o777 == 0o600
    for path in done.folder.iterdir():
        content = path.read_bytes()
        for secret in SECRETS:
            assert path == key or secret not in content, (path.name, secret)
    for secret in SECRETS:
        assert secret not in done.err
    assert done.rejects[0]["raw"] is None
    tokens = re.findall(r"\[phone-[0-9a-f]{10}\]", done.findings[0]["title"])
    assert len(tokens) == 1 and tokens[0] in done.findings[0]["text"]
    first = files_of(done)
    code, out, _ = measured_worker(bin_folder, contacts.read_bytes(), "--redact-key", key)
    assert code == 3
    for secret in SECRETS:
        assert secret not in out
    (tmp_path / "f.jsonl").write_bytes(out)
    ranked = Scan(bin_folder / "searchlight", tmp_path / "ranked", [tmp_path / "f.jsonl"],
                  command="rank")
    for name in ("queue.jsonl", "queue.rejects.jsonl"):
        assert without_source(files_of(ranked)[name]) == without_source(first[name])
    key_copy = tmp_path / "key"
    key_copy.write_bytes(key.read_bytes())
    again = Scan(bin_folder / "searchlight", tmp_path / "again", [contacts], "--redact-key", key_copy)
    assert files_of(again) == first
    key_copy.write_bytes(b"another key of enough bytes")
    other = Scan(bin_folder / "searchlight", tmp_path / "again", [contacts], "--redact-key", key_copy)
    assert tokens[0] not in other.findings[0]["title"]


@pytest.mark.parametrize("options", [[], ["-v"], ["--strict"], ["--format", "csv"],
                                     ["--map", "text=none"], ["--progress", "always"]])
def test_messages_hold_no_text_of_ads(bin_folder, tmp_path, contacts, options):
    done = Scan(bin_folder / "searchlight", tmp_path / "out", [contacts], *options)
    for word in [b"555", b"ann.lee", b"ann-lee", b"insta", b"Dallas", b"Call", b"in town"]:
        assert word not in done.err, done.err
    if done.manifest is not None:
        assert b"ann.lee" not in json.dumps(done.manifest).encode()


@pytest.mark.parametrize("arguments, said", [
    (("scan", "x", "--top", "-1"), b"--top must be 1 or more"),
    (("show", "x", "--top", "-1"), b"--top must be 1 or more"),
    (("scan", "x", "--jobs", "-1"), b"--jobs must be from 1 to 1024")])
def test_a_number_below_the_least_is_told_as_one(searchlight, arguments, said):
    assert said in searchlight(*arguments, expect=64).stderr


@pytest.mark.parametrize("arguments, told, untold", [
    (("rank",), b"findings come from 'scan --findings' or 'worker'", b"--format"),
    (("rules", "profile", "--corpus"), b"no records in it", b"--format"),
    (("scan",), b"--format says how to read it", b"findings come from")])
def test_advice_on_empty_inputs_names_options_that_there_are(
        searchlight, tmp_path, arguments, told, untold):
    (tmp_path / "blank.jsonl").write_text("\n")
    done = searchlight(*arguments, tmp_path / "blank.jsonl", expect=2)
    assert told in done.stderr and untold not in done.stderr


# Exit codes

def run(bin_folder, *arguments, env=None):
    done = subprocess.run([bin_folder / "searchlight", *map(str, arguments)], capture_output=True,
                          stdin=subprocess.DEVNULL, env=env, timeout=60)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("arguments, code", [
    (["scan"], 64), (["scan", "x", "--jobs", "0"], 64), (["scan", "x", "--top", "0"], 64),
    (["scan", "x", "--nope"], 64), (["scan", "x", "--format", "pdf"], 64),
    (["scan", "x", "--map", "text"], 64), (["worker", "--map", "body=x"], 64),
    (["--version"], 0), (["scan", "--help"], 0), (["no-such-command"], 64),
    (["scan", "missing", "--rules", RULES], 2), (["scan", RULES, "--rules", "missing"], 2),
    (["rank", "missing", "-o", "q", "--rules", RULES], 2), (["show", "missing"], 2),
    (["scan", RULES, "--rules", RULES, "-o", "/no/such/folder/q"], 2),
    (["scan", RULES, "--rules", RULES, "-o", RULES], 2),
])
def test_exit_codes(bin_folder, arguments, code):
    got, out, err = run(bin_folder, *arguments)
    assert got == code, err
    assert (out == b"") == (code != 0)
    if code == 2:
        assert re.search(rb": error: .*[^.]\n$", err), err


@pytest.mark.parametrize("name", ["q", "é", ".q", "folder/q", "q.jsonl"])
def test_an_output_has_whatever_name_it_is_given(searchlight, tmp_path, name):
    (tmp_path / "ads").write_text('{"text": "new in town"}\n')
    (tmp_path / "folder").mkdir()
    searchlight("scan", "ads", "-o", name, "-q", cwd=tmp_path)
    queue = (tmp_path / name).read_bytes()
    assert json.loads(queue)["id"] == "ads:1"
    shown = searchlight("scan", "ads", "-o", "-", "-q", cwd=tmp_path)
    assert shown.stdout == queue


def test_what_a_run_is_told_may_come_through_pipes(searchlight, tmp_path):
    (tmp_path / "ads").write_text('{"text": "new in town, 214-555-0142"}\n')
    (tmp_path / "key").write_bytes(b"k" * 32)
    pack = pathlib.Path(RULES).read_bytes()
    (tmp_path / "words.yml").write_bytes(pack)
    for name, content in (("pipe.yml", pack), ("secret", b"k" * 32)):
        os.mkfifo(tmp_path / name)
        threading.Thread(
            target=(tmp_path / name).write_bytes, args=(content,), daemon=True).start()
    searchlight("scan", "ads", "-o", "piped", "--rules", "pipe.yml", "--redact-key", "secret",
                cwd=tmp_path)
    searchlight("scan", "ads", "-o", "plain", "--rules", "words.yml", "--redact-key", "key",
                cwd=tmp_path)
    assert (tmp_path / "piped").read_bytes() == (tmp_path / "plain").read_bytes()
    assert b"movement.new-in-town" in (tmp_path / "plain").read_bytes()
    packs = [json.loads((tmp_path / f"{name}.manifest.json").read_bytes())["rules"]
             for name in ("piped", "plain")]
    assert "pipe.yml" in str(packs[0])
    assert str(packs[0]).replace("pipe.yml", "words.yml") == str(packs[1])


def test_names_in_archives_do_not_steer_a_terminal(searchlight, tmp_path):
    with zipfile.ZipFile(tmp_path / "ads.zip", "w") as archive:
        archive.writestr("a\x1b[31mb.jsonl", '{"text":\n')
        archive.writestr("c.jsonl", '{"text": "new in town"}\n')
    told = searchlight("scan", "ads.zip", "--verbose", "-o", "q", cwd=tmp_path, expect=3).stderr
    assert b"ads.zip(a [31mb.jsonl):1: warning: rejected: invalid JSON" in told
    assert b"\x1b" not in told


def test_a_file_that_is_named_twice_is_read_once(searchlight, tmp_path):
    """Its ads would stand in a cluster with themselves, and its days have twice the ads."""
    (tmp_path / "in").mkdir()
    path = tmp_path / "in/ads.jsonl"
    path.write_bytes(b"\n".join(ads(50, 3)) + b"\n")
    done = searchlight("scan", path, "-o", tmp_path / "once.jsonl", "--findings", tmp_path / "f.jsonl",
                       expect=None)
    assert b"read once" not in done.stderr
    (tmp_path / "in/link.jsonl").symlink_to("ads.jsonl")
    (tmp_path / "in/hard.jsonl").hardlink_to(path)
    for inputs in ((path, path), (path, tmp_path / "in"), (path, tmp_path / "in/../in/ads.jsonl")):
        done = searchlight("scan", *inputs, "-o", tmp_path / "twice.jsonl", expect=None)
        assert b"ads.jsonl: warning: among the inputs already" in done.stderr
        assert (tmp_path / "twice.jsonl").read_bytes() == (tmp_path / "once.jsonl").read_bytes()
    done = searchlight("rank", tmp_path / "f.jsonl", tmp_path / "f.jsonl", "-o",
                       tmp_path / "twice.jsonl")
    assert b"f.jsonl: warning: among the inputs already" in done.stderr
    assert (tmp_path / "twice.jsonl").read_bytes() == (tmp_path / "once.jsonl").read_bytes()


def test_a_field_that_no_record_has_is_told_of(searchlight, tmp_path):
    (tmp_path / "ads").write_text('{"title": "room", "body": "quiet"}\n')
    told = searchlight("scan", "ads", "--map", "text=bdoy,title=title", cwd=tmp_path).stderr
    assert b"ads: warning: no field 'bdoy', which --map names, in the first records" in told
    told = searchlight("scan", "ads", "--map", "text=body,title=title", cwd=tmp_path).stderr
    assert b"warning" not in told


def test_no_rules_is_a_failure(bin_folder, tmp_path):
    empty = tmp_path / "empty.yml"
    empty.write_text("pack: empty\nformat: 1\nversion: 1.0.0\nlanguage: en\nrules: []\n")
    assert run(bin_folder, "scan", RULES, "--rules", empty)[0] == 2
