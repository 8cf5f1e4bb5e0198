"""A consortium in tables: the members, what is wanted and who covers it, the projects that match, who knows whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from kg.language import speech
from kg.language.kinds import kind_word
from kg.language.speech import Speech, first_lower
from kg.model.lookup import Lookup
from kg.model.result import Section
from kg.model.table import Cell, Table, only
from kg.suggest.consortium import Consortium, Member
from kg.suggest.rows import SHOWN, Reason
from kg.vocab import concept

__all__ = ["consortium_facts", "consortium_sections", "set_lines"]


def say(language: str, key: str, /, **values: object) -> str:
    """A word or sentence of consortia in a language, its blanks filled."""
    return speech.say(language, "consortium", key, **values)


def consortium_sections(found: Consortium, lookup: Lookup, said: Callable[[Reason], str]) -> list[Section]:
    """The sections `members`, `needs`, `titles` and `pairs`; `said` puts a reason in words."""
    return [
        _members(found, lookup, said),
        _needs(found, lookup),
        _titles(found, lookup),
        _pairs(found, lookup),
    ]


def consortium_facts(found: Consortium, lookup: Lookup) -> dict[str, object]:
    """What is to be known of the set, as data."""
    choice = found.choice
    return {
        "actor": found.actor,
        "label": lookup.entity(found.actor).label,
        "call": found.wish.call or None,
        "size": len(found.members),
        "asked_size": found.size,
        "countries": list(found.countries),
        "kinds": found.kinds,
        "pairs": _possible(found),
        "acquainted_pairs": len(found.pairs),
        "newcomers": sum(member.newcomer for member in found.members),
        "uncovered": [concept("theme", theme) for theme in found.uncovered],
        "unmet": list(choice.unmet),
        "candidates": choice.candidates,
        "stopped": choice.stopped,
        "cut": found.wish.cut,
    }


def set_lines(found: Consortium, lookup: Lookup) -> list[str]:
    """What is to be known of the set, in sentences: who it is made of, what is missing, where the choice was open."""
    language, choice = lookup.language, found.choice
    speech_of = Speech(language)
    kinds = [
        say(language, "kind", kind=kind_word(kind, language), n=n) if kind else say(language, "no-kind", n=n)
        for kind, n in found.kinds.items()
    ]
    lines = [
        say(
            language,
            "set",
            n=len(found.members),
            countries=len(found.countries),
            listed=", ".join(found.countries),
            kinds=speech_of.listed(kinds),
            met=len(found.pairs),
            pairs=_possible(found),
            new=sum(member.newcomer for member in found.members),
        )
    ]
    if found.uncovered:
        lines.append(say(language, "uncovered", names=speech_of.listed(_theme_labels(found.uncovered, lookup))))
    for above, themes in found.wish.instead.items():
        stands = first_lower(lookup.entity(concept("theme", above)).label)
        lines.append(say(language, "instead", names=speech_of.listed(_theme_labels(themes, lookup)), name=stands))
    if not found.wish.themes:
        lines.append(say(language, "no-theme"))
    if choice.unmet:
        lines.append(
            say(language, "unmet", names=speech_of.listed(say(language, f"unmet.{each}") for each in choice.unmet))
        )
    if choice.stopped:
        lines.append(say(language, "stopped", n=len(found.members), size=found.size, candidates=choice.candidates))
    open_places = [member for member in found.members if member.equals]
    for member in open_places:
        names = [lookup.entity(actor).label for actor in member.equals[:SHOWN]]
        key = "equal" if len(member.equals) <= SHOWN else "equal.more"
        own = lookup.entity(member.actor).label
        lines.append(say(language, key, name=own, n=len(member.equals), names=speech_of.listed(names)))
    if found.wish.cut:
        lines.append(say(language, "cut", n=len(found.wish.text)))
    return lines


def _possible(found: Consortium) -> int:
    return len(found.members) * (len(found.members) - 1) // 2


def _theme_labels(themes: Iterable[str], lookup: Lookup) -> list[str]:
    return [first_lower(lookup.entity(concept("theme", theme)).label) for theme in themes]


def _members(found: Consortium, lookup: Lookup, said: Callable[[Reason], str]) -> Section:
    language = lookup.language
    rows = []
    for member in found.members:
        entity = lookup.entity(member.actor)
        reasons = [said(reason) for reason in member.reasons]
        sources = lookup.evidence(*_ties(member))
        rows.append(
            [
                Cell(member.place or None, str(member.place) if member.place else say(language, "aboard")),
                Cell(entity.iri, entity.label),
                Cell(entity.kind or None, kind_word(entity.kind, language)),
                Cell.of(entity.country),
                Cell(" ".join(member.roles) or None, "; ".join(say(language, f"role.{role}") for role in member.roles)),
                _things([concept("theme", theme) for theme in member.covers], lookup),
                _things(member.worked_with, lookup),
                Cell(member.newcomer, say(language, "yes" if member.newcomer else "no")),
                Cell(round(member.score, 6), f"{member.score:.2f}") if member.place else Cell(None, ""),
                Cell({part: round(value, 6) for part, value in member.parts.items()}, _parts(member, language)),
                _words(reasons, reasons),
                _words([source.title for source in sources], [source.address for source in sources]),
            ]
        )
    names = ["rank", "name", "kind", "country", "role", "themes", "worked_with", "newcomer", "score", "parts"]
    types = ["integer", "actor", "text", "country", "text", "text", "text", "text", "number", "text", "text", "text"]
    section = _section(language, "members", [*names, "reasons", "evidence"], types, rows)
    shown = [place for place, name in enumerate(section.table.names) if name != "parts"]
    return replace(section, reading=only(section.table, shown))


def _parts(member: Member, language: str) -> str:
    ordered = sorted(member.parts.items(), key=lambda each: (-each[1], each[0]))
    return ", ".join(f"{say(language, f'part.{part}')} {value:.2f}" for part, value in ordered if value >= 0.005)


def _ties(member: Member) -> list[str]:
    """The ties that a member's row rests on, each once."""
    groups = [*(reason.ties for reason in member.reasons), *member.covers.values(), *member.worked_with.values()]
    return list(dict.fromkeys(tie for ties in groups for tie in ties))


def _needs(found: Consortium, lookup: Lookup) -> Section:
    language = lookup.language
    rows = [
        [
            _thing(concept("theme", need.theme), lookup),
            _words([f"«{words}»" for words in need.said], list(need.said)),
            _things(need.projects, lookup),
            Cell(round(need.weight, 4), f"{need.weight:.2f}"),
            _things(need.covered_by, lookup, say(language, "nobody")),
        ]
        for need in found.needs
    ]
    columns = ["theme", "passages", "projects", "weight", "covered_by"]
    return _section(language, "needs", columns, ["text", "text", "text", "number", "text"], rows)


def _titles(found: Consortium, lookup: Lookup) -> Section:
    language = lookup.language
    matches = {match.project: match for member in found.members for match in member.titles}
    ordered = sorted(matches.values(), key=lambda match: (-match.fit, match.project))
    rows = [
        [
            Cell(match.project, match.title),
            _words([f"«{word}»" for word in match.words], list(match.words)),
            Cell(round(match.fit, 4), f"{match.fit:.2f}"),
            _things([member.actor for member in found.members if match in member.titles], lookup),
        ]
        for match in ordered
    ]
    return _section(language, "titles", ["project", "words", "fit", "who"], ["text", "text", "number", "text"], rows)


def _pairs(found: Consortium, lookup: Lookup) -> Section:
    language = lookup.language
    rows = []
    for pair in found.pairs:
        sources = lookup.evidence(*pair.ties)
        rows.append(
            [
                _thing(pair.one, lookup),
                _thing(pair.other, lookup),
                Cell(pair.count, str(pair.count)),
                _things(pair.hubs, lookup),
                _words([source.title for source in sources], [source.address for source in sources]),
            ]
        )
    columns = ["one", "other", "times", "latest", "evidence"]
    note = "" if rows else say(language, "no-pairs")
    return _section(language, "pairs", columns, ["actor", "actor", "integer", "text", "text"], rows, note=note)


def _section(
    language: str, name: str, names: Sequence[str], types: Sequence[str], rows: list[list[Cell]], note: str = ""
) -> Section:
    headings = [say(language, f"head.{each}") for each in names]
    return Section(name, say(language, f"title.{name}"), Table(names, headings, types, rows, note=note))


def _thing(iri: str, lookup: Lookup) -> Cell:
    return Cell(iri, lookup.entity(iri).label)


def _things(iris: Iterable[str], lookup: Lookup, none: str = "") -> Cell:
    """Several labels; data formats have IRIs and labels. `none` stands where there is nothing."""
    listed: list[dict[str, Any]] = [{"iri": iri, "label": _label(iri, lookup)} for iri in iris]
    return Cell(listed, ", ".join(each["label"] for each in listed) or none)


def _label(iri: str, lookup: Lookup) -> str:
    """What a thing is called; a twinning, which has no name, by what it is."""
    entity = lookup.entity(iri)
    return kind_word(entity.kind, lookup.language) if entity.kind == "Twinning" else entity.label


def _words(shown: Sequence[str], value: Sequence[str]) -> Cell:
    return Cell(list(value), "; ".join(shown))
