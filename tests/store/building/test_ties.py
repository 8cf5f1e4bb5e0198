"""A tie of two actors that several sources tell of is one, with all of them as its sources; what differs is a claim."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from kg.linking.authority import Authority
from kg.linking.linker import Linker
from kg.model import terms
from kg.model.corrections import Corrections
from kg.model.progress import quiet
from kg.model.source import RecordKind, SourceInfo
from kg.model.statement import Statement
from kg.session import Session
from kg.sources import wikidata
from kg.sources.cordis.reading import Filters
from kg.store.build import build
from kg.store.building.ties import pair_ties_last
from kg.store.imports import import_files
from kg.store.inputs import Inputs
from kg.store.view import LocalView
from kg.store.writer import Settled, by_subject, described
from kg.vocab import graph
from tests.sources.web.server import Reply, Request, as_json
from tests.sources.web.snapshots import fetched
from tests.sources.wikidata.test_wikidata import claim, entity, is_a, twin
from tests.store.downloads import download, small_inputs

KINDS = {
    "body": RecordKind("body", "actor", "{family}-{key}"),
    "pair": RecordKind("pair", "tie", "pair/{family}-{key}"),
}
SOURCES = {name: SourceInfo(name, "", "", "", "", family=name, kinds=KINDS) for name in ("one", "other")}
KNOWN = Authority(frozenset({"by", "stad"}), {"wikidata/Q1": "by", "wikidata/Q2": "stad"})
CURATED = terms.entity_term("tie", "twinning/by/stad")


def facts_of(subject: str, kind: str, parties: Sequence[str], **said: str) -> list[Statement]:
    facts = [(terms.TYPE, terms.curie(f"sk:{kind}")), *((terms.curie("sk:party"), each) for each in parties)]
    for name, value in said.items():
        if name == "page":
            facts.append((terms.curie("foaf:page"), terms.iri(value)))
        else:
            term = terms.concept_term("status", value) if name == "status" else terms.date(value)
            facts.append((terms.curie(f"sk:{name}"), term))
    return [Statement(subject, *fact) for fact in facts]


def curated(**said: str) -> list[Statement]:
    page = Statement(CURATED, terms.curie("dcterms:source"), terms.entity_term("source", "page"))
    return [*facts_of(CURATED, "Twinning", [terms.entity_term("actor", key) for key in ("by", "stad")], **said), page]


def bodies(source: str) -> list[Statement]:
    return [
        Statement(terms.raw(source, "body", key), terms.curie("owl:sameAs"), terms.iri(f"http://www.wikidata.org/entity/{key}"))
        for key in ("Q1", "Q2", "Q3")
    ]  # fmt: skip


def pair(
    source: str, key: str, *, kind: str = "Twinning", of: tuple[str, str] = ("Q1", "Q2"), **said: str
) -> list[Statement]:
    return facts_of(terms.raw(source, "pair", key), kind, [terms.raw(source, "body", each) for each in of], **said)


def ties(*readings: tuple[str, list[Statement]], corrections: Corrections | None = None) -> list[str]:
    """What the default graph holds of ties and claims, shortened, but for their parties."""
    linker, settled, lines = Linker(authority=KNOWN, sources=SOURCES), Settled(), []
    for source, statements in readings:
        subjects = pair_ties_last(by_subject(statements), KINDS)
        lines += [
            line
            for each in described(subjects, source, linker, settled, corrections=corrections)
            for line in each
            if line.startswith(("<https://w3id.org/samkart/id/tie/", "<https://w3id.org/samkart/id/claim/"))
        ]
        if source == "curated":  # as a source that settles what it says
            settled.add(CURATED, [fact.predicate for fact in statements])
    found = []
    for line in sorted(set(lines)):
        subject, predicate, value = line.removesuffix(" .").split(" ", 2)
        name = predicate.replace("#", "/").rpartition("/")[2][:-1]
        if not value.endswith(f"<{graph('curated')}>") and name != "party":
            short = value.partition("^^")[0].removeprefix("<https://w3id.org/samkart/").removesuffix(">")
            found.append(f"{subject.removeprefix('<https://w3id.org/samkart/id/')[:-1]} {name} {short}")
    return sorted(found)


def test_one_twinning_told_by_three_sources_is_one_in_either_direction() -> None:
    told = [
        ("curated", curated(status="partner", start="1950")),
        ("one", [*bodies("one"), *pair("one", "a", status="partner", page="https://a.example/")]),
        (
            "other",
            [*bodies("other"), *pair("other", "b", of=("Q2", "Q1"), start="1950-06-12", page="https://b.example/")],
        ),
    ]
    assert ties(*told) == sorted([
        "tie/twinning/by/stad page <https://a.example/",
        "tie/twinning/by/stad page <https://b.example/",
        'tie/twinning/by/stad start "1950"',
        "tie/twinning/by/stad status concept/status/partner",
        "tie/twinning/by/stad type ontology/Twinning",
        "tie/twinning/by/stad wasDerivedFrom source/one/pair/a",
        "tie/twinning/by/stad wasDerivedFrom source/other/pair/b",
        "tie/twinning/by/stad source id/source/page",
        "tie/twinning/by/stad source source/one",
        "tie/twinning/by/stad source source/other",
    ])  # fmt: skip


def test_what_differs_from_the_curated_tie_is_a_claim_and_only_status_takes_the_source_from_it() -> None:
    told = [
        ("curated", curated(status="ended", start="1950", asOf="2016")),
        ("one", [*bodies("one"), *pair("one", "a", status="partner", asOf="2020")]),
        ("other", [*bodies("other"), *pair("other", "b", status="ended", start="1951", end="1990")]),
    ]
    assert ties(*told) == sorted([
        "claim/twinning/by/stad/start/1951 type ontology/Claim",
        "claim/twinning/by/stad/start/1951 source source/other",
        "claim/twinning/by/stad/start/1951 claimOn id/tie/twinning/by/stad",
        'claim/twinning/by/stad/start/1951 start "1951"',
        "claim/twinning/by/stad/status/partner type ontology/Claim",
        "claim/twinning/by/stad/status/partner source source/one",
        'claim/twinning/by/stad/status/partner asOf "2020"',
        "claim/twinning/by/stad/status/partner claimOn id/tie/twinning/by/stad",
        "claim/twinning/by/stad/status/partner status concept/status/partner",
        'tie/twinning/by/stad asOf "2016"',
        'tie/twinning/by/stad end "1990"',
        'tie/twinning/by/stad start "1950"',
        "tie/twinning/by/stad status concept/status/ended",
        "tie/twinning/by/stad type ontology/Twinning",
        "tie/twinning/by/stad source id/source/page",
        "tie/twinning/by/stad source source/other",
        "tie/twinning/by/stad wasDerivedFrom source/one/pair/a",
        "tie/twinning/by/stad wasDerivedFrom source/other/pair/b",
    ])  # fmt: skip


def test_what_an_actor_says_of_its_tie_stands_before_the_curated_table_and_the_others() -> None:
    corrections = Corrections({CURATED: {terms.curie("sk:start"): terms.date("1952"), terms.curie("sk:end"): ""}})
    told = [
        ("curated", curated(status="partner", start="1950")),
        ("one", [*bodies("one"), *pair("one", "a", start="1952-05", end="1999")]),
        ("other", [*bodies("other"), *pair("other", "b", start="1950")]),
    ]
    found = [line for line in ties(*told, corrections=corrections) if "type" not in line and "claimOn" not in line]
    assert found == sorted([
        'claim/twinning/by/stad/end/1999 end "1999"',
        "claim/twinning/by/stad/end/1999 source source/one",
        "claim/twinning/by/stad/start/1950 source id/source/page",
        "claim/twinning/by/stad/start/1950 source source/other",
        'claim/twinning/by/stad/start/1950 start "1950"',
        "tie/twinning/by/stad source id/source/page",
        "tie/twinning/by/stad source source/one",
        "tie/twinning/by/stad source source/other",
        "tie/twinning/by/stad status concept/status/partner",
        "tie/twinning/by/stad wasDerivedFrom source/one/pair/a",
        "tie/twinning/by/stad wasDerivedFrom source/other/pair/b",
    ])  # fmt: skip


def test_the_order_of_rows_decides_nothing_nor_do_two_directions_in_one_source() -> None:
    rows = [
        pair("one", "a"),
        pair("one", "b", start="1950", end="1960"),
        pair("one", "c", of=("Q2", "Q1"), start="1950"),
        pair("one", "d", start="1980"),
        pair("one", "e", of=("Q3", "Q1")),
        pair("one", "f", of=("Q1", "Q3"), start="2001"),
        pair("one", "g", kind="Agreement"),
    ]
    found = set()
    for seed in range(12):
        mixed = [*rows]
        random.Random(seed).shuffle(mixed)  # noqa: S311
        found.add("\n".join(ties(("one", [*bodies("one"), *(fact for row in mixed for fact in row)]))))
    (told,) = found
    assert sorted(line for line in told.splitlines() if "wasDerivedFrom" in line) == [
        "tie/pair/one-b wasDerivedFrom source/one/pair/b",
        "tie/pair/one-b wasDerivedFrom source/one/pair/c",
        "tie/pair/one-d wasDerivedFrom source/one/pair/a",
        "tie/pair/one-d wasDerivedFrom source/one/pair/d",
        "tie/pair/one-f wasDerivedFrom source/one/pair/e",
        "tie/pair/one-f wasDerivedFrom source/one/pair/f",
        "tie/pair/one-g wasDerivedFrom source/one/pair/g",
    ]


def test_a_record_between_an_actor_and_itself_is_a_tie_of_its_own() -> None:
    told = ties(("one", [*bodies("one"), *pair("one", "a", of=("Q1", "Q1")), *pair("one", "b", of=("Q1", "Q1"))]))
    assert [line for line in told if "type" in line] == [
        "tie/pair/one-a type ontology/Twinning",
        "tie/pair/one-b type ontology/Twinning",
    ]


# Hamarøy and Pietarsaari in Wikidata: twinned, as the curated table says; with another start, and with a third town.
ENTITIES = {
    "Q9001": entity(
        9001, {"nb": "Hamarøy"}, is_a(755707), claim("P2333", "970542507"),
        claim("P17", {"id": "Q20"}, "wikibase-entityid"),
        twin(9003, start="1950", refs=("https://hamaroy.example/vennskapsbyer",)),
    ),
    "Q9003": entity(
        9003, {"fi": "Pietarsaari", "sv": "Jakobstad"}, is_a(127448), claim("P17", {"id": "Q33"}, "wikibase-entityid"),
        twin(9001, start="1951", refs=("https://pietarsaari.example/",)),
    ),
}  # fmt: skip
ROWS = {
    "kind of municipality": [
        {"class": f"http://www.wikidata.org/entity/Q{n}", "kind": "municipality"} for n in (755707, 127448)
    ],
    "ISO 3166-1": [
        {"country": f"http://www.wikidata.org/entity/Q{n}", "code": code} for n, code in ((20, "NO"), (33, "FI"))
    ],
    "twinned with them": [{"item": "http://www.wikidata.org/entity/Q9001"}],
    "organisation number": [{"item": "http://www.wikidata.org/entity/Q9001"}],
}  # fmt: skip


def answer(request: Request) -> Reply:
    if request.path == "/sparql":
        rows = next(rows for words, rows in ROWS.items() if words in request.query["query"])
        bindings = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
        return as_json({"head": {"vars": list(rows[0])}, "results": {"bindings": bindings}})
    return as_json({"entities": {each: ENTITIES[each] for each in request.query["ids"].split("|")}})


def take(home: Path, inputs: Inputs, files: Path, family: str) -> None:
    filters = Filters(countries=("NO", "SE")) if family == "cordis" else wikidata.Filters(("NO",))
    import_files(home, inputs, [files], family=family, filters=filters, progress=quiet, report=lambda _: None)


def test_the_graph_has_one_twinning_whatever_came_first_and_counts_it_once(tmp_path: Path) -> None:
    (tmp_path / "data" / "curated").mkdir(parents=True)
    (tmp_path / "data" / "curated" / "bodies.csv").write_text(
        "actor,organisation_number\nhamaroey,970542507\n", "utf-8"
    )
    fetched(wikidata, "wikidata", answer, tmp_path / "snapshot", tmp_path / "data")
    people = [("900000001", "One University", "NO", ""), ("900000002", "Two University", "SE", "")]
    download(tmp_path / "horizon", "HORIZON", {"101999991": people})
    exports, answers = [], []
    for order in ((), ("wikidata", "cordis"), ("cordis", "wikidata")):
        folder = tmp_path / "-".join(("made", *order))
        folder.mkdir()
        inputs = small_inputs(folder)
        links = inputs.data / "links" / "wikidata.tsv"
        links.write_text("actor\titem\tsource\npietarsaari\tQ9003\tpage\n", "utf-8")
        build(folder / "home", inputs, quiet)
        for family in order:
            take(folder / "home", inputs, tmp_path / ("snapshot" if family == "wikidata" else "horizon"), family)
        with LocalView(folder / "home") as view:
            session = Session(view)
            exports.append(session.rdf("nquads"))
            who = session.ask("actor/collaborators", actor="hamaroey").table.rows
            network = session.ask("edges/pairs").table.rows
            card = [
                (row["partner"], row["start"], row["tie_status"])
                for row in session.ask("actor/twin-towns", actor="hamaroey")
            ]
            answers.append((who, network, card))
            said = [row["other_value"] for row in session.ask("actor/conflicts", actor="hamaroey")]
    assert exports[1] == exports[2] != exports[0]
    assert len(answers[0][0]) == 1
    assert len(answers[0][1]) == 2  # its two parties
    assert answers == [answers[0]] * 3
    assert sorted(map(str, said)) == ["1951", terms.concept_term("status", "partner")[1:-1]]
