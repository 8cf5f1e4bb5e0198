"""The typeface of figures: Source Sans Pro (SIL Open Font License), measured, cut to what is used, and embedded.

It comes with the extra `figures` (PyPI: font-source-sans-pro). What goes into a figure is a subset embedded in a
document, which the licence allows without more ado.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.extras import need as needed
from kg.resources import write_whole
from kg.settings import cache_folder

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["ASCENT", "CAP", "FAMILY", "FILES", "cut", "face_css", "folder", "lacking", "need", "width", "wrap"]

FAMILY = "Source Sans Pro"
FILES = {400: "SourceSansPro-Regular.otf", 600: "SourceSansPro-Semibold.otf"}
"""Weight → file."""
ASCENT = 0.74
"""From the baseline to the top of the highest letters, in ems (Å is higher by 0.15; lines are set wide enough)."""
CAP = 0.66
"""Height of capitals, in ems."""
_ELLIPSIS = "…"
_KEPT = 100  # subsets in the user's cache, some 15 kB each
_OPTIONS: dict[str, Any] = {
    "flavor": "woff",
    "layout_features": ["kern", "liga", "mark"],
    "hinting": False,
    "desubroutinize": True,
    "name_IDs": [0, 1, 2, 4, 6, 13, 14],
    "notdef_outline": True,
    "recalc_timestamp": False,
    "with_zopfli": False,
}


def need(module: str) -> ModuleType:
    """A module of the extra `figures`. Raises KgError, with what to type, where it is not installed."""
    return needed(module, "static figures and PDF files")


def folder() -> Path:
    """The folder of the font files."""
    return Path(str(need("font_source_sans_pro").__file__)).parent / "files"


@cache
def _advances(weight: int) -> tuple[dict[int, int], int]:
    fonts = need("fontTools.ttLib")
    with fonts.TTFont(folder() / FILES[weight], lazy=True) as font:
        metrics, names = font["hmtx"].metrics, font.getBestCmap()
        return {code: metrics[name][0] for code, name in names.items()}, font["head"].unitsPerEm


def width(text: str, size: float, weight: int = 400) -> float:
    """How wide a text is set at a font size, in the unit of the size. A character that the font lacks counts one em."""
    advances, em = _advances(weight)
    return size * sum(advances.get(ord(letter), em) for letter in text) / em


def lacking(text: str) -> str:
    """The characters of a text that the font does not have, each once, in order; line breaks do not count.

    >>> lacking("Čáhcesuolu 北京")
    '北京'
    """
    advances, _ = _advances(400)
    return "".join(dict.fromkeys(letter for letter in text if letter != "\n" and ord(letter) not in advances))


def cut(text: str, size: float, most: float, weight: int = 400) -> str:
    """The text, or as much of it as fits a width, ended by an ellipsis."""
    if width(text, size, weight) <= most:
        return text
    room = most - width(_ELLIPSIS, size, weight)
    advances, em = _advances(weight)
    kept = 0
    for kept, letter in enumerate(text):  # noqa: B007  (how many fit)
        room -= size * advances.get(ord(letter), em) / em
        if room < 0:
            break
    return text[:kept].rstrip() + _ELLIPSIS


def wrap(text: str, size: float, most: float, weight: int = 400, lines: int = 99) -> list[str]:
    """The text in lines no wider than `most`, broken at spaces; what does not fit `lines` lines ends in an ellipsis."""
    made: list[str] = []
    for word in filter(None, text.split(" ")):
        if made and width(f"{made[-1]} {word}", size, weight) <= most:
            made[-1] += f" {word}"
        else:
            made.append(word)
    if len(made) > lines:
        made[lines - 1 :] = [" ".join(made[lines - 1 :])]
    return [cut(line, size, most, weight) for line in made]


def face_css(used: Iterable[tuple[int, str]]) -> str:
    """`@font-face` rules that embed the font, cut down to the characters used: pairs of weight and text."""
    letters: dict[int, set[str]] = {}
    for weight, text in used:
        letters.setdefault(weight, set()).update(text)
    rules = []
    for weight in sorted(letters):
        data = base64.b64encode(_subset(weight, "".join(sorted(letters[weight])))).decode("ascii")
        rules.append(
            f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};font-style:normal;"
            f"src:url(data:font/woff;base64,{data}) format('woff')}}"
        )
    return "".join(rules)


@cache
def _subset(weight: int, letters: str) -> bytes:
    """The font with these letters only; from the user's cache where it was made before, as making it takes time."""
    path = folder() / FILES[weight]
    made_from = (weight, letters, path.stat().st_size, need("fontTools").version, sorted(_OPTIONS.items()))
    kept = cache_folder() / "fonts" / f"{blake2b(repr(made_from).encode(), digest_size=16).hexdigest()}.woff"
    with suppress(OSError):
        return kept.read_bytes()
    content = _cut_down(path, letters)
    with suppress(OSError, KgError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        write_whole(kept, content)
        for old in sorted(kept.parent.glob("*.woff"), key=lambda each: each.stat().st_mtime)[:-_KEPT]:
            old.unlink()
    return content


def _cut_down(path: Path, letters: str) -> bytes:
    subsets = need("fontTools.subset")
    options: Any = subsets.Options(**_OPTIONS)
    with subsets.load_font(path, options) as font:
        cutter = subsets.Subsetter(options)
        cutter.populate(text=letters)
        cutter.subset(font)
        out = io.BytesIO()
        subsets.save_font(font, out, options)
    return out.getvalue()
