"""The network page, which grows by clicks, and the data and files that it asks for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.web.asked import Asked, Rendered, no_page
from kg.web.network.answers import answer
from kg.web.network.downloads import download
from kg.web.network.page import config, texts
from kg.web.pages.data import saved
from kg.web.pages.html import Here, render

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["page"]


def page(samkart: Samkart, asked: Asked, notices: list[str]) -> Rendered:
    """`/network` is the page; `/network.json` and the like answer what it asks (`kg.web.network`)."""
    if len(asked.path) > 1:
        raise no_page(asked)
    given = {name: value for name, value in asked.given if name != "embed"}
    if asked.path[0] == "network":
        return _page(asked)
    form = asked.path[0].partition(".")[2]
    given.setdefault("at", asked.day)
    if form == "json":
        told = json.dumps(answer(samkart, given), ensure_ascii=False, separators=(",", ":"))
        return saved(asked, "network", told.encode("utf-8", "replace"))
    return saved(asked, form.replace("csv", "edges") if form == "csv" else "network", download(samkart, given, form))


def _page(asked: Asked) -> Rendered:
    here = Here(asked)
    told = config(
        asked.language,
        data=here.url("network.json"),
        download=here.url("network"),
        pages=here.url().rstrip("/").partition("?")[0],
        at=asked.day if asked.state else "",
    )
    words = texts(asked.language)
    return render(asked, "page.html.j2", title=words["title"], t=words, config=told)
