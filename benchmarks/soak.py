"""What a server holds after a long time: `python benchmarks/soak.py [minutes] [requests a second]`.

Mixed requests at a steady rate over the embedded graph: pages that are asked for often and pages that nobody asks for
twice, data, the network page's steps, SPARQL queries light and heavy (one heavy one always runs), states of before,
and requests that are wrong. A line a minute tells the memory of the front and of the answers that it keeps (64 MB at
the most, which fill by and by), of each renderer and of the processes that answer queries; the time of the middle and
the 99th of a hundred of pages and data; how late requests went out when the machine could not keep up; and how many
pages and data there was no answer to so far (a status from 500 on, or none). The last line tells by how much memory
grew a minute in the last third (least squares); the peer is the server itself before that.
"""

from __future__ import annotations

import asyncio
import random
import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import quote

import psutil
from _common import store
from _serving import HEAVY, Client, actors, memory, quantile, serving

LIGHT = "SELECT ?s ?o WHERE { ?s a ?o } LIMIT %d"
SORTED = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?o LIMIT %d"
WRONG = (
    "/nowhere/%d",
    "/actor/nobody-%d",
    "/who/oslo?via=%d",
    "/as-of/2020-01-01.%012d/",
    "/sparql?query=SELECT%%20%d",
)
RIGHT = ("page", "rare page", "data", "rare data", "step", "query", "before", "search")


def drawn(chance: random.Random, keys: list[str], themes: list[str], digest: str, number: int) -> tuple[str, str]:
    """A kind of request and its address."""
    popular = keys[min(int(chance.paretovariate(1.0)) - 1, len(keys) - 1)]
    one, other = chance.sample(keys, 2)
    year = f"{chance.randint(1990, 2026)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    kind = chance.choices((*RIGHT, "wrong"), (46, 2, 14, 2, 3, 8, 4, 15, 6))[0]
    way = {
        "page": chance.choice((f"/actor/{popular}", f"/who/{popular}", f"/theme/{chance.choice(themes)}", "/")),
        "rare page": chance.choice((f"/actor/{one}?at={year}", f"/compare/{one},{other}?until={year}")),
        "data": f"/actor/{popular}?format={chance.choice(('json', 'turtle', 'xlsx', 'jsonld'))}",
        "rare data": f"/who/{one}?since={year}&format={chance.choice(('json', 'csv', 'gexf'))}",
        "step": f"/network.json?do=picture&steps=actor/{one}!partner!n=50;actor/{popular}!network&at={year}",
        "query": f"/sparql?query={quote((SORTED if number % 100 == 0 else LIGHT) % chance.randint(1, 5000))}",
        "before": f"/as-of/{year}.{digest}/actor/{popular}",
        "search": f"/names?q={quote(one[: chance.randint(2, 6)])}&format=json",
        "wrong": chance.choice(WRONG) % number,
    }[kind]
    return kind, way


async def soaked(server: psutil.Process, port: int, home: Path, minutes: float, rate: float) -> list[list[float]]:
    """Ask for so long; a row a minute of the memory of front, renderers and queries."""
    keys, themes = actors(home)
    digest = await _digest(port)
    chance = random.Random(3)
    idle: list[Client] = []
    statuses: dict[str, Counter[int]] = defaultdict(Counter)
    times: dict[str, list[float]] = defaultdict(list)
    late = [0.0]
    rows: list[list[float]] = []
    begun = time.perf_counter()
    until = begun + minutes * 60

    async def one(kind: str, way: str, due: float) -> None:
        late.append(time.perf_counter() - due)
        client = idle.pop() if idle else Client(port)
        sent = time.perf_counter()
        status, _ = await client.get(way)
        times[kind].append(time.perf_counter() - sent)
        statuses[kind][status] += 1
        idle.append(client)

    async def heavy() -> None:
        client = Client(port)
        while time.perf_counter() < until:
            status, _ = await client.get(f"/sparql?query={quote(HEAVY)}&x={time.time()}")
            statuses["heavy"][status] += 1

    async def told() -> None:
        minute = 0
        print("min  front   kept              renderers                queries requests    p50     p99   late  errors")
        while time.perf_counter() < until:
            await asyncio.sleep(min(60.0, max(until - time.perf_counter(), 0.01)))
            minute += 1
            held = memory(server)
            shown = {name: "+".join(f"{each:.0f}" for each in sorted(found)) for name, found in held.items()}
            pages = [each for kind in RIGHT if kind != "query" for each in times[kind]]
            told = [each for kind in RIGHT if kind != "query" for each in statuses[kind].items()]
            wrong = sum(n for status, n in told if status == 0 or status >= 500)
            count = sum(map(len, times.values()))
            print(
                f"{minute:3d} {sum(held['front']):6.0f} {await kept(port):6.0f} {shown['renderers']:>22}"
                f" {shown['queries']:>22} {count:8d} {quantile(pages, 0.5):6.1f} {quantile(pages, 0.99):7.1f}"
                f" {max(late) * 1000:6.0f}  {wrong}",
                flush=True,
            )
            rows.append([sum(held[name]) for name in ("front", "renderers", "queries")])
            times.clear()
            late[:] = [0.0]

    beside = [asyncio.create_task(heavy()), asyncio.create_task(told())]
    tasks: set[asyncio.Task[None]] = set()
    number = 0
    while (due := begun + number / rate) < until:
        await asyncio.sleep(max(due - time.perf_counter(), 0))
        task = asyncio.create_task(one(*drawn(chance, keys, themes, digest, number), due))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
        number += 1
    await asyncio.gather(*tasks, beside[1])
    beside[0].cancel()
    for kind, counts in statuses.items():
        print(f"{kind:10s} {dict(sorted(counts.items()))}")
    return rows


async def kept(port: int) -> float:
    """Megabytes of the answers that the server keeps, as it says itself."""
    found = re.search(rb"^samkart_kept_bytes (\S+)", await _page(port, "/metrics"), re.MULTILINE)
    assert found is not None
    return float(found[1]) / 2**20


async def _digest(port: int) -> str:
    found = re.search(rb"/as-of/[0-9-]{10}\.([0-9a-f]{12})/", await _page(port, "/en/actor/oslo"))
    assert found is not None
    return found[1].decode()


async def _page(port: int, way: str) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {way} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    found = await reader.read()
    writer.close()
    return found


def slope(values: list[float]) -> float:
    """By how much values grow from one to the next, by least squares; 0 of fewer than two."""
    n = len(values)
    if n < 2:
        return 0.0
    middle, mean = (n - 1) / 2, sum(values) / n
    return sum((i - middle) * (each - mean) for i, each in enumerate(values)) / sum((i - middle) ** 2 for i in range(n))


def main(minutes: float = 60, rate: float = 30) -> None:
    """Print the table."""
    home = store("embedded")
    with serving(home) as (server, port):
        rows = asyncio.run(soaked(server, port, home, minutes, rate))
    later = rows[-max(len(rows) // 3, 2) :]
    grown = (slope([row[i] for row in later]) for i in range(3))
    print("growth in MB a minute in the last third: front {:.2f}, renderers {:.2f}, queries {:.2f}".format(*grown))


if __name__ == "__main__":
    main(*(float(each) for each in sys.argv[1:]))
