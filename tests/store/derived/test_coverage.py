"""How much of what others counted a graph holds: members, twin towns, projects, money, municipalities."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.store.derived.coverage import held
from kg.store.triples import StoredTriples
from kg.vocab import PREFIXES, SKD

HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
WORLD = """
@prefix counted: <https://w3id.org/samkart/concept/counted/> .
@prefix actor: <https://w3id.org/samkart/id/actor/> .
@prefix tie: <https://w3id.org/samkart/id/tie/> .
@prefix programme: <https://w3id.org/samkart/id/programme/> .
@prefix project: <https://w3id.org/samkart/id/project/> .
@prefix country: <https://w3id.org/samkart/id/country/> .
actor:a a sk:Municipality ; sk:country country:NO ; sk:everInCounty actor:county .
actor:b a sk:Municipality ; sk:country country:NO ; sk:end "2019-12-31" .
actor:c a sk:Municipality ; sk:country country:SE .
actor:firm a sk:Company ; sk:country country:NO .
actor:county a sk:County ; sk:country country:NO .
tie:m1 sk:party actor:a ; org:organization actor:net ; sk:heldUntil "2018-12-31" .
tie:m2 sk:party actor:c ; org:organization actor:net ; sk:heldFrom "2015-01-01" .
tie:m3 sk:party actor:b ; org:organization actor:net .
tie:t1 a sk:Twinning ; sk:party actor:a , actor:c .
tie:t2 a sk:Twinning ; sk:party actor:b , actor:c ; sk:heldUntil "2012-12-31" .
programme:part sk:partOf programme:whole .
project:x sk:programme programme:part . project:y sk:programme programme:other .
tie:p1 sk:party actor:a ; sk:project project:x ; sk:heldFrom "2015-01-01" ; sk:heldUntil "2017-12-31" ;
    sk:contribution 100.5 ; sk:currency "EUR" .
tie:p2 sk:party actor:firm ; sk:project project:x ; sk:heldFrom "2015-01-01" ; sk:heldUntil "2017-12-31" ;
    sk:contribution 50 ; sk:netContribution 40 ; sk:currency "EUR" .
tie:p3 sk:party actor:b ; sk:project project:y ; sk:heldFrom "2009-01-01" ; sk:heldUntil "2010-12-31" .
tie:p4 sk:party actor:c ; sk:project project:x ; sk:heldFrom "2015-01-01" ; sk:heldUntil "2017-12-31" .
tie:p5 sk:carriesOn tie:p1 ; sk:party actor:heir ; sk:project project:x .
skd:source\\/s sk:retrieved "2026-01-01" .
"""
COUNT = "skd:count\\/c a sk:Count ; sk:number 9 ; {} ."


def number(said: str) -> str | None:
    store = ox.Store()
    store.load((HEAD + WORLD + COUNT.format(said)).encode(), ox.RdfFormat.TURTLE)
    found = [(iri, value.partition('"^^')[0].strip('"')) for iri, _, value in held(StoredTriples(store))]
    return dict(found).get(f"{SKD}count/c")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('sk:counted counted:members ; sk:about actor:net ; sk:asOf "2016"', "3"),
        ('sk:counted counted:members ; sk:about actor:net ; sk:asOf "2020"', "2"),
        ("sk:counted counted:members ; sk:about actor:net ; dcterms:source skd:source\\/s", "2"),
        ('sk:counted counted:members ; sk:about actor:net ; sk:country country:NO ; sk:asOf "2016"', "2"),
        ('sk:counted counted:twin-towns ; sk:country country:NO ; sk:asOf "2020"', "1"),
        ('sk:counted counted:twin-towns ; sk:about actor:c ; sk:asOf "2010"', "2"),
        ('sk:counted counted:municipalities-with-twin-towns ; sk:country country:NO ; sk:asOf "2010"', "2"),
        ('sk:counted counted:municipalities ; sk:country country:NO ; sk:asOf "2019"', "2"),
        ('sk:counted counted:municipalities ; sk:country country:NO ; sk:asOf "2020"', "1"),
        ("sk:counted counted:municipalities ; sk:country country:NO ; sk:programme programme:whole", None),
        ("sk:counted counted:projects ; sk:country country:NO", "2"),
        ("sk:counted counted:projects ; sk:programme programme:whole", "1"),
        ('sk:counted counted:projects ; sk:country country:NO ; sk:start "2014" ; sk:end "2020"', "1"),
        ("sk:counted counted:participations ; sk:programme programme:whole", "3"),
        ("sk:counted counted:participants ; sk:programme programme:whole ; sk:country country:NO", "2"),
        ("sk:counted counted:municipalities-in-projects ; sk:country country:NO", "2"),
        ("sk:counted counted:municipalities-in-projects ; sk:country country:NO ; sk:about actor:county", "1"),
        ('sk:counted counted:funding ; sk:programme programme:whole ; sk:unitOfCount "EUR"', "140.5"),
        ("sk:counted counted:funding ; sk:programme programme:whole", None),
    ],
)
def test_what_is_held_of_what_was_counted(said: str, expected: str | None) -> None:
    assert number(said) == expected


def test_nothing_is_worked_out_where_nothing_was_counted() -> None:
    store = ox.Store()
    store.load((HEAD + WORLD).encode(), ox.RdfFormat.TURTLE)
    assert list(held(StoredTriples(store))) == []
