"""Where commands write to: devices and pipes, and never onto what they read."""

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


def test_a_device_that_is_given_nothing_stays_a_device(searchlight, made, full_device, tmp_path):
    searchlight("rank", made / "findings.jsonl", "-o", tmp_path / "queue.jsonl",
                "--rejects", full_device)
    assert stat.S_ISCHR(full_device.stat().st_mode)


def test_standard_output_by_its_name(searchlight, samples, made, bin_folder, tmp_path):
    said = searchlight("rank", made / "findings.jsonl", "-o", "/dev/fd/1").stdout
    assert said == searchlight("rank", made / "findings.jsonl").stdout
    with open(tmp_path / "out", "ab") as file:
        file.write(b"first\n")
        file.flush()
        subprocess.run([bin_folder / "searchlight", "rank", made / "findings.jsonl", "-q", "-o",
                        "/dev/fd/1"], stdout=file, check=True,
                       env={**os.environ, "SEARCHLIGHT_RULES": str(samples.parent / "Rules")})
    assert (tmp_path / "out").read_bytes() == b"first\n" + said


def test_a_full_device_is_an_error(searchlight, made, full_device):
    done = searchlight("rank", made / "findings.jsonl", "-o", full_device, expect=2)
    assert f"{full_device}: error: writing failed (No space left on device)" in done.stderr.decode()
    assert stat.S_ISCHR(full_device.stat().st_mode)


def copies(made, tmp_path):
    for name in ("queue.jsonl", "labels.csv", "findings.jsonl"):
        (tmp_path / name).write_bytes((made / name).read_bytes())
    (tmp_path / "linked").symlink_to(tmp_path / "labels.csv")
    (tmp_path / "folder").symlink_to(tmp_path)
    (tmp_path / "none.txt").write_text("")
    (tmp_path / "site.yml").write_text("overlay: site\nformat: 1\nweights: {}\n")


@pytest.mark.parametrize("arguments", [
    ("eval", "queue.jsonl", "labels.csv", "--json", "labels.csv"),
    ("eval", "queue.jsonl", "labels.csv", "--html", "folder/queue.jsonl"),
    ("eval", "queue.jsonl", "labels.csv", "--html", "linked"),
    ("eval", "queue.jsonl", "labels.csv", "--json", "report", "--html", "./report"),
    ("eval", "queue.jsonl", "labels.csv", "--suppress", "none.txt", "--json", "none.txt"),
    ("calibrate", "queue.jsonl", "labels.csv", "-o", "labels.csv"),
    ("calibrate", "queue.jsonl", "labels.csv", "--weights", "site.yml", "-o", "site.yml"),
    ("rank", "findings.jsonl", "--weights", "site.yml", "-o", "site.yml"),
    ("rank", "findings.jsonl", "--suppress", "none.txt", "-o", "q.jsonl", "--rejects", "none.txt"),
    ("rank", ".", "-o", "findings.jsonl"),
    ("rank", "findings.jsonl", "-o", "folder/findings.jsonl"),
    ("rank", "findings.jsonl", "-o", "q.jsonl", "--manifest", "folder/q.jsonl"),
])
def test_no_output_takes_the_place_of_an_input_or_another_output(
        searchlight, made, tmp_path, arguments):
    copies(made, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    done = searchlight(*arguments, expect=2, cwd=tmp_path)
    assert b": error: named twice among inputs and outputs" in done.stderr
    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}


def test_an_output_beside_its_inputs_is_none_of_them(searchlight, made, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/findings.jsonl").write_bytes((made / "findings.jsonl").read_bytes())
    searchlight("rank", tmp_path / "in", "-o", tmp_path / "queue.jsonl")
    # Again, onto what the first run has left.
    searchlight("rank", tmp_path / "in", "-o", tmp_path / "queue.jsonl")


@pytest.mark.parametrize("name, said", [
    ("", b"output: error: an empty name"), (".", b".: error: a folder; name a file in it"),
    ("new/", b"new/: error: a folder; name a file in it")])
def test_a_report_needs_a_name(searchlight, samples, tmp_path, name, said):
    done = searchlight("events", samples / "events/sunday-2011.csv", "--events",
                       samples / "events/sunday-2011.yml", "-o", name, cwd=tmp_path, expect=2)
    assert said in done.stderr
    assert not os.listdir(tmp_path)


@pytest.mark.parametrize("progress", ["always", "never"])
def test_messages_that_nobody_can_read_do_not_end_a_run(
        samples, made, bin_folder, full_device, tmp_path, progress):
    """The line of progress trapped where standard error was full."""
    environment = {**os.environ, "SEARCHLIGHT_RULES": str(samples.parent / "Rules")}
    for arguments in (
            ["rank", made / "findings.jsonl", "-o", tmp_path / "queue.jsonl"],
            ["events", made / "findings.jsonl", "--events", samples / "events/sample.yml"]):
        with open(full_device, "wb") as full:
            subprocess.run([bin_folder / "searchlight", *arguments, "--progress", progress],
                           stdout=subprocess.DEVNULL, stderr=full, check=True, env=environment)


def test_what_is_said_goes_into_no_file_where_streams_are_closed(
        searchlight, samples, made, bin_folder, tmp_path):
    command = (f"exec '{bin_folder}/searchlight' rank '{made}/findings.jsonl' -v --progress always "
               f"-o '{tmp_path}/closed.jsonl' <&- >&- 2>&-")
    environment = {**os.environ, "SEARCHLIGHT_RULES": str(samples.parent / "Rules")}
    subprocess.run(["sh", "-c", command], check=True, env=environment)
    searchlight("rank", made / "findings.jsonl", "-o", tmp_path / "open.jsonl")
    for ending in ("jsonl", "rejects.jsonl"):
        assert (tmp_path / f"closed.{ending}").read_bytes() \
            == (tmp_path / f"open.{ending}").read_bytes()


def test_the_line_of_progress_fits_its_terminal(samples, made, bin_folder, tmp_path):
    import fcntl
    import pty
    import struct
    import termios
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 24, 0, 0))
    with subprocess.Popen(
            [bin_folder / "searchlight", "events", made / "findings.jsonl", "--events",
             samples / "events/sample.yml"], stdout=subprocess.DEVNULL, stderr=follower,
            env={**os.environ, "SEARCHLIGHT_RULES": str(samples.parent / "Rules")}) as process:
        os.close(follower)
        said = b""
        while True:
            try:
                piece = os.read(leader, 1 << 16)
            except OSError:
                break
            if not piece:
                break
            said += piece
    os.close(leader)
    assert process.returncode == 0
    shown = [part.split(b"\r")[0] for part in said.split(b"\r\x1b[K")[1:]]
    lines = [line for line in shown if line.startswith(b"answering")]
    assert lines and max(map(len, lines)) <= 23
