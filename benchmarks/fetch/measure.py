"""Pages a second of 'searchlight fetch' beside Scrapy and 'curl --parallel', from one nginx on
loopback: measure.py [--pages N] [--rounds N] [--bin FOLDER] RECORD

All three get the same list of addresses, 64 requests at once, and keep every body on the disk. The
fetcher also hashes and compresses each page, writes its request and metadata, a manifest line and
the state, and syncs them; Scrapy and curl do none of that. nginx shares the same cores."""

import argparse
import csv
import datetime
import importlib.metadata
import os
import pathlib
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "CommandTests"))
import fetching  # noqa: E402

CONCURRENCY = 64
WORDS = """lamp table chair bicycle piano market garden river street station quiet room rent oak
mountain listing number evening morning price pick call ask Dallas Austin Waco Plano""".split()


def make_site(folder, pages, size):
    chance = random.Random(20000)
    folder.mkdir()
    for number in range(pages):
        text = f"<!DOCTYPE html><title>Ad {number}</title><h1>Ad {number}</h1><p>"
        while len(text) < size:
            text += chance.choice(WORDS) + " "
        (folder / f"p{number}.html").write_text(text[:size])


def timed(arguments):
    """Seconds, processor seconds and most memory in megabytes of a command that must succeed."""
    with tempfile.NamedTemporaryFile("r") as figures:
        # Started by a small process: the system counts to a command what its starter held.
        done = subprocess.run(
            ["/usr/bin/time", "-q", "-f", "%e %U %S %M", "-o", figures.name, *map(str, arguments)],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=fetching.environment())
        assert done.returncode == 0, done.stderr.decode()
        wall, user, system, kilobytes = map(float, figures.read().split())
    return wall, user + system, kilobytes / 1024


def ours(bin_folder, work, seeds, pages):
    folder = work / "crawl"
    shutil.rmtree(folder, ignore_errors=True)
    result = timed([
        fetching.command(bin_folder), "--seeds", seeds, "-o", folder, "--contact",
        fetching.CONTACT, *fetching.LOOPBACK, "--delay", "0", "--no-throttle", "--per-host",
        CONCURRENCY, "--concurrency", CONCURRENCY, "--ignore-robots", "our own server"])
    lines = (folder / "manifest.jsonl").read_text().count('"type":"response"')
    assert lines == pages, lines
    return result, lines


def scrapy(work, seeds, pages, size):
    kept = work / "scrapy.bodies"
    result = timed([sys.executable, ROOT / "benchmarks/fetch/spider.py", seeds, CONCURRENCY, kept])
    count = kept.stat().st_size // size
    assert count == pages, count
    return result, count


def curl(work, seeds, pages):
    folder = work / "curl"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    config = work / "curl.config"
    with open(config, "w") as file:
        for number, line in enumerate(open(seeds)):
            file.write(f'url = "{line.strip()}"\noutput = "{folder}/{number}"\n')
    result = timed(["curl", "-q", "-s", "-S", "--parallel", "--parallel-max", CONCURRENCY,
                    "--no-progress-meter", "-K", config])
    count = len(os.listdir(folder))
    assert count == pages, count
    return result, count


def version(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout.split("\n")[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--size", type=int, default=10_240)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scrapy-rounds", type=int, help="as many as the others unless given")
    parser.add_argument("--bin", default=ROOT / ".build" / "release")
    parser.add_argument("record", type=pathlib.Path)
    options = parser.parse_args()
    rows, load = [], os.getloadavg()
    scrapy_rounds = options.rounds if options.scrapy_rounds is None else options.scrapy_rounds
    with tempfile.TemporaryDirectory() as scratch:
        work = pathlib.Path(scratch)
        make_site(work / "site", options.pages, options.size)
        with fetching.Nginx(work / "site", work / "nginx", "access_log off;") as server:
            def seeds(count):
                path = work / f"seeds-{count}"
                path.write_text("".join(f"{server.origin}/p{n}.html\n" for n in range(count)))
                return path

            peers = {
                "searchlight fetch": lambda n: ours(options.bin, work, seeds(n), n),
                "curl --parallel": lambda n: curl(work, seeds(n), n),
                "scrapy": lambda n: scrapy(work, seeds(n), n, options.size),
            }
            curl(work, seeds(min(1000, options.pages)), min(1000, options.pages))
            for number in range(options.rounds):
                order = list(peers)
                order = order[number % 3:] + order[:number % 3]
                for name in order:
                    if name == "scrapy" and number >= scrapy_rounds:
                        continue
                    (wall, processor, memory), count = peers[name](options.pages)
                    rows.append((number + 1, name, count, wall, processor, memory))
                    print(f"round {number + 1}: {name}: {count / wall:.0f} pages/s", flush=True)
            growth = []
            for count in (options.pages // 8, options.pages // 2):
                growth.append((count, peers["searchlight fetch"](count)[0][2]))
            whole = [row[5] for row in rows if row[1] == "searchlight fetch"]
            growth.append((options.pages, max(whole)))
    options.record.mkdir(parents=True, exist_ok=True)
    with open(options.record / "raw.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["round", "tool", "pages", "wall_seconds", "cpu_seconds", "max_rss_mb"])
        table.writerows((a, b, c, f"{d:.3f}", f"{e:.3f}", f"{f:.1f}") for a, b, c, d, e, f in rows)

    def median(name, value):
        found = sorted(value(row) for row in rows if row[1] == name)
        return found[len(found) // 2]

    rates = {name: median(name, lambda row: row[2] / row[3]) for name in peers}
    lines = ["| tool | pages | pages/s (median) | CPU ms/page | most memory |", "|---|---|---|---|---|"]
    for name in peers:
        cpu = median(name, lambda row: row[4] / row[2]) * 1000
        memory = median(name, lambda row: row[5])
        lines.append(f"| {name} | {options.pages} | {rates[name]:.0f} | {cpu:.2f} | {memory:.0f} MB |")

    def ratios(peer):
        rate = {(row[0], row[1]): row[2] / row[3] for row in rows}
        return sorted(rate[number, "searchlight fetch"] / rate[number, peer]
                      for number, name in rate if name == peer)

    for peer in ("scrapy", "curl --parallel"):
        found = ratios(peer)
        lines.append("")
        lines.append(f"Beside {peer}, round by round: {', '.join(f'{r:.2f}' for r in found)} "
                     f"(median {found[len(found) // 2]:.2f}).")
    lines += ["", "Memory as the crawl grows: " + ", ".join(
        f"{count} pages {memory:.0f} MB" for count, memory in growth) + "."]
    (options.record / "summary.md").write_text("\n".join(lines) + "\n")
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo")
                  if line.startswith("model name")), platform.processor())
    (options.record / "README.md").write_text(f"""# Fetching beside Scrapy and curl

`python benchmarks/fetch/measure.py --pages {options.pages} --size {options.size} \
--rounds {options.rounds} --scrapy-rounds {scrapy_rounds} {options.record.name}` on {datetime.date.today()}.

{options.pages} pages of {options.size} bytes from nginx on loopback, {CONCURRENCY} requests at
once, politeness off. Every tool keeps every body on the disk; counts are checked. The fetcher
writes WARC records (SHA-256, gzip), manifest and state besides, and syncs them.

Commit {version("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD")}, {model},
{os.cpu_count()} cores shared with nginx; load of the machine {load[0]:.1f} at the start, \
{os.getloadavg()[0]:.1f} at the end.
{version("curl", "--version")}; Scrapy {importlib.metadata.version("scrapy")}; Python \
{platform.python_version()}; {version("swift", "--version")}.
""")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
