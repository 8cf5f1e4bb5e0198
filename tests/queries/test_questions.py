"""Every Question has whole expected answers over the made-up world, and two engines agree on them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kg.questions.question import load, load_all
from kg.vocab import SK

from . import world

ROOT = Path(__file__).parents[2]
QUERIES = ROOT / "queries"
EXPECTED = Path(__file__).parent
QUESTIONS = {question.name: question for question in load_all(QUERIES)}
FILES = {str(path.relative_to(EXPECTED).with_suffix("")): path for path in sorted(EXPECTED.glob("*/*.json"))}
CASES = [
    pytest.param(name, case, id=f"{name}-{number}")
    for name, path in FILES.items()
    for number, case in enumerate(world.cases(path))
]


def compared(name: str, rows: list[list[object]]) -> list[list[object]]:
    """The rows in their order; those of a Question that does not sort, sorted by their text."""
    return rows if "ORDER BY" in QUESTIONS[name].sparql else sorted(rows, key=str)


def test_every_question_has_an_expected_answer() -> None:
    assert sorted(FILES) == sorted(QUESTIONS)


def test_questions_are_as_many_as_promised() -> None:
    assert len(QUESTIONS) >= 32


@pytest.mark.parametrize("name", sorted(FILES))
def test_expected_answers_show_something(name: str) -> None:
    """At least one case has rows; a hygiene Question is silent over the world and speaks over a broken one."""
    found = world.cases(FILES[name])
    assert any(case["rows"] for case in found)
    if name.startswith("hygiene/"):
        assert [bool(case["rows"]) for case in found] == [False, True]
        assert [bool(case.get("extra")) for case in found] == [False, True]


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_parameter_is_given_and_left_out(name: str) -> None:
    """Each parameter occurs in some case; each optional one is left out in another."""
    given = [set(case["params"]) for case in world.cases(FILES[name])]
    parameters = QUESTIONS[name].parameters.values()
    assert set().union(*given) == {p.name for p in parameters}
    for parameter in parameters:
        assert parameter.required == all(parameter.name in names for names in given), parameter.name


@pytest.mark.parametrize(("name", "case"), CASES)
def test_answer_of_oxigraph(name: str, case: dict[str, Any]) -> None:
    rows = world.ask_oxigraph(QUESTIONS[name], case["params"], case.get("extra", ""))
    assert compared(name, rows) == compared(name, case["rows"])


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")  # rdflib's own
@pytest.mark.parametrize(("name", "case"), CASES)
def test_answer_of_rdflib(name: str, case: dict[str, Any]) -> None:
    rows = world.ask_rdflib(QUESTIONS[name], case["params"], case.get("extra", ""))
    assert compared(name, rows) == compared(name, case["rows"])


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_header_and_query_agree(name: str) -> None:
    """Parameters are written $so, columns ?so, and no name is both: a bound name could not be selected."""
    question = load(QUERIES, name)
    text = re.sub(r'"[^"\n]*"|<[^>\s]*>|#[^\n]*', "", question.sparql)
    written = set(re.findall(r"\$(\w+)", text))
    assert written == set(question.parameters)
    assert not written & set(re.findall(r"\?(\w+)", text))
    select = re.search(r"SELECT (?:DISTINCT )?(.*?)\sWHERE", text, re.DOTALL)
    assert select
    flat = re.sub(r"\((?:[^()]|\([^()]*\)|\((?:[^()]|\([^()]*\))*\))* AS (\?\w+)\)", r"\1", select[1])
    assert flat.split() == [f"?{column.name}" for column in question.columns]


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_answers_come_in_a_set_order(name: str) -> None:
    """Only the long lists of edges/ may be unsorted, and say so in their header."""
    path = QUERIES / f"{name}.rq"
    if not re.search(r"^ORDER BY ", QUESTIONS[name].sparql, re.MULTILINE):
        assert name.startswith("edges/")
        assert '# note = "Not sorted' in path.read_text("utf-8")


def test_every_term_of_the_ontology_is_asked_for() -> None:
    """Each class and property of Samkart is used by a Question, and Questions use no other; but for the reasons."""
    declared = set(re.findall(r"^sk:(\w+) a owl:", (ROOT / "ontology" / "core.ttl").read_text("utf-8"), re.MULTILINE))
    used = {term for question in QUESTIONS.values() for term in re.findall(r"\bsk:(\w+)", question.sparql)}
    assert declared
    assert used == declared - {"shortLabel", "heldFromReason"}


def test_every_term_of_the_ontology_is_in_the_world() -> None:
    declared = set(re.findall(r"^sk:(\w+) a owl:", (ROOT / "ontology" / "core.ttl").read_text("utf-8"), re.MULTILINE))
    derived = set(re.findall(rf"<{SK}(\w+)>", world.derived("").decode()))
    said = set(re.findall(r"\bsk:(\w+)", world.WORLD.read_text("utf-8"))) | derived
    assert said == declared - {"shortLabel", "possiblySameAs"}  # nothing in it is left to be judged


def test_a_parameter_is_put_in_everywhere() -> None:
    """In a sub-select, an OPTIONAL and a NOT EXISTS as well as at the top; strings and comments are left alone."""
    from kg.store.substitute import substitute

    query = (
        'SELECT ?x { {SELECT ?x { ?x a $a } } OPTIONAL { ?x ?p $a } FILTER(!BOUND($a) || ?x = "$a") '
        "FILTER NOT EXISTS { $a ?p ?x } # $a\n}"
    )
    assert substitute(query, {"a": world.term("actor", "fjordby")}) == query.replace("BOUND($a)", "true").replace(
        '"$a"', '"§"'
    ).replace("# $a", "# §").replace("$a", "<https://w3id.org/samkart/id/actor/fjordby>").replace("§", "$a")
