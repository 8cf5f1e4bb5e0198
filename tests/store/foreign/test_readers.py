"""jsonld.js, rdflib and rapper read what Samkart writes, and find the same statements.

Needs node with `npm ci` run in this folder, and Debian's raptor2-utils; what is missing is skipped.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.api import Samkart
from kg.store.text import serialise
from kg.store.text.forms import ENDINGS
from kg.vocab import SK

pytestmark = [
    pytest.mark.filterwarnings(f"ignore:{what} is deprecated:DeprecationWarning")  # rdflib's own
    for what in ("ConjunctiveGraph", "Dataset.default_context")
]
FOLDER = Path(__file__).parent
ODD = """PREFIX : <http://a/> PREFIX skd: <https://w3id.org/samkart/id/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX sk: <https://w3id.org/samkart/ontology/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
skd:a a sk:Network, :Other ; skos:prefLabel "Nettet"@nb, "The net"@en, "NET" ; sk:start "2020"^^xsd:gYear ;
  sk:heldFrom "2020-01-01"^^xsd:date ; sk:population "0128"^^xsd:integer ; :b true, false ; :n 1.50, 2, 3e0, "x" .
skd:b a sk:Network ; skos:prefLabel "To\\n\\"to\\"\\t\\\\"@nn ; sk:start "2020-06"^^xsd:gYearMonth ;
  sk:start "2021-01-01"^^xsd:date ; sk:party skd:a, <geo:59.9,10.4>, <mailto:a@b.no>, <urn:x:y>, <label:z> ;
  sk:country <http://a/#f> ; :p <http://a/æ> .
<https://w3id.org/samkart/id/> :p <https://w3id.org/samkart/id//x>, "http://a", "skd:a", "_:b", "@type", "" .
:list :p ( skd:a "two" 3 ) . _:x :p [ sk:party _:x ] .
:odd rdf:type "a text" ; <http://www.opengis.net/ont/geosparql#p> "5"^^<geo:type> ;
  :p "\\u2028\\u0085\\U0001F600"@nb ."""


def nquads(text: str) -> rdflib.Graph:
    """N-Triples as rdflib's graph."""
    return rdflib.Graph().parse(data=text, format="nt")


def jsonld_js(path: Path, cls: str = "sk:Network") -> dict[str, Any]:
    """What jsonld.js makes of a document: see read.js."""
    if shutil.which("node") is None:
        pytest.skip("no node on PATH")
    if not (FOLDER / "node_modules" / "jsonld").is_dir():
        pytest.skip("jsonld.js is not installed; run `npm ci` in tests/store/foreign")
    done = subprocess.run(["node", FOLDER / "read.js", path, cls], capture_output=True, text=True, check=True)  # noqa: S607
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def rapper(path: Path, form: str) -> tuple[str, str]:
    """What rapper gives as N-Triples or N-Quads, and what it remarks."""
    if shutil.which("rapper") is None:
        pytest.skip("no rapper on PATH (Debian's raptor2-utils)")
    output = "nquads" if form in ("nquads", "trig") else "ntriples"
    command = ["rapper", "-q", "-i", form, "-o", output, path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout, done.stderr


def without_geo(turtle: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(turtle.encode(), ox.RdfFormat.TURTLE)]


def test_odd_statements_come_back_from_jsonld_as_they_were(tmp_path: Path) -> None:
    triples = without_geo(ODD)
    expected = nquads(serialise.serialise(triples, "ntriples"))
    text = serialise.serialise(triples, "jsonld")
    path = tmp_path / "odd.jsonld"
    path.write_text(text, "utf-8")
    assert isomorphic(rdflib.Graph().parse(data=text, format="json-ld"), expected)
    read = ox.parse(text.encode(), ox.RdfFormat.JSON_LD)
    assert isomorphic(nquads("".join(f"{quad.triple} .\n" for quad in read)), expected)
    assert isomorphic(nquads(jsonld_js(path)["statements"]), expected)


def test_jsonld_js_frames_what_is_exported(world: Samkart, tmp_path: Path) -> None:
    world.write_rdf(tmp_path / "world.jsonld", layer="canonical")
    found = jsonld_js(tmp_path / "world.jsonld")
    assert found["found"] == [
        ["skd:actor/eurobyene", {"nb": "Eurobyene", "en": "Eurotowns"}],
        ["skd:actor/gamlenettet", {"nb": "Gamlenettet"}],
        ["skd:actor/klimapakten", {"en": "Climate Pact", "nb": "Klimapakten"}],
    ]
    assert isomorphic(nquads(found["statements"]), nquads(world.rdf("ntriples", canonical=True)))


@pytest.mark.slow
def test_jsonld_js_frames_the_networks_of_the_whole_graph(embedded: Samkart, tmp_path: Path) -> None:
    """What is put into a network stays small: from an actor no statement leads to all its ties."""
    embedded.write_rdf(tmp_path / "all.jsonld", canonical=True)
    found = jsonld_js(tmp_path / "all.jsonld")
    count = next(iter(embedded.query(f"SELECT (COUNT(?s) AS ?n) {{ ?s a <{SK}Network> }}")))["n"].value
    assert str(len(found["found"])) == count
    assert len(set(found["statements"].splitlines())) == len(embedded.rdf("ntriples", canonical=True).splitlines())


@pytest.mark.parametrize("ending", ENDINGS)
def test_rdflib_reads_every_form_of_the_export(world: Samkart, tmp_path: Path, ending: str) -> None:
    form = ENDINGS[ending]
    world.write_rdf(tmp_path / f"graph{ending}", canonical=True)
    known = {"ntriples": "nt", "jsonld": "json-ld"}.get(form, form)
    text = (tmp_path / f"graph{ending}").read_text("utf-8")
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format=known)
    found = {tuple(quad[:3]) for quad in dataset.quads()}
    assert found == set(nquads(world.rdf("ntriples", canonical=True)))


@pytest.mark.slow
@pytest.mark.parametrize(("ending", "form"), [(".ttl", "turtle"), (".nt", "ntriples"), (".nq", "nquads")])
def test_rapper_has_nothing_to_remark(embedded: Samkart, tmp_path: Path, ending: str, form: str) -> None:
    path = tmp_path / f"graph{ending}"
    embedded.write_rdf(path, layer="" if ending == ".nq" else "canonical")
    said, remarks = rapper(path, form)
    assert remarks == ""
    assert len(set(said.split("\n")[:-1])) == len(list(embedded.statements(None if ending == ".nq" else "")))
