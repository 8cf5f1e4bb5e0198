"""What is settled of a tie before all others, and the claims that others are left with."""

from __future__ import annotations

from kg.model import terms
from kg.model.corrections import Corrections

TIE = terms.entity_term("tie", "twinning/fjordby/granstad")
START, END, AS_OF, UNIT = (terms.curie(f"sk:{name}") for name in ("start", "end", "asOf", "unit"))
SOURCE = (terms.curie("dcterms:source"), terms.entity_term("source", "page"))
SAID = [
    (terms.TYPE, terms.curie("sk:Twinning")),
    (START, terms.date("1952")),
    (END, terms.date("2019")),
    (UNIT, terms.text("Kultur")),
    (AS_OF, terms.date("2020")),
    SOURCE,
]


def test_what_is_settled_is_not_said_again_and_stands_as_a_claim_where_it_differs() -> None:
    corrections = Corrections({TIE: {START: terms.date("1952"), END: "", AS_OF: terms.date("2026")}})
    assert corrections.kept(TIE, SAID) == [SAID[0], SAID[3], SOURCE]
    assert list(corrections.claims(TIE, SAID)) == [
        (
            terms.entity_term("claim", "twinning/fjordby/granstad/end/2019"),
            [
                (terms.TYPE, terms.curie("sk:Claim")),
                (terms.curie("sk:claimOn"), TIE),
                (END, terms.date("2019")),
                (AS_OF, terms.date("2020")),
                SOURCE,
            ],
        )
    ]


def test_the_source_of_a_record_is_named_where_it_names_none() -> None:
    corrections = Corrections({TIE: {START: terms.date("1953")}})
    claims = list(corrections.claims(TIE, SAID[:2], "<https://w3id.org/samkart/source/made-up>"))
    assert [about[-1][1] for _, about in claims] == ["<https://w3id.org/samkart/source/made-up>"]


def test_of_two_that_settle_the_first_stands_and_other_ties_are_left_alone() -> None:
    corrections = Corrections()
    assert not corrections
    corrections.add({TIE: {START: terms.date("1953")}})
    corrections.add({TIE: {START: terms.date("1954"), UNIT: terms.text("Plan")}})
    claims = [name for name, _ in corrections.claims(TIE, SAID)]
    assert [name.rpartition("granstad/")[2] for name in claims] == ["start/1952>", "unit/Kultur>"]
    other = terms.entity_term("tie", "twinning/fjordby/hamnby")
    assert corrections.kept(other, SAID) == SAID
    assert list(corrections.claims(other, SAID)) == []
