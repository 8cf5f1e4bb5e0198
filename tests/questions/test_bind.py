"""From what a user types to terms; whatever is typed, it becomes a term and never a part of the query."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.api import Samkart
from kg.errors import NotFound, Usage
from kg.questions.bind import bind
from kg.questions.naming import resolve
from kg.questions.question import parse
from kg.store.substitute import substitute
from kg.vocab import SK, SKC, SKD, XSD


def question(kind: str, required: bool = False) -> str:
    words = 'nb = "x", nn = "x", en = "x"'
    lines = [
        '# nb = "x"\n# nn = "x"\n# en = "x"',
        f'# {"needs" if required else "takes"} = ["p"]\n# columns = ["s"]',
        f'# terms.p = {{ type = "{kind}", {words} }}\n# terms.s = {{ type = "text", {words} }}',
        "SELECT ?s { BIND($p AS ?s) }\n",
    ]
    return "\n".join(lines)


def bound(samkart: Samkart, kind: str, value: object) -> object:
    return bind(samkart.view, parse("a/b", question(kind)), {"p": value}, "nb").get("p")


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("actor", "Fjordby kommune", ox.NamedNode(SKD + "actor/fjordby")),
        ("actor", "actor/fjordby", ox.NamedNode(SKD + "actor/fjordby")),
        ("actor", SKD + "actor/fjordby", ox.NamedNode(SKD + "actor/fjordby")),
        ("network", "eurotowns", ox.NamedNode(SKD + "actor/eurobyene")),
        ("theme", "sirkulær økonomi", ox.NamedNode(SKC + "theme/circular-economy")),
        ("programme", "HORISONT.1", ox.NamedNode(SKD + "programme/horisont-klima")),
        ("project", "grønnby", ox.NamedNode(SKD + "project/groennby")),
        ("country", "no", ox.NamedNode(SKD + "country/NO")),
        ("country", "UK", ox.NamedNode(SKD + "country/GB")),
        ("level", "local", ox.NamedNode(SKC + "level/local")),
        ("concept", "network-kind/covenant", ox.NamedNode(SKC + "network-kind/covenant")),
        ("kind", "municipality", ox.NamedNode(SK + "Municipality")),
        ("kind", "european-office", ox.NamedNode(SK + "EuropeanOffice")),
        ("tie", "twinning/fjordby-granstad", ox.NamedNode(SKD + "tie/twinning/fjordby-granstad")),
        ("date", "2020-06", ox.Literal("2020-06")),
        ("year", 2020, ox.Literal("2020")),
        ("integer", "-3", ox.Literal("-3", datatype=ox.NamedNode(XSD + "integer"))),
        ("decimal", "1.5", ox.Literal("1.5", datatype=ox.NamedNode(XSD + "decimal"))),
        ("iri", "urn:a:b", ox.NamedNode("urn:a:b")),
        ("text", "", None),
        ("text", None, None),
    ],
)
def test_terms(world: Samkart, kind: str, value: object, term: object) -> None:
    assert bound(world, kind, value) == term


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("country", "Norge", "'Norge' is not a country; expected a code of two letters"),
        ("date", "2020-13", "p: '2020-13' is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD"),
        ("year", "2020-01", "p: '2020-01' is not a year; expected YYYY"),
        ("integer", "1.5", "p: '1.5' is not a number"),
        ("decimal", "1,5", "p: '1,5' is not a number"),
        ("iri", "http://a b", "p: 'http://a b' is not an IRI"),
        ("iri", "http://a> } DROP ALL {", "is not an IRI"),
        ("concept", "covenant", "p: 'covenant' is not SCHEME/KEY"),
    ],
)
def test_values_of_the_wrong_form(world: Samkart, kind: str, value: str, message: str) -> None:
    with pytest.raises(Usage) as caught:
        bound(world, kind, value)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("iri", "http://x]"),
        ("status", f"{SKC}a b"),
        ("concept", "network-kind/ city"),
        ("concept", f"{SKC}network-kind/]"),
        ("country", f"{SKD}country/]"),
        ("level", f"{SKC}level/<x>"),
    ],
)
def test_what_no_iri_can_be_is_refused(world: Samkart, kind: str, value: str) -> None:
    with pytest.raises(Usage) as caught:
        bound(world, kind, value)
    assert str(caught.value) == f"p: {value!r} is not an IRI"


@pytest.mark.parametrize("value", ["a]b", "\U000e0041", "http://x]", "q\xe9]", "<municipality>"])
def test_a_kind_with_letters_that_no_class_has_is_not_there(world: Samkart, value: str) -> None:
    with pytest.raises(NotFound) as caught:
        bound(world, "kind", value)
    assert str(caught.value).startswith(f"there is nothing of the kind {value!r}")


@pytest.mark.parametrize("value", ["tie/]", f"{SKD}tie/a]", f"{SKD}tie/[x", f"{SKD}actor/]"])
def test_a_thing_with_letters_that_no_iri_has_is_not_there(world: Samkart, value: str) -> None:
    with pytest.raises(NotFound):
        world.show(value)


def test_unknown_and_missing_parameters(world: Samkart) -> None:
    needed = parse("a/b", question("text", required=True))
    with pytest.raises(Usage, match=r"^a/b needs p$"):
        bind(world.view, needed, {})
    with pytest.raises(Usage, match=r"^a/b has no parameter 'q'; expected: p$"):
        bind(world.view, needed, {"p": "x", "q": "y"})


def test_a_kind_that_is_not_there(world: Samkart) -> None:
    with pytest.raises(NotFound, match="there is nothing of the kind 'spaceship'"):
        bound(world, "kind", "spaceship")


def test_a_name_of_another_kind_is_not_taken(world: Samkart) -> None:
    assert resolve(world.view, "eurobyene", "network") == SKD + "actor/eurobyene"
    with pytest.raises(NotFound):
        resolve(world.view, "fjordby", "network")
    with pytest.raises(NotFound):
        resolve(world.view, "circular-economy", "actor")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_stays_one_literal(value: str) -> None:
    store = ox.Store()
    text = substitute("SELECT ?s { BIND($p AS ?s) FILTER(!BOUND($p) || ?s = $p) }", {"p": ox.Literal(value)})
    answer: Any = store.query(text)
    (row,) = answer
    assert row["s"].value == value


@pytest.mark.parametrize(
    ("kind", "path"), [("actor", "actor/nobody"), ("actor", "project/groennby"), ("", "actor/nobody"), ("project", "x")]
)
def test_an_iri_that_names_nothing_of_the_kind(world: Samkart, kind: str, path: str) -> None:
    with pytest.raises(NotFound, match=f"there is no {kind or 'thing'} https://w3id.org/samkart/id/{path}"):
        resolve(world.view, SKD + path, kind)
