"""How pairs are labelled and figures of links worked out, on a made-up world."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from _linking.automatic import identity
from _linking.figures import best_threshold, figures, least
from _linking.labels import entities
from _linking.mentions import Mention, group_of, national_number, of_test
from _linking.methods import METHODS, record
from _linking.pairs import Pair, negatives, positives
from _linking.queries import _inside, _kilometres, _labelled
from _linking.reports import in_group, verdict
from _linking.world import families

from kg.linking.identity import Identity
from kg.linking.linker import Link


def pic(number: str, name: str, country: str = "NO", vat: str = "", entity: str = "", cls: str = "") -> Mention:
    found = {"pic": number, "vatNumber": vat}
    return Mention(f"horizon/pic/{number}", (name,), country, entity, cls, identifiers=found)


def actor(key: str, *names: str, country: str = "NO", cls: str = "Municipality", number: str = "") -> Mention:
    return Mention(f"actor/{key}", names, country, f"actor/{key}", cls, identifiers={"organisationNumber": number})


def test_a_number_or_a_judgement_says_who_a_pic_is() -> None:
    mentions = [
        pic("1", "LILLEVIK KOMMUNE", vat="935478715"),
        pic("2", "Lillevik municipality", vat="935478715"),
        pic("3", "Grand hotel", "FR", vat="12345678901"),
        pic("4", "Grand hotel Paris", "FR", vat="12345678901"),
        pic("5", "Ministry", vat="974760673"),
        pic("6", "No number"),
        pic("7", "Storvik", "SE", vat="2120000803"),
        pic("8", "Storviks stad", "SE", vat="2120000803"),
    ]
    found, numbered, left_out = entities(
        mentions, {"7": "actor/storvik"}, [actor("lillevik", "Lillevik", number="935478715")]
    )
    assert found == {
        "1": "actor/lillevik",
        "2": "actor/lillevik",
        "5": "number/NO/974760673",
        "6": "pic/6",
        "7": "actor/storvik",
        "8": "actor/storvik",
    }
    assert numbered == {"actor/lillevik", "number/NO/974760673", "number/SE/2120000803", "actor/storvik"}
    assert left_out == {"PICs that share a number and may be several bodies": 2}


def test_pairs_of_one_body_are_its_other_spellings_and_names_with_nothing_in_common_are_left_out() -> None:
    one = "actor/lillevik"
    mentions = [
        Mention("actor/lillevik", ("Lillevik",), "NO", one),
        Mention("h2020/pic/1", ("LILLEVIK KOMMUNE",), "NO", one),
        Mention("horizon/pic/1", ("Lillevik kommune",), "NO", one),
        Mention("h2020-2016/pic/1", ("Oldtown",), "NO", one),
        Mention("horizon/pic/2", ("Alone",), "NO", "pic/2"),
        Mention("horizon/pic/3", ("Lillevik havn",), "NO"),
    ]
    left_out: Counter[str] = Counter()
    found = list(positives(mentions, left_out))
    assert [(pair.left.key, pair.right.key, pair.same, pair.kind) for pair in found] == [
        ("actor/lillevik", "h2020/pic/1", True, "same, actor-h2020")
    ]
    assert left_out == {"names of one PIC that have nothing in common": 2}


def test_hard_pairs_of_two_bodies() -> None:
    bodies = [
        actor("lillevik", "Lillevik"),
        actor("lillevik-fylke", "Lillevik", cls="County"),
        actor("lillevik-nord", "Lillevik"),
        actor("lillevik-1990", "Lillevik"),
        actor("lillevik-nl", "Lillevik", country="NL"),
        pic("1", "University of Lillevik", vat="1", entity="number/NO/1", cls="University"),
        pic("2", "Akva Havforskning AS", vat="2", entity="number/NO/2", cls="Company"),
        pic("3", "Havforskning AS", vat="3", entity="number/NO/3", cls="Company"),
        pic("4", "Havforskning", vat="4", entity="number/NO/4", cls="Company"),
    ]
    left_out: Counter[str] = Counter()
    ended = [frozenset({"actor/lillevik", "actor/lillevik-1990"})]
    found = negatives(bodies, {each.entity for each in bodies if each.source == "horizon"}, left_out, ended)
    assert not any(pair.same for pair in found)
    kinds = {(pair.left.key.rpartition("/")[2], pair.right.key.rpartition("/")[2]): pair.kind for pair in found}
    assert kinds["lillevik", "lillevik-fylke"] == "municipality and county of one name"
    assert kinds["lillevik", "lillevik-nord"] == "two municipalities of one name"
    assert kinds["lillevik", "lillevik-nl"] == "namesake abroad"
    assert ("1", "lillevik-nord") in {tuple(sorted(pair)) for pair in kinds} or any(
        kind == "university and its city" for kind in kinds.values()
    )
    assert kinds["2", "3"] == "a name within a name"
    assert ("3", "4") not in kinds, "one name but for its legal form: perhaps one body"
    assert ("lillevik", "lillevik-1990") not in kinds
    assert left_out["bodies of which one came after the other"] == 1
    assert left_out["two numbers, but one name or one homepage"] == 2


def test_namesakes_are_in_one_half_and_halves_are_of_entities() -> None:
    bodies = [
        actor("lillevik", "Lillevik"),
        actor("lillevik-nl", "Lillevik", country="NL"),
        pic("1", "LILLEVIK KOMMUNE", entity="actor/lillevik", cls="Municipality"),
        pic("2", "Havforskning", entity="pic/2"),
    ]
    assert families(bodies) == {
        "actor/lillevik": "name/lillevik",
        "actor/lillevik-nl": "name/lillevik",
        "pic/2": "pic/2",
    }
    halves = [of_test(f"pic/{number}") for number in range(2000)]
    assert 0.46 < sum(halves) / 2000 < 0.54


@pytest.mark.parametrize(
    ("vat", "country", "number"),
    [
        ("NO 935 478 715 MVA", "NO", "935478715"),
        ("SE212000080301", "SE", "2120000803"),
        ("2120000803", "SE", "2120000803"),
        ("DK29190909", "DK", "29190909"),
        ("EL094014249", "GR", "094014249"),
        ("NO123", "NO", ""),
        ("00000000", "FR", ""),
        ("", "FR", ""),
    ],
)
def test_the_number_in_a_cell(vat: str, country: str, number: str) -> None:
    assert national_number(vat, country) == number


def test_figures_of_what_was_said() -> None:
    found = figures([True] * 3 + [False] * 2, [True, True, False, True, False], list("aabcd"), draws=200)
    assert (found.pairs, found.same, found.precision, found.recall) == (5, 3, 2 / 3, 2 / 3)
    assert found.f1 == pytest.approx(2 / 3)
    low, high = found.precision_interval
    assert low <= found.precision <= high
    assert found == figures([True] * 3 + [False] * 2, [True, True, False, True, False], list("aabcd"), draws=200)
    assert best_threshold(np.array([0.9, 0.8, 0.7, 0.1]), np.array([True, False, True, False])) == 0.7
    assert best_threshold(np.array([0.9, 0.8, 0.7, 0.1]), np.array([True, False, True, False]), least=0.9) == 0.9
    assert [round(least(right, wrong), 4) for right, wrong in ((598, 0), (0, 3), (10, 0))] == [0.995, 0.0, 0.7411]


def test_plain_methods_ask_for_one_country() -> None:
    home = Pair(pic("1", "LILLEVIK KOMMUNE"), actor("lillevik", "Lillevik"), True, "")
    abroad = Pair(pic("1", "Lillevik"), actor("lillevik-nl", "Lillevik", country="NL"), False, "")
    assert {name: method([home, abroad]) for name, method in METHODS.items()} == {
        "exact name": [0.0, 0.0],
        "folded name": [1.0, 0.0],
        "rapidfuzz token_set_ratio": [1.0, 0.0],
        "rapidfuzz WRatio": [pytest.approx(0.9), 0.0],
    }


def test_identifiers_are_hidden_from_what_is_measured() -> None:
    mention = pic("1", "LILLEVIK KOMMUNE", vat="935478715", cls="Municipality")
    assert record(mention).identifiers == {}
    assert identity(mention, hidden=True) == Identity(("LILLEVIK KOMMUNE",), "NO", frozenset({"sk:Municipality"}))
    assert identity(mention, hidden=False) == Identity(
        ("LILLEVIK KOMMUNE",), "NO", frozenset({"sk:Municipality"}), ("1",), ("935478715",)
    )


@pytest.mark.parametrize(
    ("entity", "linked", "said"),
    [
        ("actor/a", "a", "right"),
        ("actor/a", "b", "wrong"),
        ("actor/a", "", "missed"),
        ("number/NO/1", "", "none"),
        ("number/NO/1", "a", "wrong"),
        ("number/NO/1", "without-number", "not settled"),
        ("number/SE/1", "a", "not settled"),
        ("", "a", "not settled"),
    ],
)
def test_a_link_is_right_wrong_or_not_settled(entity: str, linked: str, said: str) -> None:
    assert verdict(pic("1", "x", entity=entity), Link(linked), {"actor/a"}) == said


def test_groups_hold_those_before_them() -> None:
    assert group_of("IS", "Municipality") == "municipality"
    assert [in_group(pic("1", "x", "SE", cls="County"), group) for group in ("municipality", "all")] == [True, True]
    assert not in_group(pic("1", "x", "FR", cls="PublicBody"), "municipality")


def test_a_place_settles_a_plain_name_only() -> None:
    square = [[10.0, 59.0], [11.0, 59.0], [11.0, 60.0], [10.0, 60.0], [10.0, 59.0]]
    assert (_inside((59.5, 10.5), square), _inside((60.5, 10.5), square)) == (True, False)
    assert round(_kilometres((59.9, 10.7), (60.4, 5.3))) == 307
    known = {"actor/lillevik": actor("lillevik", "Lillevik")}
    left_out: Counter[str] = Counter()
    names = ["Lillevik kommune", "Lillevik kommune, skoleetaten", "Lillestad kommune", "Lillevik kommun"]
    mentions = [Mention(f"keep/partner/{name}", (name,), "NO") for name in names]
    found = [each for m in mentions for each in _labelled(m, "actor/lillevik", known, left_out)]
    assert [each.name for each in found] == ["Lillevik kommune"]
    assert left_out == {
        "keep: a part of a municipality, or several bodies in one name": 1,
        "keep: town or place does not settle who it is": 2,
    }
