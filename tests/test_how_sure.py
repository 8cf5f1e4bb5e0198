"""How sure a tie is reads the same however it is asked, and what is asked to be left out is left out everywhere.

In the made-up world a list that anybody can change, a town's own list of its twin towns and a newspaper's list of
another's disagree on the twin towns of Innmark, Øyene and Hamnby.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from kg.api import Samkart
from kg.brief.gather.actors import BriefGatherer
from kg.compare.gather.profiles import ProfileGatherer
from kg.errors import KgError, NotFound
from kg.model.evidence import admits
from kg.model.period import OWN_REASONS
from kg.vocab import entity, key_of

ACTORS = [entity("actor", key) for key in ("innmark", "oeyene", "hamnby", "skogsby", "fjordby")]
PAIRS = ("Twinning", "Agreement")
EVERY = pytest.mark.parametrize("actor", ACTORS, ids=lambda iri: iri.rpartition("/")[2])
LIMITED = pytest.mark.parametrize("limit", ["", "own", "stated", "any"])


def known(world: Samkart, actor: str, limit: str = "") -> dict[str, str]:
    """The twinnings and agreements of an actor by the Question on ties, each with how it is known."""
    rows = world.ask("actor/ties", actor=actor, evidence=limit)
    return {str(row["tie"]): key_of(str(row["known_by"] or "")) for row in rows if str(row["kind"]).endswith(PAIRS)}


@EVERY
@LIMITED
def test_a_limit_keeps_what_it_admits(world: Samkart, actor: str, limit: str) -> None:
    everything = known(world, actor)
    assert known(world, actor, limit) == {tie: how for tie, how in everything.items() if admits(limit, how)}


@EVERY
@LIMITED
def test_who_comparisons_and_briefings_have_the_ties_of_the_question(world: Samkart, actor: str, limit: str) -> None:
    expected = known(world, actor, limit)
    partners = world.who(actor, via="twinning,agreement", evidence=limit)
    assert {met.own: met.evidence for each in partners for met in each.shared.encounters} == expected
    profile = ProfileGatherer(world, evidence=limit).profile(actor)
    assert {row.tie: row.evidence for row in profile.ties if row.kind in ("twinning", "agreement")} == expected
    papers = BriefGatherer(world, known=limit).ties([actor])
    assert {tie.key: tie.known_by for tie in papers if tie.kind in ("twinning", "agreement")} == expected


@EVERY
@LIMITED
def test_maps_and_exports_have_the_ties_of_the_question(world: Samkart, tmp_path: Path, actor: str, limit: str) -> None:
    expected = sorted(known(world, actor, limit).values())
    try:
        drawn = world.map(actor, via="twinning,agreement", mode="two-mode", evidence=limit)
    except KgError:
        assert not expected
        return
    page = re.search(r'<script type="application/json" id="samkart-data">(.*?)</script>', drawn.html, re.S)
    assert page
    mine = [edge for edge in json.loads(page[1])["edges"] if actor in (edge["from"], edge["to"])]
    assert sorted(tie["known_by"] for edge in mine for tie in edge["ties"]) == expected
    drawn.save(tmp_path / "map.graphml")
    text = (tmp_path / "map.graphml").read_text("utf-8")
    assert all(f">{how}</data>" in text for how in expected)


def test_a_reported_edge_is_drawn_in_dots_and_told_in_the_legend(world: Samkart) -> None:
    from kg.views.visual import resolve

    visual = resolve(world.network("skogsby", via="twinning"))
    assert [(line.dash, line.reported) for line in visual.edges.values()] == [((1.0, 6.0), True)]
    assert [(entry.key, entry.count) for entry in visual.lines] == [("twinning", 1), ("scraped", 1)]


def test_a_table_of_edges_says_how_each_is_known(world: Samkart, tmp_path: Path) -> None:
    world.map("innmark", via="twinning", mode="actor").save(tmp_path / "map.csv")
    (file,) = (path for path in tmp_path.iterdir() if path.name.endswith("edges.csv"))
    with file.open(encoding="utf-8", newline="") as stream:
        rows = {
            frozenset((row["source_label"], row["target_label"])): row["known_by"] for row in csv.DictReader(stream)
        }
    assert rows[frozenset(("Innmark kommune", "Skogsby"))] == "scraped"
    assert rows[frozenset(("Innmark kommune", "Hamnby"))] == "own-word"


def test_a_path_says_how_its_ties_are_known_and_leaves_out_what_is_asked(world: Samkart) -> None:
    (chain, *_) = world.path("innmark", "skogsby", via="twinning")
    assert [step.known_by for step in chain] == ["", "scraped"]
    with pytest.raises(NotFound):
        world.path("innmark", "skogsby", via="twinning", evidence="stated")


@EVERY
def test_why_a_tie_has_its_end_reads_the_same_in_questions_tables_paths_and_maps(world: Samkart, actor: str) -> None:
    rows = [row for row in world.ask("actor/ties", actor=actor) if str(row["kind"]).endswith(PAIRS)]
    reasons = {str(row["tie"]): key_of(str(row["end_reason"] or "")) for row in rows}
    expected = {tie: "" if why in OWN_REASONS else why for tie, why in reasons.items()}
    partners = world.who(actor, via="twinning,agreement", ties=True)
    assert {met.own: met.why for each in partners for met in each.shared.encounters} == expected
    every = [met.why for each in partners for met in each.shared.encounters]  # of three parties one may have ended
    assert sorted(str(row.get("end_reason") or "") for row in partners.records()) == sorted(every)
    for each in partners:
        met = each.shared.encounters
        (chain, *_) = world.path(actor, each.entity.iri, via="twinning,agreement")
        if len(met) == 1 and len(chain) == 2:
            assert chain[1].end_reason == met[0].why
    if not expected:
        return
    drawn = world.map(actor, via="twinning,agreement", mode="two-mode").html
    page = re.search(r'<script type="application/json" id="samkart-data">(.*?)</script>', drawn, re.S)
    assert page
    mine = [edge for edge in json.loads(page[1])["edges"] if actor in (edge["from"], edge["to"])]
    assert sorted(tie.get("end_reason", "") for edge in mine for tie in edge["ties"]) == sorted(expected.values())


def test_a_map_has_words_for_the_reasons(embedded: Samkart) -> None:
    from kg.networks.gather import labels

    assert labels(embedded)["bound-reason"]["not-on-list"]["nn"] == "Ikkje på lista"


def test_regions_and_comparisons_mark_what_is_only_reported_without_a_period(world: Samkart) -> None:
    (section,) = (each for each in world.compare("innmark", "oeyene").sections if each.name == "twin-town")
    cells = {row[0].text: [cell.text for cell in row[1:]] for row in section.table.rows}
    assert cells["Skogsby"][0].endswith("?")
    assert cells["Elafina"][1].endswith("?")
    assert not cells["Hamnby"][0].endswith("?")


def test_a_disagreement_is_marked_and_listed(world: Samkart) -> None:
    disputed = {str(row["partner"]): row["disputed"] for row in world.ask("actor/twin-towns", actor="innmark")}
    assert {key_of(town): said for town, said in disputed.items()} == {"hamnby": True, "skogsby": None}
    told = {(key_of(str(row["tie"])), str(row["property"]).rpartition("/")[2]) for row in world.conflicts("innmark")}
    assert {name for _, name in told} == {"start", "offList"}
    assert len(world.conflicts()) > len(world.conflicts("innmark"))


def test_suggestions_say_when_a_reason_is_only_reported(world: Samkart) -> None:
    reasons = {
        reason.code: world.suggest.words(reason)
        for each in world.suggest.partners("oeyene", limit=20)
        for reason in each.reasons
        if {key_of(tie) for tie in reason.ties} == {"oeyene-elafina"}
    }
    assert all(text.endswith("(rapportert)") for text in reasons.values())
    assert world.suggest.partners("oeyene", evidence="stated")
