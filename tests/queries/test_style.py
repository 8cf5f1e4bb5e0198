"""Every query of the house is written in one style; and the style is told when it is not kept."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.questions.terms import NO_TERMS, Sort, read_term, standard_terms

from .style import faults

ROOT = Path(__file__).parents[2]
QUERIES = ROOT / "queries"
FILES = [*sorted(QUERIES.glob("*/*.rq")), *sorted((ROOT / "kg" / "store" / "sparql").glob("*.rq"))]
HEADERS = {str(path.relative_to(QUERIES).with_suffix("")): path for path in sorted(QUERIES.glob("*/*.rq"))}

GOOD = """# Who takes part, and since when.

PREFIX sk: <https://w3id.org/samkart/ontology/>

SELECT ?tie ?own_start
       (COUNT(?other) AS ?others)
WHERE {
  {
    ?tie a sk:Twinning ; sk:party $actor, ?other ;
         sk:asOf ?as_of .
  } UNION {
    VALUES ?kind {
      sk:Agreement sk:Membership
    }
    ?tie a ?kind .
  }
  { ?tie sk:party $actor } UNION { ?tie sk:party ?other . FILTER(?other != $actor) }
  OPTIONAL { ?tie sk:start ?own_start }
  FILTER(!BOUND(?own_start) || "2020. a ; b" <= STR(?own_start)
         || EXISTS { ?tie sk:status ?status })
}
GROUP BY ?tie ?own_start
ORDER BY ?tie
"""


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_queries_keep_the_style(path: Path) -> None:
    assert faults(path.read_text("utf-8")) == []


def test_a_query_in_the_style_has_no_faults() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("# Who takes part, and since when.\n", "", "1: no comment first"),
        ("ORDER BY ?tie\n", "ORDER BY ?tie", "23: not one line end at the end"),
        ("ORDER BY ?tie\n", "ORDER BY ?tie\n\n", "24: not one line end at the end"),
        ("ORDER BY ?tie\n", "ORDER BY ?tie \n", "23: a tab, or blanks at the end"),
        ("WHERE {\n", "\n\nWHERE {\n", "8: two empty lines"),
        ("since when.", "since when" + "." * 100, "1: 132 characters"),
        ("ontology/>\n", "ontology/>\nPREFIX skos: <x>\n", "2: prefixes sk skos; used sk"),
        ("ontology/>\n", "ontologi/>\n", "3: expected PREFIX sk: <https://w3id.org/samkart/ontology/>"),
        ("ontology/>\n\n", "ontology/>\n", "3: no empty line before and after the prefixes"),
        ("OPTIONAL {", "optional {", "18: optional is not in capitals"),
        ("STR(", "str(", "19: str is not in capitals"),
        ("(COUNT(?other) AS ?others)", "(COUNT(?other) AS ?otherTies)", "6: otherTies is not in snake_case"),
        ("\nWHERE {\n", " WHERE {\n", "2: no line WHERE {"),
        ("  OPTIONAL {", "   OPTIONAL {", "18: indented 3, expected 2"),
        ("    ?tie a ?kind", "  ?tie a ?kind", "15: indented 2, expected 4"),
        ("       (COUNT", "        (COUNT", "6: indented 8, expected 7"),
        ("         sk:asOf", "    sk:asOf", "10: indented 4, expected more than 4"),
        ("         || EXISTS", "  || EXISTS", "20: indented 2, expected more than 2"),
        ("?as_of .\n", "?as_of\n", "10: triples without their full stop"),
        ("?kind .\n", "?kind . FILTER(true)\n", "15: more than one statement"),
        ("?own_start }\n  FILTER", "?own_start } FILTER", "18: more than one statement"),
        ("Twinning ; sk", "Twinning; sk", "9: no space around a brace, a semicolon or a full stop, or a comma"),
        ("{ ?tie sk:start", "{?tie sk:start", "18: no space around a brace, a semicolon or a full stop, or a comma"),
        ("$actor, ?other", "$actor,?other", "9: no space around a brace, a semicolon or a full stop, or a comma"),
        ("?other != $actor", "?other!= $actor", "17: no space around an operator"),
        ("sk:start ?own_start }", "sk:start  ?own_start }", "18: two spaces"),
    ],
)
def test_every_fault_is_told(good: str, bad: str, fault: str) -> None:
    assert GOOD.count(good) == 1 or good == "STR("
    assert fault in faults(GOOD.replace(good, bad))


def _header(path: Path) -> dict[str, Any]:
    lines = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    return tomllib.loads("\n".join(line[1:].removeprefix(" ") for line in lines))


def _own(header: dict[str, Any]) -> dict[str, Any]:
    return dict(header.get("terms", {}))


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_a_header_says_only_what_differs(name: str) -> None:
    """In the order that docs and readers know; a term of its own is not the standard one, nor another's double."""
    header = _header(HEADERS[name])
    order = ["nb", "nn", "en", "note", "needs", "takes", "columns", "terms"]
    assert list(header) == [key for key in order if key in header]
    standard = standard_terms(QUERIES)
    for own, entry in _own(header).items():
        sort: Sort = "columns" if own in header["columns"] else "parameters"
        term, problems = read_term(sort, own, entry, standard)
        assert not problems
        assert term != standard.get(sort, own), f"{own} is the standard term"
        if isinstance(entry, dict):
            assert term not in [standard.get(sort, each) for each in standard.names(sort)], f"{own} is like another"


def test_every_standard_term_is_used_and_none_is_written_twice() -> None:
    headers = [_header(path) for path in HEADERS.values()]
    lists_of: dict[Sort, tuple[str, ...]] = {"parameters": ("needs", "takes"), "columns": ("columns",)}
    for sort, lists in lists_of.items():
        named = {
            name for header in headers for key in lists for name in header.get(key, []) if name not in _own(header)
        }
        named |= {term for header in headers for term in _own(header).values() if isinstance(term, str)}
        assert set(standard_terms(QUERIES).names(sort)) <= named
    content = tomllib.loads((QUERIES / "_terms.toml").read_text("utf-8"))
    for sort in lists_of:
        told = [
            read_term(sort, name, entry, NO_TERMS)[0] for name, entry in content[sort].items() if entry != str(entry)
        ]
        assert [term for term in told if told.count(term) > 1] == []
        assert list(content[sort]) == sorted(content[sort])
