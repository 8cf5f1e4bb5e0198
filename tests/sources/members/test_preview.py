"""`kg import … --preview`: who is recognised, who not, what would change; nothing is kept, and a file to be judged."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from tests.sources.members.conftest import Run

LIST = "Navn;Land;Medlem siden\nHamarøy kommune;Norge;2019-03\nKommunen Hamarøy;Norge;2020\nNirgendwo;Tyskland;\n"
IMPORT = ("import", "members", "ring.csv", "--network", "ringen", "--retrieved", "2024-01-01", "--lang", "en")


def contents(home: Path) -> dict[str, str]:
    """The digest of every file of a store, but what a generation that is read writes."""
    return {
        path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(home.rglob("*"))
        if path.is_file() and path.name not in ("lock", "LOG", "LOCK", "build.lock")
    }


def named(lines: list[str]) -> list[str]:
    """The lines with states and digests taken out."""
    return [re.sub(r"\d{4}-\d\d-\d\d-[0-9a-f]{8}|sha256:[0-9a-f]+", "X", line) for line in lines]


def test_who_is_recognised_and_what_would_change(run: Run, house: Path) -> None:
    Path("ring.csv").write_text(LIST, "utf-8")
    run("stats")
    before = contents(house / "home")
    code, out, err = run(*IMPORT, "--preview")
    assert (code, err) == (0, ["nothing was kept or changed; import without --preview to keep it"])
    assert named(out) == [
        "members (X…)",
        "  list (ring.csv): read 3, used 3, skipped 0",
        "  0 projects, 3 memberships, 3 organisations",
        "  ring.csv: 2 of 3 are bare names; if they are municipalities, say --kind municipality",
        "  3 organisations: 1 by official name, 2 of their own",
        "recognised: 1",
        "  Hamarøy kommune (Norge) is Hamarøy Municipality, by official name",
        "not recognised: 2",
        "  Kommunen Hamarøy (Norge)",
        "  Nirgendwo (Tyskland)",
        "From X to X. 4 changes: new actor 2, known now 2.",
        "  Nirgendwo is new in the graph.",
        "  Kommunen Hamarøy is new in the graph.",
        "  Nirgendwo in The Ring: known now; since when is not told.",
        "  Kommunen Hamarøy in The Ring: known now, from 2020.",
        "ring-review.xlsx: 2 to be judged; give it back with: kg link judge ring-review.xlsx",
    ]
    assert contents(house / "home") == before
    assert not (house / "home" / "imports").exists()


@pytest.mark.parametrize("ending", ["xlsx", "csv", "tsv"])
def test_the_review_file_is_judged_and_the_next_preview_knows(run: Run, house: Path, ending: str) -> None:
    Path("ring.csv").write_text(LIST, "utf-8")
    assert run(*IMPORT, "--preview", "--review", f"look.{ending}")[0] == 0
    fill(Path(f"look.{ending}"))
    code, _, err = run("link", "judge", f"look.{ending}", "--lang", "en")
    assert (code, err[0].partition(" written")[0]) == (0, "One judgement")
    code, out, _ = run(*IMPORT, "--preview", "--review", "again.csv")
    assert [line for line in out if " is Hamarøy" in line] == [
        "  Hamarøy kommune (Norge) is Hamarøy Municipality, by official name",
        "  Kommunen Hamarøy (Norge) is Hamarøy Municipality, by judgement",
    ]
    rows = Path("again.csv").read_text("utf-8-sig").splitlines()
    assert rows == [
        "left,left_name,right,right_name,country,score,parts,source,left_page,right_page,judgement,basis",
        "members:organisation/de-nirgendwo,Nirgendwo,,,DE,,,members,,,,",
    ]


def fill(path: Path) -> None:
    """Judge the first row the same."""
    if path.suffix == ".xlsx":
        import openpyxl

        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        headings = [cell.value for cell in sheet[1]]
        sheet.cell(2, headings.index("Judgement") + 1).value = "same"
        book.save(path)
        return
    mark = {".csv": ",", ".tsv": "\t"}[path.suffix]
    lines = path.read_text("utf-8-sig").splitlines()
    lines[1] = lines[1].removesuffix(mark * 2) + f"{mark}same{mark}"
    path.write_text("\n".join(lines) + "\n", "utf-8")


def test_a_review_file_is_not_overwritten(run: Run, house: Path) -> None:
    Path("ring.csv").write_text(LIST, "utf-8")
    Path("ring-review.xlsx").write_bytes(b"mine")
    code, _, err = run(*IMPORT, "--preview")
    assert code == 2 and "ring-review.xlsx is there already" in err[-1]
    assert Path("ring-review.xlsx").read_bytes() == b"mine"
    assert run(*IMPORT, "--preview", "--overwrite")[0] == 0
    assert Path("ring-review.xlsx").read_bytes() != b"mine"
    assert run(*IMPORT, "--preview", "--review", "x.pdf")[0] == 2
    assert run(*IMPORT, "--review", "x.csv")[0] == 2


def test_what_is_refused_is_refused_in_a_preview(run: Run, house: Path) -> None:
    Path("ring.csv").write_text("Farge;Form\nrød;rund\n", "utf-8")
    code, _, err = run(*IMPORT, "--preview")
    assert code == 1 and err[0] == "error: no list in ring.csv"
    assert not Path("ring-review.xlsx").exists()
