"""RDF written as a stream: the same bytes as writing everything at once in order, in every form, layer and packing."""

from __future__ import annotations

import gzip
import io
import re
from functools import partial
from importlib import import_module
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.api import Samkart
from kg.errors import KgError, NotFound, PartNotice, Usage
from kg.store.text import serialise, sorting
from kg.store.text.forms import ENDINGS, FORMATS, ONE_GRAPH
from kg.vocab import PREFIXES, WRITTEN

KNOWN = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}


def at_once(samkart: Samkart, form: str, source: str | None) -> str:
    """What `write_rdf` is to write, by the plainest way: all statements in memory, sorted as text."""
    ordered = sorted(samkart.statements(source), key=str)
    names = {term for each in ordered for term in re.findall("<([^>]*)", str(each))}
    used = {
        prefix: namespace
        for prefix, namespace in PREFIXES.items()
        if WRITTEN[namespace] == prefix and any(name.startswith(namespace) for name in names)
    }
    text = (ox.serialize(ordered, format=KNOWN[form], prefixes=used) or b"").decode()  # type: ignore[arg-type]
    return text if text.endswith("\n") else text + "\n"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("source", [None, "", "curated"])
def test_a_stream_is_what_writing_at_once_gives(
    embedded: Samkart, monkeypatch: pytest.MonkeyPatch, form: str, source: str | None
) -> None:
    if source is None and form in ONE_GRAPH:
        pytest.skip("holds one graph only")
    whole = embedded.rdf(form, source=source or "", canonical=source == "")
    monkeypatch.setattr(sorting, "sorted_lines", partial(sorting.sorted_lines, run=30_000))
    text = embedded.rdf(form, source=source or "", canonical=source == "")
    assert text == whole
    if form == "jsonld":  # its form is told in test_jsonld.py
        read = ox.parse(text.encode(), ox.RdfFormat.JSON_LD)
        assert sorted(_renamed(quad) for quad in read) == sorted(map(_renamed, embedded.statements(source)))
    else:
        assert text == at_once(embedded, form, source)


def _renamed(statement: ox.Triple | ox.Quad) -> str:
    """A statement as text, triples as quads are."""
    quad = statement if isinstance(statement, ox.Quad) else ox.Quad(*statement)
    return str(quad)


@pytest.mark.parametrize("form", FORMATS)
def test_blank_nodes_triples_and_odd_literals_survive(form: str) -> None:
    turtle = """PREFIX : <http://a/>
    :s :p _:b, "a\\nb\\t\\"\\\\", "x"@en, "x"@en-GB, "1"^^<http://www.w3.org/2001/XMLSchema#integer>, "\\u2028\\u0085" .
    _:b :q :s ."""
    triples = [quad.triple for quad in ox.parse(turtle.encode(), ox.RdfFormat.TURTLE)]
    text = serialise.serialise(triples, form)
    assert {str(quad.triple) for quad in ox.parse(text.encode(), KNOWN[form])} == set(map(str, triples))
    assert serialise.serialise(reversed(triples), form) == text


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_written_of_nothing(form: str) -> None:
    assert list(ox.parse(serialise.serialise([], form).encode(), KNOWN[form])) == []


def test_the_layers_are_the_whole(embedded: Samkart) -> None:
    whole = embedded.rdf("nquads").splitlines()
    canonical, sources = (embedded.rdf("nquads", layer=layer).splitlines() for layer in ("canonical", "sources"))
    assert sorted(canonical + sources) == whole
    assert len(canonical) > 10_000
    assert {line.rpartition("<https://w3id.org/samkart/source/")[2] for line in sources} == {
        f"{name}> ." for name in embedded.source_names()
    }


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_tells_its_form_and_packing(world: Samkart, tmp_path: Path, ending: str) -> None:
    expected = world.rdf(ENDINGS[ending], canonical=True).encode()
    zstd = import_module("backports.zstd") if not _has_zstd() else import_module("compression.zstd")
    for packing, read in (("", bytes), (".gz", gzip.decompress), (".zst", zstd.decompress)):
        path = tmp_path / f"graph{ending}{packing}"
        world.write_rdf(path, layer="canonical")
        first = path.read_bytes()
        assert read(first) == expected
        world.write_rdf(path, layer="canonical")
        assert path.read_bytes() == first
    assert {path.name for path in tmp_path.iterdir()} == {f"graph{ending}{p}" for p in ("", ".gz", ".zst")}


def _has_zstd() -> bool:
    try:
        import_module("compression.zstd")
    except ImportError:
        return False
    return True


def test_a_stream_and_a_name_without_ending_take_what_is_asked_for(world: Samkart, tmp_path: Path) -> None:
    expected = world.rdf("ntriples", canonical=True)
    stream = io.BytesIO()
    world.write_rdf(stream, "ntriples", canonical=True, compress="gzip")
    assert gzip.decompress(stream.getvalue()).decode() == expected
    for name, compress in (("graph", ""), ("graph.txt", ""), ("packed", "gzip"), ("graph.txt.gz", "")):
        world.write_rdf(tmp_path / name, "ntriples", canonical=True, compress=compress)
        content = (tmp_path / name).read_bytes()
        assert (gzip.decompress(content) if "gz" in name + compress else content).decode() == expected
    world.write_rdf(tmp_path / "graph.json", "jsonld", canonical=True)
    assert (tmp_path / "graph.json").read_text("utf-8") == world.rdf("jsonld", canonical=True)


def test_what_cannot_be_meant_is_refused_and_nothing_written(world: Samkart, tmp_path: Path) -> None:
    for asked, message in (
        ({"layer": "middle"}, "'middle' is not a layer; expected canonical, sources"),
        ({"compress": "rar"}, "'rar' is unknown; expected none, gzip, zstd"),
        ({"source": "a", "layer": "sources"}, "cannot go together"),
        ({"layer": "sources"}, "'turtle' holds one graph only"),
        ({"form": "rdfxml"}, "'rdfxml' is not a form of RDF"),
    ):
        with pytest.raises(Usage, match=message):
            world.write_rdf(tmp_path / "a.ttl", **asked)  # type: ignore[arg-type]
    with pytest.raises(NotFound, match="no source 'nope'"):
        world.write_rdf(tmp_path / "a.ttl", source="nope")
    assert list(tmp_path.iterdir()) == []


ALL = ".ttl (Turtle), .nt (N-Triples), .jsonld (JSON-LD), .trig (TriG), .nq (N-Quads), each also with .gz or .zst"


@pytest.mark.parametrize(
    ("name", "form", "compress", "message"),
    [
        ("x.ttl", "trig", "", f"x.ttl is a name for Turtle, not for TriG; expected {ALL}"),
        ("x.ttl.gz", "nquads", "", f"x.ttl.gz is a name for Turtle, not for N-Quads; expected {ALL}"),
        ("x.NQ", "ntriples", "", f"x.NQ is a name for N-Quads, not for N-Triples; expected {ALL}"),
        ("x.jsonld", "turtle", "", f"x.jsonld is a name for JSON-LD, not for Turtle; expected {ALL}"),
        ("x.rdf", "", "", f"x.rdf: .rdf is no ending of what is written here; expected {ALL}"),
        ("x.txt.gz", "", "", f"x.txt.gz: .txt is no ending of what is written here; expected {ALL}"),
        ("x.csv", "turtle", "", f"x.csv is no name for Turtle; expected {ALL}"),
        ("x.json", "trig", "", f"x.json is no name for TriG; expected {ALL}"),
        ("x.ttl", "", "gzip", "compress: x.ttl is no name for gzip; expected a name that ends in .gz"),
        ("x.ttl.gz", "", "zstd", "compress: x.ttl.gz is no name for zstd; expected a name that ends in .zst"),
        ("x.ttl.gz", "", "none", "compress: x.ttl.gz is no name for none; expected a name without .gz"),
    ],
)
def test_a_name_never_lies_about_its_content(
    world: Samkart, tmp_path: Path, name: str, form: str, compress: str, message: str
) -> None:
    with pytest.raises(Usage) as caught:
        world.write_rdf(tmp_path / name, form, compress=compress)
    assert str(caught.value) == message
    if not compress:
        with pytest.raises(Usage) as caught:
            world.export(tmp_path / name, format=form)
        assert str(caught.value) == message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["x.ttl", "x.nt", "x.nt.gz"])
def test_of_the_whole_one_graph_is_the_canonical_one(embedded: Samkart, tmp_path: Path, name: str) -> None:
    told: list[str] = []
    embedded.notice = told.append
    embedded.write_rdf(tmp_path / name)
    embedded.write_rdf(tmp_path / f"canonical-{name}", canonical=True)
    assert (tmp_path / name).read_bytes() == (tmp_path / f"canonical-{name}").read_bytes()
    form = ENDINGS[f".{name.split('.')[1]}"]
    assert told == [
        f"{form} holds one graph: what Samkart makes of its sources; with what they say themselves it is trig or nquads"
    ]


def test_in_python_a_part_is_warned_of(world: Samkart, tmp_path: Path) -> None:
    with pytest.warns(PartNotice, match="turtle holds one graph"):
        world.export(tmp_path / "x.ttl")
    assert (tmp_path / "x.ttl").read_text("utf-8") == world.export(format="turtle", canonical=True)


def test_without_zstd_the_extra_is_named(world: Samkart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "backports.zstd", None)
    monkeypatch.setitem(sys.modules, "compression.zstd", None)
    with pytest.raises(KgError, match=r'pip install "samkart\[zstd\]"'):
        world.write_rdf(tmp_path / "a.nq.zst")
    assert list(tmp_path.iterdir()) == []
