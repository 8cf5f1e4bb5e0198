"""Who may be who: names as they come in real files, countries known and unknown, judgements; never all with all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.linking.candidates import candidates
from kg.linking.record import Record
from kg.linking.score import Scorer
from kg.linking.words import score_words


def pairs(own: str, brought: str, *, short: bool = False, country: str = "SE", least: float = 0.5) -> list[str]:
    known = Record("actor/known", (own,), country="SE")
    other = Record("actor/other", () if short else (brought,), (brought,) if short else (), country)
    return [each.right.key for each in candidates([other], [known], least=least)]


@pytest.mark.parametrize(
    ("own", "brought"),
    [
        ("Region Skåne", "REGION SKANE"),
        ("Region Gävleborg", "Region Gaevleborg"),
        ("Høgskulen på Vestlandet", "HOGSKULEN PA VESTLANDET"),
        ("Città metropolitana di Bologna", "CITTA METROPOLITANA DI BOLOGNA"),
        ("Kent", "Kent County Council"),
        ("The Robert Gordon University", "ROBERT GORDON UNIVERSITY"),
        ("Łódź", "Lodz"),
        ("Groß-Gerau", "STADT GROSS GERAU"),
        ("Heriot Watt University", "HERIOT-WATT UNIVERSITY"),
        ("Bærum kommune", "Municipality of Baerum"),
        ("Espoo", "ESPOON KAUPUNKI"),
        ("Tampere", "City of Tampere"),
        ("Δήμος Αθηναίων", "DIMOS ATHINAION"),
        ("Столична община София", "Stolichna obshtina Sofiya"),
        ("Pärnu linn", "PARNU LINN/ CITY OF PARNU"),
        ("Lindholmen Science Park AB", "Lindholmen Science Park Aktiebolag"),
        ("Stavanger Havn", "HAVN STAVANGER"),
        ("Nord-Trøndelag fylkeskommune", "Nordtrøndelag fylkeskommune"),
    ],
)
def test_names_that_are_the_same(own: str, brought: str) -> None:
    assert pairs(own, brought) == ["actor/known"]
    assert pairs(own, brought, country="DK") == []


@pytest.mark.parametrize(
    ("own", "brought"),
    [
        ("Höganäs", "Höganäs Keramik"),
        ("–", "!"),
        ("Bergen kommune", "Universitetet i Bergen"),
        ("Oslo kommune", "Oslo universitetssykehus"),
        ("NIVA", "Akvaplan-niva"),
        ("Norwegian Institute for Water Research", "Norwegian Institute for Nature Research"),
        ("Troms fylkeskommune", "Tromsø kommune"),
        ("Os", "Ås"),
    ],
)
def test_names_that_are_not(own: str, brought: str) -> None:
    assert pairs(own, brought, least=0.6) == []


def test_of_an_unknown_country_an_abbreviation_is_not_enough() -> None:
    assert pairs("BSC", "BSC", country="") == ["actor/known"]
    known = Record("actor/known", ("Barentssenteret",), ("BSC",), "NO")
    brought = Record("actor/other", ("Barcelona Supercomputing Center",), ("BSC",))
    assert candidates([brought], [known]) == []


NORDVIK = Record(
    "actor/nordvik", ("Nordvik kommune", "Nordvik Municipality"), country="NO", classes=frozenset({"Municipality"})
)
SORVIK = Record("actor/sorvik", ("Sørvik kommune",), country="NO", classes=frozenset({"Municipality"}))
BROUGHT = Record("made-up:pic/1", ("NORDVIK KOMMUNE",), country="NO")


def test_the_best_come_first_and_judged_pairs_do_not_come() -> None:
    other = replace(BROUGHT, key="made-up:pic/0", names=("Municipality of Nordvik",))
    found = candidates([BROUGHT, other], [SORVIK, NORDVIK], least=0.1)
    assert [(each.left.key, each.right.key, each.score.value) for each in found][:2] == [
        ("made-up:pic/0", "actor/nordvik", 0.784),
        ("made-up:pic/1", "actor/nordvik", 0.87),
    ]
    assert candidates([BROUGHT], [SORVIK, NORDVIK], apart=lambda left, right: right is NORDVIK) == []
    assert len(candidates([BROUGHT, other], [SORVIK, NORDVIK], least=0.0, most=1)) == 2


def test_namesakes_count_less_and_say_so() -> None:
    north, south = (replace(NORDVIK, key=f"actor/nordvik-{each}", nuts=(each,)) for each in ("NO0A1", "NO0B2"))
    found = candidates([replace(BROUGHT, nuts=("NO0A1",))], [north, south])
    assert [(each.right.key, each.score.value) for each in found] == [
        ("actor/nordvik-NO0A1", 0.8),
        ("actor/nordvik-NO0B2", 0.69),
    ]
    assert "2 known ones bear the same name (−0.12)" in score_words(found[0].score, "en")


def test_a_number_that_two_share_is_found_whatever_they_are_called() -> None:
    known = replace(NORDVIK, identifiers={"organisationNumber": frozenset({"935478715"})})
    brought = Record(
        "made-up:pic/2", ("Plan og bygg",), country="NO", identifiers={"vatNumber": frozenset({"NO935478715MVA"})}
    )
    found = candidates([brought], [known])
    assert [(each.right.key, each.score.parts[0].key, each.score.value) for each in found] == [
        ("actor/nordvik", "number.same", 0.55)
    ]


def test_among_themselves_each_pair_is_told_once() -> None:
    records = [replace(BROUGHT, key=f"made-up:pic/{n}") for n in (3, 1, 2)]
    found = candidates(records, records)
    told = [(each.left.key[-1], each.right.key[-1]) for each in found]
    assert told == [("1", "2"), ("1", "3"), ("2", "3")]


@pytest.mark.slow
def test_the_work_grows_with_the_number_of_names() -> None:
    """Ten thousand of one country, with words in common, take seconds; all pairs would be a hundred million."""
    from time import perf_counter

    from kg.linking.blocking import block

    syllables = ["nor", "sor", "ves", "aus", "vik", "dal", "nes", "fjor", "berg", "sund"]
    names = [f"{a}{b}{c} {d} kommune" for a in syllables for b in syllables for c in syllables for d in syllables]
    records = [Record(f"actor/{n:05}", (name,), country="NO") for n, name in enumerate(names)]
    scorer = Scorer()
    profiles = [scorer.profile(record) for record in records]
    begun = perf_counter()
    found = set(block(profiles, [*profiles]))
    assert all((n, n) in found for n in range(len(records)))
    assert len(found) < 60 * len(records)
    assert perf_counter() - begun < 60


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=5), st.sampled_from(["", "NO", "SE"])), max_size=8))
@settings(max_examples=60, deadline=None)
def test_whatever_the_names_the_answer_is_the_same_in_any_order(given: list[tuple[str, str, str]]) -> None:
    records = [
        Record(f"a:b/{n}", (name,) if name else (), (short,) if short else (), country)
        for n, (name, short, country) in enumerate(given)
    ]
    found = candidates(records, [NORDVIK, SORVIK, *records], least=0.0, most=9)
    again = candidates(records[::-1], [*records[::-1], SORVIK, NORDVIK], least=0.0, most=9)
    assert [(c.left.key, c.right.key, c.score) for c in found] == [(c.left.key, c.right.key, c.score) for c in again]
    assert all(0 <= c.score.value <= 1 for c in found)
