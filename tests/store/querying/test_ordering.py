"""ORDER BY: rewritten as it should be, and an order that is total whatever is ordered."""

from __future__ import annotations

import random
from itertools import pairwise

import pyoxigraph as ox
import pytest

from kg.store.querying.ordering import Ordered, ordered, sort_key
from kg.store.querying.tokens import depth
from kg.vocab import XSD


def lit(value: str, kind: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + kind))


RISING = [
    None,
    ox.BlankNode("b"),
    ox.NamedNode("http://a"),
    lit("-INF", "double"),
    lit("-3", "integer"),
    lit("9", "integer"),
    lit("9.5", "decimal"),
    lit("10", "integer"),
    lit("9007199254740993", "integer"),
    lit("1e300", "double"),
    lit("NaN", "double"),
    lit("false", "boolean"),
    lit("true", "boolean"),
    lit("-0044-03-15", "date"),
    lit("2019-12-31T23:30:00+01:00", "dateTime"),
    lit("2020", "gYear"),
    lit("2020-01", "gYearMonth"),
    lit("2020-01-01", "date"),
    lit("2020-01-01T00:00:00Z", "dateTime"),
    lit("12020-01-01", "date"),
    ox.Literal("10"),
    ox.Literal("9"),
    ox.Literal("Asker"),
    ox.Literal("Bærum", language="nb"),
    ox.Literal("Oslo"),
    lit("10:00:00", "time"),
    lit("P1M", "duration"),
    lit("P2Y", "yearMonthDuration"),
    lit("x", "integer"),
    ox.Triple(ox.NamedNode("http://a"), ox.NamedNode("http://b"), lit("9", "integer")),
    ox.Triple(ox.NamedNode("http://a"), ox.NamedNode("http://b"), ox.Literal("9")),
]


def test_terms_of_all_kinds_have_one_order() -> None:
    shuffled = RISING[:]
    random.Random(1).shuffle(shuffled)  # noqa: S311
    assert sorted(shuffled, key=sort_key) == RISING
    assert all(sort_key(a) < sort_key(b) for a, b in pairwise(RISING))


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("", "integer"),
        ("1_000", "integer"),
        ("２０", "integer"),
        ("9" * 5000, "integer"),
        ("1e9999999", "double"),
        ("sNaN", "double"),
        ("2020-13-01", "date"),
        ("2020-01-99", "date"),
        ("９９９９", "gYear"),
        ("P", "duration"),
        ("P" + "9" * 5000 + "Y", "duration"),
        ("-P1Y2M3DT4H5M6.7S", "duration"),
        ("24:00:00", "time"),
        ("maybe", "boolean"),
        ("0000-01-01", "date"),
        ("2020-01-01+14:00", "date"),
        ("9" * 30, "gYear"),
        ("0." + "1" * 5000, "decimal"),
        ("\x00", "dateTime"),
    ],
)
def test_a_literal_without_a_value_has_its_place_too(value: str, kind: str) -> None:
    keys = [sort_key(term) for term in (lit(value, kind), *RISING)]
    assert sorted(sorted(keys), reverse=True) == sorted(keys, reverse=True)


@pytest.mark.parametrize(
    ("query", "text", "keys", "extra", "rest"),
    [
        ("SELECT ?a { ?a ?b ?c } ORDER BY ?a", "SELECT ?a { ?a ?b ?c } ", [("a", False)], set(), (0, None)),
        (
            "SELECT * { ?a ?b ?c } ORDER BY DESC(?c) ?a OFFSET 2 LIMIT 3",
            "SELECT * { ?a ?b ?c } ",
            [("c", True), ("a", False)],
            set(),
            (2, 3),
        ),
        (
            "SELECT * { ?a ?b ?c } ORDER BY STRLEN(?c)",
            "SELECT * { { ?a ?b ?c BIND(STRLEN(?c) AS ?_order0)} } ",
            [("_order0", False)],
            {"_order0"},
            (0, None),
        ),
        (
            "SELECT ?a (COUNT(*) AS ?n) WHERE { ?a ?b '}' } GROUP BY ?a ORDER BY (COUNT(*) * 2) $n VALUES ?a { 1 }",
            "SELECT ?a (COUNT(*) AS ?n) ((COUNT(*) * 2) AS ?_order0) WHERE { ?a ?b '}' } GROUP BY ?a  VALUES ?a { 1 }",
            [("_order0", False), ("n", False)],
            {"_order0"},
            (0, None),
        ),
        (
            "SELECT DISTINCT ?a FROM <http://g> # ORDER BY ?b\n{ ?a <http://x#ORDER> ?c } order by asc(?a) limit 1",
            "SELECT DISTINCT ?a FROM <http://g> # ORDER BY ?b\n{ ?a <http://x#ORDER> ?c } ",
            [("a", False)],
            set(),
            (0, 1),
        ),
    ],
)
def test_the_order_of_a_whole_select_is_taken_out(
    query: str, text: str, keys: list[tuple[str, bool]], extra: set[str], rest: tuple[int, int | None]
) -> None:
    assert ordered(query) == Ordered(text, keys, frozenset(extra), *rest)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?o { ?s ?p ?o }",
        "SELECT ?o { ?s ?p 'ORDER BY ?o' } # ORDER BY ?o",
        "PREFIX order: <http://x> SELECT ?order { ?s order:BY ?order ; order:order _:order }",
    ],
)
def test_what_has_no_order_stays_as_it_is(query: str) -> None:
    assert ordered(query) == query


def test_brackets_are_counted_but_not_in_strings_iris_and_comments() -> None:
    assert depth("SELECT * { ?s ?p '((((', <http://a/((((> # ((((\n }") == 1
    assert depth("SELECT * { { ?s ?p ( 1 [] ) } FILTER(?a<?b&&?c>(?d)) }") == 4
    assert depth("{" * 3000) == 3000
