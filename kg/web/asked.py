"""What a page or a piece of data is asked for, and what comes back: all that passes between front and renderers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.errors import Message, NotFound

__all__ = ["Asked", "Rendered", "no_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request, read: what it asks for, in which language, form and state. Equal ones have equal answers.

    `path` are the segments of the address behind its prefixes, decoded; `given` the parameters of the address (or of a
    form that was sent), in order. `language` is nb, nn or en, and `chosen` whether the address names it. `day` is the
    day (`YYYY-MM-DD`) on which the question is asked; `state` names it and the graph where the address does
    (`kg.web.address.State`); `name` is that of the state of the graph (`kg states`), which answers cite, known once a
    graph is asked. `form` is the key of a format in `kg.web.forms`. `root` is the address of the site,
    without a slash at its end, `contact` that of who answers for it (of mail). A page that is written as a file
    leads to other `files` only: (address, name of the file) of each.
    """

    path: tuple[str, ...]
    given: tuple[tuple[str, str], ...] = ()
    language: str = "nb"
    chosen: bool = False
    day: str
    state: str = ""
    digest: str = ""
    name: str = ""
    form: str = "html"
    root: str = ""
    contact: str = ""
    body: bytes = b""
    files: tuple[tuple[str, str], ...] = ()

    def value(self, name: str, otherwise: str = "") -> str:
        """The last value that a parameter was given, without blanks around it."""
        return next((value.strip() for each, value in reversed(self.given) if each == name), otherwise)

    def values(self, name: str) -> list[str]:
        """Every value that a parameter was given, without the empty ones."""
        return [value.strip() for each, value in self.given if each == name and value.strip()]

    @property
    def embedded(self) -> bool:
        """Is the page to stand inside another one, bare?"""
        return self.value("embed") == "1"

    @property
    def still(self) -> bool:
        """Is the page written as a file, so that nothing can be asked from it?"""
        return bool(self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """An answer: a status of HTTP, a body of a media type, and headers of its own. `lasting` ones may be kept."""

    body: bytes
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    lasting: bool = True


def no_page(asked: Asked) -> NotFound:
    """What to raise where nothing has the address that was asked for."""
    return NotFound(Message("there is no page {page!r}", "no-page", page="/".join(asked.path)))
