"""Ways to say how likely two mentions are one body: plain ones, and the score of `kg.linking`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from _linking.mentions import Mention
from _linking.pairs import Pair
from kg.ids import core, fold, spelled
from kg.linking.record import Record

__all__ = ["METHODS", "hidden", "record", "samkart"]

Method = Callable[[Sequence[Pair]], list[float]]


def exact(pairs: Sequence[Pair]) -> list[float]:
    """One if a name is spelt the same, capitals apart, in one country."""
    return [float(_home(pair) and bool(_each(pair.left, spelled) & _each(pair.right, spelled))) for pair in pairs]


def folded(pairs: Sequence[Pair]) -> list[float]:
    """One if a name is the same when folded and without words for the legal form, in one country."""

    def key(name: str) -> str:
        return core(fold(name))

    return [float(_home(pair) and bool(_each(pair.left, key) & _each(pair.right, key))) for pair in pairs]


def token_set(pairs: Sequence[Pair]) -> list[float]:
    """The best token-set similarity (rapidfuzz) of two folded names, in one country; nothing abroad."""
    from rapidfuzz.fuzz import token_set_ratio

    return [
        max(token_set_ratio(fold(a), fold(b)) for a in pair.left.names for b in pair.right.names) / 100 * _home(pair)
        for pair in pairs
    ]


def token_sort(pairs: Sequence[Pair]) -> list[float]:
    """The best weighted similarity (rapidfuzz WRatio) of two folded names, in one country; nothing abroad."""
    from rapidfuzz.fuzz import WRatio

    return [
        max(WRatio(fold(a), fold(b)) for a in pair.left.names for b in pair.right.names) / 100 * _home(pair)
        for pair in pairs
    ]


def samkart(known: Iterable[Mention]) -> Method:
    """The score of `kg.linking.score`, which has seen the mentions `known`, without identifiers."""
    from kg.linking.score import Scorer

    scorer = Scorer([record(each) for each in known])
    return lambda pairs: [scorer.score(record(pair.left), record(pair.right)).value for pair in pairs]


def record(mention: Mention) -> Record:
    """A mention as the score takes it, without any identifier: that is what the label rests on."""
    return Record(
        mention.key,
        mention.names,
        mention.abbreviations,
        mention.country,
        (mention.place,) if mention.place else (),
        (mention.nuts,) if mention.nuts else (),
        frozenset([mention.cls]) if mention.cls else frozenset(),
        homepage=mention.homepage,
    )


def hidden(mention: Mention) -> Mention:
    """The mention without its identifiers."""
    return replace(mention, identifiers={})


def _home(pair: Pair) -> bool:
    return pair.left.country == pair.right.country or not (pair.left.country and pair.right.country)


def _each(mention: Mention, key: Callable[[str], str]) -> set[str]:
    return {key(name) for name in mention.names}


METHODS: dict[str, Method] = {
    "exact name": exact,
    "folded name": folded,
    "rapidfuzz token_set_ratio": token_set,
    "rapidfuzz WRatio": token_sort,
}
