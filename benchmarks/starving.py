"""Does a heavy query starve pages: `python benchmarks/starving.py [seconds]`.

Visitors ask one after another for pages that are kept and, beside them, for pages that nobody asked for before; once
alone, then beside one and beside four SPARQL queries that no engine answers (each is ended after a minute and asked
anew). Told are requests a second and the times of the middle and the 99th of a hundred; the peer is the same server
without queries, in turn, twice over so that another load of the machine shows.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from urllib.parse import quote

from _common import store, table
from _serving import HEAVY, Client, actors, quantile, serving


async def visited(port: int, ways: list[str], until: float) -> tuple[list[float], Counter[int]]:
    """The times of requests that are asked one after another."""
    client, times, statuses = Client(port), [], Counter[int]()
    for way in ways:
        begun = time.perf_counter()
        if begun > until:
            break
        status, _ = await client.get(way)
        times.append(time.perf_counter() - begun)
        statuses[status] += 1
    client.close()
    return times, statuses


async def measured(port: int, keys: list[str], queries: int, seconds: float, turn: int) -> list[object]:
    """A row of the table."""
    until = time.perf_counter() + seconds

    async def ask(number: int) -> None:
        client = Client(port, f"10.0.0.{number}")  # one client may not have all places
        while True:
            await client.get(f"/sparql?query={quote(HEAVY)}&x={number}.{time.time()}")

    heavy = [asyncio.create_task(ask(number)) for number in range(queries)]
    await asyncio.sleep(1)
    kept = [f"/actor/{key}" for key in keys[:20]] * 100_000
    others = [f"/who/{key}?until=2026-{turn:02d}-{day:02d}" for day in range(1, 29) for key in keys[:150]]
    found = await asyncio.gather(visited(port, kept, until), visited(port, others, until))
    for task in heavy:
        task.cancel()
    row: list[object] = [queries]
    for times, statuses in found:
        row += [f"{len(times) / seconds:.0f}", f"{quantile(times, 0.5):.1f}", f"{quantile(times, 0.99):.1f}"]
        row += [sum(count for status, count in statuses.items() if not status or status >= 500)]
    return row


def main(seconds: float = 30) -> None:
    """Print the table."""
    home = store("embedded")
    keys, _ = actors(home)
    with serving(home, "--behind-proxy") as (_, port):
        asyncio.run(visited(port, [f"/actor/{key}" for key in keys[:20]], time.perf_counter() + 60))
        rows = [asyncio.run(measured(port, keys, n, seconds, i + 1)) for i, n in enumerate((0, 1, 4, 0, 1, 4))]
    told = ("a second", "p50 ms", "p99 ms", "errors")
    table(["heavy queries", *(f"{kind}: {each}" for kind in ("kept", "not kept") for each in told)], rows)


if __name__ == "__main__":
    main(*(float(each) for each in sys.argv[1:]))
