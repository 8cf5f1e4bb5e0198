"""The header of a Question: everything that is wrong with one is told at once."""

from __future__ import annotations

import pytest

from kg.api import Samkart
from kg.errors import BadData, KgError, NotFound
from kg.model.table import Cell
from kg.questions.answer import ask, cell, plain, shorten
from kg.questions.question import Column, Parameter, load, load_all, parse
from kg.questions.terms import Terms
from kg.resources import queries_dir

GOOD = """# nb = "Hva?"
# nn = "Kva?"
# en = "What?"
# needs = ["actor"]
# columns = ["n"]
# terms.n = { type = "integer", nb = "Antall", nn = "Tal", en = "Number" }
SELECT ?n { $actor sk:population ?n }
"""
TERMS = Terms("""[parameters]
actor = { type = "actor", nb = "aktør", nn = "aktør", en = "actor" }
start = { type = "date", nb = "fra", nn = "frå", en = "from" }
[columns]
actor = { type = "actor", nb = "Aktør", nn = "Aktør", en = "Actor" }
start = { type = "date", nb = "Fra", nn = "Frå", en = "From" }
member = "actor"
""")


def problems(text: str) -> list[str]:
    with pytest.raises(BadData, match=r"^the header of a/b\.rq cannot be used$") as caught:
        parse("a/b", text, TERMS)
    return [str(problem) for problem in caught.value.problems]


def header(*lines: str) -> str:
    """A header with the three texts first, so that the first of the lines given is line 4."""
    return "".join(f"# {line}\n" for line in (*GOOD.replace("# ", "").splitlines()[:3], *lines)) + "SELECT ?n {}\n"


def test_a_header_is_read() -> None:
    question = parse("a/b", GOOD, TERMS)
    assert question.texts == {"nb": "Hva?", "nn": "Kva?", "en": "What?"}
    labels = {"nb": "aktør", "nn": "aktør", "en": "actor"}
    assert question.parameters == {"actor": Parameter("actor", "actor", True, labels)}
    assert question.columns == (Column("n", "integer", {"nb": "Antall", "nn": "Tal", "en": "Number"}),)
    assert question.sparql == "SELECT ?n { $actor sk:population ?n }\n"


def test_a_header_says_only_what_differs() -> None:
    own = ('terms.when = "start"', 'terms.start = { nb = "Først", en = "First" }', 'terms.actor.type = "network"')
    found = parse("a/b", header('takes = ["start"]', 'columns = ["member", "actor", "when"]', *own), TERMS)
    assert found.parameters == {
        "start": Parameter("start", "date", False, {"nb": "Først", "nn": "frå", "en": "First"}),
    }
    labels = {"nb": "Aktør", "nn": "Aktør", "en": "Actor"}
    assert found.columns == (
        Column("member", "actor", labels),
        Column("actor", "network", labels),
        Column("when", "date", {"nb": "Fra", "nn": "Frå", "en": "From"}),
    )


def test_all_problems_of_a_header_at_once() -> None:
    broken = GOOD.replace('# nn = "Kva?"\n', "").replace('"integer"', '"number"').replace('["actor"]', '["aktor"]')
    found = problems(broken.replace("columns", "colums"))
    assert [message.partition("; expected")[0] for message in found] == [
        "a/b.rq, row 4, column colums: is no part of a header; nearest: columns",
        "a/b.rq, column nn: missing",
        "a/b.rq, row 3, column needs: 'aktor' is no standard term and not among the header's own; nearest: actor",
        "a/b.rq, column columns: missing",
        "a/b.rq, row 5, column terms.n: is neither a parameter nor a column",
    ]
    assert problems(GOOD.replace('"integer"', '"number"'))[0].startswith(
        "a/b.rq, row 6, column terms.n.type: 'number' is not a type; expected one of actor, "
    )
    with pytest.raises(BadData, match="the header is not TOML"):
        parse("a/b", "# nb = \nSELECT")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ('columns = ["actor",', '           "strat"]'),
            ["row 5, column columns: 'strat' is no standard term and not among the header's own; nearest: start"],
        ),
        (
            ('columns = ["m"]', 'terms.m = "membr"'),
            ["row 5, column terms.m: there is no standard term 'membr'; nearest: member"],
        ),
        (('columns = ["start", "start"]',), ["row 4, column columns: 'start' stands twice"]),
        (
            ('needs = ["start"]', 'takes = ["start"]', 'columns = ["actor"]'),
            ["row 5, column takes: 'start' stands twice"],
        ),
        (('columns = "actor"',), ["row 4, column columns: expected a list of names"]),
        (
            ('columns = ["m"]', 'terms.m = { type = "date", nb = "M", nn = "M", em = "M" }'),
            [
                "row 5, column terms.m.em: is no field; expected type, nb, nn, en",
                "row 5, column terms.m.en: missing",
            ],
        ),
        (
            ('columns = ["m"]', "terms.m = 1"),
            ["row 5, column terms.m: expected a table or the name of a standard term"],
        ),
    ],
)
def test_a_wrong_term_is_told_with_its_line_and_the_nearest(lines: tuple[str, ...], expected: list[str]) -> None:
    assert problems(header(*lines)) == [f"a/b.rq, {message}" for message in expected]


def test_columns_that_differ_from_the_header(world: Samkart) -> None:
    question = parse("a/b", GOOD.replace("SELECT ?n", "SELECT ?n ?m"), TERMS)
    with pytest.raises(KgError, match="a/b selects n, m; its header says n"):
        ask(world.view, question, {"actor": "fjordby"})


def test_an_answer_has_values_and_rows(world: Samkart) -> None:
    answer = ask(world.view, parse("a/b", GOOD, TERMS), {"actor": "fjordby"})
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
