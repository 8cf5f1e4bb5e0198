"""PNG and PDF of a figure: size in pixels and points, text that stays text, fonts inside, same bytes."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from kg.errors import KgError, Usage
from kg.views.figures.network import to_pdf, to_png
from tests.views.figures.figure_sample import POSITIONS, small
from tests.views.figures.test_network import draw

pytest.importorskip("typst", reason="the extra figures is not installed")
pytest.importorskip("resvg_py", reason="the extra figures is not installed")


@pytest.mark.parametrize(("size", "wide"), [("a4-column", 80), ("a4-page", 170), ("slide", 338.67)])
def test_png_has_the_pixels_of_its_physical_size(size: str, wide: float) -> None:
    data = to_png(draw(small(), POSITIONS, size=size), 200)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, _ = struct.unpack(">II", data[16:24])
    assert width == pytest.approx(wide / 25.4 * 200, abs=1)


@pytest.mark.parametrize("dpi", [96, 150, 220, 300])
def test_no_row_of_pixels_is_lost_or_doubled(dpi: int) -> None:
    """Stripes one pixel high, a pixel apart, come out as drawn."""
    high = 200
    stripes = "".join(f'<rect y="{y}" width="40" height="1" fill="#000000"/>' for y in range(0, high, 2))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{40 / dpi * 25.4}mm" height="{high / dpi * 25.4}mm" '
        f'viewBox="0 0 40 {high}"><title>x</title><rect width="40" height="{high}" fill="#FFFFFF"/>{stripes}</svg>'
    )
    data = to_png(svg, dpi)
    assert struct.unpack(">II", data[16:24]) == (40, high)
    rows = zlib.decompress(b"".join(chunks(data, b"IDAT")))
    wide = len(rows) // high
    shades, before = [], bytes(wide - 1)
    for y in range(high):
        before = unfiltered(rows[y * wide], rows[y * wide + 1 : (y + 1) * wide], before, wide // 40)
        shades.append(before[20 * (wide // 40)])
    assert shades == [0, 255] * (high // 2)


def chunks(data: bytes, name: bytes) -> list[bytes]:
    """The chunks of a PNG of one name."""
    found, at = [], 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == name:
            found.append(data[at + 8 : at + 8 + length])
        at += 12 + length
    return found


def unfiltered(kind: int, row: bytes, above: bytes, step: int) -> bytes:
    """A row of a PNG without its filter (PNG specification, 9.2)."""
    made = bytearray()
    for index, value in enumerate(row):
        left = made[index - step] if index >= step else 0
        up, corner = above[index], above[index - step] if index >= step else 0
        guess = left + up - corner
        paeth = min((left, up, corner), key=lambda p: abs(guess - p))
        made.append((value + [0, left, up, (left + up) // 2, paeth][kind]) % 256)
    return bytes(made)


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
        "SourceSansPro-Regular",
        "SourceSansPro-Semibold",
    ]
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
    for module, render in (("typst", to_pdf), ("resvg_py", to_png)):
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(KgError, match=r'pip install "samkart\[figures\]"'):
            render(svg)
