"""The processes that render: what becomes of one that takes too long, ends, or has too many waiting."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import psutil
import pytest

from kg.store import layout
from kg.web.asked import Asked
from kg.web.renderers import Busy, Failed, Lane, TooLarge, TooSlow
from tests.web.conftest import DAY, awaited, site_of

T = TypeVar("T")
CARD = Asked(path=("actor", "fjordby"), day=DAY, form="json")
FRAMED = (("embed", "1"),)  # what stands in the page, and is made for it
SLOW = Asked(path=("brief", "fjordby"), given=FRAMED, day=DAY)


def with_lane(home: Path, use: Callable[[Lane], Awaitable[T]], size: int = 1, waiting: int = 5, **more: int) -> T:
    """What is made of a lane over the world; none of its processes is left afterwards."""

    async def run() -> T:
        lane = Lane(site_of(home, **more), str(layout.current(home)), size, waiting)
        try:
            return await use(lane)
        finally:
            await lane.close()

    others.update(each.pid for each in psutil.Process().children())
    made = awaited(run())
    assert renderers() == []
    return made


others: set[int] = set()


def renderers() -> list[psutil.Process]:
    """The processes that render for the lane."""
    return [each for each in psutil.Process().children() if each.pid not in others]


def test_one_process_answers_one_request_after_another(world_home: Path) -> None:
    async def use(lane: Lane) -> tuple[bytes, bytes, int]:
        first = await lane.render(CARD, 30)
        second = await lane.render(CARD, 30)
        return first.body, second.body, len(renderers())

    first, second, processes = with_lane(world_home, use)
    assert (first, processes) == (second, 1)
    assert b"Fjordby kommune" in first


def test_what_takes_too_long_is_ended_and_the_next_is_answered(world_home: Path) -> None:
    async def use(lane: Lane) -> list[int]:
        await lane.ready()
        before = [each.pid for each in renderers()]
        with pytest.raises(TooSlow):
            await lane.render(SLOW, 0.001)
        assert [each.pid for each in renderers()] == []
        assert (await lane.render(CARD, 30)).status == 200
        return before + [each.pid for each in renderers()]

    before, after = with_lane(world_home, use)
    assert before != after


def test_a_process_that_ends_in_the_middle_is_replaced(world_home: Path) -> None:
    async def use(lane: Lane) -> int:
        await lane.ready()
        asked = asyncio.create_task(lane.render(SLOW, 60))
        await asyncio.sleep(0.05)
        for each in renderers():
            each.send_signal(signal.SIGKILL)
        return (await asked).status

    assert with_lane(world_home, use) == 200


def test_one_that_cannot_start_is_told(tmp_path: Path, world_home: Path) -> None:
    async def use(lane: Lane) -> None:
        broken = Lane(site_of(world_home), str(tmp_path / "gone"), 1, 5)
        with pytest.raises(Failed, match="ended with"):
            await broken.render(CARD, 30)

    with_lane(world_home, use)


def test_so_many_wait_and_no_more(world_home: Path) -> None:
    async def use(lane: Lane) -> list[str]:
        asked = [asyncio.create_task(lane.render(SLOW, 60)) for _ in range(6)]
        done = await asyncio.gather(*asked, return_exceptions=True)
        return sorted(type(each).__name__ for each in done)

    assert with_lane(world_home, use, waiting=3) == ["Busy", "Busy", *["Rendered"] * 4]
    assert issubclass(Busy, Exception)


def test_a_slow_answer_tells_how_far_it_has_come(world_home: Path) -> None:
    async def use(lane: Lane) -> list[str]:
        told: list[str] = []
        await lane.render(SLOW, 60, lambda stage, done, total: told.append(stage))
        return told

    assert with_lane(world_home, use)


def own_memory(process: psutil.Process) -> int:
    """Bytes that a process holds for itself."""
    told = process.memory_info()
    return int(told.rss - told.shared)


def usual_memory(home: Path) -> int:
    """Bytes that a renderer holds that has answered something small."""

    async def use(lane: Lane) -> int:
        await lane.render(CARD, 30)
        return own_memory(renderers()[0])

    return with_lane(home, use)


def test_one_that_has_grown_too_large_answers_and_is_replaced(world_home: Path) -> None:
    async def use(lane: Lane) -> tuple[set[bytes], set[int], int]:
        bodies: set[bytes] = set()
        processes: set[int] = set()
        for n in range(3):
            bodies.add((await lane.render(CARD, 30)).body)
            while lane.replaced <= n or not (found := renderers()):
                await asyncio.sleep(0.02)
            processes.update(each.pid for each in found)
        return bodies, processes, lane.replaced

    bodies, processes, replaced = with_lane(world_home, use, memory=usual_memory(world_home) * 3 // 4)
    assert len(bodies) == 1 and b"Fjordby kommune" in bodies.pop()
    assert (len(processes), replaced) == (3, 3)


def test_one_that_is_asked_for_faster_than_it_is_replaced_answers_all(world_home: Path) -> None:
    async def use(lane: Lane) -> set[int]:
        asked = [lane.render(CARD, 60) for _ in range(4)]
        return {each.status for each in await asyncio.gather(*asked)}

    assert with_lane(world_home, use, size=2, memory=usual_memory(world_home) * 3 // 4) == {200}


def test_one_that_grows_far_too_large_is_ended_in_the_middle(world_home: Path) -> None:
    async def use(lane: Lane) -> tuple[int, int]:
        before = (await lane.render(CARD, 30)).status
        with pytest.raises(TooLarge):
            await lane.render(Asked(path=("map", "fjordby"), given=FRAMED, day=DAY), 60)
        return before, (await lane.render(CARD, 30)).status

    assert with_lane(world_home, use, memory=usual_memory(world_home) * 11 // 20) == (200, 200)


def test_one_that_cannot_even_start_with_its_memory_is_told(world_home: Path) -> None:
    async def use(lane: Lane) -> None:
        with pytest.raises(TooLarge):
            await lane.render(CARD, 30)

    with_lane(world_home, use, memory=1 << 20)
