"""The generated page of the ontology: complete, self-contained, in three languages, and up to date."""

from __future__ import annotations

import itertools
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Literal, URIRef

from kg.ontology import docs
from kg.ontology.check import load, vocabulary_files
from kg.vocab import SK, SKC

if TYPE_CHECKING:
    from pathlib import Path

VOID = {"meta", "input", "br", "link", "img"}


class Reader(HTMLParser):
    """What a browser would see: elements, whether they are balanced, ids, links, and texts by language."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.texts: dict[str, set[str]] = {"nb": set(), "nn": set(), "en": set()}
        self.reader = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        self.loads += [f"{tag} {name}" for name in ("src", "srcset", "data", "action") if name in given]
        classes = str(given.get("class", "")).split()
        self.reader = classes[1] if classes[:1] == ["l"] else ""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)
        self.reader = ""

    def handle_data(self, data: str) -> None:
        if self.reader:
            self.texts[self.reader].add(data)


@pytest.fixture(scope="module")
def text() -> str:
    return docs.page()


@pytest.fixture(scope="module")
def seen(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


def test_the_page_in_the_repository_is_up_to_date(text: str) -> None:
    assert docs.page_file().read_text(encoding="utf-8") == text


def test_two_runs_give_the_same_bytes(text: str) -> None:
    assert docs.page() == text


def test_the_elements_are_balanced_and_the_ids_unique(seen: Reader) -> None:
    assert (seen.unbalanced, seen.open) == ([], [])
    assert sorted(seen.ids) == sorted(set(seen.ids))


def test_the_page_asks_no_other_host(text: str, seen: Reader) -> None:
    assert seen.loads == []
    assert seen.tags.isdisjoint({"link", "img", "iframe", "object", "base"})
    assert "url(" not in text
    assert "@import" not in text


def test_every_term_and_concept_has_an_anchor_and_every_anchor_exists(seen: Reader) -> None:
    graph = load(vocabulary_files())
    terms = {str(s).removeprefix(SK) for s in graph.subjects(RDFS.isDefinedBy, URIRef(SK))}
    concepts = {
        f"concept/{str(s).removeprefix(SKC)}"
        for kind in (SKOS.Concept, SKOS.ConceptScheme)
        for s in graph.subjects(RDF.type, kind)
    }
    fixed = {"overview", "prefixes", "classes", "properties", "schemes", "filter", "nothing"}
    assert set(seen.ids) == terms | concepts | fixed
    inside = {link.removeprefix("#") for link in seen.links if link.startswith("#")}
    assert inside - set(seen.ids) == set()


@pytest.mark.parametrize("language", docs.LANGUAGES)
def test_each_language_shows_every_label_and_definition(language: str, seen: Reader) -> None:
    graph = load(vocabulary_files())
    wanted = set()
    for predicate in (SKOS.prefLabel, URIRef(SK + "shortLabel"), SKOS.definition, SKOS.scopeNote, SKOS.example):
        for node in graph.subjects(RDFS.isDefinedBy, URIRef(SK)):
            wanted |= {
                str(o) for o in graph.objects(node, predicate) if isinstance(o, Literal) and o.language == language
            }
    for node in graph.subjects(RDF.type, SKOS.Concept):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            wanted |= {
                str(o) for o in graph.objects(node, predicate) if isinstance(o, Literal) and o.language == language
            }
    assert len(wanted) > 500
    assert wanted - seen.texts[language] == set()


def test_no_text_stands_in_for_another_language(text: str) -> None:
    for reader, language in itertools.permutations(docs.LANGUAGES, 2):
        assert f'<span class="l {reader}" lang="{language}">' not in text


def test_where_nynorsk_is_missing_bokmaal_stands_in_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    core, *schemes = vocabulary_files()
    altered = tmp_path / "core.ttl"
    altered.write_text(core.read_text(encoding="utf-8").replace(' , "Kjelde"@nn', ""), encoding="utf-8")
    monkeypatch.setattr(docs, "vocabulary_files", lambda: (altered, *schemes))
    page = docs.page()
    assert '<span class="l nn" lang="nb">Kilde</span>' in page
    assert '<span class="l nb" lang="nb">Kilde</span>' in page


def test_alignments_and_restrictions_are_shown(text: str) -> None:
    start = text.index('id="Twinning"')
    twinning = text[start : text.index("</section>", start)]
    assert '<span class="l en" lang="en">party: at least 2</span>' in twinning
    start = text.index('id="PublicBody"')
    public_body = text[start : text.index("</section>", start)]
    assert "cpov:PublicOrganisation" in public_body
    assert "eurio:PublicBody" in public_body


def test_text_is_escaped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    core = vocabulary_files()[0].read_text(encoding="utf-8")
    altered = tmp_path / "core.ttl"
    altered.write_text(core.replace('"Aktør"@nb', '"<script>alert(1)</script>"@nb'), encoding="utf-8")
    monkeypatch.setattr(docs, "vocabulary_files", lambda: (altered, *vocabulary_files()[1:]))
    page = docs.page()
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_term_without_a_label_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    more = tmp_path / "more.ttl"
    more.write_text(f"<{SK}Thing> a <{OWL.Class}> .", encoding="utf-8")
    monkeypatch.setattr(docs, "vocabulary_files", lambda: (*vocabulary_files(), more))
    with pytest.raises(ValueError, match=rf"^{SK}Thing has no {SKOS.prefLabel} in nb or en$"):
        docs.page()


@pytest.mark.slow
def test_check_says_when_the_page_is_stale(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ontology.html"
    monkeypatch.setattr(docs, "page_file", lambda: file)
    stale = f"{file} does not show the ontology as it is now: run python -m kg.ontology.docs\n"
    assert docs.main(["--check"]) == 1
    assert capsys.readouterr() == ("", stale)
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0
    assert capsys.readouterr() == ("", "")
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert docs.main(["--check"]) == 1
    assert capsys.readouterr() == ("", stale)
    assert docs.main(["--chekc"]) == 2
