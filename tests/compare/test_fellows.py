"""Fellow members as project partners, in a small world that can be counted by hand."""

from __future__ import annotations

from kg.compare.chance import Chance
from kg.compare.fellows import Came, Fellows, ProjectWorld, fellows, weighed
from kg.model.period import Bounds
from kg.model.tie import Node

DAY = "2024-06-01"
NODES = {key: Node(key, key, "actor", "Municipality", "NO") for key in "abcdefg"} | {
    "s": Node("s", "s", "actor", "Municipality", "SE"),
    "u": Node("u", "u", "actor", "Company", ""),
    "net": Node("net", "net", "network", "Network", "NO"),
}
STARTS = {"early": "2010", "late": "2020-05", "undated": "", "others": "2019"}
TAKING = [
    *(("early", actor) for actor in "ab"),
    *(("late", actor) for actor in ("a", "b", "c", "s", "u", "net")),
    *(("undated", actor) for actor in "ad"),
    *(("others", actor) for actor in "cefg"),
]
WORLD = ProjectWorld.of(TAKING, STARTS, NODES)
SINCE = {key: Bounds.of(start) for key, start in {"a": "2015", "b": "2016", "d": "2016", "e": "2016"}.items()}
MEMBERS = SINCE | {"c": Bounds.of("2022"), "s": Bounds(), "u": Bounds.of("2016")}


def met(own: Bounds, members: dict[str, Bounds], *projects: str) -> Fellows:
    return fellows("net", own, members, projects=projects, world=WORLD, us={"a"}, day=DAY)


def test_actors_are_comparable_by_class_country_and_number_of_projects() -> None:
    assert WORLD.kinds == {
        **dict.fromkeys("defg", ("Municipality", "NO", 0)),
        **dict.fromkeys("bc", ("Municipality", "NO", 1)),
        "a": ("Municipality", "NO", 1),
        "s": ("Municipality", "SE", 0),
        "net": ("Network", "NO", 0),
    }


def test_who_is_drawn_who_is_marked_and_when_projects_began() -> None:
    """Drawn are b and c of two with two projects, d of four with one, s of one; members are 2 + 2 + 1 of these."""
    found = met(SINCE["a"], MEMBERS, "early", "late", "undated")
    assert found == Fellows(
        partners=("b", "c", "d", "s"),
        chance=Chance(observed=4, drawn=4, expected=2 + 1 * 2 / 4 + 1, p=0.5, least=0.5),
        came=(Came("late", "2020-05", ("b", "u")),),
        before=("early",),
        undated=("undated",),
        with_network=("late",),
    )
    assert found.projects == ("late", "undated", "early")


def test_what_began_before_the_actor_was_a_member_is_not_drawn() -> None:
    found = met(SINCE["a"], {"b": Bounds.of("2005")}, "early")
    assert (found.partners, found.chance.drawn, found.before, found.came) == ((), 0, ("early",), ())


def test_who_had_left_before_a_project_began_is_no_fellow_member_there() -> None:
    found = met(SINCE["a"], {"b": Bounds.of("2012", "2018")}, "late")
    assert (found.partners, found.came, found.before, found.undated) == (("b",), (), (), ())
    assert met(SINCE["a"], {"b": Bounds.of("2012", "2014")}, "late").partners == ()


def test_a_member_without_dates_is_met_but_nothing_came_through_it() -> None:
    found = met(Bounds(), {"b": Bounds.of("2012")}, "late")
    assert (found.partners, found.came, found.undated) == (("b",), (), ("late",))


def test_verdicts_are_given_to_all_of_them_at_once() -> None:
    alone = met(SINCE["a"], MEMBERS, "early", "late", "undated")
    assert [each.chance.verdict for each in weighed([alone, alone])] == ["few", "few"]
    assert weighed([]) == []
