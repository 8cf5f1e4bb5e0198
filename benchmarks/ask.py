"""How often a sentence is taken for what it asks, against peers: `tests/known/sentences.csv`.

    python benchmarks/ask.py [tuning|held-out|all] [--wrong]

Right at 1: the first that is offered is the right Question or verb, and it is chosen; at 3: one of the first three is.
A sentence about something that the graph does not hold is right where nothing is chosen. *Whole* has the right
parameters too, each with the right value and none besides. The peers see the same texts, those of `_words.toml` aside,
in all three languages, and choose what is nearest: rapidfuzz's token_set_ratio of the sentence and a text (the largest
of the three languages), and BM25 alone over the words as they are written (k 1.5, b 0.75), names and all. They have no
parameters and no threshold, so that they choose something for the four sentences that ask what is not held.
`--wrong` lists what was not right.
"""

from __future__ import annotations

import csv
import math
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from _common import HERE, store, table

from kg.model.period import today
from kg.questions.bearers import handle
from kg.questions.sentence import Choice, Understood, understood
from kg.questions.sentence.candidates import Candidate, candidates_in
from kg.resources import queries_dir
from kg.store.view import LocalView

SENTENCES = HERE.parent / "tests" / "known" / "sentences.csv"
Meaning = tuple[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True)
class Sentence:
    """A sentence, what it may be taken for (nothing: it asks what is not held), and what it is for."""

    part: str
    language: str
    text: str
    expected: tuple[Meaning, ...]


def sentences(path: Path = SENTENCES) -> list[Sentence]:
    """The sentences of the file, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Sentence(row["part"], row["language"], row["sentence"], tuple(_meanings(row["expected"])))
            for row in csv.DictReader(file)
        ]


def _meanings(text: str) -> Iterator[Meaning]:
    for each in text.split(" | ") if text != "-" else ():
        name, *given = each.split(" ")
        pairs = [part.partition("=") for part in given]
        yield (
            name.replace("suggest-", "suggest "),
            frozenset((key, today() if value == "today" else value) for key, _, value in pairs),
        )


def meaning(choice: Choice) -> Meaning:
    """What a choice means, written as in the file."""
    return choice.name, frozenset(
        (name, ",".join(handle(value) for value in values)) for name, values in choice.parameters.items()
    )


def rank_of(found: Sequence[str], sentence: Sentence) -> int:
    """The place, from 1, of the first that is right; 0 for none."""
    right = {name for name, _ in sentence.expected}
    return next((place for place, name in enumerate(found, 1) if name in right), 0)


def is_whole(found: Understood, sentence: Sentence) -> bool:
    """Is the right one chosen, with the right parameters; or nothing, where nothing is right?"""
    if not sentence.expected:
        return found.chosen is None
    return found.chosen is not None and meaning(found.chosen) in sentence.expected


def offered(found: Understood) -> list[str]:
    """The names in their order; the first is empty where none is chosen."""
    names = [each.name for each in found.runners_up]
    return [found.chosen.name, *names] if found.chosen else ["", *names]


def fuzzy(candidates: Sequence[Candidate]) -> Callable[[str], list[str]]:
    """Names by rapidfuzz's token_set_ratio."""
    from rapidfuzz.fuzz import token_set_ratio
    from rapidfuzz.utils import default_process

    def order(sentence: str) -> list[str]:
        near = {
            each.name: max(token_set_ratio(sentence, text, processor=default_process) for text in each.texts.values())
            for each in candidates
        }
        return sorted(near, key=lambda name: (-near[name], name))

    return order


def plain_bm25(candidates: Sequence[Candidate]) -> Callable[[str], list[str]]:
    """Names by BM25 of the words as they are written, the best of three languages."""

    def words(text: str) -> list[str]:
        return re.findall(r"\w+", text.lower())

    documents = {(each.name, code): Counter(words(text)) for each in candidates for code, text in each.texts.items()}
    mean = statistics.mean(sum(each.values()) for each in documents.values())
    holding = Counter(word for each in documents.values() for word in each)

    def score(document: Counter[str], sentence: list[str]) -> float:
        length = 0.25 + 0.75 * sum(document.values()) / mean
        idf = {word: math.log(1 + (len(documents) - holding[word] + 0.5) / (holding[word] + 0.5)) for word in sentence}
        return sum(idf[word] * 2.5 * document[word] / (document[word] + 1.5 * length) for word in sentence)

    def order(sentence: str) -> list[str]:
        near: dict[str, float] = {}
        for (name, _), document in documents.items():
            near[name] = max(near.get(name, 0.0), score(document, words(sentence)))
        return sorted(near, key=lambda name: (-near[name], name))

    return order


def main() -> None:
    parts = [each for each in sys.argv[1:] if not each.startswith("-")] or ["tuning", "held-out"]
    chosen = [each for each in sentences() if each.part in parts or "all" in parts]
    candidates = candidates_in(queries_dir())
    peers = {"rapidfuzz token_set_ratio": fuzzy(candidates), "BM25 alone": plain_bm25(candidates)}
    rows: list[list[object]] = []
    times: list[float] = []
    with LocalView(store("embedded")) as view:
        begun = time.perf_counter()
        understood(view, "Hvem?", queries_dir())
        first = time.perf_counter() - begun
        found = {}
        for sentence in chosen:
            begun = time.perf_counter()
            found[sentence.text] = understood(view, sentence.text, queries_dir(), sentence.language)
            times.append(time.perf_counter() - begun)
    for part in dict.fromkeys(each.part for each in chosen):
        of_part = [each for each in chosen if each.part == part]
        asked = [each for each in of_part if each.expected]
        empty = [each for each in of_part if not each.expected]
        whole = [each for each in of_part if is_whole(found[each.text], each)]
        ranks = [rank_of(offered(found[each.text]), each) for each in asked]
        refused = sum(found[each.text].chosen is None for each in empty)
        one = sum(rank == 1 for rank in ranks) + refused
        three = sum(1 <= rank <= 3 for rank in ranks) + refused
        rows.append([part, "kg ask", *_shares(len(of_part), one, three, len(whole))])
        for name, order in peers.items():
            ranks = [rank_of(order(each.text), each) for each in asked]
            one, three = sum(rank == 1 for rank in ranks), sum(1 <= rank <= 3 for rank in ranks)
            rows.append([part, name, *_shares(len(of_part), one, three, None)])
        for language in ("nb", "nn", "en"):
            spoken = [each for each in of_part if each.language == language]
            right = sum(is_whole(found[each.text], each) for each in spoken)
            print(f"{part}, {language}: {right} of {len(spoken)} whole", file=sys.stderr)
        for each in of_part if "--wrong" in sys.argv else ():
            if not is_whole(found[each.text], each):
                _tell(each, found[each.text])
    table(["sentences", "by", "of", "right at 1", "right at 3", "whole"], rows)
    middle, most = statistics.median(times) * 1000, max(times) * 1000
    print(f"\nthe first in {first * 1000:.0f} ms, then {middle:.1f} ms, at most {most:.0f} ms")


def _shares(of: int, *right: int | None) -> list[str]:
    return [str(of), *("–" if each is None else f"{each} ({each / of:.0%})" for each in right)]


def _tell(sentence: Sentence, found: Understood) -> None:
    print(f"\n{sentence.text}\n  expected {sentence.expected}")
    for each in ([found.chosen] if found.chosen else []) + list(found.runners_up[:3]):
        print(f"  {each.score:.2f} {'*' if each is found.chosen else ' '} {each.command} {list(each.missing) or ''}")
    print(f"  strange {found.strange} equal {found.equal}")


if __name__ == "__main__":
    main()
