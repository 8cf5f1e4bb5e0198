"""What is told of a set in the small world of suggestions: roles, what each covers, who has worked with whom."""

from __future__ import annotations

from typing import Any

import pytest

from kg.errors import NotFound, Usage
from kg.suggest.consortium import Conditions, Consortium, Need, Pair, suggest_consortium
from kg.suggest.matrices import prepare
from kg.suggest.titles import TitleMatch
from kg.suggest.wish import Wish
from tests.suggest.suggest_world import NODES, TIES

PREPARED = prepare(TIES, NODES)
TITLE = TitleMatch("p3", "P three", 1.0, ("three", "houses"))
WISH = Wish(
    themes={"housing": 0.6, "culture": 0.3, "noise": 0.1},
    below={theme: (theme,) for theme in ("housing", "culture", "noise")},
    said={"housing": ("houses",)},
    projects={"noise": ("p9",)},
    programme=("y",),
)


def found(**more: Any) -> Consortium:
    return suggest_consortium(
        "a",
        PREPARED,
        wish=WISH,
        titles=[TITLE],
        conditions=more.pop("conditions", Conditions(size=5)),
        strategies={"f": {"housing": ("strategy-f",)}},
        **more,
    )


def test_the_members_their_roles_and_the_ties_that_show_it() -> None:
    made = found(including=["f"], without=["b"])
    assert [(m.actor, m.place, m.country, m.kind, m.roles, m.newcomer) for m in made.members] == [
        ("a", 0, "NO", "Municipality", ("pilot", "coordinator"), False),
        ("f", 0, "DK", "Municipality", ("pilot",), True),
        ("d", 1, "SE", "University", ("research", "coordinator"), False),
        ("e", 2, "NO", "Municipality", ("pilot",), False),
        ("c", 3, "SE", "Municipality", ("pilot",), False),
    ]
    assert [m.covers for m in made.members] == [
        {"culture": ("n1-a",)},
        {"housing": ("strategy-f",), "culture": ("n1-f",)},
        {"housing": ("p3-d", "p2-d")},
        {"housing": ("p3-e",), "culture": ("n1-e",)},
        {"housing": ("p2-c",)},
    ]
    assert [m.worked_with for m in made.members] == [
        {},
        {},
        {"e": ("p3-d", "p3-e"), "c": ("p2-c", "p2-d")},
        {"d": ("p3-d", "p3-e")},
        {"d": ("p2-c", "p2-d")},
    ]
    assert [m.titles for m in made.members] == [(), (), (TITLE,), (TITLE,), ()]
    assert [[(r.code, r.ties) for r in m.reasons] for m in made.members] == [
        [],
        [],
        [
            ("wanted", ()),
            ("wanted-themes", ()),
            ("titles", ("p3-d",)),
            ("partners", ("p1-a", "p1-b", "p2-d", "p2-b")),
            ("programmes", ("p3-d",)),
            ("themes", ("p3-d", "p2-d")),
            ("activity", ("p3-d", "p2-d")),
            ("coordinator", ("p3-d",)),
        ],
        [
            ("titles", ("p3-e",)),
            ("networks", ("n1-a", "n1-e")),
            ("programmes", ("p3-e",)),
            ("themes", ("p3-e", "n1-e")),
            ("activity", ("p3-e",)),
        ],
        [
            ("partners", ("p1-a", "p1-b", "p2-c", "p2-b")),
            ("themes", ("p2-c",)),
            ("activity", ("p2-c",)),
        ],
    ]
    assert [reason.values for reason in made.members[2].reasons[:2]] == [
        {"parts": ("research",)},
        {"keys": ("housing",)},
    ]
    assert all(m.score == pytest.approx(sum(m.parts.values())) and (m.score > 0) == (m.place > 0) for m in made.members)


def test_the_set_as_a_whole() -> None:
    made = found(including=["f"], without=["b"])
    assert made.needs == (
        Need("housing", 0.6, ("houses",), (), ("f", "d", "e", "c")),
        Need("culture", 0.3, (), (), ("a", "f", "e")),
        Need("noise", 0.1, (), ("p9",), ()),
    )
    assert made.pairs == (
        Pair("d", "e", 1, ("p3",), ("p3-d", "p3-e")),
        Pair("d", "c", 1, ("p2",), ("p2-c", "p2-d")),
    )
    assert made.countries == ("DK", "NO", "SE")
    assert made.kinds == {"Municipality": 4, "University": 1}
    assert made.uncovered == ("noise",)
    assert made.choice.unmet == ("society",), "the one company is left out"


def test_past_partners_are_taken_and_what_was_done_together_is_told() -> None:
    made = found(conditions=Conditions(size=3))
    b = next(m for m in made.members if m.actor == "b")
    assert b.roles == ("company", "coordinator")
    assert b.worked_with["a"] == ("p1-a", "p1-b")
    assert ("together", {"count": 1, "names": ("P one",), "actors": ("p1",)}, ("p1-a", "p1-b")) in [
        (reason.code, reason.values, reason.ties) for reason in b.reasons
    ]


def test_a_twin_town_is_told_as_one() -> None:
    wish = Wish(themes={"culture": 1.0})
    made = suggest_consortium("a", PREPARED, wish=wish, including=["g"], conditions=Conditions(size=3))
    assert [(r.code, r.ties) for r in made.members[1].reasons] == [("twin-town", ("t1",))]


def test_where_nobody_is_left_the_set_is_smaller_than_asked() -> None:
    made = found(conditions=Conditions(size=12))
    assert [m.actor for m in made.members if m.place] == ["d", "e", "c", "f", "b"]
    assert made.choice.stopped and made.choice.candidates == 5
    assert repr(made) == "<consortium for a: 6 of 12, 3 countries>"


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"conditions": Conditions(size=1)}, Usage, "size: a consortium has from 2 to 30 actors, not 1"),
        ({"conditions": Conditions(size=31)}, Usage, "size: a consortium has from 2 to 30 actors, not 31"),
        (
            {"conditions": Conditions(size=2), "including": ["b"]},
            Usage,
            "size: 2 are aboard already, which leaves no place in a set of 2",
        ),
        ({"conditions": Conditions(size=3, newcomers=3)}, Usage, "newcomers: 3 newcomers do not fit in 2 places"),
        ({"including": ["b"], "without": ["b"]}, Usage, "without: nobody can be aboard and left out"),
        ({"including": ["z"]}, NotFound, "nothing is known of the actor 'z'"),
    ],
)
def test_what_cannot_be_asked(given: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error) as raised:
        found(**given)
    assert str(raised.value) == message
