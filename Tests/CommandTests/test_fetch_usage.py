"""searchlight-fetch from outside: wrong options, streams that are closed or full, outputs."""

import http.server
import json
import os
import stat
import subprocess
import threading

import pytest

from fetching import CONTACT, LOOPBACK, command, environment, fetch


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"User-agent: *\nAllow: /\n" if self.path == "/robots.txt" else b"<p>A page.</p>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def page():
    """The address of a page."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/page"
    server.shutdown()


def crawling(page, folder, *options):
    return ["crawl", page, "-o", folder, "--contact", CONTACT, *LOOPBACK, "--delay", "0", *options]


@pytest.mark.parametrize("options, said", [
    (("--delay", "inf"), "--delay, --max-delay and --max-wait are seconds from 0 to"),
    (("--max-wait", "1e300"), "--delay, --max-delay and --max-wait are seconds from 0 to"),
    (("--connect-timeout", "inf"), "limits have to be positive"),
    (("--max-minutes", "nan"), "limits have to be positive"),
    (("--depth=-1",), "--depth must be 0 or more"),
    (("--proxy", "here"), "--proxy 'here' is no proxy such as"),
    (("--proxy", "ftp://127.0.0.1:21"), "is no proxy such as"),
    (("--resolve", "a.example"), "--resolve 'a.example' is not host:port:address"),
    (("--resolve", "a.example:80:b.example"), "is not host:port:address"),
    (("--proxy", "user:secret@127.0.0.1"), "--proxy '…@127.0.0.1' is no proxy such as"),
    (("--allow-net", "999/8"), "--allow-net '999/8' is no block such as 10.0.0.0/8"),
    (("ftp://a.example/",), "'ftp://a.example/': only http and https are fetched"),
    (("http://user:se/cret@a.example/x",), "'http://…@a.example/x': the port is not"),
    (("http://user:secret@a.example/x",), "'http://…@a.example/x': an address with a user name"),
    (("--sitemap", "user:secret@a.example"), "'…@a.example': only http and https are fetched"),
    (("--since", "2026-13-01"), "--since takes a day such as"),
    (("--until", "2026-02-29"), "--until takes a day such as"),
    (("--since", "2026-02-09", "--until", "2026-01-01"), "--until must not be before --since"),
])
def test_wrong_options_are_told_before_anything_is_fetched(
        bin_folder, page, tmp_path, options, said):
    done = fetch(bin_folder, *crawling(page, tmp_path / "crawl", *options), expect=64)
    assert said in done.stderr.decode()
    assert "cret" not in done.stderr.decode()
    assert not (tmp_path / "crawl").exists()


def test_a_crawl_of_nothing_is_wrong_usage(bin_folder, tmp_path):
    done = fetch(
        bin_folder, "crawl", "-o", tmp_path / "crawl", "--contact", CONTACT, expect=64)
    assert "nothing to fetch; name addresses" in done.stderr.decode()


def test_passwords_in_files_are_not_repeated(bin_folder, tmp_path):
    (tmp_path / "seeds.txt").write_text("http://user:secret@a.example/\n")
    (tmp_path / "robots.txt").write_text("")
    done = fetch(bin_folder, "crawl", "--seeds", tmp_path / "seeds.txt", "-o", tmp_path / "crawl",
                 "--contact", CONTACT, expect=2)
    assert f"{tmp_path}/seeds.txt:1: error: an address with a user name" in done.stderr.decode()
    assert b"secret" not in done.stderr
    done = fetch(bin_folder, "robots", tmp_path / "robots.txt", "http://user:secret@a.example/",
                 expect=1)
    assert done.stdout.decode() == "no address\thttp://…@a.example/\n"


def test_robots_needs_addresses(bin_folder, tmp_path):
    (tmp_path / "robots.txt").write_text("")
    done = fetch(bin_folder, "robots", tmp_path / "robots.txt", expect=64)
    assert b"give a file and addresses, or --batch" in done.stderr


def test_a_refused_address_is_told_with_the_option_that_allows_it(bin_folder, page, tmp_path):
    done = fetch(bin_folder, "crawl", page, "-o", tmp_path / "crawl", "--contact", CONTACT,
                 "--delay", "0", expect=None)
    assert done.returncode != 0
    assert "address-refused: not a public address; --allow-net" in done.stderr.decode()


def test_a_limit_on_pages_says_what_goes_on_behind_it(bin_folder, page, tmp_path):
    arguments = [*crawling(page, tmp_path / "crawl"), page + "/2", page + "/3"]
    for _ in range(2):
        done = fetch(bin_folder, *arguments, "--max-pages", "2", expect=4)
        assert "run again with a higher --max-pages to go on" in done.stderr.decode()
    done = fetch(bin_folder, *arguments, "--max-pages", "3")
    assert done.stderr.decode().startswith("1 pages in ")


@pytest.mark.parametrize("options", [
    ("--ca-file", "none.pem"), ("--seeds", "."), ("--seeds", "none.txt"),
    ("--stats", "none/stats.json"), ("--documents", "none/ads.jsonl")])
def test_files_that_cannot_be_used_are_told_before_anything_is_fetched(
        bin_folder, page, tmp_path, options):
    name, path = options
    done = fetch(bin_folder, *crawling(page, tmp_path / "crawl", name, tmp_path / path), expect=2)
    assert f"{path}: error: " in done.stderr.decode().replace(f"{tmp_path}: ", ".: ")
    assert not list(tmp_path.glob("crawl/manifest.jsonl*")) or not (
        tmp_path / "crawl/manifest.jsonl").read_bytes()


def test_seeds_and_robots_come_through_pipes(bin_folder, page, tmp_path):
    for name, text in (("seeds", "\ufeff" + page + "\r\n# nothing\n"), ("robots", "User-agent: *\nDisallow: /x\n")):
        os.mkfifo(tmp_path / name)
        threading.Thread(target=(tmp_path / name).write_text, args=(text,), daemon=True).start()
    fetch(bin_folder, "crawl", "--seeds", tmp_path / "seeds", "-o", tmp_path / "crawl", "--contact",
          CONTACT, *LOOPBACK, "--delay", "0")
    done = fetch(bin_folder, "robots", tmp_path / "robots", "http://a.example/x", expect=1)
    assert done.stdout == b"disallow\thttp://a.example/x\n"


def test_full_and_closed_streams_end_a_run_in_order(bin_folder, page, tmp_path):
    def run(arguments, **streams):
        return subprocess.run([command(bin_folder), *map(str, arguments)], env=environment(),
                              stdin=subprocess.DEVNULL, timeout=60, **streams).returncode

    stats = crawling(page, tmp_path / "crawl", "--stats", "-")
    with open("/dev/full", "wb") as full:
        assert run(stats, stdout=full, stderr=subprocess.DEVNULL) == 2
        assert run(stats, stdout=subprocess.DEVNULL, stderr=full) == 0
        assert run([*stats, "--dry-run"], stdout=full, stderr=subprocess.DEVNULL) == 2
        (tmp_path / "robots.txt").write_text("")
        assert run(["robots", tmp_path / "robots.txt", page], stdout=full,
                   stderr=subprocess.DEVNULL) == 2
    reading, writing = os.pipe()
    os.close(reading)
    assert run(stats, stdout=writing, stderr=writing) == 0
    os.close(writing)


def test_what_is_said_goes_into_no_file_where_streams_are_closed(bin_folder, page, tmp_path):
    """The next file that was opened had the number of standard output, and got what was said."""
    arguments = " ".join(f"'{part}'" for part in [
        command(bin_folder), *crawling(page, tmp_path / "crawl", "--stats", "-", "--log", "json")])
    done = subprocess.run(["sh", "-c", f"exec {arguments} <&- >&- 2>&-"], env=environment(),
                          timeout=60)
    assert done.returncode == 2
    for path in (tmp_path / "crawl").iterdir():
        assert b"milliseconds" not in path.read_bytes(), path
    fetch(bin_folder, "verify", tmp_path / "crawl")


def test_stats_are_written_in_place_of_older_ones_and_devices_stay(
        bin_folder, page, full_device, tmp_path):
    (tmp_path / "stats.json").write_text("x" * 10_000)
    fetch(bin_folder, *crawling(page, tmp_path / "crawl", "--stats", tmp_path / "stats.json"))
    assert json.loads((tmp_path / "stats.json").read_text())["pages"] == 1
    done = fetch(bin_folder, *crawling(page, tmp_path / "crawl", "--stats", full_device), expect=2)
    assert f"{full_device}: error: writing failed (No space left on device)" in done.stderr.decode()
    assert stat.S_ISCHR(full_device.stat().st_mode)


def test_no_output_takes_the_place_of_evidence_or_of_what_is_read(
        bin_folder, page, full_device, tmp_path):
    crawl = tmp_path / "crawl"
    fetch(bin_folder, *crawling(page, crawl))
    (tmp_path / "seeds.txt").write_text(page + "\n")
    before = {path: path.read_bytes() for path in crawl.iterdir()}
    manifest = crawl / "../crawl/manifest.jsonl"
    for arguments in (
            ("pack", crawl, "-o", crawl / "manifest.jsonl"), ("pack", crawl, "-o", manifest),
            ("pack", crawl, "-o", crawl / "crawl-00001.warc.gz"), ("pack", crawl, "-o", full_device),
            crawling(page, crawl, "--documents", manifest),
            crawling(page, crawl, "--stats", crawl / ".frontier.sqlite"),
            crawling(page, crawl, "--seeds", tmp_path / "seeds.txt",
                     "--documents", tmp_path / "seeds.txt"),
            crawling(page, crawl, "--stats", tmp_path / "x", "--documents", crawl / "../x")):
        done = fetch(bin_folder, *arguments, expect=2)
        assert b"name another" in done.stderr or b"' is no file" in done.stderr
    assert before == {path: path.read_bytes() for path in crawl.iterdir()}
    assert (tmp_path / "seeds.txt").read_text() == page + "\n"
    assert stat.S_ISCHR(full_device.stat().st_mode)


def test_tampered_evidence_does_not_steer_the_terminal(bin_folder, page, tmp_path):
    crawl = tmp_path / "crawl"
    fetch(bin_folder, *crawling(page, crawl))
    done = fetch(bin_folder, "verify", crawl, "--head", "sha256:\x1b[31m\x9b\u202e", expect=1)
    said = done.stderr.decode()
    assert "the last line has digest" in said
    assert not [mark for mark in "\x1b\x9b\u202e" if mark in said]
