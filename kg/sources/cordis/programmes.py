"""Programme codes of the framework programmes: what a code's parent is, from `HORIZON.2.5.1` up to the root."""

from __future__ import annotations

import re

__all__ = [
    "ROOTS",
    "SINCE",
    "SOURCES",
    "ancestors",
    "matches",
    "normal_code",
    "parent_of",
    "root_of",
    "shared_ancestor",
    "years",
]

ROOTS = {
    "cordis-horizon": ("HORIZON", "Horizon Europe"),
    "cordis-h2020": ("H2020", "Horizon 2020"),
    "cordis-fp7": ("FP7", "FP7"),
}
SINCE = {"HORIZON": 2021, "H2020": 2014, "FP7": 2007}
_EARLIER, _LATER = 2, 30  # years from the start of a framework programme in which its projects may start and end
SOURCES = {root: source for source, (root, _) in ROOTS.items()}
_ROOT_NAMES = {title.upper(): root for root, title in ROOTS.values()} | {"HE": "HORIZON"}
# Where cutting a code leads to a name that is not used: the parts of Horizon 2020 are H2020-EU.1, those of the Euratom
# programme beside Horizon Europe EURATOM.1.
_UP = {"H2020-EU": "H2020", "EURATOM": "EURATOM2027"}


def root_of(framework: str, expected: str) -> str:
    """The framework programme that a row names, as ROOTS writes it; `expected` if that is among them, or none is named.

    >>> root_of("Horizon 2020", "HORIZON"), root_of("HORIZON;EURATOM", "HORIZON"), root_of("", "FP7")
    ('H2020', 'HORIZON', 'FP7')
    """
    named = [_ROOT_NAMES.get(part.strip().upper(), part.strip().upper()) for part in framework.split(";")]
    named = [name for name in named if name]
    return expected if not named or expected in named else named[0]


def normal_code(code: str, root: str) -> str:
    """The code without a last full stop; Horizon 2020 parts always with the prefix `H2020-`.

    >>> normal_code("EU.3.3.", "H2020"), normal_code("HORIZON.2.5", "HORIZON")
    ('H2020-EU.3.3', 'HORIZON.2.5')
    """
    code = code.strip().rstrip(".")
    return f"H2020-{code}" if root == "H2020" and code.startswith("EU.") else code


def parent_of(code: str, root: str) -> str | None:
    """The code one step up; None for a root and for a code that stands by itself.

    >>> parent_of("HORIZON.2.5", "HORIZON"), parent_of("HORIZON.2", "HORIZON"), parent_of("HORIZON", "HORIZON")
    ('HORIZON.2', 'HORIZON', None)
    >>> parent_of("H2020-EU.3", "H2020"), parent_of("H2020-Euratom-1.4", "H2020"), parent_of("FP7-ICT", "FP7")
    ('H2020', 'H2020-Euratom-1', 'FP7')
    """
    if code == root:
        return None
    if "." in code:
        up = code.rpartition(".")[0]
        return _UP.get(up, up)
    numbered = re.fullmatch(r"(.+)-\d+", code)
    if numbered and numbered[1] != root:
        return numbered[1]
    return root if code.startswith(f"{root}-") else None


def ancestors(code: str, root: str) -> list[str]:
    """The code itself and everything above it, nearest first."""
    found = [code]
    while (up := parent_of(found[-1], root)) is not None:
        found.append(up)
    return found


def shared_ancestor(codes: set[str], root: str) -> str | None:
    """The nearest code that is above (or is) all of these; None if there is none."""
    chains = [ancestors(code, root) for code in sorted(codes)]
    return next((code for code in chains[0] if all(code in chain for chain in chains[1:])), None) if chains else None


def matches(code: str, prefixes: frozenset[str]) -> bool:
    """Does a code lie in one of these programmes, given by their codes in any case, with or without last full stop?"""
    low = code.lower()
    return any(low == p or low.startswith((f"{p}.", f"{p}-")) for p in prefixes)


def years(root: str) -> tuple[int, int]:
    """The first and the last year in which a project of a framework programme may start or end.

    >>> years("HORIZON")
    (2019, 2051)
    """
    return SINCE[root] - _EARLIER, SINCE[root] + _LATER
