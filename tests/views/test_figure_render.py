"""PNG and PDF of a figure: size in pixels and points, text that stays text, fonts inside, same bytes."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import KgError, Usage
from kg.views.figure import to_pdf, to_png
from tests.views.figure_sample import POSITIONS, small
from tests.views.test_figure import draw

pytest.importorskip("typst", reason="the extra figures is not installed")


@pytest.mark.parametrize(("size", "wide"), [("a4-column", 80), ("a4-page", 170), ("slide", 338.67)])
def test_png_has_the_pixels_of_its_physical_size(size: str, wide: float) -> None:
    data = to_png(draw(small(), POSITIONS, size=size), 200)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, _ = struct.unpack(">II", data[16:24])
    assert width == pytest.approx(wide / 25.4 * 200, abs=1)


def test_a_senseless_dpi_is_refused() -> None:
    with pytest.raises(Usage, match="dpi 3: expected 20 to 1200"):
        to_png(draw(small(), POSITIONS), 3)


def test_pdf_is_the_same_bytes_without_a_date() -> None:
    svg = draw(small(), POSITIONS, title="To byer")
    made = to_pdf(svg)
    assert made == to_pdf(svg)
    assert made.startswith(b"%PDF-1.")
    assert b"/CreationDate" not in made


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="poppler-utils is not installed")
def test_pdf_is_vector_tagged_and_carries_its_fonts(tmp_path: Path) -> None:
    path = tmp_path / "figure.pdf"
    path.write_bytes(to_pdf(draw(small(), POSITIONS, title="To byer: Åmot")))

    def run(*command: str) -> str:
        return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout

    fonts = [line.split() for line in run("pdffonts", str(path)).splitlines()[2:]]
    assert sorted(re.sub(r"^[A-Z]+\+|-Identity-H$", "", font[0]) for font in fonts) == [
        "SourceSansPro-Regular", "SourceSansPro-Semibold",
    ]  # fmt: skip
    assert all(font[-5:-2] == ["yes", "yes", "yes"] for font in fonts)  # embedded, a subset, with Unicode
    assert run("pdfimages", "-list", str(path)).splitlines()[2:] == []
    info = run("pdfinfo", str(path))
    assert re.search(r"Title: +To byer: Åmot\n", info)
    assert re.search(r"Tagged: +yes", info)
    assert re.search(r"Page size: +226\.77\d* x", info)
    assert {"Åmot", "Bodø"} <= set(run("pdftotext", str(path), "-").split())


def test_letters_that_the_font_lacks_do_not_stop_it() -> None:
    graph = small()
    graph.nodes["a"]["label"] = "北京"
    svg = draw(graph, POSITIONS)
    assert to_pdf(svg).startswith(b"%PDF")
    assert to_png(svg, 96).startswith(b"\x89PNG")


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    svg = draw(small(), POSITIONS)
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(KgError, match=r"typst.*pip install 'samkart\[figures\]'"):
        to_pdf(svg)
