"""Each kind of change between two small states, and what is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.compare.states.changes import KINDS, Change, at_one_hub, diff_states
from kg.compare.states.known import known_by
from kg.compare.states.words import Words
from kg.model.period import Bounds
from kg.model.state import Reform, State, StateThing, StateTie
from tests.compare.states.states_of import LIST, THINGS, actor, iri, member, older_list, state, tie, two

Told = tuple[str, str, bool, str, str, str]


def told(old: State, new: State) -> list[Told]:
    return [(c.what, c.day, c.late, c.field, c.before, c.after) for c in diff_states(old, new)]


def said(old: State, new: State, language: str = "nb") -> list[str]:
    words = Words(old, new, language)
    return [words.sentence(change) for change in diff_states(old, new)]


STANDING = member("asker", "eurobyene", start="2019", as_of="2026-05")


def test_a_state_against_itself_has_no_changes() -> None:
    assert told(state(STANDING), state(STANDING)) == []


@pytest.mark.parametrize(
    ("before", "after", "expected", "words"),
    [
        pytest.param(
            (),
            (member("asker", "eurobyene", start="2026-09-01"),),
            [("joined", "2026-09-01", False, "", "", "")],
            ["Asker kommune i Eurobyene: ble med 1. september 2026."],
            id="joined since",
        ),
        pytest.param(
            (),
            (member("asker", "eurobyene", start="2019"),),
            [("joined", "2019", True, "", "", "")],
            ["Asker kommune i Eurobyene: kjent nå, fra 2019."],
            id="a member all along is known only now",
        ),
        pytest.param(
            (),
            (member("asker", "eurobyene", start="2019", end="2021"),),
            [("joined", "2019", True, "", "", "")],
            ["Asker kommune i Eurobyene: kjent nå, begynte 2019 og er over."],
            id="known now, and over",
        ),
        pytest.param(
            (),
            (member("asker", "eurobyene", as_of="2026-10"),),
            [("joined", "", True, "", "", "")],
            ["Asker kommune i Eurobyene: kjent nå; siden når er ikke oppgitt."],
            id="since when is not told",
        ),
        pytest.param(
            (STANDING,),
            (STANDING._replace(end="2026-08-31", bounds=Bounds.of("2019", "2026-08-31")),),
            [("left", "2026-08-31", False, "", "", "")],
            ["Asker kommune i Eurobyene: gikk ut 31. august 2026."],
            id="left",
        ),
        pytest.param(
            (STANDING,),
            (STANDING._replace(end="2024", bounds=Bounds.of("2019", "2024")),),
            [("left", "2024", True, "", "", "")],
            ["Asker kommune i Eurobyene: kjent nå, avsluttet 2024."],
            id="had left long ago",
        ),
        pytest.param(
            (STANDING,),
            (
                STANDING._replace(
                    status="ended",
                    as_of="2026-10",
                    why="called-ended",
                    bounds=Bounds.of("2019", "", "2026-10", ended=True),
                ),
            ),
            [("left", "", False, "", "", "")],
            ["Asker kommune i Eurobyene: ikke lenger med, når er ikke oppgitt."],
            id="called ended",
        ),
        pytest.param(
            (tie("participation/p1/asker", "Participation", "asker", hub=iri("project", "p1"), end="2026-08-31"),),
            (tie("participation/p1/asker", "Participation", "asker", hub=iri("project", "p1"), end="2026-08-31"),),
            [("ended", "2026-08-31", False, "", "", "")],
            ["Asker kommune i prosjektet Prosjekt én: avsluttet 31. august 2026."],
            id="time passes: a project ended as planned",
        ),
        pytest.param(
            (tie("participation/p1/asker", "Participation", "asker", hub=iri("project", "p1"), start="2026-09"),),
            (tie("participation/p1/asker", "Participation", "asker", hub=iri("project", "p1"), start="2026-09"),),
            [("started", "2026-09", False, "", "", "")],
            ["Asker kommune i prosjektet Prosjekt én: startet september 2026."],
            id="time passes: a project began as planned",
        ),
        pytest.param(
            (STANDING,),
            (STANDING._replace(as_of="2026-10-03"),),
            [("confirmed", "2026-10-03", False, "as_of", "2026-05", "2026-10-03")],
            ["Asker kommune i Eurobyene: bekreftet 3. oktober 2026."],
            id="confirmed",
        ),
        pytest.param(
            (STANDING._replace(strength="press"),),
            (STANDING._replace(strength="own-word"),),
            [("confirmed", "", False, "strength", "press", "own-word")],
            ["Asker kommune i Eurobyene: en sterkere kilde sier det nå (eget ord, før presse)."],
            id="confirmed by a stronger source",
        ),
        pytest.param((STANDING._replace(as_of="2026-10"),), (STANDING,), [], [], id="an older word is no news"),
        pytest.param(
            (STANDING,),
            (STANDING._replace(start="2018-03", bounds=Bounds.of("2018-03", "", "2026-05")),),
            [("corrected", "", False, "start", "2019", "2018-03")],
            ["Asker kommune i Eurobyene: fra-datoen rettet fra 2019 til mars 2018."],
            id="corrected",
        ),
        pytest.param(
            (STANDING,),
            (STANDING._replace(role="board-member"),),
            [("corrected", "", False, "role", "", "board-member")],
            ["Asker kommune i Eurobyene: rollen er nå oppgitt, styremedlem."],
            id="a value that was not told",
        ),
        pytest.param(
            (STANDING,),
            (),
            [("withdrawn", "", False, "", "", "")],
            ["Asker kommune i Eurobyene: oppgis ikke lenger."],
            id="nobody says so any more",
        ),
    ],
)
def test_changes_of_ties(
    before: tuple[StateTie, ...], after: tuple[StateTie, ...], expected: list[Told], words: list[str]
) -> None:
    old, new = two(before, after)
    assert told(old, new) == expected
    assert [each.casefold() for each in said(old, new)] == [each.casefold() for each in words]


def test_a_newer_file_of_a_list_says_who_joined_and_left() -> None:
    listed = [member(key, "eurobyene", source=LIST.iri) for key in ("asker", "baerum")]
    old, new = two((listed[0],), (listed[1],))
    assert told(older_list(old), new) == [("joined", "", False, "", "", ""), ("left", "", False, "", "", "")]
    assert said(older_list(old), new, "en") == [
        "Bærum kommune in Eurobyene: joined since the source's last edition.",
        "Asker kommune in Eurobyene: no longer a member, since when is not told.",
    ]
    assert [each[0] for each in told(old, new)] == ["withdrawn", "joined"]  # the same file: a row taken out by hand


def test_a_complete_list_says_who_left() -> None:
    old, new = two((STANDING,), ())
    new = replace(new, lists={(iri("actor", "eurobyene"), "members"): ()})
    assert told(old, new) == [("left", "", False, "", "", "")]


def test_a_new_key_is_no_news() -> None:
    others = tuple(each for each in THINGS if not each.iri.endswith("/asker"))
    renamed = state(
        member("asker-kommune", "eurobyene", start="2019", as_of="2026-05"),
        things=(*others, actor("asker-kommune", "Asker kommune", "org 920125298")),
    )
    assert told(state(STANDING), renamed) == []


def test_a_new_name_is_told_once() -> None:
    others = tuple(each for each in THINGS if not each.iri.endswith("/asker"))
    renamed = state(STANDING, things=(*others, actor("asker", "Asker herad", "org 920125298")))
    assert told(state(STANDING), renamed) == [("renamed", "", False, "nb", "Asker kommune", "Asker herad")]
    assert said(state(STANDING), renamed, "nn") == ["Asker kommune heiter no Asker herad."]


def linked() -> tuple[State, State]:
    """Before and after a judgement that a record is Asker's."""
    twin = actor("pic-1", "ASKER KOMMUNE", "record src/1")
    takes = {"hub": iri("project", "p1"), "start": "2020"}
    before = state(tie("participation/p1/1", "Participation", "pic-1", **takes), things=(*THINGS, twin))
    others = tuple(each for each in THINGS if not each.iri.endswith("/asker"))
    known = actor("asker", "Asker kommune", "org 920125298", "record src/1")
    after = state(tie("participation/p1/2", "Participation", "asker", **takes), things=(*others, known))
    return before, after


def test_what_is_linked_has_no_new_ties_and_taken_back_is_separated() -> None:
    before, after = linked()
    twin, known = iri("actor", "pic-1"), iri("actor", "asker")
    assert told(before, after) == [("linked", "", False, "", twin, known)]
    assert said(before, after) == ["ASKER KOMMUNE og Asker kommune er koblet: de er samme aktør."]
    assert told(after, before) == [("separated", "", False, "", known, twin)]


def test_a_reform_is_told_once_and_not_as_leaving_and_joining() -> None:
    hurum = actor("hurum", "Hurum kommune", "org 1")
    whole = member("hurum", "eurobyene", start="2010")
    ended = whole._replace(why="party-ended", bounds=Bounds("2010-01-01", "2026-07-01", "2010-12-31", "2026-07-01"))
    carried = member("asker", "eurobyene", start="2026-07-02")._replace(carries=whole.iri)
    old, new = two((whole, hurum), (ended, carried, hurum))
    event = Reform(iri("event", "e"), "2026-07-02", (hurum.iri,), (iri("actor", "asker"),), ())
    new.reforms[event.iri] = event
    assert told(old, new) == [("merged", "2026-07-02", False, "", hurum.iri, iri("actor", "asker"))]
    assert said(old, new, "en") == ["Hurum kommune became Asker kommune 2 July 2026."]
    assert told(new, replace(new, name=new.name)) == []


def test_actors_that_come_and_go() -> None:
    lier = actor("lier", "Lier kommune")
    old, new = two((), (lier,))
    assert said(old, new) == ["Lier kommune er ny i grafen."]
    assert said(new, old) == ["Lier kommune er ikke lenger i grafen."]


def test_a_day_of_data_leaves_out_what_was_published_or_read_later() -> None:
    now = state(
        STANDING._replace(as_of="2026-10"),
        member("baerum", "eurobyene", start="2015", source="later"),
        day="2026-11-28",
    )
    before = known_by(now, "2026-06-01")
    assert (before.day, sorted(before.ties)) == ("2026-06-01", [STANDING.iri])
    assert told(before, now) == [
        ("confirmed", "2026-10", False, "as_of", "", "2026-10"),
        ("joined", "2015", True, "", "", ""),
    ]
    assert known_by(now, "2026-10").ties.keys() == now.ties.keys()


def test_what_is_alike_at_one_hub_is_one() -> None:
    hub = iri("project", "p1")
    ties = [tie(f"participation/p1/{key}", "Participation", key, hub=hub, end="2026-08") for key in ("asker", "baerum")]
    found = at_one_hub(diff_states(*two(tuple(ties), tuple(ties))))
    assert [(each.what, each.actors) for each in found] == [("ended", (iri("actor", "asker"), iri("actor", "baerum")))]


def test_every_kind_has_its_words() -> None:
    words = Words(state(), state(), "nn")
    assert [words.what(Change(each, "", "", ())) for each in KINDS if not words.what(Change(each, "", "", ()))] == []


def test_changes_do_not_depend_on_the_order_of_rows() -> None:
    rows: list[StateTie | StateThing] = [member(key, "eurobyene", start="2026-09") for key in ("asker", "baerum")]
    one = diff_states(state(), state(*rows, day="2026-11-28"))
    assert one == diff_states(state(), state(*reversed(rows), day="2026-11-28"))
