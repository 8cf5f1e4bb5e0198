"""Pages as HTML: the templates, and what each of them can use. Whatever comes from the graph is escaped by Jinja."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from kg.language import speech
from kg.language.catalogue import text
from kg.model.text import no_function, printable, printed
from kg.settings import LANGUAGES
from kg.web import files
from kg.web.address import address, page_of
from kg.web.asked import Asked, Rendered
from kg.web.operations.choices import choice_word
from kg.web.operations.operation import Field
from kg.web.pages.shown import Words

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Here", "environment", "render", "render_within"]

_HEAVIEST, _FEWEST = 99_000, 5  # bytes of a page; rows of a table that are shown however much they weigh
_TEMPLATES = Path(__file__).parents[1] / "templates"
_NETWORK = Path(__file__).parents[1] / "network"


@cache
def environment() -> Environment:
    """The templates; what they are given is escaped, and a name that they are not given is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader([_TEMPLATES, _NETWORK]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_said,
    )


def _said(value: object) -> object:
    """What is put into a page: text without what would turn its letters round, markup of our own as it is."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else no_function(value)


class Here:
    """Where a page stands: words in its language, and addresses of other pages in the same state and language."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.language = asked.language

    @property
    def words(self) -> Words:
        """What tables are written with (`kg.web.pages.shown`)."""
        return Words(self.language, self.link)

    def say(self, key: str, /, **values: object) -> str:
        """A sentence of the surface `web`."""
        return speech.say(self.language, "web", key, **values)

    def told(self, sentence: str) -> str:
        """A notice, or what was wrong, as it is told in the language of the page."""
        return speech.told(sentence, self.language)

    def choice(self, field: Field, choice: str) -> str:
        """What one of the choices of a field is called."""
        return choice_word(field, choice, self.language)

    def titled(self, section: str, otherwise: str) -> str:
        """What a section is called over its table; one without a word of its own as it is asked."""
        return text(self.language, "web", f"section.{section}", otherwise)

    def url(self, /, *path: str, **given: str) -> str:
        """The address of a page of this site; parameters that are empty are left out."""
        if self.asked.still:
            return self.file(path, given.items())
        language = self.language if self.asked.chosen else ""
        return address(path, _carried(self.asked, given), state=self.asked.state, language=language)

    def file(self, path: Iterable[str], given: Iterable[tuple[str, str]]) -> str:
        """The name of the file that a page is written as; empty where it is not."""
        return dict(self.asked.files).get(address(path, given), "")

    def here(self, /, **changed: str) -> str:
        """The address of this page with some parameters changed; one that is made empty goes."""
        given = [(name, value) for name, value in self.asked.given if name not in changed]
        if self.asked.still:
            return self.file(self.asked.path, [*given, *changed.items()])
        language = self.language if self.asked.chosen else ""
        return address(self.asked.path, [*given, *changed.items()], state=self.asked.state, language=language)

    def absolute(self, *, state: str = "", language: str = "", path: Iterable[str] | None = None) -> str:
        """The address of this page, or of a path, as others are given it."""
        asked = self.asked
        return address(
            asked.path if path is None else path,
            asked.given if path is None else (),
            state=state,
            language=language,
            root=asked.root,
        )

    def whole(self) -> str:
        """The address of this page where it stands in no other one, as others are given it."""
        given = [(name, value) for name, value in self.asked.given if name != "embed"]
        asked = self.asked
        return address(asked.path, given, state=asked.state, language=self.language, root=asked.root)

    def in_language(self, language: str) -> str:
        """The address of this page in a language, which it names."""
        return address(self.asked.path, self.asked.given, state=self.asked.state, language=language)

    def today(self) -> str:
        """The address of this page without the state that it names."""
        return address(self.asked.path, self.asked.given, language=self.language if self.asked.chosen else "")

    def link(self, iri: str) -> str:
        """The address of the page of one of our things; empty for an IRI that has none."""
        path = page_of(iri)
        return self.url(*path) if path else ""

    def static(self, name: str) -> str:
        """The address of a file that pages are made of; it changes with its content."""
        return f"static/{name}" if self.asked.still else f"/static/{name}?v={files.digest_of(name)}"

    def number(self, value: float) -> str:
        """A number as the language writes it."""
        return speech.number(value, self.language)

    @property
    def state(self) -> str:
        """How the state that this page shows is written in an address; empty behind an endpoint."""
        return f"{self.asked.day}.{self.asked.digest}" if self.asked.digest else ""

    @property
    def languages(self) -> list[tuple[str, str]]:
        """(tag, name) of every language, each named in itself."""
        return [(each, text(each, "web", "language")) for each in LANGUAGES]


def _carried(asked: Asked, given: dict[str, str]) -> list[tuple[str, str]]:
    return [*given.items(), *([("embed", "1")] if asked.embedded and "embed" not in given else [])]


def render(asked: Asked, template: str, *, status: int = 200, lasting: bool = True, **context: Any) -> Rendered:
    """A page made from a template, which finds its `Here` under `here`, and what it uses most under its own names."""
    here = Here(asked)
    usual = {
        "here": here,
        "say": here.say,
        "url": here.url,
        "link": here.link,
        "static": here.static,
        "number": here.number,
        "json": _json,
        "asked": asked,
        "status": status,
        "description": "",
        "linked_data": None,
    }
    body = environment().get_template(template).render({**usual, **context})
    return Rendered(body=body.encode("utf-8", "replace"), status=status, lasting=lasting)


def render_within(
    asked: Asked, template: str, rows: Callable[[int], Mapping[str, Any]], most: int, **context: Any
) -> Rendered:
    """A page with at most so many rows a table, or with as many as it can have and weigh less than 100 kB.

    `rows` makes what the template is given of the rows; `most` is 0 for all of them, whatever they weigh.
    """
    rendered = render(asked, template, **context, **rows(most))
    while len(rendered.body) > _HEAVIEST and most > _FEWEST:
        most = max(most * _HEAVIEST * 4 // (len(rendered.body) * 5), _FEWEST)
        rendered = render(asked, template, **context, **rows(most))
    return rendered


def _json(value: object) -> Markup:
    """Data inside of a script element that holds data: nothing in it ends the element."""
    content = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return Markup(printed(content).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704
