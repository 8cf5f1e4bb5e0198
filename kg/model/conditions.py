"""What a user may ask for: kinds of tie, places, levels, classes and dates, made and checked here and nowhere else.

The shell, Python and the Questions all read what is given with these functions, so that a wrong value is refused
with the same words everywhere: what it is not, what was expected, and the nearest of what is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, get_type_hints

from kg.errors import Message, Usage
from kg.ids import country_code, is_date
from kg.model.encounter import KINDS, LEVELS, TIE_KINDS
from kg.model.evidence import evidence_of
from kg.model.period import before

__all__ = [
    "KIND_NAMES",
    "ConditionWords",
    "Conditions",
    "Given",
    "TieConditionWords",
    "checked_period",
    "class_of",
    "classes_of",
    "conditions_of",
    "countries_of",
    "country_of",
    "date_of",
    "kinds_of",
    "level_of",
    "levels_of",
    "listed",
    "one_kind_of",
    "span_of",
    "year_of",
]

Given = str | Iterable[str]
"""One value, several with commas, or several."""

KIND_NAMES = {
    "municipality": "Municipality",
    "county": "County",
    "council": "IntermunicipalCouncil",
    "network": "Network",
    "office": "EuropeanOffice",
    "government": "GovernmentBody",
    "public": "PublicBody",
    "university": "University",
    "institute": "ResearchInstitute",
    "company": "Company",
    "civil-society": "CivilSociety",
}
"""What the kinds of actor are called in everyday words, and the class that each is."""

_Near = Callable[[str], tuple[str, ...]]


def listed(given: Given | None) -> tuple[str, ...]:
    """`"project, network"`, `["project", "network"]` → the parts, in order, each once; empty ones do not count.

    >>> listed("NO,SE"), listed(["NO,SE", " NO"]), listed("")
    (('NO', 'SE'), ('NO', 'SE'), ())
    """
    texts = [given] if isinstance(given, str) else list(given or ())
    return tuple(dict.fromkeys(part.strip() for text in texts for part in str(text).split(",") if part.strip()))


def _near(value: str, known: Iterable[str]) -> tuple[str, ...]:
    from difflib import get_close_matches

    return tuple(get_close_matches(value.lower(), list(known), n=3, cutoff=0.6))


def kinds_of(given: Given | None, known: tuple[str, ...] = TIE_KINDS, name: str = "via") -> tuple[str, ...]:
    """The kinds of tie that are meant, in the order of `known`; the usual four when none is given.

    Raises Usage for another word, which it calls by the parameter's `name`.

    >>> kinds_of("twinning,project"), kinds_of(())
    (('project', 'twinning'), ('project', 'network', 'twinning', 'agreement'))
    """
    chosen = listed(given) or KINDS
    for kind in chosen:
        if kind not in known:
            expected = ", ".join(known)
            raise Usage(f"{kind!r} is not a kind of tie; expected {expected}", _near(kind, known), name)
    return tuple(kind for kind in known if kind in chosen)


def one_kind_of(given: str, name: str = "via") -> str:
    """One of the usual four kinds of tie. Raises Usage for anything else, several at once too."""
    if given not in KINDS:
        raise Usage(f"{given!r} is not a kind of tie; expected {', '.join(KINDS)}", _near(given, KINDS), name)
    return given


def country_of(given: str, name: str = "country", near: _Near | None = None) -> str:
    """A country's code in upper case, EL and UK as GR and GB; empty stays empty. Raises Usage for anything else.

    `near` answers the codes that were perhaps meant, where there is a graph to look a name up in.

    >>> country_of("no"), country_of("EL"), country_of("")
    ('NO', 'GR', '')
    """
    code = given.strip().upper()
    if code and not (len(given.strip()) == len(code) == 2 and code.isalpha() and code.isascii()):
        message = Message("{text!r} is not a country; expected a code of two letters, as in NO", "country", text=given)
        raise Usage(message, near(given) if near else (), name)
    return country_code(code)


def countries_of(given: Given | None, name: str = "countries", near: _Near | None = None) -> tuple[str, ...]:
    """The codes of some countries, each once; see `country_of`."""
    return tuple(dict.fromkeys(country_of(code, name, near) for code in listed(given)))


def level_of(given: str, name: str = "level") -> str:
    """One of `LEVELS`; empty stays empty. Raises Usage for another word."""
    level = given.strip().lower()
    if level and level not in LEVELS:
        raise Usage(f"{given!r} is not a level; expected {', '.join(LEVELS)}", _near(given, LEVELS), name)
    return level


def levels_of(given: Given | None, name: str = "levels") -> tuple[str, ...]:
    """Some levels, each once; see `level_of`."""
    return tuple(dict.fromkeys(level_of(level, name) for level in listed(given)))


def class_of(given: str, name: str = "kind") -> str:
    """The class of actor that an everyday word or the class's own name means; empty stays empty.

    Raises Usage for another word.

    >>> class_of("municipality"), class_of("Municipality"), class_of("european-office"), class_of("office")
    ('Municipality', 'Municipality', 'EuropeanOffice', 'EuropeanOffice')
    """
    text = given.strip()
    key = text.lower().replace("_", "-").replace(" ", "-")
    known = KIND_NAMES | {each.lower(): each for each in KIND_NAMES.values()}
    found = known.get(key) or known.get(key.replace("-", ""), "")
    if text and not found:
        words = {each: word for word, each in KIND_NAMES.items()}
        names = tuple(dict.fromkeys(words[known[each]] for each in _near(key, known)))
        raise Usage(f"{given!r} is not a kind of actor; expected {', '.join(KIND_NAMES)}", names, name)
    return found


def classes_of(given: Given | None, name: str = "classes") -> tuple[str, ...]:
    """Some classes of actors, each once; see `class_of`."""
    return tuple(dict.fromkeys(class_of(kind, name) for kind in listed(given)))


def date_of(given: object, name: str = "at") -> str:
    """A year, a month or a day as text; a `datetime.date` is taken too, empty stays empty.

    Raises Usage for anything else; of a day written the other way round it says how it is written here.

    >>> date_of("2020-06"), date_of(2020)
    ('2020-06', '2020')
    """
    text = str(given or "").strip()
    if text and not is_date(text):
        message = Message("{text!r} is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD", "date", text=text)
        raise Usage(message, _turned(text), name)
    return text


def _turned(text: str) -> tuple[str, ...]:
    """`12.06.2020` → `2020-06-12`, where that is a date."""
    parts = text.replace("/", ".").replace("-", ".").split(".")
    if not 2 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return ()
    year, *rest = parts[::-1] if len(parts[-1]) == 4 else parts
    turned = "-".join([year, *(part.zfill(2) for part in rest)])
    return (turned,) if is_date(turned) else ()


def year_of(given: object, name: str = "year") -> str:
    """A year as text; empty stays empty. Raises Usage for anything else."""
    text = str(given or "").strip()
    if text and not (len(text) == 4 and is_date(text)):
        message = Message("{text!r} is not a year; expected YYYY", "year", text=text)
        raise Usage(message, (text[:4],) if is_date(text) else (), name)
    return text


def span_of(given: str, name: str = "period") -> tuple[str, str]:
    """The first and last year of `2014-2020`, `2014–2020` or `2014..2020`. Raises Usage for another form.

    >>> span_of("2014..2020"), span_of("2014-2020")
    (('2014', '2020'), ('2014', '2020'))
    """
    since, _, until = given.replace("–", "-").replace("..", "-").partition("-")
    years = [part.strip() for part in (since, until)]
    if not all(len(year) == 4 and is_date(year) for year in years) or years[0] > years[1]:
        sentence = "{text!r} is not a period; expected YYYY-YYYY, as in 2014-2020, the first year not after the last"
        raise Usage(Message(sentence, "period", text=given), (), name)
    return years[0], years[1]


def checked_period(since: object = "", until: object = "", at: object = "") -> tuple[str, str, str]:
    """A period or a day, as text. Raises Usage for what is no date, for both at once, and for an end before its start.

    >>> checked_period("2014", "2020-12")
    ('2014', '2020-12', '')
    """
    first, last, day = date_of(since, "since"), date_of(until, "until"), date_of(at, "at")
    if day and (first or last):
        raise Usage(Message("give either a day (at) or a period (since, until), not both", "day-or-period"))
    if first and last and before(last, first):
        sentence = "the period ends ({last}) before it begins ({first})"
        raise Usage(Message(sentence, "period-turned", last=last, first=first))
    return first, last, day


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What ties and partners must be like; an empty value sets no condition.

    `kinds` are kinds of tie; `countries`, `levels` and `classes` are asked of actors; `theme` and `programme` name
    what a tie is about or paid by, with all that lies below it. `since` and `until` bound a period, `at` is a day, a
    month or a year. With `derived_themes` a project counts as about a theme that was derived for it, which no source
    says. With `with_predecessors` what actors now merged into another did counts as that other's.
    `evidence` is how ties must be known: one of `kg.model.evidence.LIMITS`.
    """

    kinds: tuple[str, ...] = KINDS
    theme: str = ""
    derived_themes: bool = False
    programme: str = ""
    countries: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    at: str = ""
    with_predecessors: bool = False
    evidence: str = ""

    def fit(self, country: str, level: str, kind: str) -> bool:
        """Does an actor of that country, level and class meet the conditions on actors?"""
        return (
            (not self.countries or country in self.countries)
            and (not self.levels or level in self.levels)
            and (not self.classes or kind in self.classes)
        )


class TieConditionWords(TypedDict, total=False):
    """Conditions as a user words them. `via` and `kinds`, `country` and `countries`, `level` and `levels`, `kind` and
    `classes` mean the same: one value, several with commas, or several."""

    via: Given
    kinds: Given
    theme: str
    derived_themes: bool
    programme: str
    country: Given
    countries: Given
    level: Given
    levels: Given
    kind: Given
    classes: Given
    since: object
    until: object
    at: object
    with_predecessors: bool


class ConditionWords(TieConditionWords, total=False):
    """As `TieConditionWords`, with how ties must be known: own, stated or any."""

    evidence: str


_WORDS = get_type_hints(ConditionWords)


def conditions_of(given: Mapping[str, Any], kinds: tuple[str, ...] = KINDS, near: _Near | None = None) -> Conditions:
    """Conditions from what a user says (`ConditionWords`); `kinds` are the kinds of tie that may be asked for.

    Raises Usage for every value that cannot be meant, for derived themes without a theme, and for a parameter that is
    none of these.

    >>> conditions_of({"via": "project", "country": "no", "kind": "municipality"})
    ... # doctest: +ELLIPSIS
    Conditions(kinds=('project',), theme='', derived_themes=False, programme='', countries=('NO',), ...)
    """
    unknown = next((name for name in given if name not in _WORDS), "")
    if unknown:
        expected = ", ".join(_WORDS)
        raise Usage(f"{unknown!r} is not a condition; expected {expected}", _near(unknown, _WORDS))

    def said(*names: str) -> tuple[Any, str]:
        name = next((name for name in names if given.get(name)), names[0])
        return given.get(name), name

    if given.get("derived_themes") and not given.get("theme"):
        raise Usage(Message("derived themes count with a theme only; say which", "derived-of-what"), (), "theme")
    since, until, at = checked_period(given.get("since"), given.get("until"), given.get("at"))
    via, called = said("via", "kinds")
    return Conditions(
        kinds=kinds_of(via, kinds, called),
        theme=given.get("theme", ""),
        derived_themes=bool(given.get("derived_themes", False)),
        programme=given.get("programme", ""),
        countries=countries_of(*said("country", "countries"), near),
        levels=levels_of(*said("level", "levels")),
        classes=classes_of(*said("kind", "classes")),
        since=since,
        until=until,
        at=at,
        with_predecessors=bool(given.get("with_predecessors", False)),
        evidence=evidence_of(given.get("evidence")),
    )
