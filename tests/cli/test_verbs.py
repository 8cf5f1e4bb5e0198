"""Every verb of the shell can be had from Python, and the two give the same."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from kg.api import Samkart
from kg.cli import _VERBS
from kg.errors import KgError, Usage
from kg.model.result import Finding, Report, Result
from kg.model.table import Cell, Table
from kg.questions.answer import Answer
from tests.cli.conftest import Run

DAY = "2023-06-01"
TABLES: dict[str, Callable[[Samkart], object]] = {
    "who fjordby --limit 0": lambda s: s.who("fjordby"),
    "who fjordby --via project,network --country no --limit 3": lambda s: s.who(
        "fjordby", via="project,network", country="NO"
    )[:3],
    f"who fjordby --at {DAY} --evidence --limit 2": lambda s: s.who("fjordby", at=DAY, evidence=True)[:2],
    "find fjordby": lambda s: s.find("fjordby"),
    "path nordvik elafina --via network,project": lambda s: s.path("nordvik", "elafina", via=["network", "project"]),
    "themes": lambda s: s.themes(),
    "themes fjordby": lambda s: s.themes("fjordby"),
    "networks": lambda s: s.networks(),
    "networks fjordby": lambda s: s.networks("fjordby"),
    "networks --theme climate-and-environment": lambda s: s.networks(theme="climate-and-environment"),
    "networks nordvik --evidence stated": lambda s: s.networks("nordvik", evidence="stated"),
    "conflicts": lambda s: s.conflicts(),
    "conflicts innmark": lambda s: s.conflicts("innmark"),
    "programmes": lambda s: s.programmes("NO"),
    "sources": lambda s: s.sources(),
    "stats": lambda s: s.stats(),
    "diff 2020 --theme climate-and-environment": lambda s: s.diff("2020", theme="climate-and-environment"),
    "questions": lambda s: s.questions(),
    "query network/members -p network=eurobyene": lambda s: s.ask("network/members", network="eurobyene"),
    "network fjordby --measure degree --top 5": lambda s: s.ranking("fjordby", measure="degree", top=5),
    "communities --via project --members 2": lambda s: s.communities(via="project", members=2),
    "brokers fjordby --between level": lambda s: s.brokers("fjordby", between="level"),
    "levels --by country": lambda s: s.levels(by="country"),
    "changes --from 2014..2020 --to 2021-2027": lambda s: s.changes(before="2014..2020", after="2021-2027"),
    "suggest partners fjordby --abroad --limit 4": lambda s: s.suggest.partners("fjordby", abroad=True, limit=4),
    "suggest networks fjordby --limit 2": lambda s: s.suggest.networks("fjordby", limit=2),
    "path innmark hamnby --via twinning --evidence own": lambda s: s.path(
        "innmark", "hamnby", via="twinning", evidence="own"
    ),
    "suggest partners oeyene --evidence stated": lambda s: s.suggest.partners("oeyene", evidence="stated"),
    "suggest themes soerhavn": lambda s: s.suggest.themes("soerhavn"),
}
REPORTS: dict[str, Callable[[Samkart], Report[object]]] = {
    "show fjordby": lambda s: s.show("fjordby"),
    "coverage": lambda s: s.coverage(),
    "coverage fjordby": lambda s: s.coverage("fjordby"),
    "show circular-economy": lambda s: s.show("circular-economy"),
    "compare fjordby nordvik --period 2014-2020": lambda s: s.compare("fjordby", "nordvik", periods="2014-2020"),
    "compare innmark oeyene --evidence stated": lambda s: s.compare("innmark", "oeyene", evidence="stated"),
    "show innmark --evidence own": lambda s: s.show("innmark", evidence="own"),
    f"region nordfjell-fylke --at {DAY}": lambda s: s.region("nordfjell-fylke", at=DAY),
    f"gaps soerhavn --at {DAY} --with fjordby": lambda s: s.gaps("soerhavn", at=DAY, compared_with=["fjordby"]),
}
UPKEEP = {"build", "check", "import", "imports", "remove", "states", "fetch", "link", "mcp", "serve", "site"}


def test_samkart_has_every_verb(world: Samkart) -> None:
    verbs = {verb for verb in _VERBS if verb not in UPKEEP}
    assert {verb for verb in verbs if not hasattr(Samkart, verb)} == set()
    assert verbs - {command.split()[0] for command in (*TABLES, *REPORTS)} == {
        "ask",  # the shell's is `Samkart.sentence`, see test_ask.py
        "map",
        "chart",
        "brief",
        "survey",
        "match",  # of a file, see test_match.py
        "export",
    }


@pytest.mark.parametrize("command", TABLES)
def test_a_table_has_the_records_of_the_shell(run: Run, world: Samkart, command: str) -> None:
    code, out, err = run(*command.split(), "--format", "json")
    found = TABLES[command](world)
    assert isinstance(found, Result | Finding | Answer)
    assert (code, err) == (0, "")
    assert json.loads(out) == json.loads(json.dumps(found.records()))
    assert found.records()


@pytest.mark.parametrize("command", REPORTS)
def test_a_report_has_the_sections_of_the_shell(run: Run, world: Samkart, command: str) -> None:
    code, out, err = run(*command.split(), "--format", "json")
    found = REPORTS[command](world)
    assert (code, err) == (0, "")
    assert json.loads(out) == json.loads(json.dumps(found.data()))
    assert json.loads(out)["sections"] == json.loads(json.dumps(found.records()))
    first = found.sections[0]
    assert found[first.name] is first.table
    with pytest.raises(Usage, match="'nothing' is not a section"):
        found["nothing"]


@pytest.mark.parametrize("command", [*TABLES, *REPORTS])
def test_what_a_verb_gives_is_said_in_a_line_and_shown_as_html(world: Samkart, command: str) -> None:
    found = (TABLES | REPORTS)[command](world)
    assert repr(found).startswith("<")
    assert len(repr(found)) < 120 and "\n" not in repr(found)
    html = found._repr_html_()  # type: ignore[attr-defined]
    assert html.count("<table>") == html.count("</table>") >= 1
    assert html.count("<tr>") <= 25 * html.count("<table>")


def test_the_words_of_a_result(world: Samkart) -> None:
    partners = world.who("fjordby")
    assert repr(partners) == f"<{len(partners)} partners of Fjordby kommune>"
    assert repr(partners[:2]) == "<2 partners of Fjordby kommune>"
    assert repr(world.compare("fjordby", "nordvik").found) == "<comparison of 2 actors>"
    assert (
        repr(world.question("network/list"))
        == "<Question network/list: Which networks, offices and councils are there?>"
    )
    assert repr(world.who("fjordby", via="twinning")[0]) == "<partner Granstad: twinning 1>"
    (suggested, *_) = world.suggest.partners("fjordby", abroad=True)
    assert repr(suggested).startswith(f"<suggestion {suggested.actor}: {suggested.score:.2f}, ")
    assert repr(world.themes()) == f"<{len(world.themes())} rows of theme/list>"
    assert repr(partners.table).startswith(f"<table Fjordby kommune: {len(partners)} × 11: partner, kind")


def test_what_is_left_out_is_told_without_an_option_of_the_shell(run: Run, world: Samkart) -> None:
    partners = world.who("fjordby")
    rest = len(partners) - 2
    assert partners.table.note == ""
    assert partners[:2].table.note == f"… og {rest} til"
    assert run("who", "fjordby", "--limit", "2")[1].endswith(f"\n… og {rest} til (--limit 0 viser alle)\n")


def test_addresses_are_links_named_by_their_host() -> None:
    cells = ["https://a.example/x?y=1&z=2 http://b.example/", "see https://a.example/", "javascript:alert(1)", "<b>"]
    html = Table(["page"], ["Page"], ["url"], [[Cell.of(text)] for text in cells])._repr_html_()
    first = '<a href="https://a.example/x?y=1&amp;z=2">a.example</a> <a href="http://b.example/">b.example</a>'
    assert re.findall(r"<td[^>]*>(.*?)</td>", html) == [first, *cells[1:3], "&lt;b&gt;"]


def test_a_data_frame_has_the_records(world: Samkart) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed (samkart[notebook])")
    partners = world.who("fjordby")
    frame = partners.to_pandas()
    assert frame["partner_label"].tolist() == [partner.entity.label for partner in partners]
    frames = world.compare("fjordby", "nordvik").to_pandas()
    assert frames["overview"]["aspect"].tolist()[0] == "network"
    assert {"fjordby.start", "fjordby.certainty", "nordvik.certainty"} <= set(frames["network"].columns)
    assert not {"fjordby", "nordvik"} & set(frames["network"].columns)
    empty = world.who("fjordby", country="IS").to_pandas()
    assert isinstance(empty, pandas.DataFrame)
    assert list(empty.columns)[:2] == ["partner", "kind"]


def test_without_pandas_it_is_said_what_to_install(world: Samkart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(KgError, match=r'pip install "samkart\[notebook\]"'):
        world.who("fjordby").to_pandas()


def test_a_query_of_ones_own_is_a_table(run: Run, world: Samkart) -> None:
    text = "SELECT ?n { ?s sk:pic '900000001' ; sk:population ?n }"
    code, out, _ = run("query", text, "--format", "json")
    (row,) = json.loads(out)["results"]["bindings"]
    assert (code, [{"n": int(row["n"]["value"])}]) == (0, world.select(text).records())
    code, out, _ = run("query", "ASK { ?s a sk:Municipality }", "--format", "json")
    assert (code, json.loads(out)) == (0, {"head": {}, "boolean": True})
    assert world.select("ASK { ?s a sk:Municipality }").records() == [{"answer": True}]


def test_a_map_in_a_notebook_and_in_a_file(run: Run, world: Samkart, tmp_path: Path) -> None:
    made = world.map("fjordby", via="twinning")
    assert repr(made) == f"<map of Fjordby kommune: {len(made.graph)} nodes, {made.graph.size()} edges>"
    assert made._repr_html_().startswith('<iframe srcdoc="&lt;!doctype html&gt;')
    assert {row["name_label"] for row in made.records()} >= {"Fjordby kommune", "Granstad"}
    for ending in ("html", "svg", "graphml"):
        made.save(tmp_path / f"python.{ending}")
        assert run("map", "fjordby", "--via", "twinning", "-o", tmp_path / f"shell.{ending}")[0] == 0
        assert (tmp_path / f"python.{ending}").read_bytes() == (tmp_path / f"shell.{ending}").read_bytes()
    assert set(nx.read_graphml(tmp_path / "python.graphml")) == set(made.graph)
    with pytest.raises(Usage, match=r"unknown ending; expected one of \.html"):
        made.save(tmp_path / "x.docx")
    with pytest.raises(KgError, match="cannot be written"):
        made.save("/nowhere/x.html")


def test_a_chart_in_a_notebook_and_in_a_file(run: Run, world: Samkart, tmp_path: Path) -> None:
    made = world.chart("fjordby", of="themes")
    assert made._repr_svg_().startswith("<svg") or made._repr_svg_().startswith("<?xml")
    assert {row["actor"] for row in made.records()} == {"Fjordby kommune"}
    assert run("chart", "fjordby", "--of", "themes", "-o", tmp_path / "shell.svg")[0] == 0
    made.save(tmp_path / "python.svg")
    assert (tmp_path / "python.svg").read_bytes() == (tmp_path / "shell.svg").read_bytes()
    with pytest.raises(Usage, match="name one or more"):
        world.chart(of="levels")
    with pytest.raises(Usage, match="of: 'colours' is not what a chart is of; expected programmes, themes, levels"):
        world.chart("fjordby", of="colours")


def test_a_briefing_in_a_notebook_and_in_a_file(run: Run, world: Samkart, tmp_path: Path) -> None:
    made = world.brief("fjordby", figures=False)
    assert run("brief", "fjordby") == (0, made.to_markdown(), "")
    assert f"{len(made.records())} sources>" in repr(made)
    assert made.records()[0]["number"] == 1
    assert '<iframe srcdoc="&lt;!doctype html&gt;' in made._repr_html_()
    made.save(tmp_path / "brief.md")
    assert (tmp_path / "brief.md").read_text("utf-8") == made.to_markdown()
    with pytest.raises(Usage, match="give either a year or a period"):
        world.brief("fjordby", year="2020", since="2019")
    with pytest.raises(Usage, match="variant: 'novel' is not a variant; expected council"):
        world.brief("fjordby", variant="novel")


def test_an_export_is_text_and_a_file(run: Run, world: Samkart, tmp_path: Path) -> None:
    text = world.export(tmp_path / "all.ttl", canonical=True)
    assert run("export", "--canonical") == (0, text, "")
    assert (tmp_path / "all.ttl").read_text("utf-8") == text
    with pytest.raises(Usage, match="format: 'rdfxml' is not a form of RDF; expected turtle"):
        world.export(format="rdfxml")


def test_abroad_from_ones_own_country_alone_is_nowhere(run: Run, world: Samkart) -> None:
    """It was everywhere: no country left was taken for no condition."""
    with pytest.raises(Usage, match="leave no country"):
        world.suggest.partners("fjordby", country="NO", abroad=True)
    assert run("suggest", "partners", "fjordby", "--country", "NO", "--abroad")[0] == 2


def test_the_package_says_that_it_is_typed() -> None:
    import kg

    assert (Path(kg.__file__).parent / "py.typed").is_file()
