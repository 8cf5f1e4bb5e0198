from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli.brief import brief_command
from kg.errors import KgError, NotFound, Usage


def call(home: Path, *arguments: str | Path) -> str:
    """Run the command on the made-up world; its standard output."""
    context = {"SAMKART_STORE": str(home), "SAMKART_CONFIG": "", "SAMKART_ENDPOINT": "", "SAMKART_LANG": ""}
    result = CliRunner().invoke(brief_command, [str(a) for a in arguments], env=context, standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.stdout


def test_without_a_file_it_is_markdown(world_home: Path) -> None:
    out = call(world_home, "Fjordby kommune", "--lang", "nn")
    expected = Path(__file__).parents[1] / "brief" / "expected" / "council.nn.md"
    assert out == expected.read_text("utf-8")


@pytest.mark.parametrize("ending", ["html", "docx", "pdf", "md"])
def test_a_file_by_its_ending_with_the_same_bytes_each_time(world_home: Path, tmp_path: Path, ending: str) -> None:
    if ending == "docx":
        pytest.importorskip("docx", reason="python-docx is not installed (samkart[brief])")
    first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    for path in (first, second):
        assert call(world_home, "Fjordby kommune", "-o", path, "--lang", "en") == ""
    assert first.read_bytes() == second.read_bytes()
    start = {"html": b"<!doctype html>", "docx": b"PK", "pdf": b"%PDF", "md": b"# International"}[ending]
    assert first.read_bytes().startswith(start)
    assert sorted(p.name for p in tmp_path.iterdir()) == [first.name, second.name]


@pytest.mark.slow
def test_the_page_holds_its_map(embedded_home: Path, tmp_path: Path) -> None:
    call(embedded_home, "--region", "Asker,Bærum", "-o", tmp_path / "notat.html")
    text = (tmp_path / "notat.html").read_text("utf-8")
    assert text.count('<img src="data:image/svg+xml;base64,') == 1
    assert "Asker kommune og Bærum kommune" in text


@pytest.mark.parametrize(
    ("arguments", "error", "told"),
    [
        (["fjordby", "-o", "x.odt"], Usage, "unknown ending; expected one of .html, .md, .docx, .pdf, .xlsx"),
        (["fjordby", "-o", "x.xlsx"], Usage, "only the ledger of memberships has a workbook"),
        (["fjordby", "--since", "i fjor"], Usage, "is not a date"),
        (["fjordby", "--year", "23"], Usage, "is not a year"),
        (["fjordbyen i skogen"], NotFound, "fjordbyen i skogen"),
        (["fjordby", "-o", "/nowhere/x.md"], KgError, "cannot be written"),
        (["fjordby", "--variant", "novel"], click.BadParameter, "novel"),
    ],
)
def test_what_is_wrong_is_said(world_home: Path, arguments: list[str], error: type[Exception], told: str) -> None:
    with pytest.raises(error) as raised:
        call(world_home, *arguments)
    assert told in str(raised.value)
