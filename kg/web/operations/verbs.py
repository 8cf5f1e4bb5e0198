"""The verbs of `kg.api.Samkart` as Operations: the same functions as the shell's, with the same names for fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.language.catalogue import text
from kg.model.conditions import KIND_NAMES
from kg.model.encounter import KINDS, LEVELS
from kg.model.evidence import LIMITS
from kg.model.result import Report, Tabular
from kg.settings import LANGUAGES
from kg.web.operations.networks import NETWORK_VERBS, network_fields
from kg.web.operations.networks import run as run_network
from kg.web.operations.operation import Field, Operation, Values

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["declared", "field", "verb", "verbs"]

_CHOICES = {"via": KINDS, "level": LEVELS, "kind": tuple(KIND_NAMES), "evidence": LIMITS}
_DATES = ("since", "until", "at")
_FLAGS = ("with_predecessors", "derived_themes", "abroad", "spread", "experienced", "ties")
_TIES = (
    *("via", "theme", "derived_themes", "programme", "country", "level", "kind"),
    *(*_DATES, "with_predecessors", "evidence"),
)
_MANY = ("via", "country", "level", "kind")


def verbs() -> list[Operation]:
    """All of them, in the order in which they are shown."""
    return list(_verbs().values())


def verb(name: str) -> Operation | None:
    """The verb with a name, as in `suggest/partners`."""
    return _verbs().get(name)


def field(name: str, kind: str = "", *, label: str = "", **more: Any) -> Field:
    """A field as it is nearly everywhere; `label` names its words, and `more` is what is otherwise here."""
    usual = {"type": kind or _type(name), "choices": _CHOICES.get(name, ()), "many": name in _MANY}
    return Field(name=name, labels=_said(label or f"field.{name}"), **{**usual, **more})


def _said(key: str) -> Mapping[str, str]:
    return {language: text(language, "web", key) for language in LANGUAGES}


def _type(name: str) -> str:
    if name in _CHOICES:
        return "choice"
    if name in _FLAGS:
        return "flag"
    if name in _DATES:
        return "date"
    return name if name in ("theme", "programme", "country", "network", "actor") else "text"


def declared(
    name: str,
    subject: Field | None,
    fields: tuple[str | Field, ...],
    run: Callable[[Samkart, Values], Tabular | Report[Any]],
) -> Operation:
    """A verb with the words that the catalogues have for it; a field that is a name alone is as everywhere."""
    listed = tuple(each if isinstance(each, Field) else field(each) for each in fields)
    return Operation(
        name=name,
        texts=_said(f"verb.{name}"),
        more=_said(f"verb.{name}.more"),
        fields=(*([subject] if subject else []), *listed),
        subject=subject.name if subject else "",
        command=tuple(name.split("/")),
        run=run,
    )


@cache
def _verbs() -> dict[str, Operation]:
    actor = field("actor", "actor", required=True, usual=True)
    actors = field("actors", "actor", required=True, many=True, usual=True)
    two = replace(actors, fewest=2)
    limit = field("limit", "integer", default="10", least=1, most=200)
    peers = field("peers", "integer", least=1, most=100)
    others = field("compared_with", "actor", many=True)
    periods = field("periods", "text", many=True)
    examples = field("examples", "integer", default="3", least=0, most=20)
    found = [
        declared("who", actor, (*_TIES, "ties"), _named("who", "actor")),
        declared("compare", two, (*_DATES, periods, "with_predecessors", "evidence"), _several("compare")),
        declared("region", actors, (*_DATES, others, peers, "with_predecessors", "evidence"), _several("region")),
        declared("gaps", actors, (*_DATES, others, peers, examples, "with_predecessors", "evidence"), _several("gaps")),
        declared(
            "suggest/partners",
            actor,
            ("theme", "programme", "country", "kind", "abroad", "spread", "experienced", "evidence", limit),
            lambda samkart, given: _call(samkart.suggest.partners, given, "actor"),
        ),
        replace(
            declared(
                "suggest/consortium",
                actor,
                (
                    field("idea", "text", longest=4000, usual=True),
                    field("call", "text", usual=True),
                    field("theme", many=True, usual=True),
                    field("size", "integer", label="field.set_size", default="8", least=2, most=30),
                    "spread",
                    field("newcomers", "integer", least=0, most=28),
                    field("including", "actor", many=True),
                    field("without", "actor", many=True),
                    "evidence",
                ),
                lambda samkart, given: _call(samkart.suggest.consortium, given, "actor"),
            ),
            one_of=("idea", "call", "theme"),
        ),
        declared(
            "suggest/networks",
            actor,
            ("theme", "evidence", limit),
            lambda samkart, given: _call(samkart.suggest.networks, given, "actor"),
        ),
        declared(
            "suggest/themes",
            actor,
            ("evidence", limit),
            lambda samkart, given: _call(samkart.suggest.themes, given, "actor"),
        ),
        declared(
            "path",
            two,
            (field("via"), "evidence", field("limit", "integer", default="3", least=1, most=100)),
            _path,
        ),
        declared("coverage", field("thing", "thing", usual=True), (), _named("coverage", "thing")),
        declared("themes", field("actor", "actor", usual=True), (), _named("themes", "actor")),
        declared("networks", field("actor", "actor", usual=True), ("theme", "evidence"), _named("networks", "actor")),
        declared("conflicts", field("actor", "actor", usual=True), (), _named("conflicts", "actor")),
        declared(
            "programmes",
            field("country", "country", required=True, many=False, default="NO", usual=True),
            ("theme",),
            _named("programmes", "country"),
        ),
        declared("sources", None, (), lambda samkart, _: samkart.sources()),
        declared("stats", None, (), lambda samkart, _: samkart.stats()),
        *(_network(name) for name in NETWORK_VERBS),
    ]
    return {each.name: each for each in found}


def _network(name: str) -> Operation:
    subject, *fields = network_fields(name, field)
    return replace(declared(name, subject, tuple(fields), run_network(name)), command=(NETWORK_VERBS[name][0],))


def _call(function: Callable[..., Any], given: Values, subject: str) -> Any:
    rest = {name: value for name, value in given.items() if name != subject}
    named = given.get(subject, "")
    return function(*named, **rest) if isinstance(named, tuple) else function(named, **rest)


def _named(name: str, subject: str) -> Callable[[Samkart, Values], Tabular | Report[Any]]:
    return lambda samkart, given: _call(getattr(samkart, name), given, subject)


def _several(name: str) -> Callable[[Samkart, Values], Tabular | Report[Any]]:
    return lambda samkart, given: _call(getattr(samkart, name), given, "actors")


def _path(samkart: Samkart, given: Values) -> Tabular:
    from kg.errors import Message, Usage

    if (n := len(given["actors"])) != 2:
        raise Usage(Message("a path has two ends, not {n}", "two-ends", n=n), (), "actors")
    return _call(samkart.path, given, "actors")  # type: ignore[no-any-return]
