"""Maps as Operations: two periods are asked for in an address as in the shell."""

from __future__ import annotations

from kg.api import Samkart
from kg.views.map.comparison import Comparison
from kg.web.operations.drawn import drawing
from kg.web.operations.operation import read


def test_two_periods_of_a_map_are_asked_for_as_in_the_shell(world: Samkart) -> None:
    given = [("actors", "fjordby"), ("periods", "2014-2020"), ("periods", "2021-2027")]
    values = read(drawing(), given)
    assert values == {"actors": ("fjordby",), "periods": ("2014-2020", "2021-2027")}
    assert " ".join(drawing().shell(values)) == "kg map fjordby --period 2014-2020 --period 2021-2027"
    made = drawing().run(world, values)
    assert isinstance(made, Comparison)
    assert made.changes == world.map("fjordby", periods=["2014-2020", "2021-2027"]).changes  # type: ignore[attr-defined]
