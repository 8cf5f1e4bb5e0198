"""What the front holds of states of before: processes of a few of them at once, those that were asked for last."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.web.front import Front
from kg.web.renderers import Busy
from kg.web.states import States
from tests.web.conftest import awaited, site_of


class Many(States):
    """As if every digest were that of a state that is kept."""

    def generation(self, digest: str) -> Path:
        """See States."""
        return next(iter(self._kept.values()))


def opened(front: Front) -> set[str]:
    """The states of before that have processes."""
    return {digest for digest, _ in front._lanes if digest != front.digest}


@pytest.fixture
def front(world_home: Path) -> Front:
    made = Front(site_of(world_home))
    made.states = Many(world_home, 2, Path(made.site.generation))
    return made


def test_processes_of_a_few_states_of_before_are_there_at_once(front: Front) -> None:
    async def run() -> set[str]:
        for n in range(7):
            front.lane(f"{n:012d}", slow=False).used = 0.0 if n == 5 else n + 1.0
            front.lane(front.digest, slow=True)
        return opened(front)

    assert awaited(run()) == {f"{n:012d}" for n in (3, 4, 6, 2)}


def test_one_that_is_at_work_is_not_ended_for_another(front: Front) -> None:
    async def run() -> set[str]:
        for n in range(4):
            front.lane(f"{n:012d}", slow=n % 2 == 1).running = 1
        with pytest.raises(Busy):
            front.lane("4" * 12, slow=False)
        front.lane(f"{2:012d}", slow=False).running = 0
        front.lane("5" * 12, slow=True)
        return opened(front)

    assert awaited(run()) == {f"{n:012d}" for n in (0, 1, 3)} | {"5" * 12}
