"""Cells of keep.eu: what is empty, numbers of organisations, amounts, regions, dates."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.ids import is_organisation_number, organisation_number_of_vat
from kg.sources.cleaning.values import clean_amount

__all__ = ["amount", "contribution", "date", "empty", "identifiers", "kind_of_type", "programme_code", "region"]

_NULLS = {"", "n.a.", "n.a", "n/a", "na", "none", "null", "-", "nan"}
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_VAT = re.compile(r"([A-Z]{2})[ .-]?([0-9A-Z][0-9A-Z .-]{5,16})")
_DIGITS = re.compile(r"[0-9][0-9 .\-/\u00a0]*[0-9]")
_SHORTEST = 7  # digits of a national number of an organisation: Finland has seven and a check digit
_KINDS = {
    "sme": "company",
    "enterprise, except sme": "company",
    "large enterprise": "company",
    "small or medium-sized enterprise (sme)": "company",
    "local public authority": "public",
    "regional public authority": "public",
    "national public authority": "public",
}


def empty(text: str) -> str:
    """A cell without what keep.eu writes for nothing.

    >>> empty(" N.a. "), empty("n/a"), empty("None"), empty("Asker")
    ('', '', '', 'Asker')
    """
    value = text.strip()
    return "" if value.casefold() in _NULLS else value


def amount(text: str) -> str:
    """An amount as a plain number; the export groups thousands by commas in one column and not in another.

    0 stands for nothing too (all partners before 2014 have it), so that it is not carried.

    >>> amount("892,228.58"), amount("758394.29"), amount("1,234"), amount("0.00"), amount("80%")
    ('892228.58', '758394.29', '1234', '', '80%')
    """
    value = empty(text)
    if _THOUSANDS.fullmatch(value):
        value = value.replace(",", "")
    clean = clean_amount(value) if value else None
    return "" if clean is not None and not Decimal(clean) else clean or value


def contribution(*texts: str) -> str:
    """What the EU pays a partner: the only amount that is there; the sum where two funds pay.

    >>> contribution("", "1000.5", "0"), contribution("", "1000.5", "200.25")
    ('1000.5', '1200.75')
    """
    found = [value for value in map(amount, texts) if value]
    if len(found) < 2 or any(clean_amount(value) is None for value in found):
        return found[0] if found else ""
    return f"{sum(map(Decimal, found)):f}"


def date(text: str) -> str:
    """A date; `2015/10/27` of 2019 as ISO writes it, all others as they stand.

    >>> date("2015/10/27"), date("27/10/2015"), date("2015-10-27 00:00:00")
    ('2015-10-27', '27/10/2015', '2015-10-27 00:00:00')
    """
    return re.sub(r"^([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})\b", _iso, empty(text))


def _iso(match: re.Match[str]) -> str:
    return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}"


def region(*texts: str) -> str:
    """The NUTS code of the smallest region that is told, the last of some cells: `NO021  / Hedmark` or `NO021`.

    >>> region("NO0  / NORGE", "NO02  / Hedmark og Oppland", "NO021  / Hedmark"), region("NO0", "", "n/a")
    ('NO021', 'NO0')
    """
    for text in reversed(texts):
        match = re.match(r"([A-Z]{2}[A-Z0-9]{1,3})\b", empty(text))
        if match:
            return match[1]
    return ""


def identifiers(text: str, country: str) -> tuple[str, str]:
    """(VAT number as it is written, national number) in the free text of a partner's ID; empty where there is none.

    In a text with `|` or `;` each part is looked at; a Norwegian number must have its check digit.

    >>> identifiers("BG000057086 | 000057086 | Registry number (EN)", "BG")
    ('BG000057086', '000057086')
    >>> identifiers("NO 935 478 715 MVA", "NO"), identifiers("212000-0142", "SE"), identifiers("935478716", "NO")
    (('NO 935 478 715 MVA', '935478715'), ('', '2120000142'), ('', ''))
    """
    vat = number = ""
    for part in re.split(r"[|;]", empty(text)):
        value = empty(part)
        norwegian = organisation_number_of_vat(value)
        if norwegian and country in ("NO", ""):
            number = number or norwegian
            if not (value[:1].isascii() and value[:1].isdigit()):
                vat = vat or value
        elif _VAT.fullmatch(value.upper()) and any(each.isascii() and each.isdigit() for each in value):
            vat = vat or value
        elif _DIGITS.fullmatch(value):
            digits = re.sub(r"[^0-9]", "", value)
            wrong = country == "NO" and not is_organisation_number(digits)
            number = number or (digits if len(digits) >= _SHORTEST and not wrong else "")
    return vat, number


def programme_code(name: str) -> str:
    """What a programme goes by: its period and its area, as in the addresses of keep.eu's pages.

    The strand and codes of countries in brackets are left out, which differ from edition to edition.

    >>> programme_code("2021 - 2027 Interreg VI-A Sweden-Norway"), programme_code("2007 - 2013 Sweden - Norway (SE-NO)")
    ('2021-2027 Sweden-Norway', '2007-2013 Sweden-Norway')
    >>> programme_code("2014 - 2020 INTERREG V-A Sweden - Finland - Norway (Nord)"), programme_code("URBACT III")
    ('2014-2020 Sweden-Finland-Norway (Nord)', 'URBACT III')
    >>> programme_code("2014 - 2020 INTERREG VB North Sea"), programme_code("2014 - 2020 Interreg Europe")
    ('2014-2020 North Sea', '2014-2020 Interreg Europe')
    """
    plain = " ".join(name.replace("–", "-").split()).rstrip(". ")
    match = re.fullmatch(r"([0-9]{4}) ?- ?([0-9]{4}) (.+)", plain)
    if not match:
        return plain
    area = re.sub(r"^interreg (?:VI|V) ?-? ?[ABCD]\b ?(?=[^ ])", "", match[3], flags=re.IGNORECASE)
    area = re.sub(r" \([A-Z]{2,3}(?: ?[-/] ?[A-Z]{2,5})*\)$", "", area)
    return f"{match[1]}-{match[2]} {re.sub(r' ?- ?', '-', area)}"


def kind_of_type(kind: str, legal: str) -> tuple[str, bool]:
    """(kind, is it a public body) by type of organisation and legal status; what they leave open stays open.

    >>> kind_of_type("SME", "private"), kind_of_type("Local public authority", ""), kind_of_type("", "public")
    (('company', False), ('', True), ('', True))
    """
    found = _KINDS.get(empty(kind).casefold(), "")
    if found == "company":
        return found, False
    return "", found == "public" or (not found and empty(legal).casefold() == "public")
