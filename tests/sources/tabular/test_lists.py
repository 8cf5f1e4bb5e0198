"""Somebody's own list, as people keep them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kg.errors import BadData, Usage
from kg.sources.tabular.lists import OwnList, read_list


def told(found: OwnList) -> list[dict[str, str]]:
    return [dict(row.fields) for row in found.rows]


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Navn;Land;Org.nr.", ["name", "country", "number"]),
        ("Kommune;Land;Organisasjonsnummer", ["name", "country", "number"]),
        ("Organisationens namn;Land;Organisationsnummer", None),
        ("Nimi;Maa;Y-tunnus", ["name", "country", "number"]),
        ("City;Country;Website", ["name", "country", "homepage"]),
        ("Mitglied;Land;Ort", ["name", "country", "place"]),
    ],
)
def test_headings_in_the_languages_that_people_use(tmp_path: Path, header: str, fields: list[str] | None) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{header}\nTenktvik;NO;x\n", "cp1252")
    if fields is None:
        with pytest.raises(BadData, match=r"no list of bodies in list\.csv"):
            read_list(path)
        found = read_list(path, {"name": "Organisationens namn"})
        assert told(found) == [{"name": "Tenktvik", "country": "NO", "number": "x"}]
    else:
        assert told(read_list(path)) == [dict(zip(fields, ["Tenktvik", "NO", "x"], strict=True))]


def test_titles_above_and_all_columns_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Vår liste;;\n;;\nNr;Navn;Merknad\n1;Tenktvik;ringt\n;;\n2;Nowhereby\n", "utf-8")
    found = read_list(path)
    assert found.headings == ("Nr", "Navn", "Merknad")
    assert [(row.number, list(row.cells)) for row in found.rows] == [(4, ["1", "Tenktvik", "ringt"])]
    assert list(map(str, found.problems)) == ["list.csv, row 6: 2 cells, expected 3"]


def test_a_workbook_with_two_lists_asks_which(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("Venner", "Partnere"):
        sheet = book.create_sheet(name)
        sheet.append(["Navn"])
        sheet.append([f"{name} kommune"])
    book.save(tmp_path / "lists.xlsx")
    with pytest.raises(Usage) as error:
        read_list(tmp_path / "lists.xlsx")
    assert error.value.nearest == ("Venner", "Partnere")
    assert told(read_list(tmp_path / "lists.xlsx", sheet="Partnere")) == [{"name": "Partnere kommune"}]


def test_a_field_that_there_is_none_of(tmp_path: Path) -> None:
    with pytest.raises(Usage, match="unknown field 'colour'"):
        read_list(tmp_path / "list.csv", {"colour": "Farge"})
