"""What every command test uses: the built commands, run as a user runs them."""

import json
import os
import pathlib
import stat
import subprocess

import pytest

from scanning import Scan

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def bin_folder() -> pathlib.Path:
    """The folder with the built commands."""
    folder = pathlib.Path(os.environ.get("SEARCHLIGHT_BIN", ROOT / ".build" / "release"))
    assert (folder / "searchlight").exists(), f"{folder}: build with 'swift build -c release' first"
    return folder


@pytest.fixture(scope="session")
def searchlight(bin_folder):
    """Runs 'searchlight' with the shipped rules and gives the finished process."""

    def run(*arguments, expect=0, stdin=None, cwd=None, env=None, timeout=300):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("SEARCHLIGHT_")}
        environment["SEARCHLIGHT_RULES"] = str(ROOT / "Rules")
        environment.update(env or {})
        done = subprocess.run(
            [str(bin_folder / "searchlight"), *map(str, arguments)],
            input=stdin, stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True, cwd=cwd, env=environment, timeout=timeout)
        if expect is not None:
            assert done.returncode == expect, done.stderr.decode(errors="replace")
        return done

    return run


@pytest.fixture
def scan(bin_folder, tmp_path):
    """Scans bytes as a file of the name given, and checks what must hold after each scan."""

    def run(content, name="in", *options, **more):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return Scan(bin_folder / "searchlight", tmp_path / "out", [path], *options, **more)

    return run


@pytest.fixture
def full_device(tmp_path) -> pathlib.Path:
    """A device that is always full: one of the test's own where it could be lost, as by root."""
    try:
        os.mknod(tmp_path / "full", stat.S_IFCHR | 0o666, os.makedev(1, 7))
    except PermissionError:
        return pathlib.Path("/dev/full")
    return tmp_path / "full"


@pytest.fixture(scope="session")
def json_lines():
    """Reads a file of JSON lines."""

    def read(path):
        with open(path, encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    return read


@pytest.fixture(scope="session")
def samples() -> pathlib.Path:
    """The sample ads."""
    return ROOT / "Samples"
