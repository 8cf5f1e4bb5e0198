"""Maps: the interactive page of `kg map`, the figure, and the network for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import KgError, NotFound, Usage
from kg.language.catalogue import text
from kg.model.conditions import KIND_NAMES
from kg.model.encounter import KINDS, LEVELS
from kg.model.evidence import LIMITS
from kg.model.regions import REGION_MODES
from kg.settings import LANGUAGES
from kg.web.asked import Asked, Rendered
from kg.web.operations.operation import Field, Operation, Values, read
from kg.web.pages.data import saved
from kg.web.pages.html import render
from kg.web.pages.papers import content_policy

if TYPE_CHECKING:
    from kg.api import Samkart
    from kg.views.map.drawing import Drawing

__all__ = ["page"]

_EXPORTS = ("gexf", "graphml")


def page(samkart: Samkart, asked: Asked, notices: list[str]) -> Rendered:
    """The form, or with something to be drawn the map itself."""
    operation = _operation()
    subject = "/".join(asked.path[1:])
    given = [*([("actors", subject)] if subject else []), *asked.given]
    wrong: KgError | None = None
    values: Values = {}
    try:
        values = read(operation, given)
        if values:
            return _map(asked, operation.run(samkart, values))  # type: ignore[arg-type]
        if asked.form != "html":
            raise Usage("a map is of something; give actors, a region, a theme, a programme or a country")
    except (Usage, NotFound) as error:
        if asked.form != "html":
            raise
        wrong = error
    return render(
        asked,
        "brief.html.j2",
        status=404 if isinstance(wrong, NotFound) else 400 if wrong else 200,
        title=operation.texts[asked.language],
        operation=operation,
        values={
            name: ", ".join(value) if isinstance(value, tuple) else "" if value is False else str(value)
            for name, value in values.items()
        },
        wrong=wrong,
        notices=notices,
        known={},
    )


def _map(asked: Asked, made: Drawing) -> Rendered:
    if asked.form == "html":
        body = made.html
        return Rendered(body=body.encode(), headers={"Content-Security-Policy": content_policy(body)})
    if asked.form == "svg":
        policy = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; font-src data:"}
        return saved(asked, made.about, made.svg().encode(), **policy)
    if asked.form in _EXPORTS:
        from kg.views.exports.export import export

        return saved(asked, made.about, next(iter(export(made.graph, asked.form).values())).encode("utf-8", "replace"))
    known = ", ".join(("html", "svg", *_EXPORTS))
    raise Usage(f"{asked.form!r} is not a format of a map; expected {known}", (), "format")


def _operation() -> Operation:
    def field(name: str, kind: str, **more: object) -> Field:
        labels = {language: text(language, "web", f"field.{name}") for language in LANGUAGES}
        return Field(name=name, type=kind, labels=labels, **more)  # type: ignore[arg-type]

    def run(samkart: Samkart, values: Values) -> Drawing:
        rest = {name: value for name, value in values.items() if name != "actors"}
        return samkart.map(*values.get("actors", ()), **rest)

    modes = ("two-mode", "actor", "hub", "theme", "country", *REGION_MODES)
    fields = (
        field("actors", "actor", many=True, usual=True),
        field("region", "text", usual=True),
        field("theme", "theme", usual=True),
        field("programme", "programme", usual=True),
        field("country", "country", many=True, usual=True),
        field("mode", "choice", choices=modes, usual=True),
        field("geographic", "flag", usual=True),
        field("via", "choice", choices=KINDS, many=True),
        field("level", "choice", choices=LEVELS, many=True),
        field("kind", "choice", choices=tuple(KIND_NAMES), many=True),
        field("colour", "text"),
        field("size", "text"),
        field("since", "date"),
        field("until", "date"),
        field("at", "date"),
        field("radius", "integer", least=1, most=4),
        field("max_hub", "integer", least=2, most=100_000),
        field("with_predecessors", "flag"),
        field("evidence", "choice", choices=LIMITS),
    )
    said = {language: text(language, "web", "verb.map") for language in LANGUAGES}
    more = {language: text(language, "web", "verb.map.more") for language in LANGUAGES}
    return Operation(name="map", texts=said, more=more, fields=fields, run=run, command=("map",), subject="actors")
