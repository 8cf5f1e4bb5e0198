"""Rows of a list that are none of its rows: totals, remarks and headings of parts, above, between and below them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.ids import fold
from kg.sources.lists.cells import status_of
from kg.sources.lists.countries import country_in

__all__ = ["Parts", "is_note"]

_NOTE = re.compile(
    r"(?:source|sources|kilde|kilder|källa|källor|lähde|quelle|note|notes|notater|merknad|merknader|remark|"
    r"anmerkning|anmerkung|bemerkning|total|totalt|i alt|ialt|till?sammen|tillsammans|sum|summa|in total|insgesamt|"
    r"gesamt|yhteensä|antall|antal|number of|anzahl|lukumäärä|updated|oppdatert|sist oppdatert|sist endret|uppdaterad|"
    r"senast uppdaterad|opdateret|päivitetty|stand|last updated|as of|status per|status pr)\b(?!\s*$)"
    r"|(?:total|totalt|sum|summa|i alt|ialt|yhteensä|insgesamt|notes|note|merknader|kilde|source)\W*$"
    r"|(?:merk|obs|nb|huom)\s*[:!]|(?:side|page|sida|seite|sivu|per|pr\.?|pr|den)\s+[0-9]|©|\(c\)|[*†‡¹²³]|\[?[0-9]{1,2}\s*[\])]\s",
    re.IGNORECASE,
)
_COUNT = re.compile(r"[\s:]*[(\[]?\s*[0-9]+\s*[)\]]?\s*$|[\s:]+$")
_NUMERAL = re.compile(r"[0-9\s.,%/]+")
_SUM = re.compile(r"(?!(?:19|20)[0-9]{2}$)[0-9\s.,%/]{1,6}")  # no year, no organisation number


def is_note(name: str, others: Mapping[str, str] | None = None) -> bool:
    """Is the only filled cell of a row a remark below or above a list, rather than a name? A number alone is one. In
    `others`, cells beside it by field, numbers may stand: those of a sum.

    >>> [is_note(each) for each in ("Kilde: nettverkets side", "Total 45", "Merk: ny", "Side 1 av 2", "* below")]
    [True, True, True, True, True]
    >>> [is_note(each) for each in ("Bergen kommune", "Sumy", "Total", "12")]
    [False, False, True, True]
    >>> is_note("Sum", {"country": "12"}), is_note("Sum", {"country": "NO"})
    (True, False)
    """
    beside = [value for value in (others or {}).values() if value]
    if not all(_SUM.fullmatch(value) for value in beside):
        return False
    if _NOTE.match(name.strip()):
        return True
    words = name.split()
    return not beside and (bool(_NUMERAL.fullmatch(name)) or len(words) > 9 or (len(words) > 4 and name.endswith(".")))


class Parts:
    """The parts that a list has by headings among its rows: a country, or a status, above its members."""

    def __init__(self) -> None:
        self.country = ""
        self.status = ""

    def heading(self, name: str, words: Mapping[str, str]) -> str:
        """Take a name that stands alone in its row for a heading if it is one: why the row is none then, else empty.

        A status begins a new part, which has no country yet.
        """
        plain = _COUNT.sub("", name)
        if country_in(plain):
            self.country = plain
            return "the name of a country above its members"
        if len(plain) > 4 and (status := status_of(plain, words, bent=_is_plural(plain))):
            self.country, self.status = "", status
            return "a status above its members"
        return ""


def _is_plural(plain: str) -> bool:
    """Several words, or one that a word for a status begins: places are called Signa and Samos."""
    folded = fold(plain)
    return " " in folded or any(status_of(folded[:-cut], {}, bent=False) for cut in (1, 2, 3))
