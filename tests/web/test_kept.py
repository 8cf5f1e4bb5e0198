"""Answers that are kept: the last used, as many as fit; what is being made is waited for and not made twice."""

from __future__ import annotations

import asyncio
import gzip

import pytest

from kg.web.asked import Rendered
from kg.web.kept import Keeper, Kept
from tests.web.conftest import awaited


def answer(size: int, *, lasting: bool = True) -> Rendered:
    return Rendered(body=b"x" * size, lasting=lasting)


def test_the_one_not_asked_for_longest_goes_first() -> None:
    async def run() -> list[bool]:
        keeper = Keeper(20_000)
        for key in "abc":
            await keeper.coming(key, lambda: made(answer(3000)))
        assert keeper.get("a") is not None
        for key in "de":
            await keeper.coming(key, lambda: made(answer(3000)))
        assert keeper.size <= 20_000
        return [keeper.get(key) is not None for key in "abcde"]

    assert awaited(run()) == [True, False, True, True, True]


async def made(rendered: Rendered) -> Rendered:
    return rendered


def test_many_who_ask_at_once_wait_for_one() -> None:
    async def run() -> tuple[int, int, int]:
        keeper, times = Keeper(1000), 0

        async def make() -> Rendered:
            nonlocal times
            times += 1
            await asyncio.sleep(0.01)
            return answer(10)

        found = await asyncio.gather(*(keeper.coming("a", make) for _ in range(50)))
        return times, len({id(each) for each in found}), keeper.making

    assert awaited(run()) == (1, 1, 0)


def test_what_fails_is_not_kept_and_is_made_again() -> None:
    async def run() -> int:
        keeper = Keeper(8000)

        async def fail() -> Rendered:
            raise ValueError("no")

        for _ in range(2):
            with pytest.raises(ValueError, match="no"):
                await keeper.coming("a", fail)
        await keeper.coming("a", lambda: made(answer(10)))
        assert keeper.get("a") is not None
        await keeper.coming("b", lambda: made(answer(10, lasting=False)))
        assert keeper.get("b") is None
        await keeper.coming("c", lambda: made(answer(5000)))
        assert keeper.get("c") is None  # larger than its share
        return keeper.misses

    assert awaited(run()) == 5


def test_an_answer_is_packed_where_that_makes_it_smaller() -> None:
    long = Kept(Rendered(body=b"<p>" * 1000))
    assert long.packed is not None and gzip.decompress(long.packed) == long.rendered.body
    assert Kept(Rendered(body=b"<p>")).packed is None
    assert Kept(Rendered(body=b"<p>" * 1000, media_type="image/png")).packed is None
    assert Kept(answer(5)).tag == Kept(answer(5)).tag != Kept(answer(6)).tag
