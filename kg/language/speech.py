"""How a briefing speaks: sentences with blanks, plurals, numbers, dates, sums and lists, by the language's rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date as day
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["LANGUAGES", "Speech", "Texts", "collated", "first_upper", "word"]

LANGUAGES = ("nb", "nn", "en")
Texts = tuple[str, str, str]
"""One sentence in nb, nn and en."""

_BLANK = re.compile(r"\{(\w+)((?:\|[^|{}]*)*)\}")
_WORDS: dict[str, Texts] = {
    "table": ("Tabell", "Tabell", "Table"),
    "figure": ("Figur", "Figur", "Figure"),
    "source": ("Kilde", "Kjelde", "Source"),
    "sources": ("Kilder", "Kjelder", "Sources"),
    "page": ("Side", "Side", "Page"),
    "of": ("av", "av", "of"),
}
_NUMERALS = (
    ("to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"),
    ("to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"),
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_CURRENCIES: dict[str, Texts] = {
    "EUR": ("euro", "euro", "euros"),
    "NOK": ("kroner", "kroner", "kroner"),
    "SEK": ("svenske kroner", "svenske kroner", "Swedish kronor"),
}


def word(key: str, lang: str) -> str:
    """A word that every way of writing a briefing needs."""
    return _WORDS[key][LANGUAGES.index(lang)]


@cache
def _locale(lang: str) -> Locale:
    from babel import Locale

    return Locale.parse("en_GB" if lang == "en" else lang)


class Speech:
    """A language to speak in: nb, nn or en (British dates)."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.place = LANGUAGES.index(lang)
        self.locale = _locale(lang)

    def say(self, text: Texts, /, **values: object) -> str:
        """A sentence with its blanks filled.

        `{name}` is a text, or a number as the language writes it. `{n|one partner|# partners}` chooses by the
        number's plural form, `#` being the number, in letters up to twelve; of three forms the first is for none.

        >>> told = ("{n|ingen partnere|én partner|# partnere}.", "", "")
        >>> [Speech("nb").say(told, n=n) for n in (0, 1, 7, 1200)]
        ['Ingen partnere.', 'Én partner.', 'Sju partnere.', '1\\xa0200 partnere.']
        """

        def filled(blank: re.Match[str]) -> str:
            value, forms = values[blank[1]], blank[2].split("|")[1:]
            shown = self.number(value) if isinstance(value, int | float | Decimal) else str(value)
            if forms:
                if not isinstance(value, int):
                    raise TypeError(f"{blank[1]} chooses a plural and must be a whole number, not {value!r}")
                shown = self._plural(value, forms)
            opens = sentence[-1:] in (".", "?") and (blank.start() == 0 or sentence[: blank.start()].endswith(". "))
            return first_upper(shown) if opens and forms else shown

        sentence = text[self.place]
        return _BLANK.sub(filled, sentence)

    def _plural(self, value: int, forms: list[str]) -> str:
        if len(forms) == 3:
            none, *forms = forms
            if value == 0:
                return none
        letters = _NUMERALS[self.place]
        shown = letters[value - 2] if 2 <= value < len(letters) + 2 else self.number(value)
        return forms[0 if self.locale.plural_form(value) == "one" else -1].replace("#", shown)

    def number(self, value: int | float | Decimal, digits: int = 2) -> str:
        """A number with at most so many decimals.

        >>> Speech("nn").number(1234.5), Speech("en").number(1234)
        ('1\\xa0234,5', '1,234')
        """
        from babel.numbers import format_decimal

        pattern = "#,##0." + "#" * digits if digits else "#,##0"
        return str(format_decimal(value, format=pattern, locale=self.locale))

    def money(self, amount: Decimal | int, currency: str) -> str:
        """A sum in whole units, millions from ten million on.

        >>> Speech("nb").money(Decimal("66262.5"), "EUR"), Speech("en").money(95_500_000_000, "EUR")
        ('66\\xa0263 euro', '95,500 million euros')
        """
        from decimal import ROUND_HALF_UP

        named = _CURRENCIES[currency][self.place] if currency in _CURRENCIES else currency
        if amount >= 10_000_000:
            millions = Decimal(amount) / 1_000_000
            word = ("millioner", "millionar", "million")[self.place]
            return f"{self.number(millions.quantize(Decimal('0.1'), ROUND_HALF_UP), 1)} {word} {named}"
        return f"{self.number(Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP), 0)} {named}"

    def percent(self, share: float | Decimal) -> str:
        """A share as whole per cent: `25 %` in Norwegian, `25%` in English."""
        from babel.numbers import format_percent

        return str(format_percent(share, format="#,##0\u00a0%" if self.lang != "en" else "#,##0%", locale=self.locale))

    def date(self, text: str) -> str:
        """A date as precise as it is given; empty stays empty, what is no date stands as it is.

        >>> [Speech("nb").date(d) for d in ("1949", "2019-12", "2019-12-11", "")]
        ['1949', 'desember 2019', '11. desember 2019', '']
        """
        from babel.dates import format_date

        parts = [int(part) for part in text.split("-")] if re.fullmatch(r"\d{4}(-\d\d){0,2}", text) else []
        try:
            if len(parts) == 3:
                return str(
                    format_date(
                        day(parts[0], parts[1], parts[2]), "d. MMMM y" if self.lang != "en" else "d MMMM y", self.locale
                    )
                )
            if len(parts) == 2:
                return str(format_date(day(parts[0], parts[1], 1), "MMMM y", self.locale))
        except ValueError:
            return text
        return text

    def short(self, text: str) -> str:
        """A date for a table: `11.12.2019` in Norwegian, `11 Dec 2019` in English."""
        from babel.dates import format_date

        parts = [int(part) for part in text.split("-")] if re.fullmatch(r"\d{4}(-\d\d){1,2}", text) else []
        norwegian = self.lang != "en"
        try:
            if len(parts) == 3:
                return str(
                    format_date(day(parts[0], parts[1], parts[2]), "dd.MM.y" if norwegian else "d MMM y", self.locale)
                )
            if len(parts) == 2:
                return str(format_date(day(parts[0], parts[1], 1), "MM.y" if norwegian else "MMM y", self.locale))
        except ValueError:
            return text
        return text

    def span(self, start: str, end: str) -> str:
        """A period for a table: `2019–2021`, `fra 2019`, `til 2021`; empty when both are unknown."""
        if start and end:
            return f"{self.short(start)}–{self.short(end)}"
        if start:
            return ("fra ", "frå ", "from ")[self.place] + self.short(start)
        return ("til ", "til ", "until ")[self.place] + self.short(end) if end else ""

    def listed(self, texts: Iterable[str], most: int = 0) -> str:
        """`a, b og c`; with `most`, `a, b og 3 til`.

        >>> Speech("nn").listed(["a", "b", "c", "d"], 2)
        'a, b og 2 til'
        """
        from babel.lists import format_list

        found = list(texts)
        if most and len(found) > most + 1:  # one left over is as short as its name
            rest = len(found) - most
            found = [*found[:most], f"{self.number(rest)} " + ("til", "til", "more")[self.place]]
        return str(format_list(found, "standard", self.locale)) if found else ""

    def series(self, texts: Iterable[str], most: int = 0) -> str:
        """As `listed` for names that hold commas and `and` themselves: `a, b; c and d; e`."""
        found = list(texts)
        rest = len(found) - most if most and len(found) > most + 1 else 0
        shown = found[:most] if rest else found
        more = [f"{self.number(rest)} " + ("til", "til", "more")[self.place]] if rest else []
        return "; ".join([*shown, *more])


_LAST_LETTERS = str.maketrans({"æ": "{a", "ä": "{a", "ø": "{b", "ö": "{b", "å": "{c"})


def collated(text: str) -> str:
    """A key to sort names by in Norwegian order: æ, ø and å come last, other accents do not count.

    >>> sorted(["Ålesund", "Asker", "Øygarden", "Ærø", "Évora"], key=collated)
    ['Asker', 'Évora', 'Ærø', 'Øygarden', 'Ålesund']
    """
    from unicodedata import combining, normalize

    letters = text.casefold().translate(_LAST_LETTERS)
    return "".join(letter for letter in normalize("NFD", letters) if not combining(letter))


def first_upper(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]
