"""Small made-up CORDIS downloads and a small folder of data to build a store from."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

from kg.resources import data_dir, ontology_dir
from kg.store.inputs import Inputs

CURATED = Path(__file__).parents[1] / "sources" / "curated" / "good"
_PROJECT = [
    "id",
    "acronym",
    "status",
    "title",
    "startDate",
    "endDate",
    "totalCost",
    "ecMaxContribution",
    "legalBasis",
    "topics",
    "frameworkProgramme",
]
_ORGANIZATION = [
    "projectID",
    "organisationID",
    "vatNumber",
    "name",
    "shortName",
    "activityType",
    "city",
    "country",
    "nutsCode",
    "geolocation",
    "order",
    "role",
]


def download(folder: Path, framework: str, projects: dict[str, list[tuple[str, str, str, str]]]) -> Path:
    """Write `project.csv` and `organization.csv`; of each project its organisations as (PIC, name, country, point)."""
    folder.mkdir(parents=True)
    legal = {"HORIZON": "HORIZON.2.5", "H2020": "H2020-EU.3.3."}[framework]
    rows = [
        [key, f"P{key}", "SIGNED", f"Project {key}", "2021-01-01", "2024-12-31", "100", "90", legal, "", framework]
        for key in projects
    ]
    _write(folder / "project.csv", _PROJECT, rows)
    rows = [
        [key, pic, "", name, "", "HES", f"Town of {name}", country, "", point, str(order), "participant"]
        for key, members in projects.items()
        for order, (pic, name, country, point) in enumerate(members, start=1)
    ]
    _write(folder / "organization.csv", _ORGANIZATION, rows)
    return folder


def _write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL).writerows([header, *rows])


def small_inputs(folder: Path) -> Inputs:
    """The good tables of the tests, no links, no extract; nothing is imported yet."""
    data = folder / "data"
    shutil.copytree(CURATED, data / "curated")
    shutil.copytree(data_dir() / "sources", data / "sources")
    (data / "links").mkdir()
    header = (data_dir() / "links" / "judgements.tsv").read_text("utf-8").splitlines()[0]
    (data / "links" / "judgements.tsv").write_text(header + "\n", "utf-8")
    return Inputs(data, ontology_dir(), folder / "home" / "imports")


def imported(inputs: Inputs, source: str, folder: Path) -> None:
    """Keep a folder as `kg import cordis FOLDER --country NO` does."""
    home = inputs.imports / source
    shutil.copytree(folder, home / folder.name)
    filters = {"countries": ["NO"]}
    manifest = {"source": source, "files": [folder.name], "filters": filters, "checksum": "sha256:made-up"}
    (home / "manifest.json").write_text(json.dumps(manifest), "utf-8")
