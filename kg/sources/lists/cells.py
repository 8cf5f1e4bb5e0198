"""Cells of lists as people write them: names with a country behind, dates with a word before, words for a status."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from kg.ids import fold
from kg.model.spreadsheet import serial_day
from kg.sources.cleaning.persons import has_body_word
from kg.sources.cleaning.values import clean_date
from kg.sources.lists.countries import country_in
from kg.sources.lists.inflected import by_root, root_of
from kg.sources.mappings import KIND_CLASSES

__all__ = [
    "KINDS",
    "NOT_YET",
    "STATUSES",
    "TIES",
    "has_own_kind",
    "is_bare",
    "kind_of_cell",
    "kind_of_heading",
    "name_and_country",
    "period_of",
    "status_of",
    "tie_of",
]

KINDS = tuple(KIND_CLASSES)
"""What a row may say that it is."""
STATUSES = (
    *("member", "associate", "observer", "signatory", "partner", "coordinator"),
    *("on-hold", "ended", "letter-of-intent"),
)
"""The keys of `skc:status`."""
TIES = {"twinning": "Twinning", "agreement": "Agreement"}
"""What a tie between two may be, and its class."""
NOT_YET = "not-yet"
"""The status of who has only asked to join."""


_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
_STATUS_WORDS: dict[str, str] = {fold(word): key for key, words in _WORDS["status"].items() for word in words}
_STATUS_ROOTS = by_root(_STATUS_WORDS)
_KIND_WORDS: dict[str, str] = {fold(word): key for key, words in _WORDS["kind"].items() for word in words}
_TIE_WORDS: dict[str, str] = {fold(word): TIES[key] for key, words in _WORDS["tie"].items() for word in words}
_MUNICIPAL = (
    *("kommune", "kommuner", "kommunenavn", "kommun", "kommunnamn", "kunta", "municipality", "gemeinde"),
    *("city", "cities", "town", "by", "byer", "stad", "stader", "kaupunki", "stadt"),
)
_ENDINGS = ("kommune", "kommun", "kunta")
_COUNTIES = ("fylke", "county", "counties")
_OTHER_KIND = re.compile(
    r"fylke|region(?:en|s)?\b|\bregional|\b(?:county|province|provins|lan|lans|landkreis|kreis|landsting|maakunta|"
    r"council|liitto|network|nettverk|natverk|association|forening|forbund)\b"
)
_SINCE = re.compile(
    r"(?:(?:member|medlem|medlemskap|jäsen|mitglied|membre)\s+)?"
    r"(?:since|from|siden|sia|fra|frå|sedan|från|alkaen|seit|ab|depuis|joined|innmeldt|inträdde|tiltrådt)\s+"
)
_OPEN = re.compile(r"\s*(?:[-–—]|→|alkaen|ff\.?|og fremover|onwards)\s*$")
_NO_DAY = frozenset(
    {
        *("-", "–", "—", "?", "n/a", "n.a.", "na", "none", "null", "present", "ongoing", "current", "now", "today"),
        *("løpende", "løpande", "pågår", "pågående", "nå", "nu", "d.d.", "jatkuu", "laufend", "no end"),
        *("unknown", "ukjent", "ukjend", "okänd", "ukendt", "unbekannt", "ei tiedossa", "ikke oppgitt"),
        *("until further notice", "inntil videre", "tills vidare", "indtil videre", "toistaiseksi", "bis auf weiteres"),
    }
)
"""What stands in cells for dates where there is none: not known, or not over."""
_MONTHS = {
    fold(name): number
    for number, names in enumerate(
        (
            "january januar januari tammikuu jan janvier",
            "february februar februari helmikuu feb février",
            "march mars marts maaliskuu märz mar",
            "april huhtikuu apr avril",
            "may mai maj toukokuu",
            "june juni kesäkuu jun juin",
            "july juli heinäkuu jul juillet",
            "august augusti elokuu aug août",
            "september syyskuu sep sept septembre",
            "october oktober lokakuu oct okt octobre",
            "november marraskuu nov novembre",
            "december desember joulukuu dezember dec des dez décembre",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH_YEAR = re.compile(r"(?:([0-9]{1,2})\.?\s+)?([^\W\d_]+)\.?,?\s+([0-9]{4})")
_NUMBERS = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})")
_SHORT = re.compile(r"([0-9]{1,2})[/.]([0-9]{4})")
_DOTTED = re.compile(r"([0-9]{1,2})\.\s+([0-9]{1,2})\.\s*([0-9]{4})")
_BEHIND = re.compile(r"^(.*\S)\s*[(\[]\s*([^()\[\]]{2,40})\s*[)\]]$|^(.*\S)\s*,\s*([^,]{2,40})$")
_MARKS = re.compile(r"(?:\s*(?:\*+|†|‡|[¹²³]|\[[0-9]{1,2}\]|(?<=\w)\s[0-9]{1,2}\)))+$")


def status_of(text: str, words: Mapping[str, str], *, bent: bool = True) -> str | None:
    """The key of a status by a word for it (`words` first, in small letters), `NOT_YET`; empty for nothing, None for
    what is none. `bent` takes plurals and other forms of the words too: some of them are names (Signa, Samos).

    >>> status_of("Associate", {}), status_of("Suspended*", {}), status_of("Gull", {"gull": "member"})
    ('associate', 'on-hold', 'member')
    >>> status_of("Assosierte medlemmer", {}), status_of("Observers", {}), status_of("Avsluttede", {})
    ('associate', 'observer', 'ended')
    >>> status_of("", {}), status_of("maybe", {})
    ('', None)
    """
    plain = text.strip().casefold()
    if not plain:
        return ""
    if plain in words:
        return words[plain]
    folded = fold(_MARKS.sub("", plain).replace("-", " "))
    found = _STATUS_WORDS.get(folded) or _STATUS_WORDS.get(fold(plain))
    return found or (_STATUS_ROOTS.get(root_of(folded)) if bent else None) or None


def kind_of_cell(text: str) -> str | None:
    """What somebody is, by a word for it; empty for nothing, None for what is none of `KINDS`.

    >>> kind_of_cell("Kommune"), kind_of_cell("Universities"), kind_of_cell("Choir")
    ('municipality', 'university', None)
    """
    folded = fold(text.strip())
    if not folded:
        return ""
    one = folded.removesuffix("s")
    for each in (folded, one, f"{one.removesuffix('ie')}y", folded.removesuffix("r"), folded.removesuffix("er")):
        if each in _KIND_WORDS:
            return _KIND_WORDS[each]
    return folded.replace(" ", "-") if folded.replace(" ", "-") in KINDS else None


def tie_of(text: str) -> str:
    """The class of a kind of tie, by a word for it; empty for what is none.

    >>> tie_of("Vennskapsby"), tie_of("MoU"), tie_of("friends")
    ('Twinning', 'Agreement', '')
    """
    return _TIE_WORDS.get(fold(text.replace("-", " ")), "")


def name_and_country(name: str) -> tuple[str, str]:
    """A name without marks of footnotes, and the country that stands behind it in brackets or after a comma, as a code.

    >>> name_and_country("Bergen (NO)"), name_and_country("Tampere, Finland"), name_and_country("Aalen*")
    (('Bergen', 'NO'), ('Tampere', 'FI'), ('Aalen', ''))
    >>> name_and_country("Halle (Saale)"), name_and_country("Region Skåne, Sverige")
    (('Halle (Saale)', ''), ('Region Skåne', 'SE'))
    """
    plain = _MARKS.sub("", " ".join(name.split())).strip()
    match = _BEHIND.match(plain)
    if match:
        before, behind = match[1] or match[3], match[2] or match[4]
        bracket = match[1] is not None
        if (bracket or len(behind) > 2) and (code := country_in(behind)):
            return before.rstrip(" ,"), code
    return plain, ""


def period_of(text: str) -> tuple[str, str]:
    """(start, end) as a source's cells for them: a date with a word before it, an open or a whole span, a month.

    What is none of these is given back as it is, for whoever reads dates to refuse it.

    >>> period_of("since 2019"), period_of("2019–"), period_of("mai 2019"), period_of("2015-2019")
    (('2019', ''), ('2019', ''), ('2019-05', ''), ('2015', '2019'))
    >>> period_of("01.05.2019"), period_of("soon"), period_of("5/2019")
    (('01.05.2019', ''), ('soon', ''), ('2019-05', ''))
    >>> period_of("43586"), period_of("ongoing"), period_of("–")
    (('2019-05-01', ''), ('', ''), ('', ''))
    """
    plain = " ".join(text.split())
    if plain.casefold() in _NO_DAY:
        return "", ""
    bare = _OPEN.sub("", _SINCE.sub("", plain.casefold(), count=1)).strip()
    if re.fullmatch(r"[2-5][0-9]{4}", bare):  # how spreadsheets count days, where the cell lost that it is a date
        return serial_day(bare), ""
    span = re.fullmatch(r"([0-9]{4})\s*[-–—]\s*([0-9]{4})", bare)
    if span:
        return span[1], span[2]
    return _date(bare) or plain, ""


def _date(bare: str) -> str:
    """A date in numbers or with a month's name, as clean dates are; empty if it is none, or says it otherwise."""
    if (
        clean_date(bare)
        or clean_date(bare, month_first=True)
        or re.fullmatch(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}.*", bare)
    ):
        return bare
    for pattern, order in ((_NUMBERS, (1, 2, 3)), (_DOTTED, (3, 2, 1))):
        if match := pattern.fullmatch(bare):
            year, month, day = (match[each] for each in order)
            return clean_date(f"{year}-{month:0>2}-{day:0>2}") or ""
    if match := _SHORT.fullmatch(bare):
        return clean_date(f"{match[2]}-{match[1]:0>2}") or ""
    match = _MONTH_YEAR.fullmatch(bare)
    number = _MONTHS.get(fold(match[2])) or _MONTHS.get(fold(match[2]).removesuffix("ta")) if match else None
    if match and number:
        day = f"-{match[1]:0>2}" if match[1] else ""
        return clean_date(f"{match[3]}-{number:02}{day}") or ""
    return ""


def is_bare(name: str) -> bool:
    """Does a name say in no way what its bearer is, as the name of a place does?

    >>> [is_bare(name) for name in ("Bergen", "Göteborgs Stad", "City of Oslo", "Nusquam universitet", "Ås herad")]
    [True, False, False, False, False]
    """
    return not has_own_kind(name) and not any(
        word in _MUNICIPAL or word.endswith(_ENDINGS) or word == "herad" for word in fold(name).split()
    )


def has_own_kind(name: str) -> bool:
    """Does a name say by a word what its bearer is, if not a municipality?

    >>> [has_own_kind(name) for name in ("Viken fylkeskommune", "University of Bergen", "NTNU", "Nowhere AS")]
    [True, True, True, True]
    >>> [has_own_kind(name) for name in ("Bergen kommune", "City of Oslo", "Malmö")]
    [False, False, False]
    """
    folded = fold(name)
    words = [word for word in folded.split() if word not in (*_MUNICIPAL, "of", "the", "i")]
    acronym = name.isupper() and " " not in name.strip() and len(name.strip()) < 7
    return acronym or bool(_OTHER_KIND.search(folded)) or (bool(words) and has_body_word(words))


def kind_of_heading(heading: str) -> str:
    """What the heading of a column of names says that they are; empty if it says nothing.

    >>> kind_of_heading("kommune"), kind_of_heading("fylkeskommune"), kind_of_heading("city"), kind_of_heading("member")
    ('municipality', 'county', 'municipality', '')
    >>> kind_of_heading("city / region"), kind_of_heading("vennskapsby")
    ('', '')
    """
    words = fold(heading).split()
    counties = any(word.startswith((*_COUNTIES, "region")) for word in words)
    towns = any(
        word in _MUNICIPAL or (word.endswith(("kommune", "kommun", "kunta")) and "fylke" not in word) for word in words
    )
    if counties and not towns and "region" not in words:
        return "county"
    return "municipality" if towns and not counties else ""
