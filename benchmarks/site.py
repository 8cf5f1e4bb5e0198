"""How many pages a second the explorer answers: `python benchmarks/site.py [seconds] [at once]`.

Visitors ask for mixed pages of the embedded graph (actors, partners, comparisons, Questions, searches, data): popular
ones often and rare ones seldom, after Zipf's law with exponent 1, from a few hundred addresses that are drawn from the
graph with a seed. Told are requests a second, errors, and the times of the middle, the 95th and the 99th of a hundred;
once when nothing is kept yet and once more; then the same while a visitor asks for slow pages without an end; and the
memory of all processes before and after. The peer, measured in turn, is the same granian with an application that
answers every request with as many bytes from memory: what the server could do at most.
"""

from __future__ import annotations

import asyncio
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import psutil
from _common import store

PEER = """
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
body = b"x" * 20_000
async def page(_): return Response(body, media_type="text/html")
app = Starlette(routes=[Route("/{path:path}", page)])
"""
_SHARES = (
    ("/actor/{0}", 30),
    ("/who/{0}", 15),
    ("/question/actor/twin-towns?actor={0}", 8),
    ("/actor/{0}?format=json", 10),
    ("/names?q={2}&format=json", 20),
    ("/search?q={2}", 7),
    ("/compare/{0},{1}", 4),
    ("/theme/{3}", 4),
    ("/", 2),
)


def addresses(home: Path, number: int) -> list[str]:
    """So many addresses of pages, the most popular first."""
    from kg.api import Samkart
    from kg.store.view import LocalView
    from kg.vocab import key_of

    chance = random.Random(1)
    with Samkart(LocalView(home)) as samkart:
        rows = samkart.view.network_rows().things
        actors = sorted(key_of(row[0]) for row in rows if "/actor/" in row[0] and "pic-" not in row[0])
        themes = sorted(key_of(str(row["theme"])) for row in samkart.themes())
    ways, weights = zip(*_SHARES, strict=True)
    found: dict[str, None] = {}
    while len(found) < number:
        one, other = chance.sample(actors, 2)
        way = chance.choices(ways, weights)[0]
        found[way.format(one, other, one[:4], chance.choice(themes))] = None
    return list(found)


async def visit(port: int, ways: list[str], seconds: float, at_once: int) -> tuple[Counter[int], list[float]]:
    """Ask for pages for so long, so many at once, over connections that stay open."""
    chance = random.Random(2)
    popular = [1 / (n + 1) for n in range(len(ways))]
    until = time.perf_counter() + seconds
    statuses: Counter[int] = Counter()
    times: list[float] = []

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < until:
            way = chance.choices(ways, popular)[0]
            begun = time.perf_counter()
            writer.write(f"GET {way} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            size = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
            await reader.readexactly(size)
            times.append(time.perf_counter() - begun)
            statuses[int(head[9:12])] += 1
        writer.close()

    await asyncio.gather(*(one() for _ in range(at_once)))
    return statuses, sorted(times)


async def slow(port: int, stop: asyncio.Event) -> int:
    """Ask for maps and papers one after another until told to stop; how many were asked for."""
    count = 0
    while not stop.is_set():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        count += 1
        writer.write(
            f"GET /map/oslo?radius={1 + count % 2}&since={1990 + count} HTTP/1.1\r\nHost: localhost\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        await reader.read()
        writer.close()
        await asyncio.sleep(0.2)
    return count


def told(what: str, found: tuple[Counter[int], list[float]], seconds: float) -> float:
    """Print a line and give the requests a second."""
    statuses, times = found
    wrong = {status: count for status, count in sorted(statuses.items()) if status >= 400}
    rate = len(times) / seconds
    middle, high, highest = (times[min(int(len(times) * share), len(times) - 1)] * 1000 for share in (0.5, 0.95, 0.99))
    print(
        f"{what:34s} {rate:8.0f} requests/s  p50 {middle:7.1f} ms  p95 {high:7.1f} ms  p99 {highest:7.1f} ms"
        f"  errors {wrong or 0}"
    )
    return rate


def memory(process: subprocess.Popen[bytes]) -> float:
    """Megabytes that a process and all below it hold."""
    family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    return float(sum(each.memory_info().rss for each in family)) / 2**20


def started(command: list[str], port: int, folder: Path) -> subprocess.Popen[bytes]:
    """A server that listens."""
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return process
        except OSError:
            assert process.poll() is None, "the server did not start"
            time.sleep(0.1)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def both(
    port: int, ways: list[str], seconds: float, at_once: int
) -> tuple[tuple[Counter[int], list[float]], int]:
    """As `visit`, beside somebody who asks for slow pages."""
    stop = asyncio.Event()
    beside = asyncio.create_task(slow(port, stop))
    found = await visit(port, ways, seconds, at_once)
    stop.set()
    return found, await beside


def main(seconds: float = 20, at_once: int = 32) -> None:
    """Print the table."""
    home = store("embedded")
    ways = addresses(home, 600)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "peer.py").write_text(PEER, "utf-8")
        port, other = free_port(), free_port()
        server = started(
            [sys.executable, "-m", "kg", "serve", "--store", str(home), "--port", str(port)], port, Path.cwd()
        )
        granian = [sys.executable, "-m", "granian", "--interface", "asgi", "--port", str(other), "peer:app"]
        peer = started(granian, other, Path(folder))
        try:
            before = memory(server)
            told("nothing kept yet", asyncio.run(visit(port, ways, seconds, at_once)), seconds)
            warm = told("the same again", asyncio.run(visit(port, ways, seconds, at_once)), seconds)
            found, asked = asyncio.run(both(port, ways, seconds, at_once))
            busy = told(f"beside {asked} maps asked for", found, seconds)
            most = told("peer: 20 kB from memory", asyncio.run(visit(other, ways, seconds, at_once)), seconds)
            print(f"kept / peer {warm / most:.2f}; beside slow pages / without {busy / warm:.2f}")
            print(f"memory {before:.0f} → {memory(server):.0f} MB")
        finally:
            for each in (server, peer):
                each.terminate()
                each.wait()


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
