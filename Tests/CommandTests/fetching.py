"""What the tests of the fetcher share: the built command, nginx, and what WARC files say."""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time

# warcio decodes Brotli with a module of that name if there is one, and stumbles over what some
# versions of it lack. Nothing that is kept here has to be decoded.
WARCIO = "import sys; sys.modules['brotli'] = None; from warcio.cli import main; sys.exit(main())"
sys.modules["brotli"] = None

CONTACT = "tests@example.org"
LOOPBACK = ["--allow-net", "127.0.0.0/8"]
IMPOLITE = ["--delay", "0", "--per-host", "8", "--concurrency", "8", "--no-throttle"]


def command(bin_folder):
    return str(pathlib.Path(bin_folder) / "searchlight-fetch")


def environment():
    """Without proxies of the machine, which must not be used anyway."""
    return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}


def fetch(bin_folder, *arguments, expect=0, env=None, timeout=120):
    done = subprocess.run(
        [command(bin_folder), *map(str, arguments)], capture_output=True, stdin=subprocess.DEVNULL,
        env={**environment(), **(env or {})}, timeout=timeout)
    if expect is not None:
        assert done.returncode == expect, (done.returncode, done.stderr.decode()[-4000:])
    return done


def events(done):
    """The lines of --log json."""
    return [json.loads(line) for line in done.stderr.decode().splitlines() if line.startswith("{")]


def raw_records(folder):
    """All WARC records: (type, uri, headers, http headers, body as it came)."""
    return records(folder, decoded=False)


def records(folder, decoded=True):
    """All WARC records: (type, uri, headers, http headers, body without its codings)."""
    from warcio.archiveiterator import ArchiveIterator

    found = []
    for path in sorted(pathlib.Path(folder).glob("*.warc.gz")):
        with open(path, "rb") as stream:
            for record in ArchiveIterator(stream):
                # What was cut off or broken on purpose is no whole member of anything.
                whole = decoded and record.rec_headers.get_header("WARC-Truncated") is None
                stream_of = record.content_stream if whole else lambda: record.raw_stream
                found.append((
                    record.rec_type, record.rec_headers.get_header("WARC-Target-URI"),
                    record.rec_headers, record.http_headers, stream_of().read()))
    return found


def check_warc(folder):
    """'warcio check' and 'warcio index' over every file."""
    for path in sorted(pathlib.Path(folder).glob("*.warc.gz")):
        for verb in (["check"], ["index"]):
            done = subprocess.run(
                [sys.executable, "-c", WARCIO, *verb, str(path)], capture_output=True)
            assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx:
    """nginx on a loopback port, as the user who runs the tests."""

    def __init__(self, root, work, server="", port=None, tls=None):
        self.port = port or free_port()
        self.work = pathlib.Path(work)
        self.work.mkdir(parents=True, exist_ok=True)
        scratch = "".join(
            f"{name}_temp_path {self.work}/{name};\n"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        listen = f"listen 127.0.0.1:{self.port}"
        if tls:
            listen += f" ssl http2; ssl_certificate {tls[0]}; ssl_certificate_key {tls[1]}"
        # As root its workers would be another user, who cannot read the tests' folders.
        user = "user root;" if os.getuid() == 0 else ""
        self.scheme = "https" if tls else "http"
        (self.work / "nginx.conf").write_text(f"""
{user} daemon off; worker_processes 1; pid {self.work}/pid; error_log {self.work}/error.log;
events {{ worker_connections 512; }}
http {{
  {scratch}
  log_format plain '$request_uri $status';
  access_log {self.work}/access.log plain;
  types {{ text/html html; text/plain txt; application/xml xml; image/png png; }}
  default_type text/html; keepalive_requests 1000000; gzip_types text/html; gzip_min_length 1;
  server {{ {listen}; root {root}; {server} }}
}}
""")
        (self.work / "access.log").touch()
        binary = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")
        assert binary, "nginx is missing: sh .ci/setup.sh test installs nginx-light"
        self.process = subprocess.Popen(
            [binary, "-c", str(self.work / "nginx.conf"), "-e", str(self.work / "error.log")],
            stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        else:
            raise AssertionError("nginx does not answer")

    @property
    def origin(self):
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def requests(self):
        """Paths in the order they were asked for."""
        return [line.split()[0] for line in (self.work / "access.log").read_text().splitlines()]

    def __enter__(self):
        return self

    def __exit__(self, *arguments):
        self.process.terminate()
        self.process.wait(10)
