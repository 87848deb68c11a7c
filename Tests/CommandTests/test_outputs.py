"""Where commands write to: devices and pipes."""

import os
import stat
import subprocess
import threading

import pytest


@pytest.fixture(scope="module")
def made(searchlight, samples, tmp_path_factory):
    """A folder with findings, a queue and labels of the sample ads."""
    folder = tmp_path_factory.mktemp("made")
    searchlight("scan", samples / "ads.jsonl", "-o", folder / "queue.jsonl", "--each",
                "--findings", folder / "findings.jsonl")
    (folder / "labels.csv").write_text("id,label\nad-006,1\nad-007,0\n")
    return folder


def test_a_pipe_is_written_to_and_stays_a_pipe(searchlight, made, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    searchlight("rank", made / "findings.jsonl", "-o", pipe)
    reader.join(timeout=60)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    # Nothing stands beside a pipe.
    assert os.listdir(tmp_path) == ["pipe"]
    searchlight("rank", made / "findings.jsonl", "-o", tmp_path / "queue.jsonl")
    assert got == [(tmp_path / "queue.jsonl").read_bytes()]


def test_a_device_is_written_to_and_stays_a_device(searchlight, made, tmp_path):
    device = tmp_path / "null"
    try:
        os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("making a device needs root")
    searchlight("rank", made / "findings.jsonl", "-o", tmp_path / "queue.jsonl",
                "--rejects", device, "--manifest", device)
    assert stat.S_ISCHR(device.stat().st_mode)


def test_standard_output_by_its_name_in_dev(searchlight, samples, made, bin_folder, tmp_path):
    said = searchlight("rank", made / "findings.jsonl", "-o", "/dev/stdout").stdout
    assert said == searchlight("rank", made / "findings.jsonl").stdout
    with open(tmp_path / "out", "ab") as file:
        file.write(b"first\n")
        file.flush()
        subprocess.run([bin_folder / "searchlight", "rank", made / "findings.jsonl", "-q", "-o",
                        "/dev/stdout"], stdout=file, check=True,
                       env={**os.environ, "SEARCHLIGHT_RULES": str(samples.parent / "Rules")})
    assert (tmp_path / "out").read_bytes() == b"first\n" + said


def test_a_full_device_is_an_error(searchlight, made, tmp_path):
    done = searchlight("rank", made / "findings.jsonl", "-o", "/dev/full", expect=2)
    assert b"/dev/full: error: writing failed (No space left on device)" in done.stderr
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)
