"""Samkart from Python, as an analyst uses it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.api import Samkart, open_samkart
from kg.errors import KgError, NotFound, Usage
from kg.model.lookup import Evidence
from kg.settings import Settings


def labels(samkart: Samkart, actor: str, **conditions: object) -> list[str]:
    return [partner.entity.label for partner in samkart.who(actor, **conditions)]  # type: ignore[arg-type]


def test_open_reads_the_store_that_is_given(world_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMKART_CONFIG", "")
    with kg.open(str(world_home), lang="en") as samkart:
        assert samkart.entity(samkart.resolve("fjordby", "actor")).label == "Fjordby Municipality"
    with pytest.raises(Usage, match="unknown language"):
        kg.open(str(world_home), lang="sv")


@pytest.mark.slow
def test_open_builds_what_is_not_there(tmp_path: Path) -> None:
    stages: list[str] = []
    settings = Settings(tmp_path / "home", "", "nb")
    with open_samkart(settings=settings, progress=lambda stage, done, total: stages.append(stage)) as samkart:
        assert samkart.source_names() == ["cldr", "cordis-horizon", "covenant", "curated", "interreg-sweden"]
        assert samkart.source_title("curated") != "curated"
    assert stages[0] == "tables"
    with open_samkart(settings=settings, progress=lambda stage, done, total: pytest.fail("built twice")):
        pass


def test_who_with_conditions(world: Samkart) -> None:
    assert labels(world, "fjordby", via=["agreement"]) == ["Altburg", "Høgskolen"]
    assert labels(world, "fjordby", country="GR") == ["Elafina"]
    assert labels(world, "fjordby", level="regional") == ["Nordfjell fylkeskommune"]
    assert labels(world, "fjordby", kind="University") == ["Høgskolen"]
    assert labels(world, "fjordby", at="1960", via=["twinning"]) == ["Granstad", "Hamnby"]
    assert labels(world, "oeyene", via=["project"]) == ["Altburg", "Elafina", "Fjordby kommune", "Sørhavn kommune"]
    assert labels(world, "oeyene", at="2023-12-31") == labels(world, "nordfjell-europakontor") == []
    assert labels(world, "fjordby", theme="circular-economy") == ["Altburg", "Høgskolen", "ODD UNITS LTD"]


def test_predecessors_are_not_their_own_partners(world: Samkart) -> None:
    own = labels(world, "fjordby")
    both = labels(world, "fjordby", with_predecessors=True)
    assert "Lillevik kommune" not in both
    assert set(both) - set(own) == {"Folkehjelpen"}


def test_questions_and_answers(world: Samkart) -> None:
    answer = world.ask("network/members", network="eurobyene", status="member")
    assert [row["member"] for row in answer] == [
        "https://w3id.org/samkart/id/actor/fjordby",
        "https://w3id.org/samkart/id/actor/granstad",
        "https://w3id.org/samkart/id/actor/skogsby",
    ]
    with pytest.raises(NotFound) as caught:
        world.ask("network/member")
    assert caught.value.nearest[0] == "network/members"


def test_a_query_takes_terms(world: Samkart) -> None:
    rows = world.query("SELECT ?n { ?s sk:pic $pic ; sk:population ?n }", {"pic": ox.Literal("900000001")})
    assert [row["n"].value for row in rows] == ["30000"]


@pytest.mark.filterwarnings("ignore:Dataset.:DeprecationWarning")  # rdflib's own, from inside its query()
def test_the_graph_is_an_rdflib_dataset(world: Samkart) -> None:
    from rdflib import URIRef, Variable
    from rdflib.namespace import RDF

    network = URIRef("https://w3id.org/samkart/ontology/Network")
    found = {str(subject).rpartition("/")[2] for subject in world.graph.default_graph.subjects(RDF.type, network)}
    assert found == {"eurobyene", "gamlenettet", "klimapakten"}
    rows = world.graph.query("SELECT ?n { ?s a sk:Municipality ; sk:population ?n } ORDER BY DESC(?n)")
    assert [str(binding[Variable("n")]) for binding in rows.bindings][:2] == ["100000", "90000"]


def test_any_kind_of_thing_is_resolved_actors_first(world: Samkart) -> None:
    kinds = {text: world.resolve_any(text).split("/")[-2] for text in ("fjordby", "HORISONT", "solhavn", "klimakutt")}
    assert kinds == {"fjordby": "actor", "HORISONT": "programme", "solhavn": "project", "klimakutt": "theme"}
    with pytest.raises(NotFound, match="nothing is called 'qwerty'"):
        world.resolve_any("qwerty")


def test_paths_name_the_ties_and_their_sources(world: Samkart) -> None:
    (chain, *_) = world.paths("nordvik", "elafina", via=["network", "project"], limit=1)
    assert [
        (link.actor.label, link.kind, link.hub.label if link.hub else "", link.start, link.end) for link in chain
    ] == [
        ("Nordvik kommune", "", "", "", ""),
        ("Fjordby kommune", "network", "Fjordrådet", "2000", ""),
        ("Elafina", "project", "Solar harbours", "2023-01", "2026-12"),
    ]
    assert chain[1].sources == (Evidence("Vedtak og planer", "https://example.org/vedtak"),)
    assert world.paths("innmark", "altburg", via=["twinning"]) == []


def test_evidence_names_each_source_once(world: Samkart) -> None:
    ties = [f"https://w3id.org/samkart/id/tie/twinning/{name}" for name in ("fjordby-granstad", "fjordby-hamnby")]
    assert world.evidence(*ties) == [Evidence("Register over vennskapsbyer", "https://example.org/register")]
    assert world.evidence() == []


def test_a_thing_that_is_not_there(world: Samkart) -> None:
    nothing = "https://w3id.org/samkart/id/actor/nothing"
    assert world.entity(nothing).label == "nothing"
    with pytest.raises(NotFound, match="there is no actor"):
        world.who(nothing)


def test_a_closed_graph_can_be_opened_again(world_home: Path) -> None:
    for _ in range(2):
        with open_samkart(settings=Settings(world_home, "", "nb")) as samkart:
            assert samkart.find("fjordby")[0].kind == "Municipality"
    with pytest.raises(KgError):
        open_samkart(settings=Settings(Path("/dev/null"), "", "nb"))


@pytest.mark.parametrize(
    ("name", "key"), [("NTNU", "ntnu"), ("ERRIN", "errin"), ("Innovasjon Norge", "innovasjon-norge")]
)
def test_an_actor_of_tables_and_projects_is_one(embedded: Samkart, name: str, key: str) -> None:
    assert embedded.resolve(name, "actor") == f"https://w3id.org/samkart/id/actor/{key}"
    assert {e.kind for p in embedded.who(name) for e in p.shared.encounters} >= {"project"}


def test_the_readme_says_what_runs(
    embedded_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMKART_STORE", str(embedded_home))
    monkeypatch.setenv("SAMKART_CONFIG", "")
    monkeypatch.chdir(tmp_path)
    pytest.importorskip("pandas", reason="pandas is not installed (samkart[notebook])")
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    names: dict[str, object] = {}
    exec(readme.split("```python\n")[1].split("```")[0], names)  # noqa: S102
    assert "{'project': " in capsys.readouterr().out
    assert (tmp_path / "baerum.html").stat().st_size > 100_000
    assert len(names["ties"]) > 10 and len(names["best"]) == 20  # type: ignore[arg-type]
    assert names["shared"]
