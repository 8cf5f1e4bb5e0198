"""Countries with their names in Bokmål, Nynorsk and English, from Unicode CLDR as Babel carries it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.model import terms
from kg.model.statement import Statement
from kg.sources.reader import CountSummary

__all__ = ["Countries", "country_codes", "country_names", "read", "read_countries"]

_LANGUAGES = ("nb", "nn", "en")
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})


def country_codes() -> list[str]:
    """Every territory that CLDR knows by an ISO 3166-1 alpha-2 code (Kosovo as XK), by code."""
    from babel import Locale

    codes = map(str, Locale.parse("en").territories)
    return sorted(code for code in codes if re.fullmatch(r"[A-Z]{2}", code) and code not in _NO_COUNTRIES)


def country_names() -> dict[str, list[str]]:
    """The names of every country in Bokmål, Nynorsk and English, by code."""
    from babel import Locale

    names = [Locale.parse(language).territories for language in _LANGUAGES]
    return {code: list(dict.fromkeys(each[code] for each in names if code in each)) for code in country_codes()}


def read_countries() -> Iterator[Statement]:
    """Every territory that CLDR knows by an ISO 3166-1 alpha-2 code (Kosovo as XK): code and three names."""
    from babel import Locale

    names = {language: Locale.parse(language).territories for language in _LANGUAGES}
    for code in country_codes():
        country = terms.entity_term("country", code)
        yield Statement(country, terms.TYPE, terms.curie("sk:Country"))
        yield Statement(country, terms.curie("skos:notation"), terms.text(code))
        for language in _LANGUAGES:
            name = names[language].get(code) or names["nb"][code]
            yield Statement(country, terms.curie("skos:prefLabel"), terms.text(name, language))


@dataclass(slots=True)
class Countries:
    """The countries being read; their number is in the summary when all have been taken."""

    source: str = "cldr"
    checksum: str = ""
    summary: CountSummary = field(default_factory=CountSummary)

    def __iter__(self) -> Iterator[Statement]:
        count = 0
        for statement in read_countries():
            count += statement.predicate == terms.TYPE
            yield statement
        self.summary.counts = {"countries": count}


def read(paths: Sequence[Path] = (), **_: object) -> Countries:
    """All countries; there are no files to read and nothing to ask for."""
    return Countries()
