"""The command of the shell that asks exactly what a sentence was taken to mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from shlex import quote

from kg.errors import NotFound
from kg.questions.bearers import handle
from kg.questions.naming import identify
from kg.questions.sentence.candidates import Candidate
from kg.questions.sentence.fitting import Given
from kg.store.view import View
from kg.vocab import key_of, kind_of

__all__ = ["command", "handles"]

_OPTIONS = {"predecessors": "--with-predecessors", "abroad": "--abroad"}  # which take no value


def handles(view: View, candidate: Candidate, given: Mapping[str, Sequence[Given]]) -> dict[str, list[str]]:
    """How the values are typed: the key of a thing where it means that thing, else with its kind (`actor/hurum`)."""
    types = {slot.name: slot.type for slot in candidate.slots}
    return {name: [_typed(view, each.value, types[name]) for each in several] for name, several in given.items()}


def _typed(view: View, value: str, kind: str) -> str:
    if "://" not in value:
        return value
    if kind_of(value) in ("country", "theme") and kind != "iri":
        return key_of(value)
    try:
        plain = identify(view, key_of(value), "" if kind == "iri" else kind).iri == value
    except NotFound:
        plain = False
    return key_of(value) if plain else handle(value)


def command(candidate: Candidate, given: Mapping[str, Sequence[str]]) -> str:
    """`kg who baerum --theme energy`, or `kg query actor/networks -p actor=oslo`.

    What must be given and is not stands there in capitals: `kg compare asker ACTORS`.
    """
    if not candidate.is_verb:
        needed = {slot.name: [slot.name.upper()] for slot in candidate.slots if slot.required}
        parts = [f"-p {name}={quote(value)}" for name, values in {**needed, **given}.items() for value in values]
        return " ".join(["kg query", candidate.name, *parts])
    parts = ["kg", candidate.name]
    for slot in candidate.slots:
        values = [quote(value) for value in given.get(slot.name, ())]
        lacking = max(slot.least, 1) - len(values) if slot.required else 0
        values += [slot.name.upper()] * lacking
        if slot.place:
            parts += values
        elif slot.name in _OPTIONS and values:
            parts.append(_OPTIONS[slot.name])
        else:
            parts += [f"--{slot.name} {value}" for value in values]
    return " ".join(parts)
