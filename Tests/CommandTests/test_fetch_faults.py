"""Each way a server can fail ends in its own outcome, in the evidence too, and nothing else stops."""

import json
import subprocess

import fetching
import pytest
from faults import FaultServer, answer, bomb, redirect

# Path, outcome of the page or where it leads, and what WARC-Truncated says.
FAULTS = [
    ("drip", "total-timeout", "time"),
    ("silent", "idle-timeout", "time"),
    ("reset", "connection-reset", "disconnect"),
    ("short", "short-body", "disconnect"),
    ("chunk", "bad-chunk", "unspecified"),
    ("chunk-size", "bad-chunk", "unspecified"),
    ("gzip-bomb", "ratio-limit", "length"),
    ("zstd-bomb", "unsupported-coding", None),
    ("brotli-bomb", "unsupported-coding", None),
    ("broken-gzip", "bad-coding", "unspecified"),
    ("loop-self", "redirect-loop", None),
    ("loop-b", "redirect-loop", None),
    ("chain5", "redirect-limit", None),
    ("to-file", "bad-address", None),
    ("headers", "header-limit", None),
    ("long-header", "header-limit", None),
    ("endless", "wire-limit", "length"),
    ("endless-close", "wire-limit", "length"),
    ("long", "wire-limit", "length"),
    ("empty", "empty-reply", None),
    ("garbage", "not-http", None),
    ("image", "unwanted-type", "unspecified"),
    ("broken", "server-error", None),
    ("missing", "client-error", None),
    ("busy-seconds", "ok", None),
    ("busy-date", "ok", None),
    ("failing", "ok", None),
]
GOOD = [f"good{number}" for number in range(30)]


@pytest.fixture(scope="module")
def crawl(bin_folder, tmp_path_factory):
    """One crawl of everything: the log, the folder, and the most memory it took."""
    folder = tmp_path_factory.mktemp("faults")
    with FaultServer() as server:
        server.bombs = {name: bomb(name) for name in ("gzip", "zstd", "brotli")}
        port = server.server_address[1]
        starts = [path for path, _, _ in FAULTS if path not in ("loop-b", "chain5")]
        paths = starts + ["loop-a", "chain0", "to-metadata", "to-mapped", "to-rebound"] + GOOD
        seeds = folder / "seeds.txt"
        seeds.write_text("".join(f"{server.origin}/{path}\n" for path in paths))
        # Measured by a small process: a child starts with the memory of whoever forked it.
        process = subprocess.Popen(
            ["/usr/bin/time", "-q", "-f", "%M", "-o", str(folder / "kilobytes"),
             fetching.command(bin_folder), "--seeds", str(seeds), "-o", str(folder / "crawl"),
             "--contact", fetching.CONTACT, *fetching.LOOPBACK, "--delay", "0", "--per-host", "40",
             "--concurrency", "40", "--no-throttle", "--tries", "2", "--idle-timeout", "4",
             "--total-timeout", "9", "--resolve", f"rebound.test:{port}:192.168.7.7",
             "--log", "json"],
            stderr=open(folder / "log", "wb"), env=fetching.environment())
        process.wait()
        requests, bombs = list(server.requests), server.bombs
    lines = (folder / "log").read_text().splitlines()
    events = [json.loads(line) for line in lines if line.startswith("{")]
    return {
        "code": process.returncode, "folder": folder / "crawl", "log": lines, "port": port,
        "final": {event["url"]: event for event in events if not event["retried"]},
        "megabytes": int((folder / "kilobytes").read_text()) / 1024, "requests": requests,
        "bombs": bombs,
        "origin": f"http://127.0.0.1:{port}"}


@pytest.mark.parametrize("path, outcome, truncated", FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_has_its_own_outcome(crawl, path, outcome, truncated):
    url = f"{crawl['origin']}/{path}"
    event = crawl["final"][url]
    assert event["outcome"] == outcome, event
    written = [
        headers.get_header("WARC-Truncated")
        for kind, uri, headers, _, _ in fetching.records(crawl["folder"])
        if uri == url and kind == "response"]
    if truncated:
        assert written and written[-1] == truncated
    else:
        assert all(value is None for value in written)


def test_what_cannot_be_decoded_is_kept_whole(crawl):
    """Codings nobody asked for: the bytes as they came are evidence all the same."""
    for path in ("zstd-bomb", "brotli-bomb"):
        found = [(body, headers) for kind, uri, headers, _, body in fetching.raw_records(crawl["folder"])
                 if kind == "response" and uri == f"{crawl['origin']}/{path}"]
        assert [body for body, _ in found] == [crawl["bombs"][path.split("-")[0]]]


def test_the_others_go_on(crawl):
    assert crawl["code"] == 3
    for path in GOOD:
        assert crawl["final"][f"{crawl['origin']}/{path}"]["outcome"] == "ok"


def test_redirects_into_networks_are_refused_at_the_socket(crawl):
    refused = {
        url: event["outcome"] for url, event in crawl["final"].items()
        if "//169.254.169.254" in url or "//[::ffff:" in url or "//rebound.test" in url}
    pages = {url: outcome for url, outcome in refused.items() if not url.endswith("/robots.txt")}
    assert set(pages.values()) == {"address-refused"} and len(pages) == 3, refused
    reached = {path for path, _ in crawl["requests"]}
    assert not reached & {"/good-mapped", "/good-rebound"}


def test_memory_stays_under_200_megabytes(crawl):
    assert crawl["megabytes"] < 200


def test_the_evidence_of_faults_is_sound(bin_folder, crawl):
    fetching.check_warc(crawl["folder"])
    fetching.fetch(bin_folder, "verify", crawl["folder"])


def test_retries_are_counted_and_waits_honoured(crawl):
    asked = [path for path, _ in crawl["requests"]]
    assert asked.count("/broken") == 2 and asked.count("/failing") == 2
    assert asked.count("/busy-seconds") == 2 and asked.count("/busy-date") == 2
    # A busy machine may fail a first attempt; an answer that a page is not there ends them.
    missing = [json.loads(line) for line in crawl["log"] if line.startswith("{") and "/missing" in line]
    assert [event["retried"] for event in missing].count(False) == 1
    assert all(event["outcome"] != missing[-1]["outcome"] for event in missing[:-1])


def test_a_site_that_asks_for_a_day_is_left_alone(bin_folder, tmp_path):
    with FaultServer() as server:
        seeds = [f"{server.origin}/busy-long", f"{server.origin}/good1", f"{server.origin}/good2"]
        arguments = [*seeds, "-o", tmp_path / "c", "--contact", fetching.CONTACT,
                     *fetching.LOOPBACK, "--delay", "0", "--per-host", "1"]
        done = fetching.fetch(bin_folder, *arguments, expect=4)
        assert b"left alone (held-by-site)" in done.stderr
        assert [path for path, _ in server.requests] == ["/robots.txt", "/busy-long"]


def test_robots_that_fail_keep_a_site_from_being_fetched(bin_folder, tmp_path):
    with FaultServer(robots=answer(b"", "503 Service Unavailable")) as server:
        done = fetching.fetch(
            bin_folder, f"{server.origin}/good", "-o", tmp_path / "c", "--contact",
            fetching.CONTACT, *fetching.LOOPBACK, "--tries", "1", expect=4)
        assert b"robots-unreachable" in done.stderr
        assert {path for path, _ in server.requests} == {"/robots.txt"}
        server.robots = answer(b"User-agent: *\nDisallow: /private\n")
        fetching.fetch(
            bin_folder, "-o", tmp_path / "c", "--contact", fetching.CONTACT, *fetching.LOOPBACK)
        assert "/good" in {path for path, _ in server.requests}


def test_robots_are_followed_asked_once_and_may_redirect(bin_folder, tmp_path):
    rules = b"User-agent: searchlight\nDisallow: /private\nAllow: /private/open\n"
    with FaultServer(robots=answer(rules)) as target:
        with FaultServer(robots=redirect(f"{target.origin}/robots.txt")) as server:
            paths = ["good", "private/a", "private/open"]
            done = fetching.fetch(
                bin_folder, *[f"{server.origin}/{path}" for path in paths], "-o", tmp_path / "c",
                "--contact", fetching.CONTACT, *fetching.LOOPBACK, *fetching.IMPOLITE,
                "--log", "json", expect=3)
            outcomes = {event["url"]: event["outcome"] for event in fetching.events(done)}
            assert outcomes[f"{server.origin}/private/a"] == "robots-disallowed"
            asked = [path for path, _ in server.requests]
            assert asked.count("/robots.txt") == 1 and "/private/a" not in asked
            assert "/private/open" in asked
            assert [path for path, _ in target.requests] == ["/robots.txt"]


def test_ignoring_robots_needs_a_reason_which_is_kept(bin_folder, tmp_path):
    with FaultServer(robots=answer(b"User-agent: *\nDisallow: /\n")) as server:
        arguments = [f"{server.origin}/good", "-o", tmp_path / "c", "--contact", fetching.CONTACT,
                     *fetching.LOOPBACK]
        fetching.fetch(bin_folder, *arguments, "--ignore-robots", "no", expect=64)
        fetching.fetch(bin_folder, *arguments, "--ignore-robots", "court order 12 of 2026")
        assert [path for path, _ in server.requests] == ["/good"]
        info = fetching.records(tmp_path / "c")[0]
        assert b"robots-ignored-because: court order 12 of 2026" in info[4]


def test_nothing_but_the_page_is_sent(bin_folder, tmp_path):
    with FaultServer() as server:
        proxies = {"http_proxy": "http://127.0.0.1:9", "ALL_PROXY": "http://127.0.0.1:9"}
        arguments = ["-o", tmp_path / "c", "--contact", fetching.CONTACT, *fetching.LOOPBACK,
                     "--delay", "0", "--per-host", "1"]
        fetching.fetch(
            bin_folder, f"{server.origin}/cookie", f"{server.origin}/good", *arguments, env=proxies)
        fields = dict(server.requests)["/good"]
        assert "cookie" not in fields and "authorization" not in fields
        assert fields["user-agent"].startswith("searchlight/")
        assert fields["user-agent"].endswith(f"(+mailto:{fetching.CONTACT})")
        fetching.fetch(bin_folder, f"{server.origin}/cookie", f"{server.origin}/good", "--cookies",
                       "--refresh", *arguments)
        assert dict(server.requests)["/good"]["cookie"] == "tracked=yes"


@pytest.mark.parametrize("contact", ["", "nobody", "a@example.org\r\nX-Evil: 1", "a@example.org\n"])
def test_a_contact_is_needed_and_is_one_line(bin_folder, tmp_path, contact):
    fetching.fetch(bin_folder, "http://127.0.0.1/", "-o", tmp_path / "c", "--contact", contact,
                   expect=64)


def test_loopback_is_refused_unless_it_is_named(bin_folder, tmp_path):
    with FaultServer() as server:
        done = fetching.fetch(
            bin_folder, f"{server.origin}/good", "-o", tmp_path / "c", "--contact",
            fetching.CONTACT, "--log", "json", expect=3)
        assert fetching.events(done)[-1]["outcome"] == "address-refused"
        assert server.requests == []


def test_an_unchanged_page_becomes_a_revisit(bin_folder, tmp_path):
    with FaultServer() as server:
        arguments = [f"{server.origin}/cached", f"{server.origin}/good", "-o", tmp_path / "c",
                     "--contact", fetching.CONTACT, *fetching.LOOPBACK, "--delay", "0"]
        fetching.fetch(bin_folder, *arguments)
        fetching.fetch(bin_folder, *arguments, "--refresh")
        again = dict(server.requests)["/cached"]
        assert again["if-none-match"] == '"one"'
        found = fetching.records(tmp_path / "c")
        revisits = {uri: headers for kind, uri, headers, _, _ in found if kind == "revisit"}
        profile = "http://netpreserve.org/warc/1.1/revisit/"
        cached = revisits[f"{server.origin}/cached"]
        assert cached.get_header("WARC-Profile") == profile + "server-not-modified"
        good = revisits[f"{server.origin}/good"]
        assert good.get_header("WARC-Profile") == profile + "identical-payload-digest"
        first = next(headers for kind, uri, headers, _, _ in found
                     if kind == "response" and uri.endswith("/good"))
        assert good.get_header("WARC-Refers-To") == first.get_header("WARC-Record-ID")
        assert good.get_header("WARC-Refers-To-Date") == first.get_header("WARC-Date")
        fetching.check_warc(tmp_path / "c")
        fetching.fetch(bin_folder, "verify", tmp_path / "c")


def test_a_proxy_is_not_asked_for_addresses_of_networks(bin_folder, tmp_path):
    """Names are the proxy's to look up; addresses in URLs and redirects are checked all the same."""
    with FaultServer() as proxy:
        # A proxy gets the whole address in the request line: this one answers all of them.
        seeds = ["http://ads.example/good", "http://169.254.169.254/good", "http://127.0.0.1/good",
                 "http://[::ffff:10.0.0.1]/good", "http://localhost/good"]
        done = fetching.fetch(
            bin_folder, *seeds, "-o", tmp_path / "c", "--contact", fetching.CONTACT, "--proxy",
            proxy.origin, "--delay", "0", "--tries", "1", "--log", "json", "--ignore-robots",
            "our own proxy", expect=3)
        outcomes = {event["url"]: event["outcome"] for event in fetching.events(done)}
        assert set(outcomes) == set(seeds)
        assert [url for url in seeds if outcomes[url] == "address-refused"] == seeds[1:]
        assert [path for path, _ in proxy.requests] == ["http://ads.example/good"]
        response = next(r for r in fetching.records(tmp_path / "c") if r[0] == "response")
        assert response[2].get_header("WARC-IP-Address") is None, "the proxy's address is not the site's"
