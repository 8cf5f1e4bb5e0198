"""Which pairs of records are worth comparing: never all with all.

Two records are compared if they share an identifier, or lie in one country (or one of them in an unknown one) and share
a name, a short name or the initials of one; or if their names are near by the letters: the cosine of the words and of
the runs of three letters of two names, weighted by rarity (tf–idf; G. Salton, C. Buckley 1988). What too many have on
both sides leads nowhere, so that the work grows with the number of names and not with its square.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.linking.likeness import Profile

if TYPE_CHECKING:
    import numpy as np

__all__ = ["block"]

_NEAR = 0.42  # cosine of two names
_MOST_HOLDERS = 40  # of one name, short name or initials on a side
_MOST_PAIRS = 30_000  # of names that one run of letters or word may bring together in a country
_FEWEST = 1000  # names from which on it is counted what is rare; among fewer everything is
_TOKEN = 1.5  # a word counts more than one of the runs of letters that it is made of


def block(left: Sequence[Profile], right: Sequence[Profile], most: int = 12) -> list[tuple[int, int]]:
    """(position on the left, position on the right) of the pairs to compare, sorted; at most `most` near ones for each
    name on the left. If both sides are the same sequence each pair is there once, the lower position first.
    """
    found: set[tuple[int, int]] = set()
    itself = left is right
    _by_identifier(left, right, found)
    sides = _by_country(left), _by_country(right)
    for country, ours in sides[0].items():
        theirs = [*sides[1].get(country, ()), *(sides[1].get("", ()) if country else ())]
        if not country:
            theirs = list(range(len(right)))
        for keys in (_names, _shorts):
            _by_key((left, ours), (right, theirs), keys, found)
    if itself:
        return sorted(
            {(min(pair), max(pair)) for pair in found | _near(left, right, sides, most) if pair[0] != pair[1]}
        )
    return sorted(found | _near(left, right, sides, most))


def _by_country(profiles: Sequence[Profile]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for position, profile in enumerate(profiles):
        found[profile.record.country].append(position)
    return found


def _by_identifier(left: Sequence[Profile], right: Sequence[Profile], found: set[tuple[int, int]]) -> None:
    held: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, profile in enumerate(right):
        for each in _identifiers(profile):
            held[each].append(position)
    for position, profile in enumerate(left):
        for each in _identifiers(profile):
            if len(held.get(each, ())) <= _MOST_HOLDERS:
                found.update((position, other) for other in held.get(each, ()))


def _identifiers(profile: Profile) -> Iterator[tuple[str, str]]:
    for number in profile.numbers:
        yield "number", number
    for scheme, values in profile.record.identifiers.items():
        if scheme not in ("organisationNumber", "vatNumber"):
            yield from ((scheme, value) for value in values)


def _names(profile: Profile) -> Iterable[object]:
    return {*profile.bare, *(" ".join(sorted(core)) for core in profile.cores)}


def _shorts(profile: Profile) -> Iterable[object]:
    return {text for text in profile.short | profile.initials if len(text) >= 3}


def _by_key(
    ours: tuple[Sequence[Profile], Sequence[int]],
    theirs: tuple[Sequence[Profile], Sequence[int]],
    keys: Callable[[Profile], Iterable[object]],
    found: set[tuple[int, int]],
) -> None:
    """Adds the pairs of those at some positions of the two sides that have a key in common."""
    held: dict[object, list[int]] = defaultdict(list)
    for position in theirs[1]:
        for key in keys(theirs[0][position]):
            held[key].append(position)
    for position in ours[1]:
        for key in keys(ours[0][position]):
            others = held.get(key, ())
            if len(others) <= _MOST_HOLDERS:
                found.update((position, other) for other in others)


def _near(
    left: Sequence[Profile],
    right: Sequence[Profile],
    sides: tuple[dict[str, list[int]], dict[str, list[int]]],
    most: int,
) -> set[tuple[int, int]]:
    """Pairs whose names are near by the letters."""
    import numpy as np

    features: dict[str, int] = {}
    ours = _Matrix(left, features)
    theirs = ours if left is right else _Matrix(right, features)
    seen = np.zeros(len(features))
    for side in (ours, theirs):
        seen[: side.counted.size] += side.counted
    total = max(_FEWEST, len(ours.owners) + len(theirs.owners))
    weights = np.log(total / np.maximum(seen, 1)) / math.log(total) + 0.01
    first, second = ours.weighted(weights, len(features)), theirs.weighted(weights, len(features))
    found: set[tuple[int, int]] = set()
    for country, held in sides[0].items():
        other = sides[1] if country else {"": range(len(right))}
        positions = [*other.get(country, ()), *(other.get("", ()) if country else ())]
        rows, columns = ours.rows(held), theirs.rows(positions)
        if not (rows.size and columns.size):
            continue
        found |= _pairs(first[rows], second[columns], ours.owners[rows], theirs.owners[columns], most)
    return found


class _Matrix:
    """The names of profiles as rows, what they are made of as columns."""

    def __init__(self, profiles: Sequence[Profile], features: dict[str, int]) -> None:
        import numpy as np

        owners: list[int] = []
        places: list[int] = []
        starts = [0]
        for position, profile in enumerate(profiles):
            for core in profile.cores:
                places += [features.setdefault(each, len(features)) for each in _features(core)]
                starts.append(len(places))
                owners.append(position)
        self.owners = np.array(owners, dtype=np.int64)
        self._places = np.array(places, dtype=np.int64)
        self._starts = np.array(starts, dtype=np.int64)
        self._words = np.array([name[0] == " " for name in features], dtype=bool)
        self.counted = np.bincount(self._places, minlength=len(features)).astype(float)

    def rows(self, positions: Iterable[int]) -> np.ndarray[Any, Any]:
        """The rows of the profiles at some positions."""
        import numpy as np

        wanted = np.zeros(int(self.owners.max(initial=-1)) + 1, dtype=bool)
        wanted[[each for each in positions if each < wanted.size]] = True
        return np.flatnonzero(wanted[self.owners]) if self.owners.size else np.zeros(0, dtype=np.int64)

    def weighted(self, weights: np.ndarray[Any, Any], width: int) -> Any:
        """A sparse matrix (names × features) whose rows have the length one."""
        import numpy as np
        from scipy.sparse import csr_array

        data = weights[self._places] * np.where(self._words[self._places], _TOKEN, 1.0)
        made = csr_array((data, self._places, self._starts), shape=(len(self.owners), width))
        lengths = np.sqrt(np.add.reduceat(data**2, self._starts[:-1])) if data.size else np.ones(0)
        made.data = data / np.repeat(np.maximum(lengths, 1e-12), np.diff(self._starts))
        return made


def _features(core: tuple[str, ...]) -> set[str]:
    """The words of a name, each after a blank, and the runs of three letters in each, its ends marked.

    >>> sorted(_features(("lier",)))
    [' lier', '^li', 'er$', 'ier', 'lie']
    """
    found = set()
    for word in core:
        found.add(f" {word}")
        marked = f"^{word}$"
        found.update(marked[at : at + 3] for at in range(len(marked) - 2))
    return found


def _pairs(
    first: Any, second: Any, ours: np.ndarray[Any, Any], theirs: np.ndarray[Any, Any], most: int
) -> set[tuple[int, int]]:
    """The owners of names that are near; the `most` nearest of each name on the left."""
    import numpy as np
    from scipy.sparse import diags_array

    width = first.shape[1]
    counted = [np.bincount(each.indices, minlength=width).astype(float) for each in (first, second)]
    rare = (counted[0] * counted[1] <= _MOST_PAIRS).astype(float)
    kept = first @ diags_array(rare)
    kept.eliminate_zeros()
    product = (kept @ second.T).tocoo()
    near = product.data >= _NEAR
    rows, columns, values = product.coords[0][near], product.coords[1][near], product.data[near]
    order = np.lexsort((columns, -values, rows))
    rows, columns = rows[order], columns[order]
    begins = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]]) if rows.size else np.zeros(0, dtype=np.int64)
    rank = np.arange(rows.size) - np.repeat(begins, np.diff(np.r_[begins, rows.size]))
    top = rank < most
    return set(zip(ours[rows[top]].tolist(), theirs[columns[top]].tolist(), strict=True))
