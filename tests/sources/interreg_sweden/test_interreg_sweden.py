"""Swedish partners as Tillväxtverket publishes them. All names are made up."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.model.catalogue import find_source
from kg.resources import data_dir
from kg.sources import interreg_sweden
from kg.sources.reader import check_expected
from tests.sources.facts import said
from tests.sources.interreg_sweden import ROWS


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    content = json.dumps(rows).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def test_one_object_is_one_partner_and_a_name_with_two_times_is_two_projects(tmp_path: Path) -> None:
    triples, lines = said(interreg_sweden.read([write(tmp_path / "rawdata.json.gz", ROWS)]))
    assert lines == [
        "partners (rawdata.json): read 5, used 4, skipped 1 (1 no organisationsnamn)",
        "3 projects, 4 participations, 3 organisations, 1 programmes",
        "not carried: 1 × participation.organisationsroll",
        "budget of 0, not stated: 1",
        "rawdata.json, row 5, column organisationsroll: 'XX' is none of lp, pp, ap",
        "rawdata.json, row 6, column organisationsnamn: no organisationsnamn",
    ]
    assert [each for each in triples if each.startswith((":project", ":participation/sverige-norge-quiet"))] == [
        *(
            fact
            for key, start, end in (("quiet", "2023-06-01", "2023-11-30"), ("quiet-2024", "2024-09-01", "2027-08-31"))
            for fact in (
                f':project/sverige-norge-{key} dcterms:identifier "Quiet"',
                f':project/sverige-norge-{key} skos:prefLabel "Quiet"',
                f":project/sverige-norge-{key} sk:programme :programme/Sverige-Norge",
                f':project/sverige-norge-{key} sk:start "{start}"',
                f':project/sverige-norge-{key} sk:end "{end}"',
            )
        ),
        ':project/sverige-norge-fog dcterms:identifier "Fog"',
        ':project/sverige-norge-fog skos:prefLabel "Fog"',
        ":project/sverige-norge-fog sk:programme :programme/Sverige-Norge",
        ':project/sverige-norge-fog sk:start "2023-01-01"',
        ':project/sverige-norge-fog sk:end "2025-12-31"',
        ":participation/sverige-norge-quiet-sverige-nowhereby-kommun sk:party :organisation/sverige-nowhereby-kommun",
        ":participation/sverige-norge-quiet-sverige-nowhereby-kommun sk:project :project/sverige-norge-quiet",
        ":participation/sverige-norge-quiet-sverige-nowhereby-kommun sk:role skc:role/lead-partner",
        ':participation/sverige-norge-quiet-sverige-nowhereby-kommun sk:totalCost "149355"',
        ':participation/sverige-norge-quiet-sverige-nowhereby-kommun sk:currency "EUR"',
        ":participation/sverige-norge-quiet-2024-sverige-nusquam-ab sk:party :organisation/sverige-nusquam-ab",
        ":participation/sverige-norge-quiet-2024-sverige-nusquam-ab sk:project :project/sverige-norge-quiet-2024",
        ":participation/sverige-norge-quiet-2024-sverige-nusquam-ab sk:role skc:role/associated-partner",
    ]


def test_columns_on_persons_are_counted_and_nothing_of_them_is_carried(tmp_path: Path) -> None:
    whole, lines = said(interreg_sweden.read([write(tmp_path / "rawdata.json", ROWS)]))
    told = {"kontaktperson": "Jane Doe", "epost": "jane.doe@example.org", "telefon": "+46 70 123 45 67"}
    rows = [{**row, **told} for row in ROWS[:-1]] + [{**ROWS[-1], **dict.fromkeys(told, "-")}]
    note = "cells on natural persons, not read (columns 'epost', 'kontaktperson', 'telefon'): 12"
    assert said(interreg_sweden.read([write(tmp_path / "rawdata.json", rows)])) == (
        whole,
        [*lines[:4], note, *lines[4:]],
    )


def test_known_answers() -> None:
    folder = Path(os.environ.get("SAMKART_REAL_DATA") or Path(__file__).parents[4] / "shared" / "data")
    path = folder / "interreg-sweden-2021-2027" / "rawdata.json.gz"
    if not path.exists():
        pytest.skip(f"real data not here: {path} (set SAMKART_REAL_DATA)")
    reading = interreg_sweden.read([path])
    reading.records()
    counts = {"projects": 588, "participations": 1179, "organisations": 588, "programmes": 10}
    assert reading.summary.counts == counts
    assert check_expected(reading.summary, find_source(data_dir() / "sources", reading.source)) == []


@pytest.mark.parametrize("content", [b'[{"id": 1, "program": "Sver', b"[]", b"{}", b"<!doctype html>"])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "rawdata.json").write_bytes(content)
    with pytest.raises(KgError, match=r"rawdata\.json"):
        said(interreg_sweden.read([tmp_path / "rawdata.json"]))
