"""Each fact once in its source's graph and once, made canonical, in the default graph."""

from __future__ import annotations

from collections.abc import Sequence

from kg.linking.authority import Authority
from kg.linking.judgements import Judgement, verdicts_of
from kg.linking.linker import Linker
from kg.model import terms
from kg.model.catalogue import read_catalogue
from kg.model.statement import Statement
from kg.resources import data_dir
from kg.store.writer import Settled, quads

SOURCES = read_catalogue(data_dir() / "sources")
HORIZON, H2020 = "cordis-horizon", "cordis-h2020"
LABEL, PARTY, SEAT = terms.curie("skos:prefLabel"), terms.curie("sk:party"), terms.curie("sk:seat")
ALT, PIC, VAT = terms.curie("skos:altLabel"), terms.curie("sk:pic"), terms.curie("sk:vatNumber")


def organisation(source: str, pic: str, name: str, latitude: str = "", vat: str = "") -> list[Statement]:
    subject, place = terms.raw(source, "organisation", pic), terms.raw(source, "place", pic)
    facts = [
        Statement(subject, terms.TYPE, terms.curie("sk:Actor")),
        Statement(subject, LABEL, terms.text(name), terms.text(name.upper())),
        Statement(subject, PIC, terms.text(pic)),
    ]
    facts += [Statement(subject, VAT, terms.text(vat))] if vat else []
    if latitude:
        facts += [
            Statement(subject, SEAT, place),
            Statement(place, terms.TYPE, terms.curie("sk:Place")),
            Statement(place, LABEL, terms.text(f"Seat of {name}")),
            Statement(place, terms.curie("schema:latitude"), terms.amount(latitude)),
        ]
    return facts


def default_graph(lines: Sequence[str]) -> list[str]:
    """The lines outside named graphs, shortened, without those that name a record of the source."""
    kept = []
    for line in sorted(set(lines)):
        if "/source/" not in line:
            subject, predicate, value = line.removesuffix(" .").split(" ", 2)
            name = predicate.rpartition("/")[2].rpartition("#")[2][:-1]
            kept.append(f"{subject.rpartition('/id/')[2][:-1]} {name} {value}")
    return sorted(kept)


def written(
    *readings: tuple[str, list[Statement]], linker: Linker | None = None, settled: Settled | None = None
) -> list[str]:
    linker, settled = linker or Linker(sources=SOURCES), settled or Settled()
    return [line for source, statements in readings for line in quads(statements, source, linker, settled)]


def test_an_organisation_in_two_sources_is_described_once() -> None:
    lines = written(
        (HORIZON, organisation(HORIZON, "9", "Institute", "60.1")),
        (H2020, organisation(H2020, "9", "The Institute", "60.9")),
    )
    assert default_graph(lines) == [
        'actor/pic-9 altLabel "THE INSTITUTE"',
        'actor/pic-9 altLabel "The Institute"',
        'actor/pic-9 pic "9"',
        'actor/pic-9 prefLabel "Institute"',
        "actor/pic-9 seat <https://w3id.org/samkart/id/place/cordis-9>",
        "actor/pic-9 type <https://w3id.org/samkart/ontology/Actor>",
        'place/cordis-9 latitude "60.1"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        'place/cordis-9 prefLabel "Seat of Institute"',
        "place/cordis-9 type <https://w3id.org/samkart/ontology/Place>",
    ]
    own = [line for line in lines if line.endswith(" <https://w3id.org/samkart/source/cordis-h2020> .")]
    assert len([line for line in own if "/organisation/9> " in line]) == 4  # its own graph holds all that it says
    assert any('latitude> "60.9"' in line for line in own)


def test_the_same_name_in_two_sources_is_no_other_name() -> None:
    lines = written((HORIZON, organisation(HORIZON, "9", "ABC")), (H2020, organisation(H2020, "9", "ABC")))
    assert [line for line in default_graph(lines) if "Label" in line] == ['actor/pic-9 prefLabel "ABC"']


def test_what_the_first_source_left_open_the_second_fills() -> None:
    lines = written((HORIZON, organisation(HORIZON, "9", "A")), (H2020, organisation(H2020, "9", "A", "60.9")))
    assert [line for line in default_graph(lines) if "latitude" in line or "seat" in line] == [
        "actor/pic-9 seat <https://w3id.org/samkart/id/place/cordis-9>",
        'place/cordis-9 latitude "60.9"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    ]


def test_two_codes_of_one_actor_give_it_one_seat_and_both_codes() -> None:
    same = [Judgement(f"cordis:pic/{pic}", "actor/by", "same", "", "", "") for pic in ("8", "9")]
    lines = written(
        (HORIZON, organisation(HORIZON, "8", "By", "60.1") + organisation(HORIZON, "9", "Byen", "61.1")),
        linker=Linker(verdicts_of(same), sources=SOURCES),
    )
    assert [line for line in default_graph(lines) if line.startswith("actor/")] == [
        'actor/by altLabel "BYEN"',
        'actor/by altLabel "Byen"',
        'actor/by pic "8"',
        'actor/by pic "9"',
        'actor/by prefLabel "By"',
        "actor/by seat <https://w3id.org/samkart/id/place/cordis-8>",
        "actor/by type <https://w3id.org/samkart/ontology/Actor>",
    ]


def test_a_curated_actor_keeps_its_own_name_and_type() -> None:
    settled = Settled()
    settled.add("<https://w3id.org/samkart/id/actor/by>", [LABEL, terms.TYPE])
    known = Authority(frozenset({"by"}), {"number/NO999999905": "by"})
    linker = Linker(authority=known, sources=SOURCES)
    lines = written((HORIZON, organisation(HORIZON, "9", "By", vat="NO999999905MVA")), linker=linker, settled=settled)
    assert default_graph(lines) == [
        'actor/by altLabel "BY"',
        'actor/by altLabel "By"',
        'actor/by pic "9"',
        'actor/by vatNumber "NO999999905MVA"',
    ]


def test_participants_without_a_code_stay_apart() -> None:
    names = ("name-se-first", "name-fi-second")
    subjects = [terms.raw(H2020, "organisation", name) for name in names]
    tie = terms.raw(H2020, "participation", "1-name-se-first-1")
    statements = [Statement(subject, LABEL, terms.text(name)) for subject, name in zip(subjects, names, strict=True)]
    statements += [Statement(tie, PARTY, subjects[0])]
    assert default_graph(written((H2020, statements))) == [
        'actor/pic-name-fi-second prefLabel "name-fi-second"',
        'actor/pic-name-se-first prefLabel "name-se-first"',
        "tie/participation/cordis-1-name-se-first-1 party <https://w3id.org/samkart/id/actor/pic-name-se-first>",
    ]
