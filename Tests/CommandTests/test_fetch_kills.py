"""A crawl that is killed at any moment goes on: nothing lost, nothing fetched again but what was
in flight. 'python test_fetch_kills.py BIN PAGES KILLS SEED DELAY' makes a longer run by hand."""

import collections
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

import fetching

CONCURRENCY = 4
# Requests under way and results that are not committed: see Crawl.mayStartMore.
IN_FLIGHT = CONCURRENCY
SIGNALS = [signal.SIGKILL, signal.SIGTERM, signal.SIGABRT, signal.SIGINT, signal.SIGKILL, signal.SIGHUP,
           signal.SIGQUIT, signal.SIGSEGV]
IN_ORDER = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def fetched_pages(folder):
    """What the state says is done, as a run that starts now would see it."""
    state = folder / ".frontier.sqlite"
    if not state.exists():
        return set()
    with sqlite3.connect(state) as database:
        if not database.execute("SELECT count(*) FROM sqlite_master WHERE name='page'").fetchone()[0]:
            return set()
        return {row[0] for row in database.execute("SELECT url FROM page WHERE state = 1")}


def crawl_with_kills(bin_folder, work, pages, kills, seed, delay):
    """Kills a crawl `kills` times while it fetches, lets it finish, and checks everything. Gives
    the figures.

    A run is killed once the server has seen a random number of new requests from it, at a random
    moment from then on, by each signal in turn."""
    work = pathlib.Path(work)
    chance = random.Random(seed)
    site = work / "site"
    site.mkdir()
    for number in range(pages):
        (site / f"p{number}.html").write_text(f"<title>Ad {number}</title><p>Chair {number}</p>" * 20)
    killed_by, in_flight, again_by_run = collections.Counter(), [], []
    with fetching.Nginx(site, work / "nginx") as server:
        def asked():
            return collections.Counter(path for path in server.requests() if path != "/robots.txt")

        urls = [f"{server.origin}/p{number}.html" for number in range(pages)]
        (work / "seeds").write_text("\n".join(urls))
        folder = work / "crawl"
        arguments = [
            fetching.command(bin_folder), "--seeds", str(work / "seeds"), "-o", str(folder),
            "--contact", fetching.CONTACT, *fetching.LOOPBACK, "--delay", str(delay), "--no-throttle",
            "--per-host", str(CONCURRENCY), "--concurrency", str(CONCURRENCY),
            "--documents", str(work / "ads.jsonl"), "--warc-megabytes", "1"]
        before, done = collections.Counter(), set()
        for number in range(kills):
            # Of what is left, each run to come has an equal share.
            seen = sum(before.values())
            wanted = seen + chance.randint(1, max(1, (pages - seen) // (kills + 1 - number)))
            process = subprocess.Popen(
                arguments, stderr=open(work / "last.log", "wb"),
                # A crash of the Swift runtime would otherwise be told at length.
                env={**fetching.environment(), "SWIFT_BACKTRACE": "enable=no"})
            while sum(asked().values()) < wanted and process.poll() is None:
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 4 * delay))
            assert process.poll() in (None, 0), (process.returncode, (work / "last.log").read_text())
            way = SIGNALS[number % len(SIGNALS)]
            process.send_signal(way)
            code = process.wait(60)
            if code == 0:
                # A fast machine was through before the signal came.
                break
            # The first of these ends a crawl in order; the others end the process.
            assert code == (2 if way in IN_ORDER else -way), (way, code)
            killed_by[way.name] += 1
            # The server may still be writing down what it has just answered.
            while (now := asked()) != (time.sleep(0.1), asked())[1]:
                pass
            new = now - before
            assert new, "killed before it fetched anything"
            # What the state called done before this run has not been asked for in it.
            assert not done & set(new), "a page that was done is asked for again"
            again_by_run.append(sum(1 for path in new if before[path]))
            done = {url[len(server.origin):] for url in fetched_pages(folder)}
            in_flight.append(len(set(now) - done))
            before = now
        last = subprocess.run(arguments, capture_output=True, env=fetching.environment(), timeout=900)
        assert last.returncode == 0, last.stderr.decode()
        now = asked()
        again_by_run.append(sum(1 for path in now - before if before[path]))
    assert killed_by, "no kill came in time"
    assert set(now) == {url[len(server.origin):] for url in urls}
    again = sum(now.values()) - pages
    # Fetched again is what was in flight at a kill, no more; and that is a few pages.
    assert again == sum(again_by_run) <= sum(in_flight), (again, again_by_run, in_flight)
    assert max(in_flight) <= IN_FLIGHT, in_flight
    kept = collections.Counter(
        uri for kind, uri, *_ in fetching.records(folder)
        if kind == "response" and not uri.endswith("/robots.txt"))
    assert kept == collections.Counter(urls), "a page is missing or there twice"
    ads = collections.Counter(
        line.split('"url":"')[1].split('"')[0] for line in (work / "ads.jsonl").open())
    assert ads == collections.Counter(urls)
    fetching.check_warc(folder)
    fetching.fetch(bin_folder, "verify", folder)
    return {"pages": pages, "kills": sum(killed_by.values()), "by": dict(killed_by),
            "in flight at each kill": in_flight, "fetched again": again,
            "most times one page": max(now.values()), "files": len(list(folder.glob("*.warc.gz")))}


def test_a_crawl_survives_kills(bin_folder, tmp_path):
    figures = crawl_with_kills(bin_folder, tmp_path, pages=700, kills=7, seed=1, delay=0.003)
    # How many kills come in time is the machine's affair; crawl_with_kills asks for one at least.
    assert figures["fetched again"] <= figures["kills"] * IN_FLIGHT


def test_two_runs_do_not_share_a_folder(bin_folder, tmp_path):
    from faults import FaultServer

    with FaultServer() as server:
        arguments = [f"{server.origin}/silent", "-o", str(tmp_path / "c"), "--contact",
                     fetching.CONTACT, *fetching.LOOPBACK, "--tries", "1", "--idle-timeout", "20"]
        first = subprocess.Popen(
            [fetching.command(bin_folder), *arguments], stderr=subprocess.DEVNULL,
            env=fetching.environment())
        try:
            while "/silent" not in [path for path, _ in server.requests]:
                assert first.poll() is None
                time.sleep(0.05)
            done = fetching.fetch(bin_folder, *arguments, expect=2)
            assert b"another run is working in this folder" in done.stderr
        finally:
            first.kill()
            first.wait()


def test_a_damaged_state_file_is_a_clear_error(bin_folder, tmp_path):
    from faults import FaultServer

    with FaultServer() as server:
        arguments = [f"{server.origin}/good", "-o", tmp_path / "c", "--contact", fetching.CONTACT,
                     *fetching.LOOPBACK]
        fetching.fetch(bin_folder, *arguments)
        state = tmp_path / "c" / ".frontier.sqlite"
        whole = state.read_bytes()
        for damaged in (b"no database at all" * 1000, whole[:100] + b"\xff" * (len(whole) - 100)):
            state.write_bytes(damaged)
            done = fetching.fetch(bin_folder, *arguments, expect=2)
            assert b".frontier.sqlite: error: " in done.stderr and b"restore" in done.stderr
        state.write_bytes(whole)
        warc = tmp_path / "c" / "crawl-00001.warc.gz"
        warc.write_bytes(warc.read_bytes()[:-10])
        done = fetching.fetch(bin_folder, *arguments, expect=2)
        assert b"crawl-00001.warc.gz: error: " in done.stderr and b"were written" in done.stderr


def test_a_folder_that_vanishes_is_a_clear_error(bin_folder, tmp_path):
    import shutil

    from faults import FaultServer

    with FaultServer() as server:
        seeds = tmp_path / "seeds"
        seeds.write_text("".join(f"{server.origin}/good{number}\n" for number in range(400)))
        process = subprocess.Popen(
            [fetching.command(bin_folder), "--seeds", str(seeds), "-o", str(tmp_path / "c"),
             "--contact", fetching.CONTACT, *fetching.LOOPBACK, "--delay", "0.01", "--no-throttle"],
            stderr=subprocess.PIPE, env=fetching.environment())
        while len(server.requests) < 20:
            assert process.poll() is None
            time.sleep(0.02)
        shutil.rmtree(tmp_path / "c")
        _, text = process.communicate(timeout=60)
        assert process.returncode == 2, text
        # Which file is missed first is a matter of chance.
        assert b"error: " in text and bytes(tmp_path / "c") in text


def test_a_full_disk_is_a_clear_error(bin_folder, tmp_path):
    """A limit on file sizes stands in for a full disk: both fail the write."""
    import resource

    from faults import FaultServer

    with FaultServer() as server:
        seeds = tmp_path / "seeds"
        seeds.write_text("".join(f"{server.origin}/good{number}\n" for number in range(400)))
        arguments = ["--seeds", seeds, "-o", tmp_path / "c", "--contact", fetching.CONTACT,
                     *fetching.LOOPBACK, *fetching.IMPOLITE]

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))

        done = subprocess.run(
            [fetching.command(bin_folder), *map(str, arguments)], capture_output=True,
            env=fetching.environment(), preexec_fn=limit, timeout=60)
        assert done.returncode == 2, done.stderr
        assert b"error: " in done.stderr
        fetching.fetch(bin_folder, *arguments)
        kept = [uri for kind, uri, *_ in fetching.records(tmp_path / "c") if kind == "response"]
        assert len(kept) == len(set(kept)) == 401
        fetching.fetch(bin_folder, "verify", tmp_path / "c")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        print(crawl_with_kills(
            sys.argv[1], scratch, int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]),
            float(sys.argv[5])))
