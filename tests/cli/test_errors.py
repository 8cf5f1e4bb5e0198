"""What goes wrong is told in a sentence, with what was expected and what was perhaps meant, and an exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

MESSAGES = {
    ("who", "Fjorbdy"): (
        1,
        ["error: nothing is called 'Fjorbdy'", "perhaps:", "  Fjordby kommune (NO, actor/fjordby)"],
    ),
    ("who", ""): (1, ["error: nothing is called ''"]),
    ("show", "nothing-like-it"): (1, ["error: nothing is called 'nothing-like-it'"]),
    ("find", "Granstat"): (1, ["error: nothing is called 'Granstat'", "perhaps:", "  Granstad (granstad)"]),
    ("path", "innmark", "altburg", "--via", "twinning"): (
        1,
        ["error: no chain of ties joins Innmark kommune and Altburg"],
    ),
    ("who", "fjordby", "--via", "marriage"): (
        2,
        ["error: --via: 'marriage' is not a kind of tie; expected project, network, twinning, agreement"],
    ),
    ("who", "fjordby", "--country", "Sverige"): (
        2,
        ["error: --country: 'Sverige' is not a country; expected a code of two letters, as in NO", "perhaps:", "  SE"],
    ),
    ("who", "fjordby", "--at", "2020-02-30"): (
        2,
        ["error: --at: '2020-02-30' is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD"],
    ),
    ("who", "fjordby", "--theme", "klima og milø"): (
        1,
        ["error: nothing is called 'klima og milø'", "perhaps:", "  Klima og miljø (theme/climate-and-environment)"],
    ),
    ("query", "network/member"): (
        1,
        [
            "error: no Question 'network/member'",
            "perhaps:",
            "  network/members",
            "  network/fee",
            "  network/shared-members",
        ],
    ),
    ("query", "network/members"): (2, ["error: network/members needs network"]),
    ("query", "network/members", "-p", "nettverk=x"): (
        2,
        ["error: network/members has no parameter 'nettverk'; expected: network, status, country, at, evidence"],
    ),
    ("query", "network/members", "-p", "network"): (2, ["error: --param 'network': expected NAME=VALUE"]),
    ("query", "actor/by-kind-and-level", "-p", "kind=spaceship"): (
        1,
        ["error: there is nothing of the kind 'spaceship'; expected a class, as in municipality or EuropeanOffice"],
    ),
    ("query", "stats/classes", "--format", "turtle"): (
        2,
        [
            "error: --format turtle is for CONSTRUCT and DESCRIBE; expected one of table, json, jsonl, csv, tsv,"
            " markdown, xlsx"
        ],
    ),
    ("query", "missing.rq"): (1, ["error: there is no file missing.rq"]),
    ("query", "ASK {}", "-p", "a=b"): (
        2,
        ["error: --param goes with the name of a Question; SPARQL text has no declared parameters"],
    ),
    ("export", "--source", "a", "--canonical"): (
        2,
        ["error: source and canonical cannot go together: a source's graph is not the canonical one"],
    ),
    ("fetch", "nowhere"): (
        1,
        [
            "error: no source 'nowhere'",
            "perhaps:",
            "  brreg",
            "  cordis-fp7",
            "  cordis-h2020",
            "  cordis-horizon",
            "  klass",
            "  municipalities",
            "  rcn-eu",
            "  ror",
            "  wikidata",
        ],
    ),
}


@pytest.mark.parametrize("command", sorted(MESSAGES), ids=" ".join)
def test_messages(run: Run, command: tuple[str, ...]) -> None:
    code, lines = MESSAGES[command]
    assert run(*command) == (code, "", "\n".join(lines) + "\n")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ([], "Usage: kg"),
        (["wh"], "no such command 'wh'. Did you mean who?"),
        (["who"], "Missing argument 'ACTOR'"),
        (["who", "fjordby", "--level", "galactic"], "--level: 'galactic' is not a level; expected local, regional"),
        (["who", "fjordby", "--limit", "-1"], "-1 is not in the range"),
        (["who", "fjordby", "--lang", "sv"], "'sv' is not one of 'nb', 'nn', 'en'"),
        (["who", "fjordby", "--format", "pdf"], "'pdf' is not one of"),
        (["import", "cordis"], "Missing argument 'FILES...'"),
    ],
)
def test_wrong_usage(run: Run, command: list[str], message: str) -> None:
    code, out, err = run(*command)
    assert (code, message in out + err) == (2, True)


def test_a_query_that_is_no_sparql(run: Run) -> None:
    """The sentences are tested in tests/store/querying/test_mistakes.py."""
    for text, told in (
        ("SELECT * {", "this is not SPARQL: { is never closed; expected }\n  line 1, column 10:\n  SELECT * {\n"),
        ("SELECT * { ?s fof:name ?o }", "this is not SPARQL: the prefix fof: is not declared; did you mean foaf:?"),
        ("DROP ALL", "DROP changes a graph, and this one is read-only: "),
        ("INSERT DATA { <http://a> <http://b> <http://c> }", "INSERT changes a graph, and this one is read-only: "),
        ("LOAD <http://127.0.0.1:9/>", "LOAD changes a graph, and this one is read-only: "),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is not answered: this graph asks nobody"),
        ("DESCRIBE <", "this is not SPARQL: it ends before it is whole\n  line 1, column 11:\n"),
    ):
        code, out, err = run("query", text)
        assert (code, out) == (1, "")
        assert err.startswith(f"error: {told}"), err


def test_a_misspelt_question_is_no_sparql(run: Run) -> None:
    code, out, err = run("query", "actor/collaboratrs")
    assert (code, out) == (1, "")
    assert err.startswith("error: no Question 'actor/collaboratrs'")
    assert "actor/collaborators" in err


NEITHER = "byte 0x81 is neither UTF-8 nor, by what stands around it, Windows-1252; expected a SPARQL query in UTF-8"


def test_a_query_file_that_is_no_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes(b"SELECT \x81\xff")
    code, out, err = run("query", tmp_path / "q.rq")
    assert (code, out, err) == (1, "", f"error: {tmp_path}/q.rq, row 1: {NEITHER}\n")


@pytest.mark.parametrize(
    ("settings", "code", "message"),
    [
        (
            {"SAMKART_ENDPOINT": "localhost"},
            2,
            "error: 'localhost' is not the address of an endpoint; expected http(s)://…",
        ),
        ({"SAMKART_ENDPOINT": "http://127.0.0.1:9/q"}, 1, "error: http://127.0.0.1:9/q does not answer: "),
        ({"SAMKART_LANG": "sv"}, 2, "error: unknown language 'sv'; expected one of nb, nn, en"),
        ({"SAMKART_CONFIG": "/no/such.toml"}, 2, "error: SAMKART_CONFIG names /no/such.toml, which does not exist"),
        ({"SAMKART_CONFIG": "/"}, 2, "error: the settings in / cannot be read: "),
        ({"SAMKART_STORE": "/dev/null"}, 1, "error: the store's folder /dev/null cannot be written: "),
        ({"SAMKART_STORE": "/proc/samkart"}, 1, "error: the store's folder /proc/samkart cannot be written: "),
    ],
)
def test_settings_that_cannot_be_used(settings: dict[str, str], code: int, message: str) -> None:
    command = [sys.executable, "-m", "kg", "who", "fjordby"]
    environment = {**os.environ, "SAMKART_CONFIG": "", **settings}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(message)
    assert "Traceback" not in done.stderr


def test_names_that_fit_several(embedded_home: Path, run: Run) -> None:
    code, out, err = run("who", "Herøy", "--store", embedded_home)
    assert (code, out) == (1, "")
    assert err == (
        "error: 'Herøy' can be one of several; say which\nperhaps:\n"
        "  Herøy kommune (NO, Møre og Romsdal fylkeskommune, actor/heroey-moere-og-romsdal)\n"
        "  Herøy kommune (NO, Nordland fylkeskommune, actor/heroey-nordland)\n"
    )
    assert run("who", "actor/heroey-nordland", "--store", embedded_home, "--limit", "1")[0] == 0
