"""What is fetched from a real nginx stands up: to warcio, to wacz, to 'scan' and to ourselves."""

import collections
import gzip
import json
import pathlib
import random
import shutil
import stat
import subprocess
import sys
import zipfile

import fetching
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
NGINX = """
  location /zipped/ { alias %(root)s/; gzip on; }
  location /old { return 301 /p1.html; }
  location /latin { default_type "text/html; charset=iso-8859-1"; alias %(root)s/latin.html; }
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder of pages of all sizes up to some that do not stay in memory."""
    folder = tmp_path_factory.mktemp("site")
    chance = random.Random(5)
    for number in range(12):
        text = f"<title>Ad {number}</title><p>Chair {number}, call 214-555-01{number:02}.</p>"
        noise = "".join(chance.choices("abcdefghijklmnop ", k=8 ** number)) if number < 8 else ""
        (folder / f"p{number}.html").write_text(text + noise)
    (folder / "empty.html").write_text("")
    (folder / "latin.html").write_bytes("<p>Caf\u00e9</p>".encode("latin-1"))
    (folder / "photo.png").write_bytes(b"\x89PNG")
    return folder


@pytest.fixture(scope="module")
def crawl(bin_folder, site, tmp_path_factory):
    work = tmp_path_factory.mktemp("crawl")
    with fetching.Nginx(site, work / "nginx", NGINX % {"root": site}) as server:
        paths = [f"/p{number}.html" for number in range(12)]
        paths += [f"/zipped/p{number}.html" for number in range(12)]
        paths += ["/old", "/latin", "/empty.html", "/nothing"]
        urls = [server.origin + path for path in paths]
        fetching.fetch(
            bin_folder, *urls, "-o", work / "crawl", "--contact", fetching.CONTACT,
            *fetching.LOOPBACK, *fetching.IMPOLITE, "--case", "2026-014", "--operator", "J. Doe",
            "--warc-megabytes", "1", "--stats", work / "stats.json", expect=3)
        return {"folder": work / "crawl", "origin": server.origin, "work": work}


def test_what_is_kept_is_for_its_owner_alone(bin_folder, crawl):
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in crawl["folder"].iterdir()}
    assert ".frontier.sqlite" in modes and set(modes.values()) == {0o600}, modes
    package = crawl["work"] / "mode.wacz"
    fetching.fetch(bin_folder, "pack", crawl["folder"], "-o", package)
    assert stat.S_IMODE(package.stat().st_mode) == 0o600


def test_every_record_is_what_the_standard_asks(crawl):
    fetching.check_warc(crawl["folder"])
    files = sorted(crawl["folder"].glob("*.warc.gz"))
    assert len(files) > 1, "no new file was started at the size limit"
    found = fetching.records(crawl["folder"])
    assert {kind for kind, *_ in found} == {"warcinfo", "request", "response", "metadata"}
    assert sum(kind == "warcinfo" for kind, *_ in found) == len(files)
    for kind, _, headers, _, _ in found:
        assert headers.protocol == "WARC/1.1"
        assert headers.get_header("WARC-Block-Digest").startswith("sha256:")
        if kind == "response":
            assert headers.get_header("WARC-IP-Address") == "127.0.0.1"
            assert headers.get_header("WARC-Protocol") == "http/1.1"
            assert headers.get_header("WARC-Payload-Digest").startswith("sha256:")
    responses = [h.get_header("WARC-Record-ID") for kind, _, h, _, _ in found if kind == "response"]
    requests = [h.get_header("WARC-Concurrent-To") for kind, _, h, _, _ in found if kind == "request"]
    assert sorted(responses) == sorted(requests)


def test_every_member_holds_one_record(crawl):
    for path in crawl["folder"].glob("*.warc.gz"):
        data, count = path.read_bytes(), 0
        for line in (crawl["folder"] / "manifest.jsonl").open():
            entry = json.loads(line)
            if entry["file"] == path.name:
                member = gzip.decompress(data[entry["offset"]:entry["offset"] + entry["length"]])
                assert member.startswith(b"WARC/1.1\r\n") and member.count(b"WARC/1.1\r\n") == 1
                count += 1
        assert count > 0


def test_every_body_replays_byte_for_byte(crawl, site):
    bodies = {uri: body for kind, uri, _, _, body in fetching.records(crawl["folder"])
              if kind == "response"}
    for number in range(12):
        written = (site / f"p{number}.html").read_bytes()
        assert bodies[f"{crawl['origin']}/p{number}.html"] == written
        assert bodies[f"{crawl['origin']}/zipped/p{number}.html"] == written


def test_bodies_are_kept_as_they_came(crawl):
    """Chunked and compressed on the wire means chunked and compressed in the record."""
    for line in (crawl["folder"] / "manifest.jsonl").open():
        entry = json.loads(line)
        if entry["type"] != "response" or not entry["url"].endswith("/zipped/p1.html"):
            continue
        data = (crawl["folder"] / entry["file"]).read_bytes()
        member = gzip.decompress(data[entry["offset"]:entry["offset"] + entry["length"]])
        block = member.split(b"\r\n\r\n", 1)[1]
        head, body = block.split(b"\r\n\r\n", 1)
        assert b"Transfer-Encoding: chunked" in head and b"Content-Encoding: gzip" in head
        size, rest = body.split(b"\r\n", 1)
        assert rest[:2] == b"\x1f\x8b" and int(size, 16) > 0
        return
    raise AssertionError("no such page")


def test_the_manifest_says_who_and_what_and_is_checked(bin_folder, crawl, tmp_path):
    lines = (crawl["folder"] / "manifest.jsonl").read_bytes().splitlines(keepends=True)
    first = json.loads(lines[0])
    assert first["case"] == "2026-014" and first["operator"] == "J. Doe"
    assert first["tool"].startswith("searchlight-fetch/")
    done = fetching.fetch(bin_folder, "verify", crawl["folder"])
    head = done.stderr.decode().split()[-1]
    fetching.fetch(bin_folder, "verify", crawl["folder"], "--head", head)
    fetching.fetch(bin_folder, "verify", crawl["folder"], "--head", "sha256:00", expect=1)

    def broken(change, words):
        copy = tmp_path / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(crawl["folder"], copy)
        change(copy)
        done = fetching.fetch(bin_folder, "verify", copy, expect=1)
        assert words in done.stderr, done.stderr

    def rewrite(change):
        def apply(copy):
            (copy / "manifest.jsonl").write_bytes(b"".join(change(list(lines))))
        return apply

    broken(rewrite(lambda all: all[:5] + all[6:]), b"the chain is broken")
    broken(rewrite(lambda all: all[:5] + [all[6], all[5]] + all[7:]), b"the chain is broken")
    broken(rewrite(lambda all: [all[0].replace(b"J. Doe", b"J. Roe")] + all[1:]), b"chain is broken")
    broken(rewrite(lambda all: all[:-1]), b"in no line of the manifest")

    def flip(copy):
        path = copy / "crawl-00001.warc.gz"
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)

    broken(flip, b"the record was changed")
    broken(lambda copy: (copy / "crawl-00002.warc.gz").unlink(), b"is missing")
    broken(lambda copy: (copy / "other.warc.gz").write_bytes(b"x"), b"in no line of the manifest")


def test_the_package_is_valid(bin_folder, crawl, tmp_path):
    package = tmp_path / "crawl.wacz"
    fetching.fetch(bin_folder, "pack", crawl["folder"], "-o", package, "--title", "Case 2026-014")
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from wacz.main import main; sys.exit(main(sys.argv[1:]))",
         "validate", "-f", str(package)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(package) as archive:
        assert archive.testzip() is None
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        description = json.loads(archive.read("datapackage.json"))
        assert description["wacz_version"] == "1.1.1" and description["title"] == "Case 2026-014"
        index = archive.read("indexes/index.cdx").decode().splitlines()
        assert index == sorted(index) and len(index) > 25
        for line in index:
            entry = json.loads(line.split(" ", 2)[2])
            data = archive.read("archive/" + entry["filename"])
            start = int(entry["offset"])
            member = gzip.decompress(data[start:start + int(entry["length"])])
            assert f"WARC-Target-URI: {entry['url']}\r\n".encode() in member


def test_scan_reads_the_package_like_the_folder(bin_folder, searchlight, crawl, tmp_path, json_lines):
    fetching.fetch(bin_folder, "pack", crawl["folder"], "-o", tmp_path / "crawl.wacz")
    found = []
    for source in (crawl["folder"], tmp_path / "crawl.wacz"):
        findings = tmp_path / "findings.jsonl"
        searchlight("scan", source, "-o", tmp_path / "queue.jsonl", "--findings", findings,
                    "--no-links", expect=None)
        found.append([(line["url"], line["textSHA256"]) for line in json_lines(findings)])
        counts = json.loads((tmp_path / "queue.manifest.json").read_bytes())["counts"]
        found[-1].append(counts["rejectedByReason"])
    assert found[0] == found[1] and len(found[0]) > 20


def test_scan_reads_the_folder_with_provenance(searchlight, crawl, tmp_path, json_lines):
    findings = tmp_path / "findings.jsonl"
    searchlight("scan", crawl["folder"], "-o", tmp_path / "queue.jsonl", "--findings", findings,
                expect=None)
    found = {line["url"]: line for line in json_lines(findings)}
    assert len([url for url in found if "/p" in url]) == 24
    assert not any("manifest" in line["source"]["path"] for line in found.values())
    ids = {h.get_header("WARC-Record-ID").strip("<>"): uri
           for kind, uri, h, _, _ in fetching.records(crawl["folder"]) if kind == "response"}
    page = found[f"{crawl['origin']}/zipped/p9.html"]
    assert ids[page["source"]["recordID"]] == page["url"]
    assert page["text"] == "Chair 9, call 214-555-0109."
    assert found[f"{crawl['origin']}/latin"]["text"] == "Caf\u00e9"


def test_scan_reads_what_wget_keeps(searchlight, site, tmp_path, json_lines):
    assert shutil.which("wget"), "wget is missing: sh .ci/setup.sh test installs it"
    with fetching.Nginx(site, tmp_path / "nginx") as server:
        subprocess.run(
            ["wget", "-q", "--warc-file=got", f"{server.origin}/p9.html", f"{server.origin}/p8.html"],
            cwd=tmp_path, env=fetching.environment(), check=True)
    findings = tmp_path / "findings.jsonl"
    searchlight("scan", tmp_path / "got.warc.gz", "-o", tmp_path / "queue.jsonl", "--findings",
                findings, expect=None)
    texts = {line["text"] for line in json_lines(findings)}
    assert {"Chair 8, call 214-555-0108.", "Chair 9, call 214-555-0109."} <= texts


def test_tls_is_verified_and_the_chain_kept(bin_folder, site, tmp_path):
    def certificate(name, subject):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
             f"/CN={subject}", "-addext", f"subjectAltName=IP:{subject}", "-keyout",
             str(tmp_path / f"{name}.key"), "-out", str(tmp_path / f"{name}.pem")],
            check=True, capture_output=True)
        return tmp_path / f"{name}.pem", tmp_path / f"{name}.key"

    pair = certificate("right", "127.0.0.1")
    with fetching.Nginx(site, tmp_path / "nginx", tls=pair) as server:
        arguments = [f"{server.origin}/p8.html", f"{server.origin}/p9.html", "--contact",
                     fetching.CONTACT, *fetching.LOOPBACK, "--delay", "0", "--tries", "1",
                     "--log", "json"]
        done = fetching.fetch(bin_folder, *arguments, "-o", tmp_path / "untrusted", expect=4)
        assert {event["outcome"] for event in fetching.events(done)} == {"tls-failed"}
        for options, protocol in ([], "http/1.1"), (["--http2"], "h2"):
            folder = tmp_path / protocol.replace("/", "-")
            fetching.fetch(bin_folder, *arguments, *options, "-o", folder, "--ca-file", pair[0])
            found = fetching.records(folder)
            page = next(r for r in found if r[0] == "response" and r[1].endswith("/p9.html"))
            values = [v for n, v in page[2].headers if n == "WARC-Protocol"]
            assert values[0] == protocol and values[1].startswith("tls/1.")
            assert page[2].get_header("WARC-Cipher-Suite").startswith("TLS_")
            assert page[3].protocol == "HTTP/1.1" and page[4] == (site / "p9.html").read_bytes()
            request = next(r for r in found if r[0] == "request" and r[1].endswith("/p9.html"))
            assert request[3].statusline.endswith(" HTTP/1.1") or "HTTP/1.1" in str(request[3])
            chains = [r for r in found if r[4].startswith(b"-----BEGIN CERTIFICATE-----")]
            assert len(chains) == 1 and chains[0][4] == pair[0].read_bytes()
            notes = [r[4] for r in found if r[0] == "metadata" and r[1].endswith("/p9.html")]
            assert chains[0][2].get_header("WARC-Record-ID").encode() in notes[0]
            fetching.check_warc(folder)
            fetching.fetch(bin_folder, "verify", folder)


def test_a_sitemap_gives_the_pages_of_its_window(bin_folder, tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    for number in range(6):
        (site / f"p{number}.html").write_text("<p>Lamp</p>")
    with fetching.Nginx(site, tmp_path / "nginx") as server:
        dates = ["2026-01-20", "2026-02-01T10:00:00Z", "2026-02-08", "2026-02-09", None, "2026-02-02"]
        entries = "".join(
            f"<url><loc>{server.origin}/p{number}.html</loc>"
            + (f"<lastmod>{date}</lastmod>" if date else "") + "</url>"
            for number, date in enumerate(dates))
        space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        (site / "ads.xml").write_text(f"<?xml version='1.0'?><urlset {space}>{entries}</urlset>")
        (site / "index.xml").write_text(
            f"<sitemapindex {space}><sitemap><loc>{server.origin}/ads.xml</loc></sitemap>"
            f"<sitemap><loc>{server.origin}/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>"
            "</sitemapindex>")
        (site / "robots.txt").write_text(f"User-agent: *\nSitemap: {server.origin}/index.xml\n")
        (site / "start.html").write_text("")
        fetching.fetch(
            bin_folder, f"{server.origin}/start.html", "--sitemap", "robots", "--since",
            "2026-02-01", "--until", "2026-02-08", "-o", tmp_path / "c", "--contact",
            fetching.CONTACT, *fetching.LOOPBACK, *fetching.IMPOLITE)
        asked = set(server.requests())
    assert asked == {"/robots.txt", "/start.html", "/index.xml", "/ads.xml", "/p1.html", "/p2.html",
                     "/p4.html", "/p5.html"}


def test_limits_stop_a_crawl_and_it_goes_on(bin_folder, site, tmp_path):
    with fetching.Nginx(site, tmp_path / "nginx") as server:
        urls = [f"{server.origin}/p{number}.html" for number in range(8)]
        arguments = [*urls, "-o", tmp_path / "c", "--contact", fetching.CONTACT,
                     *fetching.LOOPBACK, *fetching.IMPOLITE, "--stats", tmp_path / "stats.json"]
        fetching.fetch(bin_folder, *arguments, "--max-pages", "3", expect=4)
        stats = json.loads((tmp_path / "stats.json").read_text())
        assert (stats["stop"], stats["pages"], stats["waiting"]) == ("pages", 3, 5)
        fetching.fetch(bin_folder, *arguments)
        stats = json.loads((tmp_path / "stats.json").read_text())
        assert (stats["stop"], stats["pages"], stats["waiting"]) == ("finished", 5, 0)
        asked = [path for path in server.requests() if path != "/robots.txt"]
        assert len(asked) == len(set(asked)) == 8


def test_the_sample_site_gives_its_ads(bin_folder, searchlight, tmp_path, json_lines):
    samples = ROOT / "Samples"
    port = fetching.free_port()
    profile = tmp_path / "site.yml"
    profile.write_text((samples / "site.yml").read_text().replace("8080", str(port)))
    with fetching.Nginx(samples / "site", tmp_path / "nginx", port=port) as server:
        arguments = ["--profile", profile, "--contact", fetching.CONTACT, *fetching.LOOPBACK,
                     "--delay", "0", "-o", tmp_path / "crawl"]
        plan = fetching.fetch(bin_folder, *arguments, "--dry-run")
        assert set(server.requests()) == {"/robots.txt"}
        assert plan.stdout.decode().startswith("fetch\t")
        assert not (tmp_path / "crawl").exists()
        ads = tmp_path / "ads.jsonl"
        fetching.fetch(bin_folder, *arguments, "--documents", ads)
        asked = server.requests()[1:]
    assert len(asked) == len(set(asked)), "a page was asked for twice"
    assert not [path for path in asked if path.startswith("/account") or path.endswith(".png")]
    documents = json_lines(ads)
    assert len(documents) == 12
    for document in documents:
        assert document["id"] and document["title"] and document["place"], document
        assert "Home | All ads" not in document["text"], "the body is not the page"
        assert document["posted"].startswith("2026-")
        assert document["source"]["recordID"].startswith("urn:uuid:")
    findings = tmp_path / "findings.jsonl"
    searchlight("scan", ads, "-o", tmp_path / "queue.jsonl", "--findings", findings)
    scanned = json_lines(findings)
    assert [line["id"] for line in scanned] == [document["id"] for document in documents]
    assert all(line["posted"] and line["place"] for line in scanned)
    # The folder itself: pages that the profile calls listings are no ads, and are counted.
    done = searchlight("scan", tmp_path / "crawl", "-o", tmp_path / "queue.jsonl", "--findings", findings)
    assert {line["url"] for line in json_lines(findings)} == {d["url"] for d in documents}
    manifest = json.loads((tmp_path / "queue.manifest.json").read_text())
    passed = sum_counts(entry.get("passedOver", {}) for entry in manifest["inputs"])
    assert passed["robots"] == 1 and passed["listing"] == len(asked) - 1 - 12
    assert manifest["counts"]["read"] == 12
    assert f"listing {passed['listing']}, robots 1".encode() in done.stderr


def sum_counts(counts):
    return sum((collections.Counter(count) for count in counts), collections.Counter())
