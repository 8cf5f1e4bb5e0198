"""How likely it is that two records are one body: a sum of parts, each with its sign, its words and its evidence.

A score orders what a person looks at. It never links by itself: that is for the rules and for judgements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.linking.likeness import Likeness, Profile, Rarity, likeness, profile_of
from kg.linking.record import Record

__all__ = ["LIKELY", "SHOWN", "WEIGHTS", "Part", "Score", "Scorer"]

LIKELY = 0.85
"""From here on a review calls a pair likely."""
SHOWN = 0.5
"""Below this a pair is not shown unless it is asked for."""
WEIGHTS = {
    "name": 0.74,  # of the same name
    "name.least": 0.4,  # a likeness of names up to this is worth nothing
    "abbreviation": 0.08,
    "abbreviation.alone": 0.45,  # of the same short name where the long ones are not alike
    "initials.alone": 0.3,
    "short.alone": 0.2,  # of the same for three letters, or for two municipalities, which have names
    "number": 0.95,
    "number.alone": 0.5,  # where the names are not alike: one number for a group of bodies
    "number.other": -0.4,
    "identifier": 0.95,
    "identifier.other": -0.5,
    "country": 0.05,
    "country.other": -0.45,
    "place": 0.1,
    "place.other": -0.05,
    "nuts": 0.05,
    "nuts.other": -0.06,
    "kind": 0.08,
    "kind.other": -0.45,
    "kind.wide": -0.12,
    "unit": -0.15,
    "homepage": 0.2,
    "together": -0.08,
    "shared": -0.12,
}
_ONE_EACH = ("wikidata", "ror")  # what one body has one of; it may have several PICs
_MANY = ("pic",)
_ALIKE = 0.5
_PART = frozenset({"Hospital", "School"})
# Kinds that a source may take one for the other: not much of a contradiction.
_NEAR = (
    frozenset({"University", "ResearchInstitute"}),
    frozenset({"Company", "ResearchInstitute"}),
    frozenset({"Company", "University"}),
    frozenset({"CivilSociety", "Network"}),
    frozenset({"CivilSociety", "ResearchInstitute"}),
    frozenset({"Company", "CivilSociety"}),
    frozenset({"Company", "Network"}),
    frozenset({"Network", "IntermunicipalCouncil"}),
    frozenset({"Network", "EuropeanOffice"}),
    frozenset({"County", "IntermunicipalCouncil"}),
    frozenset({"GovernmentBody", "ResearchInstitute"}),
    frozenset({"GovernmentBody", "Company"}),
    frozenset({"University", "School"}),
    frozenset({"University", "Hospital"}),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of evidence: its `name`, what it adds (`points`), the key of its words and what stands in them."""

    name: str
    points: float
    key: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Score:
    """The parts, those that weigh most first."""

    parts: tuple[Part, ...] = ()

    @property
    def value(self) -> float:
        """The sum of the parts, not below 0 and not above 1, to three decimals."""
        return round(min(1.0, max(0.0, sum(part.points for part in self.parts))), 3)

    def with_part(self, part: Part) -> Score:
        """The same with a part more."""
        return Score(_in_order([*self.parts, part]))


class Scorer:
    """Scores pairs of records. What words are common is learnt from `records`, best those of both sides.

    >>> left = Record("cordis:pic/1", names=("BAERUM KOMMUNE",), country="NO", places=("Sandvika",))
    >>> right = Record("actor/baerum", names=("Bærum kommune",), country="NO", classes=frozenset({"Municipality"}))
    >>> score = Scorer().score(left, right)
    >>> score.value, [(part.name, part.points) for part in score.parts]
    (0.87, [('name', 0.74), ('kind', 0.08), ('country', 0.05)])
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._profiles: dict[int, Profile] = {}
        self.rarity = Rarity([self.profile(record) for record in records])

    def profile(self, record: Record) -> Profile:
        """A record as it is compared, worked out once."""
        found = self._profiles.get(id(record))
        if found is None:
            found = self._profiles[id(record)] = profile_of(record)
        return found

    def score(self, left: Record, right: Record) -> Score:
        """How likely two records are one body, and why."""
        ours, theirs = self.profile(left), self.profile(right)
        found = likeness(ours, theirs, self.rarity)
        parts = [
            *_name(ours, theirs, found),
            *_identifiers(ours, theirs, found.value),
            *_where(ours, theirs),
            *_kind(ours, theirs),
            *_company(ours, theirs),
        ]
        return Score(_in_order(parts))


def _in_order(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda part: (-abs(part.points), part.name, part.key)))


def _part(name: str, key: str, points: float, **values: str) -> Part:
    return Part(name, round(points, 3), key, values)


def _name(ours: Profile, theirs: Profile, found: Likeness) -> list[Part]:
    """The names, the short names, and words that tell of a part of a body on one side only."""
    least = WEIGHTS["name.least"]
    points = WEIGHTS["name"] * max(0.0, found.value - least) / (1 - least)
    parts = [_part("name", f"name.{found.way}", points, left=found.left, right=found.right)] if points else []
    if found.way not in ("same", "form"):
        parts += _short_names(ours, theirs, points)
    return parts + (_units(ours, theirs, found) if parts else [])


def _short_names(ours: Profile, theirs: Profile, points: float) -> list[Part]:
    short = ours.short & theirs.short
    letters = (ours.short & theirs.initials) | (theirs.short & ours.initials)
    for common, key in ((short, "abbreviation"), (letters, "initials")):
        text = min(common, key=lambda each: (-len(each), each), default="")
        if len(text) < 3:
            continue
        alone = WEIGHTS[f"{key}.alone"]
        if len(text) == 3 or "Municipality" in ours.kinds & theirs.kinds:
            alone = WEIGHTS["short.alone"]
        added = max(WEIGHTS["abbreviation"], alone - points)
        return [_part("abbreviation", key, added, text=text.upper())]
    return []


def _units(ours: Profile, theirs: Profile, found: Likeness) -> list[Part]:
    if found.way in ("same", "form"):
        return []
    left, right = (
        next((name.units for name in each.names if name.text == text), frozenset())
        for each, text in ((ours, found.left), (theirs, found.right))
    )
    one_sided = sorted(left ^ right)
    return [_part("unit", "unit", WEIGHTS["unit"], text=", ".join(one_sided))] if one_sided else []


def _identifiers(ours: Profile, theirs: Profile, alike: float) -> list[Part]:
    parts = []
    left, right = ours.record, theirs.record
    numbers = sorted(ours.numbers & theirs.numbers)
    if numbers:
        key = "number" if alike >= _ALIKE else "number.alone"
        parts.append(_part("identifier", "number.same", WEIGHTS[key], text=numbers[0]))
    elif ours.numbers and theirs.numbers and left.country == right.country:
        text = {"left": min(ours.numbers), "right": min(theirs.numbers)}
        parts.append(_part("identifier", "number.other", WEIGHTS["number.other"], **text))
    for scheme in (*_ONE_EACH, *_MANY):
        first, second = left.identifiers.get(scheme, frozenset()), right.identifiers.get(scheme, frozenset())
        same = sorted(first & second)
        name = {"pic": "PIC", "wikidata": "Wikidata", "ror": "ROR"}[scheme]
        if same:
            parts.append(_part("identifier", "identifier.same", WEIGHTS["identifier"], scheme=name, text=same[0]))
        elif first and second and scheme in _ONE_EACH:
            text = {"scheme": name, "left": min(first), "right": min(second)}
            parts.append(_part("identifier", "identifier.other", WEIGHTS["identifier.other"], **text))
    if ours.host and ours.host == theirs.host:
        parts.append(_part("homepage", "homepage", WEIGHTS["homepage"], text=ours.host))
    return parts


def _where(ours: Profile, theirs: Profile) -> list[Part]:
    """Country, place and region. A place that the other is named after is the same place."""
    left, right = ours.record, theirs.record
    if left.country and right.country and left.country != right.country:
        text = {"left": left.country, "right": right.country}
        return [_part("country", "country.other", WEIGHTS["country.other"], **text)]
    parts = []
    if left.country and right.country:
        parts.append(_part("country", "country.same", WEIGHTS["country"], text=left.country))
    named = {" ".join(core) for each in (ours, theirs) for core in each.cores}
    same = sorted((ours.places & theirs.places) | ((ours.places | theirs.places) & named))
    if same:
        parts.append(_part("place", "place.same", WEIGHTS["place"], text=same[0].title()))
    elif ours.places and theirs.places:
        text = {"left": min(left.places), "right": min(right.places)}
        parts.append(_part("place", "place.other", WEIGHTS["place.other"], **text))
    deepest = [code for code in left.nuts if len(code) == 5], [code for code in right.nuts if len(code) == 5]
    if all(deepest):
        common = sorted(set(deepest[0]) & set(deepest[1]))
        if common:
            parts.append(_part("region", "nuts.same", WEIGHTS["nuts"], text=common[0]))
        else:
            text = {"left": min(deepest[0]), "right": min(deepest[1])}
            parts.append(_part("region", "nuts.other", WEIGHTS["nuts.other"], **text))
    return parts


def _kind(ours: Profile, theirs: Profile) -> list[Part]:
    first, second = ours.kinds, theirs.kinds
    if not (first and second):
        return []
    common = first & second
    told = {"left": ", ".join(sorted(first)), "right": ", ".join(sorted(second))}
    if common and not (first ^ second) & _PART:
        return [_part("kind", "kind.same", WEIGHTS["kind"], text=", ".join(sorted(common)))]
    if "Foundation" in first ^ second and not (first | second) & {"Municipality", "County"}:
        return []
    near = common or any(frozenset({a, b}) in _NEAR for a in first for b in second)
    return [
        _part("kind", "kind.near" if near else "kind.other", WEIGHTS["kind.wide" if near else "kind.other"], **told)
    ]


def _company(ours: Profile, theirs: Profile) -> list[Part]:
    """Two that take part in one and the same project, or are members of one network, are told as two there."""
    both = sorted(ours.record.hubs & theirs.record.hubs)
    if not both:
        return []
    return [_part("together", "together", WEIGHTS["together"], text=both[0])]
