"""A sheet is written, answered, read back and kept; then the graph says what the municipality said."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest

from kg.brief.formats.survey_xlsx import to_xlsx
from kg.model.survey import Survey, SurveyTie
from tests.sources.questionnaire.house import GONE, KEPT, RING, Run, Value, fill

DAY = "2026-11-28"
CLAIMS = "SELECT ?tie ?start ?end ?status ?source { ?c a sk:Claim ; sk:claimOn ?tie ; dcterms:source ?source \
OPTIONAL { ?c sk:start ?start } OPTIONAL { ?c sk:end ?end } OPTIONAL { ?c sk:status ?status } } ORDER BY ?tie ?source"
ANSWERS: dict[str, dict[str, Value]] = {
    GONE: {"valid": "nei", "new_end": "31.12.2022"},
    KEPT: {"valid": "ja", "new_start": 1967, "new_unit": "Kultur", "new_last": date(2026, 5, 17), "missing": "bilder"},
    RING: {"valid": "usikker"},
}
NEW: list[dict[str, Value]] = [
    {"kind": "Vennskapsby", "with": "altburg", "new_start": "juni 2024", "source": "https://hamaroy.example/altburg"},
    {"kind": "Vennskapsby", "with": "Atlantis"},
    {"kind": "Medlem av nettverk", "with": "Altburg"},
]


@pytest.fixture
def sheet(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "ark.xlsx"
    assert run("survey", "Hamarøy", "-o", path, "--by", "Fylkeskommunen", "--asked", "2026-11-01") == (
        0,
        "",
        f"{path}\n",
    )
    return path


def twins(run: Run, actor: str = "Hamarøy") -> dict[str, dict[str, object]]:
    """The twin towns of an actor, as its card says; the sources of each together."""
    code, out, _ = run("show", actor, "--format", "json")
    assert code == 0
    found: dict[str, dict[str, object]] = {}
    for row in json.loads(out)["sections"]["actor/twin-towns"]:
        before = found.setdefault(row["partner_label"], {**row, "titles": []})
        titles = before["titles"]
        assert isinstance(titles, list)
        titles.append(row["title"])
    return found


def rows(run: Run, query: str) -> list[dict[str, str]]:
    """What a SELECT gives, from the W3C's JSON; what is not bound is empty."""
    answer = json.loads(run("query", query, "--format", "json")[1])
    names = answer["head"]["vars"]
    return [
        {name: row[name]["value"] if name in row else "" for name in names} for row in answer["results"]["bindings"]
    ]


def test_it_is_told_first_and_kept_when_it_is_said_so(run: Run, sheet: Path, tmp_path: Path) -> None:
    fill(sheet, "28.11.2026", ANSWERS, NEW)
    code, report, err = run("import", "survey", sheet)
    assert (code, err) == (0, "Ingenting er lagt inn; --yes legger det inn.\n")
    place = "ark.xlsx, sheet Forbindelser, row"
    assert report.splitlines() == [
        "Opplysninger fra Hamarøy kommune, 2026-11-28: ark.xlsx",
        f"  {KEPT} (Nowhereby): fra: 1966 → 1967",
        f"  {KEPT} (Nowhereby): enhet: – → Kultur",
        f"  {KEPT} (Nowhereby): siste kontakt: – → 2026-05-17",
        f"  {KEPT} (Nowhereby): gjelder per: – → 2026-11-28",
        f"  {GONE} (Nusquam): status: partner → avsluttet",
        f"  {GONE} (Nusquam): til: – → 2022-12-31",
        f"  {GONE} (Nusquam): gjelder per: 2019 → 2026-11-28",
        "  twinning/hamaroey/altburg/2024-06 (Altburg): ny forbindelse: – → 2024-06",
        "  ikke tatt med:",
        f"    {place} 16, column Med hvem: nothing is called 'Atlantis'",
        f"    {place} 17, column Med hvem: Altburg is Municipality; expected Network, EuropeanOffice,"
        " IntermunicipalCouncil",
        "  skrevet om det som mangler, leses av mennesker:",
        f"    {place} 11, column Svar: hva mangler?: bilder",
        "  2 forbindelser endres, 1 bekreftet, én ny, 1 usikre, 0 uten svar.",
    ]
    assert set(twins(run)) == {"Nowhereby", "Jakobstad", "Nusquam"}
    assert not (tmp_path / "home" / "imports" / "survey").exists()

    code, told, _ = run("import", "survey", sheet, "--preview")
    assert code == 0 and told.startswith(report)
    assert told[len(report) :].splitlines()[0].endswith("5 endringer: startet 1, rettet 1, bekreftet 1, avsluttet 2.")
    assert len(told[len(report) :].splitlines()) == 6
    assert not (tmp_path / "home" / "imports" / "survey").exists()
    assert set(twins(run)) == {"Nowhereby", "Jakobstad", "Nusquam"}

    code, again, err = run("import", "survey", sheet, "--yes")
    assert (code, again, err.endswith("Svarene er lagt inn.\n")) == (0, report, True)
    found = twins(run)
    own = "Opplysninger fra Hamarøy kommune, 2026-11-28"
    assert {
        name: [row[c] for c in ("start", "end", "as_of", "unit", "last_activity")] for name, row in found.items()
    } == {
        "Nowhereby": ["1967", None, DAY, "Kultur", "2026-05-17"],
        "Altburg": ["2024-06", None, DAY, None, None],
        "Jakobstad": ["1950", "2020-01-31", None, None, "2019-05"],
        "Nusquam": [None, "2022-12-31", DAY, None, None],
    }
    assert str(found["Nusquam"]["tie_status"]).endswith("/ended")
    assert found["Nowhereby"]["titles"] == ["A register", own]
    assert found["Altburg"]["titles"] == [own, "https://hamaroy.example/altburg"]
    lost = rows(run, CLAIMS)
    assert [(row["tie"].rpartition("/tie/")[2], row["start"], row["status"][-7:]) for row in lost] == [
        (KEPT, "1966", ""),
        (GONE, "", "partner"),
    ]
    assert [row["source"].rpartition("/")[2] for row in lost] == ["register", "page"]
    assert '"1966"' in run("export", "--source", "curated", "--format", "nquads")[1]
    assert "Kultur" in run("export", "--source", "survey", "--format", "nquads")[1]


def test_the_sheet_of_the_same_day_takes_the_place_of_the_one_before(run: Run, sheet: Path, tmp_path: Path) -> None:
    blank = tmp_path / "blank.xlsx"
    shutil.copy(sheet, blank)
    fill(sheet, "28.11.2026", ANSWERS, NEW[:1])
    assert run("import", "survey", sheet, "--yes")[0] == 0
    fill(blank, "28.11.2026", {KEPT: {"valid": "ja"}}, [{**NEW[0], "new_start": "2025"}])
    code, report, _ = run("import", "survey", blank, "--yes")
    assert code == 0
    assert f"{GONE} was answered in the sheet of the same day; without an answer it is as others say" in report
    found = twins(run)
    assert [found["Nusquam"]["end"], found["Nowhereby"]["start"], found["Altburg"]["start"]] == [None, "1966", "2025"]
    assert [each.name for each in sorted((tmp_path / "home" / "imports" / "survey").glob("*/*-*"))] == [
        "hamaroey-2026-11-28"
    ]


def test_later_answers_go_before_and_what_they_leave_out_stays(run: Run, sheet: Path, tmp_path: Path) -> None:
    fill(sheet, "2026-06-15", ANSWERS)
    assert run("import", "survey", sheet, "--yes")[0] == 0
    later = tmp_path / "later.xlsx"
    assert run("survey", "Hamarøy", "-o", later, "--asked", "2026-11-01")[0] == 0
    fill(later, "28.11.2026", {KEPT: {"valid": "yes", "new_unit": "Plan"}})
    assert run("import", "survey", later, "--yes")[0] == 0
    found = twins(run)
    assert [found["Nusquam"]["end"], found["Nusquam"]["as_of"]] == ["2022-12-31", "2026-06-15"]
    assert [found["Nowhereby"][name] for name in ("start", "unit", "as_of")] == ["1967", "Plan", DAY]


def test_two_that_answer_of_one_tie_stand_side_by_side(run: Run, sheet: Path, tmp_path: Path) -> None:
    fill(sheet, "2026-01-15", {KEPT: {"valid": "ja", "new_start": "1967"}})
    other = tmp_path / "other.xlsx"
    assert run("survey", "nowhereby", "-o", other, "--asked", "2026-11-01", "--lang", "en")[0] == 0
    both: dict[str, dict[str, Value]] = {"twinning/altburg/nowhereby": {"valid": "Ja"}}
    fill(other, date(2026, 11, 28), {**both, KEPT: {"valid": "no", "new_start": "1965"}}, language="en")
    assert run("import", "survey", sheet, "--yes")[0] == 0
    assert run("import", "survey", other, "--yes")[0] == 0
    found = twins(run)["Nowhereby"]
    assert [found["start"], found["as_of"], str(found["tie_status"])[-5:]] == ["1965", DAY, "ended"]
    assert twins(run, "altburg")["Nowhereby"]["as_of"] == DAY
    lost = rows(run, CLAIMS)
    assert [(row["start"], row["source"].rpartition("/")[2]) for row in lost if row["start"]] == [
        ("1966", "register"),
        ("1967", "survey-hamaroey-2026-01-15"),
    ]


def test_bad_cells_are_told_by_their_place_and_nothing_is_kept(run: Run, sheet: Path, tmp_path: Path) -> None:
    bad: dict[str, dict[str, Value]] = {
        GONE: {"valid": "tja", "new_end": "i fjor"},
        KEPT: {"valid": "ja", "new_end": "2020", "new_unit": "ola.nordmann@hamaroy.example"},
        RING: {"valid": "nei", "new_last": "01.02.2027", "key": "membership/hamaroey/sangkoret"},
    }
    fill(sheet, "28.11.26", bad, [{"kind": "Vennskapsby", "with": "Nusquam"}])
    code, out, err = run("import", "survey", sheet, "--yes")
    assert (code, out) == (1, "")
    place = "ark.xlsx, sheet Forbindelser, row"
    for message in (
        "8, column answered: '28.11.26' is no day; expected the day of the answer, as 12.06.2020",
        "12, column Svar: gjelder den fortsatt?: 'tja' is no answer; expected yes, no or unsure (ja, nei, usikker)",
        "12, column Svar: til når?: 'i fjor' is no date; expected a date as 12.06.2020, 06.2020 or 2020",
        "11, column Svar: hvilken enhet?: expected the name of a unit, not an address or a number of a person",
    ):
        assert f"  {place} {message}\n" in err
    fill(sheet, "28.11.2026", {GONE: {"valid": "nei", "new_end": None}, KEPT: {"new_unit": None}})
    code, out, err = run("import", "survey", sheet, "--yes")
    assert (code, out) == (1, "")
    assert "column Svar: siste kontakt?: 01.02.2027 is after 2026-11-28, the day of the answer" in err
    fill(sheet, "28.11.2026", {})
    fill(sheet, "28.11.2026", {"membership/hamaroey/sangkoret": {"new_last": None}})
    code, out, err = run("import", "survey", sheet, "--yes")
    assert (code, out) == (1, "")
    for message in (
        "11, column Svar: gjelder den fortsatt?: it ended 2020, and is answered to hold; expected one or the other",
        "13, column Nøkkel: membership/hamaroey/sangkoret is not the key of a tie of Hamarøy kommune; expected",
        "15, column Med hvem: there is twinning/hamaroey/nusquam already; expected the answer in its row",
    ):
        assert f"{place} {message}" in err
    assert not (tmp_path / "home" / "imports" / "survey").exists()


def test_what_is_no_survey_is_told(run: Run, sheet: Path, tmp_path: Path) -> None:
    code, _, err = run("import", "survey", sheet)
    assert (code, "column answered: expected the day of the answer" in err, "nothing is answered" in err) == (
        1,
        True,
        True,
    )
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no more")
    assert "cannot be opened as a spreadsheet" in run("import", "survey", tmp_path / "broken.xlsx")[2]
    (tmp_path / "ark.pdf").write_bytes(b"PK")
    told = "expected a file that ends in .xlsx, .xlsm, .xls, .ods, .docx, .csv, .txt"
    assert told in run("import", "survey", tmp_path / "ark.pdf")[2]
    assert "no file" in run("import", "survey", tmp_path / "none.xlsx")[2]


def test_nothing_in_the_sheet_is_a_formula_and_its_bytes_are_the_same(run: Run, sheet: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    assert run("survey", "Hamarøy", "-o", again, "--by", "Fylkeskommunen", "--asked", "2026-11-01")[0] == 0
    assert again.read_bytes() == sheet.read_bytes()
    tie = SurveyTie("twinning/a/b", "twinning", "=HYPERLINK(1)", titles=("+1", "@x", "-2"), says={"unit": "=A1"})
    made = to_xlsx(Survey("a", "=cmd|' /C calc'!A0", "nb", "2026-11-01", (tie,), by="-1"))
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "=HYPERLINK(1)</t>" in page
    assert "<f>" not in page
    with zipfile.ZipFile(sheet) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
    assert page.count("<dataValidation ") == 2
    assert '"ja,nei,usikker"' in page.replace("&quot;", '"')


@pytest.mark.parametrize(
    ("language", "title"),
    [("nb", "Internasjonalt samarbeid"), ("nn", "Internasjonalt samarbeid"), ("en", "International cooperation")],
)
def test_on_paper_it_has_the_ties_and_room_to_write(run: Run, tmp_path: Path, language: str, title: str) -> None:
    docx = pytest.importorskip("docx")
    path = tmp_path / "ark.docx"
    assert run("survey", "Hamarøy", "-o", path, "--lang", language, "--asked", "2026-11-01")[0] == 0
    made = docx.Document(str(path))
    assert made.paragraphs[0].text.startswith(title)
    texts = [[cell.text for cell in row.cells] for table in made.tables for row in table.rows]
    assert ["Nowhereby", "1966", *[""] * 9, KEPT] in texts
    assert len(made.tables) == 3


@pytest.mark.slow
def test_a_sheet_that_libreoffice_saved_is_read(run: Run, sheet: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("no LibreOffice on this machine")
    fill(sheet, date(2026, 11, 28), ANSWERS, NEW[:1])
    expected = run("import", "survey", sheet)[1].replace("ark.xlsx", "ark.ods")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    arguments = [office, "--headless", profile, "--convert-to", "ods", "--outdir", str(tmp_path), str(sheet)]
    subprocess.run(arguments, check=False, capture_output=True, timeout=120)
    if not (tmp_path / "ark.ods").exists():
        pytest.skip("LibreOffice without Calc on this machine")
    assert run("import", "survey", tmp_path / "ark.ods")[1] == expected
