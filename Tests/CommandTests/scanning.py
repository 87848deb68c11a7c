"""Runs scans and checks what must hold after each, whatever the input."""

import json
import os
import pathlib
import resource
import shutil
import stat
import subprocess

from jsonschema import Draft202012Validator

HERE = pathlib.Path(__file__).resolve().parent
RULES = HERE / "words.yml"
SCHEMAS = HERE.parents[1] / "Sources/searchlight/Resources/schemas"
MEMORY_LIMIT_KB = 1 << 20


def validator(name):
    """The validator of one of the shipped schemas."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


VALIDATORS = {name: validator(name) for name in ("findings", "queue", "rejects", "manifest")}


def lines(path):
    """The records of a JSON lines file."""
    with open(path, "rb") as file:
        return [json.loads(line.decode("utf-8")) for line in file]


def measured(command, *, stdin=None, timeout=120, **options):
    """Runs a command; gives exit code, standard output, standard error and peak memory in KB."""
    with subprocess.Popen(
        [str(part) for part in command],
        stdin=stdin if stdin is not None else subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)), **options,
    ) as process:
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    return process.returncode, out, err


class Scan:
    """A finished scan with its files, checked."""

    def __init__(self, binary, folder, inputs, *options, rules=RULES, stdin=None, command="scan"):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        self.folder = folder
        self.queue_path = folder / "queue.jsonl"
        self.findings_path = folder / "findings.jsonl"
        usage = folder / "usage"
        arguments = [
            "/usr/bin/time", "-f", "%M", "-o", usage, binary, command, *inputs, "--rules", rules,
            "-o", self.queue_path, *options]
        if command == "scan":
            arguments += ["--findings", self.findings_path]
        self.code, self.out, self.err = measured(arguments, stdin=stdin)
        # The last line is the figure; one before it may say how the command ended.
        self.peak_kb = int(usage.read_text().split()[-1])
        assert self.code in (0, 2, 3), self.err
        assert self.peak_kb <= MEMORY_LIMIT_KB, self.peak_kb
        assert self.out == b""
        names = {"rejects": "queue.rejects.jsonl", "manifest": "queue.manifest.json"}
        self.rejects = self.read(names["rejects"], "rejects")
        self.manifest = self.read(names["manifest"], "manifest", whole=True)
        self.queue = self.read("queue.jsonl", "queue")
        self.findings = self.read("findings.jsonl", "findings")
        self.check_counts()

    def read(self, name, schema, whole=False):
        path = self.folder / name
        if not path.exists():
            return None
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
        records = [json.loads(path.read_bytes().decode("utf-8"))] if whole else lines(path)
        # The validator is slow: of many records the first and last are enough.
        for record in records[:100] + records[100:][-20:]:
            VALIDATORS[schema].validate(record)
        return records[0] if whole else records

    def check_counts(self):
        assert not [name for name in os.listdir(self.folder) if "partial" in name]
        if self.manifest is None:
            return
        counts = self.manifest["counts"]
        assert counts["read"] == counts["scanned"] + counts["rejected"]
        assert counts["rejected"] == len(self.rejects)
        assert counts["rejected"] == sum(counts["rejectedByReason"].values())
        assert (self.code == 3) == (counts["rejected"] > 0 and counts["scanned"] > 0)
        if self.findings is not None:
            assert counts["scanned"] == len(self.findings)
            for finding in self.findings:
                check_quotes(finding)

    @property
    def texts(self):
        """The texts that were scanned, in order."""
        return [finding["text"] for finding in self.findings or []]

    @property
    def reasons(self):
        """Why records were rejected, in order."""
        return [reject["reason"] for reject in self.rejects or []]


def check_quotes(finding):
    """Every quote is the bytes of its field at its offsets."""
    fields = {name: finding[name].encode("utf-8") for name in ("title", "text")}
    evidence = [place for indicator in finding["indicators"] for place in indicator["evidence"]]
    for place in evidence + finding["identifiers"]:
        quote = fields[place["field"]][place["start"]:place["end"]]
        assert quote == place["quote"].encode("utf-8")
