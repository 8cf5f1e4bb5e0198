"""Which parameter of a candidate each thing, date and word of a sentence is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.questions.naming import CLASSES
from kg.questions.sentence.candidates import Candidate, Slot
from kg.questions.sentence.dates import Dated
from kg.questions.sentence.mentions import Mention, Thing
from kg.vocab import entity

__all__ = ["Fit", "Given", "Named", "fit"]

# The classes that an actor may belong to for a parameter of this name, where it is narrower than its type.
_BEARERS = {
    "county": ("County",),
    "region": ("County", "IntermunicipalCouncil", "EuropeanOffice", "Network"),
}
_GROUPS = ("Network", "EuropeanOffice")
_DATE = 0.5  # of the weight of a thing: a date or kind only narrows an answer, which a reader can do by eye
_PATHS = {"actor": "actor", "network": "actor"}
_ENTITIES = ("actor", "network", "programme", "project", "theme", "country")


@dataclass(frozen=True, slots=True)
class Given:
    """A value for a parameter: the IRI of a thing or a plain value, its label, and the words that gave it.

    Words are empty for the reader's own country. `notices` are what a user should know of a name, `nearest` those of
    whom one must be said, where the name is that of several: then `value` is the name itself.
    """

    value: str
    label: str
    words: str
    notices: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Named:
    """What a sentence names: things, dates, and words that say a value (parameter, value, words).

    `only` are the words that say nothing but a value, as `universities` does; `projects` also asks for projects.
    """

    mentions: Sequence[Mention]
    dates: Sequence[Dated]
    values: Sequence[tuple[str, str, str]]
    only: Sequence[str]
    text: str
    country: str
    country_label: str


@dataclass(slots=True)
class Fit:
    """What a candidate is given, by parameter; the parameters that it still needs; and how well it takes what is named.

    `used` is the share of the things and dates named that it has a parameter for, dates and values counting half;
    `unused` are the words of the others. `broad` counts networks and numbers that it takes as it takes any actor, and
    `assumed` says that it was given the reader's own country.
    """

    given: dict[str, list[Given]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    used: float = 1.0
    unused: list[str] = field(default_factory=list)
    broad: int = 0
    assumed: bool = False


def fit(candidate: Candidate, named: Named) -> Fit:
    """Give a candidate's parameters what a sentence names, the narrowest first, in the order of the sentence."""
    found = Fit()
    left = list(named.mentions)
    takes = 0.0
    for slot in sorted(candidate.slots, key=_breadth):
        while left and (mention := next((each for each in left if _thing(slot, each)), None)):
            if slot.name in found.given and not slot.many:
                break
            if slot.type == "text":
                found.given[slot.name] = [Given(mention.number, mention.number, mention.text)]
            elif thing := _thing(slot, mention):
                value = thing.iri or thing.label
                found.given.setdefault(slot.name, []).append(
                    Given(value, thing.label, mention.text, thing.notices, thing.nearest)
                )
                found.broad += slot.type == "actor" and (thing.kind in _GROUPS or bool(mention.number))
            left.remove(mention)
            takes += 1
    takes += _DATE * _dates(candidate, named, found)
    names = {slot.name: slot for slot in candidate.slots}
    for parameter, value, words in named.values:
        if parameter in names and parameter not in found.given:
            found.given[parameter] = [Given(value, value, words)]
            takes += _DATE * (words in named.only)
        elif words in named.only:
            found.unused.append(words)
    _home(candidate, named, found)
    found.missing = _missing(candidate, found.given)
    total = len(named.mentions) + _DATE * (len(named.dates) + len(named.only))
    found.used = takes / total if total else 1.0
    found.unused += [mention.text for mention in left]
    order = [slot.name for slot in candidate.slots]
    found.given = {name: found.given[name] for name in order if name in found.given}
    return found


def _breadth(slot: Slot) -> tuple[int, bool]:
    """Narrow parameters before broad ones, those that must be given before those that may be."""
    narrow = slot.type == "network" or slot.name in _BEARERS
    return (0 if narrow else 2 if slot.type == "iri" else 1), not slot.required


def _thing(slot: Slot, mention: Mention) -> Thing | None:
    """What a mention means for a parameter."""
    if slot.name == "number" and slot.type == "text":
        return Thing("", "", mention.number) if mention.number else None
    if slot.type == "iri":
        return mention.things[0] if mention.things else None
    if slot.type not in _ENTITIES:
        return None
    classes = _BEARERS.get(slot.name) or CLASSES.get(slot.type, ())
    for thing in mention.things:
        if thing.path == _PATHS.get(slot.type, slot.type) and (not classes or not thing.kind or thing.kind in classes):
            return thing
    return None


def _dates(candidate: Candidate, named: Named, found: Fit) -> int:
    """Give the parameters for time what the dates say, as far as there are such parameters; how many were used."""
    types = {slot.name: slot.type for slot in candidate.slots}
    used = 0
    for dated in named.dates:
        says = dict(dated.says)
        words = named.text[dated.start : dated.end]
        day = says.get("at", "")
        if day and "at" not in types:
            if "year" in types:
                says = {"year": day[:4]}
            elif "since" in types:
                says = {"since": day, "until": day}
        if all(name in types and name not in found.given for name in says) and not _clash(says, found.given):
            found.given |= {name: [Given(date, date, words)] for name, date in says.items()}
            used += 1
        else:
            found.unused.append(words)
    return used


def _clash(says: Mapping[str, str], given: Mapping[str, object]) -> bool:
    """A day and a period cannot both be asked about."""
    return ("at" in says and bool({"since", "until"} & given.keys())) or ("at" in given and "at" not in says)


def _home(candidate: Candidate, named: Named, found: Fit) -> None:
    """The reader's own country where one must be given and none is named."""
    for slot in candidate.slots:
        if slot.type == "country" and slot.required and slot.name not in found.given:
            found.given[slot.name] = [Given(entity("country", named.country), named.country_label, "")]
            found.assumed = True


def _missing(candidate: Candidate, given: Mapping[str, Sequence[Given]]) -> list[str]:
    missing = [
        slot.name for slot in candidate.slots if slot.required and len(given.get(slot.name, ())) < max(slot.least, 1)
    ]
    if candidate.one_of and not any(name in given for name in candidate.one_of):
        missing.append("|".join(candidate.one_of))
    return missing
