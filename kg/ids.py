"""Keys, identifiers and their checks: slugs, organisation numbers, dates of differing precision."""

from __future__ import annotations

import re
import unicodedata

__all__ = [
    "core",
    "country_code",
    "file_name",
    "fold",
    "is_date",
    "is_organisation_number",
    "organisation_number_of_vat",
    "slug",
    "spelled",
]

_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "ø": "oe",
        "å": "aa",
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ŋ": "n",
        "ŧ": "t",
        "ı": "i",
        "œ": "oe",
    }
)
_FOLDED = str.maketrans(
    {
        "æ": "a",
        "ø": "o",
        "å": "a",
        "ß": "ss",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ŋ": "n",
        "ŧ": "t",
        "ı": "i",
        "œ": "o",
    }
)
# Words that say what kind of body a name belongs to, folded; a name is compared with or without them.
_FORMS = (
    "kommune kommunen kommunes fylkeskommune fylkeskommunen fylke municipality municipalities city town county council "
    "of the as asa sa ks ba gmbh ag ltd limited plc srl spa bv nv ab oy aps kommun stad stadt gemeente ayuntamiento "
    "comune comuna commune ville de der di"
)
_FORM_WORDS = frozenset(_FORMS.split())
_SPACED = {number: " " for number in range(128) if not chr(number).isalnum()}
_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
_OF_THE_EU = {"EL": "GR", "UK": "GB"}  # the EU's codes where they are not those of ISO 3166-1
_DEVICE = re.compile(r"con|prn|aux|nul|conin|conout|clock|(com|lpt)[0-9]")  # on Windows, whatever their ending
_LONGEST_NAME = 100
_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def _strip_accents(text: str) -> str:
    return "".join([c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)])


def slug(text: str) -> str:
    """A key made from a name: lower-case ASCII words with hyphens; æ→ae, ø/ö→oe, å→aa, accents dropped.

    >>> slug("Bærum kommune"), slug("Nore og Uvdal"), slug("Kárášjohka")
    ('baerum-kommune', 'nore-og-uvdal', 'karasjohka')
    """
    ascii_text = _strip_accents(unicodedata.normalize("NFKC", text).lower().translate(_LETTERS)).lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")


def file_name(text: str, otherwise: str = "samkart") -> str:
    """A name for a file or folder, made from any text, that every system takes: short, no signs, no device of Windows.

    Texts that differ in capitals and signs only have one name. `otherwise` is the name where no letter is left.

    >>> file_name("Aux"), file_name("Hva? Hvem: alle"), file_name("Ελλάδα"), file_name("COM¹")
    ('aux-', 'hva-hvem-alle', 'samkart', 'com1-')
    """
    name = slug(text)[:_LONGEST_NAME].rstrip("-") or otherwise
    return f"{name}-" if _DEVICE.fullmatch(name) else name


def fold(text: str) -> str:
    """How a name is compared: case, accents, æøå/ae/oe/aa spellings and punctuation do not count.

    >>> fold("BÆRUM  Kommune"), fold("Baerum kommune"), fold("Ålesund"), fold("Aalesund")
    ('barum kommune', 'barum kommune', 'alesund', 'alesund')
    """
    if text.isascii():
        plain = text.lower().translate(_SPACED)
    else:
        plain = _strip_accents(unicodedata.normalize("NFKC", text).casefold().translate(_FOLDED)).casefold()
        plain = " ".join(re.findall(r"[^\W_]+", plain))
    if "aa" in plain or "ae" in plain:
        plain = re.sub(r"a[ae]+", "a", plain)
    if "oe" in plain or "ue" in plain:
        plain = re.sub(r"([ou])e+", r"\1", plain)
    return " ".join(plain.split())


def spelled(text: str) -> str:
    """How a name is spelt: letters and signs as they are; capitals and how many spaces there are do not count.

    >>> spelled("BÆRUM  Kommune"), spelled("Baerum kommune"), spelled("ØS") == spelled("Os")
    ('bærum kommune', 'baerum kommune', False)
    """
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).casefold().split())


def core(folded: str) -> str:
    """A folded name without the words for its legal form; the whole name if nothing else is in it.

    >>> core(fold("Bærum kommune")), core(fold("Municipality of Bærum")), core(fold("City of"))
    ('barum', 'barum', 'city of')
    """
    words = [word for word in folded.split() if word not in _FORM_WORDS]
    return " ".join(words) if words else folded


def country_code(text: str) -> str:
    """A country's code as ISO 3166-1 writes it: upper case, the EU's EL and UK as GR and GB. Nothing is checked.

    >>> country_code("EL"), country_code("uk"), country_code("no"), country_code("")
    ('GR', 'GB', 'NO', '')
    """
    code = text.upper()
    return _OF_THE_EU.get(code, code)


def is_date(text: str) -> bool:
    """True for YYYY, YYYY-MM or YYYY-MM-DD naming a day, month or year that exists.

    >>> [is_date(t) for t in ("2020", "2020-06", "2020-06-12", "2021-02-30", "12.06.2020")]
    [True, True, True, False, False]
    """
    if not _DATE.fullmatch(text) or text.startswith("0000"):
        return False
    if len(text) < 10:
        return True
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_organisation_number(text: str) -> bool:
    """True for nine digits whose last one is the modulus-11 check digit (Brønnøysund Register Centre).

    >>> is_organisation_number("935478715"), is_organisation_number("935478716")
    (True, False)
    """
    if not re.fullmatch(r"[89][0-9]{8}", text):
        return False
    check = -sum(w * int(d) for w, d in zip(_WEIGHTS, text, strict=False)) % 11
    return check == int(text[8])


def organisation_number_of_vat(vat: str) -> str | None:
    """The Norwegian organisation number in a VAT field (`NO935478715MVA`), or None.

    >>> organisation_number_of_vat("NO 935 478 715 MVA")
    '935478715'
    """
    match = re.fullmatch(r"(?:NO)?([0-9]{9})(?:MVA)?", re.sub(r"[\s.]", "", vat).upper())
    return match[1] if match and is_organisation_number(match[1]) else None
