"""A server that breaks HTTP in every way a crawler meets, one way a path."""

import gzip
import socket
import socketserver
import struct
import subprocess
import threading
import time
from email.utils import formatdate

PAGE = b"<html><head><title>Chairs</title></head><body><p>Two oak chairs, 214-555-0142.</p></body></html>"

# 64 MiB of zeros in Brotli. The module of that name would make warcio decode what it cannot.
BROTLI = bytes.fromhex(
    "cbffff3ff82700e2b14020f7fe8fffff7ff04f00c4611180eefd1fffffffe09f0088c30200ddfb3ffeffffc13f01"
    "10870500baf77ffcffff837f02200e0b0074effff8ffff07ff04401c1600e8defff1ffff0ffe0980382c00d0bdff"
    "e3ffff1ffc1300715800a07bff37")


def answer(body=PAGE, status="200 OK", fields=()):
    head = [f"HTTP/1.1 {status}", "Content-Type: text/html", f"Content-Length: {len(body)}", *fields]
    return ("\r\n".join(head) + "\r\n\r\n").encode() + body


def redirect(place):
    return answer(b"", "302 Found", [f"Location: {place}"])


def bomb(coding):
    """A body that decodes to 512 MB of zeros, or to what a decoder would need much memory for."""
    zeros = b"\0" * (1 << 20)
    if coding == "gzip":
        member = gzip.compress(zeros * 16, 9)
        return member * 32
    if coding == "zstd":
        return subprocess.run(
            ["zstd", "-q", "-c", "--long=27"], input=zeros * 64, capture_output=True, check=True
        ).stdout
    return BROTLI


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        while True:
            line = self.rfile.readline(1 << 16).decode("latin-1").split()
            if len(line) < 2:
                return
            fields = {}
            while (field := self.rfile.readline(1 << 16).strip()):
                name, _, value = field.decode("latin-1").partition(":")
                fields[name.lower()] = value.strip()
            with self.server.lock:
                self.server.requests.append((line[1], fields))
                count = sum(1 for path, _ in self.server.requests if path == line[1])
            if not self.reply(line[1], count, fields):
                return

    def reply(self, path, count, fields):
        """Answers; false where the connection is over."""
        send = self.wfile.write
        port = self.server.server_address[1]
        name = path.strip("/")
        try:
            if path == "/robots.txt":
                send(self.server.robots)
            elif name.startswith("good"):
                send(answer())
            elif name == "drip":
                send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
                while not self.server.is_over.wait(0.2):
                    send(b"x")
                return False
            elif name == "silent":
                send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nx")
                self.server.is_over.wait(30)
                return False
            elif name == "reset":
                send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n" + PAGE)
                time.sleep(0.05)
                self.connection.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                return False
            elif name == "short":
                send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n" + PAGE)
                return False
            elif name == "chunk":
                send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n")
                return False
            elif name == "chunk-size":
                send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx")
                return False
            elif name.endswith("-bomb"):
                coding = {"gzip": "gzip", "zstd": "zstd", "brotli": "br"}[name[:-5]]
                send(answer(self.server.bombs[name[:-5]], fields=[f"Content-Encoding: {coding}"]))
            elif name == "broken-gzip":
                send(answer(b"\x1f\x8b\x08\0no gzip at all", fields=["Content-Encoding: gzip"]))
            elif name == "loop-a":
                send(redirect("/loop-b"))
            elif name == "loop-b":
                send(redirect("/loop-a"))
            elif name == "loop-self":
                send(redirect("/loop-self"))
            elif name.startswith("chain"):
                send(redirect(f"/chain{int(name[5:] or 0) + 1}"))
            elif name == "to-metadata":
                send(redirect("http://169.254.169.254/latest/meta-data/"))
            elif name == "to-mapped":
                send(redirect(f"http://[::ffff:127.0.0.1]:{port}/good-mapped"))
            elif name == "to-file":
                send(redirect("file:///etc/passwd"))
            elif name == "to-rebound":
                send(redirect(f"http://rebound.test:{port}/good-rebound"))
            elif name == "headers":
                send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
                for number in range(1000):
                    send(b"".join(b"X-%d: y\r\n" % (number * 1000 + index) for index in range(1000)))
                send(b"\r\n")
                return False
            elif name == "long-header":
                send(b"HTTP/1.1 200 OK\r\nX-Long: " + b"y" * (4 << 20) + b"\r\n\r\n")
                return False
            elif name == "endless":
                send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
                while True:
                    send(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
            elif name == "endless-close":
                send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
                while True:
                    send(b"x" * 0x10000)
            elif name == "long":
                send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\n")
                return False
            elif name == "empty":
                return False
            elif name == "garbage":
                send(b"\x16\x03\x01 this is no HTTP\r\n\r\n")
                return False
            elif name == "image":
                send(answer(b"\x89PNG", fields=[]).replace(b"text/html", b"image/png"))
            elif name == "busy-seconds" and count == 1:
                send(answer(b"", "429 Too Many Requests", ["Retry-After: 1"]))
            elif name == "busy-date" and count == 1:
                send(answer(b"", "429 Too Many Requests",
                            [f"Retry-After: {formatdate(time.time() + 2, usegmt=True)}"]))
            elif name == "busy-long":
                send(answer(b"", "429 Too Many Requests", ["Retry-After: 86400"]))
            elif name.startswith("busy"):
                send(answer())
            elif name == "failing" and count == 1:
                send(answer(b"", "503 Service Unavailable"))
            elif name == "failing":
                send(answer())
            elif name == "broken":
                send(answer(b"", "500 Internal Server Error"))
            elif name == "cached":
                if fields.get("if-none-match") == '"one"':
                    send(b'HTTP/1.1 304 Not Modified\r\nETag: "one"\r\n\r\n')
                else:
                    send(answer(fields=['ETag: "one"']))
            elif name == "cookie":
                send(answer(fields=["Set-Cookie: tracked=yes; Path=/"]))
            else:
                send(answer(b"", "404 Not Found"))
        except (BrokenPipeError, ConnectionResetError):
            return False
        return True


class FaultServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    # The default of five drops connections of a crawl with forty: a fault that is not asked for.
    request_queue_size = 256

    def __init__(self, robots=answer(b"", "404 Not Found"), address="127.0.0.1"):
        super().__init__((address, 0), Handler)
        self.robots = robots
        self.requests = []
        self.lock = threading.Lock()
        self.is_over = threading.Event()
        self.bombs = {}
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def __exit__(self, *arguments):
        self.is_over.set()
        self.shutdown()
        super().__exit__(*arguments)
