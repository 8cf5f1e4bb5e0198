"""ROR: what is asked, and what records of schema 2.1 become, from the interface and from the dump."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import BadData, NotFound
from kg.sources import ror
from tests.sources.web.server import Reply, Request, as_json
from tests.sources.web.snapshots import fetched, triples

HERE = Path(__file__).parent


def name(value: str, *types: str, lang: str | None = None) -> dict[str, Any]:
    return {"value": value, "types": list(types), "lang": lang}


def record(key: str, names: list[dict[str, Any]], country: str, place: str, **more: Any) -> dict[str, Any]:
    """A record in the shape of schema 2.1, with what is not read too."""
    details = {
        "continent_code": "EU", "continent_name": "Europe", "country_code": country, "country_name": "x",
        "country_subdivision_code": "03", "country_subdivision_name": "y", "lat": 59.91, "lng": 10.75, "name": place,
    }  # fmt: skip
    return {
        "locations": [{"geonames_id": 3143244, "geonames_details": details}],
        "established": 1811, "external_ids": [], "id": f"https://ror.org/{key}", "domains": [], "links": [],
        "names": names, "relationships": [], "status": "active", "types": ["education"],
        "admin": {"created": {"date": "2018-11-14", "schema_version": "1.0"}},
        **more,
    }  # fmt: skip


RECORDS = [
    record(
        "01made099",
        [name("UiBv", "acronym"), name("Universitetet i Bærvik", "label", lang="no"), name("Bærvik  Uni", "alias"),
         name("University of Bærvik", "ror_display", "label", lang="en")],
        "NO", "Bærvik",
        links=[{"type": "wikipedia", "value": "http://en.wikipedia.org/wiki/X"},
               {"type": "website", "value": "https://www.uibv.example/"}],
        external_ids=[
            {"type": "isni", "all": ["0000 0001 2348 0690"], "preferred": None},
            {"type": "grid", "all": ["grid.99999.31"], "preferred": "grid.99999.31"},
            {"type": "fundref", "all": ["100005595", "no number"], "preferred": "100005595"},
            {"type": "wikidata", "all": ["Q999999991", "Q999999992"], "preferred": "Q999999992"},
        ],
        relationships=[{"id": "https://ror.org/02made198", "label": "Havlaboratoriet", "type": "child"},
                       {"id": "https://ror.org/03made297", "label": "Staten", "type": "parent"}],
    ),
    record("02made198", [name("Havlaboratoriet", "ror_display", "label", lang="no")], "NO", "Bærvik",
           status="inactive", types=["facility", "government"],
           external_ids=[{"type": "wikidata", "all": ["Q999999993", "Q999999994"], "preferred": None}],
           relationships=[{"id": "https://ror.org/03made297", "label": "x", "type": "successor"},
                          {"id": "https://ror.org/01made099", "label": "x", "type": "parent"}]),
    record("03made297", [name("Nordsjø AS", "ror_display")], "NO", "Nordsjø", types=["company", "funder"]),
    record("04made396", [name("Tilbaketrukket", "ror_display")], "NO", "Bærvik", status="withdrawn"),
    {"id": "https://ror.org/not-one", "names": []},
]  # fmt: skip
SWEDISH = record("05made495", [name("Nowhereby universitet", "ror_display", "label", lang="sv")], "SE", "Nowhereby")


def register(request: Request) -> Reply:
    """The interface: twenty records a page, filtered by country."""
    country = request.query["filter"].rpartition(":")[2]
    many = [
        record(f"0{n:06}{n:02}"[:9], [name(f"Institutt {n}", "ror_display", "label")], "FI", "Nusquam")
        for n in range(21)
    ]
    found = {"NO": RECORDS, "SE": [SWEDISH], "FI": many}.get(country, [])
    page = int(request.query["page"])
    return as_json({
        "number_of_results": len(found), "time_taken": 7, "items": found[20 * (page - 1) : 20 * page],
        "meta": {"types": [], "countries": [], "statuses": []},
    })  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fetched(ror, "ror", register, tmp_path / "ror", tmp_path)
    return tmp_path / "ror"


def data(tmp_path: Path) -> Path:
    return tmp_path


def test_each_country_is_asked_for_to_its_last_page(tmp_path: Path) -> None:
    snapshot, server = fetched(ror, "ror", register, tmp_path / "ror", tmp_path)
    asked = [path for path in server.paths() if ":FI" in path]
    assert asked == [
        f"/v2/organizations filter=locations.geonames_details.country_code:FI page={page}" for page in (1, 2)
    ]
    assert snapshot.counts == {"organisations": 27}


def test_records_become_exactly_these_statements(folder: Path) -> None:
    reading = ror.read([folder], filters=ror.Filters(("NO", "Sverige")))
    assert "\n".join(triples(reading)) + "\n" == (HERE / "expected.nt").read_text("utf-8")
    assert reading.summary.counts == {"organisations": 4}
    assert "records (no-00001.json): read 5, used 3, skipped 2 (1 no record of ROR's schema 2; 1 withdrawn)" in (
        reading.summary.lines()
    )
    assert "records (fi-00001.json): read 20, used 0, skipped 20 (20 not asked for)" in reading.summary.lines()


def zipped(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in files.items():
            archive.writestr(each, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("file", "pack"),
    [
        ("v1.99-ror-data.json", lambda body: body),
        ("v1.99-ror-data.json", lambda body: b"\xef\xbb\xbf" + body),
        ("v1.99-ror-data.zip", lambda body: zipped({"v1.99-ror-data.json": body, "v1.99-ror-data.csv": b"id"})),
        ("v1.50.zip", lambda body: zipped({"v1.50-ror-data.json": b"[]", "v1.50-ror-data_schema_v2.json": body})),
    ],
)
def test_the_dump_says_the_same_as_the_interface(
    file: str, pack: Callable[[bytes], bytes], folder: Path, tmp_path: Path
) -> None:
    (tmp_path / file).write_bytes(pack(json.dumps([*RECORDS, SWEDISH], ensure_ascii=False).encode()))
    assert triples(ror.read([tmp_path / file])) == triples(ror.read([folder], filters=ror.Filters(("NO", "SE"))))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"[{", "it is not JSON, or not all of it"),
        (b'[{"id": "https://ror.org/01made099", "name": "Schema 1"}]', "schema 1 is not read"),
        (b'{"number_of_results": 0}', "is no dump of ROR: expected a list"),
        (b"\xff", "is not UTF-8"),
    ],
)
def test_a_damaged_dump_is_one_error(body: bytes, message: str, tmp_path: Path) -> None:
    for file, content in (("x.json", body), ("x.zip", zipped({"x.json": body}))):
        (tmp_path / file).write_bytes(content)
        with pytest.raises(BadData, match=message):
            list(ror.read([tmp_path / file]))


def test_a_zip_that_is_cut_or_holds_none_is_one_error(tmp_path: Path) -> None:
    whole = zipped({"x.json": json.dumps(RECORDS).encode()})
    (tmp_path / "cut.zip").write_bytes(whole[:200])
    (tmp_path / "none.zip").write_bytes(zipped({"readme.txt": b""}))
    (tmp_path / "two.zip").write_bytes(zipped({"a.json": b"[]", "b.json": b"[]"}))
    for file, message in (("cut", "cannot be read"), ("none", "holds 0 files"), ("two", "holds 2 files")):
        with pytest.raises(BadData, match=message):
            list(ror.read([tmp_path / f"{file}.zip"]))
    with pytest.raises(NotFound):
        ror.read([tmp_path / "nowhere.zip"])
