"""Themes are derived where words tell them, with the words; tables that cannot be used are told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import BadData
from kg.model.statement import Statement
from kg.resources import data_dir, ontology_dir
from kg.sources.cordis.extract import extract
from kg.sources.cordis.reading import Filters, read
from kg.sources.cordis.themes import Derived, ProjectText, ThemeTerms, features, read_theme_terms
from kg.sources.mappings import table_rows

HERE = Path(__file__).parent
TERMS = ThemeTerms(
    {"wastewater": ("water-management",), "drinking water": ("water-management",), "machine learning": ("data",)},
    {"harbour": (("blue-economy", 0.9), ("mobility", -0.5)), "ship": (("blue-economy", 0.8),)},
    {"blue-economy": -4.0, "mobility": -1.0},
    frozenset({"machine learning"}),
)


@pytest.mark.parametrize(
    ("text", "derived"),
    [
        (ProjectText("Wastewater in small towns"), [Derived("water-management", "names", 0.87, ("wastewater",))]),
        (
            ProjectText("A title", call="Clean drinking water"),
            [Derived("water-management", "names", 0.87, ("drinking water",))],
        ),
        (ProjectText("A title", "wastewater"), []),
        (ProjectText("A title", "wastewater", objective="Wastewater once."), []),
        (
            ProjectText("A title", "wastewater, drinking water"),
            [Derived("water-management", "names", 0.87, ("drinking water", "wastewater"))],
        ),
        (
            ProjectText("A title", "Waste; wastewater", objective="Wastewater here, wastewater there."),
            [Derived("water-management", "names", 0.87, ("wastewater",))],
        ),
        (ProjectText("A title", objective="Wastewater, drinking water, wastewater, drinking water."), []),
        (ProjectText("A title", "machine learning", objective="Machine learning and machine learning."), []),
        (ProjectText("Machine learning for all"), [Derived("data", "names", 0.87, ("machine learning",))]),
        (ProjectText("Harbours for ships"), [Derived("blue-economy", "words", 0.84, ("harbour", "ship"))]),
        (ProjectText(""), []),
    ],
)
def test_a_theme_is_derived_from_what_names_it_or_speaks_for_it(text: ProjectText, derived: list[Derived]) -> None:
    assert TERMS.derive(text) == derived


def test_a_term_of_the_head_counts_for_more_and_long_texts_count_less() -> None:
    assert features(ProjectText("Ships", objective="harbours")) == {"ship": 10 / 3, "harbour": 5 / 3}
    long = " . ".join(f"word{number}" for number in range(144))
    assert features(ProjectText("", objective=long))["word7"] == pytest.approx(10 / 12)


def test_wrong_tables_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "theme-names.tsv").write_text("theme\tname\tcounts\nhousing\thousing\tsometimes\n", "utf-8")
    (tmp_path / "theme-words.tsv").write_text("theme\tterm\tweight\nhousing\thome\tmuch\nnoise\tloud\t1\n", "utf-8")
    with pytest.raises(BadData) as raised:
        read_theme_terms(tmp_path)
    assert [(p.file, p.row, p.column) for p in raised.value.problems] == [
        ("theme-names.tsv", 2, "counts"),
        ("theme-words.tsv", 2, "weight"),
        ("theme-words.tsv", 0, "term"),
    ]


def test_every_row_of_the_tables_names_a_theme_of_the_scheme() -> None:
    scheme = (ontology_dir() / "schemes" / "themes.ttl").read_text("utf-8")
    links = data_dir() / "links"
    for name in ("theme-names.tsv", "theme-words.tsv", "euroscivoc-themes.tsv"):
        rows = table_rows(links / name, ("theme",), [])
        assert rows and {row["theme"] for row in rows if f"\ntheme:{row['theme']} a sk:Theme" not in scheme} == set()


def test_a_derived_theme_is_a_statement_of_its_own_and_an_extract_keeps_it(tmp_path: Path) -> None:
    links = tmp_path / "links"
    shutil.copytree(HERE / "links", links)
    for table in ("euroscivoc-themes.tsv", "legal-basis-themes.tsv"):
        (links / table).unlink()  # then no project has a theme
    (links / "theme-names.tsv").write_text("theme\tname\tcounts\nblue-economy\tlight\t\n", "utf-8")
    heard: list[tuple[str, str]] = []
    reading = read([HERE / "horizon"], links=links)
    reading.on_text = lambda record, text: heard.append((record, text))
    statements = list(reading)
    derived = [each for each in statements if "derivation/" in each.subject or each.predicate.endswith("derivedTheme>")]
    base, ontology = "<https://w3id.org/samkart/source/cordis-horizon/", "<https://w3id.org/samkart/ontology/"
    project, own = f"{base}project/101000001>", f"{base}derivation/101000001-blue-economy>"
    theme = "<https://w3id.org/samkart/concept/theme/blue-economy>"
    assert derived == [
        Statement(project, f"{ontology}derivedTheme>", theme),
        Statement(own, "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", f"{ontology}ThemeDerivation>"),
        Statement(own, f"{ontology}derivedFor>", project),
        Statement(own, f"{ontology}derivedTheme>", theme),
        Statement(own, f"{ontology}derivationMethod>", '"names"'),
        Statement(own, f"{ontology}confidence>", '"0.87"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        Statement(own, f"{ontology}because>", '"light"'),
    ]
    assert not any(each.predicate == f"{ontology}theme>" for each in statements)
    assert len(heard) == reading.summary.counts["projects"] and "small" in dict(heard)[project]
    extract([HERE / "horizon"], Filters(), tmp_path / "made", source="cordis-horizon", links=links)
    rows = (tmp_path / "made" / "derivedTheme.csv").read_text("utf-8").splitlines()
    assert rows == [
        "projectID;derivedTheme;method;confidence;because",
        "101000001;blue-economy;names;0.87;light",
    ]
    assert "objective" not in (tmp_path / "made" / "project.csv").read_text("utf-8")
    again = read([tmp_path / "made"], source="cordis-horizon", links=links)
    assert sorted(again) == sorted(statements)
