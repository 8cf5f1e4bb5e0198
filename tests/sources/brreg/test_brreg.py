"""Enhetsregisteret: what is asked, what is read of the answers, in the shapes that data.brreg.no documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import BadData, NotFound
from kg.sources import brreg
from tests.sources.web.server import Reply, Request, as_json
from tests.sources.web.snapshots import fetched, triples

HERE = Path(__file__).parent
BASE = "https://data.brreg.no/enhetsregisteret/api"


def unit(number: str, name: str, form: str, **more: Any) -> dict[str, Any]:
    """A unit as the register gives it, with what is not read too."""
    kind = {
        "kode": form,
        "beskrivelse": form.title(),
        "_links": {"self": {"href": f"{BASE}/organisasjonsformer/{form}"}},
    }
    return {
        "organisasjonsnummer": number,
        "navn": name,
        "organisasjonsform": kind,
        "registreringsdatoEnhetsregisteret": "1995-02-19",
        "registrertIMvaregisteret": True,
        "antallAnsatte": 12,
        "konkurs": False,
        "_links": {"self": {"href": f"{BASE}/enheter/{number}"}},
        **more,
    }


def address(place: str, number: str) -> dict[str, Any]:
    return {
        "land": "Norge", "landkode": "NO", "postnummer": "0001", "poststed": place, "adresse": ["Postboks 1"],
        "kommune": place, "kommunenummer": number,
    }  # fmt: skip


UNITS = [
    unit("999999913", "BÆRVIK KOMMUNE", "KOMM", hjemmeside="www.baervik.kommune.no",
         epostadresse="post@baervik.example", forretningsadresse=address("BÆRVIK", "7901")),
    unit("999999921", "ØSTSJØ KOMMUNE", "KOMM", hjemmeside="ikke en adresse", postadresse=address("SJØBY", "7902")),
    unit("999999948", "NORDSJØ FYLKESKOMMUNE", "FYLK", telefon="00 00 00 00"),
    unit("999999956", "NORDSJØ HAVN IKS", "IKS"),
    unit("123456789", "FALSK KOMMUNE", "KOMM"),
]  # fmt: skip
GONE = {"organisasjonsnummer": "999999972", "navn": "GAMLEVIK KOMMUNE", "slettedato": "2020-01-02",
        "organisasjonsform": {"kode": "KOMM", "beskrivelse": "Kommune"}, "respons_klasse": "SlettetEnhet"}  # fmt: skip
PERSON = unit("999999980", "KARI NORDMANN", "ENK")


def register(request: Request) -> Reply:
    """The register: lists by form and by numbers, of two units a page, and single units."""
    one = request.path.removeprefix("/enhetsregisteret/api/enheter").strip("/")
    if one:
        single = {"999999972": GONE, "999999980": PERSON}.get(one)
        return as_json(single, kind="application/json;charset=UTF-8") if single else Reply(404)
    form, numbers = request.query.get("organisasjonsform"), request.query.get("organisasjonsnummer", "").split(",")
    found = [u for u in UNITS if u["organisasjonsform"]["kode"] == form or u["organisasjonsnummer"] in numbers]
    page, size = int(request.query["page"]), 2
    some = found[page * size : page * size + size]
    told = {"size": size, "totalElements": len(found), "totalPages": -(-len(found) // size), "number": page}
    embedded = {"_embedded": {"enheter": some}} if some else {}
    return as_json({**embedded, "_links": {"self": {"href": f"{BASE}/enheter"}}, "page": told})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that knows some actors by their numbers."""
    (tmp_path / "data" / "curated").mkdir(parents=True)
    numbers = ("999999913", "999999956", "999999972", "999999980", "999999999", "", "12")
    rows = "".join(f"a{n},{number}\n" for n, number in enumerate(numbers))
    (tmp_path / "data" / "curated" / "bodies.csv").write_text(f"actor,organisation_number\n{rows}", "utf-8")
    (tmp_path / "data" / "curated" / "sources.csv").write_text("source,title\nx,y\n", "utf-8")
    return tmp_path / "data"


@pytest.fixture
def folder(data: Path, tmp_path: Path) -> Iterator[Path]:
    fetched(brreg, "brreg", register, tmp_path / "brreg", data)
    yield tmp_path / "brreg"


def test_forms_are_asked_for_whole_then_known_numbers_then_single_units(data: Path, tmp_path: Path) -> None:
    snapshot, server = fetched(brreg, "brreg", register, tmp_path / "x", data)
    assert server.paths() == [
        "/enhetsregisteret/api/enheter organisasjonsform=KOMM size=100 page=0",
        "/enhetsregisteret/api/enheter organisasjonsform=KOMM size=100 page=1",
        "/enhetsregisteret/api/enheter organisasjonsform=FYLK size=100 page=0",
        "/enhetsregisteret/api/enheter organisasjonsnummer=999999956,999999972,999999980,999999999 size=100 page=0",
        "/enhetsregisteret/api/enheter/999999972",
        "/enhetsregisteret/api/enheter/999999980",
        "/enhetsregisteret/api/enheter/999999999",
    ]
    assert not any("roller" in path for path in server.paths())
    assert snapshot.counts == {"units": 5, "deleted or not there": 2}
    assert [page.status for page in snapshot.pages if page.name.startswith("one-")] == [200, 200, 404]


def test_the_units_become_exactly_these_statements(folder: Path) -> None:
    reading = brreg.read([folder])
    assert "\n".join(triples(reading)) + "\n" == (HERE / "expected.nt").read_text("utf-8")
    assert reading.summary.lines() == [
        "units (form-fylk-00001.json): read 1, used 1, skipped 0",
        "units (form-komm-00001.json): read 2, used 2, skipped 0",
        "units (form-komm-00002.json): read 1, used 0, skipped 1 (1 no organisation number)",
        "units (known-000-00001.json): read 1, used 1, skipped 0",
        "units (one-999999972.json): read 1, used 1, skipped 0",
        "units (one-999999980.json): read 1, used 0, skipped 1 (1 natural person)",
        "5 organisations",
        "not carried: 1 × organisation.homepage",
        "e-mail or telephone, not read: 2",
    ]
    assert [str(problem) for problem in reading.summary.problems] == [
        "form-komm-00002.json, row 1, column organisasjonsnummer: '123456789' is no organisation number (check digit)",
        "form-komm-00001.json, row 2, column homepage: 'ikke en adresse' is no web address",
    ]
    assert not any("NORDMANN" in line.upper() for line in triples(reading))


def test_a_reading_is_the_same_each_time_and_wherever_the_snapshot_lies(folder: Path, tmp_path: Path) -> None:
    folder.rename(tmp_path / "moved")
    first, again = brreg.read([tmp_path / "moved"]), brreg.read([tmp_path / "moved"])
    assert (triples(first), first.checksum) == (triples(again), again.checksum)


def test_what_is_no_snapshot_is_refused(tmp_path: Path) -> None:
    (tmp_path / "enheter.json").write_text("{}")
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadData, match=r"enheter.json is not of brreg; expected the folder of a snapshot"):
        brreg.read([tmp_path / "enheter.json"])
    with pytest.raises(NotFound, match="holds no snapshot; kg fetch brreg -o FOLDER makes one"):
        brreg.read([tmp_path / "empty"])
    with pytest.raises(NotFound, match="is not there"):
        brreg.read([tmp_path / "nowhere"])
