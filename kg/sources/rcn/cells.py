"""What both files of the Research Council write alike: organisation numbers, amounts, kinds of bodies."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from kg.ids import fold, is_organisation_number
from kg.sources.cleaning.values import clean_amount, shown

__all__ = ["NOTHING", "amount_in_cents", "kind_of_sector", "organisation_number"]

NOTHING = frozenset({"", "0", "ukjent", "ikke oppgitt", "n/a", "null", "none"})
"""How the files write that something is not known, folded to small letters."""

_KINDS = {
    "universiteter": "university",
    "statlige hoyskoler": "university",
    "vitenskapelige hoyskoler": "university",
    "andre hoyskoler": "university",
    "naringsliv": "company",
}
_PUBLIC = {"ovrige offentlige", "direktorater og andre", "offentlig sektor"}
_INSTITUTES = {"ins", "instituttsektor"}
_HEALTH = {"hel", "helseforetak"}


def organisation_number(text: str) -> tuple[str, str]:
    """(a Norwegian organisation number, nothing), or (nothing, what is wrong); both empty for none.

    Spaces, NO and MVA, a decimal point and what a spreadsheet puts round it are taken off. No Norwegian number begins
    with 0, so none can have lost one; fewer digits are told.

    >>> organisation_number("958 935 420"), organisation_number("958935420.0"), organisation_number("NO958935420MVA")
    (('958935420', ''), ('958935420', ''), ('958935420', ''))
    >>> organisation_number("9,58935E+08")[1]
    "'9,58935E+08' has lost digits in a spreadsheet"
    >>> organisation_number("0"), organisation_number("958935421")[1]
    (('', ''), "'958935421' is no organisation number: its check digit is wrong")
    """
    value = re.sub(r"[\s\u00a0='\"]", "", text)
    if value.casefold() in NOTHING:
        return "", ""
    if re.fullmatch(r"[0-9][.,][0-9]+[eE]\+?[0-9]+", value):
        return "", f"{shown(text)} has lost digits in a spreadsheet"
    digits = re.sub(r"^(?:NO)?-?|(?:MVA)$|[.,]0+$", "", value.upper())
    if is_organisation_number(digits):
        return digits, ""
    if re.fullmatch(r"[89][0-9]{8}", digits):
        return "", f"{shown(text)} is no organisation number: its check digit is wrong"
    return "", f"{shown(text)} is no organisation number: expected nine digits, the first 8 or 9"


def amount_in_cents(text: str) -> str:
    """An amount with two decimals at most; what is no amount stays as it is.

    The file has sums as computers add them up (626199.99999984 for 626200).

    >>> amount_in_cents("626199.99999984"), amount_in_cents("16249,5"), amount_in_cents("x")
    ('626200', '16249.5', 'x')
    """
    value = clean_amount(text)
    if value is None:
        return text
    cents = Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{cents:f}".rstrip("0").rstrip(".")


def kind_of_sector(sector: str, category: str) -> tuple[str, bool]:
    """(kind, is it a public body) by sector and category of research statistics; what they do not say stays open.

    >>> kind_of_sector("UoH-sektor", "Universiteter"), kind_of_sector("DIV", "Øvrige offentlige")
    (('university', False), ('', True))
    >>> kind_of_sector("Øvrige", "Øvrige andre")
    ('', False)
    """
    main, own = fold(sector), fold(category)
    if own in _KINDS:
        return _KINDS[own], False
    if main in _INSTITUTES:
        return "research-institute", False
    return "", own in _PUBLIC or main in _PUBLIC or main in _HEALTH
