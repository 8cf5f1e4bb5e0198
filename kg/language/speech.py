"""How Samkart speaks: sentences with blanks, plurals, numbers, dates, sums and lists, by the language's rules.

The whole house speaks through this one engine. Only the names of months come from Babel, which is loaded when a date
is spoken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date as day
from typing import TYPE_CHECKING, TypeGuard

from kg.errors import Message
from kg.language.catalogue import text
from kg.settings import LANGUAGES

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["LANGUAGES", "Speech", "collated", "filled", "first_lower", "first_upper", "number", "say", "told", "word"]

_BLANK = re.compile(r"\{(\w+)((?:\|[^|{}]*)*)\}")
# Between thousands and before decimals, as CLDR has them.
_SEPARATORS = {"nb": ("\u00a0", ","), "nn": ("\u00a0", ","), "en": (",", ".")}
_MOST_IN_LETTERS = 12


def say(language: str, surface: str, key: str, /, **values: object) -> str:
    """The sentence of a key on a surface with its blanks filled, numbers in figures (see `filled`).

    >>> say("nn", "suggest", "coordinator", n=2)
    'har koordinert 2 prosjekt'
    """
    return filled(text(language, surface, key), language, values)


def told(sentence: str, language: str) -> str:
    """A sentence that is told to a user, in a language; one that is there in English only stands as it is.

    >>> from kg.errors import Message
    >>> told(Message("{text!r} is not a year; expected YYYY", "year", text="20"), "nb")
    '«20» er ikke et årstall; skriv det som ÅÅÅÅ'
    """
    if language == "en" or not isinstance(sentence, Message):
        return str(sentence)
    blanks = {name: told(each, language) if isinstance(each, str) else each for name, each in sentence.blanks.items()}
    return say(language, "told", sentence.key, **blanks)


def filled(sentence: str, language: str, values: Mapping[str, object], *, letters: bool = False) -> str:
    """A sentence with its blanks filled.

    `{name}` is a text, or a number as the language writes it. `{n|one partner|# partners}` chooses by the number's
    plural form, `#` being the number, with `letters` in letters up to twelve; of three forms the first is for none.
    Raises KeyError for a blank without a value, TypeError where a plural is chosen by what is no whole number.

    >>> told = "{n|ingen partnere|én partner|# partnere}."
    >>> [filled(told, "nb", {"n": n}, letters=True) for n in (0, 1, 7, 1200)]
    ['Ingen partnere.', 'Én partner.', 'Sju partnere.', '1\\xa0200 partnere.']
    """

    def put(blank: re.Match[str]) -> str:
        value, forms = values[blank[1]], blank[2].split("|")[1:]
        shown = number(value, language) if _is_number(value) else str(value)
        if forms:
            if not isinstance(value, int):
                raise TypeError(f"{blank[1]} chooses a plural and must be a whole number, not {value!r}")
            shown = _plural(value, forms, language, letters)
        opens = sentence[-1:] in (".", "?") and (blank.start() == 0 or sentence[: blank.start()].endswith((". ", "? ")))
        return first_upper(shown) if opens and forms else shown

    return _BLANK.sub(put, sentence)


def _is_number(value: object) -> TypeGuard[float | Decimal]:
    if isinstance(value, str | int | float):
        return not isinstance(value, str)
    from decimal import Decimal

    return isinstance(value, Decimal)


def _plural(value: int, forms: list[str], language: str, letters: bool) -> str:
    """The form for a whole number: CLDR's rule for nb, nn and en alike is that one is one and all else is other."""
    if len(forms) == 3:
        none, *forms = forms
        if value == 0:
            return none
    spelt = letters and 2 <= value <= _MOST_IN_LETTERS
    shown = text(language, "speech", f"numeral.{value}") if spelt else number(value, language)
    return forms[0 if value == 1 else -1].replace("#", shown)


def number(value: float | Decimal, language: str, digits: int = 2) -> str:
    """A number with at most so many decimals.

    >>> number(1234.5, "nn"), number(1234, "en"), number(-0.125, "nb")
    ('1\\xa0234,5', '1,234', '-0,12')
    """
    if isinstance(value, int):
        return f"{value:,}".replace(",", _SEPARATORS[language][0])
    from decimal import ROUND_HALF_EVEN, Decimal

    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN)
    whole, _, part = f"{abs(rounded):,f}".partition(".")
    group, point = _SEPARATORS[language]
    part = part.rstrip("0")
    return ("-" if rounded < 0 else "") + whole.replace(",", group) + (point + part if part else "")


def word(key: str, language: str) -> str:
    """A word that every way of writing a briefing needs."""
    return text(language, "speech", key)


class Speech:
    """A language to speak in: nb, nn or en (British dates). Sentences are those of one surface, the briefings'."""

    def __init__(self, lang: str, surface: str = "brief") -> None:
        self.lang, self.surface = lang, surface

    def text(self, key: str) -> str:
        """The text of a key, its blanks open."""
        return text(self.lang, self.surface, key)

    def say(self, key: str, /, **values: object) -> str:
        """The sentence of a key with its blanks filled (see `filled`), plural numbers up to twelve in letters."""
        return filled(self.text(key), self.lang, values, letters=True)

    def number(self, value: float | Decimal, digits: int = 2) -> str:
        """A number with at most so many decimals."""
        return number(value, self.lang, digits)

    def currency(self, code: str) -> str:
        """What a currency is called; one without a word by its code."""
        return text(self.lang, "speech", f"currency.{code}", code)

    def money(self, amount: Decimal | int, currency: str) -> str:
        """A sum in whole units, millions from ten million on.

        >>> from decimal import Decimal
        >>> Speech("nb").money(Decimal("66262.5"), "EUR"), Speech("en").money(95_500_000_000, "EUR")
        ('66\\xa0263 euro', '95,500 million euros')
        """
        from decimal import ROUND_HALF_UP, Decimal

        named = self.currency(currency)
        if amount >= 10_000_000:
            millions = (Decimal(amount) / 1_000_000).quantize(Decimal("0.1"), ROUND_HALF_UP)
            return say(self.lang, "speech", "millions", n=millions, currency=named)
        return f"{self.number(Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP), 0)} {named}"

    def percent(self, share: float | Decimal) -> str:
        """A share as whole per cent: `25 %` in Norwegian, `25%` in English."""
        from decimal import Decimal

        return self.number(Decimal(str(share)) * 100, 0) + ("%" if self.lang == "en" else "\u00a0%")

    def date(self, text: str) -> str:
        """A date as precise as it is given; empty stays empty, what is no date stands as it is.

        >>> [Speech("nb").date(d) for d in ("1949", "2019-12", "2019-12-11", "")]
        ['1949', 'desember 2019', '11. desember 2019', '']
        """
        return self._dated(text, "d. MMMM y" if self.lang != "en" else "d MMMM y", "MMMM y")

    def short(self, text: str) -> str:
        """A date for a table: `11.12.2019` in Norwegian, `11 Dec 2019` in English."""
        return self._dated(text, *(("dd.MM.y", "MM.y") if self.lang != "en" else ("d MMM y", "MMM y")))

    def _dated(self, text: str, whole: str, month: str) -> str:
        parts = [int(part) for part in text.split("-")] if re.fullmatch(r"[0-9]{4}(-[0-9][0-9]){1,2}", text) else []
        if not parts:
            return text
        from babel.dates import format_date

        try:
            found = day(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
        except ValueError:
            return text
        locale = "en_GB" if self.lang == "en" else self.lang
        return str(format_date(found, whole if len(parts) == 3 else month, locale))

    def span(self, start: str, end: str) -> str:
        """A period for a table: `2019–2021`, `fra 2019`, `til 2021`; empty when both are unknown."""
        if start and end:
            return f"{self.short(start)}–{self.short(end)}"
        if start:
            return say(self.lang, "speech", "from", date=self.short(start))
        return say(self.lang, "speech", "until", date=self.short(end)) if end else ""

    def listed(self, texts: Iterable[str], most: int = 0) -> str:
        """`a, b og c`; with `most`, `a, b og 3 til`.

        >>> Speech("nn").listed(["a", "b", "c", "d"], 2)
        'a, b og 2 til'
        """
        found = self._first(list(texts), most)
        if len(found) < 2:
            return "".join(found)
        return say(self.lang, "speech", "and", first=", ".join(found[:-1]), last=found[-1])

    def series(self, texts: Iterable[str], most: int = 0) -> str:
        """As `listed` for names that hold commas and `and` themselves: `a, b; c and d; e`."""
        return "; ".join(self._first(list(texts), most))

    def _first(self, found: list[str], most: int) -> list[str]:
        """The first `most` of some texts and how many more there are; one left over is as short as its name."""
        if not most or len(found) <= most + 1:
            return found
        return [*found[:most], say(self.lang, "speech", "more", n=len(found) - most)]


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


_PROPER = ("European ", "Nordic ", "Baltic ", "Arctic ")  # adjectives of names, which keep their capital in English


def first_lower(text: str) -> str:
    """A label as in running text: a capital at its start goes, unless others follow, as in abbreviations and names.

    >>> first_lower("Sirkulær økonomi"), first_lower("EU-politikk"), first_lower("Horizon Europe")
    ('sirkulær økonomi', 'EU-politikk', 'Horizon Europe')
    """
    if text.startswith(_PROPER):
        return text
    return text[:1].lower() + text[1:] if text[1:] == text[1:].lower() else text
