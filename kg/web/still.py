"""Chosen pages and maps as files, for any web server or a USB stick: no cookies, no requests elsewhere.

A page leads to the other pages that were chosen and to nothing else of the site; what it shows lies beside it as Excel,
JSON and Turtle.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError, NotFound, Usage
from kg.ids import file_name
from kg.model.progress import Progress, quiet
from kg.vocab import key_of, kind_of
from kg.web import files
from kg.web.address import address, split
from kg.web.asked import Asked, Rendered
from kg.web.forms import FORMS
from kg.web.pages import respond

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["MARK", "write_site"]

MARK = "samkart-site.json"
"""The file that tells that a folder was written by this, so that it may be written anew."""
_BESIDE = ("xlsx", "json", "turtle")
_ALONE = ("map", "brief")  # pages that are whole papers of their own
_TITLE = re.compile(r"<title>(.*?)(?: – Samkart)?</title>", re.DOTALL)


def write_site(
    samkart: Samkart, pages: Sequence[str], folder: Path, asked: Asked, progress: Progress = quiet
) -> list[Path]:
    """Write pages into a folder, which holds them all or stays as it was; the files, in order.

    A page is named by its address (`compare/asker,baerum`, `map/asker?mode=actor`), or by the name of a thing. `asked`
    says language, day and state. Raises NotFound and Usage for a page that there is not, KgError for a folder that
    holds anything else.
    """
    if not pages:
        raise Usage("no page is named; give some, as in actor/asker compare/asker,baerum map/asker")
    _may_write(folder)
    chosen = [_page(samkart, each) for each in dict.fromkeys(pages)]
    named = _named(chosen)
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        part.mkdir(parents=True)
        titles = []
        for n, (path, given) in enumerate(chosen):
            progress("page", n, len(chosen))
            title = ""
            for form in ("html", *(_BESIDE if path[0] not in _ALONE else ())):
                wanted = replace(asked, path=path, given=given, form=form, files=tuple(named.items()))
                made = _answered(samkart, wanted)
                if made is not None:
                    (part / named[_address(path, given, form)]).write_bytes(made.body)
                    title = title or _title(made)
            titles.append((title, named[_address(path, given, "html")]))
        (part / "index.html").write_bytes(_index(asked, titles, named))
        _style(part / "static")
        told = {"day": asked.day, "graph": asked.digest, "pages": [file for _, file in titles]}
        (part / MARK).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
        _replace(folder, part)
    except OSError as error:
        raise KgError(f"the site cannot be written: {error}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return sorted(each for each in folder.rglob("*") if each.is_file())


def _page(samkart: Samkart, text: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The path and the parameters of a page, told by its address or by the name of a thing."""
    from urllib.parse import parse_qsl, quote

    from kg.web.address import page_of

    way, _, query = text.partition("?")
    way = way.removeprefix("/")
    if "/" in way:
        return split(f"/{quote(way, safe='/,%')}").path, tuple(parse_qsl(query))
    iri = samkart.resolve(way)
    return page_of(iri) or (kind_of(iri), key_of(iri)), ()


def _address(path: Sequence[str], given: Iterable[tuple[str, str]], form: str) -> str:
    return address(path, [*given, *([("format", form)] if form != "html" else [])])


def _named(chosen: Iterable[tuple[tuple[str, ...], tuple[tuple[str, str], ...]]]) -> dict[str, str]:
    """The file of every page and of what lies beside it, by its address; no two have the same."""
    named = {"/": "index.html"}
    taken = {"index", MARK.partition(".")[0]}
    for path, given in chosen:
        name = stem = file_name(" ".join([*path, *(value for _, value in given)]))
        number = 2
        while name.casefold() in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name.casefold())
        forms = ("html", *(_BESIDE if path[0] not in _ALONE else ()))
        named.update((_address(path, given, form), f"{name}{FORMS[form].ending}") for form in forms)
    return named


def _answered(samkart: Samkart, asked: Asked) -> Rendered | None:
    """The page; None for a format that it cannot be had in. Raises NotFound for a page that there is not."""
    made = respond(samkart, asked)
    if made.status == 200:
        return made
    if asked.form != "html":
        return None
    told = "/".join(asked.path)
    if made.status in (301, 302, 303):
        raise NotFound(f"{told} leads to another page: {made.headers.get('Location', '')}")
    reason = json.loads(respond(samkart, replace(asked, form="json", files=())).body)
    raise NotFound(f"{told}: {reason.get('detail') or reason.get('title')}", tuple(reason.get("nearest") or ()))


def _title(made: Rendered) -> str:
    from html import unescape

    found = _TITLE.search(made.body.decode("utf-8", "replace"))
    return unescape(found[1]).strip() if found else ""


def _index(asked: Asked, titles: Sequence[tuple[str, str]], named: dict[str, str]) -> bytes:
    from kg.web.pages.html import render

    page = replace(asked, path=(), given=(), form="html", files=tuple(named.items()))
    return render(page, "still.html.j2", title="Samkart", pages=titles).body


def _style(folder: Path) -> None:
    folder.mkdir()
    for name in ("site.css", "icon.svg"):
        (folder / name).write_bytes(files.read(name))


def _may_write(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise KgError(f"{folder} is no folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise KgError(f"{folder} holds other files; name a new folder, or an empty one")


def _replace(folder: Path, part: Path) -> None:
    before = folder.with_name(f".{folder.name}.{os.getpid()}.before")
    if folder.exists():
        folder.rename(before)
    try:
        part.rename(folder)
    except OSError:
        if before.exists():
            before.rename(folder)
        raise
    shutil.rmtree(before, ignore_errors=True)
