"""The steps by which a network was grown, as they stand in an address: the whole picture follows from them.

`actor/asker;actor/asker!twinning;actor/asker!partner!n=50!country=SE;-actor/oslo` begins at Asker, opens its twin towns
and its fifty strongest partners in Sweden, and takes Oslo away. A thing is written as its IRI ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import Usage
from kg.ids import is_date
from kg.model.evidence import LIMITS
from kg.vocab import SKC, SKD

__all__ = ["KINDS", "MOST", "MOST_STEPS", "USUAL", "Step", "id_of", "iri_of", "read_steps", "written"]

KINDS = (
    "network",
    "member",
    "project",
    "participant",
    "twinning",
    "agreement",
    "partner",
    "theme",
    "priority",
    "about",
    "programme",
    "part",
    "whole",
    "narrower",
    "broader",
)
"""The kinds of connection. `project` may be narrowed to a programme (`project:horizon-europe`; `project:` are those
without one), `partner` to a country (`partner:SE`)."""

MOST = 200
"""The most things that one step may add."""
USUAL = 25
"""How many a step adds that does not say."""
MOST_STEPS = 100
"""The most steps of one picture."""

_THING = re.compile(r"[a-z][a-z-]*/[^\s;!]+")
_SCHEMES = ("theme",)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `kind` is empty where a thing is put in, and `-` where it is taken away.

    `narrow` is what stands behind the kind (a programme's key or a country's code; None where nothing does), `limit`
    how many at most; `country` and `theme` are asked of the other end, `since` and `until` of the ties, and `evidence`
    is how they must be known.
    """

    thing: str
    kind: str = ""
    narrow: str | None = None
    limit: int = USUAL
    country: str = ""
    theme: str = ""
    since: str = ""
    until: str = ""
    evidence: str = ""


def iri_of(thing: str) -> str:
    """The IRI of `actor/asker`; what is an IRI of ours stays as it is. Raises Usage for anything else.

    >>> iri_of("actor/asker"), iri_of("theme/energy")
    ('https://w3id.org/samkart/id/actor/asker', 'https://w3id.org/samkart/concept/theme/energy')
    """
    text = id_of(thing)
    if not _THING.fullmatch(text):
        raise Usage(f"{thing!r} is not a thing; expected kind/key, as in actor/asker", (), "thing")
    return (SKC if text.partition("/")[0] in _SCHEMES else SKD) + text


def id_of(iri: str) -> str:
    """How a thing is written in an address: the end of its IRI.

    >>> id_of("https://w3id.org/samkart/concept/theme/energy")
    'theme/energy'
    """
    return iri.removeprefix(SKD).removeprefix(SKC)


def read_steps(text: str) -> tuple[Step, ...]:
    """The steps of an address, in order. Raises Usage for what is no step, and for more than `MOST_STEPS`."""
    parts = [part for part in text.split(";") if part]
    if len(parts) > MOST_STEPS:
        raise Usage(f"a network has at most {MOST_STEPS} steps, not {len(parts)}", (), "steps")
    return tuple(_step(part) for part in parts)


def _step(text: str) -> Step:
    if text.startswith("-"):
        return Step(id_of(iri_of(text[1:])), "-")
    thing, *rest = text.split("!")
    if not rest:
        return Step(id_of(iri_of(thing)))
    options = dict(option.partition("=")[::2] for option in rest[1:])
    return step_of(thing, rest[0], options)


def step_of(thing: str, kind: str, options: Mapping[str, str]) -> Step:
    """An expansion: `options` are n, country, theme, since, until and evidence. Raises Usage."""
    name, narrowed, narrow = kind.partition(":")
    if name not in KINDS or (narrowed and name not in ("project", "partner")):
        raise Usage(f"{kind!r} is not a kind of connection; expected one of {', '.join(KINDS)}", (), "kind")
    known = {"n", "country", "theme", "since", "until", "evidence"}
    if unknown := sorted(options.keys() - known):
        raise Usage(f"{unknown[0]!r} is not a condition of a step; expected {', '.join(sorted(known))}", (), "steps")
    limit = options.get("n") or str(USUAL)
    if not (limit.isascii() and limit.isdigit() and 1 <= int(limit) <= MOST):
        raise Usage(f"{limit!r} is not a number of things; expected 1 to {MOST}", (), "n")
    for name_of_date in ("since", "until"):
        date = options.get(name_of_date, "")
        if date and not is_date(date):
            raise Usage(f"{date!r} is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD", (), name_of_date)
    evidence, country = options.get("evidence", ""), options.get("country", "").upper()
    if evidence and evidence not in LIMITS:
        raise Usage(f"{evidence!r} is not a strength of evidence; expected {', '.join(LIMITS)}", (), "evidence")
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise Usage(f"{country!r} is not a country; expected a code of two letters, as in NO", (), "country")
    return Step(
        thing=id_of(iri_of(thing)),
        kind=name,
        narrow=narrow if narrowed else None,
        limit=int(limit),
        country=country,
        theme=options.get("theme", ""),
        since=options.get("since", ""),
        until=options.get("until", ""),
        evidence=evidence,
    )


def written(step: Step) -> str:
    """A step as it stands in an address; what it does not narrow is left out.

    >>> written(read_steps("actor/asker!partner:SE!n=50")[0])
    'actor/asker!partner:SE!n=50'
    """
    if step.kind in ("", "-"):
        return step.kind + step.thing
    kind = step.kind if step.narrow is None else f"{step.kind}:{step.narrow}"
    options = {
        "n": str(step.limit) if step.limit != USUAL else "",
        "country": step.country,
        "theme": step.theme,
        "since": step.since,
        "until": step.until,
        "evidence": step.evidence,
    }
    return "!".join([step.thing, kind, *(f"{name}={value}" for name, value in options.items() if value)])
