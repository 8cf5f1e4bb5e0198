"""The header of a Question: everything that is wrong with one is told at once."""

from __future__ import annotations

import pytest

from kg.api import Samkart
from kg.errors import BadData, KgError, NotFound
from kg.model.table import Cell
from kg.questions.answer import ask, cell, plain, shorten
from kg.questions.question import Column, Parameter, load, load_all, parse
from kg.resources import queries_dir

GOOD = """# [question]
# nb = "Hva?"
# nn = "Kva?"
# en = "What?"
# [parameters.actor]
# type = "actor"
# required = true
# nb = "aktør"
# nn = "aktør"
# en = "actor"
# [columns.n]
# type = "integer"
# nb = "Antall"
# nn = "Tal"
# en = "Number"
SELECT ?n { $actor sk:population ?n }
"""


def test_a_header_is_read() -> None:
    question = parse("a/b", GOOD)
    assert question.texts == {"nb": "Hva?", "nn": "Kva?", "en": "What?"}
    labels = {"nb": "aktør", "nn": "aktør", "en": "actor"}
    assert question.parameters == {"actor": Parameter("actor", "actor", True, labels)}
    assert question.columns == (Column("n", "integer", {"nb": "Antall", "nn": "Tal", "en": "Number"}),)
    assert question.sparql == "SELECT ?n { $actor sk:population ?n }\n"


def test_all_problems_of_a_header_at_once() -> None:
    broken = GOOD.replace('# nn = "Kva?"\n', "").replace('"actor"\n# required', '"person"\n# required')
    broken = broken[: broken.index("# [columns.n]")] + "SELECT ?n {}\n"
    with pytest.raises(BadData, match=r"the header of a/b\.rq cannot be used") as caught:
        parse("a/b", broken)
    assert [(p.column, p.message.partition(";")[0]) for p in caught.value.problems] == [
        ("question.nn", "missing"),
        ("parameters.actor.type", "'person' is not a type"),
        ("columns", "missing"),
    ]
    with pytest.raises(BadData, match="the header is not TOML"):
        parse("a/b", "# nb = \nSELECT")


def test_columns_that_differ_from_the_header(world: Samkart) -> None:
    question = parse("a/b", GOOD.replace("SELECT ?n", "SELECT ?n ?m"))
    with pytest.raises(KgError, match="a/b selects n, m; its header says n"):
        ask(world.view, question, {"actor": "fjordby"})


def test_an_answer_has_values_and_rows(world: Samkart) -> None:
    answer = ask(world.view, parse("a/b", GOOD), {"actor": "fjordby"})
    assert (len(answer), list(answer), answer.rows) == (1, [{"n": 30000}], ((Cell(30000, "30000"),),))


def test_an_unknown_question_answers_with_the_nearest() -> None:
    with pytest.raises(NotFound) as caught:
        load(queries_dir(), "actor/project")
    assert caught.value.nearest[0] == "actor/projects"
    for outside in ("../pyproject", "/etc/passwd", ""):
        with pytest.raises(NotFound):
            load(queries_dir(), outside)


def test_all_questions_load_sorted() -> None:
    names = [question.name for question in load_all(queries_dir())]
    assert names == sorted(names)
    assert len(names) >= 30


def test_cells_of_terms() -> None:
    import pyoxigraph as ox

    xsd = "http://www.w3.org/2001/XMLSchema#"
    literals = [
        ("1", "integer"),
        ("1.50", "decimal"),
        ("1e3", "double"),
        ("1", "boolean"),
        ("2020", "gYear"),
        ("x", "decimal"),
    ]
    assert [str(plain(ox.Literal(v, datatype=ox.NamedNode(xsd + t)))) for v, t in literals] == [
        "1",
        "1.50",
        "1000.0",
        "True",
        "2020",
        "x",
    ]
    known = ox.NamedNode("https://w3id.org/samkart/id/actor/by")
    assert cell(known, {known.value: "By"}) == Cell(known.value, "By")
    assert cell(known, {}) == Cell(known.value, "by")
    assert cell(None, {}) == Cell(None, "")
    assert shorten("http://www.w3.org/2004/02/skos/core#prefLabel") == "skos:prefLabel"
    assert shorten("http://elsewhere.example/x") == "http://elsewhere.example/x"
