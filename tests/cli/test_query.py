"""`kg query` and `kg export`: SPARQL from a file, standard input or the command line; every form of result."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import XSD, BNode, Literal, URIRef, Variable
from rdflib.query import Result

from kg.api import Samkart
from kg.vocab import SKD
from tests.cli.conftest import Run

NETWORKS = "SELECT ?s { ?s a sk:Network } ORDER BY ?s"
CONSTRUCT = "CONSTRUCT { ?s a sk:Network } WHERE { ?s a sk:Network }"
GRAPHS = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}


def test_select_from_a_file_from_standard_input_and_as_text(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = ("eurobyene", "gamlenettet", "klimapakten")
    expected = (0, "s\r\n" + "".join(f"{SKD}actor/{key}\r\n" for key in keys), "")
    (tmp_path / "q.rq").write_text(NETWORKS, "utf-8")
    assert run("query", tmp_path / "q.rq", "--format", "csv") == expected
    monkeypatch.setattr("sys.stdin", io.StringIO(NETWORKS))
    assert run("query", "-", "--format", "csv") == expected
    assert run("query", NETWORKS, "--format", "csv") == expected


TERMS = """
SELECT (1 AS ?i) (1.50 AS ?d) (2e0 AS ?f) (true AS ?b) ("æ|ø"@nb AS ?t) (<http://a/> AS ?u) (sk:Actor AS ?k) ?none
  ("2014"^^xsd:gYear AS ?y) ("tab\\tline\\nquote\\"" AS ?s) (BNODE() AS ?n) ("=1+1" AS ?formula)
{}
"""


@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
def test_every_term_is_read_back_as_it_was(run: Run, form: str) -> None:
    code, out, err = run("query", TERMS, "--format", form)
    assert (code, err) == (0, "")
    names = ["i", "d", "f", "b", "t", "u", "k", "none", "y", "s", "n", "formula"]
    found = Result.parse(io.BytesIO(out.encode()), format=form)
    assert [str(each) for each in found.vars or []] == names
    (bound,) = found.bindings
    row = [bound.get(Variable(name)) for name in names]
    kept = dict(zip(names, row, strict=True))
    assert isinstance(kept.pop("n"), BNode)
    f = kept.pop("f")
    assert isinstance(f, Literal)
    assert (f.toPython(), f.datatype) == (2.0, XSD.double)
    assert kept == {
        "i": Literal("1", datatype=XSD.integer),
        "d": Literal("1.5", datatype=XSD.decimal),
        "b": Literal("true", datatype=XSD.boolean),
        "t": Literal("æ|ø", lang="nb"),
        "u": URIRef("http://a/"),
        "k": URIRef("https://w3id.org/samkart/ontology/Actor"),
        "none": None,
        "y": Literal("2014", datatype=XSD.gYear),
        "s": Literal('tab\tline\nquote"'),
        "formula": Literal("=1+1"),
    }


def test_csv_has_the_values_whole_and_lines_the_terms(run: Run) -> None:
    _, out, _ = run("query", TERMS, "--format", "csv")
    (row,) = Result.parse(io.BytesIO(out.encode()), format="csv").bindings
    shown = {str(name): str(term) for name, term in row.items() if str(name) != "n"}
    assert shown["k"] == "https://w3id.org/samkart/ontology/Actor"
    assert (shown["s"], shown["formula"], shown["t"]) == ('tab\tline\nquote"', "=1+1", "æ|ø")
    (line,) = run("query", TERMS, "--format", "jsonl")[1].splitlines()
    read = json.loads(line)
    assert read["t"] == {"type": "literal", "value": "æ|ø", "xml:lang": "nb"}
    assert read["y"]["datatype"] == str(XSD.gYear)
    assert (read["n"]["type"], read["u"], "none" in read) == ("bnode", {"type": "uri", "value": "http://a/"}, False)


@pytest.mark.parametrize("name", ["s_label", "s_key", "s_iri"])
def test_a_variable_of_ones_own_is_kept(run: Run, world: Samkart, name: str) -> None:
    text = f'SELECT ?s ("mine" AS ?{name}) {{ VALUES ?s {{ <{SKD}actor/fjordby> "fjordby" }} }}'
    (one, other) = world.select(text).records()
    assert (one["s"], one[name], other["s"]) == (f"{SKD}actor/fjordby", "mine", "fjordby")
    for form in ("json", "jsonl", "csv", "tsv", "xml", "table", "markdown"):
        out = run("query", text, "--format", form)[1]
        assert (out.count("mine"), out.count(name) >= 1, "actor/fjordby" in out) == (2, True, True), form


def test_a_table_tells_terms_apart(run: Run) -> None:
    terms = f'<{SKD}actor/fjordby> <{SKD}place/fjordby> "fjordby" "fjordby"@nb "2014"^^xsd:gYear 2014 <http://a/>'
    code, out, _ = run("query", f"SELECT ?x {{ VALUES ?x {{ {terms} }} }}")
    shown = ["skd:actor/fjordby", "skd:place/fjordby", "fjordby", "fjordby@nb", "2014^^xsd:gYear", "2014", "http://a/"]
    assert (code, out.splitlines()[2:]) == (0, shown)


@pytest.mark.parametrize(
    ("query", "answer"), [("ASK { ?s a sk:Network }", "true"), ("ASK { ?s a sk:Nothing }", "false")]
)
def test_ask(run: Run, query: str, answer: str) -> None:
    assert run("query", query, "--format", "tsv") == (0, f"answer\n{answer}\n", "")
    assert json.loads(run("query", query, "--format", "json")[1]) == {"head": {}, "boolean": answer == "true"}
    assert run("query", query, "--format", "jsonl") == (0, f'{{"boolean": {answer}}}\n', "")


@pytest.mark.parametrize("form", sorted(GRAPHS))
def test_construct_and_describe(run: Run, form: str) -> None:
    code, out, err = run("query", CONSTRUCT, "--format", form)
    assert (code, err) == (0, "")
    subjects = sorted(quad.subject.value for quad in ox.parse(out.encode(), format=GRAPHS[form]))
    assert subjects == [SKD + f"actor/{key}" for key in ("eurobyene", "gamlenettet", "klimapakten")]
    code, out, err = run("query", f"DESCRIBE <{SKD}actor/granstad>", "--format", form)
    assert (code, err) == (0, "")
    described = {quad.predicate.value.rpartition("/")[2] for quad in ox.parse(out.encode(), format=GRAPHS[form])}
    assert {"population", "country", "level", "source"} <= described


def test_a_graph_is_no_table(run: Run) -> None:
    code, out, err = run("query", CONSTRUCT, "--format", "csv")
    assert (code, out) == (2, "")
    assert err == "error: --format csv is for tables; a graph is written as turtle, ntriples, jsonld\n"


@pytest.mark.parametrize(("ending", "form"), [(".ttl", "turtle"), (".nt", "ntriples"), (".jsonld", "jsonld")])
def test_a_graph_goes_to_a_file_of_its_form(run: Run, tmp_path: Path, ending: str, form: str) -> None:
    expected = run("query", CONSTRUCT, "--format", form)[1]
    assert run("query", CONSTRUCT, "-o", tmp_path / f"x{ending}") == (0, "", "")
    assert (tmp_path / f"x{ending}").read_text("utf-8") == expected
    assert run("query", CONSTRUCT, "-o", tmp_path / f"x{ending}.gz") == (0, "", "")
    assert gzip.decompress((tmp_path / f"x{ending}.gz").read_bytes()).decode() == expected


EXPECTED = "expected .ttl (Turtle), .nt (N-Triples), .jsonld (JSON-LD), each also with .gz or .zst"


@pytest.mark.parametrize(
    ("query", "options", "message"),
    [
        (
            CONSTRUCT,
            ["--format", "ntriples", "-o", "x.ttl"],
            f"x.ttl is a name for Turtle, not for N-Triples; {EXPECTED}",
        ),
        (CONSTRUCT, ["-o", "x.trig"], f"x.trig: .trig is no ending of what is written here; {EXPECTED}"),
        (CONSTRUCT, ["-o", "x.csv"], f"x.csv: .csv is no ending of what is written here; {EXPECTED}"),
        (
            NETWORKS,
            ["-o", "x.ttl"],
            "x.ttl is a name for turtle, which CONSTRUCT and DESCRIBE give; this gives a table",
        ),
        (
            "stats/classes",
            ["-o", "x.nt"],
            "x.nt is a name for ntriples, which CONSTRUCT and DESCRIBE give; this gives a table",
        ),
    ],
)
def test_a_name_for_another_form_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str, options: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("query", query, *options) == (2, "", f"error: {message}\n")
    assert list(tmp_path.iterdir()) == []


def test_an_export_is_of_the_form_that_its_name_tells(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run("export", "-o", "x.ttl")
    assert (code, out) == (0, "")
    assert err == (
        "note: turtle holds one graph: what Samkart makes of its sources; with what they say themselves it is trig or"
        " nquads\n"
    )
    assert (tmp_path / "x.ttl").read_text("utf-8") == run("export", "--canonical")[1]
    code, out, err = run("export", "--format", "trig", "-o", "y.ttl")
    assert (code, out) == (2, "")
    assert err.startswith("error: y.ttl is a name for Turtle, not for TriG; expected .ttl (Turtle), .nt (N-Triples), ")
    assert [path.name for path in tmp_path.iterdir()] == ["x.ttl"]


def test_a_thing_is_described_by_a_query_without_braces(run: Run) -> None:
    assert run("query", "DESCRIBE sk:Actor")[0] == 0
    code, out, err = run("query", "DESCRIBE skd:actor/granstad")
    assert (code, out) == (1, "")
    assert (
        "the slash in skd:actor/granstad makes a path of it; write <https://w3id.org/samkart/id/actor/granstad>" in err
    )


def test_prefixes_that_users_type_are_known(run: Run) -> None:
    names = "owl geo geosparql eurio wd wdt void dcat xsd time locn cpov sf schema foaf dct nuts"
    asked = " ".join(f"OPTIONAL {{ ?s {name}:x ?{name} }}" for name in names.split())
    assert run("query", f"SELECT * {{ ?s a sk:Network {asked} }}")[0] == 0


def test_exports_agree(run: Run, tmp_path: Path) -> None:
    whole = {}
    for form, known in (
        ("nquads", ox.RdfFormat.N_QUADS),
        ("trig", ox.RdfFormat.TRIG),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ):
        path = tmp_path / form
        assert run("export", "--format", form, "-o", path) == (0, "", "")
        whole[form] = sorted(map(str, ox.parse(path=str(path), format=known)))
    assert whole["nquads"] == whole["trig"] == whole["jsonld"]
    assert len(whole["nquads"]) > 900
    lines = (tmp_path / "nquads").read_text("utf-8").splitlines()
    assert lines == sorted(lines)
    code, out, _ = run("export", "--canonical", "--format", "ntriples")
    assert (code, out.splitlines()) == (0, lines)  # the made-up world has a default graph only


def test_one_source_in_its_own_identifiers(run: Run, embedded_home: Path) -> None:
    code, out, _ = run("export", "--source", "cordis-horizon", "--format", "ntriples", "--store", embedded_home)
    assert code == 0
    subjects = {line.split(" ", 1)[0].split("/source/")[1].split("/")[0] for line in out.splitlines()}
    assert subjects == {"cordis-horizon"}
    code, out, err = run("export", "--source", "nope", "--store", embedded_home)
    assert (code, out) == (1, "")
    near = ("cldr", "cordis-horizon", "covenant", "curated", "interreg-sweden")
    assert err == "error: no source 'nope'\nperhaps:\n" + "".join(f"  {name}\n" for name in near)


@pytest.mark.parametrize("form", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_query_from_notepad_or_powershell(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    query = 'SELECT ("Bærum" AS ?x) {}\r\n'
    raw = query.encode(form)
    (tmp_path / "q.rq").write_bytes(raw)
    assert run("query", tmp_path / "q.rq", "--format", "csv") == (0, "x\r\nBærum\r\n", "")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw), "ascii"))
    assert run("query", "-", "--format", "csv") == (0, "x\r\nBærum\r\n", "")
    assert run("query", f"\ufeff{query}", "--format", "csv") == (0, "x\r\nBærum\r\n", "")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"SELECT\0?x {}", ", row 1: a NUL byte, which no text has; expected a SPARQL query in UTF-8"),
        (b"PK\x03\x04 {}", ": this is a zip file or an Excel workbook (.xlsx), whatever its name says; expected a"),
        ("# ø\n# ø".encode() + b"\xf8", ", row 2: byte 0xf8 is not UTF-8, but other letters are: the file mixes"),
    ],
)
def test_a_file_that_is_no_text_is_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: bytes, told: str
) -> None:
    (tmp_path / "q.rq").write_bytes(raw)
    code, out, err = run("query", tmp_path / "q.rq")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"error: {tmp_path / 'q.rq'}{told}")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    code, out, err = run("query", "-")
    assert (code, out) == (1, "")
    assert err.startswith(f"error: standard input{told}")
