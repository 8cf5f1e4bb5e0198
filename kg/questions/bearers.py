"""Those who bear one name: which of them is meant, what they became, and what tells them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.language.kinds import kind_word
from kg.language.speech import say
from kg.model.period import before, today
from kg.questions.standing import standings, successors
from kg.store.names import ABBREVIATION, FORMER, Match
from kg.store.view import View
from kg.vocab import SKC, SKD, key_of, kind_of

__all__ = [
    "Asked",
    "clear_winner",
    "described",
    "ended",
    "handle",
    "heirs",
    "in_order",
    "key_shown",
    "shown",
    "told_apart",
]

_ORDER = ("actor", "programme", "project", "theme")  # what is meant first where no kind is asked for
_OFTEN = 5  # so many times the ties of every other make a body clearly first


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was typed, what it may be, in which language it is answered, for which day and for a reader from where."""

    view: View
    text: str
    kinds: Sequence[str]
    language: str
    at: str
    country: str

    @cached_property
    def day(self) -> str:
        """The day that is asked about: a year, a month or a day; today where none is."""
        return self.at or today()


def clear_winner(asked: Asked, found: Sequence[Match]) -> list[Match]:
    """The one that comes first, alone; or those that nothing sets apart.

    The first of these on which they differ decides: spelt as it was typed, capitals aside; a name before a short name,
    that before a former name; what kind of thing it is; living on the day before ended, that before not yet begun; the
    reader's country before others; the thing whose key the text is; five times the ties of every other, but for
    municipalities and counties.
    """
    ranked = sorted(((_place(asked, match), match) for match in found), key=lambda pair: pair[0])
    best = [match for place, match in ranked if place == ranked[0][0]]
    if len(best) > 1:
        key = asked.text.casefold()
        own = [match for match in best if key_of(match.iri) == key]
        best = own or best
    if len(best) > 1 and not {match.kind for match in best} <= {"Municipality", "County"}:
        most = sorted(best, key=lambda match: -match.ties)
        if most[0].ties >= _OFTEN * max(most[1].ties, 1):
            return most[:1]
    return sorted(best, key=lambda match: match.iri)


def in_order(asked: Asked, found: Sequence[Match]) -> list[Match]:
    """What was found, those who bear the whole name in the order in which they are meant; the rest as it was."""
    ahead = [match for match in found if match.quality <= 1 and not match.possibly]
    rest = [match for match in found if match.quality > 1 or match.possibly]
    return [*sorted(ahead, key=lambda match: _place(asked, match)), *rest]


def _place(asked: Asked, match: Match) -> tuple[int, ...]:
    name = {ABBREVIATION: 1, FORMER: 2}.get(match.rank, 0)
    kind = kind_of(match.iri)
    order = _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
    life = 1 if ended(asked, match) else 2 if match.start and before(asked.day, match.start) else 0
    return match.quality, int(not match.exact), name, order, life, int(match.country != asked.country)


def ended(asked: Asked, match: Match) -> bool:
    """Had it ended before the day that is asked about?"""
    return bool(match.end) and before(match.end, asked.day)


def heirs(asked: Asked, actor: str) -> tuple[str, ...]:
    """The bodies (IRIs) that an ended one lives on in on the day that is asked about, however many reforms later."""
    found: dict[str, None] = {}
    waiting, seen = [actor], {actor}
    while waiting:
        following = [iri for iri in successors(asked.view, waiting.pop(0)) if iri not in seen]
        seen.update(following)
        lives = standings(asked.view, following) if following else {}
        for iri in following:
            end = lives[iri].end if iri in lives else ""
            if end and before(end, asked.day):
                waiting.append(iri)
            else:
                found[iri] = None
    return tuple(found)


def told_apart(asked: Asked, iris: Sequence[str]) -> dict[str, str]:
    """Each of some things with what it does not share with the others, and a key that can be typed: by IRI.

    `Våler kommune (NO, Innlandet fylkeskommune, actor/vaaler-innlandet)`.
    """
    entities = asked.view.entities(list(iris), asked.language)
    known = standings(asked.view, iris)
    areas = [iri for each in known.values() for iri in (each.county, each.place) if iri]
    labels = {iri: each.label for iri, each in asked.view.entities(areas, asked.language).items()}
    facts: dict[str, list[str]] = {}
    for iri in iris:
        own, life = entities.get(iri), known.get(iri)
        kind = kind_word(own.kind, asked.language) if own else ""
        country = own.country if own else ""
        county, place, start, end, number = (
            (labels.get(life.county, ""), labels.get(life.place, ""), life.start, life.end, life.number)
            if life
            else ("", "", "", "", "")
        )
        lived = f"{start}–{end}" if start and end else ""
        if not lived and (start or end):
            lived = say(asked.language, "speech", "from" if start else "until", date=start or end)
        facts[iri] = [country, kind, county, lived, number, place]
    columns = list(zip(*facts.values(), strict=True))
    telling = [0] + [i for i in range(1, 4) if len(set(columns[i])) > 1]
    for i in (4, 5):  # a number and a place only where nothing better tells them apart
        if len({tuple(each[k] for k in telling) for each in facts.values()}) < len(facts):
            telling.append(i)
    texts = {}
    for iri in iris:
        words = [facts[iri][i] for i in telling if facts[iri][i]]
        texts[iri] = f"{entities[iri].label if iri in entities else key_of(iri)} ({', '.join([*words, handle(iri)])})"
    return texts


def described(match: Match) -> str:
    """A thing with its country and a key that can be typed: `Fjordby kommune (NO, actor/fjordby)`."""
    return f"{match.label} ({match.country + ', ' if match.country else ''}{handle(match.iri)})"


def shown(asked: Asked, iri: str) -> str:
    """The name of a thing with a key that can be typed."""
    known = asked.view.entities([iri], asked.language).get(iri)
    return f"{known.label if known else key_of(iri)} ({handle(iri)})"


def key_shown(match: Match) -> str:
    """The key of what was found; with its kind for an actor that has ended, whose bare key may lead to a successor."""
    return handle(match.iri) if match.end and kind_of(match.iri) == "actor" else key_of(match.iri)


def handle(iri: str) -> str:
    """The key of a thing with its kind, which always means the thing itself: `actor/berg`."""
    return iri.removeprefix(SKD).removeprefix(SKC)
