"""RDF written as a stream: the same bytes as writing everything at once in order, in every form, layer and packing."""

from __future__ import annotations

import gzip
import io
from functools import partial
from importlib import import_module
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.api import Samkart
from kg.errors import KgError, NotFound, Usage
from kg.store import serialise, sorting
from kg.store.serialise import ENDINGS, FORMATS
from kg.vocab import PREFIXES

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
    text = (ox.serialize(ordered, format=KNOWN[form], prefixes=PREFIXES) or b"").decode()  # type: ignore[arg-type]
    return text if text.endswith("\n") else text + "\n"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("source", [None, "", "curated"])
def test_a_stream_is_what_writing_at_once_gives(
    embedded: Samkart, monkeypatch: pytest.MonkeyPatch, form: str, source: str | None
) -> None:
    if source is None and form in serialise.ONE_GRAPH:
        pytest.skip("holds one graph only")
    monkeypatch.setattr(sorting, "sorted_lines", partial(sorting.sorted_lines, run=30_000))
    text = embedded.rdf(form, source=source or "", canonical=source == "")
    assert text == at_once(embedded, form, source)


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


def test_what_is_asked_for_beats_the_ending(world: Samkart, tmp_path: Path) -> None:
    world.write_rdf(tmp_path / "graph.ttl.gz", "ntriples", canonical=True, compress="none")
    assert (tmp_path / "graph.ttl.gz").read_text("utf-8") == world.rdf("ntriples", canonical=True)
    stream = io.BytesIO()
    world.write_rdf(stream, "ntriples", canonical=True, compress="gzip")
    assert gzip.decompress(stream.getvalue()).decode() == world.rdf("ntriples", canonical=True)


def test_what_cannot_be_meant_is_refused_and_nothing_written(world: Samkart, tmp_path: Path) -> None:
    for asked, message in (
        ({"layer": "middle"}, "'middle' is not a layer; expected canonical, sources"),
        ({"compress": "rar"}, "'rar' is unknown; expected none, gzip, zstd"),
        ({"source": "a", "layer": "sources"}, "cannot go together"),
        ({}, "'turtle' holds one graph only"),
    ):
        with pytest.raises(Usage, match=message):
            world.write_rdf(tmp_path / "a.ttl", **asked)  # type: ignore[arg-type]
    with pytest.raises(NotFound, match="no source 'nope'"):
        world.write_rdf(tmp_path / "a.ttl", source="nope")
    assert list(tmp_path.iterdir()) == []


def test_without_zstd_the_extra_is_named(world: Samkart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "backports.zstd", None)
    monkeypatch.setitem(sys.modules, "compression.zstd", None)
    with pytest.raises(KgError, match=r'pip install "samkart\[zstd\]"'):
        world.write_rdf(tmp_path / "a.nq.zst")
    assert list(tmp_path.iterdir()) == []
