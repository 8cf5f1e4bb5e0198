"""An answered document says what the same answers say in a sheet, or is told what stands wrong in it."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.language.survey import survey_word
from tests.sources.questionnaire.house import GONE, KEPT, Run, Value, fill
from tests.sources.questionnaire.test_round_trip import ANSWERS, NEW

docx = pytest.importorskip("docx")


def paper(run: Run, folder: Path, language: str = "nb") -> Path:
    path = folder / "ark.docx"
    assert run("survey", "Hamarøy", "-o", path, "--asked", "2026-11-01", "--lang", language)[0] == 0
    return path


def answer(
    path: Path,
    answered: str,
    ties: Mapping[str, Mapping[str, Value]],
    new: Sequence[Mapping[str, Value]] = (),
    language: str = "nb",
) -> Any:
    """Fill in a document where it lies, as `house.fill` does a sheet; returns it."""
    made = docx.Document(str(path))
    for paragraph in made.paragraphs:
        if paragraph.text.startswith(survey_word(language, "fact.answered")):
            paragraph.add_run(f" {answered}")
    for table in made.tables:
        headings = [cell.text for cell in table.rows[0].cells]
        key = survey_word(language, "column.key")
        if key in headings:
            told = [(row, ties.get(row.cells[headings.index(key)].text, {})) for row in table.rows[1:]]
        else:
            told = list(zip(table.rows[1:], new, strict=False))
        for row, said in told:
            for name, value in said.items():
                text = value.strftime("%d.%m.%Y") if isinstance(value, date) else str(value)
                row.cells[headings.index(survey_word(language, f"column.{name}"))].text = text
    made.save(str(path))
    return made


def test_a_document_says_what_the_sheet_says(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "ark.xlsx"
    assert run("survey", "Hamarøy", "-o", sheet, "--asked", "2026-11-01")[0] == 0
    fill(sheet, "28.11.2026", ANSWERS, NEW[:1])
    path = paper(run, tmp_path)
    answer(path, "28.11.2026", ANSWERS, NEW[:1])
    code, report, err = run("import", "survey", path)
    assert (code, err) == (0, "Ingenting er lagt inn; --yes legger det inn.\n")
    lines = run("import", "survey", sheet)[1].replace("ark.xlsx", "ark.docx").splitlines()
    same = [line for line in lines if "sheet Forbindelser" not in line]
    assert [line for line in report.splitlines() if "sheet tables" not in line] == same
    assert "    ark.docx, sheet tables, row 2, column Svar: hva mangler?: bilder" in report.splitlines()
    assert run("import", "survey", path, "--yes")[:2] == (0, report)
    kept = tmp_path / "home" / "imports" / "survey"
    assert sorted(each.name for each in kept.glob("*/*/*")) == ["answers.json", "sheet.docx"]


@pytest.mark.parametrize("language", ["nn", "en"])
def test_in_every_language(run: Run, tmp_path: Path, language: str) -> None:
    path = paper(run, tmp_path, language)
    answer(path, "2026-11-28", {GONE: {"valid": survey_word(language, "answer.no"), "new_end": "2022"}}, (), language)
    assert f"  {GONE} (Nusquam): til: – → 2022" in run("import", "survey", path, "--lang", "nb")[1].splitlines()


def test_text_typed_with_changes_tracked_counts_and_what_was_struck_out_does_not(run: Run, tmp_path: Path) -> None:
    path = paper(run, tmp_path)
    answer(path, "28.11.2026", {KEPT: {"valid": "nei", "new_start": "1967"}})
    with zipfile.ZipFile(path) as parts:
        files = {name: parts.read(name) for name in parts.namelist()}
    text = files["word/document.xml"].decode()
    before = "<w:r><w:t>nei</w:t></w:r>"
    assert text.count(before) == 1
    marks = 'w:id="1" w:author="x" w:date="2026-11-28T10:00:00Z"'
    struck = f"<w:del {marks}><w:r><w:delText>nei</w:delText></w:r></w:del>"
    typed = f"<w:ins {marks}><w:r><w:t>ja</w:t></w:r></w:ins>"
    files["word/document.xml"] = text.replace(before, struck + typed).encode()
    with zipfile.ZipFile(path, "w") as parts:
        for name, content in files.items():
            parts.writestr(name, content)
    report = run("import", "survey", path)[1]
    assert f"  {KEPT} (Nowhereby): fra: 1966 → 1967" in report.splitlines()
    assert "status" not in report


def test_a_row_whose_cells_were_merged_is_told_and_nothing_is_kept(run: Run, tmp_path: Path) -> None:
    path = paper(run, tmp_path)
    made = answer(path, "28.11.2026", ANSWERS)
    row = made.tables[0].rows[1]
    row.cells[5].merge(row.cells[6])
    made.save(str(path))
    code, out, err = run("import", "survey", path, "--yes")
    assert (code, out) == (1, "")
    assert "ark.docx, tables, row 2: 11 cells, expected 12: was one merged, split or taken out?" in err
    assert not (tmp_path / "home" / "imports" / "survey").exists()


def test_bad_cells_and_what_is_no_survey_are_told(run: Run, tmp_path: Path) -> None:
    path = paper(run, tmp_path)
    code, _, err = run("import", "survey", path)
    assert code == 1
    assert "column answered: expected the day of the answer" in err
    answer(path, "28.11.2026", {KEPT: {"valid": "tja"}})
    err = run("import", "survey", path)[2]
    assert "  ark.docx, sheet tables, row 2, column Svar: gjelder den fortsatt?: 'tja' is no answer; expected" in err
    for content in (b"", b"PK", b"PK\x03\x04 no more"):
        path.write_bytes(content)
        code, _, err = run("import", "survey", path)
        assert (code, "cannot be opened as a document" in err) == (1, True)
    docx.Document().save(str(path))
    assert "no row of headings" in run("import", "survey", path)[2]


@pytest.mark.slow
def test_a_document_that_libreoffice_saved_is_read(run: Run, tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("no LibreOffice on this machine")
    path = paper(run, tmp_path)
    answer(path, "28.11.2026", ANSWERS, NEW)
    expected = run("import", "survey", path)
    profile, out = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", tmp_path / "saved"
    arguments = [office, "--headless", profile, "--convert-to", "docx", "--outdir", str(out), str(path)]
    subprocess.run(arguments, check=True, capture_output=True, timeout=120)
    assert run("import", "survey", out / "ark.docx") == expected
